"""Runs: when a command worked on the archive, and how many links and captures it left in which state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from archive.ids import short_hash
from archive.store import captures, frontier
from archive.store.database import stamp, writing


def begin(database: Database, command: str, now: datetime) -> str:
    """Open a run and return its id; runs that never ended (their process was killed) are closed as ``killed``.

    Call it under the archive's lock: only then is a run without an end surely dead.
    """
    run = short_hash("run", command, now.isoformat())
    with writing(database):
        for (dead,) in database.execute("SELECT id FROM runs WHERE state = 'running'").fetchall():
            end(database, dead, now, state="killed")
        database.table("runs").insert({"id": run, "command": command, "started": stamp(now), "state": "running"})
    return run


def end(
    database: Database,
    run: str,
    now: datetime,
    state: str = "ended",
    more: Mapping[str, Mapping[str, int]] | None = None,
) -> dict[str, dict[str, int]]:
    """Close a run and return its counts: those of the tables, and ``more`` that only the run itself knows."""
    tally = {"links": frontier.counts(database, run), "captures": captures.counts(database, run)}
    tally |= {name: dict(counts) for name, counts in (more or {}).items()}
    tally = {name: counts for name, counts in tally.items() if counts}
    with writing(database):
        database.execute(
            "UPDATE runs SET ended = ?, state = ?, counts = ? WHERE id = ?",
            [stamp(now), state, json.dumps(tally, ensure_ascii=False), run],
        )
    return tally
