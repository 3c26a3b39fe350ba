"""Rows of a page's question (``archive.queries.pages``) by the names of their columns."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.queries.pages import question

Row = dict[str, Any]


def one(database: sqlite3.Connection, asked: str, /, **values: object) -> Row | None:
    """Return the first row of a question, or None."""
    found = rows(database, asked, **values)
    return found[0] if found else None


def rows(database: sqlite3.Connection, asked: str, /, **values: object) -> list[Row]:
    """Return the rows of a question, such as ``outlet/agencies``, each by its columns' names."""
    cursor = database.execute(question(asked), values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
