"""What the search page shows: a search that stands whole in its address, and its hits."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sqlite_utils import Database

from archive.site.rows import Row, rows
from archive.store.search import Filters, Found, expression, search

PAGE = 20
LONGEST = 500
"""Characters of a search that are looked for: a sentence; ten thousand would be as many terms to the index."""

DEEPEST = 500
"""Pages that can be turned to: behind ten thousand hits a search is better narrowed, or exported."""


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; ``mistakes`` says which parts of the address were passed over."""

    words: str = ""
    filters: Filters = NO_FILTERS
    newest_first: bool = False
    page: int = 1
    mistakes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.words and not self.narrowed

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return self.filters != NO_FILTERS

    def address(self, **changed: object) -> str:
        """Return the address of this search with something changed: ``page``, ``newest_first`` or a filter."""
        own = {key: changed.pop(key) for key in ("page", "newest_first") if key in changed}
        other = replace(self, filters=replace(self.filters, **changed), **own)  # type: ignore[arg-type]
        parts = {"q": other.words} | asdict(other.filters)
        parts |= {"order": "newest" if other.newest_first else "", "page": str(other.page) if other.page > 1 else ""}
        return "/search?" + urlencode({key: value for key, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to: agencies, outlets, languages that occur."""

    agencies: list[Row]
    outlets: list[Row]
    languages: list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits of one page, each with its story and agencies beside it, by the article's id."""

    found: Found
    beside: dict[str, Row]
    page: int
    pages: int


def asked(parameters: Mapping[str, str]) -> Asked:
    """Read a search from the parameters of an address; what can't be meant is passed over and said."""
    mistakes = []
    values = {name: parameters.get(name, "").strip()[:200] for name in asdict(NO_FILTERS)}
    for name in ("since", "until"):
        try:
            values[name] = date.fromisoformat(values[name]).isoformat() if values[name] else ""
        except ValueError:
            mistakes.append(f"“{values[name]}” is no date such as 2026-11-23, so it was left out.")
            values[name] = ""
    if values["since"] and values["until"] and values["since"] > values["until"]:
        mistakes.append("The first day is after the last, so nothing can be found.")
    words = parameters.get("q", "").replace("\0", " ").strip()
    if len(words) > LONGEST:
        words = words[:LONGEST]
        mistakes.append(f"Only the first {LONGEST} characters were looked for.")
    if words and not expression(words):
        mistakes.append("There is no word to look for in this; what follows is everything, newest first.")
    page = parameters.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    return Asked(
        words,
        Filters(**values),
        parameters.get("order") == "newest",
        min(max(1, number), DEEPEST),
        tuple(mistakes),
    )


def answer(database: sqlite3.Connection, question: Asked) -> Answer:
    """Search, and look up the story and the agencies of each hit; behind the last page stands the last page."""
    found = _turned(database, question, question.page)
    pages = min(DEEPEST, -(-found.total // PAGE))
    page = min(question.page, max(1, pages))
    if page != question.page:
        found = _turned(database, question, page)
    return Answer(found, {hit.id: _beside(database, hit.id) for hit in found.hits}, page, pages)


def choices(database: sqlite3.Connection) -> Choices:
    """Return what occurs in the archive."""
    return Choices(
        rows(
            database,
            """SELECT agency AS id, coalesce(agencies.name, agency) AS name
            FROM (SELECT DISTINCT agency FROM credits) LEFT JOIN agencies ON agencies.id = agency
            ORDER BY name COLLATE NOCASE""",
        ),
        rows(database, "SELECT id, name FROM outlets ORDER BY name COLLATE NOCASE"),
        [row["language"] for row in rows(database, "SELECT DISTINCT language FROM articles WHERE language <> ''")],
    )


def _turned(database: sqlite3.Connection, question: Asked, page: int) -> Found:
    return search(
        Database(database),
        question.words,
        question.filters,
        newest_first=question.newest_first,
        limit=PAGE,
        offset=PAGE * (page - 1),
    )


def _beside(database: sqlite3.Connection, article: str) -> Row:
    story = rows(
        database,
        """SELECT stories.id, stories.outlets, stories.copies, pickups.first, pickups.kind
        FROM pickups JOIN stories ON stories.id = pickups.story
        WHERE pickups.article = ? AND pickups.main = 1 AND stories.copies > 1""",
        article,
    )
    agencies = rows(
        database,
        """SELECT DISTINCT agency AS id, coalesce(agencies.name, agency) AS name
        FROM credits LEFT JOIN agencies ON agencies.id = credits.agency
        WHERE article = ? AND "current" = 1 AND role IN ('origin', 'input') ORDER BY agency""",
        article,
    )
    return {"story": story[0] if story else None, "agencies": agencies}
