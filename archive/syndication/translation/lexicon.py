"""A small lexicon, learned from the archive's own sure translations: "strike" stands where "வேலைநிறுத்தம்" stands.

Two words of two languages are taken for each other's translation where, in the translations that have them, they
stand at the same place, in most of them, and no other word does so more often. The measure is Dice's, over
translations (Melamed 2000, "Models of translational equivalence").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.syndication.translation.scripts import MARKS, UNSPACED

STEM = 6  # letters of a word that count: endings differ
SHORTEST = 4  # letters and vowel signs; shorter words are everywhere
NEAR = 60.0  # letters: how far from its expected place a word may stand, half a sentence
OFTEN = 4  # translations in which two words must stand at the same place
DICE = 0.6  # part of the translations with either word that must have both there
FREQUENT = 0.4  # part of the translations that have a word; it is in every second text, and says nothing
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


@dataclass(frozen=True, slots=True)
class Bitext:
    """A sure translation: two texts with their languages, and pairs of offsets at which they say the same."""

    language_a: str
    text_a: str
    language_b: str
    text_b: str
    ties: tuple[tuple[int, int], ...]


def stems(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text, cut to their first letters; start and end offset."""
    return [
        (match.group()[:STEM].lower(), match.start(), match.end())
        for match in _WORD.finditer(text)
        if match.end() - match.start() >= SHORTEST
    ]


def learn(bitexts: Iterable[Bitext]) -> Lexicon:
    """Return the lexicon that sure translations teach. Those of two languages must follow each other, in any order.

    Only they are in memory together, and they are gone through once more for each pair of languages.
    """
    single: dict[tuple[str, str, str], int] = {}
    told: dict[tuple[str, str, str, str], int] = {}
    for (la, lb), some in groupby(map(_turned, bitexts), lambda bitext: (bitext.language_a, bitext.language_b)):
        counts_a, counts_b, pairs = _counted(list(some))
        for (a, b), n in pairs.items():
            if n >= OFTEN:
                told[la, lb, a, b] = n
                single[la, lb, f"{la} {a}"], single[la, lb, f"{lb} {b}"] = counts_a[a], counts_b[b]
    return Lexicon(_concepts(single, told))


def _turned(bitext: Bitext) -> Bitext:
    """Return a translation with its languages in the order of the alphabet."""
    if bitext.language_a <= bitext.language_b:
        return bitext
    ties = tuple((b, a) for a, b in bitext.ties)
    return Bitext(bitext.language_b, bitext.text_b, bitext.language_a, bitext.text_a, ties)


def _counted(bitexts: Sequence[Bitext]) -> tuple[Mapping[str, int], Mapping[str, int], Counter[tuple[str, str]]]:
    """Return in how many translations each word stands, and each pair of words at about the same place.

    Words that are too rare or too frequent to be learned are left out: of 1,000 words 900 are, and with them nearly all
    pairs.
    """
    read = [(stems(bitext.text_a), stems(bitext.text_b)) for bitext in bitexts]
    counts_a, counts_b = (_kept([words[side] for words in read]) for side in (0, 1))
    both: Counter[tuple[str, str]] = Counter()
    for bitext, (words_a, words_b) in zip(bitexts, read, strict=True):
        words_a = [word for word in words_a if word[0] in counts_a]
        words_b = [word for word in words_b if word[0] in counts_b]
        both.update(set(_beside(words_a, words_b, bitext)))
    return counts_a, counts_b, both


def _kept(texts: Sequence[list[tuple[str, int, int]]]) -> dict[str, int]:
    """Return in how many texts each word stands that may be learned."""
    counts = Counter(word for words in texts for word in {word for word, *_ in words})
    return {word: count for word, count in counts.items() if OFTEN <= count <= FREQUENT * len(texts)}


def _beside(
    words_a: list[tuple[str, int, int]], words_b: list[tuple[str, int, int]], bitext: Bitext
) -> Iterable[tuple[str, str]]:
    """Yield the pairs of words that stand at about the same place."""
    ties = [(0, 0), *bitext.ties, (len(bitext.text_a), len(bitext.text_b))]
    firsts = [a for a, _ in ties]
    starts = [start for _, start, _ in words_b]
    for word, start, _ in words_a:
        place = min(max(1, bisect_right(firsts, start)), len(ties) - 1)
        (a, b), (next_a, next_b) = ties[place - 1], ties[place]
        expected = b + (start - a) * (next_b - b) / max(1, next_a - a)
        low, high = bisect_left(starts, expected - NEAR), bisect_right(starts, expected + NEAR)
        for other, *_ in words_b[low:high]:
            yield word, other


def _concepts(
    single: Mapping[tuple[str, str, str], int], both: Mapping[tuple[str, str, str, str], int]
) -> dict[tuple[str, str], str]:
    """Return a key for each word that has a translation: words of several languages share one where they agree."""
    dice = {
        pair: 2 * count / (single[la, lb, f"{la} {a}"] + single[la, lb, f"{lb} {b}"])
        for pair, count in both.items()
        for la, lb, a, b in [pair]
    }
    best: dict[tuple[str, str, str], float] = {}
    for (la, lb, a, b), value in dice.items():
        for word in ((la, lb, f"{la} {a}"), (la, lb, f"{lb} {b}")):
            best[word] = max(best.get(word, 0.0), value)
    concept: dict[tuple[str, str], tuple[str, str]] = {}

    def root(word: tuple[str, str]) -> tuple[str, str]:
        while concept.setdefault(word, word) != word:
            word = concept[word]
        return word

    for (la, lb, a, b), value in sorted(dice.items(), key=lambda entry: (-entry[1], entry[0])):
        if value >= DICE and value == best[la, lb, f"{la} {a}"] == best[la, lb, f"{lb} {b}"]:
            one, other = sorted((root((la, a)), root((lb, b))))
            concept[other] = one
    return {word: "w" + ":".join(root(word)) for word in list(concept)}
