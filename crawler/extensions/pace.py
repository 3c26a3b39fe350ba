"""How long to wait, at least, between two requests to a host: the longer of the source's delay and robots.txt."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.robotstxt import RobotParser
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings


class Pace:
    """Scrapy knows Crawl-delay but does not act on it, and has one delay for all hosts; here each has its own.

    ``-s DOWNLOAD_DELAY=…`` on the command line stands for every source's delay; what a host itself asks for in its
    robots.txt is kept even then.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._for_all = given_for_all(crawler.settings)
        self._default = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._asked: dict[str, float] = {}
        self._robots: dict[str, float] = {}
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Pace:
        """Return the pace of a crawl."""
        return cls(crawler)

    def ask(self, url: str, seconds: float) -> None:
        """Set the delay of a source's host, unless the command line gave one for all; of two the longer holds."""
        host = urlsplit(url).hostname or ""
        if not self._for_all and seconds > self._asked.get(host, -1.0):
            self._asked[host] = seconds
            self._hold(host)

    def floor(self, host: str) -> float:
        """Return the least seconds between two requests to a host."""
        return max(self._asked.get(host, self._default), self._robots.get(host, 0.0))

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        if delay := robotparser.crawl_delay(self._crawler.settings["ROBOTSTXT_USER_AGENT"]):
            host = urlsplit(request.url).hostname or ""
            self._robots[host] = delay
            self._hold(host)

    def _hold(self, host: str) -> None:
        downloader = self._crawler.engine.downloader
        # Slots come and go; what is written here, each new one takes up.
        downloader.per_slot_settings[host] = {"delay": self.floor(host)}
        if slot := downloader.slots.get(host):
            slot.delay = self.floor(host)


def given_for_all(settings: BaseSettings) -> bool:
    """Tell whether the command line gave one delay for all hosts."""
    return (settings.getpriority("DOWNLOAD_DELAY") or 0) >= SETTINGS_PRIORITIES["cmdline"]
