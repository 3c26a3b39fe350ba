"""The press on the network of this machine: an HTTP forward proxy that knows only the invented hosts.

A crawler whose ``HTTP_PROXY`` is its address sees every host of the press over plain http; a request with a ``Host``
header and a bare path is answered too. Nothing leaves this machine: any other host gets 404.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from tests.press import render
from tests.press.content import Outlet, Page, amp_path, press

SLOW_SECONDS = 1.2  # long enough to see in a log, short enough for a test
RETRY_SECONDS = 1  # what a page that fails once asks a crawler to wait


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: ``fetch`` counts the requests for this address, from 1; ``etag`` is what If-None-Match said."""

    host: str
    path: str
    fetch: int
    status: int
    etag: str
    agent: str
    time: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the client."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    validated: bool = False  # carries an ETag and may become 304


@dataclass(slots=True)
class Press:
    """A running press. ``log`` holds what was asked for, in order; a new instance has forgotten everything."""

    address: str
    port: int
    log: list[Asked] = field(default_factory=list)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fetched(self, url: str) -> int:
        """Return how often an address was asked for."""
        parts = urlsplit(url)
        wanted = (parts.netloc, parts.path + (f"?{parts.query}" if parts.query else ""))
        return sum((asked.host, asked.path) == wanted for asked in self.log)

    def count(self, host: str, path: str) -> int:
        """Count one more request for an address and return how many there were."""
        with self._lock:
            self._counts[host, path] += 1
            return self._counts[host, path]

    def note(self, asked: Asked) -> None:
        """Add one request to the log."""
        with self._lock:
            self.log.append(asked)


@contextmanager
def serve(port: int = 0, bind: str = "127.0.0.1", outlets: Sequence[Outlet] | None = None) -> Iterator[Press]:
    """Serve the press until the block ends. Port 0 takes any free port; a taken port raises OSError."""
    hosts = {outlet.host: outlet for outlet in (press() if outlets is None else outlets)}
    server = ThreadingHTTPServer((bind, port), BaseHTTPRequestHandler)
    server.daemon_threads = True
    running = Press(f"http://{bind}:{server.server_address[1]}", server.server_address[1])
    server.RequestHandlerClass = _handler(hosts, running)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(outlet: Outlet, path: str, fetch: int) -> Answer:
    """Return what an outlet answers to the given request for a path, the first being number 1."""
    bare = unquote(path.partition("?")[0])
    if bare == "/robots.txt":
        return Answer(outlet.robots.encode(), "text/plain; charset=utf-8", outlet.robots_status)
    if found := render.door(outlet, bare):
        return Answer(found[0], found[1], validated=True)
    for page in outlet.pages:
        if bare == unquote(page.moved_from) and page.moved_from:
            return Answer(status=301, headers=(("Location", outlet.url(page.path)),))
        if page.amp and bare == unquote(amp_path(page)):
            return Answer(render.amp(outlet, page), _html(outlet), validated=True)
        if _same(path, page.path):
            return _page(outlet, page, fetch)
    listing = render.listing(outlet, bare)
    return Answer(listing, _html(outlet)) if listing else Answer(render.missing(outlet), _html(outlet), 404)


def _page(outlet: Outlet, page: Page, fetch: int) -> Answer:
    if page.behaviour == "fails-once" and fetch == 1:
        wait = (("Retry-After", str(RETRY_SECONDS)),)
        return Answer(b"Service temporarily unavailable\n", "text/plain", 503, wait)
    if page.behaviour == "slow":
        time.sleep(SLOW_SECONDS)
    if page.behaviour == "empty":
        return Answer(b"")
    if page.behaviour == "gone":
        return Answer(render.missing(outlet), _html(outlet), 404)
    if page.behaviour == "soft-404":
        return Answer(render.missing(outlet), _html(outlet))
    shown = page.revision if page.revision and fetch > 1 else page
    body = render.article(outlet, shown)
    if page.behaviour == "truncated":
        body = body[: body.rindex(b"</p>", 0, body.index(b"<footer"))]  # the text is whole, its tags are not closed
    if page.behaviour == "nul":
        body = body.replace(b"<p>", b"<p>\x00", 2)
    kind = "text/html; charset=us-ascii" if page.behaviour == "wrong-charset" else _html(outlet)
    return Answer(body, kind, validated=True)


def _html(outlet: Outlet) -> str:
    return f"text/html; charset={outlet.charset}"


def _same(asked: str, path: str) -> bool:
    return _key(asked) == _key(path)


def _key(path: str) -> tuple[str, str]:
    """A path and its query without tracking parameters, which every site ignores."""
    bare, _, query = path.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if not name.startswith(("utm_", "fbclid"))]
    return quote(unquote(bare)), urlencode(kept)


def _handler(hosts: dict[str, Outlet], running: Press) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal: the log is ``Press.log``."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            host = (parts.netloc or self.headers.get("Host", "")).lower().removesuffix(":80")
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            fetch = running.count(host, path) if self.command == "GET" else 1
            outlet = hosts.get(host)
            found = answer(outlet, path, fetch) if outlet else Answer(b"no such host here\n", "text/plain", 404)
            etag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
            given = self.headers.get("If-None-Match", "")
            if found.validated and etag in given:
                found = Answer(kind=found.kind, status=304, validated=True)
            running.note(Asked(host, path, fetch, found.status, given, self.headers.get("User-Agent", ""), time.time()))
            self._send(found, etag)

        do_HEAD = do_GET  # noqa: N815 - the name the base class calls

        def do_CONNECT(self) -> None:
            self._send(Answer(b"the press speaks plain http only\n", "text/plain", 405), "")

        def _send(self, found: Answer, etag: str) -> None:
            with contextlib.suppress(ConnectionError):
                self.send_response(found.status)
                if found.status != 304:
                    self.send_header("Content-Type", found.kind)
                    self.send_header("Content-Length", str(len(found.body)))
                if found.validated:
                    self.send_header("ETag", etag)
                for name, value in found.headers:
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(found.body)

    return Handler
