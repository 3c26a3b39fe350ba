"""The texts that are compared across languages, each read when it is needed and kept for a while."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from copy import copy as shallow
from datetime import date, timedelta
from functools import lru_cache

from archive.syndication import Copy
from archive.syndication.translation.anchors import Packed, Rendering
from archive.syndication.translation.echoes import WINDOW
from archive.syndication.translation.lexicon import EMPTY, Lexicon

CODE = 2  # letters of a language's code; those without one of ISO 639-1 are guesses at creoles and tables of figures
KEPT = 1200  # texts that stay in memory as they are compared, 0.1 MB each in Latin script, 0.4 MB in Indic ones


def rendering(copy: Copy, lexicon: Lexicon = EMPTY) -> Rendering:
    """Return an article as comparing across languages sees it: blank where it has furniture, so that offsets stay."""
    text = copy.text
    if copy.furniture:
        lines = text.split("\n")
        text = "\n".join(" " * len(line) if n in copy.furniture else line for n, line in enumerate(lines))
    return Rendering(copy.id, text, copy.language, copy.when, lexicon)


class Texts:
    """Articles that have a language, a date, and one in another language about that date: as renderings by id.

    ``languages`` tells the language of each; ``days`` are the ids with their days, in the order of time.
    """

    def __init__(self, known: Mapping[str, Copy], chosen: Iterable[str]) -> None:
        """``known`` may read an article each time it is asked for it."""
        self._known, self._lexicon = known, EMPTY
        self._packed: dict[str, Packed] = {}
        self._read = lru_cache(maxsize=KEPT)(self._rendering)
        self.languages: dict[str, str] = {}
        days: dict[str, date] = {}
        on: dict[date, date] = {}
        for name in sorted(chosen):
            article = known[name]
            if len(article.language) == CODE and article.dated:
                self.languages[name] = sys.intern(article.language)
                days[name] = on.setdefault(article.day, article.day)  # each day once in memory
        met = _met({(language, days[name]) for name, language in self.languages.items()})
        self.languages = {name: language for name, language in self.languages.items() if (language, days[name]) in met}
        self.days = sorted(((name, days[name]) for name in self.languages), key=lambda entry: (entry[1], entry[0]))

    def weighed_with(self, lexicon: Lexicon) -> Texts:
        """Return the same texts, compared by the words of a lexicon too."""
        other = shallow(self)
        other._lexicon, other._packed = lexicon, {}
        other._read = lru_cache(maxsize=KEPT)(other._rendering)
        return other

    def __getitem__(self, name: str) -> Rendering:
        return self._read(name)

    def text(self, name: str) -> str:
        """Return what is compared of a text."""
        return rendering(self._known[name]).text

    def forget(self, names: Iterable[str]) -> None:
        """Forget the anchors of texts that are compared no more."""
        for name in names:
            self._packed.pop(name, None)

    def _rendering(self, name: str) -> Rendering:
        text = rendering(self._known[name], self._lexicon)
        if packed := self._packed.get(name):
            text.take(packed)
        else:
            self._packed[name] = text.packed()
        return text


def several_languages(named: Collection[str]) -> bool:
    """Say whether texts may have translations among them, by all the languages they name; empty: one names none."""
    return "" in named or sum(len(language) == CODE for language in named) > 1


def _met(days: Collection[tuple[str, date]]) -> set[tuple[str, date]]:
    """Return the languages and days about which there are texts in another language."""
    on: dict[date, set[str]] = {}
    for language, day in days:
        on.setdefault(day, set()).add(language)
    around = [timedelta(days=step) for step in range(-WINDOW.days, WINDOW.days + 1)]
    return {
        (language, day)
        for language, day in days
        if any(on.get(day + step, {language}) != {language} for step in around)
    }
