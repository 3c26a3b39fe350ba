"""Extracted passages against the page itself: what the page shows to be something else goes out (headline, byline,
time stamp, caption, a run of links, boxes of other things).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml import etree

from archive.article import Margin, Place
from archive.reading.folding import fold
from archive.reading.lines import Line
from archive.reading.notes import is_stamp
from archive.reading.passages import Passage
from archive.reading.zone import Zone

_REPEATED = 60  # characters from which a line said twice is a pull quote; shorter ones may be subheadings of a list
_TOP = 5  # first paragraphs among which headline, byline and time stamp are looked for


def sifted(
    passages: Sequence[Passage],
    lines: Sequence[Line],
    titles: Collection[str],
    bylines: Collection[str],
    captions: Collection[str],
) -> tuple[list[Passage], list[Margin]]:
    """Return the passages that are text, and as margins the bylines and time stamps that stood before it.

    ``titles``: the page's headlines; ``bylines``: byline as printed and authors; ``captions``: those of its pictures.
    """
    heads = {fold(title) for title in titles if len(fold(title)) > 8}
    signed = {fold(text) for text in bylines if text}
    beside = {fold(text) for text in captions}
    runs = _runs(passages, lines)
    kept: list[Passage] = []
    moved: list[Margin] = []
    seen: set[str] = set()
    for index, passage in enumerate(passages):
        text, folded = passage.text, fold(passage.text)
        if len(kept) < _TOP and len(text) < 300 and _is_head(folded, heads):
            continue
        if len(kept) < _TOP and len(text) <= 150 and (_is_byline(folded, signed) or is_stamp(text)):
            moved.append(Margin(Place.ABOVE, text, "byline" if _is_byline(folded, signed) else "line"))
        elif folded in beside or index in runs or (len(text) >= _REPEATED and folded in seen):
            continue
        else:
            kept.append(passage)
        seen.add(folded)
    return (kept, moved) if kept else (list(passages), [])


def without_apart(passages: Sequence[Passage], lines: Sequence[Line], zone: Zone) -> list[Passage]:
    """Return the passages without those in boxes of shares, prompts, teasers, of other articles, and in boxes that
    are not shown with the text (dialogues, words for screen readers). Neither may take a third of it.
    """
    for sort in ("elsewhere", "unshown"):
        known: dict[etree._Element, bool] = {}
        kept = []
        for passage in passages:
            if passage.first >= 0:
                block = lines[passage.first].block
                place = block if block.attrib or block.tag != "p" else block.getparent()
                if place not in known:
                    known[place] = zone.elsewhere(place, sort)
                if known[place]:
                    continue
            kept.append(passage)
        passages = kept if _length(kept) > 0.7 * _length(passages) else passages
    return list(passages)


def _runs(passages: Sequence[Passage], lines: Sequence[Line]) -> set[int]:
    """Return the indexes of headlines of other articles: two or more lines of nothing but links in a row."""
    marks = [
        passage.first >= 0 and lines[passage.first].link_share > 0.9 and len(passage.text) >= 20 for passage in passages
    ]
    return {
        index
        for index, mark in enumerate(marks)
        if mark
        and (marks[index - 1 : index] == [True] or marks[index + 1 : index + 2] == [True] or index == len(marks) - 1)
    }


def _length(passages: Sequence[Passage]) -> int:
    return sum(len(passage.text) for passage in passages)


def _is_head(folded: str, heads: set[str]) -> bool:
    return any(folded == head or (folded.endswith(head) and len(folded) < 1.8 * len(head)) for head in heads)


def _is_byline(folded: str, signed: set[str]) -> bool:
    return any(
        folded == name or (len(name) > 5 and folded.endswith(name) and len(folded) <= len(name) + 6) for name in signed
    )
