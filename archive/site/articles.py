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
    editions = editions_of(database, name)
    captured = one(database, "article/captured", article=name)
    opener = first_capture(database, article["edition"])
    return Shown(
        article,
        pieces(article["text"], _spans(credits)),
        credits,
        inferred_of(database, name),
        pickup,
        one(database, "story/story", story=pickup["story"]) if pickup else None,
        _place(database, pickup),
        rows(database, "article/further_stories", article=name),
        editions,
        compare(database, name, editions[-2]["id"], editions[-1]["id"]) if len(editions) > 1 else None,
        captures_of(database, name, CAPTURES),
        captured["captures"] if captured else 0,
        (opener and opener["digest"]) or "",
    )


def article_of(database: sqlite3.Connection, name: str) -> Row | None:
    """Return the article of that id with its outlet's name and language, or None."""
    return one(database, "article/article", article=name)


def credits_of(database: sqlite3.Connection, name: str) -> list[Row]:
    """Return the credits of an article's current edition in the order of the page, numbered from 1."""
    credits = rows(database, "article/credits", article=name)
    return [credit | {"number": number} for number, credit in enumerate(credits, 1)]


def inferred_of(database: sqlite3.Connection, name: str) -> list[Row]:
    """Return the agencies that an article's current edition most likely means without crediting them."""
    return rows(database, "article/inferred", article=name)


def pickup_of(database: sqlite3.Connection, name: str) -> Row | None:
    """Return an article's place in its main story, with what the story lends it, or None."""
    return one(database, "article/pickup", article=name)


def captures_of(database: sqlite3.Connection, name: str, most: int) -> list[Row]:
    """Return the newest captures of an article."""
    return rows(database, "article/captures", article=name, most=most)


def first_capture(database: sqlite3.Connection, edition: str) -> Row | None:
    """Return the capture that shows an edition first, or None where it is not kept."""
    return one(database, "article/first_capture", edition=edition)


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
        "article/copies_before",
        story=pickup["story"],
        delay=pickup["delay"],
        article=pickup["article"],
    )
    return 1 + (before["copies"] if before else 0)
