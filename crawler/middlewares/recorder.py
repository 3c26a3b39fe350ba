"""Every answer, before anything else happens to it, becomes a WARC record and a row in ``captures``."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from archive.errors import ArchiveError
from archive.store import captures
from archive.store.warc import Exchange
from crawler.extensions.run import Run
from crawler.middlewares.unpacking import PAGE

ROBOTS = "robots"


class Recorder:
    """Stands closest to the downloader: redirects, errors, robots.txt and packed bodies are seen as they came."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Recorder:
        """Return the recorder of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the answer and pass it on. A full disk ends the crawl: its links stay due."""
        run = Run.of(self._crawler)
        try:
            exchange = _exchange(request, response)
            state = captures.keep(run.database, run.writer, exchange, run.id, run.ladder)
        except (ArchiveError, sqlite3.Error) as error:
            run.fail(error)
            raise IgnoreRequest("not kept") from error
        if exchange.purpose != PAGE:
            run.count("asked for links")
        elif state in (captures.WAITING, "unchanged"):
            run.count("pages captured" if state == captures.WAITING else "pages unchanged")
        return response


def _exchange(request: Request, response: Response) -> Exchange:
    meta = request.meta
    return Exchange(
        url=response.url,
        fetched=datetime.now(UTC),
        status=response.status,
        headers=tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ),
        body=response.body,
        reason=_phrase(response.status),
        purpose=meta.get("purpose", ROBOTS),
        link=meta.get("link", ""),
        outlet=meta.get("outlet", ""),
    )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
