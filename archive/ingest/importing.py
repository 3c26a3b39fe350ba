"""Taking in the WARC files of any crawler: their pages become captures of this archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlite_utils import Database

from archive.address import address_key
from archive.store import captures, frontier
from archive.store.database import writing
from archive.store.folder import Folder
from archive.store.warc import Exchange, WarcReading, WarcWriter


def import_files(
    database: Database,
    folder: Folder,
    files: Sequence[Path],
    run: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> Counter[str]:
    """Copy the pages of WARC files into the archive's own and give each a row, to be read next.

    Returns counts: ``taken``, ``known already``, and for what was passed over the reason. The same file twice adds
    nothing. Raises ArchiveError for a file that is no WARC file; files before it stay imported.
    """
    counts: Counter[str] = Counter()
    with WarcWriter(folder.warc, f"import-{now.astimezone(UTC):%Y%m%d%H%M%S}-{run}") as writer:
        for file in files:
            reading = WarcReading()
            for exchange in reading.exchanges(file):
                counts[_take(database, writer, exchange, run)] += 1
                progress(1)
            counts.update(reading.passed_over)
    return counts


def _take(database: Database, writer: WarcWriter, exchange: Exchange, run: str) -> str:
    if reason := _no_page(exchange):
        return reason
    key = address_key(exchange.url)
    capture = captures.capture_id(exchange)
    if captures.known(database, capture):
        return "known already"
    outlet = frontier.outlet_of(database, exchange.url, exchange.fetched)
    with writing(database):
        found = [frontier.FoundLink(exchange.url)]
        new = frontier.add_links(database, found, outlet, "import", exchange.fetched, run)
        if not frontier.known(database, key):
            return "forgotten on request"
        owned = Exchange(
            exchange.url, exchange.fetched, 200, exchange.headers, exchange.body, exchange.reason, "page", key, outlet
        )
        captures.put(database, owned, writer.write(owned), run)
        if new:
            frontier.close(database, key, "captured", "", article="", changed=False)
            frontier.rest(database, key)
    return "taken"


def _no_page(exchange: Exchange) -> str:
    parts = urlsplit(exchange.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "no web address"
    if exchange.status != 200:
        return f"status {exchange.status}"
    kind = exchange.header("content-type").partition(";")[0].strip().lower()
    return "" if not kind or "html" in kind else f"not HTML: {kind}"
