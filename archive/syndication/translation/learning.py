"""Learning a lexicon from the archive's own sure translations: "strike" stands where "வேலைநிறுத்தம்" stands.

Two words of two languages are taken for each other's translation where, in the translations that have them, they
stand at the same place, in most of them, and no other word does so more often. The measure is Dice's, over
translations (Melamed 2000, "Models of translational equivalence").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive.syndication.translation.lexicon import Lexicon, stems

NEAR = 60.0  # letters: how far from its expected place a word may stand, half a sentence
OFTEN = 4  # translations in which two words must stand at the same place
DICE = 0.6  # part of the translations with either word that must have both there
FREQUENT = 0.4  # part of the translations that have a word; it is in every second text, and says nothing
KEPT = 6000  # texts whose words stay in memory, 3 kB each: of 27 languages 200 translations into each other's
_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bitext:
    """A sure translation: two texts with their languages, and pairs of offsets at which they say the same."""

    language_a: str
    text_a: str
    language_b: str
    text_b: str
    ties: tuple[tuple[int, int], ...]


class _Agreed(NamedTuple):
    """Two words that mean the same, and how surely; the languages in the order of the alphabet."""

    dice: float
    language_a: str
    language_b: str
    a: str
    b: str


def learn(bitexts: Iterable[Bitext]) -> Lexicon:
    """Return the lexicon that sure translations teach. Those of two languages must follow each other, in any order.

    Only they are in memory together, and of them only the words that agree are kept: chance meetings of two words are
    a hundred times as many, in each pair of languages.
    """
    words = _Words()
    agreed: list[_Agreed] = []
    for (la, lb), some in groupby(map(_turned, bitexts), lambda bitext: (bitext.language_a, bitext.language_b)):
        agreed.extend(_agreed(la, lb, list(some), words))
    return Lexicon(_concepts(agreed))


def _turned(bitext: Bitext) -> Bitext:
    """Return a translation with its languages in the order of the alphabet."""
    if bitext.language_a <= bitext.language_b:
        return bitext
    ties = tuple((b, a) for a, b in bitext.ties)
    return Bitext(bitext.language_b, bitext.text_b, bitext.language_a, bitext.text_a, ties)


class _Row(NamedTuple):
    """The words of a text, by their numbers, with their offsets; and which different words these are."""

    words: _Numbers
    starts: _Numbers
    distinct: _Numbers


class _Words:
    """Numbers for the words of each language, and the texts that are read more than once, as rows of them."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self.row = lru_cache(maxsize=KEPT)(self._row)

    def of(self, language: str) -> list[str]:
        """Return the words of a language, each at the place that is its number."""
        return list(self._numbers[language])

    def _row(self, language: str, text: str) -> _Row:
        numbers = self._numbers.setdefault(language, {})
        found = stems(text)
        words = np.array([numbers.setdefault(stem, len(numbers)) for stem, *_ in found], np.int64)
        return _Row(words, np.array([start for _, start, _ in found], np.int64), np.unique(words))


def _agreed(la: str, lb: str, bitexts: Sequence[Bitext], words: _Words) -> list[_Agreed]:
    """Return the words of two languages that mean the same."""
    rows = [(words.row(la, bitext.text_a), words.row(lb, bitext.text_b)) for bitext in bitexts]
    spelt_a, spelt_b = words.of(la), words.of(lb)
    counts_a = _counts([row for row, _ in rows], len(spelt_a))
    counts_b = _counts([row for _, row in rows], len(spelt_b))
    found = [_beside(a, b, bitext, counts_a, counts_b) for bitext, (a, b) in zip(bitexts, rows, strict=True)]
    met, times = np.unique(np.concatenate(found), return_counts=True)
    met, times = met[times >= OFTEN], times[times >= OFTEN]
    a, b = np.divmod(met, max(1, len(spelt_b)))
    dice = 2 * times / (counts_a[a] + counts_b[b])
    best_a, best_b = np.zeros(len(spelt_a)), np.zeros(len(spelt_b))
    np.maximum.at(best_a, a, dice)
    np.maximum.at(best_b, b, dice)
    sure = (dice >= DICE) & (dice == best_a[a]) & (dice == best_b[b])
    told = zip(dice[sure].tolist(), a[sure].tolist(), b[sure].tolist(), strict=True)
    return [_Agreed(value, la, lb, spelt_a[one], spelt_b[other]) for value, one, other in told]


def _counts(rows: Sequence[_Row], words: int) -> _Numbers:
    """Return in how many texts each word stands that may be learned; 0 of one too rare or too frequent for that."""
    counts = np.bincount(np.concatenate([row.distinct for row in rows]), minlength=words)
    return np.where((counts >= OFTEN) & (counts <= FREQUENT * len(rows)), counts, 0)


def _beside(a: _Row, b: _Row, bitext: Bitext, counts_a: _Numbers, counts_b: _Numbers) -> _Numbers:
    """Return the pairs of words that stand at about the same place, each pair once, as one number.

    Two words of which one is so much more frequent that they cannot agree are left out: nearly all pairs are such.
    """
    here, there = counts_a[a.words] > 0, counts_b[b.words] > 0
    words_a, starts_a, words_b, starts_b = a.words[here], a.starts[here], b.words[there], b.starts[there]
    ties = np.array([(0, 0), *bitext.ties, (len(bitext.text_a), len(bitext.text_b))], np.int64)
    place = np.clip(np.searchsorted(ties[:, 0], starts_a, "right"), 1, len(ties) - 1)
    before, after = ties[place - 1], ties[place]
    forward = (starts_a - before[:, 0]) * (after[:, 1] - before[:, 1])
    expected = before[:, 1] + forward / np.maximum(1, after[:, 0] - before[:, 0])
    low = np.searchsorted(starts_b, expected - NEAR, "left")
    many = np.maximum(0, np.searchsorted(starts_b, expected + NEAR, "right") - low)
    first = np.repeat(words_a, many)
    step = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    second = words_b[np.repeat(low, many) + step]
    often_a, often_b = counts_a[first], counts_b[second]
    able = 2 * np.minimum(often_a, often_b) >= DICE * (often_a + often_b)
    return np.unique(first[able] * len(counts_b) + second[able])


def _concepts(agreed: Iterable[_Agreed]) -> dict[tuple[str, str], str]:
    """Return a key for each word that has a translation: words of several languages share one where they agree."""
    concept: dict[tuple[str, str], tuple[str, str]] = {}

    def root(word: tuple[str, str]) -> tuple[str, str]:
        while concept.setdefault(word, word) != word:
            word = concept[word]
        return word

    for _, la, lb, a, b in sorted(agreed, key=lambda pair: (-pair.dice, pair[1:])):
        one, other = sorted((root((la, a)), root((lb, b))))
        concept[other] = one
    return {word: "w" + ":".join(root(word)) for word in list(concept)}
