"""The catalogue: all agencies and all phrases, ready to be looked for, and who owns a host."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from urllib.parse import urlsplit

from ahocorasick_rs import AhoCorasick

from archive.attribution.agencies import OWN_ROWS, Agency, join, read_rows
from archive.attribution.names import Finder, Name, Strength
from archive.attribution.ocr import misread
from archive.attribution.phrases import Phrases, load_phrases
from archive.attribution.words import Are, any_of

BODY = re.compile(rf"([A-Z][A-Z]{{1,4}})\s+(?i:{any_of(Are.BODY)})")
"""An abbreviation and what only a body has: "AFP Commander", "PNA officials". It begins with a capital, not with a
bound of a word: the search then passes over small letters four times as fast."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All agencies and credit phrases."""

    agencies: tuple[Agency, ...]
    phrases: Phrases = field(default_factory=load_phrases)

    @classmethod
    def load(cls, extra: Path | None = None) -> Catalogue:
        """Read the project's rows and, where given, a user's own file: ``[[agency]]`` and ``[[phrase]]`` tables.

        A user's row with a known id adds its names, hosts and words to that agency. Raises ``ArchiveError`` with one
        line (file, row, mend) for a file that is no TOML or a row that lacks a key or has a wrong one.
        """
        if extra is None:
            return _own()
        merged = {agency.id: agency for agency in _own().agencies}
        for agency in read_rows(extra):
            merged[agency.id] = join(merged[agency.id], agency) if agency.id in merged else agency
        return cls(tuple(merged.values()), load_phrases(extra, frozenset(merged)))

    @cached_property
    def by_id(self) -> dict[str, Agency]:
        """Agencies by their id."""
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def finder(self) -> Finder:
        """The compiled search for all names at once."""
        spellings: list[tuple[str, str, Strength]] = []
        for agency in self.agencies:
            for name in agency.spellings:
                spellings.append((name, agency.id, agency.strength(name)))
            spellings += [(other, "", Strength.SURE) for other in agency.elsewhere]
        for agency in self.agencies:  # after all right spellings: the first one of a string counts
            for name in agency.ocr:
                spellings += [(wrong, agency.id, Strength.SMALL) for wrong in misread(name)]
        return Finder(spellings, {name for agency in self.agencies for name in agency.everyday})

    def names_in(self, lines: Sequence[str], language: str = "") -> list[tuple[Name, ...]]:
        """Return the names in each of several lines, in one pass over all of them.

        Where two agencies share a spelling, that of the ``language`` is taken ("APA" in Azerbaijani is Baku's), or the
        one of whose ``places`` the text speaks first ("APS" in a text on Dakar is Senegal's).
        """
        found: list[list[Name]] = [[] for _ in lines]
        ends = list(accumulate(len(line) + 1 for line in lines))
        text, placed = "\n".join(lines), dict[str, str]()
        for name in self.finder.find(text):
            number = bisect_right(ends, name.start)
            offset = ends[number - 1] if number else 0
            start, end = name.start - offset, name.end - offset
            spelling = lines[number][start:end]
            agency = self._namesakes.get((language, spelling), name.agency)
            if spelling in self._placed:
                if spelling not in placed:
                    placed[spelling] = _first_placed(self._placed[spelling], text)
                agency = placed[spelling] or agency
            found[number].append(Name(agency, start, end, name.strength))
        return [tuple(names) for names in found]

    @cached_property
    def _namesakes(self) -> dict[tuple[str, str], str]:
        """The agency that a language means by a spelling which an earlier row has too."""
        first: dict[str, str] = {}
        for agency in self.agencies:
            for name in agency.spellings:
                first.setdefault(name, agency.id)
        return {
            (language, name): agency.id
            for agency in self.agencies
            for language, names in agency.names.items()
            for name in names
            if first[name] != agency.id
        }

    @cached_property
    def _placed(self) -> dict[str, tuple[Agency, ...]]:
        """The agencies that share a spelling and are told apart by places."""
        rivals: dict[str, list[Agency]] = {}
        for agency in self.agencies:
            for name in agency.spellings if agency.places else ():
                rivals.setdefault(name, []).append(agency)
        return {name: tuple(sharing) for name, sharing in rivals.items() if len(sharing) > 1}

    def doubtful(self, text: str) -> frozenset[str]:
        """Return the agencies whose short names have another meaning in this text.

        So it is where one of their ``beware`` words stands in it, or the name has officers or users: "PNA officials".
        """
        words, automaton = self._beware
        told = {agency for index, _, _ in automaton.find_matches_as_indexes(text) for agency in words[index]}
        bodies = {self._abbreviated[match[1]] for match in BODY.finditer(text) if match[1] in self._abbreviated}
        return frozenset(told | bodies)

    @cached_property
    def _abbreviated(self) -> dict[str, str]:
        """The agencies by those of their names that are abbreviations."""
        return {name: agency.id for agency in reversed(self.agencies) for name in agency.short if name.isupper()}

    @cached_property
    def _beware(self) -> tuple[list[list[str]], AhoCorasick]:
        words: dict[str, list[str]] = {}
        for agency in self.agencies:
            for word in agency.beware:
                words.setdefault(word, []).append(agency.id)
        return list(words.values()), AhoCorasick(list(words))

    @cached_property
    def _hosts(self) -> dict[str, str]:
        return {host: agency.id for agency in self.agencies for host in agency.hosts}

    def owner(self, url: str) -> str:
        """Return the id of the agency whose own site an address belongs to, or an empty string."""
        host = (urlsplit(url).hostname or "").lower()
        while host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.partition(".")[2]
        return ""


def _first_placed(rivals: Sequence[Agency], text: str) -> str:
    """Return the id of the agency whose place stands first in a text, or an empty string where none does."""
    places = [(text.find(place), agency.id) for agency in rivals for place in agency.places if place in text]
    return min(places)[1] if places else ""


@lru_cache(maxsize=1)
def _own() -> Catalogue:
    return Catalogue(tuple(read_rows(OWN_ROWS)))


def markdown(catalogue: Catalogue) -> str:
    """Return the agencies as a table for ``docs/attribution.md``, in the order of their ids."""
    lines = ["| id | agency | country | Wikidata | written as | looked at twice |", f"|{' --- |' * 6}"]
    for agency in sorted(catalogue.agencies, key=lambda one: one.id):
        spellings = ", ".join(agency.spellings[:6]).replace("|", "\\|")
        careful = ", ".join(sorted(agency.careful)[:4]).replace("|", "\\|")
        lines.append(
            f"| `{agency.id}` | {agency.name} | {agency.country} | {agency.wikidata} | {spellings} | {careful} |"
        )
    return "\n".join(lines) + "\n"
