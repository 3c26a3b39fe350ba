"""A small web of invented hosts on this machine: an HTTP proxy that a test fills, and crawls of it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
ROBOTS = "User-agent: *\nAllow: /\n"


@dataclass(frozen=True)
class Answer:
    """What an address answers. ``claim`` is the Content-Length to state where it is not that of the body."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    claim: int | None = None
    wait: float = 0.0
    hang_up: bool = False


@dataclass(frozen=True)
class Asked:
    """One request that reached the web."""

    time: float
    url: str
    headers: dict[str, str]


@dataclass
class SmallWeb:
    """``pages`` maps an address to an answer, or to a function of how often it was asked for (from 1)."""

    address: str = ""
    pages: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)

    def put(self, url: str, body: str | bytes = "", status: int = 200, **more: Any) -> str:
        """Let an address answer; a host without a robots.txt of its own allows everything. Returns the address."""
        self.pages[url] = Answer(body.encode() if isinstance(body, str) else body, status, **more)
        return url

    def feed(self, url: str, links: list[str]) -> str:
        """Let an address answer with an RSS feed."""
        items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'
        return self.put(url, rss, kind="application/rss+xml")

    def asked(self, *urls: str) -> list[Asked]:
        """Return the requests for these addresses, or all of them, in order."""
        return [one for one in self.log if not urls or one.url in urls]


@contextmanager
def small_web() -> Iterator[SmallWeb]:
    """Serve a small web, empty at first."""
    web = SmallWeb()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(web))
    server.daemon_threads = True
    web.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Crawled:
    """A finished crawl and the archive it wrote."""

    code: int
    output: str
    data: Path

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what the archive's database answers."""
        with contextlib.closing(sqlite3.connect(self.data / "archive.db")) as database:
            return database.execute(sql, values).fetchall()

    def links(self) -> dict[str, str]:
        """Return the state of every link by its address; a failed one with its reason."""
        return {
            url: f"{state}: {reason}" if reason else state
            for url, state, reason in self.rows("SELECT url, state, coalesce(reason, '') FROM links")
        }


@dataclass
class Crawler:
    """Runs ``scrapy crawl`` in a process of its own, again and again on one archive."""

    web: SmallWeb | None
    folder: Path

    def sources(self, text: str, crawl: str = "") -> Crawler:
        """Write the sources.toml of the crawls to come."""
        (self.folder / "sources.toml").write_text(f"[crawl]\n{crawl}\n{text}", encoding="utf-8")
        return self

    def source(self, name: str, more: str, crawl: str = "") -> Crawler:
        """Write a sources.toml with one source: the host ``name``."""
        return self.sources(f'[[source]]\nname = "{name}"\nhome = "http://{name}/"\n{more}\n', crawl)

    def start(self, *arguments: str, spider: str = "outlets", delay: float | None = 0, **more: Any) -> Any:
        """Start a crawl and return its process; ``delay`` goes on the command line, None leaves it to the file."""
        chosen = [] if delay is None else ["-s", f"DOWNLOAD_DELAY={delay}"]
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", spider, *chosen, *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **more,
        )

    def crawl(self, *arguments: str, spider: str = "outlets", delay: float | None = 0, **more: Any) -> Crawled:
        """Crawl to the end."""
        process = self.start(*arguments, spider=spider, delay=delay, **more)
        output, _ = process.communicate(timeout=60)
        return self.archive(process.returncode, output)

    def archive(self, code: int = 0, output: str = "") -> Crawled:
        """Return the archive as it is now."""
        return Crawled(code, output, self.folder / "data")

    def environment(self) -> dict[str, str]:
        """Return the environment of a crawl: this archive, this web, nothing of the test's own."""
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
        proxy = {"HTTP_PROXY": self.web.address} if self.web else {}
        data = {
            "PYTHONPATH": str(self.folder),
            "ARCHIVE_DATA": str(self.folder / "data"),
            "ARCHIVE_SOURCES": str(self.folder / "sources.toml"),
        }
        return kept | proxy | data


def wait_for(what: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is so; fail when it does not come about."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def _handler(web: SmallWeb) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal: the log is ``SmallWeb.log``."""

        def do_GET(self) -> None:
            url = self.path
            web.log.append(Asked(time.monotonic(), url, dict(self.headers.items())))
            found = web.pages.get(url)
            if callable(found):
                found = found(len(web.asked(url)))
            if found is None:
                robots = urlsplit(url).path == "/robots.txt"
                found = Answer(ROBOTS.encode(), kind="text/plain") if robots else Answer(b"nothing here", 404)
            time.sleep(found.wait)
            if found.hang_up:
                self.close_connection = True
                return
            with contextlib.suppress(ConnectionError):
                self.send_response(found.status)
                for name, value in found.headers:
                    self.send_header(name, value)
                if found.status != 304:
                    self.send_header("Content-Type", found.kind)
                    self.send_header("Content-Length", str(found.claim or len(found.body)))
                self.end_headers()
                self.wfile.write(found.body)
            self.close_connection = self.close_connection or found.claim is not None

        def do_CONNECT(self) -> None:
            web.log.append(Asked(time.monotonic(), f"https://{self.path}", dict(self.headers.items())))
            self.send_error(405)

    return Handler
