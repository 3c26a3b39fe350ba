"""Which passages two texts share, wherever they stand.

Greedy string tiling (Wise 1993) without its minimum-length rounds: from each word of the first text that starts a
seed also found in the second, the longest common run is taken. Runs that follow each other on both sides with a few
words between them are one passage with an edit inside; the edits say whether a text was polished or a form was
filled in anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from archive.syndication.words import Words

GAP = 8  # words between two runs of one passage, on either side: a replaced phrase, not a replaced sentence
SHORTEST = 7  # equal words in a passage: shorter ones ("the end of the year") are the language's own
_TRIES = 8  # places of a seed that are tried: a phrase repeated more often in one text is a refrain


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words, starting at word ``a`` of the one text and ``b`` of the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs in the same order on both sides with at most ``GAP`` words between neighbours."""

    runs: tuple[Run, ...]

    @property
    def equal(self) -> int:
        """The number of equal words."""
        return sum(run.length for run in self.runs)

    @property
    def on_a(self) -> tuple[int, int]:
        """First word and end of the passage in the one text."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def on_b(self) -> tuple[int, int]:
        """First word and end of the passage in the other text."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    def edits(self) -> Iterator[tuple[range, range]]:
        """Yield what stands between neighbouring runs: the words of the one text, those of the other."""
        for before, after in zip(self.runs, self.runs[1:], strict=False):
            yield range(before.a + before.length, after.a), range(before.b + before.length, after.b)


def align(a: Words, b: Words) -> list[Passage]:
    """Return the passages that two texts share, in the order of the first."""
    least = shortest(a)
    return [passage for passage in _join(_runs(a, b)) if passage.equal >= least]


def shortest(words: Words) -> int:
    """Return how many equal words make a passage: twice as many where words are single characters."""
    return SHORTEST * 2 if words.unspaced else SHORTEST


def _runs(a: Words, b: Words) -> list[Run]:
    ordered, places = b.seed_places
    if not len(ordered) or not len(a.seeds):
        return []
    first = np.searchsorted(ordered, a.seeds)
    found = np.flatnonzero(ordered[np.minimum(first, len(ordered) - 1)] == a.seeds)
    after = np.searchsorted(ordered, a.seeds[found], side="right")
    runs: list[Run] = []
    end = diagonal = 0
    for here, low, high in zip(found.tolist(), first[found].tolist(), after.tolist(), strict=True):
        if here < end:
            continue
        there = places[low:high].tolist()
        if high - low > 1:
            there = sorted(there, key=lambda place: abs(place - here - diagonal))[:_TRIES]
        length, place = max((_common(a, b, here, place), -rank, place) for rank, place in enumerate(there))[::2]
        runs.append(Run(here, place, length))
        diagonal = place - here
        end = here + length
    return runs


def _common(a: Words, b: Words, i: int, j: int) -> int:
    """Return how many words are equal from word i of a and word j of b on."""
    limit = min(len(a) - i, len(b) - j)
    length, step = 0, 32
    while length < limit:  # most runs are short: longer pieces only once they are equal
        step = min(step * 4, limit - length)
        equal = a.values[i + length : i + length + step] == b.values[j + length : j + length + step]
        if not equal.all():
            return length + int(equal.argmin())
        length += step
    return limit


def _join(runs: list[Run]) -> list[Passage]:
    passages: list[list[Run]] = []
    for run in runs:
        if passages:
            last = passages[-1][-1]
            if 0 <= run.a - last.a - last.length <= GAP and 0 <= run.b - last.b - last.length <= GAP:
                passages[-1].append(run)
                continue
        passages.append([run])
    return [Passage(tuple(parts)) for parts in passages]
