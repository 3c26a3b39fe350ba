"""The pages of the named queries: ``/archive/<query>?…``. JSON and CSV at the same address are Datasette's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from datasette import Request, Response
from datasette.app import Datasette

from archive.queries import Query, load
from archive.site import answers
from archive.site.answering import ask, page
from archive.store.answered import first_rows, recent_day

TABLES = frozenset({"articles", "credits", "pickups", "captures"})


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
        answer = await ask(datasette, lambda database: first_rows(database, query, values))
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


def _values(query: Query, given: Mapping[str, str]) -> dict[str, str]:
    return {one.name: given.get(one.name, "").strip()[:200] for one in query.parameters}
