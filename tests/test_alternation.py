"""One pattern for many phrases finds what each of them would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.alternation import either

LETTERS = st.text("ab (*|.é", min_size=1, max_size=6)


@given(st.lists(LETTERS, min_size=1, max_size=12), st.text("ab (*|.éc", max_size=40))
def test_it_finds_what_a_plain_alternation_finds_the_longest_first(phrases: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    found = [match.span() for match in re.finditer(either(phrases), text)]
    assert found == [match.span() for match in re.finditer(plain, text)]


@given(st.lists(LETTERS, min_size=1, max_size=12), st.text("ab c", max_size=20))
def test_a_character_with_a_meaning_matches_what_it_means(phrases: list[str], text: str) -> None:
    meanings = {" ": r"\s+", "*": r"\w*"}
    plain = "|".join("".join(meanings.get(char) or re.escape(char) for char in phrase) for phrase in phrases)
    assert bool(re.fullmatch(either(phrases, meanings), text)) == bool(re.fullmatch(plain, text))


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["also", "also read", "also (read)", "alto"], "also read this", ["also read"]),
        (["also", "also read", "also (read)", "alto"], "als alto also rea", ["alto", "also"]),
        (["sept*", "sept. 5"], "september sept. 5", ["september", "sept. 5"]),
        (["news agency"], "news \n agency", ["news \n agency"]),
    ],
)
def test_what_is_found_in_a_text(phrases: list[str], text: str, found: list[str]) -> None:
    assert re.findall(either(phrases, {" ": r"\s+", "*": r"\w*"}), text) == found
