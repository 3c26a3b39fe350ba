"""Marking credits in place: a text and where its credits stand in, pieces of paragraphs out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Where credit number ``credit`` stands: characters ``start`` to ``end`` of a paragraph."""

    credit: int
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph and the numbers of the credits it shows; ``ends`` those whose words end with it."""

    text: str
    credits: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def pieces(text: str, spans: Iterable[Span]) -> list[list[Piece]]:
    """Return the paragraphs of ``text`` cut where credits begin and end.

    Put together again the pieces are the text. A span that lies outside its paragraph is cut to it, an empty one is
    left out; overlapping ones make pieces that show several.
    """
    by_paragraph: dict[int, list[Span]] = {}
    for span in spans:
        by_paragraph.setdefault(span.paragraph, []).append(span)
    return [_cut(paragraph, by_paragraph.get(index, [])) for index, paragraph in enumerate(text.split("\n"))]


def _cut(paragraph: str, spans: list[Span]) -> list[Piece]:
    inside = [(span, max(0, span.start), min(len(paragraph), span.end)) for span in spans]
    inside = [(span, start, end) for span, start, end in inside if start < end]
    edges = sorted({0, len(paragraph), *(edge for _, start, end in inside for edge in (start, end))})
    return [
        Piece(
            paragraph[left:right],
            tuple(span.credit for span, start, end in inside if start <= left and right <= end),
            tuple(span.credit for span, _, end in inside if end == right),
        )
        for left, right in pairwise(edges)
    ]
