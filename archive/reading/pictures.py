"""The pictures of the article with caption and credit as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from archive.article import Picture
from archive.reading import jsonld
from archive.reading.marked import Marked
from archive.reading.meta import Meta, first
from archive.reading.tree import squeeze, text_of

MAX_PICTURES = 30  # pictures kept of one page; galleries have more
_CREDIT = re.compile(r"credit|copyright|source|rights|byline|photographer|urheber|quelle|crédit|fuente|agency", re.I)
_CAPTION = re.compile(r"caption|bildunterschrift|legend|pie-?(?:de-?)?foto|didascalia", re.I)
_CREDITED = re.compile(
    r"\([^()]{2,60}(?:photo|foto|image|via|/)[^()]{0,60}\)|©|\b(?:photo|foto|image|picture)s?\s*(?:by|:)|"
    r"\w/[A-Z]{2,}|\|\s*[^|]{2,40}$|\w/[\w. ]{3,40}$",
    re.I,
)
_COLLECTED = re.compile(r"video|collection|carousel|gallery-?item|thumb|card(?:$|[\s_-])", re.I)
_PRINTED = re.compile(
    r"(?:(?:photo|image|picture|credit|bild|foto|fotos|quelle|crédits?|crédito|fuente|source|©|\(c\)|via)\s*[:©]?\s|©)"
    r"[^.]{2,80}$",
    re.I,
)


def pictures(
    figures: Sequence[Picture], node: jsonld.Node, nodes: list[jsonld.Node], meta: Meta, url: str
) -> tuple[Picture, ...]:
    """Return the article's pictures: those of ``figures``, then those of JSON-LD and og:image not among them."""
    found: dict[str, Picture] = {}
    for picture in figures:
        if picture.url or picture.caption or picture.credit:
            found.setdefault(picture.url or picture.caption + picture.credit, picture)
    for image in _objects(node.get("image"), nodes):
        address = jsonld.text(image.get("contentUrl") or image.get("url"))
        credit = jsonld.text(image.get("creditText") or image.get("copyrightNotice") or image.get("copyrightHolder"))
        credit = credit or jsonld.text(image.get("creator") or image.get("author"))
        if address or credit:
            told = Picture(address[:2_000], jsonld.text(image.get("caption"))[:600], credit[:300])
            shown = found.setdefault(address or credit, told)
            found[address or credit] = replace(
                shown, caption=shown.caption or told.caption, credit=shown.credit or told.credit
            )
    if address := first(meta, "og:image", "twitter:image"):
        address = _absolute(url, address)
        found.setdefault(address, Picture(address, first(meta, "og:image:alt")[:600], ""))
    return tuple(found.values())[:MAX_PICTURES]


def figures(found: Marked, url: str) -> list[tuple[Picture, etree._Element]]:
    """Return the pictures in ``<figure>`` with their elements: only their place tells whose they are."""
    return [(_figure(figure, url), figure) for figure in found.figures[: 2 * MAX_PICTURES]]


def captions(marked: Marked) -> list[tuple[str, str, etree._Element]]:
    """Return (label, text, element) of captions and picture credits that stand in or outside a ``<figure>``."""
    found: list[tuple[str, str, etree._Element]] = []
    for element, _, called in marked.captions:
        if len(found) >= MAX_PICTURES:
            break
        text = text_of(element, 700)
        if 2 < len(text) <= 700:
            found.append(
                ("picture credit" if len(text) <= 100 and _CREDIT.search(called) else "caption", text, element)
            )
    for image in marked.images[:60]:
        for box in islice(image.iterancestors("div", "td"), 2):
            if _is_boxed(box):
                found.append(("caption", text_of(box, 700), box))
        if _is_thumbnail(image):
            continue
        for alt in dict.fromkeys(squeeze((image.get(name) or "")[:700]) for name in ("alt", "title")):
            if _CREDITED.search(alt):
                found.append(("caption", alt, image))
    return found


def _is_boxed(element: etree._Element) -> bool:
    """Say whether a box holds one picture and one short line with its credit, and nothing else."""
    if len(element) > 3:
        return False
    return len(text := text_of(element, 300)) <= 200 and bool(_PRINTED.search(text))


def _is_thumbnail(image: etree._Element) -> bool:
    """Say whether a picture only leads elsewhere: in a link, or one of a row of videos."""
    return any(
        parent.tag == "a" or _COLLECTED.search(parent.get("class") or "")
        for parent in islice(image.iterancestors(), 8)
        if parent.tag not in ("article", "main", "body")
    )


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
            images.append(
                next((node for node in nodes if node.get("@id", "") == item.get("@id") and "url" in node), item)
            )
    return images[:MAX_PICTURES]


def _absolute(url: str, address: str) -> str:
    if not address or address.startswith("data:"):
        return ""
    try:
        return urljoin(url, address.strip())[:2_000]
    except ValueError:
        return ""
