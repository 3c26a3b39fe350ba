"""Extracted paragraphs against the page itself: parts that the extractor missed come back, lines that the page shows
to be something else (headline, byline, time stamp, caption, a run of links, furniture by its own JSON-LD) go out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from lxml import etree

from archive.article import Margin, Place
from archive.reading.cleaning import fold
from archive.reading.lines import Line
from archive.reading.zone import Zone

_SENTENCE = 60  # characters from which a line counts as running text
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


def completed(paragraphs: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs with those put back in place that stand in the same kind of box of the same article.

    Extractors take one box of several (a text cut by advertisements) or lose the first paragraph: a ``<p>`` of running
    text whose parent has the tag and class of the parent of most extracted ones belongs to them.
    """
    held = {fold(text)[:60] for text in paragraphs}
    found = [index for index, line in enumerate(lines) if len(line.text) >= _SENTENCE and line.folded[:60] in held]
    boxes = Counter(_box(lines[index].block) for index in found if lines[index].block.tag == "p")
    if not boxes or (top := boxes.most_common(1)[0])[1] < 2:
        return list(paragraphs)
    home = Counter(_article(lines[index].block) for index in found).most_common(1)[0][0]
    parents = {lines[index].block.getparent() for index in found}
    lost = [
        index
        for index, line in enumerate(lines)
        if line.block.tag == "p"
        and len(line.text) >= _SENTENCE
        and line.link_share < 0.4
        and _box(line.block) == top[0]
        and line.folded[:60] not in held
        and (line.block.getparent() in parents or (top[0][1] and _article(line.block) is home is not None))
    ]
    if not lost:
        return list(paragraphs)
    place = {lines[index].folded[:60]: index for index in found}
    result: list[str] = []
    waiting = list(lost)
    for text in paragraphs:
        at = place.get(fold(text)[:60], -1)
        while waiting and waiting[0] < at:
            result.append(lines[waiting.pop(0)].text)
        result.append(text)
    return [*result, *(lines[index].text for index in waiting)]


def sifted(
    paragraphs: Sequence[str],
    lines: Sequence[Line],
    titles: Collection[str],
    bylines: Collection[str],
    captions: Collection[str],
    told: Sequence[str],
) -> tuple[list[str], list[Margin]]:
    """Return the paragraphs that are text, and as margins the bylines and time stamps that stood before it.

    ``titles``: the page's headlines; ``bylines``: byline as printed and authors; ``captions``: those of its pictures;
    ``told``: the text as its JSON-LD gives it (empty where it gives none).
    """
    heads = {fold(title) for title in titles if len(fold(title)) > 8}
    signed = {fold(text) for text in bylines if text}
    beside = {fold(text) for text in captions}
    linked = {line.folded for line in lines if line.link_share > 0.9 and len(line.text) >= 20}
    repeated = {text for text, count in Counter(map(fold, paragraphs)).items() if count > 1}
    runs = _runs(paragraphs, linked)
    spoken = _spoken(paragraphs, told)
    kept: list[str] = []
    moved: list[Margin] = []
    seen: set[str] = set()
    for index, text in enumerate(paragraphs):
        folded = fold(text)
        if len(kept) < _TOP and len(text) < 300 and _is_head(folded, heads):
            continue
        if len(kept) < _TOP and len(text) <= 150 and (_is_byline(folded, signed) or _STAMP.fullmatch(text)):
            moved.append(Margin(Place.ABOVE, text, "byline" if _is_byline(folded, signed) else "line"))
        elif folded in beside or index in runs or (folded in repeated and folded in seen):
            continue
        elif (
            spoken and len(text) < 600 and not (folded[:50] in spoken or folded[-50:] in spoken or _CREDIT.search(text))
        ):
            moved.append(Margin(Place.CHROME, text[:300], "line"))
        else:
            kept.append(text)
        seen.add(folded)
    return (kept, moved) if kept else (list(paragraphs), [])


def without_apart(paragraphs: Sequence[str], lines: Sequence[Line], zone: Zone) -> list[str]:
    """Return the paragraphs without those that the page shows in boxes of their own only: shares, prompts, teasers."""
    apart: set[str] = set()
    within: set[str] = set()
    asked = set(map(fold, paragraphs))
    known: dict[etree._Element, bool] = {}
    for line in lines:
        if line.folded not in asked:
            continue
        place = line.block if line.block.attrib or line.block.tag != "p" else line.block.getparent()
        if place not in known:
            known[place] = zone.elsewhere(place)
        (apart if known[place] else within).add(line.folded)
    apart -= within
    kept = [text for text in paragraphs if fold(text) not in apart]
    return kept if sum(map(len, kept)) > 0.7 * sum(map(len, paragraphs)) else list(paragraphs)


def _spoken(paragraphs: Sequence[str], told: Sequence[str]) -> str:
    """Return the folded JSON-LD text where it is complete enough to judge by: it holds most of what was extracted."""
    whole = fold("".join(told))
    length = sum(map(len, paragraphs))
    if len(whole) < 500 or not length:
        return ""
    common = sum(len(text) for text in paragraphs if fold(text)[:50] in whole)
    return whole if common > 0.7 * length else ""


def _runs(paragraphs: Sequence[str], linked: set[str]) -> set[int]:
    """Return the indexes of headlines of other articles: two or more lines of nothing but links in a row."""
    marks = [fold(text) in linked for text in paragraphs]
    return {
        index
        for index, mark in enumerate(marks)
        if mark
        and (marks[index - 1 : index] == [True] or marks[index + 1 : index + 2] == [True] or index == len(marks) - 1)
    }


def _is_head(folded: str, heads: set[str]) -> bool:
    return any(folded == head or (folded.endswith(head) and len(folded) < 1.8 * len(head)) for head in heads)


def _is_byline(folded: str, signed: set[str]) -> bool:
    return any(
        folded == name or (len(name) > 5 and folded.endswith(name) and len(folded) <= len(name) + 6) for name in signed
    )


def _box(block: etree._Element) -> tuple[str, str, str]:
    parent = block.getparent()
    return ("", "", "") if parent is None else (str(parent.tag), parent.get("class") or "", block.get("class") or "")


def _article(block: etree._Element) -> etree._Element | None:
    return next((element for element in block.iterancestors() if element.tag in ("article", "main")), None)
