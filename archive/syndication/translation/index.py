"""Finding candidates: which texts in other languages, of the days around, have rare keys in common with a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nsmallest
from typing import Protocol

from archive.syndication.translation.anchors import Rendering
from archive.syndication.translation.echoes import WINDOW
from archive.syndication.translation.weights import findable, weight

CROWD = 400
"""Texts of one language and window with one key: more are a name of the day, and finding nothing by it is cheap."""
CANDIDATES = 3  # texts of each language that are compared; the right one was among them in 995 of 1,000 cases
NEAR = 0.6  # of what the best has; the right one had less than 0.78 in one of 200
LEAST = (
    4.0  # weight of shared keys, about two numbers; of pairs that share less, one in 50 is a translation we can tell
)
MOST = 48  # texts in all, so that an archive in thirty languages costs no more than one in sixteen
Held = Mapping[str, tuple[float, int]]


class AnchorIndex(Protocol):
    """Where the findable keys of known texts are kept."""

    def sharing(self, keys: Mapping[str, float], language: str, since: date, until: date) -> Mapping[str, Held]:
        """Return by language, other than the one given, and by text of these days (both included) what it shares.

        That is the sum of the weights of the keys it has, and how many findable keys it has in all. A key that more
        than ``CROWD`` texts of a language and of these days have is passed over for this language.
        """


def fingerprint(text: Rendering) -> frozenset[str]:
    """Return the keys of a text by which it can be found."""
    return frozenset(key for key in text.places if findable(key))


class MemoryAnchorIndex:
    """An index in memory, for texts that are in no archive."""

    def __init__(self) -> None:
        self._holders: dict[str, dict[date, dict[str, list[str]]]] = {}
        self._sizes: dict[str, int] = {}

    def add(self, text: Rendering) -> None:
        """Enter a text; each id once."""
        holders = self._holders.setdefault(text.language, {}).setdefault(text.day, {})
        keys = fingerprint(text)
        self._sizes[text.id] = len(keys)
        for key in keys:
            holders.setdefault(key, []).append(text.id)

    def forget(self, before: date) -> None:
        """Take out the texts of earlier days."""
        for by_day in self._holders.values():
            for day in [day for day in by_day if day < before]:
                for text in {text for texts in by_day.pop(day).values() for text in texts}:
                    del self._sizes[text]

    def sharing(self, keys: Mapping[str, float], language: str, since: date, until: date) -> Mapping[str, Held]:
        """Return by language and text what it shares."""
        shared: dict[str, Held] = {}
        for other, by_day in self._holders.items():
            days = [holders for day, holders in by_day.items() if since <= day <= until]
            if other == language or not days:
                continue
            sums: dict[str, float] = defaultdict(float)
            for key, worth in keys.items():
                found = [holders[key] for holders in days if key in holders]
                if sum(map(len, found)) <= CROWD:
                    for texts in found:
                        for text in texts:
                            sums[text] += worth
            shared[other] = {text: (worth, self._sizes[text]) for text, worth in sums.items()}
        return shared


def candidates(text: Rendering, index: AnchorIndex) -> Sequence[str]:
    """Return the ids of the texts in other languages worth comparing with this one, the likeliest first.

    What two texts share is set against the root of how much there is to share, or the longest texts would win.
    """
    keys = {key: weight(key) for key in fingerprint(text)}
    found: list[tuple[float, str]] = []
    for held in index.sharing(keys, text.language, text.day - WINDOW, text.day + WINDOW).values():
        ranked = nsmallest(
            CANDIDATES,
            ((-worth / max(1, size) ** 0.5, other) for other, (worth, size) in held.items() if worth >= LEAST),
        )
        found.extend(entry for entry in ranked if entry[0] <= NEAR * ranked[0][0])
    return [other for _, other in nsmallest(MOST, found)]
