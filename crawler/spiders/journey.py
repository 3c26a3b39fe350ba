"""A journey: what one outlet is asked for, one request after the other, written as a generator.

The generator yields requests and is sent how each ended. So an outlet has one request under way at a time, the whole
crawl as many as it has outlets, and memory does not grow with the frontier.
"""

from __future__ import annotations

import logging
import sqlite3
from abc import abstractmethod
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from archive.errors import ArchiveError
from archive.store import frontier
from crawler import browser
from crawler.addresses import refusal
from crawler.contact import check_contact
from crawler.endings import ANSWERED, REFUSED, Ending, ending_of_answer, ending_of_error
from crawler.extensions.run import Run
from crawler.middlewares.unpacking import PAGE
from crawler.sources import Sources, read_sources, sources_path

Step = tuple[Ending, Response | None]
Journey = Generator[Request, Step, None]

_log = logging.getLogger("crawl")


@dataclass(frozen=True, slots=True)
class Errand:
    """What a request is for: stands in the WARC record and the row of its capture."""

    purpose: str
    outlet: str
    link: str = ""
    render: bool = False


def conditions(etag: str, last_modified: str) -> dict[str, str]:
    """Return the headers that ask for a body only if it has changed (RFC 9110 §13.1)."""
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in headers.items() if value}


class TravellingSpider(Spider):
    """Sends journeys on their way and hands each answer back to the journey that asked for it."""

    arguments: tuple[str, ...] = ("sources",)
    sources: Sources

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> TravellingSpider:
        """Return a spider for ``sources=PATH``. Raises ArchiveError (code 2) when the file or the call is wrong."""
        for name in kwargs:
            if name not in cls.arguments:
                raise ArchiveError(f"crawl {cls.name}: -a {name}=… is not known; give {_named(cls.arguments)}", code=2)
        path = sources_path(str(kwargs.pop("sources", "")))
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, cls)
        spider.prepare(path)
        crawl = spider.sources.crawl
        if warning := check_contact(crawl.contact, path, spider.addresses()):
            _log.warning("%s: %s", path, warning)
        agent = str(crawler.settings["USER_AGENT"])
        if crawl.contact:
            crawler.settings.set("USER_AGENT", f"{agent} (+{crawl.contact})", priority="spider")
        crawler.settings.set("DOWNLOAD_DELAY", crawl.delay, priority="spider")
        if any(source.render for source in spider.sources.sources) and browser.installed():
            browser.switch_on(crawler.settings)
        return spider

    def prepare(self, path: Path) -> None:
        """Read what the spider is to do."""
        self.sources = read_sources(path)

    @abstractmethod
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that will be asked first: they decide whether real hosts are concerned."""

    @property
    def run(self) -> Run:
        """The run this crawl is, with the archive it writes to."""
        return Run.of(self.crawler)

    def set_out(self, journey: Journey) -> Iterator[Request]:
        """Yield the first request of a journey."""
        yield from self._on(journey, None)

    def visit(self, visit: frontier.Visit, render: bool = False) -> Generator[Request, Step, Ending]:
        """Ask for one page and settle its link; a captured page was settled when it was kept."""
        errand = Errand(PAGE, visit.outlet, visit.key, render)
        ending, _ = yield from self.ask(visit.url, errand, conditions(visit.etag, visit.last_modified))
        run = self.run
        if ending.state != ANSWERED and not run.failure:
            frontier.settle(run.database, visit.key, ending.state, ending.reason, datetime.now(UTC), run.id)
            run.count(ending)
        return ending

    def ask(self, url: str, errand: Errand, headers: dict[str, str] | None = None) -> Generator[Request, Step, Step]:
        """Ask for an address and return how that ended, with the answer if there was one."""
        if why := refusal(url):
            return Ending(REFUSED, why), None
        meta = {"purpose": errand.purpose, "outlet": errand.outlet, "link": errand.link, "playwright": errand.render}
        try:
            request = Request(url, headers=headers, meta=meta)
        except ValueError:
            return Ending(REFUSED, "not a web address"), None
        return (yield request)

    def _on(self, journey: Journey, step: Step | None) -> Iterator[Request]:
        if self.run.failure:
            return
        try:
            request = next(journey) if step is None else journey.send(step)
        except StopIteration:
            return
        except (ArchiveError, sqlite3.Error) as error:
            self.run.fail(error)
            return
        back = {"journey": journey}
        yield request.replace(callback=self._answered, errback=self._failed, cb_kwargs=back)

    def _answered(self, response: Response, journey: Journey) -> Iterator[Request]:
        yield from self._on(journey, (ending_of_answer(response.status), response))

    def _failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("a failure without an error")
        ending = ending_of_error(error, request.url, self.settings.getint("DOWNLOAD_MAXSIZE"))
        yield from self._on(request.cb_kwargs["journey"], (ending, None))


def _named(arguments: tuple[str, ...]) -> str:
    return " or ".join(f"-a {name}=…" for name in arguments)
