"""What opens and closes a text without being of it: credit lines, service, notes on the author, links."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from archive.article import Margin, Place
from archive.reading.appeals import is_appeal, is_closing, opens_credit
from archive.reading.classes import sorts_of
from archive.reading.cleaning import is_prompt
from archive.reading.credits import is_bare_credit
from archive.reading.lines import Line
from archive.reading.names import is_byline
from archive.reading.notes import is_pointer, note
from archive.reading.passages import Passage
from archive.reading.tree import text_of
from archive.reading.zone import marks

_LAST = 10  # closing paragraphs looked at
_FIRST = 3  # opening paragraphs looked at
_LINKED = 0.7  # share of link text from which a line at an edge leads elsewhere
_ANNOUNCED = 0.5  # share from which one with a label does: "Tip: …"
_LABELLED = re.compile(r"\W{0,4}(?:[^\W\d]+ ){0,2}[^\W\d]+\s?[:：]\s")
_PICTURE = "picture credit"
_POINTER = 200  # characters of a line that only leads elsewhere
_LENGTH = 120  # characters of a credit line
_MARGIN = 300  # characters kept of a line that closed the text
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_RESERVED = re.compile(r"\W{0,3}(?:(?:©|ⓒ|\(c\)|copyright\b)\s*){1,2}(?:19|20)\d\d\b", re.I)
_SENTENCE = re.compile(r"(?<!\d)[.!?।。]\s+\S|[.!?।。][\"”»]?$")


def without_edges(
    passages: Sequence[Passage], lines: Sequence[Line], authors: Collection[str]
) -> tuple[list[Passage], list[Margin]]:
    """Return the passages without what opens and closes the text, and as margins the lines that did, in order."""
    kept = list(passages)
    closed: list[Margin] = []
    for index in range(len(kept) - 1, max(0, len(kept) - 1 - _LAST), -1):
        line = lines[kept[index].first] if kept[index].first >= 0 else None
        label = _closes(kept[index].text, line, authors)
        if not label:
            break
        closed.insert(0, _margin(Place.BELOW, kept.pop(index).text, label))
    opened: list[Margin] = []
    while len(opened) < min(_FIRST, len(kept) - 1):
        passage = kept[len(opened)]
        label = _opens(passage.text, lines[passage.first] if passage.first >= 0 else None)
        if not label:
            break
        opened.append(_margin(Place.ABOVE, passage.text, label))
    return kept[len(opened) :], [*opened, *closed]


def _margin(place: Place, text: str, label: str) -> Margin:
    return Margin(Place.CAPTION if label == _PICTURE else place, text[:_MARGIN], label)


def _closes(text: str, line: Line | None, authors: Collection[str]) -> str:
    """Return the label of a line that closes the text without being of it, empty for a paragraph."""
    kind = note(text)
    if kind in ("origin", "picture"):
        return _PICTURE if kind == "picture" else "source"
    if _signs(text, line):
        return "source"
    if is_byline(text):
        return "byline"
    if line is not None and (line.block.tag in _HEADINGS or _points(line) or _ends_in_pointer(line)):
        return "line"
    if len(text) <= _POINTER and text.endswith((":", "：")):  # what it announces went already
        return "line"
    return "line" if kind or is_prompt(text) or is_appeal(text) or is_closing(text, authors) else ""


def _opens(text: str, line: Line | None) -> str:
    """Return the label of a line that opens the text without being of it, empty for a paragraph."""
    kind = note(text)
    if kind == "picture" or (len(text) <= _LENGTH and text.startswith("©")):
        return _PICTURE
    if is_byline(text):
        return "byline"
    return (
        "line" if kind not in ("", "origin", "phone") or is_appeal(text) or (line is not None and _points(line)) else ""
    )


def _points(line: Line) -> bool:
    """Say whether a line leads elsewhere: nearly all of it is a link, or what follows a label mostly is."""
    least = _ANNOUNCED if _LABELLED.match(line.text) else _LINKED
    return line.link_share > least and len(line.text) <= _POINTER


def _ends_in_pointer(line: Line) -> bool:
    """Say whether a line ends in a link that says nothing but that it is one: "… can be read here"."""
    if not line.linked or len(line.text) > _POINTER:
        return False
    texts = [text for link in line.block.iter("a") if (text := text_of(link))]
    return bool(texts) and is_pointer(texts[-1]) and line.text.rstrip(" .!:»>)]").endswith(texts[-1])


def _signs(text: str, line: Line | None) -> bool:
    """Say whether a line is a credit that closes the text."""
    return len(text) <= _LENGTH and bool(
        (line is not None and "closing credit" in sorts_of(marks(line.block)))
        or is_bare_credit(text)
        or _RESERVED.match(text)
        or (opens_credit(text) and not _SENTENCE.search(text))
    )
