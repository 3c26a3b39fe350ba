"""What the story page shows."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass

from archive.site.rows import Row, one, rows


@dataclass(frozen=True, slots=True)
class Told:
    """One story, its source article and its copies in the order in which they ran, each with ``agencies``."""

    story: Row
    source: Row | None
    copies: list[Row]
    agencies: list[Row]
    uncredited: int


def tell(database: sqlite3.Connection, name: str) -> Told | None:
    """Return the story of that id, or None."""
    story = one(database, "SELECT * FROM stories WHERE id = ?", name)
    if story is None:
        return None
    copies = rows(
        database,
        """SELECT pickups.*, articles.headline, articles.url, articles.language, articles.published,
        articles.published_utc, articles.first_seen, articles.verdict, articles.outlet,
        coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language,
        coalesce(agencies.name, pickups.by_story) AS by_story_name
        FROM pickups JOIN articles ON articles.id = pickups.article
        LEFT JOIN outlets ON outlets.id = articles.outlet
        LEFT JOIN agencies ON agencies.id = pickups.by_story
        WHERE pickups.story = ? ORDER BY pickups.delay, pickups.first DESC, pickups.article""",
        name,
    )
    named = rows(
        database,
        """SELECT DISTINCT credits.article, credits.agency, credits.role,
        coalesce(agencies.name, credits.agency) AS name
        FROM pickups JOIN credits ON credits.article = pickups.article AND credits."current" = 1
        LEFT JOIN agencies ON agencies.id = credits.agency
        WHERE pickups.story = ? AND credits.role IN ('origin', 'input') ORDER BY credits.role DESC, credits.agency""",
        name,
    )
    for copy in copies:
        own = {credit["agency"]: credit for credit in named if credit["article"] == copy["article"]}
        copy["agencies"] = list(own.values())
        copy["position"] = _position(copy["delay"], copies[-1]["delay"])
    agencies = {credit["agency"]: {"id": credit["agency"], "name": credit["name"]} for credit in named}
    source = next((copy for copy in copies if copy["article"] == story["source"]), None)
    first = sorted(agencies.values(), key=lambda agency: agency["id"] != story["agency"])
    return Told(story, source, copies, first, sum(copy["credited"] == "uncredited" for copy in copies))


def _position(delay: int, longest: int) -> int:
    """Return where a copy stands on a line of 1,000: by the square root, since most copies run in the first hours."""
    return 5 + round(990 * math.sqrt(max(0, delay) / longest)) if longest > 0 else 5
