"""Signs: the anchors that two texts have in common, as evidence that one is a translation of the other."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True, slots=True)
class Sign:
    """An anchor that both texts have: its key and the character offsets in each."""

    key: str
    start_a: int
    end_a: int
    start_b: int
    end_b: int


class Signs(Sequence[Sign]):
    """Signs that are kept for long, in 24 bytes each where an object has 250: a mixed archive has millions."""

    __slots__ = ("_keys", "_places")

    def __init__(self, signs: Sequence[Sign]) -> None:
        self._keys = tuple(sys.intern(sign.key) for sign in signs)
        self._places = array("i")
        for sign in signs:
            self._places.extend((sign.start_a, sign.end_a, sign.start_b, sign.end_b))

    def __len__(self) -> int:
        return len(self._keys)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Signs) and (self._keys, self._places) == (other._keys, other._places)

    def __hash__(self) -> int:
        return hash((self._keys, self._places.tobytes()))

    @overload
    def __getitem__(self, number: int) -> Sign: ...
    @overload
    def __getitem__(self, number: slice) -> list[Sign]: ...
    def __getitem__(self, number: int | slice) -> Sign | list[Sign]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        return Sign(self._keys[number], *self._places[4 * number : 4 * number + 4])
