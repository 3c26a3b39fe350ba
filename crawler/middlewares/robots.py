"""robots.txt (RFC 9309): obeyed, kept out by errors of the server, and read for its sitemaps."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser

from crawler.discovery.sitemaps import robots_sitemaps
from crawler.endings import BLOCKED, Ending, NotAskedError, ending_of_error

LARGEST = 500 * 1024
"""Bytes of robots.txt that are read: the least that RFC 9309 §2.5 asks for, and what Google reads."""

LONGEST_DELAY = 120.0
"""Seconds of the longest Crawl-delay that is kept. A host that asks for more would hold up a whole run for a handful
of pages; it is left alone instead, and says so."""

_log = logging.getLogger("crawl")


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware takes a robots.txt that answers 5xx, or not at all, as permission; RFC 9309 §2.3.1.4 says
    the opposite, and so does this one. 429 counts as 5xx: a host that has no time for its rules has none for pages."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._closed: dict[str, Ending] = {}
        self._sitemaps: dict[str, tuple[str, ...]] = {}

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of an address's host names; none where it was not read."""
        return self._sitemaps.get(urlsplit(url).netloc, ())

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise NotAskedError for what robots.txt forbids, and for every address of a host without a readable one."""
        if ending := self._closed.get(urlsplit(request.url).netloc):
            raise NotAskedError(ending)
        if rp is not None and not rp.allowed(request.url, self._robotstxt_useragent or ""):
            raise NotAskedError(Ending(BLOCKED, "robots.txt"))

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._close(netloc, Ending(BLOCKED, f"robots.txt answered {response.status}", host=True))
        body = response.body[:LARGEST] if response.status == 200 else b""
        self._sitemaps[netloc] = robots_sitemaps(body, response.url)
        await super()._parse_robots(response.replace(body=body), netloc, request)
        parser = self._parsers[netloc]
        delay = parser.crawl_delay(self._robotstxt_useragent or "") if isinstance(parser, RobotParser) else None
        if delay and delay > LONGEST_DELAY:
            self._close(netloc, Ending(BLOCKED, f"robots.txt asks for {delay:g} s between requests", host=True))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        ending = ending_of_error(exc, f"http://{netloc}/", self.crawler.settings.getint("DOWNLOAD_MAXSIZE"))
        if ending.reason.isdecimal():  # an answer, and a wait beyond this run
            closed = Ending(BLOCKED, f"robots.txt answered {ending.reason}", host=True)
        else:  # the network's fault is no rule of the host's: counted as what it is
            closed = replace(ending, host=True)
        self._close(netloc, closed)
        super()._robots_error(exc, netloc)

    def _close(self, netloc: str, ending: Ending) -> None:
        self._closed[netloc] = ending
        _log.info("%s: stays out of this host: %s", netloc, ending.reason)
