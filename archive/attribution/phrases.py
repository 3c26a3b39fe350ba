"""Credit phrases: the rows of ``phrases/<language>.toml`` and one search for all of them.

A row ``is = "told {agency}"`` is a cue before, after or around the name of an agency; a row without ``{agency}`` is a
credit of its own, to agencies without a name ("With agency inputs") or to the agency the row names.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from archive.article import Form, Role
from archive.attribution.agencies import tables
from archive.attribution.names import script
from archive.attribution.words import FOLDER, LETTER, Are, any_of, articles
from archive.errors import ArchiveError

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
    """One row of a phrase file.

    ``agency`` is the id that a phrase without ``{agency}`` credits (empty: agencies without a name), ``hosts`` are the
    sites on which it is met (empty: all). ``kin`` are languages whose texts use it too (Bosnian uses Croatian phrases).
    """

    language: str
    template: str
    form: Form
    role: Role
    stands: Stands
    example: str
    counter_example: str = ""
    agency: str = ""
    hosts: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()

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

    def __init__(self, rows: tuple[Phrase, ...]) -> None:
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
        article = "|".join(map(re.escape, articles()))
        self._gap = re.compile(
            rf"(?:[{re.escape(QUOTES)}]|\b(?:{article})(?![^\W\d_])|{any_of(Are.AGENCY)}(?:\s+{LETTER}+(?=\s))?)*"
        )
        self._article = re.compile(rf"\b(?:{article})[{re.escape(QUOTES)}]*$")

    def nameless_in(self, lines: Sequence[str]) -> frozenset[int]:
        """Return the numbers of the lines in which a phrase without a name stands, in one pass over all of them."""
        ends = list(accumulate(len(line) + 1 for line in lines))
        found = self._unnamed.find_matches_as_indexes(lower("\n".join(lines)))
        return frozenset(bisect_right(ends, start) for _, start, _ in found)

    def find(self, text: str, language: str = "", host: str = "") -> tuple[Cue, ...]:
        """Return the cues in a string, whole words only.

        Where a language is given, citations in other languages than that and English are left out; where none is, those
        of a bare "a" or the like. Phrases of certain sites are left out where ``host`` is none of them.
        """
        small, found = lower(text), []
        for index, start, end in self._automaton.find_matches_as_indexes(small, overlapping=True):
            _, rows = self._cues[index]
            if not _whole_cue(small, start, end):
                continue
            for row, side in rows:
                if row.form is Form.CITATION and language and not {language, "en"} & {row.language, *row.kin}:
                    continue
                if row.form is Form.CITATION and not language and end - start <= 2 and text[start:end].isascii():
                    continue  # "a {agency}" is Spanish or English
                if row.hosts and not any(host == one or host.endswith(f".{one}") for one in row.hosts):
                    continue
                found.append(Cue(row, start, end, side))
        return tuple(found)

    def fits(self, cue: Cue, text: str, start: int, end: int) -> bool:
        """Say whether a cue belongs to the name that stands at ``start`` to ``end``."""
        after = lower(cue.phrase.template.partition("{agency}")[2]).strip()
        if cue.side == "after":
            gap = ENDING.sub("", text[end : cue.start])
            glued = not cue.phrase.template[8:9].isspace()
            return cue.start >= end and len(gap) <= 4 and not gap.strip(" \u00a0»\"”'’)-") and not (glued and gap)
        gap = text[cue.end : start]
        if cue.end > start or (after and not lower(text[end:]).lstrip(" .,").startswith(after)):
            return False
        if cue.phrase.stands is Stands.NEAR:
            return self._gap.fullmatch(lower(gap)) is not None
        if cue.phrase.form is Form.CITATION and not self._article.search(lower(gap)):
            return False
        return len(gap) <= REACH and not SENTENCE_END.search(f"{gap}{text[start]}")


NORTH_INDIC = re.compile(r"[\u0900-\u0963\u0966-\u0b7f]")
"""Scripts of languages that write postpositions apart: Devanagari to Oriya. Dravidian languages glue them on."""


def _whole_cue(text: str, start: int, end: int) -> bool:
    """Say whether a cue is a whole word, in scripts that write words apart (in others it may touch its neighbours)."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if first.isascii() and last.isascii() and before.isascii() and after.isascii():
        return not (first.isalpha() and before.isalpha()) and not (last.isalpha() and after.isalpha())
    if NORTH_INDIC.match(last) and end < len(text) and NORTH_INDIC.match(text[end]):
        return False
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


