"""An article as data: everything that its page shows, as one JSON object; and as a news item (ninjs)."""

from __future__ import annotations

import json
from typing import Any

from archive.exports.ninjs import news_item
from archive.site.articles import Shown
from archive.site.rows import Row

_LISTS = ("authors", "keywords", "pictures")
_INNER = frozenset({"number", "edition", "outlet", "outlet_name", "outlet_language", *_LISTS})
_CREDIT = ("number", "agency", "agency_name", "form", "role", "evidence", "place", "paragraph", "start", "end", "rule")
_INFERRED = ("agency", "agency_name", "role", "unnamed", "named")
_PICKUP = (
    *("story", "kind", "share", "carried", "longest", "delay", "time", "seen_delay", "first", "credited"),
    *("by_story", "lent_by", "lent_share"),
)
_EDITION = ("id", "first_seen", "last_seen", "headline", "modified", "words", "verdict", "capture")
_CAPTURE = ("id", "url", "fetched", "status", "content_type", "digest", "warc", "offset", "length", "state", "reason")


def record(shown: Shown) -> dict[str, Any]:
    """Return an article as one JSON object; the names are those of ``docs/columns.md``."""
    article = shown.article
    whole = {name: value for name, value in article.items() if name not in _INNER}
    whole |= {name: _list(article[name]) for name in _LISTS}
    whole["outlet"] = {"id": article["outlet"], "name": article["outlet_name"]}
    whole["credits"] = _only(shown.credits, _CREDIT)
    whole["inferred"] = _only(shown.inferred, _INFERRED)
    whole["pickup"] = None
    if shown.pickup and shown.story:
        story = {name: shown.story[name] for name in ("id", "headline", "language", "source", "copies", "outlets")}
        whole["pickup"] = _only([shown.pickup], _PICKUP)[0] | {"place": shown.place, "story": story}
    whole["editions"] = _only(shown.editions, _EDITION)
    whole["captures"] = _only(shown.captures, _CAPTURE)
    return whole


def ninjs(shown: Shown) -> dict[str, Any]:
    """Return an article as a news item, with the agencies that it credits for its text."""
    agencies = sorted({credit["agency"] for credit in shown.credits if credit["role"] in ("origin", "input")})
    return dict(news_item(shown.article | {"agencies": " ".join(agencies)}))


def _only(found: list[Row], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in found]


def _list(value: str | None) -> list[Any]:
    try:
        read = json.loads(value or "[]")
    except ValueError:
        return []
    return read if isinstance(read, list) else []
