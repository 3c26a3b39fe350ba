"""Lines that a newsroom prints under everything: "Follow us", a promise of independence, terms of use.

They are shared words without being a shared story. A line gives itself away when articles that have it have little
else in common, when one outlet prints it again and again, or when more articles have it than any dispatch could.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from xxhash import xxh3_64_intdigest

from archive.syndication.copy import Copy
from archive.syndication.matching import WINDOW

SPAN = WINDOW.days  # days before and after an article in which others that repeat its line count
HOLDERS = 4  # articles with the line; in fewer, two dispatches of one template look the same
LOOKED_AT = 24  # of the holders, whose texts are compared: a median needs no more, and a footer has a million
REPEATED = 10  # articles of one outlet with the line; no newsroom prints a line of news so often in a fortnight
CROWD = 1000  # articles with the line: no dispatch is printed so often
LITTLE = 0.3  # of the smaller text in lines that both have: copies of one dispatch have more, by their median
LITTLE_AT_THE_END = 0.5  # the same where the line closes the text: a footer under a brief is half of it
CLOSING = 0.8  # of the articles that have the line close with it
_SPACES = bytes(code for code in range(128) if chr(code).isspace())
_BLANK = xxh3_64_intdigest(b"") >> 1, 0
_MARK = b"\xe2\x80"  # begins dashes, quotation marks and the like in UTF-8, each of three bytes, which have no case
_SPACING = re.compile(b"\xe2\x80[\x80-\x8f\xa8-\xaf]")  # and the spaces among them
_SPACES_IN_LINES = _SPACES.replace(b"\n", b"")


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """An article that has a line: the length of each of its lines by key, and the key of the last."""

    lines: Mapping[int, int]
    last: int


def keyed_lines(text: str, outlet: str = "") -> list[tuple[int, int]]:
    """Return a key (63 bits) and the length of each line of a text, blank ones with length 0.

    Keys are equal where only case, spaces and the name of the outlet differ.
    """
    name = outlet.casefold()
    joined = "".join(name.split())  # as in "news@thedaily.example"
    forms = [form for form in dict.fromkeys((name, joined)) if form and "\n" not in form]
    # Four ways to leave spaces out, the fast ones first: most texts are plain, and all lines are looked at.
    whole = text.encode("utf-8", "surrogatepass")
    more = len(whole) - len(text)
    if not more or (more == 2 * whole.count(_MARK) and not _SPACING.search(whole)):
        whole = whole.lower()
        for form in forms:
            whole = whole.replace(form.encode("utf-8", "surrogatepass"), b"")
        lines = whole.translate(None, _SPACES_IN_LINES).split(b"\n")
        return [(xxh3_64_intdigest(bare) >> 1, len(bare) - 2 * bare.count(_MARK)) if bare else _BLANK for bare in lines]
    found = []
    for line in text.split("\n"):
        if not line:
            found.append(_BLANK)
            continue
        line = line.casefold()
        for form in forms:
            line = line.replace(form, "")
        if line.isascii():
            bare = line.encode().translate(None, _SPACES)
            found.append((xxh3_64_intdigest(bare) >> 1, len(bare)))
        elif line.isprintable():
            bare = line.encode().translate(None, b" ")
            found.append((xxh3_64_intdigest(bare) >> 1, len(line) - line.count(" ")))
        else:
            line = "".join(line.split())
            found.append((xxh3_64_intdigest(line.encode("utf-8", "surrogatepass")) >> 1, len(line)))
    return found


def without(copy: Copy, keys: Collection[int]) -> Copy:
    """Return an article of whose text the lines of these keys are no part."""
    if not keys:
        return copy
    lines = enumerate(keyed_lines(copy.text, copy.outlet))
    return copy.without_lines(frozenset(number for number, (key, size) in lines if size and key in keys))


def has_little_else(key: int, holders: tuple[Holder, ...]) -> bool:
    """Say whether articles with a line have so little else in common that it must be furniture.

    ``holders`` are the first ``LOOKED_AT``, by day and id, of all articles with the line.
    """
    if len(holders) < HOLDERS:
        return False
    closing = sum(holder.last == key for holder in holders)
    return _in_common(holders) < (LITTLE_AT_THE_END if closing >= CLOSING * len(holders) else LITTLE)


def is_repeated(articles: Mapping[str, int]) -> bool:
    """Say whether a line is printed too often to be news, by the articles of each outlet with it in ``SPAN`` days."""
    if sum(articles.values()) > CROWD:
        return True
    return max((number for outlet, number in articles.items() if outlet), default=0) >= REPEATED


@lru_cache(maxsize=64)  # the lines of one dispatch have the same holders
def _in_common(holders: tuple[Holder, ...]) -> float:
    """Return which part of the smaller text neighbours among these articles have in common, by the median."""
    return median(_common(one.lines, other.lines) for one, other in pairwise(holders))


def _common(one: Mapping[int, int], other: Mapping[int, int]) -> float:
    """Return which part of the smaller text stands in lines that both have."""
    both = sum(one[key] for key in one.keys() & other.keys())
    return both / max(1, min(sum(one.values()), sum(other.values())))
