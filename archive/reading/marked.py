"""One walk over the page's elements for all who look for them by name: titles, bylines, times, credits, pictures.

Each of them walking alone cost a fifth of reading a page. What an element is called (its class, id, test id, itemprop)
is judged once for all elements called alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree, html

from archive.reading.classes import sorts_of

MAX_ELEMENTS = 60_000  # elements looked at; the largest of 876 real pages has 11,000
MAX_KEPT = 1_000  # elements of one sort kept; pages of an attack have more
MAX_NAME = 40  # characters of an id; longer ones are made of headlines
_MAX_CALLED = 400  # characters of a name

_TEXTUAL = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "a", "address", "section", "li", "cite", "small", "footer",
     "em", "font", "time", "abbr", "figcaption", "strong", "b", "i")
)  # fmt: skip
_BYLINED = _TEXTUAL - {"small", "footer", "em", "font", "abbr", "figcaption", "strong", "b", "i"}
_CREDITED = _TEXTUAL - {"h1", "h2", "h3", "h4", "h5", "h6", "abbr", "figcaption", "strong", "b", "i"}
_HEADINGS = frozenset(("h1", "h2"))
_ALWAYS = _HEADINGS | {"time", "figcaption"}  # kept whatever they are called
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


_BY, _CREDITS, _CAPTIONS, _DATES, _SIGNS = (1 << bit for bit in range(5))
_NAMING = ("class", "id", "data-testid", "itemprop", "rel")


def mark(root: html.HtmlElement) -> Marked:
    """Return the elements of a tree that metadata, pictures and margins look at. Long lists end at ``MAX_KEPT``."""
    found = Marked()
    plain = {
        "meta": found.metas, "link": found.links, "a": found.anchors, "figure": found.figures,
        "img": found.images, "amp-img": found.images,
    }  # fmt: skip
    pruned: set[etree._Element] = set()
    known: dict[tuple[str | None, ...], tuple[str, int]] = {(None,) * len(_NAMING): ("", 0)}
    for at, element in enumerate(root.iter(etree.Element)):
        if at >= MAX_ELEMENTS:
            break
        tag = element.tag
        if tag in plain and len(plain[tag]) < 2 * MAX_KEPT:
            plain[tag].append(element)
        if tag not in _TEXTUAL:
            if tag in _PRUNED and len(element):
                pruned.update(element.iterdescendants())
            if "-" not in tag:
                continue
        key = tuple(map(element.get, _NAMING))
        if (names := known.get(key)) is None:
            names = known[key] = _called(*key)
        called, sort = names
        if not sort and tag not in _ALWAYS:
            continue
        here = Found(element, at, called)
        if tag in _HEADINGS:
            found.headings.append(here)
        if tag == "time" or sort & _DATES:
            _keep(found.dates, here)
        if sort & _BY and (tag in _BYLINED or "-" in tag):
            _keep(found.bylines, here)
        if sort & _SIGNS:
            _keep(found.signed, here)
        if sort & (_CREDITS | _SIGNS) and tag in _CREDITED and element not in pruned:
            _keep(found.credits, here)
        if tag == "figcaption" or (sort & _CAPTIONS and tag in _CAPTIONED):
            _keep(found.captions, here)
    return found


def _keep(group: list[Found], here: Found) -> None:
    if len(group) < MAX_KEPT:
        group.append(here)


def _called(kind: str | None, name: str | None, test: str | None, prop: str | None, rel: str | None) -> tuple[str, int]:
    """Return what an element is called, and the bits of the sorts it is of."""
    name = name if name and len(name) <= MAX_NAME else ""
    called = f"{kind or ''} {name} {test or ''}"[:_MAX_CALLED]
    sorts = sorts_of(called)
    sort = _BY if "author" in sorts and "no author" not in sorts else 0
    sort |= (_CREDITS if "credit" in sorts else 0) | (_CAPTIONS if "caption" in sorts else 0)
    sort |= _DATES if "date" in sorts else 0
    if prop:
        sort |= (_SIGNS if "author" in prop else 0) | (_DATES if "date" in prop.lower() else 0)
        sort |= _CAPTIONS if "caption" in sorts_of(prop) else 0
    if rel and "author" in rel.split():
        sort |= _SIGNS
    return called, sort
