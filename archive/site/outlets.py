"""What the lists of outlets and agencies show."""

from __future__ import annotations

import sqlite3

from archive.site.rows import Row, rows


def outlets(database: sqlite3.Connection) -> list[Row]:
    """Return every outlet with its counts, the one with most articles first; ``newest`` is a day."""
    return rows(
        database,
        """SELECT outlets.id, outlets.name, outlets.country, outlets.language, total(articles) AS articles,
        total(articles) FILTER (WHERE verdict = 'wire') AS wire,
        total(articles) FILTER (WHERE verdict = 'mixed') AS mixed,
        total(articles) FILTER (WHERE verdict = 'agency') AS own_site, max(last_day) AS newest
        FROM outlets LEFT JOIN outlet_totals ON outlet_totals.outlet = outlets.id
        GROUP BY outlets.id ORDER BY 5 DESC, outlets.name""",
    )


def agencies(database: sqlite3.Connection) -> list[Row]:
    """Return every agency that is named somewhere with its counts, the one whose text most articles carry first."""
    return rows(
        database,
        """SELECT agency AS id, coalesce(agencies.name, agency) AS name, agencies.country,
        total(articles) FILTER (WHERE how = 'named') AS articles,
        total(articles) FILTER (WHERE how = 'named' AND role IN ('origin', 'input')) AS texts,
        total(articles) FILTER (WHERE how = 'named' AND role = 'source') AS cited,
        total(articles) FILTER (WHERE how = 'named' AND role = 'media') AS media,
        total(articles) FILTER (WHERE how = 'inferred') AS inferred,
        total(articles) FILTER (WHERE how = 'by story') AS by_story
        FROM agency_totals LEFT JOIN agencies ON agencies.id = agency
        GROUP BY agency ORDER BY texts DESC, articles DESC, agency""",
    )
