"""What the pages of the named queries show, and what their JSON and CSV hold: the first rows of an answer.

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

KEPT = 1_001
"""Rows that are kept: what JSON and CSV hold, and one more, which tells that there are more."""

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
        """CREATE TABLE answered (query TEXT NOT NULL, "values" TEXT NOT NULL, place INTEGER NOT NULL,
        "row" TEXT NOT NULL, PRIMARY KEY (query, "values", place)) STRICT, WITHOUT ROWID"""
    )
    recent = recent_day(copy)
    for query in load().values():
        openings = [{}, {"since": recent}] if recent and query.has("since") else [{}]
        for given in openings:
            values = query.values(given)
            cursor = copy.execute(_narrowed(copy, query, values), values)
            rows = [[column[0] for column in cursor.description], *cursor.fetchmany(KEPT)]
            copy.executemany(
                "INSERT INTO answered VALUES (?, ?, ?, ?)",
                [(query.name, json.dumps(values), place, json.dumps(row)) for place, row in enumerate(rows)],
            )


def first_rows(copy: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> Answer:
    """Return the first rows of a query's answer to these values; one left empty means its default."""
    meant = _meant(query, values)
    cursor = copy.execute(_statement(copy, query, meant), meant)
    columns = [column[0] for column in cursor.description]
    found = cursor.fetchmany(ROWS + 1)
    return Answer(columns, [dict(zip(columns, row, strict=True)) for row in found[:ROWS]], len(found) > ROWS)


def statement(copy: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> str:
    """Return the SQL that soonest gives a query's rows for these values, which it takes by the parameters' names.

    Of an answer that is kept it gives ``KEPT`` rows.
    """
    return query.with_defaults(_statement(copy, query, _meant(query, values)))


def recent_day(copy: sqlite3.Connection) -> str:
    """Return the day from which a large archive shows answers unasked, empty for one that is not large."""
    largest = copy.execute("SELECT max(number) FROM articles").fetchone()[0] or 0
    return _days_before_newest(copy, RECENT) if largest >= LARGE else ""


def _meant(query: Query, values: Mapping[str, str]) -> dict[str, str]:
    return query.values({name: value for name, value in values.items() if value})


def _statement(copy: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> str:
    told = json.dumps(values)
    names = copy.execute(
        'SELECT "row" FROM answered WHERE query = ? AND "values" = ? AND place = 0', (query.name, told)
    ).fetchone()
    if names is None:
        return _narrowed(copy, query, values)
    columns = ", ".join(
        f"""json_extract("row", '$[{n}]') AS "{name}\"""" for n, name in enumerate(json.loads(names[0]))
    )
    quoted = told.replace("'", "''")
    return (
        f"""SELECT {columns} FROM answered WHERE query = '{query.name}' AND "values" = '{quoted}' AND place > 0 """
        "ORDER BY answered.place"  # some query has a column of that name
    )


def _narrowed(copy: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> str:
    since = values.get("since", "")
    rare = {"since"} if since and since > _days_before_newest(copy, LATELY) else set()
    return query.narrowed(values, rare)


def _days_before_newest(copy: sqlite3.Connection, days: int) -> str:
    newest = copy.execute("SELECT max(published_utc) FROM articles").fetchone()[0]
    return (date.fromisoformat(newest[:10]) - timedelta(days=days)).isoformat() if newest else ""
