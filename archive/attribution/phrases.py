"""Credit phrases: the rows of ``phrases/<language>.toml`` and one search for all of them.

A row ``is = "told {agency}"`` is a cue before, after or around the name of an agency; a row without ``{agency}`` is a
credit of its own, to agencies without a name ("With agency inputs").
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from archive.article import Form, Role
from archive.attribution.names import script

ROWS = Path(__file__).with_name("phrases")
REACH = 90  # characters between a far cue and the name: "With inputs from <a name> in <a city> and PTI"
QUOTES = " \t\u00a0\u200c«»\"“”'‘’„‚(:-"


class Stands(StrEnum):
    """Where the phrase must stand."""

    NEAR = "near"  # next to the name, but for articles and quotation marks
    FAR = "far"  # before the name in the same bracket or sentence
    EDGE = "edge"  # a credit of its own: fills a bracket, or ends or begins a line
    TEXT = "text"  # a citation of unnamed agencies in running text


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of a phrase file."""

    language: str
    template: str
    form: Form
    role: Role
    stands: Stands
    example: str
    counter_example: str = ""

    @property
    def rule(self) -> str:
        """The name under which a credit of this row explains itself."""
        return f"{self.language}: {self.template}"


@dataclass(frozen=True, slots=True)
class Cue:
    """A part of a phrase found in a string."""

    phrase: Phrase
    start: int
    end: int
    side: str  # "before" or "after" the name, "whole" for a phrase without a name


class Phrases:
    """All phrases compiled into one automaton."""

    def __init__(self, rows: tuple[Phrase, ...], articles: dict[str, tuple[str, ...]]) -> None:
        self.rows = rows
        cues: dict[str, list[tuple[Phrase, str]]] = {}
        for row in rows:
            before, _, after = row.template.partition("{agency}")
            if "{agency}" not in row.template:
                cues.setdefault(lower(before), []).append((row, "whole"))
            elif before.strip():
                cues.setdefault(lower(before).strip(), []).append((row, "before"))
            else:
                cues.setdefault(lower(after).strip(), []).append((row, "after"))
        self._cues = list(cues.items())
        self._automaton = AhoCorasick([text for text, _ in self._cues])
        self._unnamed = AhoCorasick([text for text, rows in self._cues if any(side == "whole" for _, side in rows)])
        words = sorted({article for of in articles.values() for article in of}, key=len, reverse=True)
        self._gap = re.compile(rf"(?:[{re.escape(QUOTES)}]|\b(?:{'|'.join(map(re.escape, words))})(?![^\W\d_]))*")

        self._article = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})[{re.escape(QUOTES)}]*$")

    def speaks_of_agencies(self, text: str) -> bool:
        """Say whether a phrase without a name stands in a string: lines without any are passed over."""
        return bool(self._unnamed.find_matches_as_indexes(lower(text)))

    def find(self, text: str, language: str = "") -> tuple[Cue, ...]:
        """Return the cues in a string, whole words only; citations only in the language given, where one is given."""
        small, found = lower(text), []
        for index, start, end in self._automaton.find_matches_as_indexes(small, overlapping=True):
            _, rows = self._cues[index]
            if not _whole_cue(small, start, end):
                continue
            for row, side in rows:
                if row.stands is Stands.NEAR and language and row.language not in (language, "en"):
                    continue
                found.append(Cue(row, start, end, side))
        return tuple(found)

    def fits(self, cue: Cue, text: str, start: int, end: int) -> bool:
        """Say whether a cue belongs to the name that stands at ``start`` to ``end``."""
        after = lower(cue.phrase.template.partition("{agency}")[2]).strip()
        if cue.side == "after":
            gap = text[end : cue.start]
            glued = not cue.phrase.template[8:9].isspace()
            return cue.start >= end and len(gap) <= 4 and not gap.strip(" \u00a0»\"”'’)-") and not (glued and gap)
        gap = text[cue.end : start]
        if cue.end > start or (after and not lower(text[end:]).lstrip(" .,").startswith(after)):
            return False
        if cue.phrase.stands is Stands.NEAR:
            return self._gap.fullmatch(lower(gap)) is not None
        if cue.phrase.form is Form.CITATION and not self._article.search(lower(gap)):
            return False
        return len(gap) <= REACH and not SENTENCE_END.search(gap)


def _whole_cue(text: str, start: int, end: int) -> bool:
    """Say whether a cue is a whole word, in scripts that write words apart (in others it may touch its neighbours)."""
    first, last = text[start], text[end - 1]
    joined = start and text[start - 1].isalpha() and script(text[start - 1]) in SPACED
    if (
        first.isalpha() and script(first) in SPACED and joined and text[start - 1] not in "وف"
    ):  # Arabic "and" is no word apart
        return False
    return not (
        last.isalpha()
        and script(last) in SPACED
        and end < len(text)
        and text[end].isalpha()
        and script(text[end]) in SPACED
    )


SPACED = frozenset(("latin", "cyrillic", "greek", "arabic", "hebrew"))

SENTENCE_END = re.compile(r"[^\W\d_]{3,}[”\"»)]?[.!?][”\"»)]?\s+\S|[।。！？]|\n\n")
"""The end of a sentence: a stop after a word of three letters or more (initials and "Colo." end none)."""


def lower(text: str) -> str:
    """Return the text in small letters and with plain apostrophes, of the same length (``İ`` would become two)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=1)
def load_phrases() -> Phrases:
    """Read the phrase files of the project."""
    rows: list[Phrase] = []
    articles: dict[str, tuple[str, ...]] = {}
    for path in sorted(ROWS.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        articles[table["language"]] = tuple(table["articles"])
        for row in table["phrase"]:
            rows.append(
                Phrase(
                    language=table["language"],
                    template=row["is"],
                    form=Form(row["form"]),
                    role=Role(row["role"]),
                    stands=Stands(row["stands"]),
                    example=row["example"],
                    counter_example=row.get("counter_example", ""),
                )
            )
    return Phrases(tuple(rows), articles)
