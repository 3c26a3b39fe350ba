"""The one exception a user sees: a line that says what is wrong, where, and the mend."""

from __future__ import annotations


class ArchiveError(Exception):
    """A failure with a known mend. ``str()`` is the whole line; ``code`` is the exit code (2 wrong call, 1 failure)."""

    def __init__(self, line: str, *, code: int = 1) -> None:
        super().__init__(line)
        self.code = code
