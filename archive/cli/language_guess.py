"""The language of many texts of one file: the model is asked until it is plain what nearly all are written in."""

from __future__ import annotations

from collections import Counter

from archive.reading.language import text_language

SAMPLE = 500  # characters: the guess is as good as on the whole text, in half the time
ASKED = 200  # texts of which the model tells the language, before another way is tried
MOST = 0.9  # part of them that must be in one language
COMMON = 40  # words: the articles, prepositions and pronouns of a language are two fifths of every text in it
ENOUGH = 0.75  # of the part that they have in those texts; of a Portuguese text Spanish has half of that


class LanguageGuess:
    """A guess at the language of a text (ISO 639-1; empty for too short a text), better known the more were seen.

    Where nearly all of the first texts are in one language, a text that has as many of its commonest words is in it
    too, in a twentieth of the model's time (0.9 ms); of any other the model is asked. A language so close that it has
    the same common words, as Danish and Norwegian have, is then taken for the file's main one.
    """

    def __init__(self) -> None:
        self._by_language: dict[str, list[list[str]]] = {}
        self._asked = 0
        self._main, self._common, self._enough = "", frozenset[str](), 2.0

    def __call__(self, text: str) -> str:
        sample = text[:SAMPLE]
        words = sample.lower().split()
        if words and sum(word in self._common for word in words) >= self._enough * len(words):
            return self._main
        language = text_language([sample])
        self._asked += 1
        if self._asked <= ASKED:
            self._by_language.setdefault(language, []).append(words)
        if self._asked == ASKED:
            self._settle()
        return language

    def _settle(self) -> None:
        main = max(self._by_language, key=lambda language: (len(self._by_language[language]), language))
        texts = self._by_language.pop(main)
        self._by_language.clear()
        if main and len(texts) >= MOST * ASKED:
            counts = Counter(word for words in texts for word in words)
            self._main, self._common = main, frozenset(word for word, _ in counts.most_common(COMMON))
            self._enough = ENOUGH * sum(counts[word] for word in self._common) / counts.total()
