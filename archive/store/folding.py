"""One way to write each word: what the search index holds and what is looked for in it are both made here.

``fold`` makes words one that people write differently: case, accents, digits, Arabic and Persian letters, Hindi dots.
``spellings`` gives further ways to write a text's words, which stand in the index beside them. Both follow the rows of
``folding.toml``, after the steps of Unicode (UAX 15: compatibility decomposition; CaseFolding.txt).

A change of either needs a new step in ``migrations`` that fills the index anew.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_UNSPACED_RANGE = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff"  # Thai, Lao; without their digits, which become ours
    "\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17df\u17ea-\u17ff"  # Burmese, Khmer; the same
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_UNSPACED = re.compile(f"[{_UNSPACED_RANGE}]")
_OVER_UNSPACED = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u3099\u309a"
"""Signs over and under such letters, which stay with them."""

_CLUSTER = re.compile(f"[{_UNSPACED_RANGE}][{_OVER_UNSPACED}]*")
_BETWEEN_ARABIC = re.compile("(?<=[\u0600-\u06ff])\u200c")
"""Persian writes می‌شود with a non-joiner inside; typists leave it out or type a space."""

_KEPT_MARKS = (("и\u0306", "й"), ("у\u0306", "ў"), ("і\u0308", "ї"))
"""Cyrillic letters that Unicode takes apart although nobody types them without their sign."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A row of ``letters``: what ``typed`` must find, and words that must stay ``apart``."""

    why: str
    typed: str
    printed: str
    to: str
    sequences: tuple[str, ...]
    before: str = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """A row of ``spellings``: a letter, the two it is typed as, and the languages in which it never is."""

    letter: str
    to: str
    not_in: frozenset[str]
    typed: str
    printed: str
    apart: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Return a text as the index holds it: words written one way, separated by whatever separated them."""
    if text.isascii():
        return text.lower()
    # The trade mark sign is no letters tm, and letters in a sign (🄫, ㏂) belong to no word beside them.
    text = _lettered_signs().sub(r" \g<0> ", text.replace("™", " "))
    text = unicodedata.normalize("NFKD", text).casefold()
    for apart, whole in _KEPT_MARKS:
        text = text.replace(apart, whole)
    text = _BETWEEN_ARABIC.sub(" ", text)
    single, sequences = _steps()
    text = unicodedata.normalize("NFC", text.translate(single))
    text = sequences.sub(lambda found: _replacements()[found[0]], text)
    return separate(text)


def separate(text: str) -> str:
    """Put a space on both sides of each character (with its marks) of a script that writes none."""
    return _CLUSTER.sub(r" \g<0> ", text) if _UNSPACED.search(text) else text


def spellings(text: str, language: str = "") -> str:
    """Return further ways to write the words of a text, folded: each once, separated by spaces."""
    if text.isascii():
        return ""
    text = unicodedata.normalize("NFC", text)
    language = language.partition("-")[0]
    letters = {row.letter: row.to for row in spelling_rows() if language not in row.not_in}
    found: dict[str, None] = {}
    for word in _SPELT.findall(text):
        # A hyphen parts words in the index, as a space does.
        other = fold(_spell(word.lower(), letters).replace("\u200c", ""))
        if other != fold(word):
            found[other] = None
    return " ".join(found)


def has_spellings(text: str) -> bool:
    """Tell whether a printed text has letters that may be written in another way."""
    return not text.isascii() and bool(_SPELT.search(unicodedata.normalize("NFC", text)))


def other_spelling(word: str) -> str:
    """Return the second way to write one word that is looked for, folded; the same as ``fold`` where there is none."""
    letters = {row.letter: row.to for row in spelling_rows()}
    return fold(_spell(unicodedata.normalize("NFC", word).lower(), letters).replace("\u200c", ""))


def letters_rows() -> tuple[Letters, ...]:
    """Return the rows of ``letters``."""
    return _rows()[0]


def spelling_rows() -> tuple[Spelling, ...]:
    """Return the rows of ``spellings``."""
    return _rows()[1]


@cache
def token() -> re.Pattern[str]:
    """Return what one word of the index is in a printed text: a letter of an unspaced script, or a run of letters,
    digits and marks (FTS5's categories L, N, Mn, Mc) with the invisible signs inside it."""
    marks = _ranges(lambda character: unicodedata.category(character) in ("Mn", "Mc", "Cf") and character != "\u200c")
    letter = rf"(?![{_UNSPACED_RANGE}])[^\W_]"
    joined = "(?<![\u0600-\u06ff])\u200c"  # a non-joiner after an Arabic letter parts words
    return re.compile(rf"{_CLUSTER.pattern}|(?:{letter}|[{marks}]|{joined})+")


def _spell(word: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(letter, letter) for letter in word)


@cache
def compound() -> re.Pattern[str]:
    """Return what one word is whose parts a non-joiner holds together: ``token``, over all of them."""
    return re.compile(f"(?:{token().pattern})(?:\u200c(?:{token().pattern}))*")


@cache
def _rows() -> tuple[tuple[Letters, ...], tuple[Spelling, ...]]:
    told = tomllib.loads((files("archive.store") / "folding.toml").read_text(encoding="utf-8"))
    letters = tuple(
        Letters(
            *(row["why"], row["typed"], row["printed"], row["to"]),
            tuple(row["from"]) if "from" in row else tuple(map(chr, range(*_ends(row["range"])))),
            row.get("before", ""),
            tuple(row.get("apart", ())),
        )
        for row in told["letters"]
    )
    spellings = tuple(
        Spelling(
            *(row["from"], row["to"], frozenset(row["not_in"]), row["typed"], row["printed"]),
            tuple(row.get("apart", ())),
        )
        for row in told["spellings"]
    )
    return letters, spellings


def _ends(pair: list[str]) -> tuple[int, int]:
    return ord(pair[0]), ord(pair[1]) + 1


@cache
def _steps() -> tuple[dict[int, str], re.Pattern[str]]:
    """Return what single characters become (applied to decomposed text), and the pattern of longer sequences."""
    single: dict[int, str] = {}
    for code in _CODES:
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            single[code] = str(unicodedata.digit(character))
        elif category == "Cf":
            single[code] = ""
        elif _is_sign(character):  # FTS5 takes signs newer than Unicode 6.1 for letters
            single[code] = " "
    for row in letters_rows():
        for sequence in row.sequences:
            if len(sequence) == 1 and not row.before:
                single[ord(sequence)] = row.to
    longer = [
        f"{re.escape(sequence)}(?=[{row.before}])" for row in letters_rows() for sequence in row.sequences if row.before
    ]
    return single, re.compile("|".join(longer))


@cache
def _replacements() -> dict[str, str]:
    return {sequence: row.to for row in letters_rows() for sequence in row.sequences if row.before}


@cache
def _lettered_signs() -> re.Pattern[str]:
    """Return the pattern of a sign that Unicode takes apart into letters, digits or marks."""

    def lettered(character: str) -> bool:
        parts = unicodedata.normalize("NFKD", character)
        return _is_sign(character) and any(unicodedata.category(part)[0] in "LNM" for part in parts)

    return re.compile(f"[{_ranges(lettered)}]")


def _is_sign(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PS" or category in ("Co", "Me")


def _ranges(belongs: Callable[[str], bool]) -> str:
    """Return the inside of a character class: the characters that belong."""
    codes = [code for code in _CODES if belongs(chr(code))]
    parts: list[list[int]] = []
    for code in codes:
        if parts and parts[-1][1] == code - 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in parts)


_CODES = (*range(0x80, 0x20000), *range(0xE0000, 0xE0200))
"""Where Unicode has marks, digits, symbols and invisible signs; the planes of Han have none."""

_SPELT = re.compile("\\b[^\\W_]*(?:[äöüøåÄÖÜØÅ]|(?<=[\u0600-\u06ff])\u200c)(?:[^\\W_]|\u200c)*")
"""Words of which there may be another spelling."""

fold_word = lru_cache(maxsize=65_536)(fold)
"""``fold`` for the words of texts that are marked, which come again and again."""

other_word = lru_cache(maxsize=65_536)(other_spelling)
"""``other_spelling`` for the same."""
