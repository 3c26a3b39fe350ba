"""Text that a spreadsheet must not take for a formula (OWASP, "CSV Injection")."""

from __future__ import annotations

import csv
import io
import re

_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.,\s]*%?$)")
"""What spreadsheets run as a formula; a plain number with its sign is none."""


def harmless(value: object) -> object:
    """Return a cell's value; a text that a spreadsheet would run gets an apostrophe before it, which shows it as text.

    Scraped headlines may begin so: ``=HYPERLINK("http://…")``. Numbers and everything else stay as they are.
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def harmless_line(line: str) -> str:
    """Return one line of CSV, as another program wrote it, with the same done to its cells."""
    rows = list(csv.reader(io.StringIO(line, newline="")))
    cells = [[harmless(cell) for cell in row] for row in rows]
    if cells == rows:
        return line
    file = io.StringIO()
    csv.writer(file).writerows(cells)
    return file.getvalue()
