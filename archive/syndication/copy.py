"""What grouping needs to know of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from archive.syndication.fingerprint import fingerprint_words
from archive.syndication.words import Numbers, Words, read_together, read_words

AHEAD = timedelta(days=1)  # a page may be dated by a clock in another zone, not by next year's
YEARS = range(1605, 2200)  # from the first newspaper on; a page of the year 1 or 9999 has no date
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Copy:
    """An article as grouping sees it.

    ``text`` holds the paragraphs, one a line. ``published`` and ``first_seen`` are aware; None where unknown.
    ``credited`` are the ids of the agencies credited for the text or a part of it, ``origins`` those credited for all
    of it; ``agency_site`` marks an agency's own page. ``furniture`` are the lines that are no part of its text,
    counted from 0.
    """

    id: str
    outlet: str = ""
    title: str = ""
    text: str = ""
    language: str = ""
    published: datetime | None = None
    first_seen: datetime | None = None
    credited: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    agency_site: bool = False
    furniture: frozenset[int] = frozenset()

    @cached_property
    def when(self) -> datetime:
        """When it appeared: as the page says, if that can be true, else as first seen; 1970 where neither is known."""
        return (self.published if self.said else None) or self.first_seen or UNDATED

    @cached_property
    def said(self) -> bool:
        """Whether the page says when it appeared, and it can be true."""
        said, seen = self.published, self.first_seen
        return bool(said and said.year in YEARS and not (seen and said > seen + AHEAD))

    @property
    def dated(self) -> bool:
        """Whether anything is known of when it appeared."""
        return self.when != UNDATED

    @property
    def day(self) -> date:
        """The UTC day on which it appeared."""
        return self.when.astimezone(UTC).date()

    @cached_property
    def words(self) -> Words:
        """The words of its text."""
        words = read_words(self.text, self.language)
        return words.without(self.furniture) if self.furniture else words

    @staticmethod
    def read_together(copies: Sequence[Copy]) -> None:
        """Read the words of several articles at once: cheaper than one by one."""
        new = [copy for copy in copies if "words" not in copy.__dict__]  # where cached_property keeps them
        for copy, words in zip(new, read_together([(copy.text, copy.language) for copy in new]), strict=True):
            copy.__dict__["words"] = words.without(copy.furniture) if copy.furniture else words

    def take_words(self, twin: Copy) -> None:
        """Take the words of an article with the same text, language and furniture: they are not looked for again."""
        self.__dict__["words"] = twin.words  # where cached_property keeps it

    def without_lines(self, lines: frozenset[int]) -> Copy:
        """Return the article of whose text these lines are no part; words known already are not looked for again."""
        bare = replace(self, furniture=lines)
        if "words" in self.__dict__:  # where cached_property keeps them
            bare.__dict__["words"] = self.words.without(lines)
        return bare

    @cached_property
    def fingerprint(self) -> Numbers:
        """The fingerprint of its text."""
        return fingerprint_words(self.words)
