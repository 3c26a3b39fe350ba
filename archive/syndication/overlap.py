"""What two texts have in common, in words: the evidence on which a match and the kind of a pickup rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from archive.syndication.alignment import Passage, Run, align
from archive.syndication.words import Words

SENTENCE = 12  # words; a shorter passage out of order is a phrase that the text repeats


@dataclass(frozen=True)
class Overlap:
    """Two texts and the passages they share. ``equal_…`` flags the words of each that are shared."""

    a: Words
    b: Words
    passages: tuple[Passage, ...]
    equal_a: tuple[bool, ...]
    equal_b: tuple[bool, ...]

    @property
    def share_a(self) -> float:
        """The part (0 to 1) of a's words that are found in b."""
        return sum(self.equal_a) / max(1, len(self.a))

    @property
    def share_b(self) -> float:
        """The part of b's words that are found in a."""
        return sum(self.equal_b) / max(1, len(self.b))

    @property
    def spanned_a(self) -> float:
        """The part of a that its shared passages make up, the words replaced inside them included."""
        return _covered([passage.on_a for passage in self.passages]) / max(1, len(self.a))

    @property
    def spanned_b(self) -> float:
        """The part of b that its shared passages make up, the words replaced inside them included."""
        return _covered([passage.on_b for passage in self.passages]) / max(1, len(self.b))

    @property
    def longest(self) -> int:
        """The words of the longest equal run."""
        return max((run.length for passage in self.passages for run in passage.runs), default=0)

    @cached_property
    def loose(self) -> int:
        """How many shared words stand in no quotation on either side."""
        loose_a, loose_b = list(self.equal_a), list(self.equal_b)
        for passage in self.passages:
            for run in passage.runs:
                quoted_a = self.a.quoted[run.a : run.a + run.length]
                quoted_b = self.b.quoted[run.b : run.b + run.length]
                if any(quoted_a) or any(quoted_b):
                    free = [not (one or other) for one, other in zip(quoted_a, quoted_b, strict=True)]
                    loose_a[run.a : run.a + run.length] = free
                    loose_b[run.b : run.b + run.length] = free
        return min(sum(loose_a), sum(loose_b))

    @property
    def reordered(self) -> bool:
        """Whether passages of more than a sentence stand in another order in b."""
        reached = 0
        for passage in self.passages:
            start, end = passage.on_b
            if passage.equal >= SENTENCE:
                if start < reached:
                    return True
                reached = end
        return False


def overlap(a: Words, b: Words) -> Overlap:
    """Return what two texts have in common."""
    if a.folded == b.folded and a.folded:  # found at once, for the dispatch that a thousand outlets print unchanged
        everything = (True,) * len(a)
        return Overlap(a, b, (Passage((Run(0, 0, len(a)),)),), everything, everything)
    passages = tuple(align(a, b))
    equal_a, equal_b = [False] * len(a), [False] * len(b)
    for passage in passages:
        for run in passage.runs:
            equal_a[run.a : run.a + run.length] = [True] * run.length
            equal_b[run.b : run.b + run.length] = [True] * run.length
    return Overlap(a, b, passages, tuple(equal_a), tuple(equal_b))


def _covered(extents: list[tuple[int, int]]) -> int:
    """Return how many words lie in at least one of these extents."""
    total = reached = 0
    for start, end in sorted(extents):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
