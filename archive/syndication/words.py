"""A text as a row of words: what fingerprints and alignments see.

A word is folded (NFKC, case, apostrophes), so that outlets which set type differently still agree. In scripts
without spaces each character is a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cached_property

from archive.syndication.quotations import quotations

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts written without spaces between words."""
UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
SEED = 4  # words that must be equal for an alignment to start; three are too often chance
UNSPACED_SEED = 8  # characters, about four words

_MARKS = "".join(char for char in map(chr, range(0x300, 0xFFFF)) if unicodedata.category(char).startswith("M"))
_WORD = re.compile(
    rf"\d+(?:[.,:/\-]\d+)*"
    rf"|[{UNSPACED}][{_MARKS}]*"
    rf"|[^\W\d_{UNSPACED}](?:[^\W_{UNSPACED}]|[{_MARKS}]|['’](?=[^\W_]))*"
)
_CHARACTER = re.compile(f"[{UNSPACED}]")

_PRIME = (1 << 61) - 1  # Mersenne: hashes stay below 2^61 and fit SQLite's INTEGER
_BASE = 0x2545F4914F6CDD1D % _PRIME  # any large odd number: the multiplier of the rolling hash


@dataclass(frozen=True)
class Words:
    """The words of a text: ``folded`` to be compared; ``unspaced`` where they are single characters."""

    text: str
    folded: tuple[str, ...]
    unspaced: bool

    def __len__(self) -> int:
        return len(self.folded)

    def grams(self, size: int) -> list[int]:
        """Return the hash of each run of ``size`` words, in order: below 2^61, the same in every process and version.

        A polynomial rolling hash (Karp and Rabin 1987) over the CRC-32 of the words.
        """
        values = self._values
        if len(self.folded) < size:
            return []
        top = pow(_BASE, size, _PRIME)
        rolling = 0
        for value in values[:size]:
            rolling = (rolling * _BASE + value) % _PRIME
        hashes = [rolling]
        for leaving, entering in zip(values, values[size:], strict=False):
            rolling = (rolling * _BASE + entering - leaving * top) % _PRIME
            hashes.append(rolling)
        return hashes

    @cached_property
    def _values(self) -> list[int]:
        joined = "\n".join(self.folded).encode("utf-8", "surrogatepass")
        return [zlib.crc32(word) + 1 for word in joined.split(b"\n")]

    @cached_property
    def seeds(self) -> list[int]:
        """The grams at which an alignment may start."""
        return self.grams(UNSPACED_SEED if self.unspaced else SEED)

    @cached_property
    def seed_places(self) -> dict[int, list[int]]:
        """Where each seed stands."""
        places: dict[int, list[int]] = {}
        for place, seed in enumerate(self.seeds):
            places.setdefault(seed, []).append(place)
        return places

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The character offsets of each word in the text."""
        return tuple(found.span() for found in _WORD.finditer(self.text))

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """Whether each word stands in a quotation."""
        flags = [False] * len(self.folded)
        quotes = quotations(self.text)
        if quotes:
            index = 0
            for place, (start, _) in enumerate(self.spans):
                while index < len(quotes) and quotes[index][1] <= start:
                    index += 1
                if index == len(quotes):
                    break
                flags[place] = quotes[index][0] <= start
        return tuple(flags)

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """First word and end of each line that has words."""
        starts = [0] if self.folded else []
        for place in range(1, len(self.spans)):
            if "\n" in self.text[self.spans[place - 1][1] : self.spans[place][0]]:
                starts.append(place)
        return tuple(zip(starts, [*starts[1:], len(self.folded)], strict=True))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Which words are numbers."""
        return frozenset(place for place, word in enumerate(self.folded) if word[0].isdigit())


def read_words(text: str, language: str = "") -> Words:
    """Return the words of a text. ``language`` (ISO 639-1) only decides where scripts are mixed about evenly."""
    tokens = _WORD.findall(text)
    joined = "\n".join(tokens)
    folded = joined.lower() if joined.isascii() else unicodedata.normalize("NFKC", joined).casefold().replace("’", "'")
    threshold = 0.2 if language in UNSPACED_LANGUAGES else 0.5
    unspaced = not joined.isascii() and len(_CHARACTER.findall(joined)) > threshold * len(tokens)
    return Words(text, tuple(folded.split("\n")) if tokens else (), unspaced)
