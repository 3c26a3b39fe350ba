"""The language of many texts of one file: the model is asked until it is plain what nearly all are written in."""

from __future__ import annotations

from collections import Counter, deque

from archive.reading.language import text_language

SAMPLE = 500  # characters: the guess is as good as on the whole text, in half the time
ASKED = 200  # answers of the model from which something is learned
MOST = 0.9  # part of the first of them that must be in one language
SOME = 0.5  # part of later ones, of texts that had too few of the words known so far
KEPT = 3  # lists of words: football and the markets have their own
COMMON = 40  # words: the articles, prepositions and pronouns of a language are two fifths of every text in it
TELLING = 0.3  # part of a text that they make up; with less, as in Polish, Turkish or Japanese, they tell little
ENOUGH = 0.75  # of the part that they have in those texts; of a Portuguese text Spanish has half of that


class LanguageGuess:
    """A guess at the language of a text (ISO 639-1; empty for too short a text), the cheaper the more were seen.

    Where nearly all of the first texts are in one language, a text that has as many of its commonest words is in it
    too, in a twentieth of the model's time (0.9 ms); of any other the model is asked. A language so close that it has
    the same common words, as Danish and Norwegian have, is then taken for the main one; so are 3 of 59 Spanish texts
    among French ones, and none else of 26 languages measured.
    """

    def __init__(self) -> None:
        self._answers: list[tuple[str, list[str]]] = []
        self._main = ""
        self._common: deque[tuple[frozenset[str], float]] = deque(maxlen=KEPT)

    def __call__(self, text: str) -> str:
        sample = text[:SAMPLE]
        words = sample.lower().split()
        if words and any(sum(word in common for word in words) >= least * len(words) for common, least in self._common):
            return self._main
        language = text_language([sample])
        self._answers.append((language, words))
        if len(self._answers) == ASKED:
            self._learn()
        return language

    def _learn(self) -> None:
        counts = Counter(language for language, _ in self._answers)
        main = self._main or max(counts, key=lambda language: (counts[language], language))
        if main and counts[main] >= (SOME if self._main else MOST) * ASKED:
            words = Counter(word for language, words in self._answers if language == main for word in words)
            common = frozenset(word for word, _ in words.most_common(COMMON))
            part = sum(words[word] for word in common) / max(1, words.total())
            if part >= TELLING:
                self._main = main
                self._common.appendleft((common, ENOUGH * part))
        self._answers.clear()
