"""How many words a text has: the number that all pages tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.splitting import count_words
from archive.syndication.words import read_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" … — !\n", 0),
        ("The ferry doesn't sail.", 4),
        ("On 12:30 he paid 3,400 crowns", 6),
        ("well-known", 2),
        ("Fähr\u00adschiff", 1),
        ("राष्ट्रपति ने कहा", 3),
        ("渡し船は出ない", 7),
        ("船 Amaro 3", 3),
        ("\ud800", 0),
    ],
)
def test_words_are_runs_of_letters_and_digits_or_characters_where_a_script_has_no_spaces(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(), st.sampled_from(["", "en", "zh"]))
def test_as_many_words_are_counted_as_are_compared(text: str, language: str) -> None:
    assert count_words(text) == len(read_words(text, language))
