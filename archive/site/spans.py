"""Counts by day made into a chart by day, week or month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from archive.site.charts import Chart, Series, bars, period, span

STEPS = ("day", "week", "month")
MOST = {"day": 92, "week": 104, "month": 120}
"""Bars in a chart: three months, two years, ten years. Thinner ones can't be told apart; older figures are in the
tables."""

_ROOMY = {"day": 62, "week": 366}
"""Up to so many days of figures a step is taken without being asked for."""


def step_of(asked: str, first: str | None, last: str | None) -> str:
    """Return the step that is asked for, else the finest that shows the whole span (days, as ``2026-11-20``)."""
    if asked in STEPS:
        return asked
    if not first or not last:
        return "day"
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return next((step for step, most in _ROOMY.items() if days < most), "month")


def earliest(step: str, last: str) -> str:
    """Return the first day that a chart up to ``last`` shows."""
    lengths = {"day": 1, "week": 7, "month": 31}
    return (date.fromisoformat(last) - timedelta(days=lengths[step] * MOST[step])).isoformat()


def over_time(
    key: str,
    title: str,
    step: str,
    counts: Iterable[tuple[str, str, int]],
    names: Sequence[tuple[str, str]],
    unit: str = "articles",
) -> Chart | None:
    """Return bars over time of counts (day, series, number), newest ``MOST`` of them; None where nothing is counted.

    ``names`` are the series with their names, in their order; those that never occur are left out.
    """
    found: dict[str, dict[str, int]] = {}
    days: set[str] = set()
    for day, series, number in counts:
        days.add(day)
        line = found.setdefault(series, {})
        line[period(day, step)] = line.get(period(day, step), 0) + number
    shown = [(series, name) for series, name in names if series in found]
    if not days or not shown:
        return None
    periods = span(max(min(days), earliest(step, max(days))), max(days), step)[-MOST[step] :]
    rows = [Series(name, tuple(float(found[one].get(when, 0)) for when in periods)) for one, name in shown]
    return bars(key, title, periods, rows, unit=unit)
