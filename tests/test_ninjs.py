"""News items: what is exported is what the standard asks, whatever an article holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exports.ninjs import news_item
from tests.ninjs import faults
from tests.visiting import Visitor


@pytest.mark.parametrize("article", ["lamp", "herald", "morgen", "prabhat", "nahr", "asahi", "budget"])
def test_a_news_item_is_what_the_standard_asks(visitor: Visitor, article: str) -> None:
    item = visitor.open(f"/article/{visitor.id[article]}.ninjs.json").json()
    assert faults(item) == []
    assert (item["type"], item["pubstatus"], item["standard"]["version"]) == ("text", "usable", "2.1")


def test_a_news_item_names_the_agencies_and_leaves_out_a_day_without_an_hour(visitor: Visitor) -> None:
    item = visitor.open(f"/article/{visitor.id['nahr']}.ninjs.json").json()
    assert "firstcreated" not in item
    assert item["infosources"][1] == {"name": "afp", "role": "agency credited for the text"}
    address = "https://nahr.example/أخبار?a=1&b=%D8%A3"
    assert news_item({"url": address, "headline": "", "text": ""})["uri"] == (
        "https://nahr.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?a=1&b=%D8%A3"
    )


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://nahr.example/?q[]=1", "https://nahr.example/?q%5B%5D=1"),
        ("https://nahr.example/100%", "https://nahr.example/100%25"),
        ("https://nahr.example/a%2fb#c#d", "https://nahr.example/a%2fb#c%23d"),
        ("http://[::1]:8001/a b", "http://[::1]:8001/a%20b"),
    ],
)
def test_a_news_item_writes_an_address_as_the_standard_wants_it(address: str, written: str) -> None:
    item = news_item({"url": address, "headline": "", "text": ""})
    assert (item["uri"], faults(item)) == (written, [])


@given(st.text(), st.text(), st.text())
def test_whatever_stands_in_an_address_a_news_item_has_a_true_one(path: str, query: str, fragment: str) -> None:
    address = f"https://nahr.example/{path}?{query}#{fragment}"
    assert faults(news_item({"url": address, "headline": "", "text": ""})) == []


def test_a_row_without_a_headline_or_a_text_has_empty_ones() -> None:
    item = news_item({"url": "https://nahr.example/", "headline": None, "text": None})
    assert (item["headlines"], faults(item)) == ([{"role": "main", "value": ""}], [])


@pytest.mark.parametrize(
    "wrong", [{"uri": "no address"}, {"firstcreated": "2026-11-20"}, {"bodies": [{"role": "main"}]}, {"author": "A"}]
)
def test_an_item_that_is_none_is_told(wrong: dict[str, object]) -> None:
    item = news_item({"url": "https://nahr.example/", "headline": "", "text": ""})
    assert len(faults(item | wrong)) == 1


@pytest.mark.parametrize("time", ["2026-11-20T08:00+05:30", "2026-11-20 08:00:00+0530", "20261120T080000+05:30"])
def test_a_news_item_writes_a_time_in_full_however_it_was_kept(time: str) -> None:
    item = news_item({"url": "https://nahr.example/", "headline": "", "text": "", "published": time})
    assert item["firstcreated"] == "2026-11-20T08:00:00+05:30"
