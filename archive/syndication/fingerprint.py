"""The fingerprint of a text: a sample of its word n-grams, by which candidates for comparison are found.

Sampling by value (Broder 1997, "mod m") keeps the same grams in every text, so a copy that carries a fifth of a
dispatch shares about a fifth of its fingerprint, wherever the passages stand.
"""

from __future__ import annotations

from archive.syndication.words import Words, read_words

GRAM = 6  # words: five still hit set phrases ("at the end of the"), seven lose lightly edited copies
UNSPACED_GRAM = 12  # characters: about six words of Chinese or Japanese
SAMPLE = 8  # one gram in eight: a borrowed passage of 50 words is missed once in 400 times
LARGEST = 400  # hashes an article: whole texts up to 3,200 words; of longer ones the smallest hashes


def fingerprint(text: str, language: str = "") -> tuple[int, ...]:
    """Return the fingerprint of a text, ascending: at most ``LARGEST`` integers of 61 bits, never negative.

    It is the same in every process and on every machine. A text of fewer than six words has none. A text so short
    that nothing was sampled gives its smallest hash, so that each text can be found.
    """
    return fingerprint_words(read_words(text, language))


def fingerprint_words(words: Words) -> tuple[int, ...]:
    """Return the fingerprint of a text that has been split into words already."""
    grams = set(words.grams(UNSPACED_GRAM if words.unspaced else GRAM))
    sampled = sorted(gram for gram in grams if gram % SAMPLE == 0)
    return tuple(sampled[:LARGEST] or sorted(grams)[:1])
