"""Who wrote it: the byline as printed and the names in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree, html

from archive.reading import jsonld
from archive.reading.headline import fold, site_names
from archive.reading.meta import Meta
from archive.reading.tree import squeeze, text_of

MAX_AUTHORS = 20  # names kept of one article
_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
         "citation_author", "article.author", "cxenseparse:author", "dc.contributor")  # fmt: skip
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?!it)|autor(?!i[sz])|auteur|autore|writer|verfasser|signature)", re.I
)
_NOT_BYLINE = re.compile(r"bio\b|avatar|image|photo|social|follow|related|comment|widget|list|more|card|teaser", re.I)
_BY = re.compile(
    r"^(?:(?:article|written|reported|text|story|reporting|posted|geschrieben|ein artikel|artikel|eine analyse|"
    r"ein kommentar|ein gastbeitrag|interview|analyse|texte|artículo|texto|testo|tekst|av|reporters?)\s+)?"
    r"(?:by|von|vom|par|por|di|da|door|af|av|od|przez|autor(?:in|en)?|author|authors|auteur|autore|foto|text|"
    r"de notre correspondant|propos recueillis par|автор|द्वारा|بقلم|reporter)\b\s*:?\s+",
    re.I,
)
_APART = re.compile(r"\s*(?:[,;|•·、，；]|\s/\s|\s&\s|\s(?:and|und|et|y|e|och|og|en|ve|i|и|और|with|mit)\s)\s*", re.I)
_DROPPED = re.compile(r"https?:|www\.|^@|\bfacebook\.com|\.(?:com|org|net)/|@[\w-]+\.\w|^\d+$", re.I)
_TITLES = re.compile(
    r"^(?:the )?(?:senior |chief |deputy |political |foreign |staff |freelance |associate |managing |white house )*"
    r"(?:editors?|reporters?|correspondents?|writers?|redakteur(?:in)?|journalistin?|journalista?|redaktor|autor(?:in)?|"
    r"korrespondent(?:in)?|contributor|columnist|producer|admin|administrator|author|unknown|null|none|undefined)$|"
    r"\b(?:editor|reporter|correspondent|redakteurin?|journaliste?|korrespondentin?|columnist)\b",
    re.I,
)


def authors(
    root: html.HtmlElement,
    heading: html.HtmlElement | None,
    node: jsonld.Node,
    nodes: list[jsonld.Node],
    meta: Meta,
) -> tuple[str, ...]:
    """Return the names of the authors as printed, without "By", job titles, addresses and handles.

    JSON-LD first, then meta tags, then ``rel=author``, microdata and byline classes of the page. Agencies are not
    sorted out here: that is attribution's work.
    """
    house = site_names(node, meta)
    fallback: tuple[str, ...] = ()
    sources: tuple[Callable[[], list[str]], ...] = (
        lambda: jsonld.texts(node.get("author"), nodes),
        lambda: jsonld.texts(node.get("creator"), nodes),
        lambda: [value for name in _META for value in meta.get(name, [])],
        lambda: _marked(root),
        lambda: [byline(root, heading)],
    )
    for source in sources:
        if found := names(source()):
            if not all(_is_house(name, house) for name in found):
                return found
            fallback = fallback or found  # the outlet itself signs, unless a later place names a person
    return fallback


def _is_house(name: str, house: set[str]) -> bool:
    folded = fold(name)
    return any(folded == other or (len(other) > 4 and other in folded) for other in house)


def byline(root: html.HtmlElement, heading: html.HtmlElement | None = None) -> str:
    """Return the byline as printed: the first element marked as one that is neither a biography nor a list, after the
    headline where one stands there (menus name columnists, too).
    """
    before = ""
    passed = heading is None
    for element in root.iter(
        "h1", "h2", "p", "div", "span", "a", "address", "section", "li", "h3", "h4", "h5", "h6", "cite"
    ):
        passed = passed or element is heading
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if not _BYLINE.search(marks) or _NOT_BYLINE.search(marks):
            continue
        if 2 < len(text := text_of(element, 400)) <= 200:
            if passed:
                return text
            before = before or text
    return before


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Cut printed author lines into names, each once."""
    found: dict[str, str] = {}
    for value in values:
        if _DROPPED.search(value) and " " not in value.strip():
            continue
        line = _BY.sub("", squeeze(value)[:300])
        for part in _parts(line):
            name = re.sub(r"\s*\([^)]*\)\s*$", "", _BY.sub("", part)).strip(" .:-–|*\"'")
            if 1 < len(name) <= 80 and not _DROPPED.search(name) and not _TITLES.search(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:MAX_AUTHORS]


def _parts(line: str) -> list[str]:
    """Cut at commas, bars and words for "and"; at a slash only between full names ("srf/hosb" is one signature)."""
    parts = [part for part in _APART.split(line) if part]
    return [
        name
        for part in parts
        for name in (part.split("/") if all(" " in piece.strip() for piece in part.split("/")) else [part])
    ]


def _marked(root: html.HtmlElement) -> list[str]:
    found = []
    for element in root.xpath("//*[@rel='author' or contains(@itemprop, 'author')]")[:20]:
        inner = element.xpath(".//*[@itemprop='name']")
        found.append(_name(inner[0] if inner else element))
    return [name for name in found if name and len(name) <= 80]


def _name(element: etree._Element) -> str:
    return squeeze(element.get("content") or "") or text_of(element, 200)
