"""Extracted passages against the page itself: what the page shows to be something else goes out (headline, byline,
time stamp, caption, a run of links, boxes of other things, furniture by the page's own JSON-LD).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lxml import etree

from archive.article import Margin, Place
from archive.reading.folding import fold
from archive.reading.lines import Line
from archive.reading.passages import Passage
from archive.reading.zone import Zone

_REPEATED = 60  # characters from which a line said twice is a pull quote; shorter ones may be subheadings of a list
_TOP = 5  # first paragraphs among which headline, byline and time stamp are looked for
_STAMP = re.compile(
    r"(?:stand|updated|published|posted|aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|"
    r"pubblicato|aggiornato|gepubliceerd|oppdatert|publisert|uppdaterad)?\W*(?:le|el|am|on|at|il)?\W*"
    r"(?:[^\W\d]{1,12}\W+){0,2}\d{1,4}[\s./:-]+(?:[^\W\d]{2,12}|\d{1,2})[\s.,/:-]+\d{2,4}\b.{0,40}|"
    r"\d{4}年\d{1,2}月\d{1,2}日.{0,40}",
    re.I,
)
_CREDIT = re.compile(
    r"\(\W*[A-Z][\w /.-]{1,30}\W*\)\W*$|[A-Z]{2,6}\W*$|©|copyright|source|quelle|fuente|agenc|agent?ur|"
    r"\b(?:mit|with|avec|con|med)\b.{0,40}$",
    re.I,
)


def sifted(
    passages: Sequence[Passage],
    lines: Sequence[Line],
    titles: Collection[str],
    bylines: Collection[str],
    captions: Collection[str],
    told: Sequence[str],
) -> tuple[list[Passage], list[Margin]]:
    """Return the passages that are text, and as margins the bylines and time stamps that stood before it.

    ``titles``: the page's headlines; ``bylines``: byline as printed and authors; ``captions``: those of its pictures;
    ``told``: the text as its JSON-LD gives it (empty where it gives none).
    """
    heads = {fold(title) for title in titles if len(fold(title)) > 8}
    signed = {fold(text) for text in bylines if text}
    beside = {fold(text) for text in captions}
    runs = _runs(passages, lines)
    spoken = _spoken(passages, told)
    kept: list[Passage] = []
    moved: list[Margin] = []
    seen: set[str] = set()
    for index, passage in enumerate(passages):
        text, folded = passage.text, fold(passage.text)
        if len(kept) < _TOP and len(text) < 300 and _is_head(folded, heads):
            continue
        if len(kept) < _TOP and len(text) <= 150 and (_is_byline(folded, signed) or _STAMP.fullmatch(text)):
            moved.append(Margin(Place.ABOVE, text, "byline" if _is_byline(folded, signed) else "line"))
        elif folded in beside or index in runs or (len(text) >= _REPEATED and folded in seen):
            continue
        elif (
            spoken and len(text) < 600 and not (folded[:50] in spoken or folded[-50:] in spoken or _CREDIT.search(text))
        ):
            moved.append(Margin(Place.CHROME, text[:300], "line"))
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


def _spoken(passages: Sequence[Passage], told: Sequence[str]) -> str:
    """Return the folded JSON-LD text where it is complete enough to judge by: it holds most of what was extracted."""
    whole = fold("".join(told))
    length = _length(passages)
    if len(whole) < 500 or not length:
        return ""
    common = sum(len(passage.text) for passage in passages if fold(passage.text)[:50] in whole)
    return whole if common > 0.7 * length else ""


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
