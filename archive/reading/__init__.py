"""Page bytes → Article: decoding, metadata, text, what stands around the text. Pure: no network, store or clock."""

from archive.reading.decode import decode_body
from archive.reading.digest import same_text, text_digest
from archive.reading.page import UNREADABLE, read_page
from archive.reading.returning import (
    ReturningLine,
    Sighting,
    Where,
    learn,
    line_key,
    lines_seen,
    without_returning,
)

__all__ = [
    "UNREADABLE",
    "ReturningLine",
    "Sighting",
    "Where",
    "decode_body",
    "learn",
    "line_key",
    "lines_seen",
    "read_page",
    "same_text",
    "text_digest",
    "without_returning",
]
