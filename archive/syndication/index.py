"""Finding candidates: which articles share hashes with a new one, in a window of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Protocol

from archive.syndication.copy import Copy
from archive.syndication.matching import WINDOW

CROWD = 1000  # articles in a window with one hash: no dispatch is printed so often, an error page or a footer is


class Index(Protocol):
    """Where the fingerprints of known articles are kept."""

    def sharing(self, hashes: Collection[int], since: date, until: date) -> Mapping[str, int]:
        """Return how many of the hashes each article of these days (both included) has, for those that have any.

        A hash that more than ``CROWD`` articles of these days have is passed over.
        """


class MemoryIndex:
    """An index in memory, for grouping texts that are in no archive."""

    def __init__(self, copies: Iterable[Copy] = ()) -> None:
        self._holders: dict[int, dict[date, list[str]]] = {}
        for copy in copies:
            self.add(copy)

    def add(self, copy: Copy) -> None:
        """Enter an article; each id once."""
        for value in copy.fingerprint.tolist():
            self._holders.setdefault(value, {}).setdefault(copy.day, []).append(copy.id)

    def sharing(self, hashes: Collection[int], since: date, until: date) -> Mapping[str, int]:
        """Return how many of the hashes each article of these days has."""
        counts: Counter[str] = Counter()
        for value in hashes:
            days = self._holders.get(value, {})
            found = [holders for day, holders in days.items() if since <= day <= until]
            if sum(map(len, found)) <= CROWD:
                for holders in found:
                    counts.update(holders)
        return counts


def candidates(copy: Copy, index: Index) -> list[str]:
    """Return the ids of the articles worth comparing with this one, those with most in common first."""
    counts = index.sharing(copy.fingerprint.tolist(), copy.day - WINDOW, copy.day + WINDOW)
    found = ((count, article) for article, count in counts.items() if article != copy.id)
    return [article for _, article in sorted(found, key=lambda pair: (-pair[0], pair[1]))]
