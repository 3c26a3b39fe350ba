"""Who wrote it: the byline as printed and the people in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from lxml import etree

from archive.reading import jsonld
from archive.reading.folding import fold
from archive.reading.headline import host_names, site_names
from archive.reading.marked import Found, Marked
from archive.reading.meta import Meta
from archive.reading.names import is_byline, is_lead, is_nobodys, names
from archive.reading.tree import squeeze, text_of

_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
         "citation_author", "article.author", "cxenseparse:author", "dc.contributor")  # fmt: skip
_INVERTED = ("dc.creator", "dcterms.creator", "citation_author", "dc.contributor")  # "Byron, Ada" (Dublin Core's way)
_PRINTED = 200  # characters of a byline; what is longer is a biography
_BETWEEN = " | "  # where only the page's style sets a name apart from a title
_PERSON = 4  # levels from a name to the microdata of its person
_LABELLED = re.compile(r"[^\W\d_][^:：]{1,20}[:：]")  # "Author: Ada Byron"; "By Ada Byron" below may sign a teaser
_TRIED = 12  # elements called byline that are looked at: the first may be "About the author"


def authors(
    found: Marked,
    heading: etree._Element | None,
    above: Sequence[str],
    below: Sequence[str],
    node: jsonld.Node,
    nodes: list[jsonld.Node],
    meta: Meta,
    url: str,
) -> tuple[str, ...]:
    """Return the names of the authors: of people where any place names people, else of the outlet or company.

    JSON-LD first, then meta tags, then ``rel=author``, microdata and byline classes of the page, last a line that says
    "By" among those ``above`` and ``below`` the text. Agencies are not sorted out here: that is attribution's work.
    """
    house = site_names(node, meta) | host_names(url) | _organisations(node.get("author"), nodes)
    fallback: tuple[str, ...] = ()
    sources: tuple[Callable[[], list[str]], ...] = (
        lambda: jsonld.texts(node.get("author"), nodes),
        lambda: jsonld.texts(node.get("creator"), nodes),
        lambda: [_turned(value, name) for name in _META for value in meta.get(name, [])],
        lambda: _signed(found, heading),
        lambda: _labelled(meta),
        lambda: [_text(element, _BETWEEN) for element in [_byline(found, heading)] if element is not None],
        lambda: [text for text in above if is_byline(text)],
        lambda: [text for text in below if _LABELLED.match(text) and is_byline(text)],
    )
    for source in sources:
        if given := names(source()):
            if people := tuple(name for name in given if not _is_house(name, house)):
                return people
            fallback = fallback or given
    return fallback


def byline(found: Marked, heading: etree._Element | None = None, known: Sequence[str] = ()) -> str:
    """Return the byline as printed: the first element marked as one that holds a ``known`` author's name, else any
    name, after the headline where one stands there (menus name columnists, too); without any name, the first that is
    no date.
    """
    element = _byline(found, heading, known)
    return "" if element is None else _text(element, " ")


def _byline(found: Marked, heading: etree._Element | None, known: Sequence[str] = ()) -> etree._Element | None:
    tried = [
        (element, text)
        for element in _below_first(found.bylines, found, heading)
        if 2 < len(text := _text(element, _BETWEEN)) <= _PRINTED
    ]
    wanted = {fold(name) for name in known}
    named = [(element, text) for element, text in tried if names([text])]
    signed = [(element, text) for element, text in tried if any(name in fold(text) for name in wanted)]
    if named and signed and named[0] not in signed:
        return min(signed, key=lambda entry: len(entry[1]))[0]
    undated = [(element, text) for element, text in tried if not any(map(str.isdecimal, text))]
    return next((element for element, _ in (*named, *undated)), None)


def _text(element: etree._Element, apart: str) -> str:
    return text_of(element, 400, apart=apart)


def _labelled(meta: Meta) -> list[str]:
    """Return the author that a page tells other sites to show under a link: ``twitter:label1`` "Written by"."""
    return [
        value
        for number in ("1", "2")
        for label, value in zip(
            meta.get(f"twitter:label{number}", ()), meta.get(f"twitter:data{number}", ()), strict=False
        )
        if is_lead(label)
    ]


def _below_first(group: list[Found], found: Marked, heading: etree._Element | None) -> list[etree._Element]:
    """Return the first elements of a group, those after the headline before those above it."""
    start = next((here.at for here in found.headings if here.element is heading), -1)
    return [here.element for here in sorted(group, key=lambda here: here.at < start)[:_TRIED]]


def _signed(found: Marked, heading: etree._Element | None) -> list[str]:
    """Return the names that ``rel=author`` and microdata give: the first after the headline and those beside it."""
    texts: list[str] = []
    group: etree._Element | None = None
    for element in _below_first(found.signed, found, heading):
        inner = next((part for part in element.iterdescendants() if part.get("itemprop") == "name"), element)
        text = squeeze(inner.get("content") or "") or text_of(inner, 200, apart=_BETWEEN)
        if not text or len(text) > _PRINTED / 2:
            continue
        if group is not None and group not in element.iterancestors():
            break
        texts.append(text)
        group = group if group is not None else _group(element)
    return texts


def _group(element: etree._Element) -> etree._Element | None:
    """Return the element around the person, else that two levels up: the authors of one article stand together, those
    of teasers further off.
    """
    for around in islice(element.iterancestors(), _PERSON):
        if "Person" in (around.get("itemtype") or ""):
            return around.getparent()
    parent = element.getparent()
    return parent if parent is None or parent.getparent() is None else parent.getparent()


def _turned(value: str, name: str) -> str:
    """Return "Ada Byron" for the "Byron, Ada" of library records."""
    parts = [part.strip() for part in value.split(",")]
    return f"{parts[1]} {parts[0]}" if name in _INVERTED and len(parts) == 2 and all(parts) else value


def _organisations(value: object, nodes: list[jsonld.Node]) -> set[str]:
    """Return the folded names of authors that JSON-LD calls organisations."""
    items = value if isinstance(value, list) else [value]
    return {
        fold(name)
        for item in items
        if isinstance(item, Mapping) and any("Organization" in kind for kind in jsonld.types(item))
        for name in jsonld.texts(item, nodes)
    }


def _is_house(name: str, house: set[str]) -> bool:
    folded = fold(name)
    return is_nobodys(name) or any(folded == other or (len(other) > 4 and other in folded) for other in house)
