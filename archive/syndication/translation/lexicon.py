"""A small lexicon: the words of several languages that mean the same, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.syndication.translation.scripts import MARKS, UNSPACED

STEM = 6  # letters of a word that count: endings differ
SHORTEST = 4  # letters and vowel signs; shorter words are everywhere
_WORD = re.compile(rf"[^\W\d_{UNSPACED}](?:[^\W\d_{UNSPACED}]|[{MARKS}])*")


@dataclass(frozen=True)
class Lexicon:
    """What words mean: for each language and stem the keys it shares with its translations."""

    keys: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def words(self, text: str, language: str) -> list[tuple[str, int, int]]:
        """Return the known words of a text: key, start and end offset."""
        if not self.keys:
            return []
        return [(key, start, end) for stem, start, end in stems(text) if (key := self.keys.get((language, stem)))]


EMPTY = Lexicon()


def stems(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text, cut to their first letters; start and end offset."""
    return [
        (match.group()[:STEM].lower(), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.end() - match.start() >= SHORTEST
    ]
