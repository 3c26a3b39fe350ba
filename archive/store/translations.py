"""What speaks for two texts being translations, the links that are claimed, and the words learned from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

Sign = tuple[str, int, int, int, int]
"""A key, its start and end in a, its start and end in b."""
NOTHING = -99.0
"""Score of a pair for which nothing speaks; it is written down so that it is not compared again."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that were compared; ``a`` is the smaller id, the score in log-odds."""

    a: str
    b: str
    score: float
    share_a: float = 0.0
    share_b: float = 0.0
    signs: Sequence[Sign] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A link as ``translations`` holds it."""

    article: str
    of: str
    story: str
    confidence: float
    anchors: Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Taught:
    """A sure translation: language and text of both, and pairs of offsets at which they say the same."""

    language_a: str
    text_a: str
    language_b: str
    text_b: str
    ties: tuple[tuple[int, int], ...]


def compared(database: Database, text: str) -> dict[str, int]:
    """Return with which texts this one was compared, and who has the other among its nearest: 1 a, 2 b, 3 both."""
    return dict(
        database.execute(
            "SELECT b, chosen FROM echoes WHERE a = :id UNION ALL SELECT a, chosen FROM echoes WHERE b = :id",
            {"id": text},
        ).fetchall()
    )


def put_pair(database: Database, pair: Pair, chosen: int) -> None:
    """Write down what speaks for a pair."""
    database.execute(
        "INSERT INTO echoes (a, b, chosen, score, share_a, share_b, signs) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [pair.a, pair.b, chosen, pair.score, pair.share_a, pair.share_b, json.dumps(pair.signs)],
    )


def choose(database: Database, pair: tuple[str, str], chosen: int) -> None:
    """Write down who has the other among its nearest; a pair in which nobody has is taken out."""
    if chosen:
        database.execute("UPDATE echoes SET chosen = ? WHERE a = ? AND b = ?", [chosen, *pair])
    else:
        database.execute("DELETE FROM echoes WHERE a = ? AND b = ?", list(pair))


def scores(database: Database, texts: Iterable[str], least: float) -> dict[tuple[str, str], float]:
    """Return the scores, above ``least``, of all pairs in which one of these texts is."""
    found: dict[tuple[str, str], float] = {}
    for text in texts:
        rows = database.execute(
            """SELECT a, b, score FROM echoes WHERE a = :id AND score > :least
            UNION ALL SELECT a, b, score FROM echoes WHERE b = :id AND score > :least""",
            {"id": text, "least": least},
        )
        found |= {(a, b): score for a, b, score in rows}
    return found


def pair(database: Database, a: str, b: str) -> Pair:
    """Return a pair that was compared, with its signs."""
    score, share_a, share_b, signs = database.execute(
        "SELECT score, share_a, share_b, signs FROM echoes WHERE a = ? AND b = ?", [a, b]
    ).fetchone()
    return Pair(a, b, score, share_a, share_b, tuple(map(tuple, json.loads(signs))))


def clear(database: Database, text: str) -> list[str]:
    """Take out all that was said of a text; return the texts that it was compared with."""
    others = list(compared(database, text))
    for column in ("a", "b"):
        database.execute(f"DELETE FROM echoes WHERE {column} = ?", [text])
    for column in ("article", '"of"'):
        database.execute(f"DELETE FROM translations WHERE {column} = ?", [text])
    return others


def put(database: Database, rows: Iterable[Row]) -> None:
    """Write down the links of stories that have just been told."""
    database.conn.executemany(
        'INSERT INTO translations (article, "of", story, confidence, anchors) VALUES (?, ?, ?, ?, ?)',
        [(row.article, row.of, row.story, row.confidence, json.dumps(row.anchors, ensure_ascii=False)) for row in rows],
    )


def sure(database: Database, least: float, most: int) -> Iterator[Taught]:
    """Yield the translations of at least this confidence: of each pair of languages the ``most`` surest, on end."""
    rows = database.execute(
        """SELECT language_a, a.text, language_b, b.text, swapped, anchors FROM (
            SELECT iif(swapped, "of", article) AS a, iif(swapped, article, "of") AS b, *,
                row_number() OVER (
                    PARTITION BY language_a, language_b
                    ORDER BY confidence DESC, min(article, "of"), max(article, "of")
                ) AS place
            FROM (
                SELECT article, "of", confidence, translations.rowid AS link, a.language > o.language AS swapped,
                    min(a.language, o.language) AS language_a, max(a.language, o.language) AS language_b
                FROM translations JOIN articles AS a ON a.id = article JOIN articles AS o ON o.id = "of"
                WHERE confidence >= ?
            )
        ) AS chosen
        JOIN articles AS a ON a.id = chosen.a JOIN articles AS b ON b.id = chosen.b
        JOIN translations ON translations.rowid = link
        WHERE place <= ? ORDER BY language_a, language_b""",
        [least, most],
    )
    for la, a, lb, b, swapped, anchors in rows:
        yield Taught(la, a, lb, b, _ties(anchors, bool(swapped)))


def _ties(anchors: str, swapped: bool) -> tuple[tuple[int, int], ...]:
    places = [(anchor["article_start"], anchor["of_start"]) for anchor in json.loads(anchors)]
    return tuple((there, here) for here, there in places) if swapped else tuple(places)


def put_lexicon(database: Database, keys: Mapping[tuple[str, str], str]) -> None:
    """Write down the words that were learned, instead of those before."""
    database.execute("DELETE FROM lexicon")
    database.conn.executemany(
        "INSERT INTO lexicon (language, stem, concept) VALUES (?, ?, ?)",
        [(*word, concept) for word, concept in sorted(keys.items())],
    )


def lexicon(database: Database) -> dict[tuple[str, str], str]:
    """Return the words that were learned: by language and stem what they share with their translations."""
    rows = database.execute("SELECT language, stem, concept FROM lexicon")
    return {(language, stem): concept for language, stem, concept in rows}


def clear_echoes(database: Database) -> None:
    """Take out every comparison; the links stay until their stories are told anew."""
    database.execute("DELETE FROM echoes")
