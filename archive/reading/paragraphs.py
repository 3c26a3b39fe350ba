"""The text of the article: trafilatura on the shared tree, a plain reading of the lines where it cannot work."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from html import unescape

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document

from archive.reading.cleaning import fold
from archive.reading.lines import Line
from archive.reading.tree import squeeze

MAX_ELEMENTS = 40_000
"""Elements handed to trafilatura, which takes 8.8 s for 50,000 links; the largest of 438 real pages has 4,997."""

MAX_LEVELS = 700
"""Levels handed to trafilatura, which walks by recursion; Python's own limit is 1,000 calls."""

MAX_TEXT = 1_000_000
"""Characters of visible text handed to trafilatura: eight million in one line took 9 s and 0.7 GB."""

ENOUGH = 1_000
"""Characters of text from which trafilatura's comparison with other extractors is not asked for."""

COVERED = 0.6
"""Share of the page's running text that the fast way must have found for its result to stand."""

_NEVER_TEXT = ("script", "style", "svg", "iframe", "template", "select", "button", "canvas", "object", "embed")
_MARKER = re.compile(r"^- (?=\S)")
_JOINERS = re.compile("[\u200c\u200d]")
_EDGE = re.compile(r"^\s*\|\s*|\s*\|\s*$")
_RULE = re.compile(r"[\s|:-]*")
_PASSED = 8  # lines that may be left out between two that were joined
_LONG = 50  # characters from which a line counts as a sentence of running text

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it complains about pages; the caller counts them


def prune(root: html.HtmlElement) -> None:
    """Take out, in place, what is never text: 60 % of a page's bytes and a third of trafilatura's time."""
    for element in list(root.iter(*_NEVER_TEXT)):
        parent = element.getparent()
        if parent is not None:
            _drop(element, parent)


def extract(root: html.HtmlElement, url: str, levels: int, lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs trafilatura finds in a pruned tree, none where the tree is too large or deep for it.

    ``levels`` is the depth of the tree, ``lines`` are its visible lines. The fast way is taken first, and the slow
    one, which asks other extractors as well, where the fast one finds little or leaves much running text out.
    """
    visible = sum(len(line.text) for line in lines)
    running = sum(len(line.text) for line in lines if len(line.text) >= _LONG and line.link_share < 0.3)
    if levels > MAX_LEVELS or visible > MAX_TEXT or root.xpath("count(//*)") > MAX_ELEMENTS:
        return []
    found = _trafilatura(root, url, fast=True)
    length = sum(map(len, found))
    return found if length >= max(ENOUGH, COVERED * running) else _trafilatura(root, url, fast=False)


def _trafilatura(root: html.HtmlElement, url: str, *, fast: bool) -> list[str]:
    try:
        document = trafilatura.bare_extraction(root, url=url or None, include_comments=False, fast=fast)
    except MemoryError:
        raise
    except Exception:  # any page may meet a bug of the extractor; the plain reading then takes over
        return []
    return paragraphs_of(document.text or "") if isinstance(document, Document) else []


def paragraphs_of(text: str) -> list[str]:
    """Cut a text into paragraphs, without list marks and table rules."""
    found = []
    for raw in text.split("\n"):
        line = _MARKER.sub("", squeeze(raw))
        if "|" in line:
            line = "" if _RULE.fullmatch(line) else _EDGE.sub("", line)
        if line:
            found.append(line)
    return found


def with_joiners(paragraphs: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs as the lines have them where they differ only in zero-width joiners.

    trafilatura takes every character out that does not print; Indic and Persian spelling needs U+200C and U+200D.
    """
    joined = {_JOINERS.sub("", line.text): line.text for line in lines if _JOINERS.search(line.text)}
    return [joined.get(text, text) for text in paragraphs] if joined else list(paragraphs)


def plain(lines: Sequence[Line]) -> list[str]:
    """Return the running text of the lines: those beside the most text that is not links, in document order."""
    weight: dict[etree._Element, int] = defaultdict(int)
    for line in lines:
        if len(line.text) >= _LONG and line.link_share < 0.3 and (parent := line.block.getparent()) is not None:
            weight[parent] += len(line.text)
    if not weight:
        return []
    best = max(weight, key=lambda element: weight[element])
    return [
        line.text for line in lines if line.link_share < 0.5 and (line.block.getparent() is best or line.block is best)
    ]


def cut(paragraphs: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs with those cut at the page's own lines that glue several of them together.

    Extractors join what line breaks, unclosed tags and table cells keep apart; a paragraph that is a run of whole
    lines of the page, at least one of them a sentence, is those lines.
    """
    folds = [line.folded for line in lines]
    starts: dict[str, list[int]] = defaultdict(list)
    for index, folded in enumerate(folds):
        if len(folded) > 1:
            starts[folded[:2]].append(index)
    whole = set(folds)
    result: list[str] = []
    for text in paragraphs:
        folded = fold(text)
        run = (
            []
            if folded in whole or len(text) < _LONG or " | " in text
            else _run(folded, folds, starts.get(folded[:2], []))
        )
        result += [lines[index].text for index in run] if len(run) > 1 else [text]
    return result


def _run(folded: str, folds: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Return the indexes of lines that follow each other and together are the text, none where none do."""
    for start in [start for start in starts if folded.startswith(folds[start])][:20]:
        at, index, passed, run = 0, start, 0, []
        while index < len(folds) and passed <= _PASSED:
            if folds[index] and folded.startswith(folds[index], at):
                run.append(index)
                at += len(folds[index])
                passed = 0
            else:
                passed += 1
            index += 1
            if at == len(folded):
                return run
    return []


def from_markup(value: str) -> list[str]:
    """Return the paragraphs of a JSON-LD ``articleBody``, with or without markup in it."""
    value = unescape(value)
    if "<p" in value or "<br" in value:
        value = re.sub(r"<[^>]*>", "", re.sub(r"</p>|<br\s*/?>|</h\d>|</li>", "\n", value))
    return paragraphs_of(value)


def _drop(element: etree._Element, parent: etree._Element) -> None:
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)
