"""What the story page shows: how a dispatch spread, and a part of its copies, narrowed and ordered by the address."""

from __future__ import annotations

import json
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

ORDERS = ("", "seen", "share", "carried")
"""How copies can be ordered, as the address says it; empty: by the time that their pages say."""


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
    story = one(database, "story/story", story=name)
    if story is None:
        return None
    every = rows(database, "story/spread", story=name)
    admitted = sum(_admits(wanted, copy) for copy in every)
    pages = max(1, -(-admitted // PAGE))
    page = min(wanted.page, pages)
    longest = max((copy["delay"] for copy in every), default=0)
    return Told(
        story,
        next(iter(_copies(database, name, View(), article=story["source"])), None),
        _copies(database, name, replace(wanted, page=page)),
        admitted,
        page,
        pages,
        rows(database, "story/agencies", story=name, agency=story["agency"]),
        {facet: _counted(copy[facet] for copy in every) for facet in ("kind", "credited", "language")},
        _marks(every, longest),
        longest,
        sum(copy["time"] == "seen" for copy in every),
    )


def _copies(database: sqlite3.Connection, name: str, wanted: View, article: str = "") -> list[Row]:
    """Return the copies of a page, each with the ``agencies`` it credits for its text; or ``article`` alone."""
    copies = rows(
        database,
        "story/copies",
        story=name,
        article=article,
        kind=wanted.kind,
        credited=wanted.credited,
        language=wanted.language,
        order=wanted.order,
        most=PAGE,
        skipped=PAGE * (wanted.page - 1),
    )
    agencies: dict[str, dict[str, Row]] = {}
    for credit in rows(database, "story/credits", articles=json.dumps([copy["article"] for copy in copies])):
        agencies.setdefault(credit["article"], {})[credit["id"]] = credit
    return [copy | {"agencies": list(agencies.get(copy["article"], {}).values())} for copy in copies]


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
