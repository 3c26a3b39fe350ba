"""``scrapy crawl outlets``: the scheduled crawl. Each source's channels are asked, then its links that are due."""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import AsyncIterator, Generator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from archive.address import site
from archive.store import channels, frontier
from archive.store.channels import Channel
from archive.store.database import writing
from archive.store.frontier import FoundLink, Outlet
from crawler import browser
from crawler.discovery.feeds import feed_links
from crawler.discovery.front import read_front
from crawler.discovery.links import Link, names_an_article
from crawler.discovery.sections import section_links
from crawler.discovery.sitemaps import Entry, Sitemap, read_sitemap, recent_children, recent_links
from crawler.endings import ANSWERED
from crawler.extensions.pace import Pace
from crawler.middlewares.robots import Robots
from crawler.sources import Source, by_outlet
from crawler.spiders.journey import Errand, Journey, Step, TravellingSpider, conditions

MOST_VISITS = 200
"""Pages of one outlet in one run: at 5 s each a quarter of an hour, the usual schedule. The rest stays due."""

MOST_CHANNELS = 40
"""Channels of one outlet in one run, those that sources.toml names not limited: what a site lists may be endless."""

_log = logging.getLogger("crawl")


class OutletsSpider(TravellingSpider):
    """Arguments: ``sources=PATH`` (else ``$ARCHIVE_SOURCES``, else sources.toml), ``only=NAME`` for one of them."""

    name = "outlets"
    arguments = ("sources", "only")

    def __init__(self, *args: Any, only: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._only = only
        self._chosen: tuple[Source, ...] = ()

    def prepare(self, path: Path) -> None:
        """Read the sources; those that need a browser which is not installed are left out, each with a line."""
        super().prepare(path)
        chosen: list[Source] = []
        for source in self.sources.only(self._only):
            if source.render and not browser.installed():
                _log.error("%s:%s: %s is left out: %s", path, source.line, source.name, browser.MEND)
            else:
                chosen.append(source)
        self._chosen = by_outlet(chosen)

    def addresses(self) -> tuple[str, ...]:
        """Return the home and the channels of every chosen source."""
        return tuple(url for source in self._chosen for url in (source.home, *(url for url, _ in source.channels)))

    async def start(self) -> AsyncIterator[Request]:
        """Yield the first request of each outlet's journey."""
        run = self.run
        run.ladder = self.sources.crawl.revisit
        outlets = [
            Outlet(frontier.outlet_id(source.home), source.name, source.home, source.country, source.language)
            for source in self._chosen
        ]
        frontier.put_outlets(run.database, outlets, datetime.now(UTC))
        for source in self._chosen:
            for request in self.set_out(self._journey(source)):
                yield request

    def _journey(self, source: Source) -> Journey:
        outlet = frontier.outlet_id(source.home)
        for url in (source.home, *(url for url, _ in source.channels)):
            self._set_pace(source, url)
        shut: set[str] = set()
        yield from self._ask_channels(source, outlet, shut)
        visits = frontier.due(self.run.database, outlet, datetime.now(UTC))
        visited = 0
        for visit in visits[:MOST_VISITS]:
            host = urlsplit(visit.url).netloc
            if host not in shut:
                visited += 1
                if site(visit.url) == site(source.home):
                    self._set_pace(source, visit.url)
                ending = yield from self.visit(visit, source.render)
                shut.update({host} if ending.host else ())
        if left := len(visits) - visited:
            why = f"{', '.join(sorted(shut))} left alone" if shut else f"{MOST_VISITS} are enough for one run"
            _log.info("%s: %d pages stay due for the next run: %s", source.name, left, why)

    def _set_pace(self, source: Source, url: str) -> None:
        pace = self.crawler.get_extension(Pace)
        if pace and source.delay is not None:
            pace.ask(url, source.delay)

    def _ask_channels(self, source: Source, outlet: str, shut: set[str]) -> Generator[Request, Step, None]:
        database, now = self.run.database, datetime.now(UTC)
        named = source.channels
        channels.put_channels(database, outlet, named or [(source.home, "front")], named=bool(named))
        queue = deque(channels.due_channels(database, outlet, now))
        known = {channel.url for channel in queue}
        asked = 0
        while queue:
            channel = queue.popleft()
            too_many = asked >= MOST_CHANNELS and not channel.named
            if too_many or urlsplit(channel.url).netloc in shut:
                continue
            asked += 1
            found = yield from self._ask_channel(source, outlet, channel, shut)
            for url, kind in found:
                if url not in known:
                    known.add(url)
                    queue.extend(self._further(outlet, url, kind))

    def _ask_channel(
        self, source: Source, outlet: str, channel: Channel, shut: set[str]
    ) -> Generator[Request, Step, tuple[tuple[str, str], ...]]:
        """Ask one channel, put its links into the frontier, and return the (address, kind) of channels it names."""
        database = self.run.database
        headers = {} if channel.kind == "index" else conditions(channel.etag, channel.last_modified)
        purpose = "sitemap" if channel.kind in ("index", channels.PART) else channel.kind
        errand = Errand(purpose, outlet, render=source.render and purpose in ("section", "front"))
        ending, response = yield from self.ask(channel.url, errand, headers)
        now = datetime.now(UTC)
        if ending.state != ANSWERED or response is None:
            _log.info("%s: %s %s: %s", source.name, channel.kind, channel.url, ending)
            channels.silent(database, outlet, channel.url, now, ending.state, ending.reason)
            shut.update({urlsplit(channel.url).netloc} if ending.host else ())
            return ()
        if response.status == 304:
            channels.unchanged(database, outlet, channel.url, now)
            return ()
        digest = "sha256:" + hashlib.sha256(response.body).hexdigest()
        if digest == channel.digest and channel.kind != "index":
            channels.unchanged(database, outlet, channel.url, now)
            return ()
        try:
            links, further = self._read(source, channel, response, now)
        except ValueError as error:
            channels.silent(database, outlet, channel.url, now, "refused", str(error))
            return ()
        if channel.kind == "feed" and not links:
            _log.info("%s: feed %s: failed: no entry in it", source.name, channel.url)
            channels.silent(database, outlet, channel.url, now, "failed", "no entry in it")
            return ()
        self._write(outlet, channel, response, digest, links, now)
        if any(kind == channels.PART for _, kind in further):
            channels.call_index(database, outlet, channel.url)
        return further

    def _write(
        self, outlet: str, channel: Channel, response: Response, digest: str, links: Iterable[Link], now: datetime
    ) -> None:
        run = self.run
        # In one transaction: a channel that says "unchanged" next time must have left its links behind.
        with writing(run.database):
            found = (FoundLink(link.url, link.title, link.published) for link in links)
            new = frontier.add_links(run.database, found, outlet, channel.url, now, run.id)
            etag, modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
            channels.answered(run.database, outlet, channel.url, now, etag, modified, digest, new)

    def _read(
        self, source: Source, channel: Channel, response: Response, now: datetime
    ) -> tuple[tuple[Link, ...], tuple[tuple[str, str], ...]]:
        """Return the links that a channel names, and the (address, kind) of further channels."""
        body, url, kind, days = response.body, response.url, channel.kind, self.sources.crawl.days
        content_type = _header(response, "Content-Type")
        if kind == "feed":
            return feed_links(body, url, content_type), ()
        if kind == "section":
            return section_links(body, url, content_type), ()
        if kind == "front":
            front = read_front(body, url, content_type)
            return front.links, tuple((feed, "feed") for feed in front.feeds) + self._sitemaps(url, now, days)
        sitemap = read_sitemap(body, url)
        links = recent_links(sitemap, now, days)
        if not channel.named:  # a sitemap nobody chose lists everything a site has, not articles only
            links = tuple(
                link for link in links if link.published or names_an_article(link.url, link.title, source.home)
            )
        return links, tuple((part, channels.PART) for part in recent_children(sitemap, now, days))

    def _sitemaps(self, url: str, now: datetime, days: int) -> tuple[tuple[str, str], ...]:
        robots = self.crawler.get_downloader_middleware(Robots)
        named = tuple(Entry(sitemap) for sitemap in robots.sitemaps(url)) if robots else ()
        return tuple((sitemap, "sitemap") for sitemap in recent_children(Sitemap(children=named), now, days))

    def _further(self, outlet: str, url: str, kind: str) -> list[Channel]:
        database, now = self.run.database, datetime.now(UTC)
        if kind == channels.PART:
            found = channels.part(database, outlet, url, now)
            return [found] if found else []
        channels.put_channels(database, outlet, [(url, kind)], named=False)
        return [channel for channel in channels.due_channels(database, outlet, now) if channel.url == url]


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
