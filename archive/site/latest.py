"""Always the newest published copy: an ASGI application that changes the site under its feet.

A site is immutable, so a newly published copy is a new site. Requests that began on the old one end on it; then its
connections are closed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from datasette.app import Datasette

from archive.store.folder import Folder

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Identity = tuple[tuple[int, int, int], ...]


@dataclass(slots=True)
class _Edition:
    """One site and how many requests it is answering."""

    site: Datasette
    app: App
    identity: Identity
    answering: int = field(default=0)


class Latest:
    """Serves ``folder.published`` through ``build``, looking before each request whether it was replaced."""

    def __init__(self, folder: Folder, build: Callable[[Folder], Datasette]) -> None:
        self._folder = folder
        self._build = build
        self._current = self._open()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._identity() not in ((), self._current.identity):
            retired, self._current = self._current, self._open()
            self._close_when_idle(retired)
        edition = self._current
        edition.answering += 1
        try:
            await edition.app(scope, receive, send)
        finally:
            edition.answering -= 1
            self._close_when_idle(edition)

    def _open(self) -> _Edition:
        identity = self._identity()
        site = self._build(self._folder)
        return _Edition(site, site.app(), identity)

    def _identity(self) -> Identity:
        """Tell copies apart: by file, time and size of the copy and its inspection; empty while there is no copy."""
        found = []
        for path in (self._folder.published, self._folder.inspection):
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            found.append((stat.st_ino, stat.st_mtime_ns, stat.st_size))
        return tuple(found) if self._folder.published.exists() else ()

    def _close_when_idle(self, edition: _Edition) -> None:
        if edition.answering or edition is self._current:
            return
        for database in edition.site.databases.values():
            database.close()
        if edition.site.executor is not None:
            edition.site.executor.shutdown(wait=False)
