"""What the pages of outlets and agencies show."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site.rows import Row, one, rows

NEWEST = 25
"""Articles on a page; the rest is one link away, in the search."""

_LINE = """articles.id, articles.headline, articles.language, articles.published_utc, articles.verdict, articles.outlet,
coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language"""


@dataclass(frozen=True, slots=True)
class Profile:
    """An outlet or agency with counts beside it and its newest articles."""

    subject: Row
    articles: int
    tallies: dict[str, list[Row]]
    newest: list[Row]


def outlets(database: sqlite3.Connection) -> list[Row]:
    """Return every outlet with its counts, the one with most articles first."""
    return rows(
        database,
        """SELECT outlets.id, outlets.name, outlets.country, outlets.language, count(articles.id) AS articles,
        total(articles.verdict = 'wire') AS wire, total(articles.verdict = 'mixed') AS mixed,
        total(articles.verdict = 'agency') AS own_site,
        max(articles.first_seen) AS newest
        FROM outlets LEFT JOIN articles ON articles.outlet = outlets.id
        GROUP BY outlets.id ORDER BY articles DESC, outlets.name""",
    )


def agencies(database: sqlite3.Connection) -> list[Row]:
    """Return every agency that is credited somewhere with its counts, the one with most articles first."""
    return rows(
        database,
        """SELECT credits.agency AS id, coalesce(agencies.name, credits.agency) AS name, agencies.country,
        count(DISTINCT credits.article) AS articles,
        count(DISTINCT CASE WHEN credits.role IN ('origin', 'input') THEN credits.article END) AS texts,
        count(DISTINCT CASE WHEN credits.role = 'source' THEN credits.article END) AS cited,
        count(DISTINCT CASE WHEN credits.role = 'media' THEN credits.article END) AS media
        FROM credits LEFT JOIN agencies ON agencies.id = credits.agency WHERE credits."current" = 1
        GROUP BY credits.agency ORDER BY texts DESC, articles DESC, credits.agency""",
    )


def outlet(database: sqlite3.Connection, name: str) -> Profile | None:
    """Return the outlet of that id, or None."""
    subject = one(database, "SELECT * FROM outlets WHERE id = ?", name)
    if subject is None:
        return None
    verdicts = rows(
        database,
        "SELECT verdict, count(*) AS articles FROM articles WHERE outlet = ? GROUP BY verdict ORDER BY articles DESC",
        name,
    )
    tallies = {
        "verdicts": verdicts,
        "agencies": rows(
            database,
            """SELECT credits.agency AS id, coalesce(agencies.name, credits.agency) AS name,
            count(DISTINCT credits.article) AS articles
            FROM articles JOIN credits ON credits.article = articles.id AND credits."current" = 1
            LEFT JOIN agencies ON agencies.id = credits.agency
            WHERE articles.outlet = ? AND credits.role IN ('origin', 'input')
            GROUP BY credits.agency ORDER BY articles DESC, credits.agency LIMIT 20""",
            name,
        ),
        "signs": rows(
            database,
            """SELECT credits.form, count(DISTINCT credits.article) AS articles, min(credits.evidence) AS example,
            min(articles.language) AS language
            FROM articles JOIN credits ON credits.article = articles.id AND credits."current" = 1
            WHERE articles.outlet = ? AND credits.role IN ('origin', 'input')
            GROUP BY credits.form ORDER BY articles DESC""",
            name,
        ),
    }
    newest = rows(
        database,
        f"""SELECT {_LINE} FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet
        WHERE articles.outlet = ? ORDER BY articles.published_utc DESC LIMIT {NEWEST}""",
        name,
    )
    return Profile(subject, sum(line["articles"] for line in verdicts), tallies, newest)


def agency(database: sqlite3.Connection, name: str) -> Profile | None:
    """Return the agency of that id, or None for one that is neither in the catalogue nor credited anywhere."""
    credited = one(
        database, 'SELECT count(DISTINCT article) AS n FROM credits WHERE agency = ? AND "current" = 1', name
    )
    articles = credited["n"] if credited else 0
    subject = one(database, "SELECT * FROM agencies WHERE id = ?", name)
    if subject is None and not articles:
        return None
    tallies = {
        "roles": rows(
            database,
            """SELECT role, count(DISTINCT article) AS articles FROM credits WHERE agency = ? AND "current" = 1
            GROUP BY role ORDER BY articles DESC""",
            name,
        ),
        "outlets": rows(
            database,
            """SELECT outlets.id, outlets.name, outlets.language, count(DISTINCT credits.article) AS articles
            FROM credits JOIN articles ON articles.id = credits.article JOIN outlets ON outlets.id = articles.outlet
            WHERE credits.agency = ? AND credits."current" = 1 AND credits.role IN ('origin', 'input')
            GROUP BY outlets.id ORDER BY articles DESC, outlets.name LIMIT 20""",
            name,
        ),
        "signs": rows(
            database,
            """SELECT credits.form, count(DISTINCT credits.article) AS articles, min(credits.evidence) AS example,
            min(articles.language) AS language
            FROM credits JOIN articles ON articles.id = credits.article
            WHERE credits.agency = ? AND credits."current" = 1 AND credits.role IN ('origin', 'input')
            GROUP BY credits.form ORDER BY articles DESC""",
            name,
        ),
    }
    newest = rows(
        database,
        f"""SELECT {_LINE} FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet
        WHERE articles.id IN (
            SELECT article FROM credits WHERE agency = ? AND "current" = 1 AND role IN ('origin', 'input')
        ) ORDER BY articles.published_utc DESC LIMIT {NEWEST}""",
        name,
    )
    return Profile(subject or {"id": name, "name": name}, articles, tallies, newest)
