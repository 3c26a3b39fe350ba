"""The visible lines of a page in document order: one walk that margins, page kinds and the plain reading share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree, html

from archive.reading.cleaning import fold
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
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line: its text, the block element it stands in, how many of its characters are links, and its letters
    and digits in one case, which tell it from other lines.
    """

    text: str
    block: etree._Element
    linked: int
    folded: str

    @property
    def link_share(self) -> float:
        """Part of the line (0 to 1) that is link text."""
        return self.linked / max(1, len(self.text))


def lines_of(root: html.HtmlElement) -> list[Line]:
    """Return the lines of the page. Scripts, menus of form controls and hidden elements give none."""
    found: list[Line] = []
    parts: list[str] = []
    linked = anchors = skipping = 0
    block: etree._Element = root
    blocks: list[etree._Element] = []

    def close() -> None:
        nonlocal linked
        if parts and (text := squeeze("".join(parts))):
            found.append(Line(text, block, min(linked, len(text)), fold(text)))
        parts.clear()
        linked = 0

    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        skipped = tag in _SKIPPED or not tag or bool(node.get("style") and _HIDDEN.search(node.get("style")))
        if event == "start":
            if skipping or skipped:
                skipping += skipped
                continue
            if tag not in _INLINE:
                close()
                blocks.append(block)
                block = node
            anchors += tag == "a"
            if node.text:
                parts.append(node.text)
                linked += len(node.text.strip()) if anchors else 0
        else:
            if skipped:
                skipping -= 1
            elif not skipping:
                anchors -= tag == "a"
                if tag not in _INLINE:
                    close()
                    block = blocks.pop()
            if node.tail and not skipping and node is not root:
                parts.append(node.tail)
                linked += len(node.tail.strip()) if anchors else 0
        if len(found) >= MAX_LINES:
            break
    close()
    return found
