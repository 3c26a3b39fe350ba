"""Credit lines that close a text: they name who sent it and are no paragraph of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.article import Margin, Place
from archive.reading.cleaning import fold
from archive.reading.lines import Line
from archive.reading.zone import marks

_LAST = 3  # closing paragraphs looked at
_LENGTH = 120  # characters of a credit line
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:credits?|source|quelle|fuente|fonte|syndicat\w*|agency|agentur|agence|agencia|agenzia|copyright)"
    r"(?:$|[\s_-])",
    re.I,
)
_BARE = re.compile(
    r"[\W_]{0,4}(?:(?:19|20)\d\d\s+)?[A-Z]{2,6}(?:\s*[/,&+-]\s*(?:[A-Z]{2,6}|[a-z]{2,4}))*[\W_]{0,3}|"
    r"\W?[a-z]{2,4}\s*/\s*(?:[A-Z]{2,6}|Agenturen|agences|agencias)\W?"
)
_OPENED = re.compile(
    r"\W{0,3}(?:sources?|quellen?|fuentes?|fonte|source de|المصدر|स्रोत|©|\(c\)|copyright|with (?:agency )?inputs?|"
    r"with (?:reporting|additional|files)|additional reporting|avec (?:l['’ ]|les )?(?:apports?|agences?|[A-Z]{2,5}\b)|"
    r"mit (?:material|agentur\w*|dpa|afp)|con (?:información|agencias)|con informazioni|agenc(?:ies|e|y)\b|agenturen)",
    re.I,
)
_RESERVED = re.compile(r"\W{0,3}(?:©|\(c\)|copyright\b)\s*(?:19|20)\d\d\b", re.I)
_SENTENCE = re.compile(r"[.!?।。]\s+\S|[.!?।。][\"”»]?$")


def without_signoff(paragraphs: Sequence[str], lines: Sequence[Line]) -> tuple[list[str], list[Margin]]:
    """Return the paragraphs without closing credit lines, and these as margins below the text, in order."""
    called = {line.folded: marks(line.block) for line in lines if len(line.text) <= _LENGTH}
    kept = list(paragraphs)
    moved: list[Margin] = []
    for index in range(len(kept) - 1, max(0, len(kept) - 1 - _LAST), -1):
        text = kept[index]
        if len(text) > _LENGTH:
            continue
        if not (
            _CALLED.search(called.get(fold(text), ""))
            or _BARE.fullmatch(text)
            or _RESERVED.match(text)
            or (_OPENED.match(text) and not _SENTENCE.search(text))
        ):
            break
        moved.insert(0, Margin(Place.BELOW, kept.pop(index), "source"))
    return kept, moved
