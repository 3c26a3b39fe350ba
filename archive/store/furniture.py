"""What was seen of the lines of an outlet's articles, and the lines learned from it: evidence and counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from archive.store.database import stamp

WINDOW = 200
"""Newest articles of an outlet of which the lines are remembered (300 bytes each): more would not change what is
learned, since a line in fewer than one article in ten must be in ten of them."""

CREDIT, FURNITURE = "credit", "furniture"


@dataclass(frozen=True, slots=True)
class Seen:
    """One remembered article: the UTC day it appeared, its headline, its lines as (key, characters) in order."""

    article: str
    day: str
    headline: str
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """One row of ``furniture``. ``text`` is the line as one article printed it."""

    line: int
    text: str
    kind: str
    place: str
    position: int
    articles: int
    days: int
    first_day: str
    last_day: str


def note(database: Database, outlet: str, article: str, fetched: datetime, lines: Sequence[tuple[int, int]]) -> None:
    """Remember the lines of an article, once: those of its newest capture."""
    database.execute(
        """INSERT INTO sightings (article, outlet, seen, lines) VALUES (?, ?, ?, ?)
        ON CONFLICT (article) DO UPDATE SET outlet = excluded.outlet, seen = excluded.seen, lines = excluded.lines
        WHERE excluded.seen >= seen""",
        [article, outlet, stamp(fetched), json.dumps(lines, separators=(",", ":"))],
    )


def seen(database: Database, outlet: str) -> list[Seen]:
    """Return what is remembered of an outlet's newest articles, and forget what is older."""
    rows = database.execute(
        """SELECT articles.id, substr(articles.published_utc, 1, 10), articles.headline, sightings.lines
        FROM sightings JOIN articles ON articles.id = sightings.article WHERE sightings.outlet = ?
        ORDER BY articles.published_utc DESC, articles.id""",
        [outlet],
    ).fetchall()
    for article, *_ in rows[WINDOW:]:
        database.execute("DELETE FROM sightings WHERE article = ?", [article])
    return [
        Seen(article, day, headline, tuple((key, size) for key, size in json.loads(lines)))
        for article, day, headline, lines in rows[:WINDOW]
    ]


def texts(database: Database, articles: Iterable[str]) -> list[tuple[str, str]]:
    """Return (language the page claims, else that of the text; text) of these articles."""
    found = []
    for article in articles:
        found += database.execute(
            "SELECT coalesce(nullif(page_language, ''), language, ''), text FROM articles WHERE id = ?", [article]
        ).fetchall()
    return found


def put(database: Database, outlet: str, learned: Iterable[Learned]) -> None:
    """Write lines learned of an outlet. What was learned before stays: a line no longer printed stands in old pages."""
    database.conn.executemany(
        """INSERT INTO furniture (outlet, line, text, kind, place, position, articles, days, first_day, last_day)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (outlet, line) DO UPDATE SET kind = excluded.kind, place = excluded.place,
        position = excluded.position, articles = excluded.articles, days = excluded.days,
        first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day)""",
        [
            (
                outlet,
                f"{row.line:016x}",
                row.text,
                row.kind,
                row.place,
                row.position,
                row.articles,
                row.days,
                row.first_day,
                row.last_day,
            )
            for row in learned
        ],
    )


def known(database: Database, outlet: str) -> list[Learned]:
    """Return the lines learned of an outlet."""
    rows = database.execute(
        """SELECT line, text, kind, place, position, articles, days, first_day, last_day
        FROM furniture WHERE outlet = ? ORDER BY line""",
        [outlet],
    )
    return [Learned(int(row[0], 16), *row[1:]) for row in rows.fetchall()]


def forget(database: Database, article: str) -> None:
    """Forget what was seen of an article, and the lines for which no other article stands witness any more."""
    row = database.execute("SELECT outlet, lines FROM sightings WHERE article = ?", [article]).fetchone()
    if row is None:
        return
    database.execute("DELETE FROM sightings WHERE article = ?", [article])
    others = {key for one in seen(database, row[0]) for key, _ in one.lines}
    for key, _ in json.loads(row[1]):
        if key not in others:
            database.execute("DELETE FROM furniture WHERE outlet = ? AND line = ?", [row[0], f"{key:016x}"])
