"""What each character is to a row of words, and what it is compared as: tables by code point.

Letters are compared without case, accents and width, digits of every script as 0 to 9, so that outlets which set type
differently agree: "STRASSE" and "Straße", "١٢" and "12". Vowel signs of Indic scripts are letters; Arabic and Hebrew
pointing, tatweel, soft hyphens and joiners are nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

OTHER = 0
LETTER, DIGIT, UNSPACED, MARK, NOTHING, APOSTROPHE, JOINT, ODD = (1 << bit for bit in range(8))
"""Classes are bits, so that several are asked for at once. ``NOTHING`` stands inside a word without being compared;
``JOINT`` joins digits to one number ("3,400", "12:30"); ``ODD`` is added to the class of a character whose folded form
is not one character."""
PLAIN = LETTER | DIGIT | UNSPACED | MARK | NOTHING
"""What stands in a word whatever stands beside it."""

_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts written without spaces between words."""
_POINTING = (
    (0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06DC),
)  # fmt: skip
"""Combining accents, Hebrew and Arabic pointing, tatweel: one newsroom sets them, the other does not."""
_LETTERS = ((0x3400, 0xA4CF), (0xA500, 0xA63F), (0xAC00, 0xD7A3), (0x10000, 0x1EFFF))
"""Blocks in which no character is another's variant; passing over them builds the tables in a tenth of a second."""

_STEP, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(31)
_ROUNDS = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
BASE = np.uint64(0x2545F4914F6CDD1D)  # any large odd number: the multiplier of the rolling hashes, which are mod 2^64


@dataclass(frozen=True, eq=False)
class Tables:
    """By code point: ``classes`` (with ``ODD``); of the folded form the number of characters and a hash."""

    classes: NDArray[np.uint8]
    widths: NDArray[np.uint8]
    mixes: NDArray[np.uint64]


@cache
def tables() -> Tables:
    """Return the tables, built at the first call."""
    classes = np.zeros(0x110000, np.uint8)
    widths = np.ones(0x110000, np.uint8)
    mixes = mixed(np.arange(0x110000, dtype=np.uint64))
    folded = mixes.copy()
    for first, last in _LETTERS:
        classes[first : last + 1] = LETTER
    for code in _told_apart():
        char = chr(code)
        classes[code] = _class(char)
        if (form := _fold(char)) != char:
            widths[code] = len(form)
            power, total = 1, 0
            for part in form:
                total += int(mixes[ord(part)]) * power
                power *= int(BASE)
            folded[code] = total % (1 << 64)
    for blocks, kind in ((_UNSPACED, UNSPACED), (_POINTING, NOTHING)):
        for first, last in blocks:
            block = classes[first : last + 1]
            block[(block == LETTER) | (block == OTHER) if kind == UNSPACED else slice(None)] = kind
    widths[classes == NOTHING], folded[classes == NOTHING] = 0, 0
    widths[classes == OTHER] = 1  # "…" stands in no word: no text is the slower for it
    classes[widths != 1] |= ODD
    return Tables(classes, widths, folded)


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values with their bits well mixed (the finalizer of SplitMix64, Steele, Lea and Flood 2014)."""
    values = values + _STEP
    for shift, factor in _ROUNDS:
        values ^= values >> shift
        values *= factor
    values ^= values >> _LAST
    return values


def powers_of_base(least: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return at least so many powers of ``BASE`` mod 2^64, from 1 on, and as many inverses."""
    return _powers(14 if least < 1 << 14 else least.bit_length())


@cache
def _powers(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    size = 1 << bits
    powers = np.full(size, BASE, np.uint64)
    inverse = np.full(size, pow(int(BASE), -1, 1 << 64), np.uint64)
    powers[0] = inverse[0] = 1
    return np.cumprod(powers, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)


def _told_apart() -> Iterator[int]:
    """Yield the characters that have to be looked at one by one; the rest of Unicode is letters or nothing."""
    code = 0
    for first, last in _LETTERS:
        yield from (number for number in range(code, first) if not 0xD800 <= number <= 0xF8FF)
        code = last + 1


def _class(char: str) -> int:
    category = unicodedata.category(char)
    if char in "'’ʼ＇":
        return APOSTROPHE
    if char in ".,:/-٫٬":
        return JOINT
    if category == "Cf" and not "\u0600" <= char <= "\u0605":
        return NOTHING
    if category[0] == "M":
        return MARK
    if category == "Nd":
        return DIGIT
    return LETTER if category[0] in "LN" else OTHER


def _fold(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char in "’ʼ＇":
        return "'"
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold())
    bare = "".join(part for part in parts if not any(first <= ord(part) <= last for first, last in _POINTING))
    return unicodedata.normalize("NFC", bare).strip() or char
