"""A text as a row of words: what fingerprints and alignments see.

A word is a hash of its folded characters (``characters.py``): words are compared by number, all of a text at once. In
scripts without spaces each character is a word of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from archive.syndication.characters import (
    APOSTROPHE,
    BASE,
    DIGIT,
    JOINT,
    LETTER,
    OTHER,
    UNSPACED,
    mixed,
    powers_of_base,
    tables,
)
from archive.syndication.quotations import quotations

UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
SEED = 4  # words that must be equal for an alignment to start; three are too often chance
UNSPACED_SEED = 8  # characters, about four words

_BREAK = ord("\n")

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text: ``values`` to be compared, and where each begins and ends in the text.

    ``breaks`` are where lines end; ``numbers`` flags the words that begin with a digit; ``unspaced`` texts have a word for each character.
    """

    text: str
    values: Numbers
    starts: Places
    ends: Places
    breaks: Places
    numbers: Flags
    unspaced: bool

    def __len__(self) -> int:
        return len(self.values)

    def same_as(self, other: Words) -> bool:
        """Say whether two texts are the same words in the same order."""
        return len(self) == len(other) and bool(np.array_equal(self.values, other.values))

    def grams(self, size: int) -> Numbers:
        """Return the hash of each run of ``size`` words, in order: below 2^62, the same in every process and version.

        A polynomial hash (Karp and Rabin 1987), its bits mixed at the end.
        """
        count = len(self.values) - size + 1
        if count <= 0:
            return self.values[:0]
        rolling = self.values[:count].copy()
        for ahead in range(1, size):
            rolling *= BASE
            rolling += self.values[ahead : ahead + count]
        return mixed(rolling) >> np.uint64(2)

    @cached_property
    def seeds(self) -> Numbers:
        """The grams at which an alignment may start."""
        return self.grams(UNSPACED_SEED if self.unspaced else SEED)

    @cached_property
    def seed_places(self) -> tuple[Numbers, Places]:
        """The seeds in ascending order, and where each stands."""
        order = np.argsort(self.seeds, kind="stable")
        return self.seeds[order], order

    @cached_property
    def quoted(self) -> Flags:
        """Whether each word stands in a quotation."""
        change = np.zeros(len(self) + 1, np.int8)
        for start, end in quotations(self.text):
            change[np.searchsorted(self.starts, start)] += 1
            change[np.searchsorted(self.starts, end)] -= 1
        return np.cumsum(change[:-1]) > 0

    @cached_property
    def line_starts(self) -> Places:
        """The first word of each line that has words."""
        firsts = np.unique(np.searchsorted(self.starts, np.append(0, self.breaks)))
        return firsts[firsts < len(self)]


def read_words(text: str, language: str = "") -> Words:
    """Return the words of a text. ``language`` (ISO 639-1) only decides where scripts are mixed about evenly."""
    codes = np.frombuffer(f"\0{text}\0".encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    known = tables()
    classes = known.classes[codes]
    inside = _inside(classes)
    first = inside.copy()
    first[1:] &= ~inside[:-1]
    single = classes == UNSPACED
    if single.any():
        first |= single
        first[1:] |= single[:-1] & ((classes[1:] == LETTER) | (classes[1:] == DIGIT))
    last = inside.copy()
    last[:-1] &= ~inside[1:] | first[1:]
    starts, ends = np.flatnonzero(first), np.flatnonzero(last) + 1
    length = np.cumsum(known.widths[codes], dtype=np.int64)  # characters of the folded text up to and with each
    filled = length[ends - 1] > length[starts - 1]
    if not filled.all():  # a soft hyphen or a vowel sign alone
        starts, ends = starts[filled], ends[filled]
    powers, inverse = powers_of_base(int(length[-1]) + 1)
    before = length[:-1]
    sums = np.cumsum(known.mixes[codes[1:]] * powers[before])
    values = mixed((sums[ends - 2] - np.where(starts > 1, sums[starts - 2], 0)) * inverse[before[starts - 1]])
    threshold = 0.2 if language in UNSPACED_LANGUAGES else 0.5
    unspaced = int(single.sum()) > threshold * len(starts)
    breaks = np.flatnonzero(codes == _BREAK) - 1
    return Words(text, values, starts - 1, ends - 1, breaks, classes[starts] == DIGIT, unspaced)


def _inside(classes: NDArray[np.uint8]) -> Flags:
    """Return which characters stand in a word."""
    inside = (classes != OTHER) & (classes < APOSTROPHE)
    doubtful = np.flatnonzero(classes >= APOSTROPHE)
    if len(doubtful):
        kind, before, after = classes[doubtful], classes[doubtful - 1], classes[doubtful + 1]
        in_word = (before != OTHER) & (before < APOSTROPHE) & ((after == LETTER) | (after == DIGIT))
        inside[doubtful] = np.where(kind == JOINT, (before == DIGIT) & (after == DIGIT), in_word)
    return inside
