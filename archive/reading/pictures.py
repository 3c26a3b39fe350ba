"""The pictures of the article with caption and credit as printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from archive.article import Picture
from archive.reading import jsonld
from archive.reading.classes import sorts_of
from archive.reading.credits import bracketed_credit, credit_at_end, holds_credit
from archive.reading.marked import Marked
from archive.reading.meta import Meta, first
from archive.reading.tree import squeeze, text_of

_CAPTION_LENGTH = 600  # characters of a caption
_VIA = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}/)*\S+ via [^.]{2,60}$")
_ENDING = 200  # characters at the end of a caption in which "… via …" is looked for: 1,500 slashes took 0.3 s
_SIZE = re.compile(r"[-_]\d{2,4}(?:x\d{2,4}|px|w)?(?=[.-]|$)")
MAX_PICTURES = 30  # pictures kept of one page; galleries have more
_SMALL = 40  # elements of such a box; around most pictures stand boxes of half the page
_AROUND, _PARTS = 3, 4  # boxes around a picture, and the parts of one, that may hold its caption and credit
_BOXED = 250  # characters of caption and credit in such a box


def pictures(
    figures: Sequence[Picture], node: jsonld.Node, nodes: list[jsonld.Node], meta: Meta, url: str
) -> tuple[Picture, ...]:
    """Return the article's pictures: those of ``figures``, then those of JSON-LD and og:image not among them.

    The same file in two sizes is one picture; it has the caption and the credit of whichever place gives them.
    """
    found: dict[str, Picture] = {}
    told = [_told(image) for image in _objects(node.get("image"), nodes)]
    told += [_told(still) for video in _objects(node.get("video"), nodes) for still in _stills(video)]
    if address := first(meta, "og:image", "twitter:image"):
        told.append(Picture(_absolute(url, address), first(meta, "og:image:alt")[:_CAPTION_LENGTH], ""))
    for picture in (*figures, *told):
        if key := _file(picture.url) or picture.caption + picture.credit:
            shown = found.setdefault(key, picture)
            found[key] = replace(shown, caption=shown.caption or picture.caption, credit=shown.credit or picture.credit)
    return tuple(found.values())[:MAX_PICTURES]


def _told(image: jsonld.Node) -> Picture:
    """Return the picture of an ImageObject; a credit may stand only at the end of its caption."""
    address = jsonld.text(image.get("contentUrl") or image.get("url"))
    caption = jsonld.text(image.get("caption"))
    names = ("creditText", "copyrightNotice", "copyrightHolder", "creator", "author", "sourceOrganization")
    credit = next((text for name in names if (text := jsonld.text(image.get(name)))), "")
    if bracketed := bracketed_credit(caption):
        credit = bracketed.strip()
    return Picture(address[:2_000], caption.removesuffix(credit).strip()[:_CAPTION_LENGTH], credit[:300])


def _stills(video: jsonld.Node) -> list[jsonld.Node]:
    """Return the picture that stands for a video until it is played."""
    still = video.get("thumbnail")
    return [still] if isinstance(still, Mapping) else []


def _file(address: str) -> str:
    """Return what names the file of a picture in all its sizes: the last part of its path that has a letter."""
    parts = [part for part in _path(address).split("/") if re.search(r"[^\W\d_]", part)]
    return _SIZE.sub("", parts[-1]) + "/" + "/".join(parts[-2:-1]) if parts else address


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


_TEXT = etree.XPath("string()")


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
                (
                    "picture credit" if len(text) <= 100 and "picture credit" in sorts_of(called) else "caption",
                    text,
                    element,
                )
            )
    looked: set[etree._Element] = set()
    for image in marked.images[:60]:
        for box in islice(image.iterancestors("div", "td", "span"), _AROUND):
            if box in looked:
                break
            looked.add(box)
            if boxed := _boxed(box):
                found.append(("caption", boxed, box))
                found.extend(_parts(box))
        if _is_thumbnail(image):
            continue
        for alt in dict.fromkeys(squeeze((image.get(name) or "")[-700:]) for name in ("alt", "title")):
            if holds_credit(alt):
                found.append(("caption", alt, image))
    return found


def _boxed(element: etree._Element) -> str:
    """Return the text of a box that holds a picture and a short caption with its credit, and nothing else."""
    if len(element) > _PARTS or next(islice(element.iter(), _SMALL, None), None) is not None:
        return ""
    if not _TEXT(element).strip():  # most hold the picture only
        return ""
    text = text_of(element, 1_000)  # of a longer one the start only
    if len(text) > _BOXED:
        return ""
    return (
        text
        if _VIA.search(text) or credit_at_end(text) or "picture box" in sorts_of(element.get("class") or "")
        else ""
    )


def _parts(box: etree._Element) -> list[tuple[str, str, etree._Element]]:
    """Return what stands in such a box, each part alone: the caption, the credit."""
    texts = [(text_of(part, 300), part) for part in box]
    return [
        ("picture credit" if credit_at_end(text) == text else "caption", text, part) for text, part in texts if text
    ]


def _is_thumbnail(image: etree._Element) -> bool:
    """Say whether a picture only leads elsewhere: in a link, or one of a row of videos."""
    return any(
        parent.tag == "a" or "collected" in sorts_of(parent.get("class") or "")
        for parent in islice(image.iterancestors(), 8)
        if parent.tag not in ("article", "main", "body")
    )


def _figure(figure: etree._Element, url: str) -> Picture:
    """Return the picture of a ``<figure>``: its caption without the credit, where this can be told apart."""
    image = next(iter(figure.iter("img", "amp-img")), None)
    captions = list(figure.iter("figcaption")) or _classed(figure, "picture caption")
    whole = text_of(captions[0], 1_500, apart=" ") if captions else ""
    credits = _classed(figure, "picture credit")
    credit = text_of(credits[-1], 400)[:300] if credits else ""
    if not credit:
        via = _VIA.search(whole[-_ENDING:])
        credit = (bracketed_credit(whole) or (via.group() if via else credit_at_end(whole))).strip()
    caption = whole.removesuffix(credit).strip() or ("" if credit else whole)
    return Picture(_absolute(url, "" if image is None else _source(image)), caption[:_CAPTION_LENGTH], credit)


def _source(image: etree._Element) -> str:
    """Return the address of a picture, also of one that is only loaded when it comes into sight."""
    names = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
    values = ((image.get(name) or "").strip().split(" ")[0].rstrip(",") for name in names)
    return next((value for value in values if value and not value.startswith("data:")), "")


def _classed(figure: etree._Element, sort: str) -> list[etree._Element]:
    return [
        element
        for element in islice(figure.iter("span", "div", "p", "small", "cite", "em", "figcaption"), 40)
        if sort in sorts_of(f"{element.get('class') or ''} {element.get('itemprop') or ''}") and text_of(element, 400)
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
