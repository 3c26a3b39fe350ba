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

from archive.site import dossiers, mishaps, named, pages, searching, taking, wording
from archive.site.cells import cell
from archive.site.latest import App
from archive.site.safety import guarded
from archive.store.asking import understand

_Function = TypeVar("_Function", bound=Callable[..., Any])

LONGEST_VALUE = 32_000_000
"""Bytes one SQL value may have: without it ``hex(zeroblob(400000000))`` takes 2 GB of memory for one request."""

NOTHING = '"\ue000"'
"""What no text holds: an empty expression would be an error."""

_hook = cast("Callable[[_Function], _Function]", hookimpl)

_last = cast("Callable[[_Function], _Function]", hookimpl(trylast=True))
"""For what takes the place of Datasette's own."""


@_hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our pages; they come before Datasette's own."""
    return [*searching.ROUTES, *dossiers.ROUTES, *pages.ROUTES, *named.routes()]


@_last
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Limit what one public SQL statement can take; let the tables' own search understand what ours does."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.create_function("escape_fts", 1, lambda typed: understand(typed or "").match or NOTHING, deterministic=True)


@_hook
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:  # noqa: ARG001 – the hook's signature
    """Add the headers of ``safety``; hear what queries are asked for."""
    return lambda app: guarded(named.heard(app))


@_hook
def canned_queries(datasette: Datasette) -> Callable[[], Awaitable[dict[str, dict[str, Any]]]]:
    """Give Datasette the statement that soonest answers what a query's JSON or CSV is asked for."""

    async def inner() -> dict[str, dict[str, Any]]:
        return await named.narrowed(datasette)

    return inner


@_hook
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates our words and the stylesheet's address, which changes with its content."""
    env.filters.update(wording.FILTERS)
    env.filters.update({"xml": taking.xml_text, "entry_id": taking.entry_id})
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
