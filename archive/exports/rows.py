"""The rows of a query, streamed, and the file they end in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from archive.errors import ArchiveError
from archive.exports.formats import WRITERS

FORMATS = tuple(WRITERS)


@dataclass(slots=True)
class Rows:
    """A query over a read-only database, with what a writer must know before its first row.

    ``types`` holds for each column the Python types that occur (``int``, ``float``, ``str``, ``bytes``; None
    apart): SQLite lets every row have its own, a Parquet file does not.
    """

    database: Database
    sql: str
    values: Mapping[str, object] = field(default_factory=dict)
    name: str = "export"
    columns: tuple[str, ...] = ()
    types: tuple[frozenset[str], ...] = ()
    count: int = 0

    def survey(self) -> Rows:
        """Run the query once to learn its columns, types and number of rows. Raises ArchiveError when it is wrong."""
        kinds: list[set[str]] = []
        try:
            cursor = self.database.execute(self.sql, dict(self.values))
            if cursor.description is None:
                raise ArchiveError("the statement gives no rows; write a SELECT", code=2)
            self.columns = _distinct([column[0] for column in cursor.description])
            kinds = [set() for _ in self.columns]
            for row in cursor:
                self.count += 1
                for kind, value in zip(kinds, row, strict=True):
                    if value is not None:
                        kind.add(type(value).__name__)
        except sqlite3.Error as error:
            raise ArchiveError(f"SQL: {error}; see docs/columns.md for tables and columns", code=2) from error
        self.types = tuple(map(frozenset, kinds))
        return self

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self.database.execute(self.sql, dict(self.values)))


Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Given the number of rows, opens a display that is told of each batch done."""


def export(rows: Rows, format: str, out: Path, progress: Progress | None = None) -> int:
    """Write all rows to ``out`` and return how many; the file appears only when it is whole.

    Memory does not grow with the number of rows. Both passes over the query see the same state of the archive.
    """
    part = out.with_name(out.name + ".part")
    rows.database.execute("BEGIN")
    try:
        rows.survey()
        out.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with progress(rows.count) if progress else nullcontext(lambda _: None) as step:
            WRITERS[format](rows, part, step)
        part.replace(out)
    except OSError as error:
        raise ArchiveError(f"{out}: {error.strerror or error}; name another place with --out") from error
    finally:
        part.unlink(missing_ok=True)
        rows.database.conn.rollback()
    return rows.count


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Return column names with doubles numbered: a join has two ``id`` and a Parquet file may not."""
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(distinct)
