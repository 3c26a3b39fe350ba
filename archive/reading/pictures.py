"""The pictures of the article with caption and credit as printed."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin

from lxml import etree, html

from archive.article import Picture
from archive.reading import jsonld
from archive.reading.meta import Meta, first
from archive.reading.tree import squeeze, text_of

MAX_PICTURES = 30  # pictures kept of one page; galleries have more
MAX_ELEMENTS = 30_000  # elements looked at for captions
_CREDIT = re.compile(r"credit|copyright|source|rights|byline|photographer|urheber|quelle|crédit|fuente|agency", re.I)
_CAPTION = re.compile(r"caption|bildunterschrift|legend|pie-?(?:de-?)?foto|didascalia", re.I)
_BESIDE = re.compile(
    r"caption|bildunterschrift|legende|pie-?(?:de-?)?foto|didascalia|(?:image|img|photo|foto|bild|picture|media)[-_]*"
    r"(?:credits?|copyright|source|rights|info|text)\b|copyright|img-?meta",
    re.I,
)
_CREDITED = re.compile(
    r"\([^()]{2,60}(?:photo|foto|image|via|/)[^()]{0,60}\)|©|\b(?:photo|foto|image|picture)s?\s*(?:by|:)|\w/[A-Z]{2,}",
    re.I,
)
_PRINTED = re.compile(
    r"(?:(?:photo|image|picture|credit|bild|foto|fotos|quelle|crédits?|crédito|fuente|source|©|\(c\)|via)\s*[:©]?\s|©)"
    r"[^.]{2,80}$",
    re.I,
)


def pictures(
    root: html.HtmlElement, node: jsonld.Node, nodes: list[jsonld.Node], meta: Meta, url: str
) -> tuple[Picture, ...]:
    """Return the pictures in figures, then those of JSON-LD and og:image that are not among them."""
    found: dict[str, Picture] = {}
    for figure in islice(root.iter("figure"), 2 * MAX_PICTURES):
        picture = _figure(figure, url)
        if picture.url or picture.caption or picture.credit:
            found.setdefault(picture.url or picture.caption + picture.credit, picture)
    for image in _objects(node.get("image"), nodes):
        address = jsonld.text(image.get("contentUrl") or image.get("url"))
        credit = jsonld.text(image.get("creditText") or image.get("copyrightNotice") or image.get("copyrightHolder"))
        credit = credit or jsonld.text(image.get("creator") or image.get("author"))
        if address or credit:
            found.setdefault(
                address or credit, Picture(address[:2_000], jsonld.text(image.get("caption"))[:600], credit[:300])
            )
    if address := first(meta, "og:image", "twitter:image"):
        address = _absolute(url, address)
        found.setdefault(address, Picture(address, first(meta, "og:image:alt")[:600], ""))
    return tuple(found.values())[:MAX_PICTURES]


def captions(root: html.HtmlElement) -> list[tuple[str, str]]:
    """Return (label, text) of the captions and picture credits that stand outside a ``<figure>``."""
    found: list[tuple[str, str]] = []
    for count, element in enumerate(root.iter("figcaption", "div", "p", "span", "small", "cite", "em")):
        if count > MAX_ELEMENTS or len(found) >= MAX_PICTURES:
            break
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if element.tag != "figcaption" and not _BESIDE.search(marks):
            continue
        text = text_of(element, 700)
        if 2 < len(text) <= 700:
            found.append(("picture credit" if len(text) <= 100 and _CREDIT.search(marks) else "caption", text))
    for image in islice(root.iter("img", "amp-img"), 60):
        if _CREDITED.search(alt := squeeze((image.get("alt") or image.get("title") or "")[:700])):
            found.append(("caption", alt))
    return found


def _figure(figure: etree._Element, url: str) -> Picture:
    image = next(iter(figure.iter("img", "amp-img")), None)
    address = "" if image is None else (image.get("src") or image.get("data-src") or "")
    captions = list(figure.iter("figcaption")) or _classed(figure, _CAPTION)
    caption = text_of(captions[0], 1_000)[:600] if captions else ""
    credits = _classed(figure, _CREDIT)
    credit = text_of(credits[-1], 400)[:300] if credits else ""
    if not credit and (match := _PRINTED.search(caption)):
        credit = match.group(0)
    return Picture(_absolute(url, address), caption, credit)


def _classed(figure: etree._Element, pattern: re.Pattern[str]) -> list[etree._Element]:
    return [
        element
        for element in islice(figure.iter("span", "div", "p", "small", "cite", "em", "figcaption"), 40)
        if pattern.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}") and text_of(element, 400)
    ]


def _objects(value: object, nodes: list[jsonld.Node]) -> list[jsonld.Node]:
    images: list[jsonld.Node] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            images.append({"url": item})
        elif isinstance(item, dict):
            images.append(next((node for node in nodes if node.get("@id") == item.get("@id") and "url" in node), item))
    return images[:MAX_PICTURES]


def _absolute(url: str, address: str) -> str:
    if not address or address.startswith("data:"):
        return ""
    try:
        return urljoin(url, address.strip())[:2_000]
    except ValueError:
        return ""
