"""Where a row has a hash: a table with a place in each slot, and a sorted rest of those that would share one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOM = 8  # slots for each hash at least: one hash in ten then shares its slot with another one
NARROW = 1 << 15  # hashes whose places fit in two bytes; a text of 600 words has 16 KB of slots
CROWDED = -1
Narrow = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Where each hash of a row stands, by its last bits.

    ``places`` has 2^n slots: the place of the hash with these bits, 0 where there is none, ``CROWDED`` where there are
    several. ``rest`` holds the hashes of crowded slots, ascending, and one value more, that is not the last one's;
    ``rest_places`` is where they stand, ascending for equal ones.
    """

    places: Narrow
    rest: NDArray[np.uint64]
    rest_places: NDArray[np.int64]

    def first_guess(self, hashes: NDArray[np.uint64]) -> Narrow:
        """Return where each of these hashes stands if it is in the row at all, or ``CROWDED``."""
        return self.places.take(_last_bits(hashes, len(self.places)))


def slots_of(hashes: NDArray[np.uint64]) -> Slots:
    """Return where each hash of a row stands."""
    size = 1 << (ROOM * len(hashes)).bit_length()
    slots = _last_bits(hashes, size)
    here: Narrow = np.arange(len(hashes), dtype=np.int16 if len(hashes) < NARROW else np.int32)
    places = np.zeros(size, here.dtype)
    places[slots] = here
    places[slots[places[slots] != here]] = CROWDED
    crowded = (places[slots] == CROWDED).nonzero()[0]
    order = hashes[crowded].argsort(kind="stable")
    rest_places = crowded[order]
    rest = hashes[rest_places]
    return Slots(places, np.concatenate([rest, ~rest[-1:]]), rest_places)


def _last_bits(hashes: NDArray[np.uint64], size: int) -> NDArray[np.int64]:
    return (hashes & np.uint64(size - 1)).view(np.int64)
