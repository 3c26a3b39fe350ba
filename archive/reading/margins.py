"""What stands around the text and may name who wrote it: byline blocks, credit lines, sign-offs, captions, metadata.

Extractors throw these away (a third of bylines, one credit in eight), so they are taken from the page's own tree,
each with its place, before and beside the extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from lxml import etree, html

from archive.address import site
from archive.article import Margin, Picture, Place
from archive.reading import jsonld
from archive.reading.lines import Line
from archive.reading.meta import Meta, links
from archive.reading.tree import squeeze, text_of

MAX_MARGINS = 60
MAX_LENGTH = 300  # characters of one margin; no labelled credit is longer than 120
_ABOVE, _BELOW = 25, 14  # lines kept above and below the text, those nearest to it

_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:en|in)?|auteur|autore|credits?|source|quelle|fuente|syndicat\w*|agency|"
    r"agentur|agence|agencia|agenzia|dateline|copyright|provider|wire|partner|attribution|contributors?|signature|"
    r"article-?info|meta-?info|post-?meta|entry-?meta|publisher|origin)",
    re.I,
)
_BYLINE = re.compile(r"by-?line|author|autor|auteur|autore|signature|contributor", re.I)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|teaser|recommend\w*|more-|most-|trending|sidebar|side-bar|comments?|newsletter|promo|nav|menu|"
    r"breadcrumbs?|share|social|cookie|consent|outbrain|taboola|popular|latest|carousel|card-?list)",
    re.I,
)
_META_NAME = re.compile(r"(?:^|[.:_-])(?:author|creator|source|agency|provider|credit|byl|copyright|rights|publisher|"
                        r"contributor|syndication-source|original-source|news_?source|site_name)s?$", re.I)  # fmt: skip
_META_LABEL = {
    "byl": "author", "rights": "copyright", "agency": "source", "syndication-source": "source",
    "original-source": "source", "news_source": "source", "newssource": "source", "site_name": "publisher",
}  # fmt: skip
_LD_LABELS = {
    "author": "author", "creator": "creator", "provider": "provider", "publisher": "publisher",
    "sourceOrganization": "source", "copyrightHolder": "copyright", "isBasedOn": "source", "contributor": "contributor",
    "creditText": "creditText", "copyrightNotice": "copyright", "isBasedOnUrl": "source", "dateline": "dateline",
    "sponsor": "provider", "editor": "editor",
}  # fmt: skip
_DATE = re.compile(r"[\d\s.:,/|–-]*")


def margins(
    root: html.HtmlElement,
    lines: Sequence[Line],
    paragraphs: Sequence[str],
    heading: etree._Element | None,
    pictures: Sequence[Picture],
    captions: Sequence[tuple[str, str]],
    node: jsonld.Node,
    nodes: list[jsonld.Node],
    meta: Meta,
    url: str,
) -> tuple[Margin, ...]:
    """Return what stands beside the paragraphs, nearest and surest first within each place, each string once."""
    first, last = _span(lines, paragraphs)
    groups = [
        _classed(lines, first, last, root),
        _below(lines, last),
        _metadata(node, nodes, meta, root, url),
        _captions(pictures),
        (Margin(Place.CAPTION, text[-MAX_LENGTH:], label) for label, text in captions),
        _above(lines, first, heading),
        _logos(root),
        _inside(lines, first, last, paragraphs),
    ]
    known = {_fold(paragraph) for paragraph in paragraphs}
    found: dict[tuple[Place, str, str], Margin] = {}
    shown: set[str] = set()
    for margin in (margin for group in groups for margin in group):
        folded = _fold(margin.text)
        if not folded or _DATE.fullmatch(margin.text):
            continue
        if margin.place is not Place.METADATA:
            if folded in known or folded in shown:
                continue
            shown.add(folded)
        found.setdefault((margin.place, folded, margin.label if margin.place is Place.METADATA else ""), margin)
    return tuple(found.values())[:MAX_MARGINS]


def _span(lines: Sequence[Line], paragraphs: Sequence[str]) -> tuple[int, int]:
    """Return the indexes of the lines that hold the first and the last paragraph (-1, -1 where neither is found)."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        places.setdefault(_fold(line.text)[:40], []).append(index)
    first = last = -1
    for paragraph in paragraphs:
        if len(key := _fold(paragraph)[:40]) >= 20 and key in places:
            first = next((index for index in places[key]), -1)
            break
    for paragraph in reversed(paragraphs):
        if len(key := _fold(paragraph)[:40]) >= 20 and key in places:
            last = next((index for index in places[key] if index >= first), -1)
            break
    return first, last


def _above(lines: Sequence[Line], first: int, heading: etree._Element | None) -> Iterator[Margin]:
    """Yield the lines between the headline and the text, the nearest to the text first."""
    if first < 0:
        return
    top = max(0, first - _ABOVE)
    if heading is not None:
        inside = {heading, *heading.iterdescendants()}
        top = max([top, *(index + 1 for index in range(top, first) if lines[index].block in inside)])
    for index in range(first - 1, top - 1, -1):
        line = lines[index]
        if not _elsewhere(line.block):  # of a long one the start: a dateline may stand there
            yield Margin(Place.ABOVE, line.text[:MAX_LENGTH], _label(line.block))


