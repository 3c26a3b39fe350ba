"""A small lexicon: words of two languages that stand in each other's place in translations the archive is sure of."""

from __future__ import annotations
from dataclasses import dataclass


@dataclass(frozen=True)
class Lexicon:
    entries: tuple = ()

    def words(self, text, language):
        return []


EMPTY = Lexicon()
