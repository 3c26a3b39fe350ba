"""Stories and their pickups, as grouping tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from archive.article import Pickup


@dataclass(frozen=True, slots=True)
class Told:
    """A pickup as the tables hold it. ``standing`` is ``credited``, ``credited to another``, ``uncredited`` or ``no
    agency``; an uncredited copy may be lent the agency of its story: ``by_story``, with the article that credits it and
    the part of this article's words that stand there."""

    pickup: Pickup
    standing: str
    by_story: str | None = None
    lent_by: str | None = None
    lent_share: float | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A story as the tables hold it: its source's headline and language, the agency most of its copies credit."""

    id: str
    source: str
    agency: str
    pickups: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What grouping needs of an article, as the tables hold it; times are UTC, ``published`` None
    where the page gives none that can be true; ``credited`` and ``origins`` agency ids."""

    id: str
    edition: str
    outlet: str
    headline: str
    text: str
    language: str
    published: str | None
    first_seen: str
    verdict: str
    credited: frozenset[str]
    origins: frozenset[str]


def to_group(database: Database) -> list[str]:
    """Return the articles whose current edition has not been grouped, in order of time."""
    rows = database.execute(
        """SELECT articles.id FROM articles LEFT JOIN grouped ON grouped.article = articles.id
        WHERE grouped.edition IS NOT articles.edition ORDER BY articles.published_utc, articles.id"""
    )
    return [row[0] for row in rows]


def untold(database: Database, limit: int = -1) -> list[str]:
    """Return the articles (the first ``limit``; all) whose stories must be told anew, in order of time."""
    rows = database.execute(
        """SELECT articles.id FROM untold JOIN articles ON articles.id = untold.article
        ORDER BY articles.published_utc, articles.id LIMIT ?""",
        [limit],
    )
    return [row[0] for row in rows]


def untell(database: Database, articles: Iterable[str]) -> None:
    """Note that the stories of these articles must be told anew."""
    database.conn.executemany("INSERT OR IGNORE INTO untold VALUES (?)", [(name,) for name in articles])


def untell_all(database: Database) -> None:
    """Note that the story of every article that has been grouped must be told anew."""
    database.execute("INSERT OR IGNORE INTO untold SELECT article FROM grouped")


def texts(database: Database, articles: Iterable[str]) -> list[Text]:
    """Return what grouping needs of these articles."""
    found = []
    for article in articles:
        row = database.execute(
            """SELECT id, edition, outlet, headline, text, coalesce(language, ''),
            CASE WHEN published <> '' AND published_utc <> first_seen THEN published_utc END, first_seen, verdict,
            (SELECT group_concat(agency, ' ') FROM credits
             WHERE article = articles.id AND "current" = 1 AND role IN ('origin', 'input')),
            (SELECT group_concat(agency, ' ') FROM credits
             WHERE article = articles.id AND "current" = 1 AND role = 'origin')
            FROM articles WHERE id = ?""",
            [article],
        ).fetchone()
        if row:
            found.append(Text(*row[:9], *(frozenset((names or "").split()) for names in row[9:])))
    return found


def clear_all(database: Database) -> None:
    """Take every article out, so that all are grouped anew."""
    for table in ("translations", "pickups", "stories", "fingerprints", "lines", "matches", "grouped", "untold"):
        database.execute(f"DELETE FROM {table}")


def tell(database: Database, articles: Collection[str], stories: Iterable[Telling]) -> None:
    """Replace the stories of these articles. They must be all that their old and new stories hold."""
    old = {
        row[0]
        for article in articles
        for row in database.execute("SELECT story FROM pickups WHERE article = ?", [article])
    }
    for article in articles:
        database.execute("DELETE FROM pickups WHERE article = ?", [article])
        database.execute("DELETE FROM untold WHERE article = ?", [article])
    for story in old:
        database.execute("DELETE FROM translations WHERE story = ?", [story])
        database.execute("DELETE FROM stories WHERE id = ?", [story])
    for story in stories:
        _put(database, story)


def _put(database: Database, story: Telling) -> None:
    database.execute(
        """INSERT INTO stories (id, source, headline, language, agency, started, copies, outlets)
        SELECT ?, id, headline, language, ?, published_utc, ?, 0 FROM articles WHERE id = ?""",
        [story.id, story.agency or None, len(story.pickups), story.source],
    )
    database.conn.executemany(
        """INSERT INTO pickups (article, story, main, kind, share, carried, longest, delay, time, seen_delay, first,
        credited, by_story, lent_by, lent_share) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                *(p.article, story.id, int(p.main), p.kind.value, p.share, p.carried, p.longest),
                *(p.delay, "said" if p.said else "seen", p.seen_delay, int(p.first)),
                *(told.standing, told.by_story, told.lent_by, told.lent_share),
            )
            for told in story.pickups
            for p in (told.pickup,)
        ],
    )
    database.execute(
        """UPDATE stories SET
        outlets = (SELECT count(DISTINCT outlet) FROM pickups JOIN articles ON articles.id = article WHERE story = :id),
        started = (SELECT min(published_utc) FROM pickups JOIN articles ON articles.id = article WHERE story = :id)
        WHERE id = :id""",
        {"id": story.id},
    )
