"""Charts: figures by period in; bars, lines, labels and a table out."""

from __future__ import annotations

from archive.site.charts import ABOVE, HEIGHT, Series, bars, lines, period, span, spoken

GROUND = ABOVE + HEIGHT


def test_bars_are_stacked_and_as_high_as_their_counts():
    chart = bars("x", "Articles", ("2026-10", "2026-11"), (Series("wire", (30, 0)), Series("own", (10, 40))))
    heights = [(bar.told, bar.height) for bar in chart.bars]
    assert heights == [("Oct 2026, wire: 30", 126.0), ("Oct 2026, own: 10", 42.0), ("Nov 2026, own: 40", 168.0)]
    assert chart.bars[1].y + chart.bars[1].height == chart.bars[0].y
    assert chart.bars[2].y + chart.bars[2].height == GROUND
    assert [rule.label for rule in chart.rules] == ["0", "10", "20", "30", "40"]


def test_a_line_is_broken_where_there_is_no_figure():
    chart = lines("x", "Share", ("2026-09", "2026-10", "2026-11"), (Series("wire", (0.5, None, 0.25)),), percent=True)
    assert [(dot.told, dot.x1) for dot in chart.dots] == [
        ("Sep 2026, wire: 50 %", None),
        ("Nov 2026, wire: 25 %", None),
    ]
    assert chart.table == (("Sep 2026", "50 %"), ("Oct 2026", "none"), ("Nov 2026", "25 %"))
    assert chart.says == "Sep 2026 to Nov 2026. wire: from 25 % to 50 % (Sep 2026), last 25 %."


def test_a_small_share_keeps_a_decimal_and_nothing_is_higher_than_the_plot():
    chart = lines("x", "Share", ("2026-10", "2026-11"), (Series("wire", (0.004, 1.0)),), percent=True)
    assert chart.table[0] == ("Oct 2026", "0.4 %")
    assert min(dot.y for dot in chart.dots) == ABOVE


def test_periods_between_two_days_have_no_gaps():
    assert span("2026-11-28", "2026-12-01", "day") == ("2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01")
    assert span("2026-12-28", "2027-01-04", "week") == ("2026-W53", "2027-W01")
    assert span("2025-12-31", "2026-02-01", "month") == ("2025-12", "2026-01", "2026-02")
    assert period("2027-01-01T05:00:00Z", "week") == "2026-W53"
    assert (spoken("2026-W47"), spoken("2026-11-20")) == ("week 47 of 2026", "20 Nov 2026")


def test_a_long_time_has_few_labels_and_a_chart_without_figures_says_so():
    days = span("2026-01-01", "2026-12-31", "day")
    chart = bars("x", "Articles", days, (Series("wire", (1,) * 365),))
    assert 3 <= len(chart.labels) <= 5
    assert chart.labels[0].text == "1 Jan"
    empty = bars("x", "Articles", (), ())
    assert (empty.says, empty.bars, empty.table) == ("There are no figures yet.", (), ())
