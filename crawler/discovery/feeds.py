"""RSS, RDF and Atom feeds, through feedparser: it reads broken ones too."""

from __future__ import annotations

import calendar
import html
import io
import re
from datetime import UTC, datetime
from typing import Any

import feedparser

from crawler.discovery.links import Link, absolute

_TAG = re.compile(r"<[^>]*>")


def feed_links(body: bytes, url: str, content_type: str = "") -> tuple[Link, ...]:
    """Return the entries of a feed, in its order, each address once; none for what is no feed."""
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    # As a stream: bytes of their own feedparser would first try as the name of a file.
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    found: dict[str, Link] = {}
    for entry in feed.entries:
        address = absolute(url, str(entry.get("feedburner_origlink") or entry.get("link") or ""))
        if address:
            found.setdefault(address, Link(address, _plain(str(entry.get("title") or "")), _published(entry)))
    return tuple(found.values())


def _plain(title: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", title)).split())


def _published(entry: Any) -> str:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else ""
    except (ValueError, OverflowError):
        return ""
