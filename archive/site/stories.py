"""What the story page shows: how a dispatch spread, and a part of its copies, narrowed and ordered by the address."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from archive.site.rows import Row, one, rows

PAGE = 50
"""Copies on a page: two screens of a laptop; a dispatch of Reuters may have thousands."""

DEEPEST = 10_000
PLACES = 200
"""Places on the line: copies nearer to each other than a two-hundredth of it are drawn as one."""

ORDERS = {
    "": "pickups.delay, pickups.first DESC, pickups.article",
    "seen": "pickups.seen_delay IS NULL, pickups.seen_delay, pickups.delay, pickups.article",
    "share": "pickups.share DESC, pickups.delay, pickups.article",
    "carried": "pickups.carried DESC, pickups.delay, pickups.article",
}
"""How copies can be ordered: the key stands in the address."""


@dataclass(frozen=True, slots=True)
class View:
    """Which of a story's copies are asked for; empty means all."""

    kind: str = ""
    credited: str = ""
    language: str = ""
    order: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether some copies are left out."""
        return bool(self.kind or self.credited or self.language)

    def query(self, **changed: object) -> str:
        """Return the end of the address of this view with something changed, from its question mark on."""
        parts = asdict(replace(self, **changed))  # type: ignore[arg-type]
        told = {name: str(value) for name, value in parts.items() if value and (name, value) != ("page", 1)}
        return "?" + urlencode(told) if told else ""


def view(parameters: Mapping[str, str]) -> View:
    """Read a view from the parameters of an address; what can't be meant is passed over."""
    page = parameters.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    order = parameters.get("order", "")
    kind, credited, language = (parameters.get(name, "").strip()[:40] for name in ("kind", "credited", "language"))
    return View(kind, credited, language, order if order in ORDERS else "", min(max(1, number), DEEPEST))


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the line of a story, of 1,000, at which ``copies`` ran, credited or ``silent``."""

    place: int
    copies: int
    silent: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One story: its source article, the copies of a page, each with ``agencies``, and counts over all copies.

    ``facets`` hold (value, copies) for kind, credit and language; ``found`` counts the copies that the view admits;
    ``seen_only`` those whose page gives no time that can be true.
    """

    story: Row
    source: Row | None
    copies: list[Row]
    found: int
    page: int
    pages: int
    agencies: list[Row]
    facets: dict[str, list[tuple[str, int]]]
    marks: list[Mark]
    longest: int
    seen_only: int

    @property
    def uncredited(self) -> int:
        """Copies that credit no agency while others do."""
        return dict(self.facets["credited"]).get("uncredited", 0)


def tell(database: sqlite3.Connection, name: str, wanted: View) -> Told | None:
    """Return the story of that id, or None; behind the last page stands the last page."""
    story = one(database, "SELECT * FROM stories WHERE id = ?", name)
    if story is None:
        return None
    every = rows(
        database,
        """SELECT pickups.kind, pickups.credited, pickups.delay, pickups.time, articles.language, articles.verdict
        FROM pickups JOIN articles ON articles.id = pickups.article WHERE pickups.story = ?""",
        name,
    )
    admitted = sum(_admits(wanted, copy) for copy in every)
    pages = max(1, -(-admitted // PAGE))
    page = min(wanted.page, pages)
    longest = max((copy["delay"] for copy in every), default=0)
    return Told(
        story,
        one(database, f"{_COPY} AND pickups.article = ?", name, story["source"]),
        _copies(database, name, wanted, page),
        admitted,
        page,
        pages,
        _agencies(database, story),
        {facet: _counted(copy[facet] for copy in every) for facet in ("kind", "credited", "language")},
        _marks(every, longest),
        longest,
        sum(copy["time"] == "seen" for copy in every),
    )


_COPY = """SELECT pickups.*, articles.headline, articles.url, articles.language, articles.published,
    articles.published_utc, articles.first_seen, articles.verdict, articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language,
    coalesce(agencies.name, pickups.by_story) AS by_story_name
    FROM pickups JOIN articles ON articles.id = pickups.article
    LEFT JOIN outlets ON outlets.id = articles.outlet
    LEFT JOIN agencies ON agencies.id = pickups.by_story
    WHERE pickups.story = ?"""


def _copies(database: sqlite3.Connection, name: str, wanted: View, page: int) -> list[Row]:
    copies = rows(
        database,
        f"""{_COPY} AND (? = '' OR pickups.kind = ?) AND (? = '' OR pickups.credited = ?)
        AND (? = '' OR articles.language = ?) ORDER BY {ORDERS[wanted.order]} LIMIT {PAGE} OFFSET ?""",
        name,
        *(value for value in (wanted.kind, wanted.credited, wanted.language) for _ in range(2)),
        PAGE * (page - 1),
    )
    for copy in copies:
        named = rows(
            database,
            """SELECT credits.agency AS id, credits.role, coalesce(agencies.name, credits.agency) AS name
            FROM credits LEFT JOIN agencies ON agencies.id = credits.agency
            WHERE credits.article = ? AND credits."current" = 1 AND credits.role IN ('origin', 'input')
            ORDER BY credits.role DESC, credits.agency""",
            copy["article"],
        )
        copy["agencies"] = list({credit["id"]: credit for credit in named}.values())
    return copies


def _agencies(database: sqlite3.Connection, story: Row) -> list[Row]:
    """Return the agencies that copies credit for their text, that of the story first, then those with most copies."""
    return rows(
        database,
        """SELECT credits.agency AS id, coalesce(agencies.name, credits.agency) AS name,
        count(DISTINCT credits.article) AS copies
        FROM pickups JOIN credits ON credits.article = pickups.article AND credits."current" = 1
        LEFT JOIN agencies ON agencies.id = credits.agency
        WHERE pickups.story = ? AND credits.role IN ('origin', 'input')
        GROUP BY credits.agency ORDER BY credits.agency IS NOT ?, copies DESC, credits.agency""",
        story["id"],
        story["agency"],
    )


def _admits(wanted: View, copy: Row) -> bool:
    return all(
        not value or copy[name] == value
        for name, value in (("kind", wanted.kind), ("credited", wanted.credited), ("language", wanted.language))
    )


def _counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    return sorted(Counter(value or "" for value in values).items(), key=lambda one: (-one[1], one[0]))


def _marks(copies: list[Row], longest: int) -> list[Mark]:
    """Return the places on the line: by the square root of the delay, since most copies run in the first hours."""
    places: Counter[tuple[int, bool]] = Counter()
    for copy in copies:
        part = math.sqrt(max(0, copy["delay"]) / longest) if longest > 0 else 0
        silent = copy["credited"] in ("uncredited", "no agency") and copy["verdict"] != "agency"
        places[round(part * PLACES), silent] += 1
    return [Mark(5 + round(990 * place / PLACES), count, silent) for (place, silent), count in sorted(places.items())]
