"""What the search page shows: hits with the copies of one story in one row, and how many of them are what."""

from __future__ import annotations

import json
import sqlite3
from calendar import monthrange
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from archive.site.asking import DEEPEST, Asked
from archive.site.rows import Row, one, rows
from archive.site.wording import KINDS, VERDICTS, language_name
from archive.store.columns import Columns, Ints, unpack
from archive.store.matching import Folded, Matches, fold_stories, match
from archive.store.search import HOW, Filters, Hit, hits

PAGE = 20
COPIES = 30
"""Further copies of a story that a row shows when it is opened; its story has all."""

VALUES = 10
"""Values of a facet that are shown: those with most hits."""

KEPT = 8_000_000
"""Article places that are remembered of the last searches (32 MB), so that turning a page or taking the rows home is
not another search."""

MONTHS = 24
"""From so many months on, hits are counted by year."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to: agencies, outlets, languages and countries that occur."""

    agencies: list[Row]
    outlets: list[Row]
    languages: list[str]
    countries: list[str]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: what it is called, how many hits have it, and the address of the search narrowed to it."""

    label: str
    number: int
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Hits counted by one thing; ``more`` values beyond those that are shown."""

    title: str
    values: list[Value]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page: the leading article, its story and agencies, and the further copies that were found."""

    hit: Hit
    story: Row | None
    agencies: list[Row]
    copies: list[Row]
    further: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of a search. ``total`` counts articles, ``folded`` the rows they make; ``cut`` says that these fill more
    than the ``pages`` that can be turned to."""

    total: int
    folded: int
    weighed: bool
    lines: list[Line]
    facets: list[Facet]
    page: int
    pages: int
    cut: bool


