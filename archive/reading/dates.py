"""Times that a page only prints: "Montag, 6. Mai 2024, 10:15 Uhr". The words of each language are ``dates.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_LONG = 300  # characters of a line looked at
_BEFORE = 40  # characters before a date that may say it is that of a change
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)")
_SHORT = re.compile(r"(?<![\d.])\d\d\.\d\d\.[0-3]\d(?![\d.])")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)\s?(?P<s>[-./年년])\s?(?P<m>\d{1,2})\s?[-./月월]\s?(?P<d>\d{1,2})(?:[日일]|\.?(?!\d))|"
    r"(?P<a>\d{1,2})\s?(?P<t>[-./])\s?(?P<b>\d{1,2})\s?(?P=t)\s?(?P<z>(?:19|20)\d\d)(?!\d)|"
    r"(?P<gd>\d\d)\.(?P<gm>\d\d)\.(?P<gy>[0-3]\d)(?![\d.])|"
    r"(?P<vd>\d{1,2}) tháng (?P<vm>\d{1,2}),? năm (?P<vy>(?:19|20)\d\d)(?!\d))"
)
_TOKEN = re.compile(r"[^\s,،、./·|()–—:;-]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°)?")
_CLOCK = re.compile(
    r"(?<![\d.,])(?:(?P<h>[01]?\d|2[0-4])(?:\.|\s?(?:[:h時时시點点]|Uhr )\s?)(?P<m>[0-5]\d)(?:[:.][0-5]\d)?|"
    r"(?P<o>1[0-2]|0?[1-9])(?=\s?[ap]\.?m))"
    r"(?!\d|[.,]\d|\s?%)[分분]?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.I,
)
_ZONE = re.compile(r"\s*[(|,]?\s*(?P<name>[A-Z]{3,4})?\s*(?P<offset>[+-]\d{1,2}(?::?[0-5]\d)?)?(?![\d-])")
_BUDDHIST = 543  # years by which Thailand's calendar is ahead


class Printed(NamedTuple):
    """A time as ISO 8601 (a date alone where no clock stands beside it), and whether it is that of a change."""

    when: str
    updated: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of dates: months by language and, where all languages agree, by the word alone; ``words`` are those
    that may stand around a date (weekdays, joints), ``updated`` those before the time of a change."""

    months: dict[str, dict[str, int]]
    anywhere: dict[str, int]
    words: frozenset[str]
    updated: tuple[str, ...]
    zones: dict[str, str]


@cache
def calendar() -> Calendar:
    """Return the words of ``dates.toml``."""
    table = tomllib.loads(files(__package__).joinpath("dates.toml").read_text(encoding="utf-8"))
    months = {
        row["code"]: {word: number for number, words in enumerate(row["months"], 1) for word in words.split()}
        for row in table["language"]
    }
    meant: dict[str, set[int]] = {}
    for named in months.values():
        for word, number in named.items():
            meant.setdefault(word, set()).add(number)
    around = [word for row in table["language"] for word in f"{row['weekdays']} {row['joints']}".split()]
    return Calendar(
        months,
        {word: min(numbers) for word, numbers in meant.items() if len(numbers) == 1},
        frozenset(around) | {"uhr"},
        tuple(sorted({phrase for row in table["language"] for phrase in row["updated"]}, key=len, reverse=True)),
        {row["name"]: row["offset"] for row in table["zone"]},
    )


def printed_times(text: str, language: str = "") -> Iterator[Printed]:
    """Yield the times a line prints, in order. ``language`` (ISO 639-1) decides between equal words: "listopada".

    Where day and month can't be told apart ("05/06/2024" in English), the date is left out: a wrong one is worse.
    """
    line = _ascii_digits(text[:_LONG])
    if not _YEAR.search(line) and not _SHORT.search(line):
        return
    spelt = line.lower()
    for start, end, day in sorted([*_numeric(line, language), *_worded(spelt, language)]):
        clock, zone = _clock(line, start, end)
        before = spelt[max(0, start - _BEFORE) : start].rstrip(" :：|-–—(,")
        before = _without_words(before)
        yield Printed(f"{day}T{clock}{zone}" if clock else day, before.endswith(calendar().updated))


