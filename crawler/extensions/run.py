"""One run of a crawl: the archive it writes to, its counts, its lines in the log, and how it ends."""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from archive.errors import ArchiveError
from archive.store import frontier, runs
from archive.store.database import open_archive
from archive.store.folder import Folder
from archive.store.lock import only_writer
from archive.store.mending import mend
from archive.store.warc import WarcWriter
from crawler.endings import Ending

if TYPE_CHECKING:
    from scrapy import Spider

PROGRESS_SECONDS = 30.0
"""How often a line says how far the crawl is."""


_log = logging.getLogger("crawl")


class Run:
    """Holds the archive open, as its only writer, from the start of a crawl to its end.

    ``ladder`` is how long after each visit a page is due again; ``failure`` what ended the crawl early, if anything.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stack = ExitStack()
        self._tally: Counter[str] = Counter()
        self.failure: ArchiveError | None = None
        self.ladder: Sequence[timedelta] = frontier.LADDER
        folder, now = Folder.here(), datetime.now(UTC)
        command = f"crawl {crawler.spidercls.name}"
        self._stack.enter_context(only_writer(folder.lock, command))
        self.database = open_archive(folder.database)
        for line in mend(self.database, folder.warc, now):
            _log.info("%s", line)
        self.id = runs.begin(self.database, command, now)
        self.writer = WarcWriter(
            folder.warc, f"{now:%Y%m%d%H%M%S}-{self.id[:6]}", agent=str(crawler.settings["USER_AGENT"])
        )
        self._progress = create_looping_call(self._say)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Run:
        """Return the run of a crawl. Raises ArchiveError when the archive can't be written."""
        return cls(crawler)

    @classmethod
    def of(cls, crawler: Crawler) -> Run:
        """Return the run that a crawler was started with."""
        run = crawler.get_extension(cls)
        if run is None:
            raise RuntimeError("the extension crawler.extensions.run.Run is switched off; a crawl can't do without")
        return run

    def count(self, what: Ending | str) -> None:
        """Count one capture or ending for the progress line."""
        self._tally[str(what)] += 1

    def fail(self, error: ArchiveError | sqlite3.Error) -> None:
        """End the crawl because nothing can be kept any more; what is under way stays due."""
        if self.failure is None:
            self.failure = self._named(error)
            deferred_from_coro(self._crawler.engine.close_spider_async(reason="nothing can be kept"))

    def _opened(self) -> None:
        self._progress.start(PROGRESS_SECONDS, now=False)

    def _closed(self, spider: Spider, reason: str) -> None:  # noqa: ARG002 - Scrapy's names
        if self._progress.running:
            self._progress.stop()
        try:
            self.writer.close()
            state = "ended" if reason == "finished" else "stopped"
            for what, counts in runs.end(self.database, self.id, datetime.now(UTC), state).items():
                _log.info("%s (%s); %s: %s", state, reason, what, _listed(counts))
        except (ArchiveError, sqlite3.Error) as error:
            self.failure = self.failure or self._named(error)
        finally:
            self.database.conn.close()
            self._stack.close()

    def _named(self, error: ArchiveError | sqlite3.Error) -> ArchiveError:
        if isinstance(error, ArchiveError):
            return error
        return ArchiveError(f"{Folder.here().database}: {error}; free space and start again: nothing is lost")

    def _say(self) -> None:
        _log.info("so far: %s", _listed(self._tally))


def _listed(tally: dict[str, int] | Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(tally.items(), key=lambda item: -item[1])) or "none"
