"""Captures: one row for each response, beside its record in a WARC file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from archive.address import address_key
from archive.article import Capture
from archive.ids import short_hash
from archive.store import frontier
from archive.store.database import moment, stamp, writing
from archive.store.warc import Exchange, Slot, WarcWriter

WAITING = "waiting"
"""State of a capture that has not been read yet."""

NOT_MODIFIED, SAME_BYTES, SAME_TEXT = "not modified", "same bytes", "same text"
"""Why a capture is ``unchanged``; only the last has a body of its own in its record."""


def keep(
    database: Database,
    writer: WarcWriter,
    exchange: Exchange,
    run: str,
    ladder: Sequence[timedelta] = frontier.LADDER,
) -> str:
    """Write a response to the WARC file and the tables, bring its link up to date, and return the capture's state.

    The record is on its way to the disk before the row is; the row and the link change in one transaction. A body
    like the link's last one, or a 304, becomes a ``revisit`` record and the state ``unchanged``.
    """
    earlier = _last_body(database, exchange)
    slot = writer.write(exchange, repeats=(earlier[0], earlier[1]) if earlier else None)
    state, reason = _state(exchange, repeated=earlier is not None)
    with writing(database):
        put(database, exchange, slot, run, state, reason)
        note_visit(database, exchange, run, state, ladder)
    return state


def note_visit(
    database: Database, exchange: Exchange, run: str, state: str, ladder: Sequence[timedelta] = frontier.LADDER
) -> None:
    """Bring the link of a page up to date with an answer; redirects and errors leave it to the end of the visit."""
    if not exchange.link or exchange.purpose != "page" or exchange.status not in (200, 304):
        return
    values = {"run": run, "reason": ""}
    if state == WAITING:
        values |= {"state": "captured", "digest": exchange.digest}
    if exchange.status == 200:
        values |= {"etag": exchange.header("etag"), "last_modified": exchange.header("last-modified")}
    if state == "unchanged":
        values |= _seen_again(database, exchange)
    frontier.visited(database, exchange.link, values, exchange.fetched, ladder)


def _seen_again(database: Database, exchange: Exchange) -> dict[str, str]:
    """Note that the article still stands there as it was; return what to set in its link."""
    row = database.execute(
        """SELECT links.state, articles.id, articles.edition FROM links
        LEFT JOIN articles ON articles.id = links.article WHERE key = ?""",
        [exchange.link],
    ).fetchone()
    if row and row[1]:
        seen, capture = stamp(exchange.fetched), capture_id(exchange)
        database.execute("UPDATE editions SET last_seen = max(last_seen, ?) WHERE id = ?", [seen, row[2]])
        database.execute("UPDATE captures SET article = ?, edition = ? WHERE id = ?", [row[1], row[2], capture])
    if row and row[0] in ("failed", "blocked by robots"):  # it was away and is back
        return {"state": "read" if row[1] else "not an article"}
    return {}


def put(database: Database, exchange: Exchange, slot: Slot, run: str, state: str = "", reason: str = "") -> str:
    """Write the row of a capture and return its id; the same response twice is one row."""
    if not state:
        state, reason = _state(exchange, repeated=False)
    capture = capture_id(exchange)
    database.execute(
        """INSERT OR IGNORE INTO captures (id, run, link, outlet, purpose, url, fetched, status, content_type, digest,
        warc, "offset", length, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            capture,
            run,
            exchange.link or None,
            exchange.outlet or None,
            exchange.purpose,
            exchange.url,
            instant(exchange.fetched),
            exchange.status,
            exchange.header("content-type"),
            exchange.digest,
            slot.warc,
            slot.offset,
            slot.length,
            state,
            reason,
        ],
    )
    return capture


def known(database: Database, capture: str) -> bool:
    """Say whether a capture of that id has a row."""
    return bool(database.execute("SELECT 1 FROM captures WHERE id = ?", [capture]).fetchone())


def capture_id(exchange: Exchange) -> str:
    """Return the id of a capture: of its address, time and body, so that an import can be repeated."""
    return short_hash(exchange.url, instant(exchange.fetched), exchange.digest)


def instant(fetched: datetime) -> str:
    """Return a time in UTC to the millisecond: a server that fails answers three retries within one second."""
    return fetched.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def waiting(database: Database) -> list[tuple[Capture, str, str]]:
    """Return the captures not read yet, oldest first, each with its link's key and its outlet."""
    return _captures(database, "state = 'waiting'", [])


