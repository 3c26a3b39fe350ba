"""Search on the site: what is typed and chosen in, hits out."""

from __future__ import annotations

import httpx
import pytest

from tests.visiting import Visitor, words


def test_search_marks_what_it_found_and_says_whose_it_is(visitor: Visitor) -> None:
    answer = visitor.open("/search?q=harbour")
    assert "<mark>harbour</mark>" in answer.text
    text = words(answer.text)
    assert "2 articles" in text
    assert "first of 3 copies" in text
    assert "2 articles in 1 row, the copies of one story in one" in text
    assert "1 further copy of this story found Late monsoon is here at last" in text
    assert "Agency copy" in text


def test_search_finds_hindi_words_whole_and_japanese_words_of_two_characters(visitor: Visitor) -> None:
    assert "<mark>मोदी</mark>" in visitor.open("/search?q=मोदी").text
    assert "Nothing found" in visitor.text("/search?q=मादा")
    assert "<mark>首相</mark>" in visitor.open("/search?q=首相").text


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("outlet=coast-herald", {"herald"}),
        ("verdict=wire", {"lamp"}),
        ("agency=ians", {"lamp"}),
        ("language=de", set()),
        ("since=2026-11-20&until=2026-11-20", {"lamp", "herald"}),
        ("until=2026-11-19", set()),
        ("verdict=wire&outlet=coast-herald", set()),
    ],
)
def test_a_search_is_narrowed_by_its_address(visitor: Visitor, narrowed: str, found: set[str]) -> None:
    page = visitor.open(f"/search?q=harbour&{narrowed}").text
    assert {name for name, key in visitor.id.items() if f"/article/{key}" in page} == found


def test_filters_without_words_list_what_they_admit_newest_first(visitor: Visitor) -> None:
    page = visitor.open("/search?outlet=coast-herald").text
    assert "2 articles" in words(page)
    assert page.index(visitor.id["herald"]) < page.index(visitor.id["budget"])


@pytest.mark.parametrize(
    "q", ['"', "((", '")(*', "AND", "NOT", "*", "a" * 10_000, "'; DROP TABLE articles; --", "\x00"]
)
def test_no_search_is_an_error(visitor: Visitor, q: str) -> None:
    answer = visitor.open(str(httpx.URL("/search", params={"q": q})))
    assert answer.status_code == 200
    assert "could not be understood" not in answer.text


def test_a_broken_date_is_left_out_and_said(visitor: Visitor) -> None:
    text = visitor.text("/search?q=harbour&since=yesterday")
    assert "“yesterday” is no date such as 2026-11-23, so it was left out." in text
    assert "2 articles" in text


def test_behind_the_last_page_stands_the_last_page(visitor: Visitor) -> None:
    assert "Late monsoon is here at last" in visitor.text("/search?q=harbour&page=400")
