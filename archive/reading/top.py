"""What stands between the headline and the text: section label, standfirst, byline, time; none of it is a paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from archive.article import Margin, Place
from archive.reading.classes import sorts_of
from archive.reading.folding import fold
from archive.reading.lines import Line
from archive.reading.notes import tells_reading_time
from archive.reading.passages import Passage
from archive.reading.zone import Zone, marks

LONG = 160
"""Characters from which a standfirst is the first paragraph of the text as well.

Of 24 standfirsts on 183 real pages with known bodies, 14 of the 15 longer ones are part of the body, 5 of the 9
shorter ones are.
"""

_NEAR = 25  # lines below the headline
_LABEL = 60  # characters of a section label or kicker
_LINE = 150  # characters of a byline or time stamp
_TOP = 8  # first paragraphs looked at
_KINDS = frozenset(("standfirst", "intro", "label", "byline", "source"))
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d\b", re.I)


@dataclass(frozen=True, slots=True)
class Top:
    """What the lines at the top are, by their folded text; ``standfirst`` as printed, empty where the page has none;
    ``leads`` are the indexes of lines of it that are paragraphs of the text as well.
    """

    standfirst: str
    kinds: dict[str, str]
    leads: tuple[int, ...] = ()


def read_top(lines: Sequence[Line], zone: Zone, descriptions: Collection[str], section: str) -> Top:
    """Return what stands above the text. ``descriptions`` are the summaries of the metadata."""
    told = {fold(text) for text in descriptions if len(fold(text)) > 8}
    within = {line.folded for line in _inside(lines, zone) if not _marked(line.block, zone)}
    kinds: dict[str, str] = {}
    leads: list[int] = []
    standfirst, named = "", [""]
    for index, line in enumerate(lines[: max(zone.last, zone.top + _NEAR) + 1]):
        folded = line.folded
        if folded in within and index > zone.top and _in(line.block, zone.box):
            break  # the text begins
        if not folded or folded in within:
            continue
        if index < zone.top:
            if len(line.text) <= LONG and not _in(line.block, zone.box):
                kinds[folded] = "label"
            continue
        if zone.top < 0 or index > zone.top + _NEAR or (zone.first >= 0 and index > zone.last):
            break
        kind = _kind(line, zone, told, section)
        if not kind and _in(line.block, zone.box):
            break  # the text begins
        if kind == "standfirst":
            if standfirst and marks(line.block).split()[:1] != named:
                break  # a second one is a heading in the text
            standfirst, named = standfirst or line.text, marks(line.block).split()[:1]
            if len(line.text) > LONG or "intro" in _named(_called(line.block, zone)):
                leads.append(index)
                continue
        if kind:
            kinds[folded] = kind
    return Top(standfirst[:1_000], kinds, tuple(leads))


def without_top(passages: Sequence[Passage], lines: Sequence[Line], top: Top) -> tuple[list[Passage], list[Margin]]:
    """Return the passages without what stands above the text, and as margins what of it may name an agency.

    A lead that stands outside the box of the text, and so was not extracted, comes before it.
    """
    held = {fold(passage.text) for passage in passages}
    kept = [Passage(lines[index].text, index, index) for index in top.leads if lines[index].folded not in held]
    moved: list[Margin] = []
    for index, passage in enumerate(passages):
        kind = top.kinds.get(fold(passage.text), "") if index < _TOP else ""
        if not kind:
            kept.append(passage)
        elif kind not in ("label", "standfirst"):
            moved.append(Margin(Place.ABOVE, passage.text[:300], kind))
    return (kept, moved) if kept else (list(passages), [])


def _kind(line: Line, zone: Zone, told: Collection[str], section: str) -> str:
    kinds = _named(_called(line.block, zone))
    outside = not _in(line.block, zone.box)
    if (
        len(line.text) <= _LINE
        and (_CLOCK.search(line.text) or tells_reading_time(line.text))
        and ("standfirst" in kinds or outside)
    ):
        return "byline"
    if "standfirst" in kinds or (outside and line.folded in told) or "intro" in kinds:
        return "standfirst"
    if len(line.text) <= _LABEL and ("label" in kinds or (outside and line.folded == fold(section))):
        return "label"
    if len(line.text) <= _LINE and "byline" in kinds:
        return "byline"
    return "source" if len(line.text) <= _LINE and "source" in kinds else ""


def _marked(block: etree._Element, zone: Zone) -> bool:
    return bool(_named(_called(block, zone)) - {"intro"})


@lru_cache(maxsize=4096)  # a page has few names for its boxes
def _named(name: str) -> frozenset[str]:
    """Return the kinds that a name in lower case speaks of: several, where boxes in one another have names."""
    return sorts_of(name) & _KINDS


def _called(block: etree._Element, zone: Zone) -> str:
    """Return the marks of a block, and of the elements around it that hold nothing else, up to the box of the text."""
    names = []
    element: etree._Element | None = block
    for _ in range(3):
        if element is None or element is zone.box or element.tag in ("article", "main", "body", "header", "section"):
            break
        names.append(f"{marks(element)} {element.get('itemprop') or ''} {element.get('rel') or ''}")
        alone = element.getprevious() is None and element.getnext() is None
        parent = element.getparent() if alone else None  # not its length: that counts all children each time
        element = parent if parent is not None and not (parent.text or "").strip() else None
    return " ".join(names).lower()


def _inside(lines: Sequence[Line], zone: Zone) -> Iterator[Line]:
    """Yield the lines that stand in the box of the text."""
    known: dict[etree._Element | None, bool] = {None: False}  # many lines stand in one element
    for line in lines:
        parent = line.block.getparent()
        if parent not in known:
            known[parent] = parent is not None and _in(parent, zone.box)
        if known[parent] or line.block is zone.box:
            yield line


def _in(block: etree._Element, box: etree._Element | None) -> bool:
    return box is not None and (block is box or box in block.iterancestors())
