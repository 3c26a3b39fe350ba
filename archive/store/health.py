"""Health of each source: when it last gave something new, and what keeps it from doing so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from archive.store.database import moment


@dataclass(frozen=True, slots=True)
class Health:
    """An outlet's state: ``ok``, ``failing``, ``silent`` or ``not crawled``; ``trouble`` says why, and is empty for a
    healthy one. Times are UTC, empty where it never happened."""

    outlet: str
    name: str
    last_new: str
    articles: int
    state: str
    trouble: str


def health(database: Database, now: datetime, silence: timedelta) -> list[Health]:
    """Return the state of every outlet that is crawled by its channels, those in trouble first.

    An outlet is silent when it was crawled within ``silence`` but gave no new address for longer than that, and
    failing when none of its channels answered the last time.
    """
    rows = database.execute(
        """SELECT outlets.id, outlets.name,
        coalesce(max(channels.last_fetched), ''),
        coalesce((SELECT max(found) FROM links WHERE links.outlet = outlets.id), ''),
        (SELECT count(*) FROM articles WHERE articles.outlet = outlets.id),
        coalesce(sum(channels.state = 'read'), 0), count(*), coalesce(max(channels.reason), ''), outlets.first_seen
        FROM outlets JOIN channels ON channels.outlet = outlets.id GROUP BY outlets.id ORDER BY outlets.id"""
    ).fetchall()
    found = [
        Health(outlet, name, new, articles, *_trouble(crawled, new or since, answered, reason, now, silence))
        for outlet, name, crawled, new, articles, answered, _, reason, since in rows
    ]
    return sorted(found, key=lambda one: (not one.trouble, one.outlet))


def _trouble(crawled: str, new: str, answered: int, reason: str, now: datetime, silence: timedelta) -> tuple[str, str]:
    if not crawled:
        return "not crawled", "never crawled: run `make crawl`"
    if now - moment(crawled) > silence:
        return "not crawled", f"not crawled since {crawled}: is the schedule running?"
    if not answered:
        return "failing", f"no channel answers: {reason or 'see the log'}"
    if now - moment(new) > silence:
        return "silent", f"silent: nothing new since {new}"
    return "ok", ""
