"""Candidates among very many articles at once: the fingerprints sorted, equal hashes paired.

The same answer as an index that is asked for each article, a hundred times faster, in 700 bytes an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from archive.syndication.furniture import CROWD
from archive.syndication.words import Flags, Numbers, Places

PARTS = 64
"""Hashes lie in parts by their highest bits, each joined on its own; 32 more bits tell them apart. Among 80 million
hashes some ten thousand pairs are equal by chance: a comparison each, never a false match."""
_CHUNK = 8192  # articles whose hashes are laid into their parts at once
_AT_ONCE = 1 << 22  # pairs counted at once: 32 MB
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


@dataclass(frozen=True, eq=False)
class Window:
    """The order of time: each article's place in it, by number; and the places ``since`` and up to before ``until``
    of the articles that appeared about the same time, by place."""

    place: Places
    since: Places
    until: Places


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of articles by their places in the order of time, ascending, and how many hashes each pair shares."""

    earlier: Places
    later: Places
    shared: Places


class Fingerprints:
    """The fingerprints of many articles, each article by its number."""

    def __init__(self) -> None:
        self._hashes: list[Numbers] = []
        self._numbers: list[int] = []
        self._parts: list[list[Numbers]] = [[] for _ in range(PARTS)]

    def add(self, number: int, hashes: Numbers) -> None:
        """Enter the fingerprint of an article; each number once."""
        self._hashes.append(hashes)
        self._numbers.append(number)
        if len(self._hashes) >= _CHUNK:
            self._lay_down()

    def pairs(self, window: Window, of: Flags | None = None) -> Pairs:
        """Return the pairs of articles that share a hash; with ``of`` (flags by number) one that one of these has.

        A hash that more than ``CROWD`` articles of a window have is passed over.
        """
        self._lay_down()
        found, times = np.zeros(0, np.uint64), np.zeros(0, np.int64)
        waiting: list[tuple[Numbers, Places]] = []
        for part in self._parts:
            for pairs in _joined(part, window, of):
                waiting.append(np.unique(pairs, return_counts=True))
                if sum(len(pairs) for pairs, _ in waiting) > _AT_ONCE:
                    found, times = _summed([(found, times), *waiting])
                    waiting = []
        found, times = _summed([(found, times), *waiting])
        return Pairs((found >> _HALF).astype(np.int64), (found & _LOW).astype(np.int64), times)

    def _lay_down(self) -> None:
        if not self._hashes:
            return
        hashes = np.concatenate(self._hashes)
        numbers = np.repeat(np.array(self._numbers, np.uint64), [len(some) for some in self._hashes])
        part = (hashes >> np.uint64(56)).astype(np.int64)
        entries = ((hashes >> np.uint64(24) & _LOW) << _HALF | numbers)[np.argsort(part, kind="stable")]
        ends = np.cumsum(np.bincount(part, minlength=PARTS))[:-1]
        for kept, some in zip(self._parts, np.split(entries, ends), strict=True):
            kept.append(some.copy())
        self._hashes, self._numbers = [], []


def _joined(part: list[Numbers], window: Window, of: Flags | None) -> Iterator[Numbers]:
    """Yield the pairs of one part, some millions at a time, each as often as it shares a hash."""
    if not part:
        return
    entries = np.concatenate(part)
    numbers = (entries & _LOW).astype(np.int64)
    if of is not None:
        asked = np.isin(entries >> _HALF, np.unique(entries[of[numbers]] >> _HALF))
        entries, numbers = entries[asked], numbers[asked]
    entries = entries & ~_LOW | window.place[numbers].astype(np.uint64)
    entries.sort()
    hashes, places = entries & ~_LOW, (entries & _LOW).astype(np.int64)
    after = np.searchsorted(entries, hashes | window.until[places].astype(np.uint64))
    before = np.searchsorted(entries, hashes | window.since[places].astype(np.uint64))
    here = np.arange(len(entries))
    later = np.where(after - before > CROWD, 0, after - here - 1)
    here, later = here[later > 0], later[later > 0]
    cuts = np.flatnonzero(np.diff(np.cumsum(later) // _AT_ONCE)) + 1
    for some, counts in zip(np.split(here, cuts), np.split(later, cuts), strict=True):
        first = np.repeat(some, counts)
        steps = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
        yield places[first].astype(np.uint64) << _HALF | places[first + steps].astype(np.uint64)


def _summed(counted: list[tuple[Numbers, Places]]) -> tuple[Numbers, Places]:
    pairs = np.concatenate([some for some, _ in counted])
    times = np.concatenate([some for _, some in counted])
    order = np.argsort(pairs, kind="stable")
    pairs, times = pairs[order], times[order]
    first = np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))
    return pairs[first], np.add.reduceat(times, first) if len(first) else times
