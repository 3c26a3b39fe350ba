"""Channels: the feeds, sitemaps, section and front pages of each outlet, and how each answered the last time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from archive.store.database import moment, stamp, writing

REST = timedelta(hours=1)
"""How much longer, for each failure in a row, a channel is left alone before it is asked again …"""

LONGEST_REST = timedelta(days=1)
"""… and at most: a surprising number of feeds come back from what looks like death (Media Cloud's rss-fetcher)."""

PATIENCE = 3
"""Failures in a row before a channel is left alone at all: one bad hour costs nothing."""


PART = "part"
"""Kind of a sitemap that is asked only when its index names it."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A place that names links. ``kind`` is ``feed``, ``sitemap``, ``index``, ``part``, ``section`` or ``front``;
    ``digest`` is that of the last body, ``named`` tells that sources.toml names it (else it was found)."""

    url: str
    kind: str
    named: bool
    etag: str = ""
    last_modified: str = ""
    digest: str = ""


def put_channels(database: Database, outlet: str, found: Iterable[tuple[str, str]], named: bool) -> None:
    """Add the (address, kind) of channels; known ones keep their memory. Those that sources.toml names replace all
    others of the outlet."""
    rows = list(found)
    with writing(database):
        if named:
            kept = ", ".join("?" * len(rows))
            database.execute(
                f"DELETE FROM channels WHERE outlet = ? AND kind <> ? AND url NOT IN ({kept})",
                [outlet, PART, *(url for url, _ in rows)],
            )
        for url, kind in rows:
            database.execute(
                """INSERT INTO channels (outlet, url, kind, named, state) VALUES (?, ?, ?, ?, 'new')
                ON CONFLICT (outlet, url) DO UPDATE SET named = max(named, excluded.named),
                kind = CASE WHEN kind = 'index' AND excluded.kind = 'sitemap' THEN kind ELSE excluded.kind END""",
                [outlet, url, kind, int(named)],
            )


def due_channels(database: Database, outlet: str, now: datetime) -> list[Channel]:
    """Return the channels of an outlet that may be asked: not the parts, nor those that failed often and lately."""
    return _channels(database, "outlet = ? AND kind <> ?", [outlet, PART], now)


def part(database: Database, outlet: str, url: str, now: datetime) -> Channel | None:
    """Return the sitemap that an index names, added when it is new; None when it may not be asked now."""
    put_channels(database, outlet, [(url, PART)], named=False)
    return next(iter(_channels(database, "outlet = ? AND url = ?", [outlet, url], now)), None)


def call_index(database: Database, outlet: str, url: str) -> None:
    """Note that a sitemap turned out to be an index: it is read in full each time, for its parts may have changed."""
    with writing(database):
        database.execute("UPDATE channels SET kind = 'index' WHERE outlet = ? AND url = ?", [outlet, url])


def answered(
    database: Database, outlet: str, url: str, now: datetime, etag: str, last_modified: str, digest: str, new: int
) -> None:
    """Note that a channel answered with a body that named ``new`` links not known before."""
    with writing(database):
        database.execute(
            """UPDATE channels SET state = 'read', reason = '', etag = ?, last_modified = ?, digest = ?, failures = 0,
            last_fetched = ?, last_new = CASE WHEN ? THEN ? ELSE last_new END WHERE outlet = ? AND url = ?""",
            [etag, last_modified, digest, stamp(now), new, stamp(now), outlet, url],
        )


def unchanged(database: Database, outlet: str, url: str, now: datetime) -> None:
    """Note that a channel answered what it answered before."""
    with writing(database):
        database.execute(
            """UPDATE channels SET state = 'read', reason = '', failures = 0, last_fetched = ?
            WHERE outlet = ? AND url = ?""",
            [stamp(now), outlet, url],
        )


def silent(database: Database, outlet: str, url: str, now: datetime, state: str, reason: str) -> None:
    """Note that a channel brought nothing: ``failed``, ``blocked by robots`` or ``refused``, and why."""
    with writing(database):
        database.execute(
            """UPDATE channels SET state = ?, reason = ?, failures = failures + 1, last_fetched = ?
            WHERE outlet = ? AND url = ?""",
            [state, reason, stamp(now), outlet, url],
        )


def _channels(database: Database, where: str, values: list[str], now: datetime) -> list[Channel]:
    rows = database.execute(
        f"""SELECT url, kind, named, coalesce(etag, ''), coalesce(last_modified, ''), coalesce(digest, ''), failures,
        last_fetched FROM channels WHERE {where} ORDER BY named DESC, kind, url""",
        values,
    ).fetchall()
    return [
        Channel(url, kind, bool(named), etag, last_modified, digest)
        for url, kind, named, etag, last_modified, digest, failures, fetched in rows
        if not fetched or now >= moment(fetched) + _rest(failures)
    ]


def _rest(failures: int) -> timedelta:
    return min(max(failures - PATIENCE, 0) * REST, LONGEST_REST)
