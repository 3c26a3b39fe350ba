"""What grouping keeps of each article: its fingerprint, its lines, and its matches with others."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

MatchRow = tuple[str, str, float, float, float, float, int, int]
"""a, b, share of a, share of b, spanned of a, spanned of b, longest run in words, reordered."""
_MATCH = "a, b, share_a, share_b, spanned_a, spanned_b, longest, reordered"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's edition that is being grouped; ``lines`` are key and length of each."""

    article: str
    edition: str
    outlet: str
    day: date
    lines: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered of an article: its day (ordinal), key and length of its lines."""

    day: int
    lines: Sequence[tuple[int, int]]


class FingerprintIndex:
    """Which articles of a span of days have a hash; what grouping finds its candidates with."""

    def __init__(self, database: Database, crowd: int) -> None:
        """``crowd``: a hash that more articles of the span have is passed over."""
        self._database, self._crowd = database, crowd

    def sharing(self, hashes: Collection[int], since: date, until: date) -> Mapping[str, int]:
        """Return how many of the hashes each article of these days (both included) has."""
        counts: Counter[int] = Counter()
        days = since.toordinal(), until.toordinal()
        for value in hashes:
            rows = self._database.execute(
                "SELECT article FROM fingerprints WHERE hash = ? AND day BETWEEN ? AND ? LIMIT ?",
                [value, *days, self._crowd + 1],
            ).fetchall()
            if len(rows) <= self._crowd:
                counts.update(row[0] for row in rows)
        named = {}
        for number, count in counts.items():
            row = self._database.execute("SELECT id FROM articles WHERE number = ?", [number]).fetchone()
            named[row[0]] = count
        return named

    def size(self, article: str) -> int:
        """Return how many hashes the article has."""
        row = self._database.execute("SELECT length(hashes) / 8 FROM grouped WHERE article = ?", [article]).fetchone()
        return int(row[0]) if row else 0


def put(database: Database, entry: Entry) -> None:
    """Write down the lines of an article's edition, instead of all that was known of an older one."""
    clear(database, entry.article)
    day = entry.day.toordinal()
    database.conn.executemany(
        "INSERT OR IGNORE INTO lines (key, day, article, outlet) VALUES (?, ?, ?, ?)",
        [(key, day, entry.article, entry.outlet) for key, size in entry.lines if size],
    )
    database.execute(
        """INSERT INTO grouped (article, edition, day, hashes, line_keys, line_sizes, furniture)
        VALUES (?, ?, ?, x'', ?, ?, x'')""",
        [
            entry.article,
            entry.edition,
            day,
            array("q", [key for key, _ in entry.lines]).tobytes(),
            array("l", [size for _, size in entry.lines]).tobytes(),
        ],
    )


def put_fingerprint(database: Database, entry: Entry, hashes: Sequence[int], furniture: Collection[int]) -> None:
    """Write down the fingerprint of an article whose lines are known, and which of them (keys) it leaves out."""
    database.conn.executemany(
        "INSERT OR IGNORE INTO fingerprints SELECT ?, ?, number FROM articles WHERE id = ?",
        [(value, entry.day.toordinal(), entry.article) for value in hashes],
    )
    database.execute(
        "UPDATE grouped SET hashes = ?, furniture = ? WHERE article = ?",
        [array("q", hashes).tobytes(), array("q", sorted(furniture)).tobytes(), entry.article],
    )


def put_matches(database: Database, matches: Iterable[MatchRow]) -> None:
    """Write down what pairs of articles have in common."""
    database.conn.executemany(f"INSERT OR REPLACE INTO matches ({_MATCH}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", matches)


def clear(database: Database, article: str) -> None:
    """Take an article out, so that it is grouped anew."""
    row = database.execute("SELECT day, hashes, line_keys FROM grouped WHERE article = ?", [article]).fetchone()
    if row:
        day, hashes, keys = row[0], array("q", row[1]), array("q", row[2])
        database.conn.executemany(
            """DELETE FROM fingerprints WHERE hash = ? AND day = ?
            AND article = (SELECT number FROM articles WHERE id = ?)""",
            [(value, day, article) for value in hashes],
        )
        database.conn.executemany(
            "DELETE FROM lines WHERE key = ? AND day = ? AND article = ?", [(key, day, article) for key in keys]
        )
    for statement in (
        "DELETE FROM matches WHERE a = ?",
        "DELETE FROM matches WHERE b = ?",
        "DELETE FROM grouped WHERE article = ?",
    ):
        database.execute(statement, [article])


def holders(database: Database, key: int, limit: int) -> list[tuple[str, int]]:
    """Return the first articles, by day and id, that have a line, with their days (ordinal)."""
    return database.execute(
        "SELECT article, day FROM lines WHERE key = ? ORDER BY day, article LIMIT ?", [key, limit]
    ).fetchall()


def holders_near(database: Database, key: int, day: int, span: int, limit: int) -> list[tuple[str, int]]:
    """Return article and day (ordinal) of those with a line in so many days before and after, by day and id."""
    return database.execute(
        "SELECT article, day FROM lines WHERE key = ? AND day BETWEEN ? AND ? ORDER BY day, article LIMIT ?",
        [key, day - span, day + span, limit],
    ).fetchall()


def printed(database: Database, key: int, since: int, until: int, most: int) -> list[tuple[int, str, int]]:
    """Return day, outlet and number of the articles with a line on these days, of ``most`` articles, the first ones."""
    return database.execute(
        """SELECT day, outlet, count(*) FROM (
            SELECT day, outlet FROM lines WHERE key = ? AND day BETWEEN ? AND ? ORDER BY day, article LIMIT ?
        ) GROUP BY day, outlet""",
        [key, since, until, most],
    ).fetchall()


def lines_of(database: Database, article: str) -> list[tuple[int, int]]:
    """Return the lines of an article as they were entered: key and length."""
    known = entered(database, article)
    return list(known.lines) if known else []


def entered(database: Database, article: str) -> Entered | None:
    """Return what was entered of an article, None where nothing was."""
    row = database.execute("SELECT day, line_keys, line_sizes FROM grouped WHERE article = ?", [article]).fetchone()
    return Entered(row[0], list(zip(array("q", row[1]), array("l", row[2]), strict=True))) if row else None


def furniture_of(database: Database, article: str) -> frozenset[int]:
    """Return the keys of those lines of an article that were taken for furniture when it was compared."""
    row = database.execute("SELECT furniture FROM grouped WHERE article = ?", [article]).fetchone()
    return frozenset(array("q", row[0])) if row else frozenset()


def connected(database: Database, articles: Iterable[str]) -> tuple[set[str], list[MatchRow]]:
    """Return every article that matches lead to from these, or that stands in a story with one, and the matches."""
    known: set[str] = set()
    waiting = set(articles)
    matches: set[MatchRow] = set()
    while waiting:
        article = waiting.pop()
        known.add(article)
        rows = database.execute(
            f"SELECT {_MATCH} FROM matches WHERE a = :id UNION SELECT {_MATCH} FROM matches WHERE b = :id",
            {"id": article},
        ).fetchall()
        siblings = database.execute(
            "SELECT article FROM pickups WHERE story IN (SELECT story FROM pickups WHERE article = ?)", [article]
        ).fetchall()
        matches.update(rows)
        waiting |= ({end for row in rows for end in row[:2]} | {row[0] for row in siblings}) - known
    return known, sorted(matches)
