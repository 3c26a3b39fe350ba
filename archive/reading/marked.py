"""One walk over the page's elements for all who look for them by name: titles, bylines, times, credits, pictures.

Each of them walking alone cost a fifth of reading a page. What an element is called (its class, id, test id, itemprop)
is judged once for all elements called alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree, html

MAX_ELEMENTS = 60_000  # elements looked at; the largest of 876 real pages has 11,000
MAX_KEPT = 1_000  # elements of one sort kept; pages of an attack have more
MAX_NAME = 40  # characters of an id; longer ones are made of headlines
_MAX_CALLED = 400  # characters of a name

BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?!it)|autor(?!i[sz])|auteur|autore|writer|verfasser|signature)", re.I
)
_NOT_BYLINE = re.compile(
    r"bio\b|avatar|image|photo|social|follow|related|comment|widget|list|more|card|teaser|email|[-_]role|job-?title|"
    r"author-?(?:desc|info-?text|title|position|function)",
    re.I,
)
CREDIT = re.compile(
    r"(?:^|[\s_-])(?:by|by-?line|authors?|autor(?:en|in)?|auteur|autore|credits?|source|quelle|fuente|syndicat\w*|agency|"
    r"agentur|agence|agencia|agenzia|dateline|copyright|provider|wire|partner|attribution|contributors?|signature|aut\b|"
    r"article-?info|meta-?info|post-?meta|entry-?meta|publisher|origin)(?!\w*-?(?:image|photo|bio))",
    re.I,
)
_CAPTION = re.compile(
    r"caption|bildunterschrift|legende|pie-?(?:de-?)?foto|didascalia|(?:image|img|photo|foto|bild|picture|media)[-_]*"
    r"(?:credits?|copyright|source|rights|info|text)\b|copyright|img-?meta",
    re.I,
)
_DATE = re.compile(
    r"publi|posted|(?:^|[\s_-])(?:date|datum|fecha|data|datetime|time|timestamp|zeit|stand)(?:$|[\s_-])|\bdate|date\b|"
    r"-?stamp|created|dateline",
    re.I,
)
_TEXTUAL = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "a", "address", "section", "li", "cite", "small", "footer",
     "em", "font", "time", "abbr", "figcaption", "strong", "b", "i")
)  # fmt: skip
_BYLINED = _TEXTUAL - {"small", "footer", "em", "font", "abbr", "figcaption", "strong", "b", "i"}
_CREDITED = _TEXTUAL - {"h1", "h2", "h3", "h4", "h5", "h6", "abbr", "figcaption", "strong", "b", "i"}
_PRUNED = frozenset(("button", "select", "template", "object", "canvas"))  # no lines of the page, but pictures
_CAPTIONED = frozenset(("figcaption", "div", "p", "span", "small", "cite", "em"))


class Found(NamedTuple):
    """An element, its index in the order of the document, and what it is called."""

    element: etree._Element
    at: int
    called: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The elements of a page that somebody looks for, each sort in the order of the document."""

    metas: list[etree._Element] = field(default_factory=list)
    links: list[etree._Element] = field(default_factory=list)
    anchors: list[etree._Element] = field(default_factory=list)
    headings: list[Found] = field(default_factory=list)
    bylines: list[Found] = field(default_factory=list)
    signed: list[Found] = field(default_factory=list)  # rel=author, itemprop=author
    credits: list[Found] = field(default_factory=list)
    dates: list[Found] = field(default_factory=list)
    captions: list[Found] = field(default_factory=list)
    figures: list[etree._Element] = field(default_factory=list)
    images: list[etree._Element] = field(default_factory=list)


class _Sorts(NamedTuple):
    called: str
    byline: bool
    signed: bool
    credit: bool
    caption: bool
    date: bool


def mark(root: html.HtmlElement) -> Marked:
    """Return the elements of a tree that metadata, pictures and margins look at. Long lists end at ``MAX_KEPT``."""
    found = Marked()
    plain = {
        "meta": found.metas, "link": found.links, "a": found.anchors, "figure": found.figures,
        "img": found.images, "amp-img": found.images,
    }  # fmt: skip
    pruned: set[etree._Element] = set()
    known: dict[tuple[str | None, ...], _Sorts] = {}
    for at, element in enumerate(root.iter(etree.Element)):
        if at >= MAX_ELEMENTS:
            break
        tag = element.tag
        if tag in plain and len(plain[tag]) < 2 * MAX_KEPT:
            plain[tag].append(element)
        if tag in _PRUNED and len(element):
            pruned.update(element.iterdescendants())
        if tag not in _TEXTUAL:
            continue
        name = element.get("id")
        prop = element.get("itemprop")
        key = (element.get("class"), name if name and len(name) <= MAX_NAME else "", element.get("data-testid"), prop,
               element.get("rel"))  # fmt: skip
        sorts = known.get(key)
        if sorts is None:
            sorts = known[key] = _sorts(*key)
        here = Found(element, at, sorts.called)
        if tag in ("h1", "h2"):
            found.headings.append(here)
        if tag == "time" or sorts.date or (prop and "date" in prop.lower()):
            _keep(found.dates, here)
        if sorts.byline and tag in _BYLINED:
            _keep(found.bylines, here)
        if sorts.signed:
            _keep(found.signed, here)
        if (sorts.credit or sorts.signed) and tag in _CREDITED and element not in pruned:
            _keep(found.credits, here)
        if tag == "figcaption" or (sorts.caption and tag in _CAPTIONED):
            _keep(found.captions, here)
    return found


def _keep(group: list[Found], here: Found) -> None:
    if len(group) < MAX_KEPT:
        group.append(here)


def _sorts(kind: str | None, name: str | None, test: str | None, prop: str | None, rel: str | None) -> _Sorts:
    called = f"{kind or ''} {name or ''} {test or ''}"[:_MAX_CALLED]
    return _Sorts(
        called=called,
        byline=bool(BYLINE.search(called)) and not _NOT_BYLINE.search(called),
        signed="author" in (rel or "").split() or "author" in (prop or ""),
        credit=bool(CREDIT.search(called)),
        caption=bool(_CAPTION.search(f"{called} {prop or ''}")),
        date=bool(_DATE.search(called)),
    )