def _numeric(line: str, language: str) -> Iterator[tuple[int, int, str]]:
    for match in _NUMERIC.finditer(line):
        part = match.groupdict()
        if part["y"]:
            found = (part["y"], part["m"], part["d"])
        elif part["gy"]:
            found = (f"20{part['gy']}", part["gm"], part["gd"])
        elif part["vy"]:
            found = (part["vy"], part["vm"], part["vd"])
        else:
            first, second = part["a"], part["b"]
            if int(second) > 12:
                first, second = second, first
            elif language in ("en", "") and part["t"] != "." and int(first) <= 12 and first != second:
                continue
            found = (part["z"], second, first)
        if day := _day(*found):
            yield match.start(), match.end(), day


def _worded(line: str, language: str) -> Iterator[tuple[int, int, str]]:
    tokens = [match for match in _TOKEN.finditer(line) if match.group() not in _JOINTS]
    named = {**calendar().anywhere, **calendar().months.get(language, {})}
    for index, token in enumerate(tokens):
        if not _YEAR.fullmatch(token.group()):
            continue
        year = int(token.group())
        year -= _BUDDHIST if year >= 2500 else 0
        if index > 2 and named.get(tokens[index - 1].group()) == named.get(tokens[index - 2].group(), -1):
            tokens[index - 2] = tokens[index - 3]  # "4 آب/أغسطس 2013" names the month twice
        for pair in (tokens[max(0, index - 2) : index], tokens[index + 1 : index + 3]):  # Hungarian puts the year first
            if len(pair) < 2:
                continue
            for day, month in (pair, pair[::-1]):
                number, ordinal = named.get(month.group()), _ORDINAL.fullmatch(day.group())
                if number and ordinal and (when := _day(year, number, ordinal.group(1))):
                    yield min(pair[0].start(), token.start()), max(pair[1].end(), token.end()), when
                    break


_JOINTS = frozenset(("de", "del", "of", "the", "року", "года"))  # inside a date; those around it are data


def _clock(line: str, start: int, end: int) -> tuple[str, str]:
    """Return the clock beside a date ("10:15:00") and its offset, empty where there is none."""
    for match in _CLOCK.finditer(line):
        gap = line[end : match.start()] if match.start() >= end else line[match.end() : start]
        apart = match.start() >= end or match.end() <= start
        if not apart or len(gap) > 40 or _without_words(gap.lower()).strip(" ,،、|·•–—-@()/.:;\u200e\u200f"):
            continue
        hour, minute, half = int(match["h"] or match["o"]), int(match["m"] or 0), (match["half"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0) if hour <= 12 else hour
        if hour > 23:
            continue
        return f"{hour:02}:{minute:02}:00", _zone(line[match.end() : match.end() + 16])
    return "", ""


def _zone(text: str) -> str:
    match = _ZONE.match(text)
    if match is None or (match["name"] and match["name"] not in calendar().zones):
        return ""
    if offset := match["offset"]:
        sign, digits = offset[0], offset[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{sign}{int(hours):02}:{minutes}" if int(hours) <= 14 else ""
    return calendar().zones[match["name"]] if match["name"] else ""


def _without_words(text: str) -> str:
    """Return a text without the weekdays and joints at its end or, where it holds nothing else, at all."""
    words = text.split()
    while words and words[-1].strip(".,:|-–—()") in calendar().words:
        words.pop()
    return " ".join(words).rstrip(" :：|-–—(,")


def _day(year: int | str, month: int | str, day: int | str) -> str:
    try:
        return datetime(int(year), int(month), int(day)).date().isoformat()
    except ValueError:
        return ""


def _ascii_digits(text: str) -> str:
    """Return the text with the digits of all scripts as those of ASCII."""
    if text.isascii():
        return text
    return "".join(str(int(char)) if not char.isascii() and char.isdecimal() else char for char in text)
