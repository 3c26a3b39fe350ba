"""Articles as news items of the IPTC's ninjs 2.1 (https://iptc.org/std/ninjs/)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from archive.errors import ArchiveError

NEEDED = ("url", "headline", "text")

MARKS = "/:=&?+!$,;'@()*"
"""What stands in an address as it is, beside letters, digits and ``-._~``."""

STANDARD = {"name": "ninjs", "version": "2.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"}


def news_item(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row of ``articles`` as a news item. Raises ArchiveError when a column that it stands on is missing.

    A time without an hour or a zone is left out, since the standard wants an instant (RFC 3339), and addresses are
    written in ASCII (RFC 3986). ``agencies`` (ids, apart by a space) become sources of information.
    """
    missing = [name for name in NEEDED if name not in row]
    if missing:
        line = f"ninjs needs the column {missing[0]!r}; export `articles`, or name url, headline and text in your SQL"
        raise ArchiveError(line, code=2)
    item = {
        "standard": STANDARD,
        "uri": _address(str(row["url"])),
        "type": "text",
        "pubstatus": "usable",
        "language": row.get("language"),
        "versioncreated": _instant(row.get("modified")) or _instant(row.get("published")),
        "firstcreated": _instant(row.get("published")),
        "by": row.get("byline"),
        "headlines": [{"role": "main", "value": row["headline"] or ""}],
        "descriptions": [{"role": "summary", "value": row["standfirst"]}] if row.get("standfirst") else None,
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": row["text"] or ""}],
        "people": [{"name": name, "rel": "author"} for name in _names(row.get("authors"))],
        "infosources": [
            *([{"name": row["outlet"], "role": "publisher"}] if row.get("outlet") else []),
            *(
                {"name": agency, "role": "agency credited for the text"}
                for agency in str(row.get("agencies") or "").split()
            ),
        ],
    }
    return {name: value for name, value in item.items() if value not in (None, "", [])}


def _address(url: str) -> str:
    """Return an address as RFC 3986 writes it: ``#`` once, ``%`` before two digits of base 16 only, and brackets only
    around a host's number."""
    address, mark, fragment = url.partition("#")
    host = re.match(r"[^/?]*//[^/?]*", address)
    end = host.end() if host else 0
    return _escaped(address[:end], "[]") + _escaped(address[end:]) + mark + _escaped(fragment)


def _escaped(text: str, more: str = "") -> str:
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(text, f"{MARKS}%{more}"))


def _instant(time: object) -> str | None:
    """Return a time as RFC 3339 writes it: with its seconds, and a colon in its zone."""
    try:
        instant = datetime.fromisoformat(str(time))
    except ValueError:
        return None
    return instant.isoformat() if instant.tzinfo else None


def _names(authors: object) -> list[str]:
    try:
        names = json.loads(str(authors))
    except ValueError:
        return []
    return [str(name) for name in names] if isinstance(names, list) else []
