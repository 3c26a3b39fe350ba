"""The site's pure parts: credits marked in a text, what changed between two texts, times and shares in words."""

from __future__ import annotations

import pytest

from archive.site.changes import Block, Run, changes, words
from archive.site.marking import Piece, Span, pieces
from archive.site.wording import delay, direction, marked, outside, percent, said


def test_a_credit_cuts_its_paragraph_where_it_begins_and_ends() -> None:
    assert pieces("Rain fell.\nDelhi (PTI) Rain.", [Span(1, 1, 6, 11)]) == [
        [Piece("Rain fell.")],
        [Piece("Delhi "), Piece("(PTI)", (1,), (1,)), Piece(" Rain.")],
    ]


def test_credits_that_overlap_are_both_shown() -> None:
    [paragraph] = pieces("With PTI inputs", [Span(1, 0, 0, 15), Span(2, 0, 5, 8)])
    assert paragraph == [Piece("With ", (1,)), Piece("PTI", (1, 2), (2,)), Piece(" inputs", (1,), (1,))]


@pytest.mark.parametrize("span", [Span(1, 7, 0, 3), Span(1, 0, 90, 99), Span(1, 0, 3, 3), Span(1, 0, 5, 2)])
def test_a_credit_that_stands_nowhere_marks_nothing_and_loses_no_text(span: Span) -> None:
    assert pieces("Rain fell.", [span]) == [[Piece("Rain fell.")]]


def test_a_credit_that_runs_over_its_paragraph_is_cut_to_it() -> None:
    assert pieces("Rain (PTI)", [Span(1, 0, 5, 50)]) == [[Piece("Rain "), Piece("(PTI)", (1,), (1,))]]


def test_paragraphs_that_stayed_are_counted_and_changed_ones_told_by_the_word() -> None:
    old = "One stays.\nTwo stays.\nThe toll is 40 now.\nEnd."
    new = "One stays.\nTwo stays.\nThe toll is 42 now.\nEnd.\nMore to come."
    assert changes(old, new) == [
        Block(unchanged=2),
        Block(
            runs=(Run("same", "The toll is "), Run("out", "40"), Run("in", "42"), Run("same", " "), Run("same", "now."))
        ),
        Block(unchanged=1),
        Block(runs=(Run("in", "More to come."),)),
    ]


def test_japanese_is_compared_by_the_character() -> None:
    assert words("首相は日曜日", "首相は月曜日") == (
        Run("same", "首相は"),
        Run("out", "日"),
        Run("in", "月"),
        Run("same", "曜日"),
    )


def test_very_long_stretches_are_shown_as_taken_out_and_put_in() -> None:
    assert [run.what for run in words("a " * 5000, "b " * 5000)] == ["out", "in"]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "at the same time"),
        (30, "under a minute"),
        (720, "12 min"),
        (14400, "4 h"),
        (15000, "4 h 10 min"),
        (183600, "2 d 3 h"),
        (172860, "2 d"),
    ],
)
def test_a_delay_is_told_in_its_two_largest_units(seconds: int, told: str) -> None:
    assert delay(seconds) == told


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("2026-11-20T08:00:00+05:30", "20 November 2026, 08:00 (UTC+05:30)"),
        ("2026-11-20T08:00:00Z", "20 November 2026, 08:00 (UTC)"),
        ("2026-11-20T08:00:00", "20 November 2026, 08:00 (no zone given)"),
        ("2026-11-20", "20 November 2026 (no hour given)"),
        ("last Friday", "last Friday"),
        ("", "not said"),
    ],
)
def test_a_time_is_told_as_the_page_said_it(time: str, told: str) -> None:
    assert said(time) == told


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0 %"), (0.004, "under 1 %"), (0.92, "92 %"), (0.998, "99 %"), (1, "100 %")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://lamp.example/a?b=1", "https://lamp.example/a?b=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("//lamp.example/a", ""),
        ("https://", ""),
        ("https://lamp.example/a b", ""),
        ("http://[", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, link: str) -> None:
    assert outside(url) == link


def test_only_the_marks_of_a_snippet_become_markup() -> None:
    assert marked("a <b> \ue000hit\ue001 & more") == "a &lt;b&gt; <mark>hit</mark> &amp; more"


def test_direction_follows_the_language_and_without_one_the_letters() -> None:
    assert [direction(code) for code in ("ar", "fa", "ur", "he", "de", "hi", "ja", "", None)] == [
        *["rtl"] * 4,
        *["ltr"] * 3,
        *["auto"] * 2,
    ]
