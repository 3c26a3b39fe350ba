"""What the article page shows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import pairwise

from archive.site.changes import Block, Run, changes, words
from archive.site.marking import Piece, Span, pieces
from archive.site.rows import Row, one, rows


@dataclass(frozen=True, slots=True)
class Change:
    """A later edition beside the one before it."""

    edition: Row
    headline: tuple[Run, ...]
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Shown:
    """One article with everything that is known of it; ``credits`` are numbered from 1 in the order of the page."""

    article: Row
    paragraphs: list[list[Piece]]
    credits: list[Row]
    inferred: list[Row]
    pickup: Row | None
    story: Row | None
    place: int
    further: list[Row]
    editions: list[Row]
    changes: list[Change]
    captures: list[Row]


def show(database: sqlite3.Connection, name: str) -> Shown | None:
    """Return the article of that id, or None."""
    article = one(
        database,
        """SELECT articles.*, coalesce(outlets.name, articles.outlet) AS outlet_name,
        outlets.language AS outlet_language
        FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet WHERE articles.id = ?""",
        name,
    )
    if article is None:
        return None
    credits = rows(
        database,
        """SELECT credits.*, coalesce(agencies.name, credits.agency) AS agency_name
        FROM credits LEFT JOIN agencies ON agencies.id = credits.agency
        WHERE credits.article = ? AND credits."current" = 1
        ORDER BY CASE place WHEN 'above' THEN 0 WHEN 'text' THEN 1 WHEN 'below' THEN 2 WHEN 'caption' THEN 3 ELSE 4 END,
        paragraph, start, credits.id""",
        name,
    )
    for number, credit in enumerate(credits, 1):
        credit["number"] = number
    inferred = rows(
        database,
        """SELECT inferred.*, coalesce(agencies.name, inferred.agency) AS agency_name
        FROM inferred LEFT JOIN agencies ON agencies.id = inferred.agency
        WHERE inferred.article = ? AND inferred."current" = 1 ORDER BY inferred.agency""",
        name,
    )
    pickup = one(
        database,
        """SELECT pickups.*, coalesce(agencies.name, pickups.by_story) AS by_story_name,
        lender.headline AS lent_by_headline, lender.language AS lent_by_language
        FROM pickups LEFT JOIN agencies ON agencies.id = pickups.by_story
        LEFT JOIN articles AS lender ON lender.id = pickups.lent_by
        WHERE article = ? AND main = 1""",
        name,
    )
    further = rows(
        database,
        """SELECT stories.id, stories.headline, stories.language, pickups.share FROM pickups
        JOIN stories ON stories.id = pickups.story WHERE article = ? AND main = 0 ORDER BY share DESC, stories.id""",
        name,
    )
    story = one(database, "SELECT * FROM stories WHERE id = ?", pickup["story"]) if pickup else None
    editions = rows(database, "SELECT * FROM editions WHERE article = ? ORDER BY first_seen, id", name)
    captures = rows(database, "SELECT * FROM captures WHERE article = ? ORDER BY fetched DESC, id", name)
    return Shown(
        article,
        pieces(article["text"], _spans(credits)),
        credits,
        inferred,
        pickup,
        story,
        _place(database, pickup),
        further,
        editions,
        _changes(editions),
        captures,
    )


def _spans(credits: list[Row]) -> list[Span]:
    return [
        Span(credit["number"], credit["paragraph"], credit["start"], credit["end"])
        for credit in credits
        if credit["place"] == "text" and None not in (credit["paragraph"], credit["start"], credit["end"])
    ]


def _place(database: sqlite3.Connection, pickup: Row | None) -> int:
    """Return the article's place in the order in which its story ran, from 1."""
    if not pickup:
        return 0
    before = one(
        database,
        "SELECT count(*) AS n FROM pickups WHERE story = ? AND (delay, article) < (?, ?)",
        pickup["story"],
        pickup["delay"],
        pickup["article"],
    )
    return 1 + (before["n"] if before else 0)


def _changes(editions: list[Row]) -> list[Change]:
    """Return what each edition changed, the newest first."""
    return [
        Change(
            later,
            words(earlier["headline"] or "", later["headline"] or "")
            if earlier["headline"] != later["headline"]
            else (),
            changes(earlier["text"], later["text"]),
        )
        for earlier, later in pairwise(editions)
    ][::-1]
