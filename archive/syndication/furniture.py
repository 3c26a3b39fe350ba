"""Lines that a newsroom prints under everything: "Follow us", a promise of independence, terms of use.

They are shared words without being a shared story. A line gives itself away when articles that have it have little
else in common, when one outlet prints it again and again, or when more articles have it than any dispatch could.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from archive.syndication.characters import mixed, powers_of_base
from archive.syndication.copy import Copy
from archive.syndication.matching import WINDOW
from archive.syndication.words import Flags, Numbers, Words, read_words

SPAN = WINDOW.days  # days before and after an article in which others that repeat its line count
HOLDERS = 4  # articles with the line; in fewer, two dispatches of one template look the same
LOOKED_AT = 24  # of the holders, whose texts are compared: a median needs no more, and a footer has a million
REPEATED = 10  # articles of one outlet with the line; no newsroom prints a line of news so often in a fortnight
CROWD = 1000  # articles with the line: no dispatch is printed so often
LITTLE = 0.3  # of the smaller text in lines that both have: copies of one dispatch have more, by their median
LITTLE_AT_THE_END = 0.5  # the same where the line closes the text: a footer under a brief is half of it
CLOSING = 0.8  # of the articles that have the line close with it


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of a text that have words: a key for each, and its words.

    Keys (62 bits) are equal where only the name of the outlet differs.
    """

    keys: Numbers
    sizes: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """An article that has a line: the words of each of its lines by key, and the key of the last."""

    lines: Mapping[int, int]
    last: int


def lines_of(words: Words, outlet: str = "") -> Lines:
    """Return the lines of a text that has been split into words."""
    starts = words.line_starts
    if not len(starts):
        return Lines(words.values[:0], starts)
    kept = np.ones(len(words), np.bool_)
    for name in _named(outlet):
        kept &= words.values != name
    places = np.cumsum(kept) - kept
    powers, inverse = powers_of_base(len(words))
    sums = np.add.reduceat(np.where(kept, words.values * powers[places], 0), starts)
    keys = mixed(sums * inverse[places[starts]]) >> np.uint64(2)
    return Lines(keys, np.add.reduceat(kept, starts, dtype=np.int64))


def without(copy: Copy, dropped: Flags) -> str:
    """Return the article's text without some of its lines; ``dropped`` flags them as ``lines_of`` counts them."""
    words = copy.words
    places = words.starts[words.line_starts].tolist()
    starts = [0, *(copy.text.rfind("\n", 0, place) + 1 for place in places[1:])]
    lines = [copy.text[start:end].strip("\n") for start, end in pairwise([*starts, len(copy.text)])]
    return "\n".join(line for line, drop in zip(lines, dropped.tolist(), strict=True) if not drop)


def has_little_else(key: int, holders: tuple[Holder, ...]) -> bool:
    """Say whether articles with a line have so little else in common that it must be furniture.

    ``holders`` are the first ``LOOKED_AT`` by id of all articles with the line, whenever they appeared.
    """
    if len(holders) < HOLDERS:
        return False
    closing = sum(holder.last == key for holder in holders)
    return _in_common(holders) < (LITTLE_AT_THE_END if closing >= CLOSING * len(holders) else LITTLE)


def is_repeated(outlets: Sequence[str]) -> bool:
    """Say whether a line is printed too often to be news, given the outlets of all articles with it within ``SPAN`` days."""
    return len(outlets) > CROWD or max(Counter(filter(None, outlets)).values(), default=0) >= REPEATED


@lru_cache(maxsize=64)  # the lines of one dispatch have the same holders
def _in_common(holders: tuple[Holder, ...]) -> float:
    """Return which part of the smaller text neighbours among these articles have in common, by the median."""
    return median(_common(one.lines, other.lines) for one, other in pairwise(holders))


def _common(one: Mapping[int, int], other: Mapping[int, int]) -> float:
    """Return which part of the smaller text stands in lines that both have."""
    both = sum(one[key] for key in one.keys() & other.keys())
    return both / max(1, min(sum(one.values()), sum(other.values())))


@lru_cache(maxsize=4096)
def _named(outlet: str) -> tuple[np.uint64, ...]:
    """Return the words of an outlet's name, also written as one ("news@thedaily.example")."""
    name, as_one = read_words(outlet), read_words("".join(outlet.split()))
    return tuple({*name.values, *as_one.values})
