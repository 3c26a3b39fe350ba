"""Text that flows through boxes of one kind, as on five of six news pages: read off the lines, without an extractor.

An extractor has to find out which boxes of a page are text. Where most of the running text are paragraphs of one box,
or of several called the same (a text cut by advertisements), that is known: what flows in these boxes is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.reading.classes import sorts_of
from archive.reading.lines import Line, weights
from archive.reading.passages import Passage
from archive.reading.region import LINKED, LONG, Region, innermost, is_running
from archive.reading.zone import apart, marks

SHARE = 0.7
"""Share of the running text that boxes of one kind must hold to be the text. At 0.65 F1 of `sh` is .002 lower; at 0.75
ten more of 315 pages go to the extractor, and F1 is no higher.
"""

HALF = 0.5
"""Share that is enough where these are boxes of several paragraphs, and no other kind comes near: teasers stand in many
boxes of one sentence. And of it what must be left when lists of links are out.
"""

CLEAR = 2.5
"""How many times as much text as any other kind they then hold. With 2 and 3 F1 is the same."""

PARAGRAPHS = 3
"""Lines of running text that such a box holds on average."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOW = _HEADINGS | {"p", "ul", "ol", "li", "blockquote", "q", "cite", "dl", "dd", "dt", "pre", "center"}
"""Elements that are part of the text of the box they stand in; what else stands in it is a box of its own."""

_TABLES = frozenset(("table", "tbody", "thead", "tr", "td", "th"))
_BESIDE = frozenset(("figcaption", "dialog", "head"))
_LISTS = frozenset(("ul", "ol"))
_LEADS = frozenset(("p", "div", "h2", "h3", "header"))
_NO_LEAD = frozenset(("figure", "figcaption", "ul", "ol"))
_LINKS = 0.4  # share of link text from which a list of headlines is one of links
_HEADLINE = 100  # characters of its items on average; longer ones are short reports with their sources linked
_ENTRIES = 3  # boxes from which they may be a list of entries
_LEAST = 15  # characters from which an unlinked line is a sentence or a fact, not a label
_NUMBER = re.compile(r"\d+")

Kind = tuple[str, str, etree._Element | None]
"""Tag and class of a box, numbers aside, and the article it stands in; one without a class is like its siblings."""


def flowing(region: Region, lines: Sequence[Line], *, surely: bool = True) -> list[Passage]:
    """Return the text of the region where it flows through boxes of one kind, else nothing.

    With it come the lead above these boxes, and subheadings and paragraphs that stand between them. ``surely``: what
    is not clear, and a region with tables of data, is left to the extractor; else half of the text is enough, for the
    pages that the extractor finds little of.
    """
    boxes = _Boxes(region)
    placed = [(index, line, box) for index, line in enumerate(lines) if (box := boxes.around(line.block)) is not None]
    running = [(line, box) for _, line, box in placed if is_running(line)]
    total = sum(len(line.text) for line, _ in running)
    tables = surely and any(line.block.tag in _TABLES for _, line, _ in placed)
    if tables or total < HALF * region.running:
        return []
    kind = _main_kind(running, boxes, SHARE if surely else HALF)
    inside = {index: box for index, _, box in placed if kind and boxes.kind(box) == kind}
    if not inside:
        return []
    own = [lines[index] for index in inside]
    frame = innermost(region.element, weights(own), sum(len(line.text) for line in own))
    called = {line.block.get("class") for line in own if line.block.tag == "p"} - {None}
    homes = _Homes({frame, *inside.values()}, called)
    first, last = min(inside), max(inside)
    for index, line, _ in placed:
        if first < index < last and line.block.tag == "h1" and index not in inside and not homes.hold(line):
            last = index  # another article begins
    links = _lists_of_links(own)
    kept = [
        Passage(line.text, index, index)
        for index, line, _ in placed
        if (index in inside and index <= last and _list(line.block) not in links)
        or (index < first and _leads(line))
        or (first < index < last and index not in inside and homes.hold(line))
    ]
    found = sum(len(passage.text) for passage in kept if is_running(lines[passage.first]))
    return kept if found >= HALF * total and _short(placed, inside) <= found else []


def _short(placed: Sequence[tuple[int, Line, etree._Element]], inside: Container[int]) -> int:
    """Return how much text stands elsewhere in lines too short to be running text: verses, Chinese, a list of facts."""
    short = (line for index, line, _ in placed if index not in inside and not line.linked)
    return sum(len(line.text) for line in short if _LEAST <= len(line.text) < LONG)


