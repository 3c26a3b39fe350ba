"""Countries, cities, months and days of the week in any language, as Unicode's CLDR has them (by babel, offline).

An adjective or the name of a language ("Russian", "russe", "रूसी") stands for the country where CLDR says that the
language is mostly spoken; English, French, Spanish, Portuguese and Arabic are spoken in too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from archive.syndication.translation.scripts import MARKS, script

_WORLDWIDE = frozenset({"en", "fr", "es", "pt", "ar"})
_STEM = 5  # letters that stay of a name when its ending is cut: Росси- for Россия, России, российский
_ENDING = 5  # letters that may follow then: Türkiye, Türkiye'nin; a shorter name must be the whole word
_PARTICLE = 3  # letters that may follow a Korean name of any length: 미국, 미국에서
_SHORTEST = 3  # letters; in Chinese, Japanese and Korean two characters
_INFLECTED = frozenset({"latin", "greek", "cyrillic"})  # elsewhere endings are added and nothing is cut
_CHARACTERS = frozenset({"han", "kana", "thai"})  # scripts that do not show where a word ends
_LETTERS = frozenset(MARKS)
_KATAKANA = re.compile("[ァ-ヺー]")
_MOST_ZONES = "ru"


def named(text: str, language: str) -> list[tuple[str, int, int]]:
    """Return the countries, cities, months and days a text names: key ("c" and CLDR's code), start and end offset.

    What CLDR writes with a capital must have one in the text, but for long names where adjectives have none: того is
    not Togo, российский is Russian.
    """
    known = _known(language)
    if known is None:
        return []
    automaton, entries = known
    low = lowered(text)
    found = []
    for pattern, start, end in automaton.find_matches_as_indexes(low):
        entry = entries[pattern]
        word_end = end if entry.anywhere else _word_end(low, end)
        whole = entry.anywhere or not (start and _is_letter(low[start - 1]))
        if whole and word_end - end <= entry.ending and (not entry.capital or text[start].isupper()):
            found.append((entry.key, start, word_end))
    return found


def lowered(text: str) -> str:
    """Return a text in small letters, each letter where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_letter(char: str) -> bool:
    return char.isalpha() or char in _LETTERS


def _word_end(text: str, position: int) -> int:
    katakana = bool(_KATAKANA.match(text, position - 1))
    while position < len(text) and (_KATAKANA.match(text, position) if katakana else _is_letter(text[position])):
        position += 1
    return position


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name as it is looked for: how many letters may follow, whether inside other letters, whether capitalised."""

    key: str
    ending: int
    anywhere: bool
    capital: bool


@lru_cache(maxsize=64)
def _known(language: str) -> tuple[AhoCorasick, list[_Entry]] | None:
    """Return what finds the names in texts of a language. A name of two things names neither."""
    meant: dict[str, tuple[str, set[str]]] = {}
    for name, key in _names(language):
        meant.setdefault(name.lower(), (name, set()))[1].add(key)
    # Where the names of languages are written small, so are adjectives: российский, russe.
    capitals = not any(name[0].islower() and keys == {"cRU"} for name, keys in meant.values())
    entries: dict[str, _Entry] = {}
    for low, (name, keys) in sorted(meant.items()):
        written = script(name[0])
        if len(keys) > 1 or len(low) < (2 if written in ("han", "kana", "hangul") else _SHORTEST):
            continue
        stem = low[:-1] if len(low) > _STEM and written in _INFLECTED else low
        ending = _PARTICLE if written == "hangul" else _ENDING if len(stem) >= _STEM else 0
        # Katakana shows where a word ends: ワクチン does not hold クチン, Kuching.
        anywhere = written in _CHARACTERS and not _KATAKANA.match(name)
        entries.setdefault(
            stem, _Entry(keys.pop(), ending, anywhere, name[0].isupper() and (capitals or len(low) <= _STEM))
        )
    patterns = sorted(entries)
    if not patterns:
        return None
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest), [entries[pattern] for pattern in patterns]


def _names(language: str) -> Iterator[tuple[str, str]]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    for code, name in locale.territories.items():
        if len(code) == 2 and code not in ("EU", "UN", "EZ", "ZZ", "QO"):
            yield name, f"c{code}"
    homes = get_global("likely_subtags")
    for code, name in locale.languages.items():
        home = str(homes.get(code, "")).rpartition("_")[2]
        if len(code) == 2 and len(home) == 2 and code not in _WORLDWIDE:
            yield name, f"c{home}"
    for number in range(1, 13):
        for form in ("format", "stand-alone"):
            yield locale.months[form]["wide"][number], f"cmonth{number}"
    for number in range(7):
        yield locale.days["format"]["wide"][number], f"cday{number}"
    for zone in Locale.parse(_MOST_ZONES).time_zones:  # which names a city for every zone
        city = str(zone).rpartition("/")[2]
        yield locale.time_zones.get(zone, {}).get("city") or city.replace("_", " "), f"c{city}"
