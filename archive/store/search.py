"""Searching an archive: words in any script and filters in, articles with marked snippets out.

One SQL statement says the whole of a search (``statement``): the command line runs it, and the site links to it. The
site's own pages get the same articles from ``facets``, which counts a million at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from sqlite_utils import Database

from archive.store.asking import understand
from archive.store.snippets import MARK, UNMARK, Marker, plain_beginning

__all__ = ["MARK", "UNMARK", "Filters", "Found", "Hit", "search", "statement"]

HOW = ("named", "inferred", "by story")
"""The ways in which an article can have an agency, the strongest first: each pair of the two has one."""

SHOWN = """articles.id, articles.headline, articles.outlet, coalesce(outlets.name, articles.outlet) AS outlet_name,
articles.url, articles.language, articles.published, articles.published_utc, articles.first_seen, articles.verdict"""
"""What is listed of a hit."""

_NAMED = 'SELECT article FROM credits WHERE agency = :agency AND "current" = 1'
_INFERRED = 'SELECT article FROM inferred WHERE agency = :agency AND "current" = 1'
_BY_STORY = "SELECT article FROM pickups WHERE by_story = :agency AND main = 1"
_WAYS = {
    "": f"articles.id IN ({_NAMED} UNION {_INFERRED} UNION {_BY_STORY})",
    "named": f"articles.id IN ({_NAMED})",
    "inferred": f"articles.id IN ({_INFERRED} EXCEPT {_NAMED})",
    "by story": f"articles.id IN ({_BY_STORY} EXCEPT {_NAMED} EXCEPT {_INFERRED})",
}
_CONDITIONS = {
    "verdict": "articles.verdict = :verdict",
    "credited": "articles.id IN (SELECT article FROM pickups WHERE main = 1 AND credited = :credited)",
    "outlet": "articles.outlet = :outlet",
    "country": "articles.outlet IN (SELECT id FROM outlets WHERE country = :country)",
    "language": "articles.language = :language",
    "since": "articles.published_utc >= :since",
    "until": "articles.published_utc < date(:until, '+1 day')",
    "kind": """articles.id IN (
        SELECT article FROM pickups JOIN stories ON stories.id = story WHERE main = 1 AND copies > 1 AND kind = :kind
    )""",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may be narrowed to; empty means all. Days are ``YYYY-MM-DD``, ``until`` is included.

    ``how`` says in which way the article has the ``agency``: ``named`` on the page, ``inferred`` from it, or ``by
    story``; an article has each agency in the strongest way only. ``credited`` and ``kind`` are those of its pickup in
    its main story; ``country`` is the outlet's.
    """

    agency: str = ""
    how: str = ""
    verdict: str = ""
    credited: str = ""
    outlet: str = ""
    country: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. ``marked_headline`` and ``snippet`` are plain text with MARK and UNMARK around what is hit."""

    id: str
    headline: str
    outlet: str
    outlet_name: str
    url: str
    language: str
    published: str
    published_utc: str
    first_seen: str
    verdict: str
    marked_headline: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits and how many there are in all."""

    total: int
    hits: list[Hit] = field(default_factory=list)


def search(
    database: Database,
    words: str,
    filters: Filters | None = None,
    *,
    newest_first: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Find articles: words (all must occur), ``"phrases"``, ``AND``, ``OR``, ``NOT``, ``prefix*``, brackets.

    Stray quotes and brackets are no error: what can't be a word is passed over. With no words left, every article that
    the filters admit is found, newest first.
    """
    sql, values = statement(words, filters or Filters(), newest_first=newest_first, columns="articles.id")
    total = database.execute(f"SELECT count(*) FROM ({sql.rpartition(' ORDER BY ')[0]})", values).fetchone()[0]
    page = {**values, "limit": limit, "offset": offset}
    found = database.execute(f"{sql} LIMIT :limit OFFSET :offset", page).fetchall()
    return Found(total, hits(database.conn, [row[0] for row in found], words))


def hits(connection: sqlite3.Connection, ids: Sequence[str], words: str) -> list[Hit]:
    """Return these articles, in this order, with what the words match in them marked."""
    rows = {
        row[0]: row
        for row in connection.execute(
            f"""SELECT {SHOWN}, articles.text FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet
            WHERE articles.id IN ({", ".join("?" * len(ids))})""",
            list(ids),
        )
    }
    found = []
    with Marker(understand(words).wanted) as marker:
        for row in (rows[name] for name in ids if name in rows):
            snippet = marker.snippet(row[-1])
            snippet = snippet if MARK in snippet else plain_beginning(row[-1])
            found.append(Hit(*(*row[:-1], marker.headline(row[1]), snippet)))
    return found


def statement(
    words: str, filters: Filters, *, newest_first: bool = False, columns: str = SHOWN
) -> tuple[str, dict[str, str]]:
    """Return the search as SQL over the archive's tables, with named parameters, and their values."""
    question = understand(words)
    values = {name: value for name, value in asdict(filters).items() if value}
    where = [condition for name, condition in _CONDITIONS.items() if name in values]
    if "agency" in values:
        where.append(_WAYS[filters.how if filters.how in HOW else ""])
    values.pop("how", None)
    source, order = "articles", "articles.published_utc DESC"
    if question.match:
        source = "articles_fts JOIN articles ON articles.number = articles_fts.rowid"
        where.insert(0, "articles_fts MATCH :words")
        values["words"] = question.match
        order = order if newest_first else "articles_fts.rank"
    elif question.unwanted:
        where.append("articles.number NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :words)")
        values["words"] = question.unwanted
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    return (
        f"SELECT {columns} FROM {source} LEFT JOIN outlets ON outlets.id = articles.outlet{condition}"
        f" ORDER BY {order}, articles.number",
        values,
    )
