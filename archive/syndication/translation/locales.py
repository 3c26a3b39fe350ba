"""Countries, cities, months and days of the week in any language, as Unicode's CLDR has them (by babel, offline).

An adjective or the name of a language ("Russian", "russe", "रूसी") stands for the country where CLDR says that the
language is mostly spoken; English, French, Spanish, Portuguese and Arabic are spoken in too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from archive.syndication.translation.scripts import MARKS, script

_UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "km"})
_WORLDWIDE = frozenset({"en", "fr", "es", "pt", "ar"})
_STEM = 5  # letters a name must have for its ending to be cut: Росси- for Россия, России, российский
_ENDING = 5  # letters that may follow a stem or name: Suomi, Suomessa; Türkiye, Türkiye'nin
_SHORTEST = 3  # letters; in Chinese and Japanese two characters
_LETTERS = frozenset(MARKS)
_MOST_ZONES = "ru"


def named(text: str, language: str) -> list[tuple[str, int, int]]:
    """Return the countries, cities, months and days a text names: key ("c" and CLDR's code), start and end offset."""
    known = _known(language)
    if known is None:
        return []
    automaton, keys, stems = known
    low = lowered(text)
    found = []
    for pattern, start, end in automaton.find_matches_as_indexes(low):
        if language not in _UNSPACED:
            if start and _is_letter(low[start - 1]):
                continue
            word_end = _word_end(low, end)
            if word_end - end > (_ENDING if stems[pattern] else 0):
                continue
            end = word_end
        found.append((keys[pattern], start, end))
    return found


def lowered(text: str) -> str:
    """Return a text in small letters, each letter where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_letter(char: str) -> bool:
    return char.isalpha() or char in _LETTERS


def _word_end(text: str, position: int) -> int:
    while position < len(text) and _is_letter(text[position]):
        position += 1
    return position


@lru_cache(maxsize=64)
def _known(language: str) -> tuple[AhoCorasick, list[str], list[bool]] | None:
    """Return what finds the names in texts of a language: patterns, their keys, and whether endings may follow."""
    meant: dict[str, set[str]] = {}
    for name, key in _names(language):
        low = name.lower()
        meant.setdefault(low, set()).add(key)
    names = {name: keys.pop() for name, keys in meant.items() if len(keys) == 1 and _long_enough(name)}
    if not names:
        return None
    stems: dict[str, str] = {}
    for name, key in sorted(names.items()):
        stems.setdefault(_stem(name), key)
    patterns = sorted(stems)
    return (
        AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest),
        [stems[pattern] for pattern in patterns],
        [len(pattern) >= _STEM - 1 for pattern in patterns],
    )


def _long_enough(name: str) -> bool:
    return len(name) >= (2 if script(name[0]) in ("han", "kana", "hangul") else _SHORTEST)


def _stem(name: str) -> str:
    """Return a name without the letter that endings replace."""
    return name[:-1] if len(name) >= _STEM and script(name[0]) not in ("han", "kana", "hangul", "thai") else name


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
        home = homes.get(code, "").rpartition("_")[2]
        if len(code) == 2 and len(home) == 2 and code not in _WORLDWIDE:
            yield name, f"c{home}"
    for number in range(1, 13):
        for form in ("format", "stand-alone"):
            yield locale.months[form]["wide"][number], f"cmonth{number}"
    for number in range(7):
        yield locale.days["format"]["wide"][number], f"cday{number}"
    for zone in Locale.parse(_MOST_ZONES).time_zones:  # which names a city for every zone
        city = zone.rpartition("/")[2]
        yield locale.time_zones.get(zone, {}).get("city") or city.replace("_", " "), f"c{city}"
