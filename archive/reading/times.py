"""When the article was published and changed, with the offset the page gives and the place that gave it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from archive.article import Place
from archive.reading import jsonld
from archive.reading.dates import printed_times
from archive.reading.lines import Line
from archive.reading.marked import Marked
from archive.reading.meta import Meta, moment
from archive.reading.tree import text_of
from archive.reading.zone import Zone

_PUBLISHED = (
    "articlepublishedtime", "ogarticlepublishedtime", "datepublished", "parselypubdate", "sailthrudate",
    "date", "dcdateissued", "dctermsdate", "dcdate", "dctermscreated", "pubdate", "publishdate", "publisheddate",
    "articlepublished", "cxenseparserecspublishtime", "rnewsdatepublished", "cxenseparsepublishtime",
    "ogpublishedtime", "vrpublishedtime", "publicationdate", "originalpublicationdate", "articledateoriginal",
    "apubtime", "citationpublicationdate", "lastpublishdate", "dcdatecreated", "dctermsissued", "publishtime",
    "publishedtime", "pubtime", "displaydate", "releasedate", "firstpublished", "articlecreated", "postdate",
    "weiboarticlecreateat", "mediatorpublishedtime", "articlepublicationdate", "creationdate",
)  # fmt: skip
_MODIFIED = (
    "articlemodifiedtime", "ogarticlemodifiedtime", "ogupdatedtime", "datemodified", "lastmodified",
    "lastmod", "dcdatemodified", "dctermsmodified", "articleupdatedtime", "articleupdated", "rnewsdatemodified",
    "modifieddate", "updatedtime", "weiboarticleupdateat",
)  # fmt: skip
"""Names of meta tags by their letters: the marks between them are written in many ways ("article:published:time")."""

_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_MARKS = re.compile(r"[\W_]+")
_LED = 3  # lines above the headline and below the text
_WEB = "1990"  # the year before which no page was published: older dates are what it tells of
_PRINTED = 160  # characters of a line with a date; a longer one is a sentence
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
    """Return the time of publication and where it stands: ``json-ld``, ``meta``, ``time`` or ``address``.

    The first place that gives one wins, but a later place with the same date and an offset fills in what the first
    lacks (a bare date, a time without zone).
    """
    given: list[tuple[str, str]] = []
    for value in (node.get("datePublished"), node.get("dateCreated"), node.get("uploadDate")):
        if when := moment(jsonld.text(value), latest):
            given.append((when, "json-ld"))
            break
    told = _folded(meta)
    given += [(when, "meta") for name in _PUBLISHED if (when := moment(told.get(name, ""), latest))]
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
    told = _folded(meta)
    values = [jsonld.text(node.get("dateModified")), *(told.get(name, "") for name in _MODIFIED)]
    return next((when for value in values if (when := moment(value, latest))), "")


def printed(
    lines: Sequence[Line], zone: Zone, found: Marked, language: str, latest: datetime | None
) -> tuple[str, str]:
    """Return when a page says in plain words that it was published and changed ("6. Mai 2024, 10:15 Uhr"), each empty
    where it does not.

    Looked at, in this order: the lines between the headline and the text, those right above the headline and below the
    text, and the elements called a date, as far as they are the article's.
    """
    if zone.last < 0:
        return "", ""
    above = lines[max(0, zone.top - _LED) : zone.top] if zone.top >= 0 else []
    near = [*zone.above(lines), *reversed(above), *lines[zone.last + 1 : zone.last + 1 + _LED]]
    near = [line for line in near if len(line.text) <= _PRINTED]
    texts = [line.text for line in near if not zone.elsewhere(line.block)]
    texts += [text_of(here.element, _PRINTED) for here in found.dates if zone.place(here.element) is not Place.CHROME]
    texts += [line.text for line in near]  # a time may stand in a box with the buttons to share
    changed = ""
    for text in texts:
        for time in printed_times(text, language) if len(text) <= _PRINTED else ():
            if time.when < _WEB or not (when := moment(time.when, latest)):
                continue
            if time.updated:
                changed = changed or when
            else:
                return when, changed
    return "", changed


def _folded(meta: Meta) -> dict[str, str]:
    return {_MARKS.sub("", name): values[0] for name, values in reversed(meta.items())}


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
