"""Sitemaps (https://www.sitemaps.org/protocol.html): urlset, index, text, gzip, and Google's news fields.

Scrapy's own reader loses the news fields (``<news:news>`` comes back empty), so the elements are read here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lxml import etree
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import sitemap_urls_from_robots

from crawler.discovery.dates import w3c_date
from crawler.discovery.links import Link, absolute

LARGEST = 50 * 2**20
"""Bytes of the largest sitemap, unpacked: the protocol's own limit. A gzip bomb ends here."""

MOST_LINKS = 50_000
"""Addresses in one sitemap: the protocol's own limit."""

MOST_CHILDREN = 10
"""Sitemaps that are followed from one index in a run: a news site's newest fit; a full archive has thousands."""

_NEWEST = re.compile(r"news|latest|today|recent|google", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a sitemap. ``modified`` is None where it gives no date; ``published`` is the news date, as it says."""

    url: str
    title: str = ""
    published: str = ""
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or further sitemaps when it is an index."""

    pages: tuple[Entry, ...] = ()
    children: tuple[Entry, ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Return the entries of a sitemap; of a broken one those before the break, of anything else none.

    Raises ValueError when it unpacks to more than ``LARGEST`` bytes.
    """
    if body[:2] == b"\x1f\x8b":
        try:
            body = gunzip(body, max_size=LARGEST)
        except (OSError, EOFError):
            return Sitemap()
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text and not text.startswith(b"<"):
        return Sitemap(tuple(_text_entries(text, url)))
    pages: dict[str, Entry] = {}
    children: dict[str, Entry] = {}
    for element in _elements(body):
        entry = _entry(element, url)
        shelf = children if _name(element) == "sitemap" else pages
        if entry.url and len(shelf) < MOST_LINKS:
            shelf.setdefault(entry.url, entry)
    return Sitemap(tuple(pages.values()), tuple(children.values()))


def recent_links(sitemap: Sitemap, now: datetime, days: int) -> tuple[Link, ...]:
    """Return the pages of a sitemap that are not older than ``days``; one without a date may be new, so it stays."""
    since = now - timedelta(days=days)
    links = []
    for entry in sitemap.pages:
        moment = w3c_date(entry.published) or entry.modified
        if moment is None or moment >= since:
            links.append(Link(entry.url, entry.title, entry.published))
    return tuple(links)


def recent_children(sitemap: Sitemap, now: datetime, days: int) -> tuple[str, ...]:
    """Return the sitemaps of an index that are worth asking: the newest first, at most ``MOST_CHILDREN``."""
    since = now - timedelta(days=days)
    fresh = [entry for entry in sitemap.children if entry.modified is None or entry.modified >= since]

    def rank(entry: Entry) -> tuple[bool, bool, float]:
        month = f"{now:%Y}[-_/]?{now:%m}"
        path = urlsplit(entry.url).path
        return (
            not _NEWEST.search(path),
            not re.search(month, path),
            -(entry.modified.timestamp() if entry.modified else 0.0),
        )

    return tuple(entry.url for entry in sorted(fresh, key=rank)[:MOST_CHILDREN])


def robots_sitemaps(body: bytes, url: str) -> tuple[str, ...]:
    """Return the addresses on the ``Sitemap:`` lines of a robots.txt, each once."""
    found = (absolute(url, address) for address in sitemap_urls_from_robots(body, base_url=url))
    return tuple(dict.fromkeys(address for address in found if address))


def _elements(body: bytes) -> Iterator[etree._Element]:
    try:
        for _, element in etree.iterparse(
            io.BytesIO(body), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
        ):
            if _name(element) in ("url", "sitemap"):
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError:
        return


def _entry(element: etree._Element, base: str) -> Entry:
    # The first of each name: a news entry's own publication has a name and a language, pictures have a loc and a title.
    found: dict[str, str] = {}
    for part in element.iter():
        parent = part.getparent()
        if part is element or (parent is not None and _name(parent) in ("image", "video")):
            continue
        found.setdefault(_name(part), (part.text or "").strip())
    return Entry(
        absolute(base, found.get("loc", "")),
        " ".join(found.get("title", "").split()),
        found.get("publication_date", ""),
        w3c_date(found.get("lastmod", "")),
    )


def _text_entries(text: bytes, base: str) -> Iterable[Entry]:
    lines = text.decode("utf-8", "replace").split()
    return (
        Entry(address) for line in lines[:MOST_LINKS] if line.startswith("http") and (address := absolute(base, line))
    )


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
