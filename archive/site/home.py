"""What the first page shows."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from archive.site.rows import Row, one, rows

DAYS = 7
"""Stories of the last days: of those before the newest story, so that an archive at rest still shows some."""

STORIES, ARTICLES = 8, 12


@dataclass(frozen=True, slots=True)
class Front:
    """The first page: stories with most outlets, newest articles, counts, the last run in a few words."""

    stories: list[Row]
    articles: list[Row]
    counts: dict[str, int]
    run: Row | None


def front(database: sqlite3.Connection) -> Front:
    """Return the first page of the archive, which may be empty."""
    stories = rows(
        database,
        f"""SELECT stories.*, articles.outlet, coalesce(outlets.name, articles.outlet) AS outlet_name,
        outlets.language AS outlet_language,
        coalesce(agencies.name, stories.agency) AS agency_name
        FROM stories LEFT JOIN articles ON articles.id = stories.source
        LEFT JOIN outlets ON outlets.id = articles.outlet
        LEFT JOIN agencies ON agencies.id = stories.agency
        WHERE stories.copies > 1
            AND stories.started >= (
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(started), '-{DAYS} days') FROM stories WHERE copies > 1
            )
        ORDER BY stories.outlets DESC, stories.started DESC LIMIT {STORIES}""",
    )
    articles = rows(
        database,
        f"""SELECT articles.id, articles.headline, articles.language, articles.published_utc, articles.verdict,
        articles.outlet, coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language
        FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet
        ORDER BY articles.published_utc DESC LIMIT {ARTICLES}""",
    )
    counts = {
        "articles": _count(database, "SELECT count(*) AS n FROM articles"),
        "stories": _count(database, "SELECT count(*) AS n FROM stories WHERE copies > 1"),
        "outlets": _count(database, "SELECT count(*) AS n FROM outlets"),
        "agencies": _count(database, "SELECT count(DISTINCT agency) AS n FROM credits"),
    }
    return Front(stories, articles, counts, _last_run(database))


def _count(database: sqlite3.Connection, sql: str) -> int:
    found = one(database, sql)
    return int(found["n"]) if found else 0


def _last_run(database: sqlite3.Connection) -> Row | None:
    """Return the newest crawl, else the newest run that has ended (the one that published this copy has not), with
    how many ``responses`` it had and how many of them ``failed``."""
    run = one(database, "SELECT * FROM runs WHERE command LIKE 'crawl%' ORDER BY started DESC LIMIT 1") or one(
        database, "SELECT * FROM runs WHERE state <> 'running' ORDER BY started DESC LIMIT 1"
    )
    if run is None:
        return None
    try:
        tally = dict(json.loads(run["counts"] or "{}").get("captures", {}))
    except (ValueError, TypeError, AttributeError):
        tally = {}
    failed = sum(count for state, count in tally.items() if state.startswith("failed"))
    return run | {"responses": sum(tally.values()), "failed": failed}
