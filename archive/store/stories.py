"""Stories: fingerprints and matches of articles, and the pickups that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from archive.article import Pickup


@dataclass(frozen=True, slots=True)
class Telling:
    """A story as the tables hold it: its source's headline and language, the agency most of its copies credit,
    and for each pickup its standing: ``credited``, ``credited to another``, ``uncredited`` or ``no agency``."""

    id: str
    source: str
    agency: str
    pickups: tuple[tuple[Pickup, str], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What grouping needs of an article, as the tables hold it; times are UTC, ``credited`` are agency ids."""

    id: str
    edition: str
    outlet: str
    headline: str
    text: str
    language: str
    published_utc: str
    first_seen: str
    verdict: str
    credited: frozenset[str]


class FingerprintIndex:
    """Which articles of a span of days have a hash; what grouping finds its candidates with."""

    def __init__(self, database: Database, crowd: int) -> None:
        """``crowd``: a hash that more articles of the span have is passed over."""
        self._database, self._crowd = database, crowd

    def sharing(self, hashes: Collection[int], since: date, until: date) -> Mapping[str, int]:
        """Return how many of the hashes each article of these days (both included) has."""
        counts: Counter[str] = Counter()
        for value in hashes:
            rows = self._database.execute(
                "SELECT article FROM fingerprints WHERE hash = ? AND day BETWEEN ? AND ? LIMIT ?",
                [value, since.isoformat(), until.isoformat(), self._crowd + 1],
            ).fetchall()
            if len(rows) <= self._crowd:
                counts.update(row[0] for row in rows)
        return counts


def to_group(database: Database) -> list[str]:
    """Return the articles whose current edition has not been grouped, in order of time."""
    rows = database.execute(
        """SELECT articles.id FROM articles LEFT JOIN grouped ON grouped.article = articles.id
        WHERE grouped.edition IS NOT articles.edition ORDER BY articles.published_utc, articles.id"""
    )
    return [row[0] for row in rows]


def texts(database: Database, articles: Iterable[str]) -> list[Text]:
    """Return what grouping needs of these articles."""
    found = []
    for article in articles:
        row = database.execute(
            """SELECT id, edition, outlet, headline, text, coalesce(language, ''), published_utc, first_seen, verdict,
            (SELECT group_concat(agency, ' ') FROM credits
             WHERE article = articles.id AND "current" = 1 AND role IN ('origin', 'input'))
            FROM articles WHERE id = ?""",
            [article],
        ).fetchone()
        if row:
            found.append(Text(*(*row[:9], frozenset((row[9] or "").split()))))
    return found


def enter(
    database: Database,
    article: str,
    edition: str,
    day: date,
    hashes: Sequence[int],
    matches: Iterable[tuple[str, str, float, float, int]],
) -> None:
    """Write fingerprint and matches (a, b, share of a, share of b, longest run in words) of an article's edition."""
    clear(database, article)
    database.conn.executemany(
        "INSERT OR IGNORE INTO fingerprints (hash, day, article) VALUES (?, ?, ?)",
        [(value, day.isoformat(), article) for value in hashes],
    )
    database.conn.executemany(
        "INSERT OR REPLACE INTO matches (a, b, share_a, share_b, longest) VALUES (?, ?, ?, ?, ?)", list(matches)
    )
    database.execute("INSERT OR REPLACE INTO grouped (article, edition) VALUES (?, ?)", [article, edition])


def clear(database: Database, article: str) -> None:
    """Take an article out of fingerprints and matches, so that it is grouped anew."""
    for statement in (
        "DELETE FROM fingerprints WHERE article = ?",
        "DELETE FROM matches WHERE a = ?",
        "DELETE FROM matches WHERE b = ?",
        "DELETE FROM grouped WHERE article = ?",
    ):
        database.execute(statement, [article])


def clear_all(database: Database) -> None:
    """Take every article out, so that all are grouped anew."""
    for table in ("pickups", "stories", "fingerprints", "matches", "grouped"):
        database.execute(f"DELETE FROM {table}")


def connected(database: Database, articles: Iterable[str]) -> tuple[set[str], list[tuple[str, str, float, float, int]]]:
    """Return every article that matches lead to from these, or that stands in a story with one, and the matches."""
    known: set[str] = set()
    waiting = set(articles)
    matches: set[tuple[str, str, float, float, int]] = set()
    while waiting:
        article = waiting.pop()
        known.add(article)
        rows = database.execute(
            """SELECT a, b, share_a, share_b, longest FROM matches WHERE a = :id
            UNION SELECT a, b, share_a, share_b, longest FROM matches WHERE b = :id""",
            {"id": article},
        ).fetchall()
        siblings = database.execute(
            "SELECT article FROM pickups WHERE story = (SELECT story FROM pickups WHERE article = ?)", [article]
        ).fetchall()
        matches.update(rows)
        waiting |= ({end for row in rows for end in row[:2]} | {row[0] for row in siblings}) - known
    return known, sorted(matches)


def tell(database: Database, articles: Collection[str], stories: Iterable[Telling]) -> None:
    """Replace the stories of these articles. They must be all that their old and new stories hold."""
    old = {
        row[0]
        for article in articles
        for row in database.execute("SELECT story FROM pickups WHERE article = ?", [article])
    }
    for article in articles:
        database.execute("DELETE FROM pickups WHERE article = ?", [article])
    for story in old:
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
        """INSERT INTO pickups (article, story, kind, share, carried, delay, first, credited)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (p.article, story.id, p.kind.value, p.share, p.carried, p.delay, int(p.first), standing)
            for p, standing in story.pickups
        ],
    )
    database.execute(
        """UPDATE stories SET
        outlets = (SELECT count(DISTINCT outlet) FROM pickups JOIN articles ON articles.id = article WHERE story = :id),
        started = (SELECT min(published_utc) FROM pickups JOIN articles ON articles.id = article WHERE story = :id)
        WHERE id = :id""",
        {"id": story.id},
    )
