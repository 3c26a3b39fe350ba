"""The page's meta tags and head links, and times in whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lxml import etree

from archive.reading.tree import squeeze

MAX_TAGS = 2_000  # meta tags read; the most on 438 real pages is 114
MAX_CONTENT = 3_000  # characters of one tag; longer ones are descriptions that repeat the text

Meta = dict[str, list[str]]

_COMPACT_ZONE = re.compile(r"([+-]\d{2})(\d{2})$")
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?$")


def read_meta(metas: Sequence[etree._Element]) -> Meta:
    """Return the contents of the ``<meta>`` elements by lower-case name (``name``, ``property``, ``itemprop``)."""
    found: Meta = {}
    for tag in metas[:MAX_TAGS]:
        content = squeeze((tag.get("content") or tag.get("value") or "")[:MAX_CONTENT])
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            if content and (name := (tag.get(attribute) or "").strip().lower()):
                found.setdefault(name, []).append(content)
    return found


def first(meta: Meta, *names: str) -> str:
    """Return the first content of the first of these names that has one."""
    return next((meta[name][0] for name in names if name in meta), "")


def links(elements: Sequence[etree._Element], rel: str) -> list[str]:
    """Return the addresses of those ``<link>`` elements that have a ``rel``."""
    return [
        link.get("href").strip()
        for link in elements
        if link.get("href") and rel in (link.get("rel") or "").lower().split()
    ]


def moment(value: str, latest: datetime | None = None) -> str:
    """Return a time as ISO 8601 with the offset it is given with (none where none is), empty where it is no time.

    Reads ISO 8601 and its common misspellings, RFC 2822 and seconds since 1970. A time before 1800, the first day
    of 1970 (an empty field of a CMS) and one more than two days after ``latest`` are no times of an article.
    """
    when = _parse(value.strip())
    if when is None or when.year < 1800 or (when.year, when.month, when.day) == (1970, 1, 1):
        return ""
    if latest is not None:
        limit = latest if when.tzinfo else latest.replace(tzinfo=None)
        if when > limit + timedelta(days=2):
            return ""
    if when.hour == when.minute == when.second == 0 and when.tzinfo is None and ":" not in value:
        return when.date().isoformat()
    return when.isoformat(timespec="seconds")


def _parse(value: str) -> datetime | None:
    if _EPOCH.match(value):
        return _epoch(float(value))
    iso = _COMPACT_ZONE.sub(r"\1:\2", value.replace("UTC", "+00:00").replace(" +", "+").replace(" Z", "Z"))
    for read in (datetime.fromisoformat, _rfc, _loose):
        try:
            if when := read(iso if read is not _rfc else value):
                return when
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _epoch(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _rfc(value: str) -> datetime:
    return parsedate_to_datetime(value)


def _loose(value: str) -> datetime | None:
    if not (match := _LOOSE.search(value)):
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    zone = re.search(r"(Z|[+-]\d{2}:\d{2})\s*$", value[match.end() :])
    when = datetime(year, month, day, hour, minute, second)
    return datetime.fromisoformat(when.isoformat() + zone.group(1)) if zone else when
