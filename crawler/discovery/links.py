"""A link to an article, and by what one tells such a link from a menu entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from archive.address import site

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|json|xml|rss|atom|pdf|docx?|xlsx?|pptx?|zip|gz|exe|apk|mp[34]|m4a|m3u8?|"
    r"webm|mov|avi|wav|ogg|woff2?|ttf|ics|vcf)$",
    re.I,
)
_NAVIGATION = re.compile(
    r"tags?|topics?|them(?:a|en|as?)|temas?|categor(?:y|ies)|aut(?:h?or|eur)(?:s|en|es)?|search|suche|recherche|login|"
    r"sign-?(?:in|up)|register|account|profile|subscri(?:be|ption)|abo|newsletters?|about(?:-us)?|contact|kontakt|"
    r"imprint|impressum|privacy|datenschutz|terms|agb|help|faq|sitemap|feeds?|rss|wp-(?:json|admin|content)|shop|store|"
    r"jobs|advertise|archives?|e-?paper|podcasts|weather|wetter|horoscope",
    re.I,
)
_DATED = re.compile(r"(?:19|20)\d\d[/.-]?(?:0[1-9]|1[0-2])(?:[/.-]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)")
_NUMBERED = re.compile(r"(?<!\d)\d{5,}(?!\d)")  # the shortest article numbers seen have five digits; years have four
_WORDS = re.compile(r"[^\W\d_]+")

_SLUG_WORDS = 4  # "world-news" and "arts-and-culture" are sections; "ferry-reaches-vellanagar-harbour" is none
_TITLE_WORDS = 5  # menus rarely say five words, headlines rarely fewer
_TITLE_CHARACTERS = 18  # the same for scripts without spaces: a headline of Japanese is 20 to 40 characters


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a channel names. ``published`` is ISO 8601 with its offset, or empty where nothing is said."""

    url: str
    title: str = ""
    published: str = ""


def absolute(base: str, href: str) -> str:
    """Return an address without fragment, made whole by the address of the page it stands on; empty
    for nonsense and for the page itself."""
    wanted = "".join(href.split())
    if not wanted or wanted.startswith("#"):
        return ""
    try:
        url = urldefrag(urljoin(base, wanted))[0]
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else ""
    except ValueError:
        return ""


def names_an_article(url: str, title: str, page: str) -> bool:
    """Tell whether a link found on ``page`` looks like one to an article of the same site.

    An address tells it by a date, a number of five digits or a last segment of four words; a title by being as long
    as a headline. Files, menus, home and section pages are none.
    """
    parts = urlsplit(url)
    if site(url) != site(page) or _FILE.search(parts.path):
        return False
    segments = [segment for segment in unquote(parts.path).split("/") if segment]
    if any(_NAVIGATION.fullmatch(segment) for segment in segments):
        return False
    if not segments and not parts.query:
        return False
    path = "/".join(segments)
    last = re.sub(r"\.\w{2,5}$", "", segments[-1]) if segments else ""
    dated = _DATED.search(path)
    if dated and _WORDS.search(path[dated.end() :]):
        return True
    if _NUMBERED.search(_DATED.sub("", f"{path}?{parts.query}")):
        return True
    if len(_WORDS.findall(last)) >= _SLUG_WORDS:
        return True
    return len(segments) >= 2 and _reads_like_a_headline(title)


def _reads_like_a_headline(title: str) -> bool:
    words = title.split()
    return len(words) >= _TITLE_WORDS or (len(words) <= 2 and len(title) >= _TITLE_CHARACTERS and not title.isascii())
