"""The text of the article: off the boxes it flows in, else by trafilatura, or off the lines where that cannot work."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from html import unescape

import trafilatura
from lxml import etree, html
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Document, Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

from archive.reading.flow import flowing
from archive.reading.lines import Line
from archive.reading.passages import Passage, placed
from archive.reading.region import Region, is_running, region_of
from archive.reading.tree import squeeze

MAX_ELEMENTS = 40_000
"""Elements handed to trafilatura, which takes 8.8 s for 50,000 links; the largest of 438 real pages has 4,997."""

MAX_LEVELS = 700
"""Levels handed to trafilatura, which walks by recursion; Python's own limit is 1,000 calls."""

MAX_TEXT = 1_000_000
"""Characters of visible text handed to trafilatura: eight million in one line took 9 s and 0.7 GB."""

MAX_LINES = 3_000
"""Lines of a page that the slow way is asked for: jusText is quadratic in them (11,000 took 15 s); the longest of 876
real pages has 1,361.
"""

COVERED = 0.5
"""Share of the region's running text that the fast way must have found for its result to stand. At 0.6 and 0.75 bodies'
F1 is the same, for a tenth more of the time.
"""

FOUND = 0.3
"""Share of it from which the fast way on the whole page stands; below, other extractors are asked, for five times the
time. With 0.7 the bodies' F1 is the same and more junk lines stay.
"""

CENTRAL = 0.3
"""Share of the page's running text that the region must hold; below, the text stands in what looks like a box apart."""

_AWAY = "data-away"
_APPENDED = (b"infinite", b"post-add", b"share-buttons")
"""What names boxes of appended articles, which trafilatura judges by patterns: 0.2 ms for each region."""
_NEVER_TEXT = ("script", "style", "svg", "iframe", "template", "select", "button", "canvas", "object", "embed")
_MARKER = re.compile(r"^- (?=\S)")
_EDGE = re.compile(r"^\s*\|\s*|\s*\|\s*$")
_RULE = re.compile(r"[\s|:-]*")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it complains about pages; the caller counts them


def prune(root: html.HtmlElement) -> None:
    """Take out, in place, what is never text: 60 % of a page's bytes and a third of trafilatura's time."""
    for element in list(root.iter(*_NEVER_TEXT)):
        parent = element.getparent()
        if parent is not None:
            _drop(element, parent)


def extract(root: etree._Element, url: str, levels: int, lines: Sequence[Line]) -> list[Passage]:
    """Return the passages of the text in a pruned tree, none where the tree is too large or deep for an extractor.

    ``levels`` is the depth of the tree, ``lines`` are its visible lines. Text that flows through boxes of one kind is
    read off the lines. Else trafilatura is asked: its fast way first, on the part of the page that holds the running
    text, then on the whole page. Where both leave most of it out, half of the text in boxes of one kind is enough, and
    the slow way, which asks other extractors as well, comes last.
    """
    visible = sum(len(line.text) for line in lines)
    if levels > MAX_LEVELS or visible > MAX_TEXT or root.xpath("count(//*)") > MAX_ELEMENTS:
        return []
    region = region_of(root, lines)
    if text := flowing(region, lines):
        return text
    found = placed(_main_text(_cut_out(region)), lines)
    if found and region.length >= CENTRAL * region.running and _held(found, lines) >= COVERED * region.length:
        return found
    page = prune_unwanted_nodes(_copy(root), [*RAW_TREE_PRUNE_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH])
    wide = placed(_main_text(page), lines)
    best = max(found, wide, key=lambda passages: _held(passages, lines))
    enough = best and _held(best, lines) >= FOUND * max(region.length, CENTRAL * region.running)
    if enough or len(lines) > MAX_LINES:
        return best
    if text := flowing(region, lines, surely=False):
        return text
    return placed(_with_other_extractors(_copy(root), url), lines)


def _copy(root: etree._Element) -> html.HtmlElement:
    copy: html.HtmlElement = etree.fromstring(etree.tostring(root, encoding="utf-8", method="html"), parser=_parser())
    return copy


def _cut_out(region: Region) -> html.HtmlElement:
    """Return the region as a page of its own, without boxes of other things: half of trafilatura's time."""
    for element in region.away:
        element.set(_AWAY, "")
    markup = etree.tostring(region.element, encoding="utf-8", method="html", with_tail=False)
    for element in region.away:
        del element.attrib[_AWAY]
    page: html.HtmlElement = etree.fromstring(b"<html><body>" + markup + b"</body></html>", parser=_parser())
    for element in page.xpath(f"//*[@{_AWAY}]"):
        if (parent := element.getparent()) is not None:
            _drop(element, parent)
    return prune_unwanted_nodes(page, RAW_TREE_PRUNE_XPATH) if any(word in markup for word in _APPENDED) else page


def _held(passages: Sequence[Passage], lines: Sequence[Line]) -> int:
    """Return how many characters of the page's running text the passages are."""
    indexes = {index for passage in passages if passage.first >= 0 for index in range(passage.first, passage.last + 1)}
    return sum(len(lines[index].text) for index in indexes if is_running(lines[index]))


def _main_text(page: html.HtmlElement) -> list[str]:
    """Return the paragraphs that trafilatura's own extractor takes from a tree, which is used up.

    This is the core of ``bare_extraction``. What that does around it is left out: it looks for comments, reads short
    texts once more with other rules, takes any text where it found none, copies the tree three times. That is a third
    of the time, and of 876 pages none loses text of the article: what is missing is put back from the page's own lines.
    """
    options = _options()
    try:
        body, text = extract_content(convert_tags(tree_cleaning(page, options), options), options)
        return paragraphs_of(xmltotxt(body, include_formatting=False)) if len(text) >= options.min_output_size else []
    except MemoryError:
        raise
    except Exception:  # any page may meet a bug of the extractor; the plain reading then takes over
        return []


def _with_other_extractors(page: html.HtmlElement, url: str) -> list[str]:
    """Return the paragraphs of trafilatura's slow way, which asks readability and jusText as well."""
    options = Extractor(output_format="python", comments=False)
    try:
        document = trafilatura.bare_extraction(page, url=url or None, options=options)
    except MemoryError:
        raise
    except Exception:  # as above
        return []
    return paragraphs_of(document.text or "") if isinstance(document, Document) else []


@cache
def _parser() -> etree.HTMLParser:
    """Return a parser whose elements are all alike: lxml.html's own asks a table in Python for the class of each."""
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, default_doctype=False)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


@cache
def _options() -> Extractor:
    """Return the extractor's options, read from its configuration once, not for each page."""
    return Extractor(output_format="python", fast=True, comments=False)


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


def plain(lines: Sequence[Line]) -> list[Passage]:
    """Return the running text of the lines: those beside the most text that is not links, in document order."""
    weight: dict[etree._Element, int] = defaultdict(int)
    for line in lines:
        if is_running(line) and (parent := line.block.getparent()) is not None:
            weight[parent] += len(line.text)
    if not weight:
        return []
    best = max(weight, key=lambda element: weight[element])
    return [
        Passage(line.text, index, index)
        for index, line in enumerate(lines)
        if line.link_share < 0.5 and (line.block.getparent() is best or line.block is best)
    ]


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
