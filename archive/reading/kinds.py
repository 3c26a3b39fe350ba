"""Whether a page is an article at all, and what it is instead. In doubt it is one: a lost article is worse."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from urllib.parse import urljoin, urlsplit

from lxml import etree

from archive.reading import jsonld
from archive.reading.cleaning import fold
from archive.reading.lines import Line
from archive.reading.tree import text_of

_ERROR = re.compile(
    r"(?:\W*(?:error|oops|sorry|http|40[0134]|410|50[0234])\b\W*)*(?:"
    r"(?:(?:this |the )?(?:page|file|article) )?(?:not found|cannot be found|does not exist)|access denied|forbidden|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|"
    r"página não encontrada|pagina niet gevonden|страница не найдена|sayfa bulunamadı|ページが見つかりません|"
    r"पृष्ठ नहीं मिला|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|internal server error)?"
    r"(?:\W.{0,40})?",
    re.I,
)
_ERROR_MARK = re.compile(r"40[0134]|410|50[0234]|\w{5,}")
_WALL = re.compile(
    r"\W*(?:just a moment(?=\W*$)|are you (?:a )?(?:human|robot)|verify (?:that )?you are|attention required|captcha|"
    r"pardon our interruption|before you continue|bevor sie (?:zu|fortfahren)|avant de continuer|your privacy choices|"
    r"cookie.?(?:consent|einstellungen)|datenschutz.?einstellungen|checking your browser|security check)"
    r".{0,40}",
    re.I,
)
_WALL_TEXT = re.compile(
    r"enable javascript and cookies|unusual traffic|checking your browser|verify (?:that )?you are (?:a )?human|"
    r"complete the captcha",
    re.I,
)
_SECTION_TYPES = {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"}
MAX_LINKS = 2_000  # links of a page looked at; the menu comes first
_LITTLE = 800  # characters of text up to which a title like "404" or "Just a moment" is believed
_LISTED = 25  # linked headlines from which a page may be a list of articles
_RUNNING = 400  # characters of running text from which a page without a time is an article all the same
_ENOUGH = 250  # characters of text from which a page with a headline is not empty


def no_article(
    url: str,
    headline: str,
    paragraphs: Sequence[str],
    lines: Sequence[Line],
    node: jsonld.Node,
    nodes: Sequence[jsonld.Node],
    og_type: str,
    paywalled: bool,
    published: str,
    menu: Collection[str],
) -> str:
    """Return what the page is instead of an article: ``empty``, ``error page``, ``consent wall``, ``section page``,
    ``home page``, ``video page``; an empty string for an article. ``menu`` are the folded texts of links to this page.
    """
    length = sum(map(len, paragraphs))
    described = max((jsonld.ARTICLE_TYPES.get(kind, 0) for kind in jsonld.types(node)), default=0)
    if length < _LITTLE and described < 3:
        if _ERROR.fullmatch(headline) and _ERROR_MARK.match(headline):
            return "error page"
        if _WALL.fullmatch(headline) or any(_WALL_TEXT.search(text) for text in paragraphs[:4]):
            return "consent wall"
    parts = urlsplit(url)
    path = parts.path.strip("/") or parts.query
    if not length and described < 3 and _headlines(lines) >= _LISTED:
        return "section page" if path else "home page"
    if not length:
        return "" if paywalled and headline and described >= 3 else "empty"
    if length < _ENOUGH and described <= 1 and any("VideoObject" in jsonld.types(item) for item in nodes):
        return "video page"
    if not path and described < 3:
        return "home page"
    if described < 3 and og_type != "article" and _listing(path, paragraphs, lines, nodes):
        return "section page"
    if described < 3 and og_type != "article" and not published and _named(path, headline, paragraphs, lines, menu):
        return "section page"
    if length < 40 and not headline:
        return "empty"
    return ""


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
