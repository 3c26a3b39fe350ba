"""Finding candidates: which texts in other languages, of the days around, have rare keys in common with a new one."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from archive.syndication.translation.anchors import Rendering
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


def fingerprint(text: Rendering) -> dict[str, float]:
    """Return the keys of a text by which it can be found, in order, with their weights."""
    return {key: weight(key) for key in sorted(text.places) if findable(key)}


class AnchorWindow:
    """The texts of a span of days by their keys, in memory, for texts that are in no archive.

    All that it holds are candidates for each other: whoever fills it forgets the days that are too far back.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._languages, self._sizes = array("i"), array("i")
        self._codes: dict[str, int] = {}
        self._held: deque[tuple[date, tuple[str, ...]]] = deque()
        self._holders: dict[str, array[int]] = {}  # by key the numbers of the texts that have it, ascending

    def add(self, text: Rendering) -> None:
        """Enter a text; each id once, and in the order of their days."""
        number = self._numbers[text.id] = len(self._ids)
        keys = tuple(fingerprint(text))
        self._ids.append(text.id)
        self._languages.append(self._codes.setdefault(text.language, len(self._codes)))
        self._sizes.append(len(keys))
        self._held.append((text.day, keys))
        for key in keys:
            self._holders.setdefault(key, array("i")).append(number)

    def forget(self, before: date) -> list[str]:
        """Take out the texts of earlier days; return their ids."""
        gone: list[str] = []
        while self._held and self._held[0][0] < before:
            _, keys = self._held.popleft()
            for key in keys:
                holders = self._holders[key]
                del holders[0]
                if not holders:
                    del self._holders[key]
            gone.append(self._ids[len(self._ids) - len(self._held) - 1])
            del self._numbers[gone[-1]]
        return gone

    def candidates(self, text: str) -> Sequence[str]:
        """Return the ids of the texts in other languages worth comparing with one that it holds, the likeliest first.

        A key that more than ``CROWD`` texts of a language have is passed over in that language.
        """
        number, first = self._numbers[text], len(self._ids) - len(self._held)
        languages = np.frombuffer(self._languages, np.int32)[first:]
        own, keys = languages[number - first], self._held[number - first][1]
        holders = [np.array(self._holders[key], np.int32) - first for key in keys]
        holders = [_uncrowded(some, languages) if len(some) > CROWD else some for some in holders]
        weights = np.repeat([weight(key) for key in keys], [len(some) for some in holders])
        shared = np.bincount(np.concatenate([np.zeros(0, np.int32), *holders]), weights, len(languages))
        found = np.flatnonzero((shared >= LEAST) & (languages != own))
        closeness = shared[found] / np.sqrt(np.maximum(1, np.frombuffer(self._sizes, np.int32)[first:][found]))
        near: dict[int, list[tuple[float, str]]] = {}
        for worth, place in zip(closeness.tolist(), found.tolist(), strict=True):
            near.setdefault(int(languages[place]), []).append((worth, self._ids[first + place]))
        return chosen(nearest(texts) for texts in near.values())


def _uncrowded(holders: NDArray[np.int32], languages: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the texts that share a key, but for those of the languages in which too many do."""
    theirs = languages[holders]
    return holders[np.bincount(theirs)[theirs] <= CROWD]


def closeness(held: Held) -> Iterable[tuple[float, str]]:
    """Return how close the texts are that share enough.

    What two texts share is set against the root of how much there is to share, or the longest texts would win.
    """
    return ((close(worth, size), text) for text, (worth, size) in held.items() if worth >= LEAST)


def close(worth: float, size: int) -> float:
    """Return how close a text with so many findable keys is."""
    return worth / sqrt(max(1, size))


def nearest(texts: Iterable[tuple[float, str]]) -> Near:
    """Return the closest texts of one language; of equally close ones those with the smaller ids."""
    return nsmallest(CANDIDATES, texts, key=lambda entry: (-entry[0], entry[1]))


def chosen(near: Iterable[Near]) -> list[str]:
    """Return which of a text's nearest in each language are worth comparing with it, the likeliest first."""
    found = [entry for texts in near for entry in texts if entry[0] >= NEAR * texts[0][0]]
    return [text for _, text in nsmallest(MOST, found, key=lambda entry: (-entry[0], entry[1]))]