def _below(lines: Sequence[Line], last: int) -> Iterator[Margin]:
    """Yield the lines that follow the text inside the element that holds it, up to the first list of links."""
    if last < 0:
        return
    holder = _holder(lines[last].block)
    for line in lines[last + 1 : last + 1 + _BELOW]:
        if holder is not None and holder not in (line.block, *line.block.iterancestors()):
            break
        if len(line.text) <= MAX_LENGTH and not _elsewhere(line.block):
            yield Margin(Place.BELOW, line.text, _label(line.block))


def _inside(lines: Sequence[Line], first: int, last: int, paragraphs: Sequence[str]) -> Iterator[Margin]:
    """Yield short lines among the paragraphs that the extraction left out, where they are bare credits."""
    if first < 0:
        return
    held = " ".join(map(_fold, paragraphs))
    for line in lines[first : last + 1]:
        if len(line.text) <= 80 and not line.linked and not _elsewhere(line.block) and _fold(line.text) not in held:
            yield Margin(Place.BELOW, line.text, _label(line.block))


def _classed(lines: Sequence[Line], first: int, last: int, root: html.HtmlElement) -> Iterator[Margin]:
    """Yield the elements marked as byline, credit, source, agency …, near the text or above it."""
    order = {line.block: index for index, line in reversed(list(enumerate(lines)))}
    for count, element in enumerate(
        root.iter("p", "div", "span", "a", "address", "section", "li", "cite", "small", "footer", "em")
    ):
        if count > 30_000:
            break
        marks = _marks(element)
        if not (_CREDIT.search(marks) or element.get("rel") == "author" or "author" in (element.get("itemprop") or "")):
            continue
        text = text_of(element, MAX_LENGTH + 100)
        if not 1 < len(text) <= MAX_LENGTH or _elsewhere(element):
            continue
        if any(parent.tag in ("figure", "figcaption") for parent in element.iterancestors()):
            yield Margin(Place.CAPTION, text, "picture credit")
            continue
        at = order.get(element, next((order[inner] for inner in element.iter() if inner in order), -1))
        if at < 0:
            at = next((order[parent] for parent in element.iterancestors() if parent in order), -1)
        if first >= 0 and at > last + _BELOW:
            continue
        yield Margin(
            Place.BELOW if 0 <= last < at else Place.ABOVE, text, "byline" if _BYLINE.search(marks) else "credit"
        )


def _logos(root: html.HtmlElement) -> Iterator[Margin]:
    """Yield the alt texts of logos and of pictures inside byline elements."""
    for image in list(root.iter("img", "amp-img"))[:300]:
        alt = squeeze(image.get("alt") or image.get("title") or "")
        if not 1 < len(alt) <= 60 or _elsewhere(image):
            continue
        chain = [image, *list(image.iterancestors())[:4]]
        marked = any(_CREDIT.search(_marks(element)) for element in chain)
        logo = "logo" in f"{_marks(image)} {image.get('src') or ''} {alt}".lower()
        if marked or (
            logo and not any(element.tag in ("header", "nav", "footer") for element in image.iterancestors())
        ):
            yield Margin(Place.ABOVE, alt, "logo")


def _captions(pictures: Sequence[Picture]) -> Iterator[Margin]:
    for picture in pictures:
        if picture.credit:
            yield Margin(Place.CAPTION, picture.credit[:MAX_LENGTH], "picture credit")
        if picture.caption:
            # The credit stands at the end of a long caption.
            yield Margin(Place.CAPTION, picture.caption[-MAX_LENGTH:], "caption")


def _metadata(
    node: jsonld.Node, nodes: list[jsonld.Node], meta: Meta, root: html.HtmlElement, url: str
) -> Iterator[Margin]:
    for key, label in _LD_LABELS.items():
        for value in jsonld.texts(node.get(key), nodes)[:8]:
            yield Margin(Place.METADATA, value[:MAX_LENGTH], label)
    for name, values in meta.items():
        if (match := _META_NAME.search(name)) and not name.startswith("twitter"):
            key = match.group(0).strip(".:_-")
            for value in values[:4]:
                yield Margin(Place.METADATA, value[:MAX_LENGTH], _META_LABEL.get(key, key.rstrip("s")))
    for rel in ("canonical", "syndication-source", "original-source"):
        for address in links(root, rel)[:2]:
            try:
                target = urljoin(url, address)
                if target.startswith("http") and site(target) != site(url):
                    yield Margin(Place.METADATA, target[:MAX_LENGTH], "canonical" if rel == "canonical" else "source")
            except ValueError:
                continue


def _holder(block: etree._Element) -> etree._Element | None:
    """Return the element that holds the whole article around a block: the outermost article, else a few levels up."""
    ancestors = list(block.iterancestors())
    for element in ancestors:
        if element.tag in ("article", "main") or "articlebody" in (element.get("itemprop") or "").lower():
            return element.getparent() if element.get("itemprop") else element
    return ancestors[min(2, len(ancestors) - 1)] if ancestors else None


def _label(block: etree._Element) -> str:
    for element in (block, *list(block.iterancestors())[:2]):
        marks = _marks(element)
        if _BYLINE.search(marks):
            return "byline"
        if "dateline" in marks.lower():
            return "dateline"
        if _CREDIT.search(marks):
            return "credit"
    return "line"


def _elsewhere(element: etree._Element) -> bool:
    """Say whether an element belongs to menus or to other articles."""
    for level, parent in enumerate((element, *element.iterancestors())):
        if parent.tag in ("nav", "aside"):
            return True
        if parent.tag == "body":
            return False
        if level < 8 and parent.tag not in ("article", "main") and _ELSEWHERE.search(_marks(parent)):
            return True
    return False


def _marks(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"[:400]


def _fold(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
