"""Our Datasette plugin, on hooks that 0.65 and 1.0 share."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

from datasette import Request, Response, hookimpl
from datasette.app import Datasette
from jinja2 import Environment
from markupsafe import Markup

from archive.site import dossiers, mishaps, named, pages, wording
from archive.site.cells import cell
from archive.site.latest import App
from archive.site.safety import guarded

_Function = TypeVar("_Function", bound=Callable[..., Any])

LONGEST_VALUE = 32_000_000
"""Bytes one SQL value may have: without it ``hex(zeroblob(400000000))`` takes 2 GB of memory for one request."""

_hook = cast("Callable[[_Function], _Function]", hookimpl)


@_hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our pages; they come before Datasette's own."""
    return [*dossiers.ROUTES, *pages.ROUTES, *named.routes()]


@_hook
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit what one public SQL statement can take."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


@_hook
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:  # noqa: ARG001 – the hook's signature
    """Add the headers of ``safety``."""
    return guarded


@_hook
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates our words and the stylesheet's address, which changes with its content."""
    env.filters.update(wording.FILTERS)
    env.globals["stylesheets"] = {name: _stamped(name) for name in ("archive.css", "tables.css", "mark.svg", "keys.js")}


@_hook
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer failures in our words."""

    async def inner() -> Response:
        return await mishaps.answer(datasette, request, exception)

    return inner


@_hook
def render_cell(row: sqlite3.Row, value: object, column: str, table: str | None) -> Markup | None:
    """Lead from ids and names to our pages."""
    return cell(row, value, column, table)


def _stamped(name: str) -> str:
    content = (pages.STATIC / name).read_bytes()
    return f"/assets/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"
