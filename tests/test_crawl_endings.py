"""Every error that a request can meet becomes one state and one short reason."""

from __future__ import annotations

import gzip
import zlib

import pytest
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

from crawler.endings import BLOCKED, Ending, NotAskedError, ending_of_answer, ending_of_error

LARGEST = 8 * 2**20


@pytest.mark.parametrize(
    ("error", "ending", "host"),
    [
        (CannotResolveHostError("no results"), "failed: no such host", True),
        (DownloadConnectionRefusedError("111"), "failed: connection refused", True),
        (TunnelError("405"), "failed: the proxy opens no tunnel", True),
        (DownloadFailedError("[OpenSSL.SSL.Error: [('SSL routines', ...)]]"), "failed: no secure connection", True),
        (DownloadTimeoutError("took longer"), "failed: timed out", False),
        (ResponseDataLossError(), "failed: answer cut short", False),
        (DownloadFailedError("ConnectionDone"), "failed: connection broke", False),
        (gzip.BadGzipFile("Not a gzipped file"), "failed: body can't be unpacked", False),
        (zlib.error("invalid header"), "failed: body can't be unpacked", False),
        (IgnoreRequest("max redirections reached"), "failed: too many redirects", False),
        (DownloadCancelledError("larger than download max size"), "refused: larger than 8 MB", False),
        (IgnoreRequest("exceeded DOWNLOAD_MAXSIZE (8 B) during decompression"), "refused: larger than 8 MB", False),
        (UnsupportedURLSchemeError("ftp"), "refused: not http(s)", False),
        (ValueError("Invalid IPv6 URL"), "refused: not a web address", False),
        (NotAskedError(Ending(BLOCKED, "robots.txt")), "blocked by robots: robots.txt", False),
        (RuntimeError("something new"), "failed: RuntimeError", False),
    ],
)
def test_errors(error: Exception, ending: str, host: bool) -> None:
    found = ending_of_error(error, "http://daily-lamp.example/a", LARGEST)
    assert (str(found), found.host) == (ending, host)


@pytest.mark.parametrize(
    ("status", "ending"),
    [(200, "answered"), (304, "answered"), (404, "failed: 404"), (503, "failed: 503"), (206, "failed: 206")],
)
def test_answers(status: int, ending: str) -> None:
    assert str(ending_of_answer(status)) == ending
