"""Which passages two texts share, wherever they stand.

Greedy string tiling (Wise 1993) without its minimum-length rounds: from each word of the first text that starts a
seed also found in the second, the common run is followed to its end. Runs that follow each other on both sides with
a few words between them are one passage with an edit inside; the edits say whether a text was polished or a form was
filled in anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import sub
from typing import NamedTuple

import numpy as np

from archive.syndication.words import Places, Words

GAP = 8  # words between two runs of one passage, on either side: a replaced phrase, not a replaced sentence
SHORTEST = 7  # equal words in a passage: shorter ones ("the end of the year") are the language's own

_NOWHERE = np.zeros(0, np.int64)
_ONE_ON = np.int64((1 << 32) + 1)  # one word further in both texts


class Run(NamedTuple):
    """``length`` equal words, starting at word ``a`` of the one text and ``b`` of the other."""

    a: int
    b: int
    length: int


_run = Run._make  # in half the time of Run(…)


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


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The seeds of a that b has too: where each stands in both, in the order of a, and which begin a run.

    ``most`` is how many words of a, or of b, can be shared at all.
    """

    here: Places
    there: Places
    firsts: Places
    most: int


def align(a: Words, b: Words, hits: Hits | None = None) -> list[Passage]:
    """Return the passages that two texts share, in the order of the first. ``hits``: where they are known already."""
    least = shortest(a)
    passages: list[Passage] = []
    runs: list[Run] = []
    equal = end_a = end_b = 0
    for run in _runs(a, hits or hits_of(a, b)):
        i, j, length = run
        if i - end_a > GAP or not 0 <= j - end_b <= GAP:
            if equal >= least:
                passages.append(Passage(tuple(runs)))
            runs, equal = [], 0
        runs.append(run)
        equal += length
        end_a, end_b = i + length, j + length
    return [*passages, Passage(tuple(runs))] if equal >= least else passages


def shortest(words: Words) -> int:
    """Return how many equal words make a passage: twice as many where words are single characters."""
    return SHORTEST * 2 if words.unspaced else SHORTEST


def hits_of(a: Words, b: Words) -> Hits:
    """Return the seeds that two texts share."""
    here, there = _hits(a, b)
    steps = (here << 32) + there
    first = np.ones(len(here), np.bool_)
    np.not_equal(steps[1:] - steps[:-1], _ONE_ON, out=first[1:])
    firsts = first.nonzero()[0]
    return Hits(here, there, firsts, len(here) + len(firsts) * (_seed(a) - 1))


def _seed(words: Words) -> int:
    """Return how many words a seed has."""
    return len(words) - len(words.seeds) + 1


def _runs(a: Words, hits: Hits) -> list[Run]:
    """Return the longest common runs in the order of a, none overlapping another there."""
    more, firsts = _seed(a) - 1, hits.firsts
    starts = firsts.tolist()
    counts = map(sub, [*starts[1:], len(hits.here)], starts)
    runs: list[Run] = []
    end = 0
    for i, j, count in zip(hits.here[firsts].tolist(), hits.there[firsts].tolist(), counts, strict=True):
        late = end - i  # words that the run before has already
        if late <= 0:
            runs.append(_run((i, j, count + more)))
        elif late < count:
            runs.append(_run((i + late, j + late, count + more - late)))
        else:
            continue
        end = i + count + more
    return runs


def _hits(a: Words, b: Words) -> tuple[Places, Places]:
    """Return where a has a seed that b has, in ascending order, and where it stands in b.

    Of several places in b the one on the diagonal of the seed before is taken, else the nearest to it.
    """
    mine, slots = a.seeds, b.seed_slots
    if not (len(mine) and len(b.seeds)):
        return _NOWHERE, _NOWHERE
    guess = slots.first_guess(mine)
    found = b.seeds.take(guess) == mine
    crowded = (guess < 0).nonzero()[0]
    if len(crowded):
        asked = mine[crowded]
        low = slots.rest[:-1].searchsorted(asked)
        same = slots.rest[low] == asked
        found[crowded] = same
        crowded, low = crowded[same], low[same]
    here = found.nonzero()[0]
    there = guess[here].astype(np.int64)
    if len(crowded):
        _settle(a, b, here, there, here.searchsorted(crowded), low)
    return here, there


def _settle(a: Words, b: Words, here: Places, there: Places, hits: Places, low: Places) -> None:
    """Find the places of those seeds of a whose slots in b are crowded; ``low`` is where they are in the rest."""
    slots, diagonal = b.seed_slots, 0
    there[hits] = slots.rest_places[low]
    several = (slots.rest[low + 1] == slots.rest[low]).nonzero()[0]
    for hit, first in zip(hits[several].tolist(), low[several].tolist(), strict=True):
        if hit:
            diagonal = int(there[hit - 1] - here[hit - 1])
        i, j = int(here[hit]), int(here[hit]) + diagonal
        if 0 <= j < len(b.seeds) and b.seeds[j] == a.seeds[i]:
            there[hit] = j
            continue
        some = slots.rest_places[first : slots.rest[:-1].searchsorted(a.seeds[i], side="right")]
        there[hit] = some[np.argmin(np.abs(some - j))]
