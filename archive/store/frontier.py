"""The frontier: every address ever met, what became of it, and when it is due again.

It lives in the archive's database and each change is one transaction, so a crawl that is killed at any instant goes
on where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from archive.address import address_key
from archive.ids import short_hash
from archive.store.database import stamp, writing

LADDER = tuple(timedelta(seconds=seconds) for seconds in (15 * 60, 3600, 3 * 3600, 86400, 3 * 86400, 30 * 86400))
"""How long after each visit the next is due (NewsDiffs' ladder); after the last rung an address rests for good."""

BACKOFF = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
"""How long after each failure in a row an address is tried again: an outage of a week costs five requests."""

GONE = ("404", "410")
"""Answers that say an address is gone: tried once more after a day, then left alone."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publication that is crawled; ``id`` is its home without scheme and ``www.`` (``bbc.com-hindi``)."""

    id: str
    name: str
    home: str = ""
    country: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An address that a channel names, with what the channel says of it."""

    url: str
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that is due, with what the last answer gave for asking again (RFC 9110, 13)."""

    key: str
    url: str
    outlet: str
    etag: str = ""
    last_modified: str = ""


def outlet_id(home: str) -> str:
    """Return the id of the outlet whose front page is ``home``."""
    return address_key(home).replace("/", "-")


def put_outlets(database: Database, outlets: Iterable[Outlet], now: datetime) -> None:
    """Write outlets as the sources name them; ``first_seen`` of a known one stays."""
    with writing(database):
        for outlet in outlets:
            database.execute(
                """INSERT INTO outlets (id, name, home, country, language, first_seen) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, home = excluded.home, country = excluded.country,
                language = excluded.language""",
                [outlet.id, outlet.name, outlet.home, outlet.country, outlet.language, stamp(now)],
            )


def outlet_of(database: Database, url: str, now: datetime) -> str:
    """Return the outlet an address belongs to: the known one whose home it continues, else a new one for its host."""
    key = address_key(url)
    host = key.partition("/")[0]
    known = _homes(database, host)
    for home in sorted(known, key=len, reverse=True):
        if key == home or key.startswith(home + "/"):
            return known[home]
    with writing(database):
        database.execute(
            "INSERT OR IGNORE INTO outlets (id, name, home, first_seen) VALUES (?, ?, ?, ?)",
            [host, host, f"https://{host}/", stamp(now)],
        )
    return host


def add_links(
    database: Database, links: Iterable[FoundLink], outlet: str, channel: str, now: datetime, run: str = ""
) -> int:
    """Add addresses that are not known yet, due at once; return how many were new. Forgotten ones stay out."""
    new = 0
    with writing(database):
        for link in links:
            key = address_key(link.url)
            if _forgotten(database, key):
                continue
            new += database.execute(
                """INSERT OR IGNORE INTO links (key, url, outlet, channel, found, title, published, state, due, run)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'found', ?, ?)""",
                [key, link.url, outlet, channel, stamp(now), link.title, link.published, stamp(now), run],
            ).rowcount
    return new


def known(database: Database, key: str) -> bool:
    """Say whether an address is in the frontier; a forgotten one never is."""
    return bool(database.execute("SELECT 1 FROM links WHERE key = ?", [key]).fetchone())


def due(database: Database, outlet: str, now: datetime, limit: int = 1000) -> list[Visit]:
    """Return the addresses of an outlet that are due, new ones first, then the longest waiting."""
    return [
        Visit(*row)
        for row in database.execute(
            """SELECT key, url, outlet, coalesce(etag, ''), coalesce(last_modified, '') FROM links
            WHERE outlet = ? AND due <= ? ORDER BY state <> 'found', due, key LIMIT ?""",
            [outlet, stamp(now), limit],
        )
    ]


def settle(database: Database, key: str, state: str, reason: str, now: datetime, run: str = "") -> None:
    """Close one visit that brought no page: ``failed``, ``blocked by robots`` or ``refused``, and why."""
    with writing(database):
        row = database.execute("SELECT attempts FROM links WHERE key = ?", [key]).fetchone()
        attempts = (row[0] if row else 0) + 1
        database.execute(
            "UPDATE links SET state = ?, reason = ?, attempts = ?, due = ?, run = ?, last_fetched = ? WHERE key = ?",
            [state, reason, attempts, _next_try(state, reason, attempts, now), run, stamp(now), key],
        )


def visited(
    database: Database, key: str, values: dict[str, Any], now: datetime, ladder: Sequence[timedelta] = LADDER
) -> None:
    """Note an answered visit: ``values`` are columns of ``links`` to set; the address climbs one rung."""
    rung = database.execute("SELECT rung FROM links WHERE key = ?", [key]).fetchone()[0]
    next_due = stamp(now + ladder[rung]) if rung < len(ladder) else None
    values |= {"rung": rung + 1, "attempts": 0, "due": next_due, "last_fetched": stamp(now)}
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    database.execute(f"UPDATE links SET {assignments} WHERE key = ?", [*values.values(), key])


def close(database: Database, key: str, state: str, reason: str, article: str, changed: bool) -> None:
    """Give an address what reading said of its page; a changed text takes it one rung back, to be seen sooner."""
    database.execute(
        "UPDATE links SET state = ?, reason = ?, article = ?, rung = max(0, rung - ?) WHERE key = ?",
        [state, reason, article or None, int(changed), key],
    )


def rest(database: Database, key: str) -> None:
    """Let an address be: it is not due again unless somebody asks for it."""
    database.execute("UPDATE links SET due = NULL WHERE key = ?", [key])


def counts(database: Database, run: str = "") -> dict[str, int]:
    """Return how many addresses are in each state, all or those a run touched; failures with their reason."""
    where = "WHERE run = :run" if run else ""
    return dict(
        database.execute(
            f"""SELECT CASE WHEN state = 'failed' THEN 'failed: ' || reason ELSE state END, count(*)
            FROM links {where} GROUP BY 1 ORDER BY 1""",
            {"run": run} if run else {},
        ).fetchall()
    )


def _next_try(state: str, reason: str, attempts: int, now: datetime) -> str | None:
    if state == "refused":
        return None
    if reason.startswith(GONE):
        return stamp(now + timedelta(days=1)) if attempts == 1 else None
    return stamp(now + BACKOFF[attempts - 1]) if attempts <= len(BACKOFF) else None


def _homes(database: Database, host: str) -> dict[str, str]:
    rows = database.execute("SELECT home, id FROM outlets WHERE id = ? OR id LIKE ? || '-%'", [host, host])
    return {address_key(home): name for home, name in rows if home}


def _forgotten(database: Database, key: str) -> bool:
    return bool(database.execute("SELECT 1 FROM forgotten WHERE key_hash = ?", [short_hash(key)]).fetchone())