def _main_kind(running: Sequence[tuple[Line, etree._Element]], boxes: _Boxes, share: float) -> Kind | None:
    """Return the kind of boxes that the text stands in, None where several may be: ``running`` are lines and boxes."""
    weight: Counter[Kind] = Counter()
    for line, box in running:
        weight[boxes.kind(box)] += len(line.text)
    if not weight:
        return None
    (kind, most), *others = weight.most_common(2)
    own = [box for _, box in running if boxes.kind(box) == kind]
    if most < HALF * weight.total() or _are_teasers(own):
        return None
    if most >= share * weight.total():
        return kind
    clear = all(most >= CLEAR * other for _, other in others)
    return kind if clear and len(own) >= PARAGRAPHS * len(set(own)) else None


def _are_teasers(boxes: Sequence[etree._Element]) -> bool:
    """Say whether boxes, given once for each line in them, are entries of a list: a linked headline, a sentence."""
    single = set(boxes)
    if len(single) < _ENTRIES or len(boxes) >= 2 * len(single):
        return False
    headed = sum(any(_leads_elsewhere(heading) for heading in box.iter("h2", "h3", "h4")) for box in single)
    return headed >= HALF * len(single)


def _leads_elsewhere(heading: etree._Element) -> bool:
    parent = heading.getparent()
    return next(heading.iter("a"), None) is not None or (parent is not None and parent.tag == "a")


class _Boxes:
    """The boxes of a region that its lines flow in, each looked for once."""

    def __init__(self, region: Region) -> None:
        self._region = region.element
        self._around: dict[etree._Element, etree._Element | None] = dict.fromkeys(region.away)
        self._within: dict[etree._Element, bool] = {region.element: True, **dict.fromkeys(region.away, False)}
        self._kinds: dict[etree._Element, Kind] = {}

    def around(self, block: etree._Element) -> etree._Element | None:
        """Return the box that a block flows in, none where that lies outside of the region or in a box apart."""
        if block in self._around:
            return self._around[block]
        parent = block.getparent()
        if parent is not None and block is not self._region and (block.tag in _FLOW or parent.tag == "blockquote"):
            box = self.around(parent)
        else:
            box = block if self._lies_within(block) else None
        self._around[block] = box
        return box

    def _lies_within(self, element: etree._Element) -> bool:
        if element not in self._within:
            parent = element.getparent()
            named = apart(element, "unshown") or apart(element, "appended")
            beside = parent is None or element.tag in _BESIDE or named
            self._within[element] = not beside and self._lies_within(parent)
        return self._within[element]

    def kind(self, box: etree._Element) -> Kind:
        """Return what tells a box from others."""
        if box not in self._kinds:
            name = box.get("class") or ""
            outer = next(box.iterancestors("article"), None) if name else box.getparent()
            self._kinds[box] = (str(box.tag), _NUMBER.sub("", name), outer)
        return self._kinds[box]


@dataclass(frozen=True, slots=True)
class _Homes:
    """Where the text is at home: its boxes and what holds them, and what its paragraphs are called."""

    elements: set[etree._Element]
    paragraphs: set[str | None]

    def hold(self, line: Line) -> bool:
        """Say whether a line stands among the boxes of the text as a part of it.

        That is a subheading in a home, be it alone in boxes of its own; a paragraph in a home, or in one box there if
        it is called as those of the text.
        """
        tag, parent = line.block.tag, line.block.getparent()
        if (tag != "p" and tag not in _HEADINGS) or line.linked > LINKED * len(line.text) or parent is None:
            return False
        if tag == "p" and parent not in self.elements:
            called = line.block.get("class") in self.paragraphs
            return called and parent.getparent() in self.elements and not apart(parent, "others")
        while parent is not None and parent not in self.elements and len(parent) == 1:
            parent = parent.getparent()
        return parent in self.elements


def _leads(line: Line) -> bool:
    """Say whether a line above the text may be its lead: captions and lists are none. What of it is a standfirst, a
    byline or a caption in an unnamed box is told later, as everywhere.
    """
    around = list(line.block.iterancestors())
    return (
        is_running(line)
        and line.block.tag in _LEADS
        and not any(outer.tag in _NO_LEAD for outer in around)
        and not any("in a picture" in sorts_of(marks(outer)) for outer in (line.block, *around[:1]))
    )


def _lists_of_links(lines: Sequence[Line]) -> set[etree._Element]:
    items: dict[etree._Element, list[Line]] = {}
    for line in lines:
        if (around := _list(line.block)) is not None:
            items.setdefault(around, []).append(line)
    return {around for around, held in items.items() if _links_only(held)}


def _links_only(items: Sequence[Line]) -> bool:
    text = sum(len(item.text) for item in items)
    return text <= _HEADLINE * len(items) and sum(item.linked for item in items) > _LINKS * text


def _list(block: etree._Element) -> etree._Element | None:
    """Return the innermost list that a block is part of."""
    element: etree._Element | None = block
    while element is not None and element.tag in _FLOW:
        if element.tag in _LISTS:
            return element
        element = element.getparent()
    return None
