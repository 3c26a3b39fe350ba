"""A text as a row of words: what fingerprints and alignments see.

A word (``archive/splitting.py``) is a hash of its folded characters (``archive/characters.py``): words are compared by
number, all of a text at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from archive.characters import DIGIT, mixed, powers_of_base, tables
from archive.splitting import split_words
from archive.syndication.quotations import quotations

UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
SEED = 4  # words that must be equal for an alignment to start; three are too often chance
UNSPACED_SEED = 8  # characters, about four words

_BREAK = ord("\n")
_SOME = 200  # words that tell whether a language writes its nouns with capitals
_FIRST = np.zeros(1, np.int64)

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Offsets = NDArray[np.int32]  # half the memory, for a text of up to 2 GB
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text: ``values`` to be compared, and where each begins and ends in the text.

    ``breaks`` are where lines end; ``numbers`` flags the words that begin with a digit; ``unspaced`` texts have a word
    for each character.
    """

    text: str
    values: Numbers
    starts: Offsets
    ends: Offsets
    breaks: Offsets
    numbers: Flags
    unspaced: bool

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def digest(self) -> int:
        """A hash (64 bits) that texts of the same words in the same order share."""
        return xxh3_64_intdigest(np.ascontiguousarray(self.values).data)

    def grams(self, size: int) -> Numbers:
        """Return the hash of each run of ``size`` words, in order: below 2^62, the same in every process and version.

        A polynomial hash (Karp and Rabin 1987) of the words' hashes.
        """
        return _rolled(self.values, size) >> np.uint64(2)

    @cached_property
    def seeds(self) -> Numbers:
        """The grams at which an alignment may start."""
        return self.grams(UNSPACED_SEED if self.unspaced else SEED)

    @cached_property
    def seed_places(self) -> tuple[Numbers, Places]:
        """The seeds in ascending order, and where each stands; equal ones in any order."""
        order = self.seeds.argsort()
        return self.seeds[order], order

    @cached_property
    def seeds_and_one(self) -> Numbers:
        """The seeds in ascending order, and behind them a value that is not the last one's."""
        ordered = self.seed_places[0]
        return np.concatenate([ordered, ~ordered[-1:]])

    def without(self, lines: Collection[int]) -> Words:
        """Return the words without those of some lines, counted from 0."""
        ends = [*self.breaks.tolist(), len(self.text)]
        kept = np.ones(len(self), np.bool_)
        for line in lines:
            first, end = self.starts.searchsorted((ends[line - 1] if line else 0, ends[line]))
            kept[first:end] = False
        return replace(
            self, values=self.values[kept], starts=self.starts[kept], ends=self.ends[kept], numbers=self.numbers[kept]
        )

    @cached_property
    def quoted(self) -> Flags:
        """Whether each word stands in a quotation."""
        flags = np.zeros(len(self), np.bool_)
        quotes = quotations(self.text)
        if quotes:
            first, end = np.searchsorted(self.starts, np.array(quotes)).T.tolist()
            for some in map(slice, first, end):
                flags[some] = True
        return flags

    @cached_property
    def unquoted(self) -> int:
        """How many words stand in no quotation."""
        return len(self) - int(np.count_nonzero(self.quoted))

    @cached_property
    def _number_places(self) -> list[int]:
        found: list[int] = self.numbers.nonzero()[0].tolist()
        return found

    @property
    def numbered_count(self) -> int:
        """How many words are numbers."""
        return len(self._number_places)

    def number_places(self, places: range) -> list[int]:
        """Return which of some words are numbers."""
        known = self._number_places
        first = bisect_left(known, places.start)
        return known[first : bisect_left(known, places.stop, first)]

    def numbered(self, places: range) -> list[int]:
        """Return the numbers among some words, as values."""
        found = self.number_places(places)
        return self.values[found].tolist() if found else []

    def named(self, places: range) -> list[int]:
        """Return the words with a capital among some words, as values: none in German and the like (``capitals``)."""
        if self.capitals:
            return []
        starts = self.starts[places.start : places.stop].tolist()
        capitals = [place for place, start in zip(places, starts, strict=True) if self.text[start].isupper()]
        return self.values[capitals].tolist() if capitals else []

    @cached_property
    def capitals(self) -> bool:
        """Whether a quarter of the first words have a capital, as in German or in shouted text: it marks no names."""
        first = self.starts[:_SOME].tolist()
        return 4 * sum(self.text[start].isupper() for start in first) >= len(first)

    @cached_property
    def line_starts(self) -> Places:
        """The first word of each line that has words."""
        firsts = np.searchsorted(self.starts, self.breaks)
        firsts = firsts[(firsts > 0) & (firsts < len(self))]
        return np.concatenate([_FIRST[: len(self)], firsts[:1], firsts[1:][firsts[1:] != firsts[:-1]]])


def read_words(text: str, language: str = "") -> Words:
    """Return the words of a text. ``language`` (ISO 639-1) only decides where scripts are mixed about evenly."""
    split = split_words(text)
    starts, ends, known = split.starts, split.ends, tables()
    # A word's hash is the sum of its characters' times powers of BASE, counted from its own first character on.
    hashes = known.mixes[split.codes]
    if split.places is not None:
        powers, inverse = powers_of_base(int(split.places[-1]) + 2)
        hashes *= powers[np.append(0, split.places[:-1] + 1)]
        first = split.places[starts - 1] + 1
    else:
        powers, inverse = powers_of_base(len(hashes))
        hashes *= powers[: len(hashes)]
        first = starts
    sums = hashes.cumsum(out=hashes)
    before, last = starts - 1, ends - 1
    values = mixed((sums[last] - sums[before]) * inverse[first])
    threshold = 0.2 if language in UNSPACED_LANGUAGES else 0.5
    breaks = (split.codes == _BREAK).nonzero()[0].astype(np.int32) - 1
    unspaced = bool(split.singles > threshold * len(starts))
    numbers = split.classes[starts] == DIGIT
    return Words(text, values, before.astype(np.int32), last.astype(np.int32), breaks, numbers, unspaced)


def _rolled(values: Numbers, size: int) -> Numbers:
    """Return the polynomial hashes of runs of ``size`` values, each made of those of its two halves."""
    if size == 1:
        return values
    half = (size + 1) // 2
    first = _rolled(values, half)
    second = first if size == 2 * half else _rolled(values, size - half)
    count = max(0, len(values) - size + 1)
    rolled: Numbers = first[:count] + second[half : half + count] * powers_of_base(half)[0][half]
    return rolled
