"""Paragraphs that only lead elsewhere: a headline of another article between two paragraphs, with a label or without.

No words are known here: what such a line is (nothing but a headline's length of link), where it stands (a paragraph of
its own among others) and what it links to (a page, for labelled ones of the same site) must agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from archive.address import site
from archive.reading.cleaning import is_teaser
from archive.reading.lines import Line
from archive.reading.passages import Passage
from archive.reading.tree import text_of

_WHOLE = 0.9  # share of link text from which a line is nothing but a link
_TITLE = 32  # characters of a headline; shorter links are names, works, subheadings of a list
_GAPLESS_TITLE = 16  # characters of one in a script without gaps
_WORDS = 4  # words of a headline
_MAX = 200  # characters of a line that leads elsewhere
_LABEL = 5  # words of a label before the link; more are a sentence that happens to link its end
_SHARE = 0.3  # share of the text from which such lines are the text: a round-up, a page of links
_LINKS = 20  # links of a block looked at
_BLOCKS = frozenset(("p", "div"))
_ITEMS = frozenset(("li", "td", "th", "dd", "dt", "blockquote", "figure", "h1", "h2", "h3", "h4", "h5", "h6"))
_ENDED = re.compile(r"[.…。।॥۔][\"”»’')\]]*$")
_LABELLED = re.compile(r"[\W_]{0,6}[^\W\d_][^:：|»>]{1,38}\s*[:：|»>]+\s*")
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+|\S+\.[a-z]{2,4}$", re.I)
_GAPLESS = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")


def without_pointers(passages: Sequence[Passage], lines: Sequence[Line], url: str) -> list[Passage]:
    """Return the passages without paragraphs that only lead to another page. ``url``: the page's own address."""
    away = {index for index, passage in enumerate(passages) if _points(passage, lines, url)}
    length = sum(len(passage.text) for passage in passages)
    if sum(len(passages[index].text) for index in away) > _SHARE * length:
        return list(passages)
    return [passage for index, passage in enumerate(passages) if index not in away]


def _points(passage: Passage, lines: Sequence[Line], url: str) -> bool:
    if passage.first < 0 or passage.first != passage.last or len(passage.text) > _MAX:
        return False
    line = lines[passage.first]
    if 2 * line.linked < len(line.text) or line.block.tag not in _BLOCKS or _ENDED.search(line.text):
        return False
    if any(element.tag in _ITEMS for element in line.block.iterancestors()):
        return False
    links = [link for link in islice(line.block.iter("a"), _LINKS) if (text := text_of(link)) and text in line.text]
    if len({link.get("href") for link in links}) != 1 or not _leads(links[0], url):
        return False
    if line.link_share > _WHOLE:
        return _is_title(line.text)
    linked = text_of(links[0])
    label = line.text[: -len(linked)] if line.text.endswith(linked) else ""
    labelled = is_teaser(label) or (_LABELLED.fullmatch(label) and len(label.split()) <= _LABEL)
    return bool(labelled) and _is_title(linked) and (_is_paid(links[0]) or _stays(links[0], url))


def _is_title(text: str) -> bool:
    """Say whether a link's text may be a headline: long enough, and no address."""
    if _ADDRESS.match(text.strip("[( ")):
        return False
    if _GAPLESS.search(text):
        return len(text) >= _GAPLESS_TITLE
    return len(text) >= _TITLE and len(text.split()) >= _WORDS


def _leads(link: etree._Element, url: str) -> bool:
    """Say whether a link leads to another page, not to a note on this one."""
    try:
        target, own = urlsplit(urljoin(url, link.get("href") or "")), urlsplit(url)
    except ValueError:
        return False
    return target.scheme in ("http", "https", "") and (target.netloc, target.path) != (own.netloc, own.path)


def _stays(link: etree._Element, url: str) -> bool:
    return site(urljoin(url, link.get("href") or "")) == site(url)


def _is_paid(link: etree._Element) -> bool:
    return "sponsored" in (link.get("rel") or "").split()
