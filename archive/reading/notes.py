"""Notes that publishers print right above and below a text: where it appeared first, tags, stamps, picture credits.

What they look like is data, read once from ``notes.toml``; where they stand is judged by ``edges``.
"""

from __future__ import annotations

import re
from functools import cache

from archive.alternation import either
from archive.reading.folding import fold
from archive.reading.phrases import plain, rows

MAX_NOTE = 160
"""Characters of a note; what is longer says something else as well."""

MAX_DISCLOSURE = 400
"""Characters of a note on paid links or on whose opinion a text is."""

_SEPARATED = r"\s*[:：|©/]"
_NUMBERED = r"(?:\W*(?:[^\W\d]+\W+){0,3}\d|\W*$)"  # "Published on Monday, 6 May", or a number that is lost
_SENTENCES = re.compile(r"(?:[.!?।。]\s+\S.*){2}[.!?।。]")  # more than two
_MAX_STAMP = 80  # characters of a stamp, a reading time, a telephone number
_MAX_BY = 60  # characters of "Photo by …"
_STAMPS = ("stamp", "reading time", "phone")
_FORMS = {
    "tags": lambda words: rf"\W{{0,4}}(?:{words}){_SEPARATED}",
    "stamp": lambda words: rf"\W{{0,4}}(?:{words})(?!\w){_NUMBERED}",
    "reading time": lambda words: rf"\W{{0,4}}(?:(?:{words})(?!\w)\W*\d|\d{{1,2}}\W{{0,2}}(?:{words})(?!\w))",
    "picture": lambda words: rf"\W{{0,3}}(?:{words})(?:{_SEPARATED}|\s+(?:by|von|par) )",
    "origin": lambda words: rf"\W{{0,3}}(?:{words})(?!\w)",
    "disclosure": lambda words: rf"(?:{words})",
    "phone": lambda words: rf"\W{{0,4}}(?:{words})\W{{0,4}}(?:\d[\d\s()/+.–-]*){{6,}}",
}


def note(line: str) -> str:
    """Return the kind of note a line is ("tags", "stamp", "reading time", "picture", "origin", "disclosure",
    "phone"), or ""."""
    if len(line) > MAX_DISCLOSURE:
        return ""
    text = plain(line)
    if _pattern("disclosure").search(text):
        return "disclosure"
    if len(line) > MAX_NOTE:
        return ""
    if stamp := next((kind for kind in _STAMPS if len(line) <= _MAX_STAMP and _pattern(kind).match(text)), ""):
        return stamp
    if _SENTENCES.search(line):
        return ""
    if kind := next((kind for kind in ("tags", "origin") if _pattern(kind).match(text)), ""):
        return kind
    if (picture := _pattern("picture").match(text)) and (
        not picture.group().endswith(" ")
        or (len(line) <= _MAX_BY and line[picture.end() : picture.end() + 1].isupper())
    ):
        return "picture"
    return ""


def is_stamp(line: str) -> bool:
    """Say whether a line is a date, with or without a clock and a word that says what it is the date of."""
    return "@" not in line and bool(_stamp().fullmatch(plain(line)))  # a post of a network closes with its date


def tells_reading_time(line: str) -> bool:
    """Say whether a line says, among other things, how long reading takes ("By Ada Byron · 4 min read")."""
    return bool(_reading_time().search(plain(line)))


def is_pointer(text: str) -> bool:
    """Say whether the text of a link says nothing but that it is one ("here", "hier entlang")."""
    return fold(text) in _pointers()


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_FORMS[kind](_words(kind)))


@cache
def _stamp() -> re.Pattern[str]:
    clock = r"(?:\d{1,2}[:.h]\d\d\W+(?:[a-z]{2,4}\W+)?)?"
    words = rf"(?:{_words('stamp')})?\W*(?:le|el|am|on|at|il)?\W*{clock}(?:[^\W\d]{{1,12}}\W+){{0,2}}"
    day = (
        r"\d{1,4}[\s./:-]+(?:[^\W\d]{2,12}|\d{1,2})[\s.,/:-]+\d{2,4}\b|[^\W\d]{3,12}\W+\d{1,2}(?:st|nd|rd|th)?, \d{4}\b"
    )
    return re.compile(rf"{words}(?:{day}).{{0,40}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日.{{0,40}}")


@cache
def _reading_time() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('reading time')})(?!\w)")


def _words(kind: str) -> str:
    return either(plain(phrase) for row in rows("notes", "note") if row["kind"] == kind for phrase in row["phrases"])


@cache
def _pointers() -> frozenset[str]:
    return frozenset(fold(phrase) for row in rows("notes", "pointer") for phrase in row["phrases"])
