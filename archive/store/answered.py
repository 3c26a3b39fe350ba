"""What the pages of the named queries show: the first rows of an answer.

As its page opens, a query asks for all there is, or for the last days; over a million articles that can take seconds,
so these answers are kept when the copy is published. A question that is narrowed is asked when it comes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from archive.queries import Query, load

ROWS = 200
"""Rows on a page: more nobody reads; JSON and CSV hold 1,000, an export all."""

LARGE = 100_000
"""Articles from which on a page without a span of days shows the last ``RECENT`` days: over all of a million a sorted
answer takes seconds."""

RECENT = 30
LATELY = 100
"""Days of which it is safe to say that few articles are of them: in an archive of two years a seventh."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of an answer, by the names of their columns; ``cut`` where there are more."""

    columns: list[str]
    rows: list[dict[str, Any]]
    cut: bool


def keep(copy: sqlite3.Connection) -> None:
    """Make the table ``answered`` in a copy that is about to be published and whose indexes have been analyzed."""
    copy.execute(
        """CREATE TABLE answered (query TEXT NOT NULL, "values" TEXT NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (query, "values")) STRICT, WITHOUT ROWID"""
    )
    recent = recent_day(copy)
    for query in load().values():
        openings = [{}, {"since": recent}] if recent and query.has("since") else [{}]
        for given in openings:
            values = query.values(given)
            found = _ask(copy, query, values)
            told = json.dumps([found.columns, [list(row.values()) for row in found.rows], found.cut])
            copy.execute("INSERT INTO answered VALUES (?, ?, ?)", (query.name, json.dumps(values), told))


def first_rows(copy: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> Answer:
    """Return the first rows of a query's answer to these values; one left empty means its default."""
    meant = query.values({name: value for name, value in values.items() if value})
    kept = copy.execute(
        'SELECT answer FROM answered WHERE query = ? AND "values" = ?', (query.name, json.dumps(meant))
    ).fetchone()
    if kept is None:
        return _ask(copy, query, meant)
    columns, rows, cut = json.loads(kept[0])
    return Answer(columns, [dict(zip(columns, row, strict=True)) for row in rows], cut)


def recent_day(copy: sqlite3.Connection) -> str:
    """Return the day from which a large archive shows answers unasked, empty for one that is not large."""
    largest = copy.execute("SELECT max(number) FROM articles").fetchone()[0] or 0
    return _days_before_newest(copy, RECENT) if largest >= LARGE else ""


def _ask(copy: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> Answer:
    since = values.get("since", "")
    rare = {"since"} if since and since > _days_before_newest(copy, LATELY) else set()
    cursor = copy.execute(query.narrowed(values, rare), values)
    columns = [column[0] for column in cursor.description]
    found = cursor.fetchmany(ROWS + 1)
    return Answer(columns, [dict(zip(columns, row, strict=True)) for row in found[:ROWS]], len(found) > ROWS)


def _days_before_newest(copy: sqlite3.Connection, days: int) -> str:
    newest = copy.execute("SELECT max(published_utc) FROM articles").fetchone()[0]
    return (date.fromisoformat(newest[:10]) - timedelta(days=days)).isoformat() if newest else ""
