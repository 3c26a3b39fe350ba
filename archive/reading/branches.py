"""Boxes among and behind the paragraphs that are not of the text: cards of other articles, prompts, lists of links.

The text stands directly in a few elements (its *beds*). Whatever else lies in a bed or beside it is a branch; a branch
is judged as a whole, by what all of its lines are and link to, since a teaser's summary alone looks like a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.reading.lines import Line
from archive.reading.passages import Passage
from archive.reading.zone import Zone, holds_article

_BED = 0.08  # share of the text that an element holds directly to be one of its beds
_RUNNING = 50  # characters from which a line counts as running text
_LINKS = 0.6  # share of link text from which a list or box is one of links
_CARD = 500  # characters of a box that a heading, a link or a prompt makes a card or an appeal
_PROMPTED = 6  # lines of a box that one prompt may stand for; in a longer one it closes a text
_ITEM = 130  # characters of a line in a list of links; longer ones are items of a round-up
_HOME = 0.5  # share of the text that the article must hold for what lies outside to be another one
_BEGUN = 400  # characters of text that the headline's own article must hold
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol"))
_TAIL = 0.3  # share of the text from which what stands behind it in other boxes is text after all
_NOTE = 1_000  # characters of a note behind the text: on the series, the author, the partner, how to subscribe
_LABEL = 80  # characters of a label or headline
_ENDED = re.compile(r"[.!?…。！？।॥؟۔][\"”»’')\]]*$")
_DIGITS = re.compile(r"\d+")
_PLAIN = frozenset(("p", "li", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "figure"))


@dataclass(slots=True)
class _Branch:
    length: int = 0
    linked: int = 0
    lines: int = 0
    heading: bool = False  # a heading of its own
    led: bool = False  # a heading that is a link
    called: bool = False  # a line that is nothing but a link
    prompts: int = 0  # lines that are teasers, appeals or ad markers


def without_branches(
    passages: Sequence[Passage], lines: Sequence[Line], zone: Zone, is_prompt: Callable[[str], bool]
) -> list[Passage]:
    """Return the passages without those of other articles, and without cards, appeals and link lists.

    ``is_prompt`` says whether a line by itself is known furniture. Where more than a third of the text would go,
    nothing does: then it is the text that stands in boxes.
    """
    chosen = [passage.first for passage in passages if passage.first >= 0]
    home = _home(lines, chosen, zone)
    if home is not None:
        inner = _innermost(lines, chosen, home)
        passages = [
            passage for passage in passages if passage.first < 0 or _at_home(lines[passage.first].block, home, inner)
        ]
        chosen = [passage.first for passage in passages if passage.first >= 0]
    beds = _beds(lines, chosen, zone)
    roots = {index: _root(line.block, beds) for index, line in enumerate(lines) if zone.first - 30 <= index}
    asked = {roots.get(index) for index in chosen} - {None}
    judged = _branches(lines, {index: root for index, root in roots.items() if root in asked}, is_prompt)
    kept = []
    for passage in passages:
        if passage.first >= 0:
            root = roots.get(passage.first)
            if root is not None and _is_other(root, judged[root]):
                continue
        kept.append(passage)
    if _length(kept) <= 0.65 * _length(passages):
        return list(passages)
    while len(kept) > 1 and _trails(kept[-1], roots):
        kept.pop()
    return _without_tail(kept, lines, roots, beds)


def _without_tail(
    passages: Sequence[Passage],
    lines: Sequence[Line],
    roots: dict[int, etree._Element | None],
    beds: set[etree._Element],
) -> list[Passage]:
    """Return the passages without small boxes behind the text that are built like none of those that hold it."""

    def root_of(passage: Passage) -> etree._Element | None:
        return roots.get(passage.first)

    inside = (at for at, passage in enumerate(passages) if passage.first >= 0 and root_of(passage) is None)
    end = max(inside, default=-1)
    text, tail = passages[: end + 1], passages[end + 1 :]
    if end < 0 or any(passage.first < 0 for passage in tail) or _length(tail) > _TAIL * _length(passages):
        return list(passages)
    built = {_build(bed) for bed in beds} | {_build(root) for passage in text if (root := root_of(passage)) is not None}
    sizes: Counter[tuple[str, frozenset[str]]] = Counter()
    for passage in tail:
        if (root := root_of(passage)) is not None:
            sizes[_build(root)] += len(passage.text)
    foreign = {build for build, size in sizes.items() if size <= _NOTE and build not in built}
    return [
        *text,
        *(
            passage
            for passage in tail
            if (root := root_of(passage)) is None
            or root.tag in _PLAIN | _LISTS
            or _build(root) not in foreign
            or _build(_bed_of(lines[passage.first].block)) in built
            or next(lines[passage.first].block.iterancestors("blockquote"), None) is not None  # a post of a network
        ),
    ]


def _bed_of(block: etree._Element) -> etree._Element:
    parent = block.getparent() if block.tag in _PLAIN else None
    return block if parent is None else parent


def _build(element: etree._Element) -> tuple[str, frozenset[str]]:
    """Return what boxes of one kind have in common: the tag and the words of the class, which may number them."""
    return element.tag, frozenset(_DIGITS.sub("", element.get("class") or "").split())


def _trails(passage: Passage, roots: dict[int, etree._Element | None]) -> bool:
    """Say whether a last passage is a label or headline in a box of its own."""
    root = roots.get(passage.first)
    return (
        root is not None
        and root.tag not in _PLAIN | _LISTS
        and len(passage.text) <= _LABEL
        and not _ENDED.search(passage.text)
    )


def _home(lines: Sequence[Line], chosen: Sequence[int], zone: Zone) -> etree._Element | None:
    """Return the ``<article>`` that the text is: that of the headline, or that of most of the text; None if unclear."""
    parents: Counter[etree._Element | None] = Counter()
    for index in chosen:
        parents[lines[index].block.getparent()] += len(lines[index].text)
    total = parents.total()
    weight: Counter[etree._Element] = Counter()
    for parent, size in parents.items():
        for element in () if parent is None else (parent, *parent.iterancestors()):
            if holds_article(element) and element.tag != "main":
                weight[element] += size
    if zone.top >= 0:
        for element in lines[zone.top].block.iterancestors():
            if weight[element] >= _BEGUN:
                return element
    best = max(weight, key=weight.__getitem__, default=None)
    if best is not None and weight[best] >= _HOME * total:
        return best
    # a text that stands in no article: then articles are cards
    apart = sum(len(lines[index].text) for index in chosen if not _in_article(lines[index].block))
    return zone.box.getroottree().getroot() if zone.box is not None and apart >= _HOME * total else None


def _in_article(block: etree._Element) -> bool:
    return any(element.tag == "article" for element in block.iterancestors())


def _innermost(lines: Sequence[Line], chosen: Sequence[int], home: etree._Element) -> Counter[etree._Element]:
    """Return how many characters of the text at home stand in which innermost ``<article>``."""
    weight: Counter[etree._Element] = Counter()
    for index in chosen:
        chain = list(lines[index].block.iterancestors())
        if home in chain:
            weight[next((element for element in chain if element.tag == "article"), home)] += len(lines[index].text)
    return weight


def _at_home(block: etree._Element, home: etree._Element, inner: Counter[etree._Element]) -> bool:
    for element in block.iterancestors():
        if element is home:
            return True
        if element.tag == "article" and inner[element] < _HOME * sum(inner.values()):
            return False  # an article in the article is a card, unless it holds the text itself
    return False


def _beds(lines: Sequence[Line], chosen: Sequence[int], zone: Zone) -> set[etree._Element]:
    weight: Counter[etree._Element] = Counter()
    for index in chosen:
        line = lines[index]
        if len(line.text) >= _RUNNING and line.link_share < _LINKS:
            parent = line.block.getparent() if line.block.tag in _PLAIN else line.block
            if parent is not None:
                weight[parent] += len(line.text)
    enough = _BED * sum(weight.values())
    beds = {element for element, size in weight.items() if size >= enough}
    return beds if zone.box is None else beds | {zone.box}


def _root(block: etree._Element, beds: set[etree._Element]) -> etree._Element | None:
    """Return the outermost element around a line that lies in a bed; None where the line itself lies there."""
    element = block
    while (parent := element.getparent()) is not None:
        if parent in beds:
            return None if element is block and element.tag in _PLAIN else element
        element = parent
    return None if block in beds else element


def _branches(
    lines: Sequence[Line], roots: dict[int, etree._Element | None], is_prompt: Callable[[str], bool]
) -> dict[etree._Element, _Branch]:
    found: dict[etree._Element, _Branch] = defaultdict(_Branch)
    for index, root in roots.items():
        if root is None:
            continue
        line, branch = lines[index], found[root]
        branch.lines += 1
        branch.length += len(line.text)
        branch.linked += line.linked
        whole = line.link_share > 0.8
        branch.called = branch.called or whole
        if any(element.tag in _HEADINGS for element in _up_to(line.block, root)):
            branch.heading = True
            branch.led = branch.led or whole or 0.45 < line.link_share < 0.55
        branch.prompts += is_prompt(line.text)
    return found


def _up_to(block: etree._Element, root: etree._Element) -> list[etree._Element]:
    chain = [block]
    while chain[-1] is not root and len(chain) < 4 and (parent := chain[-1].getparent()) is not None:
        chain.append(parent)
    return chain


def _is_other(root: etree._Element, branch: _Branch) -> bool:
    if root.tag in _PLAIN or root.tag in ("body", "html"):
        return False
    if branch.linked > _LINKS * branch.length and branch.length <= _ITEM * branch.lines:
        return branch.lines > 1 or branch.called
    if root.tag in _LISTS:
        return 2 * branch.prompts > branch.lines
    if branch.led or _PROMPTED * branch.prompts >= branch.lines:
        return branch.length <= _CARD * max(1, branch.lines // 3)
    return branch.heading and branch.called and branch.length <= _CARD


def _length(passages: Sequence[Passage]) -> int:
    return sum(len(passage.text) for passage in passages)
