"""Charts over time, drawn on the server: counts or shares by period in, the geometry of an inline SVG out.

``_chart.html`` draws what is returned here; its looks are the section Charts of ``archive.css``. Widths are percents
and heights are pixels, and the SVG has no viewBox: so a chart is as wide as its column while letters, hatches and dots
keep their size, on a phone too. Series differ by pattern, dash and dot, never by colour alone; every chart has a
title, a description and its figures as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

HEIGHT = 168
"""Pixels of the plot, from the highest rule to the ground: about a third of a column's width."""

ABOVE, BELOW = 20, 24
"""Pixels over the highest rule, for the unit, and under the ground, for the periods."""

GUTTER = 11.0
"""Percent of the width left of the bars, for the scale: 38 pixels on a phone of 390, five letters."""

STYLES = 4
"""Patterns, dashes and dots that there are; a chart of more series can't be read anyway."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures: a name and a value for each period; None where there is none (no article, no share)."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line of the scale at ``y`` pixels, with its label in the gutter."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Label:
    """A period under the ground, at ``x`` percent; ``anchor`` is SVG's text-anchor."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: ``x`` and ``width`` in percent, ``y`` and ``height`` in pixels; ``told`` is its tooltip."""

    x: float
    y: float
    width: float
    height: float
    style: int
    told: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line, at ``x`` percent and ``y`` pixels; ``x1``, ``y1`` are the point before, None at a gap."""

    x: float
    y: float
    x1: float | None
    y1: float | None
    style: int
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What ``_chart.html`` draws. ``table`` has a row for each period: its name, then a figure for each series."""

    key: str
    title: str
    says: str
    kind: str
    unit: str
    height: int
    ground: int
    gutter: float
    rules: tuple[Rule, ...]
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    names: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def bars(key: str, title: str, periods: Sequence[str], series: Sequence[Series], *, unit: str = "") -> Chart:
    """Return bars over time, the series stacked from the ground up.

    ``key`` is the chart's name in its page; ``periods`` are all days, weeks or months, gaps filled (see ``span``), as
    ``2026-11-20``, ``2026-W47`` or ``2026-11``; values are counts; ``unit`` is what they count ("articles").
    """
    values = [[value or 0 for value in one.values] for one in series]
    scale = _Scale.over([sum(column) for column in zip(*values, strict=True)], percent=False)
    width = _width(periods)
    drawn = []
    for place, period in enumerate(periods):
        under = 0.0
        for style, (one, column) in enumerate(zip(series, values, strict=True)):
            if value := column[place]:
                top = scale.y(under + value)
                told = f"{spoken(period)}, {one.name}: {_count(value)}"
                drawn.append(
                    Bar(
                        round(GUTTER + width * (place + 0.1), 3),
                        top,
                        round(width * 0.8, 3),
                        round(scale.y(under) - top, 1),
                        style % STYLES,
                        told,
                    )
                )
                under += value
    return _chart(key, title, "bars", periods, series, scale, unit, tuple(drawn), ())


def lines(
    key: str, title: str, periods: Sequence[str], series: Sequence[Series], *, percent: bool = False, unit: str = ""
) -> Chart:
    """Return a line for each series. Arguments as for ``bars``; with ``percent`` the values are shares from 0 to 1."""
    scale = _Scale.over([value for one in series for value in one.values if value is not None], percent=percent)
    width = _width(periods)
    drawn = []
    for style, one in enumerate(series):
        before: tuple[float, float] | None = None
        for place, (period, value) in enumerate(zip(periods, one.values, strict=True)):
            if value is None:
                before = None
                continue
            x, y = round(GUTTER + width * (place + 0.5), 3), scale.y(value)
            told = f"{spoken(period)}, {one.name}: {scale.told(value)}"
            x1, y1 = before or (None, None)
            drawn.append(Dot(x, y, x1, y1, style % STYLES, told))
            before = (x, y)
    return _chart(key, title, "lines", periods, series, scale, unit, (), tuple(drawn))


def span(first: str, last: str, step: str) -> tuple[str, ...]:
    """Return every period from one day (``2026-11-20``) to another, both included; ``step``: day, week or month."""
    return tuple(dict.fromkeys(period(day, step) for day in _days(first, last)))


def period(day: str, step: str) -> str:
    """Return the period a day (``2026-11-20``, or a time that begins so) lies in: itself, ``2026-W47``, ``2026-11``."""
    if step == "month":
        return day[:7]
    if step == "week":
        year, week, _ = date.fromisoformat(day[:10]).isocalendar()
        return f"{year}-W{week:02}"
    return day[:10]


