"""On which line of a TOML file a key stands: tomllib tells it for broken syntax only."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")


class TomlLines:
    """The lines of one file; all numbers count from 1, and 0 stands for "not found"."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.count = len(self._lines)

    def of(self, key: str, table: str = "", number: int = 0) -> int:
        """Return the line of a key in the numbered (from 0) table of that name, else the line of the table itself.

        An empty key asks for the table, an empty table for the top of the file.
        """
        wanted, current, seen, start = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*="), "", -1, 0
        for line, text in enumerate(self._lines, 1):
            if header := _HEADER.match(text):
                current = header[1]
                seen += current == table
                if current == table and seen == number:
                    start = line
                    if not key:
                        return line
            elif key and current == table and (not table or seen == number) and wanted.match(text):
                return line
        return start

    def holding(self, value: str, start: int) -> int:
        """Return the first line from ``start`` on that holds a value, else ``start``."""
        lines = range(max(start, 1), self.count + 1)
        return next((line for line in lines if value in self._lines[line - 1]), start)
