"""The pages of the named queries: ``/archive/<query>?…``.

JSON and CSV at the same address are Datasette's own, which is given the statement for the very values that are asked
for (``narrowed``): the one for all values finds no index.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Request, Response
from datasette.app import Datasette

from archive.queries import Query, load
from archive.site import answers
from archive.site.answering import ask, page
from archive.site.latest import App, Receive, Scope, Send
from archive.store.answered import first_rows, recent_day, statement

_asked: ContextVar[tuple[str, dict[str, str]] | None] = ContextVar("asked", default=None)

TABLES = frozenset({"articles", "credits", "pickups", "captures"})


def page_name(query: str) -> str:
    """Return the name of a query's page: a query named like a table would hide the table's page."""
    return f"all_{query}" if query in TABLES else query


def canned(query: Query, sql: str) -> dict[str, Any]:
    """Return a query as Datasette's metadata have it."""
    return {
        "sql": sql,
        "title": query.title,
        "description": query.says,
        "params": [parameter.name for parameter in query.parameters],
        "hide_sql": True,
    }


def heard(app: App) -> App:
    """Return the application, with the values that somebody asks a query's JSON or CSV for known to ``narrowed``."""
    files = re.compile(rf"/archive/(?P<query>{'|'.join(page_name(name) for name in load())})\.(json|csv)")

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        file = files.fullmatch(scope.get("path", ""))
        # Of a value that is given twice the first counts, as it does for Datasette
        given = reversed(parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True))
        token = _asked.set((file["query"], dict(given)) if file else None)
        try:
            await app(scope, receive, send)
        finally:
            _asked.reset(token)

    return inner


async def narrowed(datasette: Datasette) -> dict[str, dict[str, Any]]:
    """Return the query that is being asked for as a file, with the statement that soonest answers it."""
    asked = _asked.get()
    if asked is None:
        return {}
    name, given = asked
    query = {page_name(one): query for one, query in load().items()}[name]
    values = {one.name: given.get(one.name, "") for one in query.parameters}
    return {name: canned(query, await ask(datasette, lambda database: statement(database, query, values)))}


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
