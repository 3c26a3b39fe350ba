"""What the article page shows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site.editions import Comparison, compare, editions_of
from archive.site.marking import Piece, Span, pieces
from archive.site.rows import Row, one, rows

CAPTURES = 25
"""Captures on a page, the newest; the rest is one link away, in the table."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One article with everything that is known of it.

    ``credits`` are numbered from 1 in the order of the page. ``newest_change`` is what the current edition changed;
    None where there is only one. ``captured`` counts all captures, of which ``captures`` are the newest; ``digest`` is
    that of the capture which shows the current edition first.
    """

    article: Row
    paragraphs: list[list[Piece]]
    credits: list[Row]
    inferred: list[Row]
    pickup: Row | None
    story: Row | None
    place: int
    further: list[Row]
    editions: list[Row]
    newest_change: Comparison | None
    captures: list[Row]
    captured: int
    digest: str


def show(database: sqlite3.Connection, name: str) -> Shown | None:
    """Return the article of that id, or None."""
    article = article_of(database, name)
    if article is None:
        return None
    credits = credits_of(database, name)
    pickup = pickup_of(database, name)
    further = rows(
        database,
        """SELECT stories.id, stories.headline, stories.language, pickups.share FROM pickups
        JOIN stories ON stories.id = pickups.story WHERE article = ? AND main = 0 ORDER BY share DESC, stories.id""",
        name,
    )
    editions = editions_of(database, name)
    captured = one(database, "SELECT count(*) AS n FROM captures WHERE article = ?", name)
    opener = one(
        database,
        "SELECT digest FROM captures WHERE id = (SELECT capture FROM editions WHERE id = ?)",
        article["edition"],
    )
    return Shown(
        article,
        pieces(article["text"], _spans(credits)),
        credits,
        inferred_of(database, name),
        pickup,
        one(database, "SELECT * FROM stories WHERE id = ?", pickup["story"]) if pickup else None,
        _place(database, pickup),
        further,
        editions,
        compare(database, name, editions[-2]["id"], editions[-1]["id"]) if len(editions) > 1 else None,
        captures_of(database, name, CAPTURES),
        captured["n"] if captured else 0,
        (opener and opener["digest"]) or "",
    )


def article_of(database: sqlite3.Connection, name: str) -> Row | None:
    """Return the article of that id with its outlet's name and language, or None."""
    return one(
        database,
        """SELECT articles.*, coalesce(outlets.name, articles.outlet) AS outlet_name,
        outlets.language AS outlet_language
        FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet WHERE articles.id = ?""",
        name,
    )


def credits_of(database: sqlite3.Connection, name: str) -> list[Row]:
    """Return the credits of an article's current edition in the order of the page, numbered from 1."""
    credits = rows(
        database,
        """SELECT credits.*, coalesce(agencies.name, credits.agency) AS agency_name
        FROM credits LEFT JOIN agencies ON agencies.id = credits.agency
        WHERE credits.article = ? AND credits."current" = 1
        ORDER BY CASE place WHEN 'above' THEN 0 WHEN 'text' THEN 1 WHEN 'below' THEN 2 WHEN 'caption' THEN 3 ELSE 4 END,
        paragraph, start, credits.id""",
        name,
    )
    return [credit | {"number": number} for number, credit in enumerate(credits, 1)]


def inferred_of(database: sqlite3.Connection, name: str) -> list[Row]:
    """Return the agencies that an article's current edition most likely means without crediting them."""
    return rows(
        database,
        """SELECT inferred.*, coalesce(agencies.name, inferred.agency) AS agency_name
        FROM inferred LEFT JOIN agencies ON agencies.id = inferred.agency
        WHERE inferred.article = ? AND inferred."current" = 1 ORDER BY inferred.agency""",
        name,
    )


def pickup_of(database: sqlite3.Connection, name: str) -> Row | None:
    """Return an article's place in its main story, with what the story lends it, or None."""
    return one(
        database,
        """SELECT pickups.*, coalesce(agencies.name, pickups.by_story) AS by_story_name,
        lender.headline AS lent_by_headline, lender.language AS lent_by_language
        FROM pickups LEFT JOIN agencies ON agencies.id = pickups.by_story
        LEFT JOIN articles AS lender ON lender.id = pickups.lent_by
        WHERE article = ? AND main = 1""",
        name,
    )


def captures_of(database: sqlite3.Connection, name: str, most: int) -> list[Row]:
    """Return the newest captures of an article."""
    return rows(database, "SELECT * FROM captures WHERE article = ? ORDER BY fetched DESC, id LIMIT ?", name, most)


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
