"""Lines that a newsroom prints under everything: "Follow us", a promise of independence, terms of use.

They are shared words without being a shared story. A line gives itself away when articles that have it have little
else in common, or when one outlet prints it again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from hashlib import blake2b
from itertools import pairwise
from statistics import median

from archive.syndication.copy import Copy

HOLDERS = 4  # articles with the line; in fewer, two dispatches of one template look the same
REPEATED = 10  # articles of one outlet with the line; no newsroom prints a line of news so often
LITTLE = 0.3  # of the smaller text in lines that both have: copies of one dispatch have more, by their median
LITTLE_AT_THE_END = 0.5  # the same where the line closes the text: a footer under a brief is half of it
CLOSING = 0.8  # of the articles that have the line close with it


def furniture(copies: Collection[Copy]) -> frozenset[int]:
    """Return the keys of the lines of these articles that are furniture."""
    holders: dict[int, list[str]] = {}
    closing: Counter[int] = Counter()
    repeated: Counter[tuple[str, int]] = Counter()
    lines: dict[str, dict[int, int]] = {}
    for copy in copies:
        keyed = keyed_lines(copy)
        lines[copy.id] = {key: len(line) for key, line in keyed}
        closing.update(key for key, _ in keyed[-1:])
        for key in lines[copy.id]:
            holders.setdefault(key, []).append(copy.id)
            repeated[copy.outlet, key] += bool(copy.outlet)
    found = {key for (_, key), times in repeated.items() if times >= REPEATED}
    for key, articles in holders.items():
        if len(articles) >= HOLDERS:
            little = LITTLE_AT_THE_END if closing[key] >= CLOSING * len(articles) else LITTLE
            if _in_common(sorted(articles), lines) < little:
                found.add(key)
    return frozenset(found)


def without(copy: Copy, keys: Collection[int]) -> str:
    """Return the article's text without the lines of these keys."""
    return "\n".join(line for key, line in keyed_lines(copy) if key not in keys)


def keyed_lines(copy: Copy) -> list[tuple[int, str]]:
    """Return the lines of the text that have words, each with its key: equal where only the outlet's name differs."""
    name = _squeeze(copy.outlet)
    keyed = []
    for line in copy.text.split("\n"):
        if squeezed := _squeeze(line):
            plain = squeezed.replace(name, "") if name else squeezed
            digest = blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            keyed.append((int.from_bytes(digest), line))
    return keyed


def _squeeze(text: str) -> str:
    """Return the text without spaces and case, so that "The Daily" is found in "news@thedaily.example"."""
    return "".join(text.casefold().split())


def _in_common(articles: list[str], lines: dict[str, dict[int, int]]) -> float:
    """Return which part of their text neighbours among these articles have in common, by the median."""
    return median(_common(lines[one], lines[other]) for one, other in pairwise(articles))


def _common(one: dict[int, int], other: dict[int, int]) -> float:
    both = sum(one[key] for key in one.keys() & other.keys())
    return both / max(1, min(sum(one.values()), sum(other.values())))
