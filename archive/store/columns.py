"""The columns that articles are filtered and counted by, packed: a million articles in 20 MB of memory.

Publishing packs them (``pack``), a server reads them back once for each copy (``unpack``). Counting the hits of a
common word by outlet, language and agency is then a matter of milliseconds, where SQL would join and sort all hits for
each.

Articles stand in one order, the newest first, and are called by their place in it: 0 is the newest.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

PART = 1_000_000
"""Numbers in one row of ``packed``: 4 MB, far below the 32 MB that a value may have on a public connection."""

WORDS = ("outlet", "language", "verdict", "kind", "credited")
"""Columns whose values are words, packed as numbers into a list of these words."""

Ints = NDArray[Any]

_EPOCH = date(1970, 1, 1)

_ARTICLES = """SELECT facts.number, CAST(julianday(day) - 2440587.5 AS INTEGER),
    outlet, facts.language, verdict, facts.kind, facts.credited,
    CASE WHEN stories.copies > 1 THEN stories.rowid ELSE 0 END
FROM facts LEFT JOIN pickups ON pickups.article = facts.article AND pickups.main = 1
LEFT JOIN stories ON stories.id = pickups.story
ORDER BY facts.published_utc DESC, facts.number"""

_AGENCIES = """SELECT agency, how, facts.number FROM article_agencies
JOIN facts ON facts.article = article_agencies.article"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Every article's number in ``articles``, day (since 1970-01-01), words as codes, and story (0: alone in it).

    ``pairs`` are the places of articles, ``agencies`` the code of an agency and a way beside each; ``countries`` those
    of the outlets; ``place_of`` gives the place of an article by its number, -1 where there is none.
    """

    number: Ints
    day: Ints
    story: Ints
    coded: dict[str, Ints]
    words: dict[str, list[str]]
    pairs: Ints
    agencies: Ints
    agency_words: list[tuple[str, str]]
    countries: dict[str, str]
    place_of: Ints

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.number)

    def places(self, numbers: Ints) -> Ints:
        """Return the places of articles, given by their numbers."""
        known = numbers[(numbers >= 0) & (numbers < len(self.place_of))]
        found = self.place_of[known]
        return found[found >= 0]

    def having(self, column: str, words: Iterable[str]) -> NDArray[np.bool_]:
        """Return for each article whether it has one of these words in a column."""
        codes = [code for code, word in enumerate(self.words[column]) if word in set(words)]
        return np.isin(self.coded[column], codes)

    def outlets_of(self, country: str) -> list[str]:
        """Return the outlets of a country."""
        return [outlet for outlet, own in self.countries.items() if own == country]

    def with_agency(self, wanted: Callable[[str, str], bool]) -> NDArray[np.bool_]:
        """Return for each article whether it has an agency (its id, and how) that is wanted."""
        codes = [code for code, pair in enumerate(self.agency_words) if wanted(*pair)]
        found = np.zeros(self.size, dtype=bool)
        found[self.pairs[np.isin(self.agencies, codes)]] = True
        return found

    def between(self, since: str, until: str) -> NDArray[np.bool_]:
        """Return for each article whether it is of these days (``2026-11-20``; empty: no limit)."""
        found = np.ones(self.size, dtype=bool)
        if since:
            found &= self.day >= _day(since)
        if until:
            found &= self.day <= _day(until)
        return found

    def count(self, column: str, places: Ints) -> dict[str, int]:
        """Return how many of these articles have each word in a column."""
        counts = np.bincount(self.coded[column][places], minlength=len(self.words[column]))
        return {word: int(number) for word, number in zip(self.words[column], counts, strict=True) if number}

    def count_countries(self, places: Ints) -> dict[str, int]:
        """Return how many of these articles are of each country's outlets; outlets without one are left out."""
        counts: dict[str, int] = {}
        for outlet, number in self.count("outlet", places).items():
            if country := self.countries.get(outlet):
                counts[country] = counts.get(country, 0) + number
        return counts

    def count_agencies(self, places: Ints) -> dict[tuple[str, str], int]:
        """Return how many of these articles have each agency in each way."""
        among = np.zeros(self.size, dtype=bool)
        among[places] = True
        counts = np.bincount(self.agencies[among[self.pairs]], minlength=len(self.agency_words))
        return {pair: int(number) for pair, number in zip(self.agency_words, counts, strict=True) if number}

    def count_months(self, places: Ints) -> dict[str, int]:
        """Return how many of these articles are of each month (``2026-11``), the newest month first."""
        days, counts = np.unique(self.day[places], return_counts=True)
        months: dict[str, int] = {}
        for day, number in zip(days[::-1].tolist(), counts[::-1].tolist(), strict=True):
            month = (_EPOCH + timedelta(days=day)).isoformat()[:7]
            months[month] = months.get(month, 0) + number
        return months


