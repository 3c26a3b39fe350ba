"""Which passages two texts share, wherever they stand.

Greedy string tiling (Wise 1993) without its minimum-length rounds: from each word of the first text that starts a
seed also found in the second, the longest common run is taken. Runs that follow each other on both sides with a few
words between them are one passage with an edit inside; the edits say whether a text was polished or a form was
filled in anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    return [passage for passage in _join(_runs(a, b)) if passage.equal >= shortest(a)]


def shortest(words: Words) -> int:
    """Return how many equal words make a passage: twice as many where words are single characters."""
    return SHORTEST * 2 if words.unspaced else SHORTEST


def _runs(a: Words, b: Words) -> list[Run]:
    places, seeds = b.seed_places, a.seeds
    runs: list[Run] = []
    here = 0
    diagonal = 0
    while here < len(seeds):
        if not (there := places.get(seeds[here])):
            here += 1
            continue
        best = Run(here, there[0], 0)
        for place in (
            sorted(there, key=lambda place: abs(place - here - diagonal))[:_TRIES] if len(there) > 1 else there
        ):
            length = _common(a.folded, b.folded, here, place)
            if length > best.length:
                best = Run(here, place, length)
        if not best.length:  # two different runs with one hash
            here += 1
            continue
        runs.append(best)
        diagonal = best.b - best.a
        here += best.length
    return runs


def _common(a: tuple[str, ...], b: tuple[str, ...], i: int, j: int) -> int:
    limit = min(len(a) - i, len(b) - j)
    length = 0
    while length < limit and a[i + length] == b[j + length]:
        length += 1
    return length


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
