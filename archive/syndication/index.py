"""Finding candidates: which articles share hashes with a new one, in a window of days."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

import numpy as np

from archive.syndication.copy import Copy
from archive.syndication.matching import WINDOW
from archive.syndication.words import Flags, Places


class Index(Protocol):
    """Where the fingerprints of known articles are kept."""

    def sharing(self, hashes: Collection[int], since: date, until: date) -> Mapping[str, int]:
        """Return how many of the hashes each article of these days (both included) has, for those that have any.

        A hash that more than ``furniture.CROWD`` articles of these days have is passed over.
        """


def candidates(copy: Copy, index: Index) -> dict[str, int]:
    """Return the other articles about the same time that share hashes with this one, and how many."""
    counts = index.sharing(copy.fingerprint.tolist(), copy.day - WINDOW, copy.day + WINDOW)
    return {article: count for article, count in counts.items() if article != copy.id}


def worth_comparing(shared: Places, sizes: Places, other_sizes: Places) -> Flags:
    """Say which pairs share so many hashes that they may match, given the sizes of their fingerprints.

    Of 4,400 pairs that match none shares fewer than a twentieth of the smaller fingerprint; of those that do not, two
    thirds do.
    """
    return 20 * shared >= np.minimum(sizes, other_sizes)
