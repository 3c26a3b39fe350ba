"""The full-text index: what of an article can be found by words.

``articles_fts`` (FTS5) holds the words of an article as ``folding`` writes them, and not the texts themselves: it is
contentless, so its triggers, which fold what is taken out as they did what was put in, are the only way into it. A
connection without ``register`` can't write articles: it is refused ("no such function: folded") rather than leave the
index wrong.
"""

from __future__ import annotations

import sqlite3

from archive.store.folding import fold, spellings

COLUMNS = ("headline", "standfirst", "byline", "text")
"""The columns of ``articles`` that are indexed; a fifth of the index holds their further ``spellings``."""

TOKENIZER = "porter unicode61 remove_diacritics 0 categories 'L* N* Mn Mc'"
"""Mn and Mc keep the vowel signs of Indic scripts inside words: without them मोदी and मादा are one word to FTS5."""

_WEIGHTS = "bm25(5.0, 3.0, 2.0, 1.0, 1.0)"
"""Stored in the index: `ORDER BY rank` with them takes 0.3 s where bm25(…) in the query takes over 5."""

TRIGGERS = ("articles_indexed", "articles_unindexed", "articles_reindexed")


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the index's triggers call."""
    connection.create_function("folded", 1, lambda text: fold(text or ""), deterministic=True)
    connection.create_function(
        "spellings", 2, lambda text, language: spellings(text or "", language or ""), deterministic=True
    )


def create(connection: sqlite3.Connection) -> None:
    """Make the index and its triggers, and fill it with the articles that are there."""
    names = ", ".join((*COLUMNS, "spellings"))
    new, old = _values("new"), _values("old")
    put = f"INSERT INTO articles_fts (rowid, {names}) VALUES ({new});"
    take = f"INSERT INTO articles_fts (articles_fts, rowid, {names}) VALUES ('delete', {old});"
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in (*COLUMNS, "language"))
    tokenizer = TOKENIZER.replace("'", "''")
    for statement in (
        f"CREATE VIRTUAL TABLE articles_fts USING fts5({names}, content='', tokenize='{tokenizer}')",
        f"INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', '{_WEIGHTS}')",
        f"INSERT INTO articles_fts (rowid, {names}) SELECT {_values('articles')} FROM articles",
        f"CREATE TRIGGER articles_indexed AFTER INSERT ON articles BEGIN {put} END",
        f"CREATE TRIGGER articles_unindexed AFTER DELETE ON articles BEGIN {take} END",
        f"CREATE TRIGGER articles_reindexed AFTER UPDATE ON articles WHEN {changed} BEGIN {take} {put} END",
    ):
        connection.execute(statement)


def _values(row: str) -> str:
    texts = " || ' ' || ".join(f"coalesce({row}.{name}, '')" for name in COLUMNS)
    columns = ", ".join(f"folded({row}.{name})" for name in COLUMNS)
    return f"{row}.number, {columns}, spellings({texts}, {row}.language)"