ENDING = re.compile(rf"^[-:'’]{any_of(Are.ENDING)}", re.I)
"""The ending of a case that a name has taken."""

SPACED = frozenset(("latin", "cyrillic", "greek", "arabic", "hebrew"))

SENTENCE_END = re.compile(r"[^\W\d_]{3,}[”\"»)]?[.!?][”\"»)]?\s+\S|[।。！？]|\n\n")
"""The end of a sentence: a stop after a word of three letters or more (initials and "Colo." end none)."""


def lower(text: str) -> str:
    """Return the text in small letters and with plain apostrophes, of the same length (``İ`` would become two)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def load_phrases(extra: Path | None = None, agencies: frozenset[str] = frozenset()) -> Phrases:
    """Read the phrase files of the project and, where given, the ``[[phrase]]`` tables of a user's own file.

    ``agencies`` are the ids that a user's row may name. Raises ``ArchiveError`` with file, row and mend for a bad row.
    """
    own = _own()
    rows = []
    for number, row in enumerate(tables(extra, "phrase") if extra else (), 1):
        where = f"{extra}: phrase {number} ({row.get('is', 'no text')!s})"
        _check(row, where, agencies)
        rows.append(_phrase(row, row.get("language", "en")))
    return Phrases((*own.rows, *rows)) if rows else own


@lru_cache(maxsize=1)
def _own() -> Phrases:
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return Phrases(
        tuple(
            _phrase(row, table["language"], tuple(table.get("kin", ())))
            for table in files
            for row in table.get("phrase", ())
        )
    )


def _phrase(row: Mapping[str, Any], language: str, kin: tuple[str, ...] = ()) -> Phrase:
    return Phrase(
        language=language,
        template=row["is"],
        form=Form(row["form"]),
        role=Role(row["role"]),
        stands=Stands(row["stands"]),
        example=row["example"],
        counter_example=row.get("counter_example", ""),
        agency=row.get("agency", ""),
        hosts=tuple(row.get("hosts", ())),
        kin=kin,
    )


CHOICES = {"form": Form, "role": Role, "stands": Stands}
TEXTS = ("is", "form", "role", "stands", "example")
KEYS = (*TEXTS, "language", "counter_example", "agency", "hosts")


def _check(row: Mapping[str, Any], where: str, agencies: frozenset[str]) -> None:
    for key in TEXTS:
        if not row.get(key):
            raise ArchiveError(f'{where}: has no {key}; add {key} = "…"', code=2)
    for key, value in row.items():
        if key not in KEYS:
            raise ArchiveError(f"{where}: unknown key {key!r}; known are {', '.join(sorted(KEYS))}", code=2)
        if not isinstance(value, list if key == "hosts" else str):
            raise ArchiveError(
                f"{where}: {key} must be a {'list' if key == 'hosts' else 'string'}, is {value!r}", code=2
            )
    for key, kind in CHOICES.items():
        if row[key] not in list(kind):
            raise ArchiveError(f"{where}: {key} is {row[key]!r}; take one of {', '.join(kind)}", code=2)
    if (agency := row.get("agency", "")) and agency not in agencies:
        raise ArchiveError(f"{where}: no agency has the id {agency!r}; add an [[agency]] or mend the id", code=2)
    if agency and "{agency}" in row["is"]:
        raise ArchiveError(f"{where}: has both {{agency}} and agency = {agency!r}; leave one of them out", code=2)
