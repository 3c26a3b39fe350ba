"""All articles that a search finds, in order, and how many of them are what: for the site, over ``packed`` columns."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.store.asking import understand
from archive.store.columns import Columns, Ints
from archive.store.search import HOW, Filters

WEIGHED = 40_000
"""Hits that are weighed by BM25: that reads the length of each text, 0.15 s for so many; all hits of a common word in a
million articles would take 4 s."""

AT_ONCE = 3_000_000
"""Numbers that are read as one value: at most 27 MB, below the 32 MB that a value may have on a public connection."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Places of the articles found, in the order of the page. Not ``weighed``: too many to weigh one against the other,
    so those with all words in the headline stand first, each part newest first."""

    places: Ints
    weighed: bool = True

    @property
    def total(self) -> int:
        """How many articles are found."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Folded:
    """The same with the copies of one story in one row: the first of them in order leads it."""

    leaders: Ints
    story_of: Ints
    places: Ints

    def others(self, leader: int, most: int) -> tuple[Ints, int]:
        """Return the further articles of a leader's row, ``most`` of them, and how many there are."""
        place = int(self.leaders[leader])
        story = int(self.story_of[place])
        if not story:
            return self.leaders[:0], 0
        found = self.places[(self.story_of[self.places] == story) & (self.places != place)]
        return found[:most], len(found)


def match(
    connection: sqlite3.Connection, columns: Columns, words: str, filters: Filters, *, newest_first: bool
) -> Matches:
    """Return everything that is found: the same articles as ``search.statement`` gives."""
    question = understand(words)
    admitted = _admitted(columns, filters)
    if not question.match:
        if question.unwanted:
            admitted[columns.places(_numbers(connection, columns, question.unwanted))] = False
        return Matches(np.flatnonzero(admitted))
    numbers = _numbers(connection, columns, question.match)
    if not newest_first and len(numbers) <= WEIGHED:
        return Matches(_weighed(connection, columns, question.match, admitted))
    places = np.sort(_among(columns, numbers, admitted))
    if newest_first:
        return Matches(places)
    in_headline = np.zeros(columns.size, dtype=bool)
    in_headline[columns.places(_numbers(connection, columns, f"headline : ({question.wanted})"))] = True
    first = in_headline[places]
    return Matches(np.concatenate([places[first], places[~first]]), weighed=False)


def fold_stories(columns: Columns, matches: Matches) -> Folded:
    """Put the copies of one story into one row."""
    places = matches.places
    stories = columns.story[places]
    order = np.arange(len(places))
    first = np.full(int(columns.story.max(initial=0)) + 1, -1, dtype=np.int64)
    first[stories[::-1]] = order[::-1]  # the last that is written is the first in order
    return Folded(places[(stories == 0) | (first[stories] == order)], columns.story, places)


def _admitted(columns: Columns, filters: Filters) -> NDArray[np.bool_]:
    admitted = columns.between(filters.since, filters.until)
    for name in ("verdict", "credited", "outlet", "language", "kind"):
        if word := getattr(filters, name):
            admitted &= columns.having(name, [word])
    if filters.country:
        admitted &= columns.having("outlet", columns.outlets_of(filters.country))
    if agency := filters.agency:
        how = filters.how if filters.how in HOW else ""
        admitted &= columns.with_agency(lambda name, way: name == agency and how in ("", way))
    return admitted


def _among(columns: Columns, numbers: Ints, admitted: NDArray[np.bool_]) -> Ints:
    places = columns.places(numbers)
    return places[admitted[places]]


def _numbers(connection: sqlite3.Connection, columns: Columns, expression: str) -> Ints:
    """Return the numbers of all articles that match, as one value: row by row, 700,000 take a second."""
    sql = "SELECT group_concat(rowid) FROM articles_fts WHERE articles_fts MATCH ? AND rowid BETWEEN ? AND ?"
    parts = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(columns.place_of), AT_ONCE):
        told = connection.execute(sql, [expression, start, start + AT_ONCE - 1]).fetchone()[0]
        if told is not None:
            parts.append(np.fromstring(str(told), dtype=np.int64, sep=","))  # a tenth of the time of splitting it
    return np.concatenate(parts)


def _weighed(connection: sqlite3.Connection, columns: Columns, expression: str, admitted: NDArray[np.bool_]) -> Ints:
    """Return the places of what matches, best first, the newer of two that weigh the same."""
    sql = "SELECT rowid, rank FROM articles_fts WHERE articles_fts MATCH ?"
    found = np.array(connection.execute(sql, [expression]).fetchall(), dtype=np.float64).reshape(-1, 2)
    places = columns.place_of[found[:, 0].astype(np.int64)]
    kept = admitted[places]
    places, ranks = places[kept], found[kept, 1]
    return places[np.lexsort((places, ranks))]
