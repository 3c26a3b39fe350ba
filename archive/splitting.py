"""Where the words of a text begin and end: what is counted, and what is compared.

A word is a run of letters and digits; in scripts without spaces each character is a word of its own
(``characters.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.characters import APOSTROPHE, DIGIT, JOINT, LETTER, ODD, PLAIN, UNSPACED, tables

Classes = NDArray[np.uint8]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Split:
    """A text in words. All offsets count from a character set before the text; another stands behind it.

    ``codes`` are the code points, ``classes`` their classes (without ``ODD``); ``starts`` and ``ends`` bound the words.
    ``places`` counts, up to each character, the folded characters less one; None where each is one character.
    """

    codes: Places
    classes: Classes
    starts: Places
    ends: Places
    places: Places | None


def split_words(text: str) -> Split:
    """Return where the words of a text stand. Half of a surrogate pair is a character like another."""
    codes = np.frombuffer(f"\0{text}\0".encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    known = tables()
    classes = known.classes.take(codes)
    present = int(np.bitwise_or.reduce(classes))
    odd = bool(present & ODD)
    if odd:
        classes &= ~ODD & 0xFF
    inside = _inside(classes, present)
    if present & UNSPACED:
        starts, ends = _apart(classes, inside, classes == UNSPACED)
    else:
        changes = (inside[1:] != inside[:-1]).nonzero()[0] + 1
        starts, ends = changes[::2], changes[1::2]
    places = None
    if odd:
        places = np.cumsum(known.widths[codes], dtype=np.int64) - 1
        if not (filled := places[ends - 1] > places[starts - 1]).all():  # a soft hyphen or a vowel sign alone
            starts, ends = starts[filled], ends[filled]
    return Split(codes, classes, starts, ends, places)


def count_words(text: str) -> int:
    """Return how many words a text has: as many as are compared, so that all pages tell the same number."""
    return len(split_words(text).starts)


def _apart(classes: Classes, inside: Flags, single: Flags) -> tuple[Places, Places]:
    """Return where words start and end in a text in which some are single characters."""
    first = inside.copy()
    first[1:] &= ~inside[:-1]
    first |= single
    first[1:] |= single[:-1] & ((classes[1:] == LETTER) | (classes[1:] == DIGIT))
    last = inside.copy()
    last[:-1] &= ~inside[1:] | first[1:]
    return np.flatnonzero(first), np.flatnonzero(last) + 1


def _inside(classes: Classes, present: int) -> Flags:
    """Return which characters stand in a word; ``present`` are the classes of all of them together."""
    plain: Flags = (classes & PLAIN) != 0
    inside = plain.copy()
    here, after = classes[1:-1], classes[2:]
    if present & JOINT:
        digit = classes == DIGIT
        inside[1:-1] |= (here == JOINT) & digit[:-2] & digit[2:]
    if present & APOSTROPHE:
        inside[1:-1] |= (here == APOSTROPHE) & plain[:-2] & ((after & (LETTER | DIGIT)) != 0)
    return inside
