"""The pages of the named queries: ``/archive/<query>?…``. JSON and CSV at the same address are Datasette's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from datasette import Request, Response
from datasette.app import Datasette

from archive.queries import Query, load
from archive.site import answers
from archive.site.answering import ask, page
from archive.site.rows import one

ROWS = 200
"""Rows on a page: more nobody reads; JSON and CSV hold 1,000, an export all."""

LARGE = 100_000
"""Articles from which on a page without a span of days shows the last ``RECENT`` days: over all of a million a sorted
answer takes seconds."""

RECENT = 30
LATELY = 100
"""Days of which it is safe to say that few articles are of them: in an archive of two years a seventh."""

TABLES = frozenset({"articles", "credits", "pickups", "captures"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of an answer, ``cut`` where there are more."""

    columns: list[str]
    rows: list[sqlite3.Row]
    cut: bool


def page_name(query: str) -> str:
    """Return the name of a query's page: a query named like a table would hide the table's page."""
    return f"all_{query}" if query in TABLES else query


def routes() -> list[tuple[str, Callable[..., Any]]]:
    """Return an address for each named query."""
    names = "|".join(page_name(name) for name in load())
    return [(rf"^/archive/(?P<query>{names})$", named_query)]


async def named_query(datasette: Datasette, request: Request) -> Response:
    """``/archive/<query>?…``: the query's form and its answer."""
    query = {page_name(name): query for name, query in load().items()}[request.url_vars["query"]]
    given = {name: request.args.get(name) or "" for name in request.args}
    recent = await ask(datasette, recent_day) if query.has("since") and "since" not in given else ""
    values = _values(query, given | ({"since": recent} if recent else {}))
    answer, late = None, False
    try:
        answer = await ask(datasette, lambda database: answer_of(database, query, values))
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        late = True
    told = {name: value for name, value in values.items() if value}
    tail = "?" + urlencode(told) if told else ""
    sql = "/archive?" + urlencode({"sql": query.sql_with_defaults, **values})
    return await page(
        datasette,
        request,
        "named_query.html",
        status=503 if late else 200,
        query=query,
        path=f"/archive/{page_name(query.name)}",
        tail=tail,
        sql=sql if datasette.setting("default_allow_sql") else "",
        values=values,
        recent=recent,
        answer=answer,
        answers=answers,
        known=await ask(datasette, answers.known),
    )


def answer_of(database: sqlite3.Connection, query: Query, values: Mapping[str, str]) -> Answer:
    """Return the first rows of a query's answer to these values; one left empty means its default."""
    meant = query.values({name: value for name, value in values.items() if value})
    since = meant.get("since", "")
    rare = {"since"} if since and since > _days_before_newest(database, LATELY) else set()
    cursor = database.execute(query.narrowed(meant, rare), meant)
    columns = [column[0] for column in cursor.description]
    cursor.row_factory = sqlite3.Row
    found = cursor.fetchmany(ROWS + 1)
    return Answer(columns, found[:ROWS], len(found) > ROWS)


def recent_day(database: sqlite3.Connection) -> str:
    """Return the day from which a large archive shows answers unasked, empty for one that is not large."""
    extent = one(database, "query/extent") or {}
    return _days_before_newest(database, RECENT) if (extent["articles"] or 0) >= LARGE else ""


def _days_before_newest(database: sqlite3.Connection, days: int) -> str:
    newest = (one(database, "query/extent") or {})["newest"]
    return (date.fromisoformat(newest[:10]) - timedelta(days=days)).isoformat() if newest else ""


def _values(query: Query, given: Mapping[str, str]) -> dict[str, str]:
    return {one.name: given.get(one.name, "").strip()[:200] for one in query.parameters}
