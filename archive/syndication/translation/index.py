"""Finding candidates: which texts in other languages, of the days around, have rare keys in common with a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
"""By text: the sum of the weights of the keys it shares, and how many findable keys it has in all."""
Near = Sequence[tuple[float, str]]
"""Texts of one language with their closeness, the closest first."""


class AnchorIndex(Protocol):
    """Where the findable keys of known texts are kept."""

    def languages(self) -> Collection[str]:
        """Return the languages of the texts it holds."""

    def sharing(self, keys: Mapping[str, float], language: str, since: date, until: date) -> Held:
        """Return what each text of this language and of these days (both included) shares.

        A key that more than ``CROWD`` of them have is passed over. The weights are added in the order of ``keys``.
        """


def fingerprint(text: Rendering) -> dict[str, float]:
    """Return the keys of a text by which it can be found, in order, with their weights."""
    return {key: weight(key) for key in sorted(text.places) if findable(key)}


class MemoryAnchorIndex:
    """An index in memory, for texts that are in no archive."""

    def __init__(self) -> None:
        self._holders: dict[str, dict[date, dict[str, list[str]]]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}

    def add(self, text: Rendering) -> None:
        """Enter a text; each id once."""
        holders = self._holders.setdefault(text.language, {}).setdefault(text.day, {})
        keys = self._keys[text.id] = tuple(fingerprint(text))
        for key in keys:
            holders.setdefault(key, []).append(text.id)

    def fingerprint(self, text: str) -> dict[str, float]:
        """Return the fingerprint of a text that it holds; its anchors are not looked for again."""
        return {key: weight(key) for key in self._keys[text]}

    def forget(self, before: date) -> None:
        """Take out the texts of earlier days."""
        for by_day in self._holders.values():
            for day in [day for day in by_day if day < before]:
                for text in {text for texts in by_day.pop(day).values() for text in texts}:
                    self._keys.pop(text)

    def languages(self) -> Collection[str]:
        """Return the languages of the texts it holds."""
        return [language for language, by_day in self._holders.items() if by_day]

    def sharing(self, keys: Mapping[str, float], language: str, since: date, until: date) -> Held:
        """Return what each text of this language and of these days shares."""
        days = [holders for day, holders in self._holders.get(language, {}).items() if since <= day <= until]
        sums: dict[str, float] = defaultdict(float)
        for key, worth in keys.items():
            found = [holders[key] for holders in days if key in holders]
            if sum(map(len, found)) <= CROWD:
                for texts in found:
                    for text in texts:
                        sums[text] += worth
        return {text: (worth, len(self._keys[text])) for text, worth in sums.items()}


def candidates(keys: Mapping[str, float], language: str, day: date, index: AnchorIndex) -> Sequence[str]:
    """Return the ids of the texts in other languages worth comparing with one, the likeliest first.

    ``keys`` are the fingerprint of the one, ``day`` its day.
    """
    days = day - WINDOW, day + WINDOW
    others = [other for other in index.languages() if other != language]
    return chosen(nearest(closeness(index.sharing(keys, other, *days))) for other in others)


def closeness(held: Held) -> Iterable[tuple[float, str]]:
    """Return how close the texts are that share enough.

    What two texts share is set against the root of how much there is to share, or the longest texts would win.
    """
    return ((close(worth, size), text) for text, (worth, size) in held.items() if worth >= LEAST)


def close(worth: float, size: int) -> float:
    """Return how close a text with so many findable keys is."""
    return float(worth / max(1, size) ** 0.5)


def nearest(texts: Iterable[tuple[float, str]]) -> Near:
    """Return the closest texts of one language; of equally close ones those with the smaller ids."""
    return nsmallest(CANDIDATES, texts, key=lambda entry: (-entry[0], entry[1]))


def chosen(near: Iterable[Near]) -> list[str]:
    """Return which of a text's nearest in each language are worth comparing with it, the likeliest first."""
    found = [entry for texts in near for entry in texts if entry[0] >= NEAR * texts[0][0]]
    return [text for _, text in nsmallest(MOST, found, key=lambda entry: (-entry[0], entry[1]))]
