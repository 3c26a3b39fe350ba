"""What a value in a table or an answer leads to: our pages from ids and names, the web from addresses."""

from __future__ import annotations

import sqlite3
from urllib.parse import quote

from markupsafe import Markup, escape

from archive.site import wording
from archive.site.rows import Row
from archive.store.search import MARK

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


def cell(row: sqlite3.Row | Row, value: object, column: str, table: str | None) -> Markup | None:
    """Return a value as a link or with its hits marked, None where it is shown as it stands.

    Everything scraped stays text; links out give nothing away.
    """
    label: object = value
    if isinstance(value, dict):  # a foreign key with its label
        label, value = value.get("label"), value.get("value")
    if not isinstance(value, str) or not value:
        return None
    kind = _OWN_IDS.get(table or "") if column == "id" else _PAGES.get(column)
    if column == "id" and table is None and len(value) == 16:  # the export of articles
        kind = "article"
    if kind:
        return _link(f"/{kind}/{quote(value, safe='')}", label or value)
    if named := _page_of_name(row, column, table):
        address, language = named
        return _link(address, value, f' lang="{escape(language)}" dir="auto"')
    if wording.outside(value):
        return _link(value, wording.shorter(value, 60), ' rel="nofollow noopener noreferrer"')
    return wording.marked(value) if MARK in value else None


def _link(address: str, label: object, attributes: str = "") -> Markup:
    """Return a link; a page has a thousand of them, and Markup.format takes three times as long."""
    return Markup(f'<a href="{escape(address)}"{attributes}>{escape(label)}</a>')


def _page_of_name(row: sqlite3.Row | Row, column: str, table: str | None) -> tuple[str, str] | None:
    """Return the address that a name in a row leads to, by the id beside it, and its language where that is known."""
    kind, ids = _NAMES.get(column, ("", ()))
    columns = row.keys() if kind else []
    name = next((row[one] for one in ids if one in columns and (one != "id" or table in _IDS_OF.get(kind, ()))), None)
    if not isinstance(name, str) or not name:
        return None
    language = row["language"] if column == "headline" and "language" in columns else ""
    return f"/{kind}/{quote(name, safe='')}", language or ""