def spoken(period: str) -> str:
    """Return a period in words: ``20 November 2026`` is ``20 Nov 2026``, a week ``week 47 of 2026``."""
    year, _, rest = period.partition("-")
    if rest.startswith("W"):
        return f"week {int(rest[1:])} of {year}"
    month, _, day = rest.partition("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if day else f"{_MONTHS[int(month) - 1]} {year}"


@dataclass(frozen=True, slots=True)
class _Scale:
    top: float
    step: float
    percent: bool

    @classmethod
    def over(cls, values: Sequence[float], *, percent: bool) -> _Scale:
        """Take the roundest steps of which two to five reach the highest value."""
        high = max([*values, 0.0]) or 1.0
        raw = high / 4
        power = 10.0 ** floor(log10(raw))
        step = next(power * round_one for round_one in (1, 2, 2.5, 5, 10) if power * round_one >= raw * 0.999)
        if not percent:
            step = max(1.0, float(ceil(step)))  # there are no half articles
        return cls(step * ceil(high / step * 0.999), step, percent)

    def y(self, value: float) -> float:
        return round(ABOVE + HEIGHT * (1 - value / self.top), 1)

    def told(self, value: float | None) -> str:
        if value is None:
            return "none"
        return f"{value * 100:.{1 if 0 < value < 0.1 else 0}f} %" if self.percent else _count(value)

    def rules(self) -> tuple[Rule, ...]:
        steps = [self.step * number for number in range(round(self.top / self.step) + 1)]
        return tuple(Rule(self.y(step), f"{step * 100:g} %" if self.percent else _compact(step)) for step in steps)


def _chart(
    key: str,
    title: str,
    kind: str,
    periods: Sequence[str],
    series: Sequence[Series],
    scale: _Scale,
    unit: str,
    bars: tuple[Bar, ...],
    dots: tuple[Dot, ...],
) -> Chart:
    table = tuple(
        (spoken(one), *(scale.told(row.values[place]) for row in series)) for place, one in enumerate(periods)
    )
    says = _says(periods, series, scale)
    names = tuple(one.name for one in series)
    height = ABOVE + HEIGHT + BELOW
    return Chart(
        *(key, title, says, kind, unit, height, ABOVE + HEIGHT, GUTTER),
        *(scale.rules(), _labels(periods), bars, dots, names, table),
    )


def _says(periods: Sequence[str], series: Sequence[Series], scale: _Scale) -> str:
    """Return a sentence for those who can't see the chart: the span, and each series' lowest, highest and last."""
    if not periods:
        return "There are no figures yet."
    parts = [f"{spoken(periods[0])} to {spoken(periods[-1])}."]
    for one in series:
        known = [(value, when) for value, when in zip(one.values, periods, strict=True) if value is not None]
        if known:
            (low, _), (high, when) = min(known), max(known)
            told = f"{one.name}: from {scale.told(low)} to {scale.told(high)} ({spoken(when)})"
            parts.append(f"{told}, last {scale.told(known[-1][0])}.")
    return " ".join(parts)


def _labels(periods: Sequence[str]) -> tuple[Label, ...]:
    """Return at most four periods to write under the ground: as many as a phone's width holds."""
    if not periods:
        return ()
    width, last = _width(periods), len(periods) - 1
    every = max(1, ceil(len(periods) / 4))
    places = [place for place in range(0, len(periods), every) if place == last or place + every / 2 <= last]
    years = len({one[:4] for one in periods}) > 1
    return tuple(
        Label(
            round(GUTTER + width * (place + 0.5), 3),
            _short(periods[place], years=years),
            "end" if len(periods) > 4 and place == last else "middle",
        )
        for place in places
    )


def _width(periods: Sequence[str]) -> float:
    return (100 - GUTTER) / max(1, len(periods))


def _short(period: str, *, years: bool) -> str:
    year, _, rest = period.partition("-")
    if rest.startswith("W"):
        return f"w{int(rest[1:])} {year}" if years else f"week {int(rest[1:])}"
    month, _, day = rest.partition("-")
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name}" if day else f"{name} {year}" if years else name


def _days(first: str, last: str) -> Iterator[str]:
    day, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)


def _count(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _compact(value: float) -> str:
    """Return a count in at most five letters."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return _count(value)
