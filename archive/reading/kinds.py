"""Whether a page is an article at all, and what it is instead. In doubt it is one: a lost article is worse."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree

from archive.reading import jsonld
from archive.reading.folding import fold
from archive.reading.lines import Line
from archive.reading.tree import text_of

_CODE = re.compile(r"(?:\W*(?:error|oops|sorry|http|40[0134]|410|50[0234])\b)+\W*", re.I)
_BEFORE = re.compile(r"(?:please|the|this|die|la|el|the requested)\s+", re.I)
_CODES = re.compile(r"\W*(?:error|http)?\W*(?:40[0134]|410|50[0234])\W*(?:error)?\W*", re.I)
_SECTION_TYPES = {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"}
MAX_LINKS = 2_000  # links of a page looked at; the menu comes first
_LITTLE = 800  # characters of text up to which a title like "404" or "Just a moment" is believed
_LISTED = 25  # linked headlines from which a page may be a list of articles
_SEVERAL = 10  # linked headlines of a home page
_SHOWN = 5  # pictures of a gallery
_REST = 40  # characters behind a phrase that names an error
_RUNNING = 400  # characters of running text from which a page without a time is an article all the same
_ENOUGH = 250  # characters of text from which a page with a headline is not empty


class Page(NamedTuple):
    """What is known of a page when it is to be told whether it is an article.

    ``dated`` says whether its metadata give a time of publication; ``menu`` are the folded texts of links to this page.
    """

    url: str
    headline: str
    paragraphs: Sequence[str]
    lines: Sequence[Line]
    node: jsonld.Node
    nodes: Sequence[jsonld.Node]
    og_type: str
    paywalled: bool
    dated: bool
    pictures: int
    menu: Collection[str]


def no_article(page: Page) -> str:
    """Return what a page is instead of an article, an empty string for an article.

    One of ``empty``, ``error page``, ``bot wall``, ``consent wall``, ``home page``, ``section page``, ``video page``,
    ``gallery``, ``forum page``, ``shop page``, ``song page``, ``petition``, ``job page``, ``profile page``,
    ``page about the site``.
    """
    length = sum(map(len, page.paragraphs))
    described = max((jsonld.ARTICLE_TYPES.get(kind, 0) for kind in jsonld.types(page.node)), default=0) >= 3
    if length < _LITTLE and not described and (wall := _wall(page.headline, page.paragraphs)):
        return wall
    parts = urlsplit(page.url)
    path = parts.path.strip("/") or parts.query
    if not length and not described and _headlines(page.lines) >= _LISTED:
        return "section page" if path else "home page"
    if not length:
        return "" if page.paywalled and page.headline and described else "empty"
    if length < _ENOUGH and any("VideoObject" in jsonld.types(item) for item in page.nodes) and not described:
        return "video page"
    if not described and page.og_type != "article":
        if not path or (
            _headlines(page.lines) >= _SEVERAL and _short(path) and _is_host(page.headline, parts.hostname or "")
        ):
            return "home page"
        if _listing(path, page.paragraphs, page.lines, page.nodes):
            return "section page"
        if not page.dated and (kind := _other(page, path, length)):
            return kind
        if not page.dated and _named(path, page.headline, page.paragraphs, page.lines, page.menu):
            return "section page"
    if not path and not described:
        return "home page"
    return "empty" if length < 40 and not page.headline else ""


@dataclass(frozen=True, slots=True)
class _Signs:
    headlines: Mapping[str, tuple[str, bool]]  # kind, and whether the headline is nothing else
    whole: Mapping[str, str]
    texts: Mapping[str, str]
    types: Mapping[str, str]
    og: Mapping[str, str]
    paths: Mapping[str, str]


@cache
def _signs() -> _Signs:
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))

    def phrases(where: str) -> dict[str, str]:
        return {row["phrase"]: row["kind"] for row in table["phrase"] if row["where"] == where}

    def types(format: str) -> dict[str, str]:
        return {row["name"]: row["kind"] for row in table["type"] if row["format"] == format}

    headlines = {
        row["phrase"]: (row["kind"], row.get("whole", False)) for row in table["phrase"] if row["where"] == "headline"
    }
    paths = {row["part"]: row["kind"] for row in table["path"]}
    return _Signs(headlines, phrases("whole headline"), phrases("text"), types("json-ld"), types("og"), paths)


def _wall(headline: str, paragraphs: Sequence[str]) -> str:
    """Return the kind of a page of little text that only speaks of itself: an error, a wall."""
    if _CODES.fullmatch(headline):
        return "error page"
    bare = _BEFORE.sub("", _CODE.sub("", headline, count=1), count=1).strip(" .!?…\"'“”«»").casefold()
    for phrase, (kind, whole) in _signs().headlines.items():
        rest = bare.removeprefix(phrase)
        if bare.startswith(phrase) and len(rest) <= (0 if whole else _REST) and not rest[:1].isalnum():
            return kind
    start = [text.casefold() for text in paragraphs[:4]]
    return next((kind for phrase, kind in _signs().texts.items() if any(phrase in text for text in start)), "")


def _other(page: Page, path: str, length: int) -> str:
    """Return the kind that types, address and headline of a page without a date give."""
    signs = _signs()
    if kind := signs.whole.get(page.headline.strip(" .!?").casefold()):
        return kind
    told = [signs.types[name] for item in page.nodes for name in jsonld.types(item) if name in signs.types]
    told += [kind for name, kind in signs.og.items() if page.og_type == name or page.og_type.endswith(f":{name}")]
    told += [signs.paths[part] for part in re.split(r"[/.?]", path.lower()) if part in signs.paths]
    for kind in told:
        if kind == "gallery" and not (length < _LITTLE and page.pictures >= _SHOWN):
            continue
        if kind == "video page" and length >= _LITTLE:
            continue
        return kind
    return ""


def _is_host(headline: str, host: str) -> bool:
    """Say whether a headline is nothing but the words of the host: "Example UK" at uk.example.test."""
    words = re.findall(r"\w+", headline.casefold())
    return bool(words) and set(words) <= set(re.split(r"[.-]", host.lower()))


def _listing(path: str, paragraphs: Sequence[str], lines: Sequence[Line], nodes: Sequence[jsonld.Node]) -> bool:
    """Say whether headlines that are links outweigh running text that is not."""
    headlines = _headlines(lines)
    running = sum(len(text) for text in paragraphs if len(text) >= 120)
    typed = any(kind in _SECTION_TYPES for item in nodes for kind in jsonld.types(item))
    return headlines >= _LISTED and running < 60 * headlines and (typed or _short(path))


def links_here(anchors: Sequence[etree._Element], url: str) -> set[str]:
    """Return the folded texts of the page's links to itself: a menu names the section it shows."""
    here = urlsplit(url).path.strip("/")
    found: set[str] = set()
    for link in anchors[:MAX_LINKS] if _short(here) else ():
        if here.rpartition("/")[2] not in (link.get("href") or ""):
            continue
        try:
            there = urlsplit(urljoin(url, (link.get("href") or "").strip()))
        except ValueError:
            continue
        if link.get("href") and there.path.strip("/") == here and there.netloc == urlsplit(url).netloc:
            found.add(fold(text_of(link, 200)))
    return found


def _named(path: str, headline: str, paragraphs: Sequence[str], lines: Sequence[Line], menu: Collection[str]) -> bool:
    """Say whether a page without a time or running text is called what a link to it, or its address, says."""
    told = set(map(fold, paragraphs))
    running = sum(len(line.text) for line in lines if line.link_share < 0.3 and line.folded in told)
    if running >= _RUNNING or not _short(path) or len(headline) > 40:
        return False
    called = fold(headline)
    return called in menu or (called == fold(path.rpartition("/")[2]) and _headlines(lines) >= 3)


def _short(path: str) -> bool:
    return path.count("/") <= 1 and not re.search(r"\d{4,}", path) and path.count("-") <= 2


def _headlines(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if 30 <= len(line.text) <= 160 and line.link_share > 0.8)
