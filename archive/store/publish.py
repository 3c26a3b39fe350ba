"""The published copy: immutable, without the crawl's inner tables, swapped in at once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.errors import ArchiveError
from archive.store.answered import keep
from archive.store.derived import DERIVED, derive
from archive.store.folder import Folder
from archive.store.index import TRIGGERS
from archive.store.migrations import migrations

INNER = (
    *("fingerprints", "lines", "matches", "grouped", "untold"),
    *("renderings", "anchors", "nearest", "echoes", "lexicon"),
    *("forgotten", "sightings"),
)
"""Tables that only the program reads; half of the file at a million articles is fingerprints."""


def publish(database: Database, folder: Folder, step: Callable[[str], None] = lambda _: None) -> Path:
    """Write ``site.db`` and its inspection, and swap both in. Returns the path of the copy.

    An immutable copy of a WAL database hides what has not been checkpointed, so the copy is made by VACUUM INTO. A
    reader that has the old file open goes on reading it.
    """
    fresh = folder.published.with_suffix(".db.new")
    fresh.unlink(missing_ok=True)
    step("copying")
    try:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("VACUUM INTO ?", [str(fresh)])
        copy = sqlite3.connect(fresh, isolation_level=None)
        copy.execute("PRAGMA journal_mode=DELETE")  # out of the archive's WAL, which an immutable file can't have
        copy.execute("PRAGMA journal_mode=OFF")  # a copy that fails is thrown away; VACUUM would journal all of it
        copy.execute("PRAGMA foreign_keys=OFF")
        for table in INNER:
            copy.execute(f"DROP TABLE {table}")
        for trigger in TRIGGERS:  # they call functions that a reader's connection does not have
            copy.execute(f"DROP TRIGGER {trigger}")
        step("counting")
        derive(copy)
        step("optimizing")
        copy.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        copy.execute("ANALYZE")
        step("answering")
        keep(copy)
        copy.execute("VACUUM")
        inspection = _inspect(copy, fresh, folder.published)
        copy.close()
    except sqlite3.OperationalError as error:
        fresh.unlink(missing_ok=True)
        raise ArchiveError(
            f"{folder.published}: {error}; the copy before stays; free space and publish again"
        ) from error
    step("swapping")
    new_inspection = folder.inspection.with_suffix(".json.new")
    new_inspection.write_text(json.dumps(inspection), encoding="utf-8")
    fresh.replace(folder.published)
    new_inspection.replace(folder.inspection)
    return folder.published


def require_current(published: Path) -> None:
    """Raise ArchiveError for a copy whose tables are not those of this program; the line says what to run."""
    try:
        with closing(sqlite3.connect(f"file:{published}?immutable=1", uri=True)) as copy:
            applied = {row[0] for row in copy.execute("SELECT name FROM _sqlite_migrations")}
            present = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{published}: {error}; run `archive publish` to make it anew") from error
    if missing := [step.name for step in migrations._migrations if step.name not in applied]:
        raise ArchiveError(f"{published}: made before {missing[0]!r}; run `archive publish` to make it anew")
    if absent := sorted(DERIVED - present):
        raise ArchiveError(f"{published}: has no table {absent[0]!r}; run `archive publish` to make it anew")


def _inspect(copy: sqlite3.Connection, path: Path, name: Path) -> dict[str, object]:
    """Return what ``datasette inspect`` would write: without it each page counts every table."""
    tables = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {table: {"count": copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]} for table in tables}
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {name.stem: {"hash": digest, "size": path.stat().st_size, "file": name.name, "tables": counts}}
