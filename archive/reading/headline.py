"""The headline and the standfirst as the publisher prints them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Sequence
from urllib.parse import urlsplit

from lxml import etree, html

from archive.reading import jsonld
from archive.reading.folding import fold
from archive.reading.marked import Marked
from archive.reading.meta import Meta, first
from archive.reading.tree import squeeze, text_of

_SUFFIX = re.compile(r"\s+[|–—·•«»›:-]\s+|\s*\|\s*")
_KICKED = re.compile(r"\s*[:|–—]\s+|\s+(?=\S)")
_KICKER = re.compile(r"kicker|roof-?line|over-?line|eyebrow|dachzeile|spitzmarke|rubri|section|category|label", re.I)
_LABEL = 4  # letters of the shortest part of a host that is a name ("bmbf"); one inside other words has more
_NAME = 5  # words of a site's name
_SHORT = 10  # letters that a headline has at least without its kicker
_CUT = re.compile(r"(?:\.\.\.|…)$")


def headline(
    root: html.HtmlElement,
    heading: etree._Element | None,
    node: jsonld.Node,
    meta: Meta,
    hosts: Collection[str] = frozenset(),
    labels: Sequence[str] = (),
) -> str:
    """Return the headline: the page's own, chosen among JSON-LD, the social title, the visible h1 and the title tag.

    JSON-LD speaks first: where all others differ from it, they are the search engine's title more often than it is
    (measured: 96 of 106 against 91 for the social title backed by the h1). A title that ends in the site's name (as it
    gives it, or that of its ``hosts``), or goes on after a separator where another title of the page stops, loses that
    end; one cut short ("…") gives way to one that goes on. A kicker before it, known from ``labels`` (the names of the
    section) or marked in the h1, goes where another title of the page does without.
    """
    sites = site_names(node, meta)
    linked = without_site(jsonld.text(node.get("headline")), sites)
    social = without_site(first(meta, "og:title"), sites)
    visible = text_of(heading, 1_000)[:500] if heading is not None else ""
    kickers = [*labels, *_marked_kickers(heading)]
    twitter = without_site(first(meta, "twitter:title"), sites)
    given = [linked, social, visible, twitter, without_site(title_tag(root), sites)]
    if fold(social) == fold(visible) and fold(linked).endswith(fold(visible)):  # a kicker that only machines see
        given.insert(0, visible)
    candidates = [title for title in given if title]
    if not candidates:
        return ""
    chosen = candidates[0]
    heads = [fold(chosen[: match.start()]) for match in _SUFFIX.finditer(chosen)]
    shorter = [value for value in candidates[1:] if len(fold(value)) > 15 and fold(value) in heads]
    if shorter:
        chosen = min(shorter, key=len)
    if _CUT.search(chosen):
        whole = [value for value in candidates if fold(value).startswith(fold(chosen)) and not _CUT.search(value)]
        chosen = min(whole, key=len, default=chosen)
    chosen = _without_host(chosen, {*hosts, *sites}, visible)
    return _without_kicker(chosen, [*candidates, title_tag(root)], kickers)


def host_names(url: str) -> set[str]:
    """Return the folded names that an address gives its site: host, and each of its longer labels."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")[:-1]
    told = [max(labels, key=len, default=""), *(label for label in labels if len(label) >= _LABEL)]
    return {fold(host), *map(fold, told)} - {""}


def _without_host(title: str, names: Collection[str], visible: str) -> str:
    """Return a title without the site's name at either end, unless the headline that readers see has it, too."""
    for match in reversed(list(_SUFFIX.finditer(title))):
        end = title[match.end() :]
        tail = fold(end)
        named = any(tail == name or (len(name) > _LABEL and name in tail) for name in names)
        if named and len(end.split()) <= _NAME and tail not in fold(visible):
            title = title[: match.start()].strip()
    for match in _SUFFIX.finditer(title):
        rest = title[match.end() :]
        if fold(title[: match.start()]) in names and len(fold(rest)) >= _SHORT:
            return rest.strip()
    return title


def _without_kicker(title: str, others: Sequence[str], kickers: Sequence[str]) -> str:
    named = {fold(kicker) for kicker in kickers if kicker}
    for match in _KICKED.finditer(title):
        rest = fold(title[match.end() :])
        if fold(title[: match.start()]) not in named or len(rest) < _SHORT:
            continue
        if any(fold(other).startswith(rest) for other in others):
            return title[match.end() :].strip()
    return title


def _marked_kickers(heading: etree._Element | None) -> list[str]:
    if heading is None:
        return []
    return [
        text_of(element, 100) for element in heading.iterdescendants() if _KICKER.search(element.get("class") or "")
    ]


def heading_element(found: Marked, titles: Sequence[str], house: Container[str] = ()) -> etree._Element | None:
    """Return the h1 (or h2, where no h1 has text) that stands for the headline; a logo with the name of the ``house``
    does only where nothing else can.
    """
    logo: etree._Element | None = None
    for tag in ("h1", "h2"):
        named = [here.element for here in found.headings if here.element.tag == tag][:50]
        agreed = [(_agreement(text, titles), element) for element in named if (text := text_of(element, 600))]
        logo = next((element for element in named if fold(text_of(element, 100)) in house), logo)
        agreed = [pair for pair in agreed if fold(text_of(pair[1], 100)) not in house]
        if tag == "h2":
            agreed = [(agreement, element) for agreement, element in agreed if agreement > 0.5]
        if agreed:
            return max(agreed, key=lambda pair: pair[0])[1]
    return logo


def standfirst(node: jsonld.Node, meta: Meta) -> list[str]:
    """Return the summaries that JSON-LD and meta tags give, the best first."""
    names = ("og:description", "description", "twitter:description", "dc.description", "dcterms.abstract")
    return [text for text in (jsonld.text(node.get("description")), *(first(meta, name) for name in names)) if text]


def title_tag(root: html.HtmlElement) -> str:
    """Return the text of the title tag of the head (an SVG has titles, too)."""
    element = root.find("head/title")
    return squeeze("".join(element.itertext())[:1_000]) if element is not None else ""


def site_names(node: jsonld.Node, meta: Meta) -> set[str]:
    """Return the folded names under which the publisher speaks of itself."""
    names = [first(meta, "og:site_name"), first(meta, "application-name"), jsonld.text(node.get("publisher"))]
    return {folded for name in names if (folded := fold(name))}


def without_site(title: str, sites: set[str]) -> str:
    """Return the title without a closing " | Site" or " - Site" (a name the page gives itself)."""
    for match in reversed(list(_SUFFIX.finditer(title))):
        tail = fold(title[match.end() :])
        if tail and any(tail == name or (len(tail) > 4 and (tail in name or name in tail)) for name in sites):
            return title[: match.start()].strip()
    return title


def _agreement(heading: str, titles: Sequence[str]) -> float:
    words = set(re.findall(r"\w{2,}", heading.casefold()))
    others = [set(re.findall(r"\w{2,}", title.casefold())) for title in titles if title]
    return max((len(words & other) / max(1, len(words | other)) for other in others), default=0.0)
