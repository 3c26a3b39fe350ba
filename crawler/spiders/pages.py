"""``scrapy crawl pages -a urls=…``: addresses given by hand. They are always fetched, due or not."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request

from archive.address import address_key
from archive.errors import ArchiveError
from archive.store import frontier
from archive.store.frontier import FoundLink, Visit
from crawler.addresses import refusal
from crawler.sources import Crawl, Sources, read_sources
from crawler.spiders.journey import Journey, TravellingSpider

CHANNEL = "by hand"
"""What stands as the channel of a link that no channel named."""

_log = logging.getLogger("crawl")


class PagesSpider(TravellingSpider):
    """Arguments: ``urls=ADDRESS,ADDRESS…`` or ``file=PATH`` with an address a line; ``sources=PATH`` as ever."""

    name = "pages"
    arguments = ("urls", "file", "sources")

    def __init__(self, *args: Any, urls: str = "", file: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = _addresses_in(Path(file)) if file else urls.replace(",http", "\nhttp").split()
        self._urls = tuple(dict.fromkeys(given))

    def prepare(self, path: Path) -> None:
        """Take the contact and the delays from sources.toml where there is one. Raises ArchiveError for no address."""
        if not self._urls:
            raise ArchiveError("crawl pages: no address; give -a urls=ADDRESS,ADDRESS or -a file=PATH", code=2)
        self.sources = read_sources(path) if path.exists() else Sources(path, Crawl(), ())

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that can be asked at all."""
        return tuple(url for url in self._urls if not refusal(url))

    async def start(self) -> AsyncIterator[Request]:
        """Yield the first request of each host's journey."""
        self.run.ladder = self.sources.crawl.revisit
        hosts: dict[str, list[str]] = defaultdict(list)
        for url in self._urls:
            why = refusal(url)
            if why and why != "private address":
                _log.error("%s: refused: %s; give a whole address, https://…", url, why)
            else:
                hosts[urlsplit(url).netloc].append(url)
        for urls in hosts.values():
            for request in self.set_out(self._journey(urls)):
                yield request

    def _journey(self, urls: Iterable[str]) -> Journey:
        database, run = self.run.database, self.run.id
        for url in urls:
            now = datetime.now(UTC)
            outlet, key = frontier.outlet_of(database, url, now), address_key(url)
            frontier.add_links(database, [FoundLink(url)], outlet, CHANNEL, now, run)
            if not frontier.known(database, key):
                _log.info("%s: forgotten on request, not fetched", url)
                continue
            ending = yield from self.visit(Visit(key, url, outlet))
            if ending.state != "answered":
                _log.info("%s: %s", url, ending)


def _addresses_in(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ArchiveError(f"{path}: {what}; name a text file with an address a line", code=2) from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
