"""Stories: who leads, what is the source, and that neither order, dates nor floods of pages disturb them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from archive.article import Kind
from archive.ids import short_hash
from archive.syndication import Copy, compare, stories
from tests.dispatch import (
    BRIDGE,
    COPIES,
    DISPATCH,
    END,
    LEAD,
    MILL,
    MONEY,
    MORNING,
    OWN,
    RAIN,
    WIRE,
    article,
    grouped,
    kinds,
    together,
)

SECOND = (
    "A court in the harbour city of Varn found three former directors of the Lighthouse Bank guilty on Monday of "
    "hiding losses of 96 million crowns from their depositors over a period of six years.",
    "The judge said that the bank had kept two sets of books, one of them in a summer house on the island of Lissa, "
    "where investigators found it behind a row of preserving jars in 2021.",
    "The youngest of the directors was sentenced to four years in prison. The two others, who had cooperated, received "
    "suspended sentences and must repay 11 million crowns each by the end of next year.",
)


def test_a_round_up_of_two_dispatches_does_not_glue_them() -> None:
    bank = article("bank", *SECOND)
    roundup = article("round-up", *DISPATCH[:4], *SECOND, hours=6)
    told = together(grouped([WIRE, COPIES["same words"], bank, article("bank again", *SECOND, hours=1), roundup]))
    assert len(told) == 2
    assert {"wire", "same"} <= next(members for members in told if "wire" in members)
    assert "bank" not in next(members for members in told if "wire" in members)


def test_the_line_under_every_article_of_a_newsroom_is_no_story() -> None:
    footer = (
        "The {} depends on its readers. If you value what our newsroom does for the valley, consider a subscription, "
        "write to us, or follow us wherever you read the news. Comments are moderated by hand every day."
    )
    texts = {
        "Herald": (OWN[0], LEAD),
        "Courier": (OWN[1], BRIDGE),
        "Mirror": (OWN[2], RAIN),
        "Gazette": (MILL, SECOND[0]),
        "Tribune": (MONEY, SECOND[1]),
        "Post": (END, SECOND[2]),
    }
    told = grouped([article(name, *own, footer.format(name), outlet=name) for name, own in texts.items()])
    assert len(told) == len(texts)


def test_an_error_page_served_ten_thousand_times_is_no_story() -> None:
    page = "The page that you asked for is not here. It may have moved, or the address may have been typed wrongly."
    pages = [Copy(f"p{number:05}", f"outlet {number % 700}", "", page, "en", MORNING) for number in range(10_000)]
    told = grouped(pages)
    assert len(told) == 10_000


def test_the_source_is_the_agency_s_own_page_even_when_it_was_crawled_last() -> None:
    late = article("agency", *DISPATCH, hours=5, agency_site=True)
    assert grouped([COPIES["same words"], late])[0].source == "agency"


def test_without_an_agency_page_the_source_is_the_earliest_fullest_text() -> None:
    brief = article("brief", LEAD, hours=0)
    full = article("full", *DISPATCH, hours=0.5)
    again = article("again", *DISPATCH, hours=9)
    told = grouped([again, brief, full])
    assert [story.source for story in told] == ["full"]
    assert told[0].id == short_hash("story", "full")
    assert [(pickup.article, pickup.first) for pickup in told[0].pickups] == [
        ("brief", True),
        ("full", False),
        ("again", False),
    ]


def test_where_most_print_a_cut_version_the_whole_dispatch_is_still_the_source() -> None:
    cut = [article(f"cut {number}", LEAD, BRIDGE, RAIN, hours=1 + number) for number in range(6)]
    told = grouped([*cut, WIRE])
    assert [story.source for story in told] == ["wire"]
    assert set(kinds(told).values()) == {Kind.SOURCE, Kind.ABRIDGED}


def test_an_article_without_copies_has_a_story_of_its_own() -> None:
    (story,) = grouped([article("alone", *OWN)])
    assert (story.source, [pickup.kind for pickup in story.pickups]) == ("alone", [Kind.SOURCE])


def test_the_order_of_arrival_changes_nothing() -> None:
    bank = [article("bank", *SECOND), article("bank cut", *SECOND[:2], hours=2)]
    roundup = article("round-up", *DISPATCH[:4], *SECOND, hours=6)
    everything = [WIRE, *COPIES.values(), *bank, roundup]
    expected = grouped(everything)
    assert len(expected) == 2
    for seed in range(5):
        shuffled = random.Random(seed).sample(everything, len(everything))
        assert grouped(shuffled) == expected


def test_matches_may_come_in_any_order_and_one_component_at_a_time() -> None:
    first = [WIRE, *COPIES.values()]
    second = [article("bank", *SECOND), article("bank again", *SECOND, hours=1)]
    matches = [match for one, other in combinations(first + second, 2) if (match := compare(one, other))]
    whole = stories(first + second, matches)
    assert stories((first + second)[::-1], matches[::-1]) == whole
    assert sorted(stories(first, matches) + stories(second, matches), key=lambda story: story.id) == whole


def test_an_impossible_date_gives_way_to_the_day_it_was_first_seen() -> None:
    for said in (
        datetime(2099, 1, 1, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        None,
    ):
        odd = Copy("odd", "odd", "", "\n".join(DISPATCH), "en", said, first_seen=MORNING + timedelta(hours=2))
        assert together(grouped([WIRE, odd])) == {frozenset({"wire", "odd"})}


def test_an_article_of_unknown_date_joins_the_story_whose_text_it_has() -> None:
    assert together(grouped([WIRE, Copy("undated", text="\n".join(DISPATCH))])) == {frozenset({"wire", "undated"})}


def test_two_articles_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two articles have the id 'wire'"):
        grouped([WIRE, WIRE])
