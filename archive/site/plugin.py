"""Our Datasette plugin, on hooks that 0.65 and 1.0 share."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast
from urllib.parse import quote

from datasette import Request, Response, hookimpl
from datasette.app import Datasette
from jinja2 import Environment
from markupsafe import Markup

from archive.queries import load
from archive.site import dossiers, mishaps, pages, wording
from archive.site.latest import App
from archive.site.safety import guarded
from archive.store.search import MARK

_Function = TypeVar("_Function", bound=Callable[..., Any])

LONGEST_VALUE = 32_000_000
"""Bytes one SQL value may have: without it ``hex(zeroblob(400000000))`` takes 2 GB of memory for one request."""

_hook = cast("Callable[[_Function], _Function]", hookimpl)

_PAGES = {
    "article": "article",
    "story": "story",
    "outlet": "outlet",
    "agency": "agency",
    "source": "article",
    "first_article": "article",
    "last_article": "article",
    "first_outlet": "outlet",
    "last_outlet": "outlet",
    "source_outlet": "outlet",
}
"""Columns whose values are ids of things that have a page of their own, in every table and query."""

_OWN_IDS = {"articles": "article", "stories": "story", "outlets": "outlet", "agencies": "agency"}


@_hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our pages; they come before Datasette's own."""
    return [*dossiers.ROUTES, *pages.ROUTES]


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
    queries = {pages.page_name(name): query for name, query in load().items()}
    env.globals["named_query"] = queries.get
    env.globals["stylesheets"] = {name: _stamped(name) for name in ("archive.css", "tables.css", "mark.svg")}


@_hook
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer failures in our words."""

    async def inner() -> Response:
        return await mishaps.answer(datasette, request, exception)

    return inner


@_hook
def render_cell(value: object, column: str, table: str | None) -> Markup | None:
    """Lead from ids in tables and queries to our pages; mark hits in snippets; links out give nothing away."""
    label: object = value
    if isinstance(value, dict):  # a foreign key with its label
        label, value = value.get("label"), value.get("value")
    if not isinstance(value, str) or not value:
        return None
    kind = _OWN_IDS.get(table or "") if column == "id" else _PAGES.get(column)
    if column == "id" and table is None and len(value) == 16:  # the export of articles
        kind = "article"
    if kind:
        return Markup('<a href="/{}/{}">{}</a>').format(kind, quote(value, safe=""), label or value)
    if wording.outside(value):
        return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(
            value, wording.shorter(value, 60)
        )
    return wording.marked(value) if MARK in value else None


def _stamped(name: str) -> str:
    content = (pages.STATIC / name).read_bytes()
    return f"/assets/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"
