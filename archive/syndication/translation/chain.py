"""The heaviest chain: of the places where two texts share a key, those that stand in the same order in both.

The weighted form of the longest increasing subsequence, in O(n log n) with a Fenwick tree (Fenwick 1994).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """An anchor of one text (``a``, by its number), one of the other (``b``), the key they share and its weight."""

    a: int
    b: int
    key: str
    weight: float


def heaviest_chain(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties of largest total weight that ascend in both texts, each anchor used once."""
    ordered = sorted(ties, key=lambda tie: (tie.a, -tie.b, tie.key))
    size = max((tie.b for tie in ordered), default=0) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)  # of the chains that end before each anchor of b
    before: list[int] = []
    for number, tie in enumerate(ordered):
        total, previous = _upto(best, tie.b)
        before.append(previous)
        _enter(best, tie.b + 1, (total + tie.weight, number))
    chain: list[Tie] = []
    number = _upto(best, size)[1]
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]


def _upto(best: list[tuple[float, int]], place: int) -> tuple[float, int]:
    found = (0.0, -1)
    while place > 0:
        found = max(found, best[place])
        place -= place & -place
    return found


def _enter(best: list[tuple[float, int]], place: int, chain: tuple[float, int]) -> None:
    while place < len(best):
        best[place] = max(best[place], chain)
        place += place & -place
