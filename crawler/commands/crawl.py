"""``scrapy crawl``, as the archive does it: one writer, one line for each error, and an exit code that tells."""

from __future__ import annotations

import argparse
import logging
import resource
import sqlite3
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from archive.errors import ArchiveError
from archive.store.folder import Folder
from archive.store.lock import BusyError, only_writer
from crawler.extensions.run import Run

_CHATTER = {
    "scrapy": logging.ERROR,
    "scrapy-playwright": logging.WARNING,
    "asyncio": logging.CRITICAL,
    # These two log a traceback for what the spider says in a line of its own.
    "scrapy.downloadermiddlewares.robotstxt": logging.CRITICAL,
    "scrapy.core.downloader.handlers.http11": logging.CRITICAL,
}

_OPEN_FILES = 16_384  # a kept-alive connection for each of a thousand hosts is more than the usual 1,024


class Command(ScrapyCrawl):
    """Scrapy's own prints a traceback and exits with 1 when a spider can't start; this one says what is wrong.

    Exit codes: 0 done, or another process is changing the archive; 2 a wrong call or sources.toml; 1 a failure.
    """

    def short_desc(self) -> str:
        """Return the line that ``scrapy`` lists."""
        return "Crawl the outlets of sources.toml (outlets) or given addresses (pages)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl with the spider of that name."""
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)
        spiders = process.spider_loader.list()
        if len(args) != 1:
            raise UsageError(f"name one spider: {' or '.join(spiders)}")
        try:
            if args[0] not in spiders:
                raise ArchiveError(f"crawl: no spider {args[0]!r}; name one: {' or '.join(spiders)}", code=2)
            with only_writer(Folder.here().lock, f"crawl {args[0]}"):
                self._crawl(process, args[0], opts)
        except BusyError as busy:
            print(busy, file=sys.stderr)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = error.code
        except (OSError, sqlite3.Error) as error:
            print(
                f"{Folder.here().root}: {error}; it must be writable and have space: nothing is lost", file=sys.stderr
            )
            self.exitcode = 1

    def _crawl(self, process: AsyncCrawlerProcess, name: str, opts: argparse.Namespace) -> None:
        _open_many_files()
        if process.settings["LOG_LEVEL"] != "DEBUG":
            for name_of_logger, level in _CHATTER.items():
                logging.getLogger(name_of_logger).setLevel(level)
        crawler = self._create_crawler(name)
        crawling = process.crawl(crawler, **opts.spargs)
        process.start()
        if not crawling.done():
            raise ArchiveError(f"crawl {name}: ended by force; the next run goes on where this one stopped")
        crawling.result()
        run = crawler.get_extension(Run)
        if run and run.failure:
            raise run.failure
        if process.bootstrap_failed or crawler.stats.get_value("spider_exceptions/count"):
            self.exitcode = 1


def _open_many_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(most, _OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
