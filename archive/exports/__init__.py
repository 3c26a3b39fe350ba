"""Taking it home: the rows of a query, all of them, in a file."""

from archive.exports.rows import FORMATS, Rows, export

__all__ = ["FORMATS", "Rows", "export"]
