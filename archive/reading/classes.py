"""What publishers call the parts of a page: words of class, id, test id, itemprop, read once from ``classes.toml``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from archive.reading.phrases import rows

_TELLING = frozenset(("sorts", "words", "language", "example", "counter_example"))


_NONE: frozenset[str] = frozenset()
_VARYING = re.compile(r"[*-]+")


def sorts_of(name: str) -> frozenset[str]:
    """Return the sorts ("elsewhere", "footer" …) that a name says a part is of."""
    return _NONE.union(*map(_sorts_of_word, name.lower().split()))


@lru_cache(maxsize=50_000)  # the pages of an outlet call their parts alike; half of the words are those of others, too
def _sorts_of_word(word: str) -> frozenset[str]:
    """Most words are of no sort: one pass for the letters that all rows ask for leaves few patterns to try."""
    finder, sorts = _stems()
    stems = finder.find_matches_as_indexes(word, overlapping=True)
    if not stems:
        return _NONE
    asked = {sort for stem, _, _ in stems for sort in sorts[stem]}
    return frozenset(sort for sort in asked if _naming(sort).search(word))


@cache
def _stems() -> tuple[AhoCorasick, list[frozenset[str]]]:
    """Return a finder of the longest invariable part of each word, and the sorts that words with this part are of."""
    found: dict[str, set[str]] = defaultdict(set)
    for sort, held in _sorts().items():
        for row in held:
            for word in row["words"]:
                found[max(_VARYING.split(word), key=len)].add(sort)
    return AhoCorasick(list(found)), [frozenset(sorts) for sorts in found.values()]


@cache
def _naming(sort: str) -> re.Pattern[str]:
    """Return the pattern that finds a word of a sort in a name in lower case."""
    merged: list[tuple[dict[str, Any], list[str]]] = []  # rows of one shape are one pattern: half of the time
    for row in _sorts()[sort]:
        shape = {key: value for key, value in row.items() if key not in _TELLING}
        words = next((words for other, words in merged if other == shape), None)
        if words is None:
            merged.append((shape, list(row["words"])))
        else:
            words += row["words"]
    return re.compile("|".join(_pattern(shape, words) for shape, words in merged))


@cache
def _sorts() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows("classes", "class"):
        for sort in row["sorts"]:
            found[sort].append(row)
    return found


def _pattern(row: dict[str, Any], words: Sequence[str]) -> str:
    """Return what a row finds. A hyphen within a word may be missing or an underscore, an asterisk is any letters."""
    pattern = f"(?:{_either(words)})"
    if outer := row.get("before"):
        pattern = rf"(?:^|\s)(?:(?:{_either(outer)})[_-]*)?{pattern}(?:$|\s|-(?:{_either(row['behind'])}))"
    elif prefix := row.get("after"):
        pattern = f"(?:{_either(prefix)})[_-]*{pattern}"
    elif row.get("begins"):
        pattern = rf"\b{pattern}"
    elif not row.get("inside"):
        pattern = rf"(?:^|[\s_-]){pattern}"
    if but := row.get("but"):
        pattern += f"(?!{_either(but)})"
    if never := row.get("never_with"):
        pattern += rf"(?!\w*-?(?:{_either(never)}))"
    if goes_on := row.get("goes_on"):
        return rf"{pattern}(?:$|[\s_-]|{_either(goes_on)})"
    return pattern + (r"(?:$|[\s_-])" if row.get("ends") else r"\b" if row.get("stops") else "")


def _either(words: Sequence[str]) -> str:
    return "|".join(map(_word, words))


def _word(word: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "[-_]?", word).replace("*", r"\w*")
