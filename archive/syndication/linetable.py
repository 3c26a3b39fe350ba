"""The lines of many articles, in which furniture is found: some 150 bytes an article."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise

import numpy as np

from archive.syndication.furniture import (
    HOLDERS,
    LOOKED_AT,
    REPEATED,
    SPAN,
    Holder,
    has_little_else,
    is_repeated,
)
from archive.syndication.words import Flags, Numbers, Places

_AT_ONCE = 1 << 20  # lines looked at together: 8 MB


class LineTable:
    """The lines of many articles, the articles numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._sizes = array("H")
        self._ends = array("q", [0])
        self._outlets: list[str] = []
        self._known: dict[str, str] = {}

    def add(self, lines: Sequence[tuple[int, int]], outlet: str) -> None:
        """Enter the lines of the next article, as ``keyed_lines`` returns them."""
        self._keys.extend([key for key, _ in lines])
        self._sizes.extend([min(size, 0xFFFF) for _, size in lines])
        self._ends.append(len(self._keys))
        self._outlets.append(self._known.setdefault(outlet, outlet))

    def furniture(self, ids: Sequence[str], days: Places) -> Furniture:
        """Return which lines are furniture, and where; ``days`` are those on which the articles appeared."""
        ends = np.array(self._ends, np.int64)
        flags = np.zeros(int(ends[-1]), np.bool_)
        keys = np.frombuffer(self._keys, np.uint64) if len(flags) else np.zeros(0, np.uint64)
        held = self._held(keys)
        owned = np.searchsorted(ends, held, side="right") - 1  # the articles of these entries
        order = np.lexsort((days[owned], keys[held]))
        entered, owners = held[order], owned[order]
        holder = lru_cache(maxsize=1 << 14)(self._holder)
        starts = np.flatnonzero(np.diff(keys[entered], prepend=~keys[entered[:1]]))
        counts = np.diff(starts, append=len(entered))
        for run in np.argsort(owners[starts], kind="stable").tolist():  # the lines of a dispatch on end
            here = slice(starts[run], starts[run] + counts[run])
            entries, numbers = entered[here], owners[here]
            first = nsmallest(LOOKED_AT, set(numbers.tolist()), key=lambda number: (days[number], ids[number]))
            if has_little_else(int(keys[entries[0]]), tuple(holder(number) for number in first)):
                flags[entries] = True
            elif len(entries) >= REPEATED:
                flags[entries] = self._repeated(numbers, days[numbers])
        return Furniture(flags, ends)

    def _held(self, keys: Numbers) -> Places:
        """Return the entries of lines, not blank, that so many articles have that they may be furniture."""
        ordered = np.sort(keys)
        often = np.unique(ordered[HOLDERS - 1 :][ordered[HOLDERS - 1 :] == ordered[: 1 - HOLDERS]])
        del ordered
        found = [np.zeros(0, np.int64)]
        for start in range(0, len(keys) if len(often) else 0, _AT_ONCE):  # few lines are: no array for all of them
            some = keys[start : start + _AT_ONCE]
            held = often[np.minimum(np.searchsorted(often, some), len(often) - 1)] == some
            held &= np.frombuffer(self._sizes, np.uint16)[start : start + _AT_ONCE] > 0
            found.append(np.flatnonzero(held) + start)
        return np.concatenate(found)

    def _repeated(self, numbers: Places, days: Places) -> Flags:
        """Say in which of these articles with one line, in the order of days, it is printed too often to be news."""
        flags = np.zeros(len(numbers), np.bool_)
        for first, last in pairwise([0, *(np.flatnonzero(np.diff(days)) + 1).tolist(), len(days)]):
            since, until = np.searchsorted(days, (days[first] - SPAN, days[first] + SPAN + 1))
            outlets = Counter(self._outlets[number] for number in np.unique(numbers[since:until]).tolist())
            flags[first:last] = is_repeated(outlets)
        return flags

    def _holder(self, number: int) -> Holder:
        start, end = self._ends[number], self._ends[number + 1]
        keys = self._keys[start:end].tolist()
        lines = {key: size for key, size in zip(keys, self._sizes[start:end], strict=True) if size}
        return Holder(lines, next(reversed(lines), 0))


@dataclass(frozen=True, eq=False)
class Furniture:
    """Which lines of which articles are furniture; ``ends`` says where each article's lines end, from 0 on."""

    flags: Flags
    ends: Places

    @property
    def touched(self) -> Flags:
        """Whether each article, by number, has furniture."""
        some = np.zeros(len(self.ends) - 1, np.bool_)
        some[np.searchsorted(self.ends, np.flatnonzero(self.flags), side="right") - 1] = True
        return some

    def of(self, number: int) -> frozenset[int]:
        """Return the lines of the article that are furniture, counted from 0."""
        return frozenset(np.flatnonzero(self.flags[self.ends[number] : self.ends[number + 1]]).tolist())
