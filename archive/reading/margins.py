"""What stands around the text and may name who wrote it: byline blocks, credit lines, sign-offs, captions, metadata.

Extractors throw these away (a third of bylines, one credit in eight), so they are taken from the page's own tree,
each with its place, before and beside the extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from urllib.parse import urljoin

from lxml import etree

from archive.address import site
from archive.article import Margin, Picture, Place
from archive.reading import jsonld
from archive.reading.classes import sorts_of
from archive.reading.credits import meta_label, names_photographer
from archive.reading.folding import fold
from archive.reading.lines import Line
from archive.reading.marked import Marked
from archive.reading.meta import Meta, links
from archive.reading.tree import squeeze, text_of
from archive.reading.zone import Zone, marks

MAX_MARGINS = 60
MAX_APART = 6  # of them, strings that are nobody's credit: kept to show why
MAX_LENGTH = 300  # characters of one margin; no labelled credit is longer than 120
_BELOW = 14  # lines kept below the text, those nearest to it
_WITHIN = 2_000  # lines looked at within the text; the longest of 438 real pages has 789

_LD_LABELS = {
    "author": "author", "creator": "creator", "provider": "provider", "publisher": "publisher",
    "sourceOrganization": "source", "copyrightHolder": "copyright", "isBasedOn": "source", "contributor": "contributor",
    "creditText": "creditText", "copyrightNotice": "copyright", "isBasedOnUrl": "source", "dateline": "dateline",
    "sponsor": "provider", "editor": "editor",
}  # fmt: skip
_BRACKETED = re.compile(r"\(.*\)\W?")
_STAMP = re.compile(r"\d[\d.:/ ]+\d")
_SHORT = 40  # characters of a byline or a date that stand in one line each
_LED = 4  # lines above the headline among which the credit of its picture may stand
_DATE = re.compile(r"[\d\s.:,/|–-]*")


def margins(
    marked: Marked,
    lines: Sequence[Line],
    paragraphs: Sequence[str],
    zone: Zone,
    pictures: Sequence[Picture],
    captions: Sequence[tuple[str, str]],
    node: jsonld.Node,
    nodes: list[jsonld.Node],
    meta: Meta,
    url: str,
) -> tuple[Margin, ...]:
    """Return what stands beside the paragraphs, nearest and surest first within each place, each string once."""
    groups = [
        _classed(marked, zone),
        _captions(pictures),
        (Margin(Place.CAPTION, text[-MAX_LENGTH:], label) for label, text in captions),
        _below(lines, zone),
        _metadata(node, nodes, meta, marked, url),
        _above(lines, zone),
        _led(lines, zone),
        _logos(marked, zone),
        _inside(lines, zone, paragraphs),
        _dated(lines, zone),
    ]
    known = {fold(paragraph) for paragraph in paragraphs}
    found: dict[tuple[Place, str, str], Margin] = {}
    shown: set[str] = set()
    apart: list[Margin] = []
    for margin in (margin for group in groups for margin in group):
        folded = fold(margin.text)
        if not folded or _DATE.fullmatch(margin.text):
            continue
        if margin.place is Place.CHROME:
            apart.append(margin)
            continue
        if margin.place is not Place.METADATA:
            if folded in known or folded in shown:
                continue
            shown.add(folded)
        found.setdefault((margin.place, folded, margin.label if margin.place is Place.METADATA else ""), margin)
    apart = [margin for margin in apart if fold(margin.text) not in known | shown][:MAX_APART]
    return (*list(found.values())[: MAX_MARGINS - len(apart)], *apart)


def _above(lines: Sequence[Line], zone: Zone) -> Iterator[Margin]:
    """Yield the lines between the headline and the text, the nearest to the text first."""
    for line in reversed(zone.above(lines)):
        if not zone.elsewhere(line.block):  # of a long one the start: a dateline may stand there
            yield Margin(Place.ABOVE, line.text[:MAX_LENGTH], _label(line.block))


def _dated(lines: Sequence[Line], zone: Zone) -> Iterator[Margin]:
    """Yield a short byline with the date in the line under it, which are one credit in print: "dpa 6.5.2024"."""
    for line, under in pairwise(zone.above(lines)):
        short = len(line.text) <= _SHORT and len(under.text) <= _SHORT and _STAMP.search(under.text)
        if short and _label(line.block) == "byline" and not zone.elsewhere(line.block):
            yield Margin(Place.ABOVE, f"{line.text} {under.text}", "byline")


def _led(lines: Sequence[Line], zone: Zone) -> Iterator[Margin]:
    """Yield the credits of a picture that stands above the headline."""
    for line in lines[max(0, zone.top - _LED) : max(0, zone.top)]:
        if len(line.text) <= MAX_LENGTH and names_photographer(line.text) and zone.holds(line.block):
            yield Margin(Place.CAPTION, line.text, "picture credit")


def _below(lines: Sequence[Line], zone: Zone) -> Iterator[Margin]:
    """Yield the lines that follow the text inside the element that holds it, up to the first list of links."""
    if zone.last < 0:
        return
    for line in lines[zone.last + 1 : zone.last + 1 + _BELOW]:
        if zone.holder is not None and not zone.holds(line.block):
            break
        if len(line.text) <= MAX_LENGTH and not zone.elsewhere(line.block):
            yield Margin(Place.BELOW, line.text, _label(line.block))


def _inside(lines: Sequence[Line], zone: Zone, paragraphs: Sequence[str]) -> Iterator[Margin]:
    """Yield short lines among the paragraphs that the extraction left out, where they are bare credits."""
    if zone.first < 0:
        return
    folds = [fold(paragraph) for paragraph in paragraphs]
    whole, held = set(folds), " ".join(folds)
    for line in lines[zone.first : zone.last + 1][:_WITHIN]:
        signed = len(line.text) <= 40 and _BRACKETED.fullmatch(line.text)
        if (
            len(line.text) <= 80
            and (signed or not line.linked)
            and line.folded not in whole
            and line.folded not in held
            and not zone.elsewhere(line.block)
        ):
            yield Margin(Place.BELOW, line.text, _label(line.block))


def _classed(marked: Marked, zone: Zone) -> Iterator[Margin]:
    """Yield the elements marked as byline, credit, source, agency …, near the text or above it."""
    known: set[str] = set()
    for element, *_ in marked.credits:
        signed = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
        text = text_of(element, MAX_LENGTH + 100, apart=" ")
        if not 1 < len(text) <= MAX_LENGTH or text in known:
            continue
        place = zone.place(element)
        if place is not Place.CHROME:
            known.add(text)  # the boxes around a name hold nothing else
        if place is Place.CHROME:
            if not any(parent.tag in ("nav", "aside") for parent in element.iterancestors()):
                yield Margin(Place.CHROME, text, "line")
        elif _pictured(element):
            yield Margin(Place.CAPTION, text, "picture credit")
        else:
            yield Margin(place, text, "byline" if signed else _label(element))


def _logos(marked: Marked, zone: Zone) -> Iterator[Margin]:
    """Yield the alt texts of logos and of pictures inside byline elements."""
    credited = {here.element for here in marked.credits}
    for image in marked.images[:300]:
        alt = squeeze(image.get("alt") or image.get("title") or "")
        if not 1 < len(alt) <= 60:
            continue
        named = any(element in credited for element in islice(image.iterancestors(), 4))
        logo = named or "logo" in f"{marks(image)} {image.get('src') or ''} {alt}".lower()
        if not logo or zone.elsewhere(image):
            continue
        if named or not any(element.tag in ("header", "nav", "footer") for element in image.iterancestors()):
            yield Margin(Place.ABOVE, alt, "logo")


def _captions(pictures: Sequence[Picture]) -> Iterator[Margin]:
    for picture in pictures:
        if picture.credit:
            yield Margin(Place.CAPTION, picture.credit[:MAX_LENGTH], "picture credit")
        if picture.caption:  # with its credit, as a reader sees both: one may stand for the other's name
            whole = f"{picture.caption} {picture.credit}".strip()
            yield Margin(Place.CAPTION, whole[-MAX_LENGTH:], "caption")


def _metadata(node: jsonld.Node, nodes: list[jsonld.Node], meta: Meta, marked: Marked, url: str) -> Iterator[Margin]:
    for key, label in _LD_LABELS.items():
        for value in jsonld.texts(node.get(key), nodes)[:8]:
            yield Margin(Place.METADATA, value[:MAX_LENGTH], label)
    for name, values in meta.items():
        if (label := meta_label(name)) and not name.startswith("twitter"):
            for value in values[:4]:
                yield Margin(Place.METADATA, value[:MAX_LENGTH], label)
    for rel in ("canonical", "syndication-source", "original-source"):
        for address in links(marked.links, rel)[:2]:
            try:
                target = urljoin(url, address)
                if target.startswith("http") and site(target) != site(url):
                    yield Margin(Place.METADATA, target[:MAX_LENGTH], "canonical" if rel == "canonical" else "source")
            except ValueError:
                continue


def _label(block: etree._Element) -> str:
    """Return what a line is by its element, or one of the two around it: byline, dateline, source, credit, line."""
    for element in (block, *islice(block.iterancestors(), 2)):
        if element.get("rel") == "author" or "author" in (element.get("itemprop") or ""):
            return "byline"
        if label := _called(marks(element)):
            return label
    return "line"


def _called(name: str) -> str:
    sorts = sorts_of(name)
    if "signed" in sorts:
        return "byline"
    if "dateline" in name.lower():
        return "dateline"
    if "given" in sorts:
        return "source"
    return "credit" if "credit" in sorts else ""


def _pictured(element: etree._Element) -> bool:
    """Say whether a credit is a picture's: in a figure, or in something called a picture."""
    chain = (element, *list(element.iterancestors())[:3])
    return any(parent.tag in ("figure", "figcaption") for parent in element.iterancestors()) or any(
        "in a picture" in sorts_of(marks(parent)) for parent in chain[:2]
    )
