"""The texts that are compared across languages: what each can be found by, and which of them are near to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database
from xxhash import xxh3_64_intdigest

Near = Sequence[tuple[float, str]]
"""Texts with their closeness, the closest first."""
_AT_ONCE = 500  # values in one statement


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that is compared; ``keys`` are those it can be found by, ``digest`` a hash of all that is compared."""

    article: str
    digest: int
    language: str
    day: date
    keys: Sequence[str]


class AnchorTable:
    """Which texts of a language and of a span of days have a key."""

    def __init__(self, database: Database, crowd: int, least: float) -> None:
        """A key that more than ``crowd`` texts of a language and span have is passed over; so is a text whose shared
        keys weigh less than ``least``."""
        self._database, self._crowd, self._least = database, crowd, least

    def languages(self) -> list[str]:
        """Return the languages of the texts it holds."""
        rows = self._database.execute(
            """WITH RECURSIVE known (language) AS (
                SELECT min(language) FROM renderings
                UNION ALL SELECT (SELECT min(language) FROM renderings WHERE language > known.language) FROM known
                WHERE language IS NOT NULL
            ) SELECT language FROM known WHERE language IS NOT NULL"""
        )
        return [row[0] for row in rows]

    def sharing(
        self, keys: Mapping[str, float], language: str, since: date, until: date
    ) -> dict[str, tuple[float, int]]:
        """Return by text the sum of the weights of the keys it has, and how many keys it has in all."""
        sums: dict[int, float] = defaultdict(float)
        days = since.toordinal(), until.toordinal()
        for key, weight in keys.items():
            rows = self._database.execute(
                "SELECT number FROM anchors WHERE key = ? AND language = ? AND day BETWEEN ? AND ? LIMIT ?",
                [_hash(key), language, *days, self._crowd + 1],
            ).fetchall()
            if len(rows) <= self._crowd:
                for (number,) in rows:
                    sums[number] += weight
        shared = {}
        for some in _parts([number for number, worth in sums.items() if worth >= self._least]):
            for number, article, size in self._database.execute(
                f"SELECT number, article, size FROM renderings WHERE number IN ({_marks(some)})", some
            ):
                shared[article] = sums[number], size
        return shared


def put(database: Database, entry: Entry) -> None:
    """Enter a text that is not there."""
    database.execute(
        """INSERT INTO renderings (number, article, digest, language, day, size, keys)
        SELECT number, id, ?, ?, ?, ?, ? FROM articles WHERE id = ?""",
        [entry.digest, entry.language, entry.day.toordinal(), len(entry.keys), " ".join(entry.keys), entry.article],
    )
    database.conn.executemany(
        "INSERT INTO anchors (key, language, day, number) SELECT ?, language, day, number FROM renderings "
        "WHERE article = ? ON CONFLICT DO NOTHING",
        [(_hash(key), entry.article) for key in entry.keys],
    )


def entry(database: Database, article: str) -> Entry | None:
    """Return a text as it was entered."""
    row = database.execute(
        "SELECT article, digest, language, day, keys FROM renderings WHERE article = ?", [article]
    ).fetchone()
    if not row:
        return None
    name, digest, language, day, keys = row
    return Entry(name, digest, language, date.fromordinal(day), keys.split())


def clear(database: Database, article: str) -> list[str]:
    """Take a text out; return those that had it among their nearest."""
    row = database.execute("SELECT number, language, day, keys FROM renderings WHERE article = ?", [article]).fetchone()
    if not row:
        return []
    number, language, day, keys = row
    database.conn.executemany(
        "DELETE FROM anchors WHERE key = ? AND language = ? AND day = ? AND number = ?",
        [(_hash(key), language, day, number) for key in keys.split()],
    )
    database.execute("DELETE FROM renderings WHERE number = ?", [number])
    database.execute("DELETE FROM nearest WHERE article = ?", [article])
    beside = database.execute("SELECT article FROM nearest WHERE other = ?", [article]).fetchall()
    database.execute("DELETE FROM nearest WHERE other = ?", [article])
    return [row[0] for row in beside]


def clear_all(database: Database) -> None:
    """Take every text out."""
    for table in ("renderings", "anchors", "nearest"):
        database.execute(f"DELETE FROM {table}")


def digests(database: Database, articles: Iterable[str]) -> dict[str, int]:
    """Return the digests of those of these articles that are compared."""
    return dict(_of(database, "digest", articles))


def languages(database: Database, articles: Iterable[str]) -> dict[str, str]:
    """Return the languages of these texts."""
    return dict(_of(database, "language", articles))


def _of(database: Database, column: str, articles: Iterable[str]) -> Iterator[tuple[str, Any]]:
    for some in _parts(sorted(articles)):
        yield from database.execute(f"SELECT article, {column} FROM renderings WHERE article IN ({_marks(some)})", some)


def look_again(database: Database, articles: Iterable[str]) -> None:
    """Note that what is near to these texts must be found anew."""
    database.conn.executemany("UPDATE renderings SET digest = 0 WHERE article = ?", [(name,) for name in articles])


def nearest(database: Database, articles: Collection[str], language: str) -> dict[str, list[tuple[float, str]]]:
    """Return for each of these texts the nearest of a language, the closest first."""
    near: dict[str, list[tuple[float, str]]] = {article: [] for article in articles}
    for some in _parts(sorted(articles)):
        for article, worth, other in database.execute(
            f"SELECT article, worth, other FROM nearest WHERE article IN ({_marks(some)}) AND language = ? "
            "ORDER BY article, worth DESC, other",
            [*some, language],
        ):
            near[article].append((worth, other))
    return near


def nearest_of(database: Database, article: str) -> list[Near]:
    """Return the nearest of a text, for each language the closest first."""
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for language, worth, other in database.execute(
        "SELECT language, worth, other FROM nearest WHERE article = ? ORDER BY language, worth DESC, other", [article]
    ):
        near[language].append((worth, other))
    return list(near.values())


def put_nearest(database: Database, article: str, language: str, near: Near) -> None:
    """Write down the nearest of a text in a language, instead of those before."""
    database.execute("DELETE FROM nearest WHERE article = ? AND language = ?", [article, language])
    database.conn.executemany(
        "INSERT INTO nearest (article, language, other, worth) VALUES (?, ?, ?, ?)",
        [(article, language, other, worth) for worth, other in near],
    )


def _hash(key: str) -> int:
    return xxh3_64_intdigest(key.encode()) >> 1  # SQLite's integers have a sign


def _parts(values: Sequence[object]) -> Iterator[list[object]]:
    for start in range(0, len(values), _AT_ONCE):
        yield list(values[start : start + _AT_ONCE])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
