"""Rows of a question by the names of their columns."""

from __future__ import annotations

import sqlite3
from typing import Any

Row = dict[str, Any]


def one(database: sqlite3.Connection, sql: str, *values: object) -> Row | None:
    """Return the first row of a question, or None."""
    found = rows(database, sql, *values)
    return found[0] if found else None


def rows(database: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    """Return the rows of a question, each by its columns' names."""
    cursor = database.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
