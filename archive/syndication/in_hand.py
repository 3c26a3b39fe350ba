"""Articles with their words, as many as memory should hold; what will be asked for next is read along."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from archive.syndication.copy import Copy
from archive.syndication.words import Places

TOGETHER = 12
"""Articles whose words are read at once: arrays of some hundred kilobytes, which stay in the processor's cache."""


class InHand:
    """The articles that were asked for last. ``upcoming`` are the numbers in the order in which they will be, first."""

    def __init__(self, read: Callable[[int], Copy], upcoming: Places, most: int) -> None:
        self._read, self._upcoming, self._most = read, upcoming, max(most, TOGETHER)
        self._turns = np.zeros(int(upcoming.max(initial=-1)) + 1, np.int64)
        self._turns[upcoming] = np.arange(len(upcoming))
        self._reached = 0
        self._kept: OrderedDict[int, Copy] = OrderedDict()

    def __getitem__(self, number: int) -> Copy:
        """Return an article, which is one of ``upcoming``."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        turn = int(self._turns[number])
        if turn < self._reached:  # it was put away
            self._keep([number])
        else:
            self._reached = turn + TOGETHER
            self._keep(self._upcoming[turn : self._reached].tolist())
        return self._kept[number]

    def _keep(self, numbers: Sequence[int]) -> None:
        some = [self._read(number) for number in numbers]
        Copy.read_together(some)
        self._kept.update(zip(numbers, some, strict=True))
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
