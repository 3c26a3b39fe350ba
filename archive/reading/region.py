"""Where the running text of a page stands: the part of the tree that is worth an extractor's time.

A news page has some 700 elements when scripts are out of it, the article a hundred; an extractor that gets the
innermost element around nearly all of the running text is done in a fifth of the time and meets fewer teasers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.reading.lines import Line, weights
from archive.reading.zone import apart

LONG = 50
"""Characters from which a line counts as running text."""

LINKED = 0.3
"""Share of link text from which a line is a list of links, not running text."""

_HEAVY = 0.5  # share of the page's running text that no box apart holds
_BOXES = ("div", "section", "ul", "ol", "p", "nav", "aside", "footer")

HELD = 0.97
"""Share of the running text that the region holds. At 0.9 recall falls by half a point."""


@dataclass(frozen=True, slots=True)
class Region:
    """``element`` holds running text of ``length`` characters, its page ``running`` ones; ``away`` are boxes in it
    that are not of it.
    """

    element: etree._Element
    length: int
    running: int
    away: tuple[etree._Element, ...]


def region_of(root: etree._Element, lines: Sequence[Line]) -> Region:
    """Return the innermost element that holds the running text outside of menus, sidebars and lists of others."""
    running = [line for line in lines if is_running(line)]
    whole = weights(running)
    length = sum(len(line.text) for line in running)
    heavy = _HEAVY * length

    def is_away(element: etree._Element) -> bool:  # what holds most of the text is called after what else it holds
        return whole[element] < heavy and apart(element)

    known: dict[etree._Element, bool] = {}
    inside = [line for line in running if not _lies_in(line.block, is_away, known)]
    weight = whole if len(inside) == len(running) else weights(inside)
    total = sum(len(line.text) for line in inside)
    element = innermost(root, weight, total)
    boxes = (box for box in element.iter(*_BOXES) if box is not element and box.attrib and is_away(box))
    return Region(element, total, length, tuple(boxes))


def innermost(element: etree._Element, weight: Counter[etree._Element], total: int) -> etree._Element:
    """Return the innermost element in one that holds nearly all of the weight; a paragraph alone is none."""
    while True:
        inner = max((child for child in element if child in weight), key=weight.__getitem__, default=None)
        if inner is None or weight[inner] < HELD * total or inner.tag == "p":
            return element
        element = inner


def is_running(line: Line) -> bool:
    """Say whether a line is long enough for running text and no list of links."""
    return len(line.text) >= LONG and line.linked <= LINKED * len(line.text)


def _lies_in(
    element: etree._Element | None, is_away: Callable[[etree._Element], bool], known: dict[etree._Element, bool]
) -> bool:
    chain: list[etree._Element] = []
    away = False
    while element is not None and element.tag != "body":
        if element in known:
            away = known[element]
            break
        chain.append(element)
        element = element.getparent()
    for element in reversed(chain):
        away = away or is_away(element)
        known[element] = away
    return away
