"""Retries, and Retry-After: a host that asks for time gets it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Request, Response

from crawler.endings import FAILED, Ending, NotAskedError

LONGEST_WAIT = 60.0
"""Seconds that are waited for within a run; a host that asks for more is left alone until the next run."""

UNSAID_WAIT = 30.0
"""Seconds to wait after 429 (too many requests) when the host names none: Media Cloud's."""

_log = logging.getLogger("crawl")


class Patience(RetryMiddleware):
    """Scrapy's retries, after the wait that 429 and 503 ask for (RFC 9110 §10.2.3)."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._until: dict[str, float] = {}
        self._resting: dict[str, Ending] = {}

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked again; raise NotAskedError when that is not in this run."""
        host = urlsplit(request.url).netloc
        if ending := self._resting.get(host):
            raise NotAskedError(ending)
        while (left := self._until.get(host, 0.0) - monotonic()) > 0:
            await asyncio.sleep(left)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Request | Response:
        """Return the answer, or the request again when it says "later"; raise NotAskedError for "much later"."""
        if response.status in (429, 503):
            host = urlsplit(request.url).netloc
            seconds = _retry_after(response)
            if seconds is None and response.status == 429:
                seconds = UNSAID_WAIT
            if seconds is not None and seconds > LONGEST_WAIT:
                _log.info("%s: answers %d, asks to wait %.0f s: left alone in this run", host, response.status, seconds)
                self._resting[host] = Ending(FAILED, str(response.status), host=True)
                raise NotAskedError(self._resting[host])
            if seconds:
                self._until[host] = monotonic() + seconds
        return super().process_response(request, response)


def _retry_after(response: Response) -> float | None:
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
