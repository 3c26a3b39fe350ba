"""Forgetting an article everywhere: rows, index, stories, and the bytes in the WARC files."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlite_utils import Database

from archive.address import address_key, article_id
from archive.errors import ArchiveError
from archive.ids import short_hash
from archive.store import articles
from archive.store.database import stamp, writing
from archive.store.warc import Slot, warc_path

_STORED_BLOCK = 65_535
"""Bytes in one stored block of a deflate stream (RFC 1951, 3.2.4)."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed."""

    article: str
    captures: int


def forget(database: Database, folder: Path, url: str, now: datetime) -> Forgotten:
    """Remove the article at ``url`` (however it is spelt) for good; it is never fetched again.

    The WARC records are overwritten first, then the rows go: a run cut off in between can be repeated. Raises
    ArchiveError when the archive knows no such address.
    """
    article, keys = _known(database, url)
    captures = database.execute(
        f"""SELECT id, warc, "offset", length FROM captures WHERE article = ? OR link IN ({_marks(keys)})""",
        [article, *keys],
    ).fetchall()
    for _, warc, offset, length in captures:
        erase(folder, Slot(warc, offset, length))
    with writing(database):
        for capture, *_ in captures:
            database.execute("DELETE FROM captures WHERE id = ?", [capture])
        for key in keys:
            database.execute("DELETE FROM links WHERE key = ?", [key])
            database.execute("INSERT OR IGNORE INTO forgotten VALUES (?, ?)", [short_hash(key), stamp(now)])
        articles.remove(database, article)
    # What was deleted still stands in the search index until it is merged, and in free pages until they are rewritten.
    database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("VACUUM")
    return Forgotten(article, len(captures))


def erase(folder: Path, slot: Slot) -> None:
    """Overwrite one record with an empty one of the same length, so that every other offset stays true."""
    path = warc_path(folder, slot.warc)
    with path.open("r+b") as file:
        file.seek(slot.offset)
        file.write(tombstone(slot.length))
        file.flush()
        os.fsync(file.fileno())


def tombstone(length: int) -> bytes:
    """Return a gzip member of exactly ``length`` bytes that holds a WARC record without a word of the old one."""
    for extra in range(64):
        for content in _contents(length - extra):
            member = _member(_record(content), extra)
            if len(member) == length:
                return member
    raise ArchiveError(f"a WARC record of {length} bytes is too short to be overwritten")


def _known(database: Database, url: str) -> tuple[str, list[str]]:
    key, name = address_key(url), article_id(url)
    row = database.execute("SELECT article FROM links WHERE key = ?", [key]).fetchone()
    article = row[0] if row and row[0] else name
    keys = {found[0] for found in database.execute("SELECT key FROM links WHERE article = ?", [article])}
    known = database.execute("SELECT 1 FROM articles WHERE id = ?", [article]).fetchone()
    if not (row or known or keys):
        raise ArchiveError(f"{url}: the archive holds no such address; look it up with `archive search`")
    return article, sorted(keys | {key})


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _contents(room: int) -> range:
    """Return lengths of content for which the member may fit into ``room`` bytes, longest first."""
    fixed = len(_member(_record(0), 0))
    guess = max(0, room - fixed)
    blocks = guess // _STORED_BLOCK + 1
    lowest = max(0, guess - 5 * blocks - 12)
    return range(guess, lowest - 1, -1)


def _record(content: int) -> bytes:
    head = (
        "WARC/1.1\r\nWARC-Type: metadata\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"WARC-Date: {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {content}\r\n\r\n"
    )
    return head.encode() + b" " * content + b"\r\n\r\n"


def _member(data: bytes, extra: int) -> bytes:
    """Return data as a gzip member (RFC 1952) of stored blocks, with ``extra`` bytes of header comment."""
    comment = b" " * (extra - 1) + b"\0" if extra else b""
    header = b"\x1f\x8b\x08" + bytes([0x10 if extra else 0]) + b"\0\0\0\0\0\xff" + comment
    packer = zlib.compressobj(0, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    return header + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
