"""The heaviest chain: of the places where two texts share a key, those that stand in the same order in both.

The weighted form of the longest increasing subsequence, in O(n log n): only the chains are kept that no other one beats
by ending earlier and weighing more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Tie(NamedTuple):
    """An anchor of one text (``a``, by its number), one of the other (``b``), the key they share and its weight."""

    a: int
    b: int
    key: str
    weight: float


def heaviest_chain(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties of largest total weight that ascend in both texts, each anchor used once; weights are above 0.

    Of chains of equal weight it is the one whose last tie comes last.
    """
    ordered = sorted(ties, key=lambda tie: (tie.a, -tie.b, tie.key))
    ends: list[int] = []  # of the unbeaten chains, ascending: the anchor of b with which each ends
    chains: list[tuple[float, int]] = []  # their total weight and the number of their last tie, ascending
    before: list[int] = []
    for number, (_, b, _, weight) in enumerate(ordered):
        place = bisect_left(ends, b)
        total, previous = chains[place - 1] if place else (0.0, -1)
        before.append(previous)
        longer = (total + weight, number)
        beaten = place
        while beaten < len(ends) and chains[beaten] < longer:
            beaten += 1
        if beaten > place or place == len(ends) or ends[place] > b:
            ends[place:beaten], chains[place:beaten] = [b], [longer]
    chain: list[Tie] = []
    number = chains[-1][1] if chains else -1
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]
