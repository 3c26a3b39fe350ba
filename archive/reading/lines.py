"""The visible lines of a page in document order: one walk that margins, page kinds and the plain reading share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from archive.reading.classes import sorts_of
from archive.reading.folding import fold
from archive.reading.tree import squeeze

MAX_LINES = 60_000  # the longest of 438 real pages has 789
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "select",
        "option",
        "button",
        "textarea",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "map",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "input",
        "label",
        "source",
    ]
)
_STYLED = etree.XPath("//*[@style]")
_HIDDEN = re.compile(  # clipped to nothing: words for screen readers
    r"display:\s*none|visibility:\s*hidden|clip:\s*rect\(\s*0\D{1,4}0\D{1,4}0\D{1,4}0\D{0,3}\)|clip-path:\s*inset\((?:50|100)%",
    re.I,
)


def _spoken(node: etree._Element) -> bool:
    """Say whether a part of a link is for screen readers only: ", opens new tab" in the midst of a sentence."""
    name = node.get("class")
    return name is not None and "spoken" in sorts_of(name)


@dataclass(slots=True)
class Line:
    """One visible line: its text, the block element it stands in, and how many of its characters are links."""

    text: str
    block: etree._Element
    linked: int
    _folded: str | None = field(default=None, init=False, repr=False)

    @property
    def folded(self) -> str:
        """Its letters and digits in one case, which tell it from other lines. Of most lines nobody asks for them."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def link_share(self) -> float:
        """Part of the line (0 to 1) that is link text."""
        return self.linked / max(1, len(self.text))


def lines_of(root: etree._Element) -> list[Line]:
    """Return the lines of the page. Scripts, menus of form controls and hidden elements give none."""
    found: list[Line] = []
    parts: list[str] = []
    linked = anchors = 0
    block: etree._Element = root
    blocks: list[etree._Element] = []

    def close() -> None:
        nonlocal linked
        if text := squeeze("".join(parts)):
            found.append(Line(text, block, min(linked, len(text))))
        parts.clear()
        linked = 0

    hidden = {element for element in _STYLED(root) if _HIDDEN.search(element.get("style", ""))}
    walk = etree.iterwalk(root, events=("start", "end"))
    passed: etree._Element | None = None
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if (
                tag in _SKIPPED
                or node in hidden
                or not isinstance(tag, str)
                or (anchors and tag == "span" and _spoken(node))
            ):
                walk.skip_subtree()
                passed = node
                continue
            if tag not in _INLINE:
                if parts:
                    close()
                blocks.append(block)
                block = node
            elif tag == "a":
                anchors += 1
            if (text := node.text) and (parts or not text.isspace()):  # two of three boxes hold blanks only
                parts.append(text)
                if anchors:
                    linked += len(text.strip())
            continue
        if node is passed:
            passed = None
        elif tag not in _INLINE:
            if parts:
                close()
                if len(found) >= MAX_LINES:
                    break
            block = blocks.pop()
        elif tag == "a":
            anchors -= 1
        if (tail := node.tail) and (parts or not tail.isspace()) and node is not root:
            parts.append(tail)
            if anchors:
                linked += len(tail.strip())
    if parts:
        close()
    return found


def weights(lines: Iterable[Line]) -> Counter[etree._Element]:
    """Return how many characters of the lines stand in each element."""
    weight: Counter[etree._Element] = Counter()
    parents: Counter[etree._Element] = Counter()  # many lines stand in one: its ancestors are walked once
    for line in lines:
        weight[line.block] += len(line.text)
        if (parent := line.block.getparent()) is not None:
            parents[parent] += len(line.text)
    for parent, length in parents.items():
        element: etree._Element | None = parent
        while element is not None:
            weight[element] += length
            element = element.getparent()
    return weight
