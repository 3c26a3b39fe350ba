"""Names in any script, as their sound: Трамп, ट्रम्प, ترامب and トランプ sound like Trump.

A name's sound is the row of its consonants, in six classes (b f p; d t; c g k q; j s z and all that hiss; l r; m n),
with an "a" in front where it begins with a vowel or with h, v, w or y, which scripts and languages write as they
like. Voice (Tamil), l and r (Japanese, Korean, Chinese) and vowels (Arabic, Hebrew) are not kept apart, because some
script does not. The idea is Soundex's (Russell 1918), with letters instead of digits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

from archive.syndication.translation.scripts import CAPITALS, MARKS, UNSPACED, script

SOUNDS = range(3, 7)
"""Consonants a key may have: fewer are in every text, more are cut off, with the endings that languages append."""
LETTERS = 6  # of a Latin word: "presid" is in president, Präsident and presidente
FEWEST_LETTERS = 3

_RULES = tomllib.loads((files(__package__) / "sounds.toml").read_text("utf-8"))
_KATAKANA = "ァ-ヺー"
_NOT_KATAKANA = f"[^\\W\\d_{UNSPACED}]"
_WORD = re.compile(rf"[{_KATAKANA}]+|{_NOT_KATAKANA}(?:{_NOT_KATAKANA}|[{MARKS}])*")
_BEFORE = str.maketrans({row["letter"]: row["as"] for row in _RULES["letter"]})
_SPELLINGS = [(row["letters"], row["as"]) for row in _RULES["spelling"]]
_SOFT_C = re.compile("c(?=[eiy])")
_CLASS = str.maketrans({letter: row["class"] for row in _RULES["class"] for letter in row["letters"]})
_REST = re.compile(f"[^{''.join(row['class'] for row in _RULES['class'])}]")
_TWICE = re.compile(r"(.)\1+")
_INITIALS = [(letters, row["as"]) for row in _RULES["han"]["initial"] for letters in row["letters"]]
_SYLLABLE = re.compile("[A-Z][a-z]*")
_HAN_NAME = re.compile(f"[{_RULES['han']['characters']}]{{3,}}")


def names(text: str) -> list[tuple[tuple[str, ...], int, int]]:
    """Return the words of a text that may be names: keys, start and end offset, in the order of the text.

    In scripts with capitals, the capitalised words; of Chinese, runs of characters that write foreign names; in
    Japanese, katakana; in other scripts every word, and how rare its sound is decides what it is worth.
    """
    found = [*_spaced(text), *_han(text)]
    return sorted(found, key=lambda name: name[1])


def _spaced(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    for match in _WORD.finditer(text):
        word = match.group()
        if keys := _keys(word):
            yield keys, match.start(), match.end()


@lru_cache(maxsize=200_000)
def _keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word, none where it is no name."""
    written = script(word[0])
    if written in CAPITALS and not word[0].isupper():
        return ()
    keys = []
    if written == "latin":
        letters = anyascii(word).lower()
        if len(letters) >= FEWEST_LETTERS:
            keys.append(f"l{letters[:LETTERS]}")
    return (*keys, *_prefixes(sound(word)))


def _prefixes(heard: str) -> tuple[str, ...]:
    return tuple(f"s{heard[:length]}" for length in reversed(SOUNDS) if len(heard) >= length)


def heard(name: str) -> str:
    """Return how a name sounds whichever way its script writes it."""
    return han_sound(name) if _HAN_NAME.fullmatch(name) else sound(name)


def sound(word: str) -> str:
    """Return how a word in an alphabet, abjad, abugida or syllabary sounds: "trnp" for Trump."""
    latin = anyascii(word.translate(_BEFORE)).lower()
    for letters, simple in _SPELLINGS:
        latin = latin.replace(letters, simple)
    # The romanised c of Indic scripts is a ch; that of Latin ones is soft or hard.
    latin = _SOFT_C.sub("s", latin) if script(word[0]) == "latin" else latin.replace("c", "s")
    return _classes(latin)


def _classes(latin: str) -> str:
    start = "a" if latin[:1] in tuple("aeiouhwyv'") else ""
    return start + _TWICE.sub(r"\1", _REST.sub("", latin.translate(_CLASS)))


def _han(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    for match in _HAN_NAME.finditer(text):
        if keys := _prefixes(han_sound(match.group())):
            yield keys, match.start(), match.end()


def han_sound(name: str) -> str:
    """Return how a foreign name written in Chinese characters sounds: "trnp" for 特朗普."""
    heard = []
    for syllable in _SYLLABLE.findall(anyascii(name)):
        low = syllable.lower()
        if low == "er":
            heard.append("r")
            continue
        for letters, simple in _INITIALS:
            low = simple + low[len(letters) :] if low.startswith(letters) else low
        heard.append(low[0] + ("n" if low.endswith(("n", "ng")) and len(low) > 1 else ""))
    return _classes("".join(heard)) if heard else ""
