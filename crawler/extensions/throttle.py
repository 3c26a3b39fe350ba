"""AutoThrottle, which may only lengthen the delay that each host has by its source and its robots.txt."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.extensions.pace import Pace, given_for_all


class Throttle(AutoThrottle):
    """Scrapy's, with a floor for each host; off when the command line gave one delay for all."""

    def __init__(self, crawler: Crawler) -> None:
        if given_for_all(crawler.settings):
            raise NotConfigured
        super().__init__(crawler)

    def _min_delay(self) -> float:
        return 0.0  # the floor below is each host's own

    def _start_delay(self) -> float:
        return self.crawler.settings.getfloat("DOWNLOAD_DELAY")

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        if pace := self.crawler.get_extension(Pace):
            slot.delay = max(slot.delay, pace.floor(urlsplit(response.url).hostname or ""))
