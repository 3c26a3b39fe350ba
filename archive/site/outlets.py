"""What the lists of outlets and agencies show."""

from __future__ import annotations

import sqlite3

from archive.site.rows import Row, rows


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
