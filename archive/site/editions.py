"""What changed between two editions of an article: words, headline, verdict, credits."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.site.changes import Block, Run, changes, words
from archive.site.rows import Row, one, rows


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions of one article side by side.

    ``headline`` is empty where it stayed. ``gone`` and ``come`` are credits that only the one or the other has;
    ``put_in`` and ``taken_out`` count words (characters in scripts without spaces).
    """

    earlier: Row
    later: Row
    headline: tuple[Run, ...]
    blocks: list[Block]
    gone: list[Row]
    come: list[Row]

    @property
    def same(self) -> bool:
        """Whether the two read the same."""
        return not self.headline and not any(block.runs for block in self.blocks)


def editions_of(database: sqlite3.Connection, article: str) -> list[Row]:
    """Return the editions of an article without their texts, the oldest first, numbered from 1."""
    found = rows(database, "article/editions", article=article)
    return [edition | {"number": number} for number, edition in enumerate(found, 1)]


def compare(database: sqlite3.Connection, article: str, earlier: str, later: str) -> Comparison | None:
    """Return what turns one edition of an article into another, or None where it has no such edition."""
    before, after = (_whole(database, article, edition) for edition in (earlier, later))
    if before is None or after is None:
        return None
    old, new = (edition["headline"] or "" for edition in (before, after))
    named = [_credits(database, edition) for edition in (earlier, later)]
    keys = [{_key(credit) for credit in credits} for credits in named]
    return Comparison(
        before,
        after,
        words(old, new) if old != new else (),
        changes(before["text"], after["text"]),
        [credit for credit in named[0] if _key(credit) not in keys[1]],
        [credit for credit in named[1] if _key(credit) not in keys[0]],
    )


def _whole(database: sqlite3.Connection, article: str, edition: str) -> Row | None:
    return one(database, "article/edition", article=article, edition=edition)


def _credits(database: sqlite3.Connection, edition: str) -> list[Row]:
    return rows(database, "article/edition_credits", edition=edition)


def _key(credit: Row) -> tuple[str, str, str, str]:
    return credit["agency"], credit["form"], credit["role"], credit["evidence"]
