"""How a visit ended: one state and one short reason, for every answer and every error there is."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectionDone, ConnectionLost

from crawler.resolver import PRIVATE_NAMES

BLOCKED, REFUSED, FAILED, ANSWERED = "blocked by robots", "refused", "failed", "answered"


@dataclass(frozen=True, slots=True)
class Ending:
    """``state`` is one of the four above; ``host`` tells that the whole host is concerned, not one address."""

    state: str
    reason: str = ""
    host: bool = False

    def __str__(self) -> str:
        return f"{self.state}: {self.reason}" if self.reason else self.state


class NotAskedError(IgnoreRequest):
    """A request that one of our own rules stopped; carries its ending."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.reason)
        self.ending = ending


_HOST_ERRORS: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "no such host"),
    (DownloadConnectionRefusedError, "connection refused"),
    (TunnelError, "the proxy opens no tunnel"),
)
_ERRORS: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "timed out"),
    (TimeoutError, "timed out"),
    (ResponseDataLossError, "answer cut short"),
    (DownloadFailedError, "connection broke"),
    (ConnectionDone, "connection broke"),
    (ConnectionLost, "connection broke"),
    (OSError, "body can't be unpacked"),  # after the network's own: gzip's errors, and those below
    (EOFError, "body can't be unpacked"),
    (zlib.error, "body can't be unpacked"),
)


def ending_of_error(error: BaseException, url: str, largest: int) -> Ending:
    """Return the ending of a request that brought no answer; ``largest`` is the size limit in bytes."""
    if isinstance(error, NotAskedError):
        return error.ending
    if isinstance(error, DownloadCancelledError) or "MAXSIZE" in str(error):
        return Ending(REFUSED, f"larger than {largest / 2**20:g} MB")
    if isinstance(error, IgnoreRequest):
        return Ending(FAILED, "too many redirects" if "redirect" in str(error) else str(error))
    if isinstance(error, ValueError):
        return Ending(REFUSED, "not a web address")
    if isinstance(error, UnsupportedURLSchemeError):
        return Ending(REFUSED, "not http(s)")
    if isinstance(error, CannotResolveHostError) and urlsplit(url).hostname in PRIVATE_NAMES:
        return Ending(REFUSED, "private address")
    for kind, reason in _HOST_ERRORS:
        if isinstance(error, kind):
            return Ending(FAILED, reason, host=True)
    if "ssl" in type(error).__module__.lower() or "SSL" in str(error):
        return Ending(FAILED, "no secure connection", host=True)
    for kind, reason in _ERRORS:
        if isinstance(error, kind):
            return Ending(FAILED, reason)
    return Ending(FAILED, type(error).__name__)


def ending_of_answer(status: int) -> Ending:
    """Return the ending of a request that was answered: 200 and 304 are good, all else failed with its number."""
    return Ending(ANSWERED) if status in (200, 304) else Ending(FAILED, str(status))
