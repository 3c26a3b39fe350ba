"""When the article was published and changed, with the offset the page gives and the place that gave it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from archive.reading import jsonld
from archive.reading.marked import Marked
from archive.reading.meta import Meta, first, moment

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "date", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created", "pubdate", "publishdate", "publish-date",
    "publish_date", "published-date", "article.published", "cxenseparse:recs:publishtime", "rnews:datepublished",
    "cxenseparse:publishtime", "og:published_time", "vr:published_time", "publication_date", "originalpublicationdate",
    "article_date_original", "apub:time", "citation_publication_date", "last-publish-date", "dc.date.created",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "lastmod", "dc.date.modified", "dcterms.modified", "article:updated_time", "article.updated", "rnews:datemodified",
)  # fmt: skip
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_PUBLISHED_CLASS = re.compile(r"publi|posted|entry-date|article.?date|dateline|timestamp|created", re.I)


def fetched(headers: Mapping[str, str]) -> datetime | None:
    """Return the time of the response's ``Date`` header: no article of a page is younger than the page."""
    value = next((str(value) for key, value in headers.items() if str(key).lower() == "date"), "")
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else None


def published(node: jsonld.Node, meta: Meta, found: Marked, url: str, latest: datetime | None) -> tuple[str, str]:
    """Return the time of publication and where it stands: ``json-ld``, ``meta``, ``time``, ``text`` or ``address``.

    The first place that gives one wins, but a later place with the same date and an offset fills in what the first
    lacks (a bare date, a time without zone).
    """
    given: list[tuple[str, str]] = []
    for value in (node.get("datePublished"), node.get("dateCreated"), node.get("uploadDate")):
        if when := moment(jsonld.text(value), latest):
            given.append((when, "json-ld"))
            break
    given += [(when, "meta") for name in _PUBLISHED if (when := moment(first(meta, name), latest))]
    given += [(when, "time") for value in _times(found) if (when := moment(value, latest))]
    if not given:
        match = _IN_PATH.search(urlsplit(url).path)
        when = moment("-".join(match.groups()), latest) if match else ""
        return (when, "address") if when else ("", "")
    best = given[0]
    for other in given[1:]:
        if _detail(other[0]) > _detail(best[0]) and other[0][:10] == best[0][:10]:
            best = other
    return best


def modified(node: jsonld.Node, meta: Meta, latest: datetime | None) -> str:
    """Return the time of the last change, empty where the page gives none."""
    values = [jsonld.text(node.get("dateModified")), *(first(meta, name) for name in _MODIFIED)]
    return next((when for value in values if (when := moment(value, latest))), "")


def _times(found: Marked) -> list[str]:
    """Return what ``<time>`` elements and dated microdata give, those called publication first."""
    called: list[str] = []
    others: list[str] = []
    for element, *_ in found.dates:
        prop = (element.get("itemprop") or "").lower()
        value = element.get("datetime") or (element.get("content") if "date" in prop else "") or ""
        if not value or "modified" in prop or "updated" in (element.get("class") or "").lower():
            continue
        named = "datepublished" in prop or element.get("pubdate") is not None
        marked = named or _PUBLISHED_CLASS.search(element.get("class") or "")
        (called if marked else others).append(value)
    return [*called, *others[:1]]  # an unmarked second time is that of another article


def _detail(when: str) -> int:
    """Rank a time: with offset, with clock, date only; midnight sharp is a date in disguise."""
    if len(when) == 10:
        return 0
    clock = 0 if "T00:00:00" in when else 2
    return clock + (len(when) > 19)
