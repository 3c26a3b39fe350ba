"""The front page of an outlet that names no channel: the feeds it declares, and the articles it links to."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.discovery.links import Link, absolute
from crawler.discovery.sections import base_address, parse, section_links

MOST_FEEDS = 5
"""Feeds taken from one front page: the first are the general ones; some sites declare one for each section."""

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Front:
    """What a front page offers."""

    feeds: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def read_front(body: bytes, url: str, content_type: str = "") -> Front:
    """Return the feeds that a front page declares (not those of comments) and its links to articles."""
    tree = parse(body, content_type)
    if tree is None:
        return Front()
    base, feeds = base_address(tree, url), []
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in relations and kind in _FEED_TYPES and "comment" not in (link.get("href") or "").lower():
            feeds.append(absolute(base, link.get("href") or ""))
    chosen = tuple(dict.fromkeys(feed for feed in feeds if feed))[:MOST_FEEDS]
    return Front(chosen, section_links(body, url, content_type))
