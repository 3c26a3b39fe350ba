"""What the first page shows."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from archive.site.charts import Chart, Series, lines, period, span
from archive.site.rows import Row, one, rows
from archive.store.database import moment
from archive.store.health import health

DAYS = 7
"""Stories of the last days: of those before the newest story, so that an archive at rest still shows some."""

AGENCY_DAYS = 30
"""Days over which agencies are counted: long enough for small ones to have some."""

STORIES, ARTICLES, AGENCIES = 8, 12, 10

SILENCE = timedelta(days=3)
"""As `archive check` has it."""


@dataclass(frozen=True, slots=True)
class Front:
    """The first page: stories with most outlets, newest articles, counts, the wire's share over time, agencies by the
    articles that carry their text, and the state of the crawl."""

    stories: list[Row]
    articles: list[Row]
    counts: dict[str, int]
    share: Chart | None
    agencies: list[Row]
    agency_days: tuple[str, str]
    run: Row | None
    sources: dict[str, int]


def front(database: sqlite3.Connection) -> Front:
    """Return the first page of the archive, which may be empty."""
    counts = one(database, "home/counts") or {}
    run = _last_run(database)
    days = one(database, "home/days") or {}
    first, last = str(days["first"] or ""), str(days["last"] or "")
    since = (date.fromisoformat(last) - timedelta(days=AGENCY_DAYS - 1)).isoformat() if last else ""
    return Front(
        rows(database, "home/stories", days=DAYS, most=STORIES),
        rows(database, "home/articles", most=ARTICLES),
        counts,
        _share(database, first, last) if last else None,
        rows(database, "home/agencies", since=since, most=AGENCIES),
        (since, last),
        run,
        _sources(database, run),
    )


def _share(database: sqlite3.Connection, first: str, last: str) -> Chart | None:
    """Return the wire's share of what outlets print: by day, week or month, as the archive is old."""
    age = (date.fromisoformat(last) - date.fromisoformat(first)).days
    step, most = ("day", 60) if age <= 60 else ("week", 364) if age <= 400 else ("month", 730)
    first = max(first, (date.fromisoformat(last) - timedelta(days=most)).isoformat())
    counts: dict[str, Counter[str]] = {one: Counter() for one in span(first, last, step)}
    for row in rows(database, "home/verdicts", since=first):
        counts[period(row["day"], step)][row["verdict"]] += row["articles"]
    if len(counts) < 2:
        return None
    shares = {
        word: tuple(tally[word] / tally.total() if tally.total() else None for tally in counts.values())
        for word in ("wire", "mixed")
    }
    return lines(
        "share",
        f"Agency copy in what outlets print, by {step}",
        tuple(counts),
        (Series("signed as an agency’s", shares["wire"]), Series("staff and agency", shares["mixed"])),
        percent=True,
    )


def _sources(database: sqlite3.Connection, run: Row | None) -> dict[str, int]:
    """Return how many sources were in which state at the last run."""
    if run is None:
        return {}
    found = health(Database(database), moment(run["ended"] or run["started"]), SILENCE)
    return dict(Counter(source.state for source in found))


def _last_run(database: sqlite3.Connection) -> Row | None:
    """Return the newest crawl, else the newest run that has ended (the one that published this copy has not), with
    how many ``responses`` it had and how many of them ``failed``."""
    run = one(database, "home/last_run")
    if run is None:
        return None
    try:
        tally = dict(json.loads(run["counts"] or "{}").get("captures", {}))
    except (ValueError, TypeError, AttributeError):
        tally = {}
    failed = sum(count for state, count in tally.items() if state.startswith("failed"))
    return run | {"responses": sum(tally.values()), "failed": failed}
