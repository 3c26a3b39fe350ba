"""What publishers call the parts of a page: words of class, id, test id, itemprop, read once from ``classes.toml``."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

from archive.reading.phrases import rows

_BEGINS, _ENDS = r"(?:^|[\s_-])", r"(?:$|[\s_-])"


@cache
def called(sort: str) -> re.Pattern[str]:
    """Return the pattern that finds a word of a sort ("elsewhere", "footer" …) in a name in lower case."""
    return re.compile("|".join(map(_pattern, _sorts()[sort])))


@cache
def _sorts() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows("classes", "class"):
        for sort in row["sorts"]:
            found[sort].append(row)
    return found


def _pattern(row: dict[str, Any]) -> str:
    """Return what a row finds. A hyphen within a word may be missing or an underscore, an asterisk is any letters."""
    words = "|".join(map(_word, row["words"]))
    pattern = f"(?:{words})" if row.get("inside") else f"{_BEGINS}(?:{words})"
    if before := row.get("before"):
        pattern = rf"(?:^|\s)(?:(?:{'|'.join(map(_word, before))})[_-]*)?(?:{words})"
    if behind := row.get("behind"):
        pattern += rf"(?:$|\s|-(?:{'|'.join(map(_word, behind))}))"
    if but := row.get("but"):
        pattern += f"(?!{'|'.join(map(re.escape, but))})"
    if later := row.get("never_with"):
        pattern += rf"(?!\w*-?(?:{'|'.join(map(_word, later))}))"
    return pattern + (_ENDS if row.get("ends") else "")


def _word(word: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "[-_]?", word).replace("*", r"\w*")
