"""Putting a question to the published copy, and its answer on a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from datasette import Request, Response
from datasette.app import Datasette
from datasette.utils import sqlite_timelimit

from archive.site.safety import STRICT

NAME = "archive"
"""The database's name in addresses: ``/archive/articles``."""

T = TypeVar("T")


async def ask(datasette: Datasette, question: Callable[[sqlite3.Connection], T]) -> T:
    """Put a page's questions to the copy, in one thread and on one connection, within the time limit."""
    limit = datasette.setting("sql_time_limit_ms")

    def within(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, limit):
            return question(connection)

    answer: T = await datasette.get_database(NAME).execute_fn(within)
    return answer


async def page(
    datasette: Datasette, request: Request, template: str, *, status: int = 200, **context: object
) -> Response:
    """Return a page of ours, which allows no script."""
    body = await datasette.render_template(template, context, request=request)
    return Response.html(body, status=status, headers={"content-security-policy": STRICT})
