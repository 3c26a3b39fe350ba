"""Numbers in any script and their unit words, as one value: "15 lakh", "1,5 Mio.", "१५ लाख" and "150万" are 1500000."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

_DIGITS = {
    code: str(unicodedata.digit(chr(code))) for code in range(0x80, 0x20000) if unicodedata.category(chr(code)) == "Nd"
} | {0x066B: ".", 0x066C: ","}  # Arabic decimal and thousands separators
_NUMBER = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?!\d)(?:[.,]\d+)?"  # 380 000, 380'000,50
    r"|\d+(?:[.,]\d+)*"
)
_GAP = re.compile(r"[ \u00a0\u202f-]?")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009'’]")
_LONGEST = 15  # digits: more are an account number or an id, and a float would not hold them
_WRITTEN = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_RANKS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_NUMBER = re.compile(f"[{''.join(_WRITTEN)}{''.join(_RANKS)}]{{2,}}")
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})  # a unit word may be followed by a letter: 3만명


def numbers(text: str, language: str = "") -> list[tuple[str, int, int]]:
    """Return the numbers of a text as key ("n" and the value, six digits at most), start and end offset.

    What is written with separators that are no number's ("14:30", "30.09.2018") is read as several numbers.
    """
    plain = text.translate(_DIGITS)
    found: list[tuple[str, int, int]] = []
    position = 0
    while match := _NUMBER.search(plain, position):
        values, end = _values(match.group()), match.end()
        if len(values) == 1:
            values[0], end = _multiplied(values[0], plain, end, language)
        found.extend((_key(value), match.start(), end) for value in values)
        position = end
    if language in ("zh", "ja"):
        found.extend(_han_numbers(plain))
    return found


def _key(value: float) -> str:
    return f"n{int(value)}" if value == int(value) else f"n{value:.6g}"


def _values(digits: str) -> list[float]:
    """Return what digits with separators mean: one value, or several where they are no single number."""
    parts = re.split("([.,])", _SPACES.sub("", digits))
    groups, marks = parts[::2], parts[1::2]
    if any(len(group) > _LONGEST for group in groups) or sum(map(len, groups)) > 2 * _LONGEST:
        return []
    if not marks:
        return [float(groups[0])]
    whole = float("".join(groups))
    if len(set(marks)) == 1:
        if groups[0] != "0" and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
            return [whole]  # 380,000 and 1.234.567; a decimal fraction of three digits is rare in news
        if len(marks) > 1 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1]):
            return [whole]  # 3,80,000, as India writes it
        if len(marks) == 1:
            return [float(f"{groups[0]}.{groups[1]}")]
    elif len(set(marks[:-1])) == 1 and marks[-1] != marks[0]:
        return [float("".join(groups[:-1]) + "." + groups[-1])]  # 1,234.5 and 1.234,5
    return [float(group) for group in groups]


def _multiplied(value: float, text: str, end: int, language: str) -> tuple[float, int]:
    """Return a value times the unit words that follow, and where they end: 1.5 lakh crore, 3億5000万."""
    factor, after = _unit(text, end, language)
    if factor == 1:
        return value, end
    again, beyond = _unit(text, after, language)
    value, end = value * factor * again, beyond if again > 1 else after
    while language in _UNSPACED and (more := _NUMBER.match(text, end)):
        values = _values(more.group())
        smaller, after = _unit(text, more.end(), language)
        if len(values) != 1 or smaller >= factor or values[0] * smaller >= factor:
            break
        value, end, factor = value + values[0] * smaller, after, smaller
    return value, end


def _unit(text: str, position: int, language: str) -> tuple[float, int]:
    """Return the factor of the unit word at a position and where it ends; 1 and the position where there is none."""
    words, longest = units(language)
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    for length in range(min(longest, len(text) - start), 0, -1):
        factor = words.get(text[start : start + length].lower())
        if factor and (language in _UNSPACED or _ends(text, start + length)):
            return factor, start + length
    return 1.0, position


def _ends(text: str, position: int) -> bool:
    """Say whether a word ends here: no letter follows and no vowel sign."""
    return position >= len(text) or unicodedata.category(text[position])[0] not in "LM"


@lru_cache(maxsize=64)
def units(language: str) -> tuple[Mapping[str, float], int]:
    """Return the unit words of a language with their factors, and the length of the longest.

    Of an unknown language: the words on which all languages agree.
    """
    rows = tomllib.loads((files(__package__) / "units.toml").read_text("utf-8"))["unit"]
    meant: dict[str, set[float]] = {}
    for row in rows:
        for word in row["words"]:
            meant.setdefault(word, set()).add(row["value"])
    words = {
        word: value for row in rows if row["language"] == language for word in row["words"] if (value := row["value"])
    }
    words = words or {word: values.pop() for word, values in meant.items() if len(values) == 1}
    return words, max(map(len, words))


def _han_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield numbers written out in Chinese characters: 三十二, 两千五百万."""
    for match in _HAN_NUMBER.finditer(text):
        if any(char in _RANKS for char in match.group()) and any(
            char in _WRITTEN or char == "十" for char in match.group()
        ):
            yield _key(_han_value(match.group())), match.start(), match.end()


def _han_value(written: str) -> int:
    total = section = digit = 0
    for char in written:
        if char in _WRITTEN:
            digit = _WRITTEN[char]
        elif (rank := _RANKS[char]) >= 10**4:
            total, section, digit = total + (section + digit or 1) * rank, 0, 0
        else:
            section, digit = section + (digit or 1) * rank, 0
    return total + section + digit
