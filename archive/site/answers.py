"""How the answer of a named query is laid out: which columns, how each value is told, which choices a field offers.

The files of an answer (JSON, CSV, exports) hold every column as it is; a page shows what a reader can take in.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from archive.queries import Parameter
from archive.site.cells import cell
from archive.site.rows import Row, rows
from archive.site.wording import (
    CREDITED,
    FORMS,
    KINDS,
    PLACES,
    ROLES,
    VERDICTS,
    delay,
    language_name,
    percent,
    said,
    seen,
    shorter,
)

_NAMED = {
    "article": "headline",
    "id": "headline",
    "outlet": "outlet_name",
    "agency": "agency_name",
    "story": "story_headline",
    "source": "source_headline",
}
"""Ids that need not be shown where the thing's name, which leads to it, stands beside them."""

LONGEST = 300
"""Characters of a value that a page shows: a paragraph; the files hold all of it."""

_LEFT_OUT = frozenset({"text", "first_edition", "edition"})
_FIRST = ("outlet", "outlet_name", "headline")
_LAST = ("url", "reason", "digest", "warc")
"""Long values stand at the end of a row, where they keep nothing else out of sight."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_CHOICE = re.compile(r"(?:\w+, )*\w+ or \w+")
_WORDS = {
    "credited": CREDITED,
    "form": FORMS,
    "kind": KINDS,
    "place": PLACES,
    "role": ROLES,
    "verdict": {word: told for word, (told, _) in VERDICTS.items()},
}


def known(database: sqlite3.Connection) -> dict[str, list[Row]]:
    """Return the ids and names that fields suggest: agencies that are found in some article, and outlets."""
    return {
        "agencies": rows(database, "query/agencies"),
        "outlets": rows(database, "query/outlets"),
    }


_EVIDENCE = {
    "uncredited_copies": ("Note", "/story/{story}/note/{article}"),
    "translated_copies": ("Side by side", "/story/{story}/compare/{article}"),
    "longest_delays": ("Side by side", "/story/{story}/compare/{article}"),
    "articles_changed": ("What changed", "/article/{article}/compare?from={first_edition}&to={edition}"),
}
"""Queries whose rows have a page of evidence: what the link says, and its address by the columns of the row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown: its name, and whether it holds figures."""

    name: str
    figures: bool

    @property
    def heading(self) -> str:
        """The name as a reader would write it."""
        return self.name.removesuffix("_seconds").replace("_name", "").replace("_", " ")


def columns(names: Sequence[str], found: Sequence[Row]) -> list[Column]:
    """Return the columns that a page shows of an answer."""
    shown = []
    for name in names:
        if name in _LEFT_OUT or _NAMED.get(name) in names:
            continue
        values = [row[name] for row in found if row[name] is not None]
        shown.append(Column(name, bool(values) and all(isinstance(value, int | float) for value in values)))
    return sorted(shown, key=lambda column: (column.name not in _FIRST, column.name.endswith(_LAST)))


def told(column: Column, row: Row) -> object:
    """Return a value of a row as a reader would say it, with what it leads to."""
    value = row[column.name]
    if value is None or value == "":
        return Markup('<span class="soft">–</span>')
    if isinstance(value, int | float):
        if column.name.endswith("_seconds"):
            return delay(value)
        if column.name.endswith("share") or column.name == "carried":
            return percent(value)
        return f"{value:,}"
    text = str(value)
    if link := cell(row, value, column.name, None):
        return link
    if _TIME.fullmatch(text):
        return Markup('<time datetime="{}">{}</time>').format(text, seen(text) if text.endswith("Z") else said(text))
    if column.name.endswith("language"):
        return language_name(text)
    word = _WORDS.get(column.name.removeprefix("first_"), {}).get(text)
    return word or Markup("<bdi>{}</bdi>").format(shorter(text, LONGEST))


def evidence(query: str, row: Row) -> Markup | None:
    """Return the link from a row of some queries to the page that shows it as evidence."""
    if query not in _EVIDENCE:
        return None
    words, address = _EVIDENCE[query]
    filled = re.sub(r"\{(\w+)\}", lambda part: quote(str(row[part[1]]), safe=""), address)
    return Markup('<a href="{}">{}</a>').format(filled, words)


def choices(parameter: Parameter) -> list[str]:
    """Return the values a parameter can have where its description lists them ("wire, mixed, own or agency")."""
    if not _CHOICE.fullmatch(parameter.what):
        return []
    return re.split(r", | or ", parameter.what)


def control(parameter: Parameter, value: str) -> str:
    """Return the kind of field for a parameter: ``date`` for days, unless what stands there is a month or a year."""
    if parameter.name in ("since", "until"):
        return "date" if re.fullmatch(r"(\d{4}-\d\d-\d\d)?", value) else "text"
    return "number" if parameter.default.isdecimal() else "text"
