"""A text as a row of words: what fingerprints and alignments see.

A word (``archive/splitting.py``) is a hash of its folded characters (``archive/characters.py``): words are compared by
number, all of a text at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from archive.characters import DIGIT, UNSPACED, mixed, powers_of_base, tables
from archive.splitting import split_words
from archive.syndication.quotations import quotations
from archive.syndication.slots import Slots, slots_of

UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
SEED = 4  # words that must be equal for an alignment to start; three are too often chance
UNSPACED_SEED = 8  # characters, about four words

_BREAK = ord("\n")
_SOME = 200  # words that tell whether a language writes its nouns with capitals

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
    def seed_slots(self) -> Slots:
        """Where each of the seeds stands."""
        return slots_of(self.seeds)

    def without(self, lines: Collection[int]) -> Words:
        """Return the words without those of some lines, counted from 0."""
        edges = [0, *self.starts.searchsorted(self.breaks).tolist(), len(self)]
        kept = np.ones(len(self), np.bool_)
        for line in lines:
            kept[edges[line] : edges[line + 1]] = False
        places = kept.nonzero()[0]
        return Words(
            self.text,
            self.values[places],
            self.starts[places],
            self.ends[places],
            self.breaks,
            self.numbers[places],
            self.unspaced,
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
        return self._lines[0]

    @cached_property
    def line_sizes(self) -> Places:
        """How many words each line has, of those that have any."""
        return self._lines[1]

    @cached_property
    def _lines(self) -> tuple[Places, Places]:
        edges = np.array([0, *self.starts.searchsorted(self.breaks).tolist(), len(self)])
        sizes = edges[1:] - edges[:-1]
        some = sizes.nonzero()[0]
        return edges[some], sizes[some]

    @cached_property
    def line_numbers(self) -> Places:
        """How many numbers each line has, of those that have words."""
        counts: Places = np.add.reduceat(self.numbers, self.line_starts, dtype=np.int64)
        return counts


def read_words(text: str, language: str = "") -> Words:
    """Return the words of a text. ``language`` (ISO 639-1) only decides where scripts are mixed about evenly."""
    return read_together([(text, language)])[0]


def read_together(texts: Sequence[tuple[str, str]]) -> list[Words]:
    """Return the words of several texts, each with its language: of a dozen in 0.6 of the time of one by one."""
    split = split_words("\0".join(text for text, _ in texts))
    starts, ends, known = split.starts, split.ends, tables()
    # A word's hash is the sum of its characters' times powers of BASE, counted from its own first character on.
    hashes = known.mixes.take(split.codes)
    if split.places is not None:
        powers, inverse = powers_of_base(int(split.places[-1]) + 2)
        hashes *= powers[np.append(0, split.places[:-1] + 1)]
        first = split.places[starts - 1] + 1
    else:
        powers, inverse = powers_of_base(len(hashes))
        hashes *= powers[: len(hashes)]
        first = starts
    sums = hashes.cumsum(out=hashes)
    values = mixed((sums.take(ends - 1) - sums.take(starts - 1)) * inverse.take(first))
    return _parted(texts, values, starts, ends, (split.codes == _BREAK).nonzero()[0], split.classes.take(starts))


def _parted(
    texts: Sequence[tuple[str, str]],
    values: Numbers,
    starts: Places | Offsets,
    ends: Places | Offsets,
    breaks: Places | Offsets,
    kinds: NDArray[np.uint8],
) -> list[Words]:
    """Return the words of each of the texts that were read together, with a character between them."""
    edges = list(accumulate((len(text) + 1 for text, _ in texts), initial=1))
    words, lines = [0, len(starts)], [0, len(breaks)]
    if len(texts) != 1:
        words, lines = starts.searchsorted(edges).tolist(), breaks.searchsorted(edges).tolist()
    starts, ends, breaks = starts.astype(np.int32), ends.astype(np.int32), breaks.astype(np.int32)
    numbers, single = kinds == DIGIT, kinds == UNSPACED
    some_single = bool(single.any())
    found = []
    for place, (text, language) in enumerate(texts):
        edge, here = edges[place], slice(words[place], words[place + 1])
        from_, to = starts[here] - edge, ends[here] - edge
        of_lines = breaks[lines[place] : lines[place + 1]] - edge
        unspaced = some_single and _is_unspaced(single[here], language)
        found.append(Words(text, values[here].copy(), from_, to, of_lines, numbers[here].copy(), unspaced))
    return found


def _is_unspaced(single: Flags, language: str) -> bool:
    """Say whether a text is in a script without spaces, by which of its words are single characters."""
    threshold = 0.2 if language in UNSPACED_LANGUAGES else 0.5
    return bool(np.count_nonzero(single) > threshold * len(single))


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