def pack(copy: sqlite3.Connection) -> None:
    """Make the table ``packed`` from the temporary table ``facts`` and from ``article_agencies``."""
    copy.execute(
        """CREATE TABLE packed (name TEXT NOT NULL, part INTEGER NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (name, part)) STRICT, WITHOUT ROWID"""
    )
    numbers = {name: array("i") for name in ("number", "day", "story")}
    coders = {name: _Coder() for name in WORDS}
    for number, day, *words, story in copy.execute(_ARTICLES):
        for name, value in zip(numbers, (number, day, story), strict=True):
            numbers[name].append(value)
        for coder, word in zip(coders.values(), words, strict=True):
            coder.add(word)
    for name, values in numbers.items():
        _put(copy, name, np.array(values, dtype=np.int32))
    for name, coder in coders.items():
        coder.put(copy, name)
    pairs, agencies = array("i"), _Coder()
    for agency, how, number in copy.execute(_AGENCIES):
        pairs.append(number)
        agencies.add(f"{agency}\n{how}")
    _put(copy, "pairs", _places_of(np.array(numbers["number"], dtype=np.int32))[np.array(pairs, dtype=np.int32)])
    agencies.put(copy, "agencies")


def unpack(copy: sqlite3.Connection) -> Columns:
    """Return what ``pack`` wrote."""
    parts: dict[str, list[Ints]] = {}
    words: dict[str, list[str]] = {}
    for column, kind, values in copy.execute("SELECT name, type, data FROM packed ORDER BY name, part"):
        if kind == "words":
            words[column] = json.loads(values)
        else:
            parts.setdefault(column, []).append(np.frombuffer(values, dtype=kind))
    whole = {name: np.concatenate(found) for name, found in parts.items()}
    agency_words = []
    for pair in words["agencies"]:
        agency, _, how = pair.partition("\n")
        agency_words.append((agency, how))
    return Columns(
        whole["number"],
        whole["day"],
        whole["story"],
        {name: whole[name] for name in WORDS},
        {name: words[name] for name in WORDS},
        whole["pairs"],
        whole["agencies"],
        agency_words,
        dict(copy.execute("SELECT id, coalesce(country, '') FROM outlets")),
        _places_of(whole["number"]),
    )


class _Coder:
    """Gives words their numbers, in the order they come."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._column = array("i")

    def add(self, word: str) -> None:
        self._column.append(self._codes.setdefault(word, len(self._codes)))

    def put(self, copy: sqlite3.Connection, name: str) -> None:
        _put(copy, name, np.array(self._column, dtype=np.int16 if len(self._codes) < 32_000 else np.int32))
        told = json.dumps(list(self._codes), ensure_ascii=False).encode()
        copy.execute("INSERT INTO packed VALUES (?, -1, 'words', ?)", (name, told))


def _put(copy: sqlite3.Connection, name: str, values: Ints) -> None:
    values = values.astype(values.dtype.newbyteorder("<"))
    for part, start in enumerate(range(0, max(1, len(values)), PART)):
        copy.execute(
            "INSERT INTO packed VALUES (?, ?, ?, ?)",
            (name, part, values.dtype.str, values[start : start + PART].tobytes()),
        )


def _places_of(numbers: Ints) -> Ints:
    """Return the place of each number; -1 for those that are not there."""
    places = np.full(int(numbers.max(initial=-1)) + 1, -1, dtype=np.int32)
    places[numbers] = np.arange(len(numbers), dtype=np.int32)
    return places


def _day(text: str) -> int:
    return (date.fromisoformat(text) - _EPOCH).days
