"""A small lexicon: the words of several languages that mean the same, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.syndication.translation.scripts import MARKS, UNSPACED

STEM = 6  # letters of a word that count: endings differ
SHORTEST = 4  # letters and vowel signs; shorter words are everywhere
_KATAKANA, _HAN, _HANGUL = "ァ-ヺー", "\u3400-\u4dbf\u4e00-\u9fff", "가-힣"
_LETTER = f"[^\\W\\d_{UNSPACED}{_HANGUL}]"
_WORD = re.compile(f"{_LETTER}(?:{_LETTER}|[{MARKS}])*|[{_KATAKANA}]+")
_SYLLABIC = re.compile(f"[{_HAN}{_HANGUL}]")
_PAIR = re.compile(f"(?=([{_HAN}]{{2}}|(?<![{_HANGUL}])[{_HANGUL}]{{2}}))")


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
    """Return the words of a text, cut to their first letters; start and end offset.

    Chinese characters do not show where a word ends: every two that follow each other are taken for one. Of a Korean
    word the first two syllables count; what follows them is mostly particles.
    """
    found = [
        (match.group()[:STEM].lower(), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.end() - match.start() >= SHORTEST
    ]
    if _SYLLABIC.search(text):
        found += [(match[1], match.start(), match.end(1)) for match in _PAIR.finditer(text)]
        found.sort(key=lambda word: word[1])
    return found
