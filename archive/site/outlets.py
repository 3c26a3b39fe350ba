"""What the lists of outlets and agencies show."""

from __future__ import annotations

import sqlite3

from archive.site.rows import Row, rows


def outlets(database: sqlite3.Connection) -> list[Row]:
    """Return every outlet with its counts, the one with most articles first; ``newest`` is a day."""
    return rows(
        database,
        """SELECT outlets.id, outlets.name, outlets.country, outlets.language,
        coalesce(sum(daily.articles), 0) AS articles,
        total(daily.articles * (daily.verdict = 'wire')) AS wire,
        total(daily.articles * (daily.verdict = 'mixed')) AS mixed,
        total(daily.articles * (daily.verdict = 'agency')) AS own_site,
        max(daily.day) AS newest
        FROM outlets LEFT JOIN daily ON daily.outlet = outlets.id
        GROUP BY outlets.id ORDER BY articles DESC, outlets.name""",
    )


def agencies(database: sqlite3.Connection) -> list[Row]:
    """Return every agency that some page names, with its counts, the one with most text first.

    An article counts once for each agency, by the strongest role that it has there.
    """
    return rows(
        database,
        """SELECT found.*, coalesce(agencies.name, found.id) AS name, agencies.country
        FROM (
            SELECT agency AS id, sum(articles) AS articles,
            sum(articles * (role IN ('origin', 'input'))) AS texts,
            sum(articles * (role = 'source')) AS cited,
            sum(articles * (role = 'media')) AS media
            FROM agency_daily WHERE how = 'named' GROUP BY agency
        ) AS found LEFT JOIN agencies ON agencies.id = found.id
        ORDER BY texts DESC, articles DESC, found.id""",
    )
