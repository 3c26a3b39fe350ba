"""One outlet in a store: links of it that were found, and what its host answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from sqlite_utils import Database
from warcio.checker import Checker

from archive.store import frontier
from archive.store.warc import Exchange

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OUTLET = frontier.Outlet("a.example", "The A", "http://a.example/")
HTML = (("Content-Type", "text/html"), ("ETag", '"v1"'))


def found(database: Database, *urls: str, now: datetime = NOW) -> int:
    return frontier.add_links(database, [frontier.FoundLink(url) for url in urls], OUTLET.id, "feed", now)


def answer(url: str, body: bytes = b"<p>text</p>", status: int = 200, at: datetime = NOW) -> Exchange:
    return Exchange(url, at, status, HTML, body, "OK", link=frontier.address_key(url), outlet=OUTLET.id)


def link(database: Database, key: str) -> dict[str, object]:
    return dict(database.table("links").get(key))


def no_complaint(folder: Path) -> bool:
    """Say whether `warcio check` passes on every file."""

    files = [str(path) for path in sorted(folder.glob("*.warc.gz"))]
    checker = Checker(SimpleNamespace(inputs=files, verbose=False))
    checker.process_all()
    return checker.exit_value == 0
