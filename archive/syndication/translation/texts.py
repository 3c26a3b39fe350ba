"""The texts that are compared across languages, each read when it is needed and kept for a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from archive.syndication import Copy
from archive.syndication.translation.anchors import Rendering
from archive.syndication.translation.lexicon import EMPTY, Lexicon

KEPT = 4000  # texts whose anchors stay in memory, about 50 kB each


def rendering(copy: Copy, lexicon: Lexicon = EMPTY) -> Rendering:
    """Return an article as comparing across languages sees it: blank where it has furniture, so that offsets stay."""
    text = copy.text
    if copy.furniture:
        lines = text.split("\n")
        text = "\n".join(" " * len(line) if n in copy.furniture else line for n, line in enumerate(lines))
    return Rendering(copy.id, text, copy.language, copy.when, lexicon)


class Texts:
    """Articles that have a language and a date, as renderings by id.

    ``languages`` tells the language of each; ``days`` are the ids with their days, in the order of time.
    """

    def __init__(self, known: Mapping[str, Copy], chosen: Iterable[str], lexicon: Lexicon = EMPTY) -> None:
        """``known`` may read an article each time it is asked for it."""
        self._known, self._lexicon = known, lexicon
        self._read = lru_cache(maxsize=KEPT)(self._rendering)
        self.languages: dict[str, str] = {}
        self.days: list[tuple[str, date]] = []
        for name in sorted(chosen):
            copy = known[name]
            if copy.language and copy.dated:
                self.languages[name] = copy.language
                self.days.append((name, copy.day))
        self.days.sort(key=lambda entry: (entry[1], entry[0]))

    def __getitem__(self, name: str) -> Rendering:
        return self._read(name)

    def _rendering(self, name: str) -> Rendering:
        return rendering(self._known[name], self._lexicon)
