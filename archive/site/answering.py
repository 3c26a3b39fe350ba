"""What every page of ours does: ask the published copy, find the thing or say that it is not there, render."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from datasette import NotFound, Request, Response
from datasette.app import Datasette
from datasette.utils import sqlite_timelimit

from archive.site.safety import STRICT
from archive.store.folder import Folder

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
    """Return a template as an answer that allows nothing from elsewhere."""
    body = await datasette.render_template(template, context, request=request)
    return Response.html(body, status=status, headers={"content-security-policy": STRICT})


def named(request: Request, part: str = "id") -> str:
    """Return a part of the address: the id of the thing that is asked for."""
    return unquote(request.url_vars[part])


def found(thing: T | None, otherwise: str) -> T:
    """Return the thing. Raises NotFound, which a reader sees, where there is none."""
    if thing is None:
        raise NotFound(otherwise)
    return thing


def folder(datasette: Datasette) -> Folder:
    """Return the folder in which the copy lies, and the raw records beside it."""
    return Folder(Path(datasette.get_database(NAME).path).parent)