class Finder:
    """Searches one published copy; remembers its columns and the last searches."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.columns: Columns = unpack(connection)
        self.choices = _choices(connection, self.columns.words["language"])
        self._agencies = {row["id"]: str(row["name"]) for row in self.choices.agencies}
        self._outlets = {row["id"]: row for row in self.choices.outlets}
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, Filters, bool], Matches] = OrderedDict()

    def matches(self, connection: sqlite3.Connection, question: Asked) -> Matches:
        """Return all that a search finds."""
        key = (question.words, question.filters, question.newest_first)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = match(connection, self.columns, question.words, question.filters, newest_first=question.newest_first)
        with self._lock:
            self._known[key] = found
            while len(self._known) > 1 and sum(one.total for one in self._known.values()) > KEPT:
                self._known.popitem(last=False)
        return found

    def answer(self, connection: sqlite3.Connection, question: Asked) -> Answer:
        """Return a page of a search; behind the last page stands the last page."""
        matches = self.matches(connection, question)
        folded = fold_stories(self.columns, matches)
        pages = min(DEEPEST, -(-len(folded.leaders) // PAGE))
        page = max(1, min(question.page, pages))
        return Answer(
            matches.total,
            len(folded.leaders),
            matches.weighed,
            self._lines(connection, question, folded, PAGE * (page - 1)),
            self._facets(question, matches.places),
            page,
            pages,
            len(folded.leaders) > DEEPEST * PAGE,
        )

    def agency_name(self, agency: str) -> str:
        """Return an agency's name, else its id."""
        return self._agencies.get(agency, agency)

    def outlet_name(self, outlet: str) -> str:
        """Return an outlet's name, else its id."""
        return str(self._outlets[outlet]["name"]) if outlet in self._outlets else outlet

    def _lines(self, connection: sqlite3.Connection, question: Asked, folded: Folded, start: int) -> list[Line]:
        leaders = range(start, min(start + PAGE, len(folded.leaders)))
        others = [folded.others(leader, COPIES) for leader in leaders]
        ids = _ids(connection, self.columns.number[folded.leaders[start : start + PAGE]])
        found = {hit.id: hit for hit in hits(connection, ids, question.words)}
        lines = []
        for name, (copies, further) in zip(ids, others, strict=True):
            if name in found:
                beside = _beside(connection, name)
                listed = _copies(connection, self.columns.number[copies])
                lines.append(Line(found[name], beside["story"], beside["agencies"], listed, further))
        return lines

    def _facets(self, asked: Asked, places: Ints) -> list[Facet]:
        """Count the hits by everything that the search is not narrowed to yet."""
        columns, filters = self.columns, asked.filters
        counted: list[tuple[str, str, dict[str, int], dict[str, str]]] = []
        if not filters.agency:
            counts: dict[str, int] = {}
            for (agency, _), number in columns.count_agencies(places).items():
                counts[agency] = counts.get(agency, 0) + number
            counted.append(("Agency", "agency", counts, self._agencies))
        elif not filters.how:
            ways = columns.count_agencies(places)
            counts = {how: ways.get((filters.agency, how), 0) for how in HOW}
            counted.append((f"How {self.agency_name(filters.agency)} is there", "how", counts, {}))
        counted += [
            (
                "Verdict",
                "verdict",
                columns.count("verdict", places),
                {key: told for key, (told, _) in VERDICTS.items()},
            ),
            ("Credit", "credited", columns.count("credited", places), {}),
            ("Pickup", "kind", columns.count("kind", places), KINDS),
            ("Outlet", "outlet", columns.count("outlet", places), {}),
            ("Country", "country", columns.count_countries(places), {}),
            ("Language", "language", columns.count("language", places), {}),
        ]
        facets = [
            self._facet(asked, title, name, counts, labels)
            for title, name, counts, labels in counted
            if not getattr(filters, name)
        ]
        facets.append(self._times(asked, places))
        # One value that all hits have narrows nothing
        return [facet for facet in facets if any(value.number < len(places) for value in facet.values)]

    def _facet(self, asked: Asked, title: str, name: str, counts: dict[str, int], labels: dict[str, str]) -> Facet:
        known = sorted(
            ((word, number) for word, number in counts.items() if word and number), key=lambda one: (-one[1], one[0])
        )
        values = []
        for word, number in known[:VALUES]:
            label, language = labels.get(word, word), ""
            if name == "outlet":
                label, language = self.outlet_name(word), str(self._outlets.get(word, {}).get("language") or "")
            elif name == "language":
                label = language_name(word)
            values.append(Value(label, number, asked.address(page=1, **{name: word}), language))
        return Facet(title, values, max(0, len(known) - VALUES))

    def _times(self, asked: Asked, places: Ints) -> Facet:
        months = self.columns.count_months(places)
        if len({month[:4] for month in months}) > 1 and len(months) > MONTHS:
            years: dict[str, int] = {}
            for month, number in months.items():
                years[month[:4]] = years.get(month[:4], 0) + number
            spans = [(year, number, f"{year}-01-01", f"{year}-12-31") for year, number in years.items()]
        else:
            spans = [
                (month, number, f"{month}-01", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}")
                for month, number in months.items()
            ]
        if len(spans) < 2:
            return Facet("Time", [])
        values = [
            Value(label, number, asked.address(page=1, since=since, until=until))
            for label, number, since, until in spans[:VALUES]
        ]
        return Facet("Time", values, max(0, len(spans) - VALUES))


def _choices(connection: sqlite3.Connection, languages: list[str]) -> Choices:
    found = rows(connection, "search/outlets")
    return Choices(
        rows(connection, "search/agencies"),
        found,
        sorted(filter(None, languages), key=language_name),
        sorted({row["country"] for row in found} - {""}),
    )


def _ids(connection: sqlite3.Connection, numbers: Ints) -> list[str]:
    found = {row["number"]: str(row["id"]) for row in rows(connection, "search/ids", numbers=_listed(numbers))}
    return [found[number] for number in numbers.tolist() if number in found]


def _copies(connection: sqlite3.Connection, numbers: Ints) -> list[Row]:
    """Return further copies as lines, in the order given."""
    found = rows(connection, "search/copies", numbers=_listed(numbers))
    place = {number: order for order, number in enumerate(numbers.tolist())}
    return sorted(found, key=lambda row: place[row["number"]])


def _beside(connection: sqlite3.Connection, article: str) -> Row:
    agencies = rows(connection, "search/credits", article=article)
    return {"story": one(connection, "search/story", article=article), "agencies": agencies}


def _listed(numbers: Ints) -> str:
    return json.dumps(numbers.tolist())
