"""When two strings of a page are the same: their letters and digits, in one case."""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 2_000  # characters of a text whose folded form is remembered: 16 MB at most
_MARKS = re.compile(r"[^\w]+|_")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


def fold(text: str) -> str:
    """Return the letters and digits of a text in one case: what makes two lines the same line."""
    return _fold(text) if len(text) < _REMEMBERED else _folded(text)


@lru_cache(maxsize=4096)  # a page's lines are asked for again and again
def _fold(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return text.translate(_ASCII) if text.isascii() else _MARKS.sub("", text).casefold()
