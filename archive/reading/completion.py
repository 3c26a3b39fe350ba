"""Parts of the text that the extractor missed come back: what stands in the same boxes as the text is text.

Extractors take one box of several (a text cut by advertisements), lose the first paragraph, subheadings and lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml import etree

from archive.reading.lines import Line
from archive.reading.passages import Passage
from archive.reading.region import LINKED
from archive.reading.zone import Zone

_SENTENCE = 60  # characters from which a line counts as running text
_HEADING = 200  # characters of a subheading
_NEXT = 2  # lines between a subheading or list and the text that it belongs to
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PARTS = frozenset(("li", "blockquote", "dd", "dt", "pre"))

Box = tuple[str, str, str]


def completed(passages: Sequence[Passage], lines: Sequence[Line], zone: Zone) -> list[Passage]:
    """Return the passages with those put back in place that stand in the same kind of box of the same article.

    A paragraph of running text belongs to the text when its parent has the tag and class of the parents of most
    extracted ones; a subheading, list or quotation when it stands between extracted lines of the text's own box.
    """
    chosen = {index for passage in passages if passage.first >= 0 for index in range(passage.first, passage.last + 1)}
    found = [index for index in sorted(chosen) if len(lines[index].text) >= _SENTENCE]
    if not found:
        return list(passages)
    lost = sorted(
        {*_beside(lines, found, chosen), *_paragraphs(lines, found, chosen), *_between(lines, found, chosen, zone)}
    )
    return [_with_initial(passage, lines) for passage in (_merged(passages, lost, lines) if lost else passages)]


def _with_initial(passage: Passage, lines: Sequence[Line]) -> Passage:
    """Return a paragraph with its drop cap, which may stand in a box of its own: "T" above "urkey was taken off"."""
    before = passage.first - 1
    if before < 0 or len(lines[before].text) != 1 or not lines[before].text.isupper() or not passage.text[0].islower():
        return passage
    return Passage(lines[before].text + passage.text, before, passage.last)


def _beside(lines: Sequence[Line], found: Sequence[int], chosen: set[int]) -> list[int]:
    """Return the running text that stands in an element directly, between line breaks, where most of it was found."""
    blocks = Counter(lines[index].block for index in found)
    return [
        index
        for index, line in enumerate(lines)
        if index not in chosen
        and blocks[line.block] > 1
        and len(line.text) >= _SENTENCE
        and line.linked <= LINKED * len(line.text)
    ]


def _paragraphs(lines: Sequence[Line], found: Sequence[int], chosen: set[int]) -> list[int]:
    boxes = Counter(_box(lines[index].block) for index in found if lines[index].block.tag == "p")
    if not boxes or (top := boxes.most_common(1)[0])[1] < 2:
        return []
    home = Counter(_article(lines[index].block) for index in found).most_common(1)[0][0]
    parents = {lines[index].block.getparent() for index in found}
    return [
        index
        for index, line in enumerate(lines)
        if index not in chosen
        and line.block.tag == "p"
        and len(line.text) >= _SENTENCE
        and line.link_share < 0.4
        and _box(line.block) == top[0]
        and (line.block.getparent() in parents or (top[0][1] and _article(line.block) is home is not None))
    ]


def _between(lines: Sequence[Line], found: Sequence[int], chosen: set[int], zone: Zone) -> list[int]:
    """Return the subheadings, list items and quotations between the first and the last line of running text."""
    parents = {lines[index].block.getparent() for index in found}
    lost = []
    for index in range(found[0] + 1, found[-1]):
        line = lines[index]
        if index in chosen or line.linked > LINKED * len(line.text) or zone.elsewhere(line.block):
            continue
        parent = line.block.getparent()
        if line.block.tag in _HEADINGS:
            led = any(after in chosen for after in range(index + 1, index + 1 + _NEXT))
            if led and len(line.text) <= _HEADING and (parent in parents or _alone(line.block, parents)):
                lost.append(index)
        elif line.block.tag in _PARTS or (parent is not None and parent.tag in _PARTS):
            inner = line.block if line.block.tag in _PARTS else parent
            if inner.getparent() in parents or (
                inner.getparent() is not None and inner.getparent().getparent() in parents
            ):
                lost.append(index)
    return lost


def _alone(block: etree._Element, parents: set[etree._Element | None]) -> bool:
    """Say whether a heading stands alone in a box that lies among the paragraphs."""
    parent = block.getparent()
    return parent is not None and len(parent) == 1 and parent.getparent() in parents


def _merged(passages: Sequence[Passage], lost: Sequence[int], lines: Sequence[Line]) -> list[Passage]:
    result: list[Passage] = []
    waiting = list(lost)
    for passage in passages:
        while waiting and waiting[0] < passage.first:
            index = waiting.pop(0)
            result.append(Passage(lines[index].text, index, index))
        result.append(passage)
    return [*result, *(Passage(lines[index].text, index, index) for index in waiting)]


def _box(block: etree._Element) -> Box:
    parent = block.getparent()
    return ("", "", "") if parent is None else (str(parent.tag), parent.get("class") or "", block.get("class") or "")


def _article(block: etree._Element) -> etree._Element | None:
    return next((element for element in block.iterancestors() if element.tag in ("article", "main")), None)
