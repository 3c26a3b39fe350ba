"""A search to take along: a feed of its newest articles, all its rows as CSV or NDJSON, and its SQL."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Protocol
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from archive.cells import harmless
from archive.site.asking import Asked
from archive.site.rows import Row, rows
from archive.store.columns import Ints
from archive.store.search import statement

FEED = 50
"""Entries of a feed: what a reader that looks in once a day must not miss of a quiet search."""

BATCH = 500
"""Rows that are read and sent at once: 200 kB, 20 ms of one reading thread."""

COLUMNS = (
    *("id", "url", "headline", "byline", "outlet", "outlet_name", "country", "language"),
    *("published", "published_utc", "first_seen", "verdict", "agencies", "inferred", "by_story"),
    *("story", "kind", "share", "credited"),
)
"""Of a row that is taken home; what they hold is told in docs/site.md."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

Writer = Callable[[list[Row], bool], str]
Read = Callable[[sqlite3.Connection], list[Row]]
Ask = Callable[[Read], Awaitable[list[Row]]]


class Writing(Protocol):
    """An answer that is being sent."""

    async def write(self, chunk: str) -> None: ...


async def stream(response: Writing, numbers: Ints, write: Writer, ask: Ask) -> None:
    """Send the rows of articles, given by their numbers, in this order; memory holds one batch of them."""
    await response.write(write([], True))
    async for batch in _batches(numbers, ask):
        await response.write(write(batch, False))


def as_csv(batch: list[Row], first: bool) -> str:
    """Return rows as lines of CSV (RFC 4180) in which no cell is a formula; the first time, the header."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    if first:
        writer.writerow(COLUMNS)
    writer.writerows([harmless(row[name]) for name in COLUMNS] for row in batch)
    return file.getvalue()


def as_ndjson(batch: list[Row], first: bool) -> str:
    """Return rows as JSON objects, one a line."""
    del first  # no header
    return "".join(json.dumps({name: row[name] for name in COLUMNS}, ensure_ascii=False) + "\n" for row in batch)


def read_rows(connection: sqlite3.Connection, numbers: list[int]) -> list[Row]:
    """Return the rows of articles, given by their numbers, in this order."""
    found = {row["number"]: row for row in rows(connection, "search/rows", numbers=json.dumps(numbers))}
    return [found[number] for number in numbers if number in found]


def sql_address(asked: Asked) -> str:
    """Return the address of Datasette's SQL page with this very search."""
    sql, values = statement(asked.words, asked.filters, newest_first=asked.newest_first)
    sql = re.sub(r"\s+", " ", sql)
    sql = re.sub(r" (FROM|WHERE|ORDER BY|LEFT JOIN outlets|AND articles) ", r"\n\1 ", sql)
    return "/archive?" + urlencode({"sql": sql} | values)


def entry_id(url: str) -> str:
    """Return an id for a feed (RFC 4287, 4.2.6), the same in every copy: made of the article's address."""
    return uuid5(NAMESPACE_URL, url).urn


def xml_text(text: str | None) -> str:
    """Return a text without what XML can't hold."""
    return _NOT_XML.sub("", text or "")


async def _batches(numbers: Ints, ask: Ask) -> AsyncIterator[list[Row]]:
    for start in range(0, len(numbers), BATCH):
        yield await ask(partial(read_rows, numbers=numbers[start : start + BATCH].tolist()))
