"""Where a text quotes: words that two newsrooms may share without one having copied the other.

Quotation marks of every language's set are paired within a line. A quotation that is not closed in its line goes on
to the line's end (the press reopens a quotation at each paragraph and closes only the last), if its mark can only be
an opening one or opens the line.
A line that another line announces with a colon, an embedded post with its "(@name)", and a provision of a law
(``provisions.toml``) are quotations as well.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

LONGEST = 1200  # characters; beyond it a mark was a stray one and must not hide the rest of a paragraph
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "”": "”", "‘": "’", "'": "'’"}
_MARK = re.compile("[" + "".join(_PAIRS) + "’」』]")
_SINGLE = "‘'’"
_EITHER = "\"”»‘'’"  # marks that close in one language and open in another, or are apostrophes
_POST = re.compile(r"\(@\w{2,}\)")  # "— Name (@name) October 18, 2018", as pages embed it
_ANNOUNCES = re.compile("[:：][\"“'‘\\s]*$")
_NUMBER = r"(?:\d+|[IVXLC]+\b|[〇一二三四五六七八九十百千]+)"
_MAY_FOLLOW = ":：\"“'‘ \u00a0\u200b"


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the quotations of a text as character offsets, ascending, without overlaps."""
    posted = "(@" in text and _POST.search(text) is not None
    marks = [mark.start() for mark in _MARK.finditer(text)]
    provision = _provision()
    found: list[tuple[int, int]] = []
    start = first = 0
    announced = False
    for line in text.split("\n"):
        if not line:
            start += 1
            continue
        last = bisect_left(marks, start + len(line), first) if first < len(marks) else first
        if not line.isspace():
            if announced or (posted and _POST.search(line)) or provision.match(line):
                found.append((start, start + len(line)))
            elif last > first:
                found.extend(_in_line(line, start, marks[first:last]))
            announced = line[-1] in _MAY_FOLLOW and bool(_ANNOUNCES.search(line[-8:]))
        start, first = start + len(line) + 1, last
    return found


@cache
def _provision() -> re.Pattern[str]:
    rows = tomllib.loads((Path(__file__).parent / "provisions.toml").read_text(encoding="utf-8"))["provision"]
    openings = (re.escape(row["opening"]).replace(r"\ ", r"\s?").replace(r"\#", _NUMBER) for row in rows)
    return re.compile(rf"[\s(\[“\"«]*(?:{'|'.join(openings)})", re.IGNORECASE)


def _in_line(line: str, start: int, marks: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the quotations of a line that starts at ``start``; ``marks`` are its quotation marks."""
    opened, closers = -1, ""
    for mark in marks:
        here = mark - start
        sign = line[here]
        if opened >= 0 and here - opened > LONGEST:
            opened = -1
        if opened >= 0:
            if sign in closers and _closes(line, here):
                yield start + opened, mark
                opened = -1
        elif sign in _PAIRS and _opens(line, here):
            opened, closers = here, _PAIRS[sign]
    if opened >= 0 and (line[opened] not in _EITHER or not line[:opened].strip()):
        yield start + opened, start + len(line)


def _opens(line: str, here: int) -> bool:
    before, after = line[here - 1 : here], line[here + 1 : here + 2]
    return (bool(after.strip()) and not before.isalnum()) or line[here] in "„«「『"


def _closes(line: str, here: int) -> bool:
    return line[here] not in _SINGLE or not line[here + 1 : here + 2].isalnum()
