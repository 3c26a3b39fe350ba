"""What two texts have in common, in words: the evidence on which a match and the kind of a pickup rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from archive.syndication.alignment import Hits, Passage, Run, align
from archive.syndication.words import Flags, Words

SENTENCE = 12  # words; a shorter passage out of order is a phrase that the text repeats


@dataclass(frozen=True, eq=False)
class Overlap:
    """Two texts and the passages they share.

    ``equal_…`` flags the words of each that are shared, ``shared_…`` is how many these are.
    """

    a: Words
    b: Words
    passages: tuple[Passage, ...]
    equal_a: Flags
    equal_b: Flags
    shared_a: int
    shared_b: int

    @property
    def share_a(self) -> float:
        """The part (0 to 1) of a's words that are found in b."""
        return self.shared_a / max(1, len(self.a))

    @property
    def share_b(self) -> float:
        """The part of b's words that are found in a."""
        return self.shared_b / max(1, len(self.b))

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
        if self.a.unquoted == len(self.a) and self.b.unquoted == len(self.b):
            return min(self.shared_a, self.shared_b)
        runs = [run for passage in self.passages for run in passage.runs]
        on_a = self.equal_a.nonzero()[0]  # the runs stand in the order of a and do not overlap there
        steps, lengths = ([run.b - run.a for run in runs], [run.length for run in runs])
        on_b = on_a + np.repeat(np.array(steps, np.int64), np.array(lengths, np.int64))
        free = ~(self.a.quoted[on_a] | self.b.quoted[on_b])
        bound_b = np.zeros(len(self.b), np.bool_)  # a word of b may be shared by several of a
        bound_b[on_b[~free]] = True
        return min(int(np.count_nonzero(free)), int(np.count_nonzero(self.equal_b & ~bound_b)))

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


def overlap(a: Words, b: Words, hits: Hits | None = None) -> Overlap:
    """Return what two texts have in common. ``hits``: the seeds that they share, where these are known already."""
    if len(a) and a.digest == b.digest:  # found at once, for the dispatch that a thousand outlets print unchanged
        everything = np.ones(len(a), np.bool_)
        return Overlap(a, b, (Passage((Run(0, 0, len(a)),)),), everything, everything, len(a), len(a))
    passages = tuple(align(a, b, hits))
    equal_a, equal_b = np.zeros(len(a), np.bool_), np.zeros(len(b), np.bool_)
    shared_a = 0
    for passage in passages:
        for here, there, length in passage.runs:
            equal_a[here : here + length] = True
            equal_b[there : there + length] = True
            shared_a += length  # no run overlaps another in a
    return Overlap(a, b, passages, equal_a, equal_b, shared_a, int(np.count_nonzero(equal_b)))


def _covered(extents: list[tuple[int, int]]) -> int:
    """Return how many words lie in at least one of these extents."""
    total = reached = 0
    for start, end in sorted(extents):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
