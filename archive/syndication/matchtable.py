"""The matches among very many articles, in columns: 50 bytes a match, where an object has 300."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from archive.syndication.matching import Match

_COLUMNS = {"share_a": "d", "share_b": "d", "spanned_a": "d", "spanned_b": "d", "longest": "L", "reordered": "b"}


class MatchTable:
    """Matches between articles by number, and which of the articles hang together by them."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        self._a, self._b = array("L"), array("L")
        self._columns = {name: array(kind) for name, kind in _COLUMNS.items()}
        self._above = array("q", range(len(ids)))  # a forest: each article's parent, a root's itself

    def add(self, a: int, b: int, match: Match) -> None:
        """Enter a match; ``a`` is the number of its article a."""
        self._a.append(a)
        self._b.append(b)
        for name, column in self._columns.items():
            column.append(getattr(match, name))
        one, other = sorted((self._root(a), self._root(b)))
        self._above[other] = one

    def components(self) -> Iterator[tuple[list[int], list[Match]]]:
        """Yield the numbers of the articles that hang together, with their matches; those without any too."""
        if not self._ids:
            return
        roots = np.array([self._root(number) for number in range(len(self._ids))], np.int64)
        articles = np.argsort(roots, kind="stable")
        root_of_match = roots[np.array(self._a, np.int64)] if self._a else roots[:0]
        matches = np.argsort(root_of_match, kind="stable")
        starts = np.flatnonzero(np.diff(roots[articles], prepend=-1))
        first = np.searchsorted(root_of_match[matches], roots[articles][starts]).tolist()
        ends = [*starts[1:].tolist(), len(articles)]
        for start, end, low, high in zip(starts.tolist(), ends, first, [*first[1:], len(matches)], strict=True):
            yield articles[start:end].tolist(), [self._match(place) for place in matches[low:high].tolist()]

    def _match(self, place: int) -> Match:
        column = self._columns
        return Match(
            self._ids[self._a[place]],
            self._ids[self._b[place]],
            column["share_a"][place],
            column["share_b"][place],
            column["spanned_a"][place],
            column["spanned_b"][place],
            column["longest"][place],
            bool(column["reordered"][place]),
        )

    def _root(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number
