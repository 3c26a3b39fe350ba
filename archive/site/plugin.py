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
from archive.site import answers, dossiers, mishaps, pages, wording
from archive.site.answering import ask
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
    "by_story": "agency",
    "lent_by": "article",
    "of": "article",
    "origin": "outlet",
}
"""Columns whose values are ids of things that have a page of their own, in every table and query."""

_OWN_IDS = {"articles": "article", "stories": "story", "outlets": "outlet", "agencies": "agency"}

_NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "headline": ("article", ("article", "id")),
    "story_headline": ("story", ("story",)),
    "source_headline": ("article", ("source",)),
    "outlet_name": ("outlet", ("outlet",)),
    "agency_name": ("agency", ("agency",)),
}
"""Columns whose values are names of things that have a page of their own, and where their ids stand in the same row."""

_IDS_OF = {"article": ("articles", None)}
"""Tables in which ``id`` is such a thing's own; None is a query: the export of articles."""


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
    env.globals["answers"] = answers
    env.globals["stylesheets"] = {name: _stamped(name) for name in ("archive.css", "tables.css", "mark.svg", "keys.js")}


@_hook
def extra_template_vars(template: str, datasette: Datasette) -> Callable[[], Awaitable[dict[str, object]]]:
    """Tell the page of a query which agencies and outlets there are, for its fields."""

    async def inner() -> dict[str, object]:
        return {"known": await ask(datasette, answers.known)} if template == "query.html" else {}

    return inner


@_hook
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """Answer failures in our words."""

    async def inner() -> Response:
        return await mishaps.answer(datasette, request, exception)

    return inner


@_hook
def render_cell(row: sqlite3.Row, value: object, column: str, table: str | None) -> Markup | None:
    """Lead from ids and names to our pages; mark hits in snippets; links out give nothing away."""
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
    if named := _page_of_name(row, column, table):
        return Markup('<a href="{}" lang="{}" dir="auto">{}</a>').format(*named, value)
    if wording.outside(value):
        return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(
            value, wording.shorter(value, 60)
        )
    return wording.marked(value) if MARK in value else None


def _page_of_name(row: sqlite3.Row, column: str, table: str | None) -> tuple[str, str] | None:
    """Return the address that a name in a row leads to, by the id beside it, and its language where that is known."""
    kind, ids = _NAMES.get(column, ("", ()))
    columns = row.keys() if kind else []
    name = next((row[one] for one in ids if one in columns and (one != "id" or table in _IDS_OF.get(kind, ()))), None)
    if not isinstance(name, str) or not name:
        return None
    language = row["language"] if column == "headline" and "language" in columns else ""
    return f"/{kind}/{quote(name, safe='')}", language or ""


def _stamped(name: str) -> str:
    content = (pages.STATIC / name).read_bytes()
    return f"/assets/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"
