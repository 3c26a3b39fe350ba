"""Anchors: what a translation leaves as it was – numbers, names, foreign words, countries, months – in their order.

An anchor has one or more keys, the most telling first. Two texts in different languages share an anchor where they
have a key in common. The first letter of a key is its kind:

=====  =====================================================================  ==================
``n``  a number, its unit word multiplied out                                 ``n1500000``
``c``  a country, city, month or day of the week, by CLDR                     ``cRU``
``w``  a word of the learned lexicon                                          ``wearthquake``
``l``  the first six letters of a word in Latin script                        ``ltrump``
``s``  how a name sounds, in any script: its first consonants, by their class ``strnp``
=====  =====================================================================  ==================
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from archive.syndication.translation.lexicon import EMPTY, Lexicon
from archive.syndication.translation.locales import named
from archive.syndication.translation.names import names
from archive.syndication.translation.numbers import numbers
from archive.syndication.translation.scripts import WEIGHTS, script
from archive.syndication.translation.weights import telling


class Anchor(NamedTuple):
    """A place in a text, as character offsets, and its keys, the most telling first."""

    keys: tuple[str, ...]
    start: int
    end: int


class Packed(NamedTuple):
    """The anchors of a text in a tenth of the memory: keys, starts, ends, and what the text has said before each."""

    keys: tuple[tuple[str, ...], ...]
    starts: Sequence[int]
    ends: Sequence[int]
    offsets: Sequence[float]


@dataclass(frozen=True)
class Rendering:
    """A text in one language, as comparing across languages sees it.

    ``language`` is an ISO 639-1 code. ``lexicon`` holds the words learned so far; only texts with the same one are
    compared.
    """

    id: str
    text: str
    language: str
    when: datetime
    lexicon: Lexicon = EMPTY

    @property
    def day(self) -> date:
        """The UTC day on which it appeared."""
        return self.when.astimezone(UTC).date()

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors, in the order of the text."""
        return anchors(self.text, self.language, self.lexicon)

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Which anchors have a key, by their number."""
        places: dict[str, list[int]] = {}
        for place, anchor in enumerate(self.anchors):
            for key in anchor.keys:
                places.setdefault(key, []).append(place)
        return places

    @cached_property
    def figures(self) -> Sequence[tuple[int, str]]:
        """The telling numbers: which anchor, and its key."""
        return [(place, anchor.keys[0]) for place, anchor in enumerate(self.anchors) if telling(anchor.keys[0])]

    @cached_property
    def offsets(self) -> Sequence[float]:
        """How much the text has said before each anchor, in Latin letters' worth; the whole text's size at the end."""
        return _said(self.text, [anchor.start for anchor in self.anchors])

    def packed(self) -> Packed:
        """Return its anchors as they can be kept for long."""
        starts = array("i", [anchor.start for anchor in self.anchors])
        ends = array("i", [anchor.end for anchor in self.anchors])
        return Packed(tuple(anchor.keys for anchor in self.anchors), starts, ends, array("d", self.offsets))

    def take(self, packed: Packed) -> None:
        """Take the anchors that were found in it before: they are not looked for again."""
        anchors = tuple(map(Anchor, packed.keys, packed.starts, packed.ends))
        self.__dict__.update(anchors=anchors, offsets=packed.offsets)  # where cached_property keeps them

    @property
    def size(self) -> float:
        """How much the text says, in Latin letters' worth: a Chinese letter counts as much as three Latin ones."""
        return self.offsets[-1]


def anchors(text: str, language: str, lexicon: Lexicon = EMPTY) -> tuple[Anchor, ...]:
    """Return the anchors of a text, in its order. A language of which nothing is known still has numbers and names."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    found.update({(start, end): _alone(key) for key, start, end in numbers(text, language)})
    taken = bytearray(len(text))
    for start, end in found:
        taken[start:end] = b"\1" * (end - start)
    meanings: dict[int, tuple[str, int]] = {}
    for key, start, end in (*named(text, language), *lexicon.words(text, language)):
        if not any(taken[start:end]) and (start not in meanings or meanings[start][1] < end):
            meanings[start] = (key, end)
    for keys, start, end in names(text):
        if start in meanings:
            key, until = meanings.pop(start)
            found[start, max(end, until)] = _alone(key) if key.startswith(("cday", "cmonth")) else (key, *keys)
        elif not taken[start]:
            found[start, end] = keys
    for start, (key, end) in meanings.items():
        found[start, end] = _alone(key)
    return tuple(Anchor(keys, start, end) for (start, end), keys in sorted(found.items()))


@lru_cache(maxsize=100_000)
def _alone(key: str) -> tuple[str, ...]:
    """Return a key as those of an anchor that has no other: the same object each time, for it is kept often."""
    return (key,)


def _said(text: str, starts: Sequence[int]) -> list[float]:
    said: list[float] = []
    total, before = 0.0, 0
    for start in (*starts, len(text)):
        piece = text[before:start]
        total += len(piece) if piece.isascii() else sum(WEIGHTS[script(char)] for char in piece)
        said.append(total)
        before = start
    return said