def with_text(database: Database) -> list[tuple[Capture, str, str]]:
    """Return every capture that holds a page, oldest first: what can be read again."""
    return _captures(database, "purpose = 'page' AND status = 200 AND reason NOT IN (?, ?)", [NOT_MODIFIED, SAME_BYTES])


def captures_at(database: Database, url: str) -> list[tuple[Capture, str, str]]:
    """Return the captures of an address, however it is spelt, that hold a body, oldest first, as ``waiting`` does."""
    where = "purpose = 'page' AND status = 200 AND reason NOT IN (?, ?) AND link = ?"
    return _captures(database, where, [NOT_MODIFIED, SAME_BYTES, address_key(url)])


def close(database: Database, capture: str, state: str, reason: str = "", article: str = "", edition: str = "") -> None:
    """Give a capture its final state."""
    database.execute(
        "UPDATE captures SET state = ?, reason = ?, article = ?, edition = ? WHERE id = ?",
        [state, reason, article or None, edition or None, capture],
    )


def counts(database: Database, run: str = "") -> dict[str, int]:
    """Return how many captures are in each state, all or those of a run; failures with their reason."""
    where = "WHERE run = :run" if run else ""
    return dict(
        database.execute(
            f"""SELECT CASE WHEN state = 'failed' THEN 'failed: ' || reason ELSE state END, count(*)
            FROM captures {where} GROUP BY 1 ORDER BY 1""",
            {"run": run} if run else {},
        ).fetchall()
    )


def last_shown(database: Database, article: str) -> str:
    """Return when a body that shows the article was last fetched, empty where none has been read; answers that only
    said "not modified" do not count: what they confirm may be read anew with better rules."""
    row = database.execute(
        "SELECT max(fetched) FROM captures WHERE article = ? AND status = 200 AND reason NOT IN (?, ?)",
        [article, NOT_MODIFIED, SAME_BYTES],
    ).fetchone()
    return row[0] or ""


def lead_repeats(database: Database, capture: Capture, article: str, edition: str) -> None:
    """Let the answers that repeat a capture's body point at the edition that it shows, which was seen by them too."""
    repeats = """link = (SELECT link FROM captures WHERE id = :capture) AND state = 'unchanged'
        AND reason IN (:modified, :bytes) AND fetched > :fetched AND fetched < coalesce((
            SELECT min(later.fetched) FROM captures AS later WHERE later.link = captures.link AND later.status = 200
            AND later.fetched > :fetched AND later.reason NOT IN (:modified, :bytes)
        ), '~')"""
    values = {"capture": capture.id, "fetched": instant(capture.fetched), "article": article, "edition": edition}
    values |= {"modified": NOT_MODIFIED, "bytes": SAME_BYTES}
    last = database.execute(f"SELECT max(fetched) FROM captures WHERE {repeats}", values).fetchone()[0]
    if last:
        database.execute(f"UPDATE captures SET article = :article, edition = :edition WHERE {repeats}", values)
        database.execute(
            "UPDATE editions SET last_seen = max(last_seen, ?) WHERE id = ?", [stamp(moment(last)), edition]
        )


def _captures(database: Database, where: str, values: list[str]) -> list[tuple[Capture, str, str]]:
    rows = database.execute(
        f"""SELECT id, url, fetched, status, content_type, digest, warc, "offset", length, link, outlet
        FROM captures WHERE {where} ORDER BY fetched, id""",
        values,
    )
    return [
        (Capture(row[0], row[1], moment(row[2]), *row[3:9]), row[9] or "", row[10] or "") for row in rows.fetchall()
    ]


def _last_body(database: Database, exchange: Exchange) -> tuple[str, str] | None:
    """Return address and time of the link's last response when this one repeats it."""
    if not exchange.link or exchange.purpose != "page" or exchange.status not in (200, 304):
        return None
    row = database.execute(
        """SELECT url, fetched, digest FROM captures WHERE link = ? AND status = 200 AND state <> 'unchanged'
        ORDER BY fetched DESC, id LIMIT 1""",
        [exchange.link],
    ).fetchone()
    return (row[0], row[1]) if row and (exchange.status == 304 or row[2] == exchange.digest) else None


def _state(exchange: Exchange, repeated: bool) -> tuple[str, str]:
    if exchange.purpose != "page":
        return "not an article", exchange.purpose
    if repeated or exchange.status == 304:
        return "unchanged", NOT_MODIFIED if exchange.status == 304 else SAME_BYTES
    if exchange.status == 200:
        return WAITING, ""
    if 300 <= exchange.status < 400:
        return "not an article", f"redirect to {exchange.header('location')}"
    return "failed", str(exchange.status)
