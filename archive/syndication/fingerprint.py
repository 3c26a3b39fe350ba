"""The fingerprint of a text: a sample of its word n-grams, by which candidates for comparison are found.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of each window of neighbouring grams the smallest hash is taken. Two
texts that share a run of 20 words share a hash, for certain, wherever the run stands; sampling by value, at the same
density, misses one such run in eight.
"""

from __future__ import annotations

import numpy as np

from archive.syndication.words import Numbers, Words, read_words

GRAM = 6  # words: five still hit set phrases ("at the end of the"), seven lose lightly edited copies
UNSPACED_GRAM = 12  # characters: about six words of Chinese or Japanese
WINDOW = 15  # grams: one hash for about eight words, and one for certain in each run of 6 + 15 - 1 words
UNSPACED_WINDOW = 30
LARGEST = 400  # hashes an article: whole texts up to 3,200 words; of longer ones the smallest hashes


def fingerprint(text: str, language: str = "") -> tuple[int, ...]:
    """Return the fingerprint of a text, ascending: at most ``LARGEST`` integers of 62 bits, never negative.

    It is the same in every process and on every machine. A text of fewer than six words has none.
    """
    return tuple(fingerprint_words(read_words(text, language)).tolist())


def fingerprint_words(words: Words) -> Numbers:
    """Return the fingerprint of a text that has been split into words already."""
    grams = words.grams(UNSPACED_GRAM if words.unspaced else GRAM)
    window = UNSPACED_WINDOW if words.unspaced else WINDOW
    if len(grams) <= window:
        return np.sort(grams)[:1]
    least, reach = grams, 1  # the smallest of each `reach` neighbours
    while reach * 2 <= window:
        least = np.minimum(least[:-reach], least[reach:])
        reach *= 2
    least = np.minimum(least[: len(grams) - window + 1], least[window - reach :])
    return _distinct(np.sort(_distinct(least)))[:LARGEST]  # most windows have the smallest hash of the one before


def _distinct(values: Numbers) -> Numbers:
    """Return the values without those that equal the one before."""
    kept = np.empty(len(values), np.bool_)
    kept[0] = True
    np.not_equal(values[1:], values[:-1], out=kept[1:])
    return values[kept]
