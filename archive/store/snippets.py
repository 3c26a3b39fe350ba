"""Where in an article the hits stand: the printed text with marks, cut to its best passage.

The index holds folded words and no texts. So the few articles of one page are folded again word by word, FTS5 itself
says in a table in memory which of these words match (stems, phrases and prefixes as in the index), and its marks are
carried back to the words as they are printed.
"""

from __future__ import annotations

import re
import sqlite3

from archive.store.folding import compound, fold_word, has_spellings, other_word, token
from archive.store.index import TOKENIZER

MARK, UNMARK = "\ue000", "\ue001"
"""Private-use characters around a hit in a snippet: no page's text can forge markup with them."""

WINDOW = 230
"""Characters of a snippet: two lines of a page."""

READ = (4_000, 30_000)
"""Characters of a text in which hits are looked for: those of a usual article first, ten times as many where there is
none."""

_STRAY = re.compile(f"[{MARK}{UNMARK}]")

Span = tuple[int, int]


class Marker:
    """Marks what one expression of the index matches; holds a table in memory while it is open."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._memory = sqlite3.connect(":memory:")
        tokenizer = TOKENIZER.replace("'", "''")
        self._memory.execute(f"CREATE VIRTUAL TABLE words USING fts5(way, tokenize='{tokenizer}')")

    def __enter__(self) -> Marker:
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.close()

    def headline(self, text: str) -> str:
        """Return a short text whole, with its hits marked."""
        text = _plain(text)
        return _marked(text, self._spans(text))

    def snippet(self, text: str) -> str:
        """Return the passage of a text with most hits; its beginning where there are none."""
        text = _plain(text)
        spans = next(filter(None, (self._spans(text[:length]) for length in READ)), [])
        start, end = _best(text, spans)
        inside = [(low - start, high - start) for low, high in spans if start <= low and high <= end]
        passage = _marked(text[start:end], inside).replace("\n", " ")
        return ("… " if start else "") + passage.strip() + (" …" if end < len(text) else "")

    def _spans(self, text: str) -> list[Span]:
        """Return where hits stand in a text, in order."""
        if not self._wanted:
            return []
        found = self._hits([(*each.span(), fold_word(each.group())) for each in token().finditer(text)])
        if has_spellings(text):
            found |= self._hits([(*each.span(), other_word(each.group())) for each in compound().finditer(text)])
        return _joined(sorted(found))

    def _hits(self, words: list[tuple[int, int, str]]) -> set[Span]:
        """Return the places of those words (start, end, folded) that match."""
        places = [(start, end) for start, end, folded in words for _ in folded.split()]
        self._memory.execute("DELETE FROM words")
        self._memory.execute("INSERT INTO words VALUES (?)", [" ".join(folded for *_, folded in words)])
        row = self._memory.execute(
            "SELECT highlight(words, 0, ?, ?) FROM words WHERE words MATCH ?", (MARK, UNMARK, self._wanted)
        ).fetchone()
        found, inside = set(), False
        for place, piece in zip(places, row[0].split() if row else (), strict=False):
            inside |= MARK in piece
            if inside:
                found.add(place)
            inside &= UNMARK not in piece
        return found


def plain_beginning(text: str) -> str:
    """Return the first lines of a text, cut at a word."""
    text = _plain(text).replace("\n", " ")
    return text if len(text) <= WINDOW else text[:WINDOW].rsplit(" ", 1)[0] + " …"


def _plain(text: str) -> str:
    return _STRAY.sub("", text or "")


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans with those made one that touch: the letters of a word whose script writes no spaces."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _best(text: str, spans: list[Span]) -> Span:
    """Return the passage with most different hits, the earliest of these, begun and ended between words."""
    if len(text) <= WINDOW:
        return 0, len(text)
    if not spans:
        return 0, _word_end(text, WINDOW)
    best, most = spans[0][0], 0
    for start, _ in spans:
        inside = {text[low:high].casefold() for low, high in spans if start <= low and high <= start + WINDOW * 0.7}
        if len(inside) > most:
            best, most = start, len(inside)
    start = max(0, best - WINDOW // 4)
    if start:
        line = text.rfind("\n", start, best)
        sentence = text.rfind(". ", start, best)
        space = text.find(" ", start, best)
        start = line + 1 if line >= 0 else sentence + 2 if sentence >= 0 else space + 1 if space >= 0 else start
    return start, _word_end(text, start + WINDOW)


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 30, end)
    return space if space > 0 else end


def _marked(text: str, spans: list[Span]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], MARK, text[start:end], UNMARK]
        done = end
    return "".join([*parts, text[done:]])
