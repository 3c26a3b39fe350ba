"""An archive fed by hand: pages written here, kept as a crawl would keep them, read and grouped."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.ingest.grouping import group_new
from archive.ingest.pool import load_catalogue
from archive.ingest.reading import agency_rows, read_captures
from archive.store import articles, captures, frontier
from archive.store.database import open_archive, writing
from archive.store.folder import Folder
from archive.store.warc import Exchange, WarcWriter

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DISPATCH = (
    "Divers counted eleven thousand seahorses in the lagoon of Port Amaro this week, four times as many as last year.",
    "The count took nine days and two hundred volunteers, among them the whole brass band of the fishing village.",
    "Marine biologist Asha Verlane told IANS that the seagrass planted in 2021 had made the difference.",
    "The lagoon had been closed to trawlers for five years after a petition by the fishermen themselves.",
    "A second count is planned for the spring, when the water is colder and the animals are slower.",
)


def page(
    headline: str, paragraphs: tuple[str, ...], published: str = "2026-11-20T08:00:00+05:30", more: str = ""
) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} | The Paper</title>
    <meta property="og:type" content="article">
    <meta property="article:published_time" content="{published}">{more}</head>
    <body><header><a href="/">The Paper</a></header><article><h1>{headline}</h1>{text}</article>
    <footer>Invented for a test.</footer></body></html>""".encode()


def long_page() -> bytes:
    """Return a page of twenty megabytes."""
    return page("Long", tuple(f"Sentence {n} of a very long text that never ends." for n in range(400_000)))


class Archive:
    """An archive in a folder of its own, fed by hand."""

    def __init__(self, root: Path) -> None:
        self.folder = Folder(root / "data")
        self.database: Database = open_archive(self.folder.database)
        with writing(self.database):
            articles.put_agencies(self.database, agency_rows(load_catalogue(self.folder.agencies)))
        self.at = NOW

    def capture(
        self, *pages: tuple[str, bytes], headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)
    ) -> None:
        """Keep pages as a crawl would: (address, body)."""
        with WarcWriter(self.folder.warc, f"t{len(list(self.folder.warc.glob('*')))}") as writer:
            for url, body in pages:
                self.at += timedelta(minutes=1)
                outlet = frontier.outlet_of(self.database, url, self.at)
                frontier.add_links(self.database, [frontier.FoundLink(url)], outlet, "by hand", self.at)
                key = frontier.address_key(url)
                captures.keep(
                    self.database,
                    writer,
                    Exchange(url, self.at, 200, headers, body, "OK", link=key, outlet=outlet),
                    "run",
                )

    def read(self) -> dict[str, int]:
        """Read what waits, and group it."""
        counts = read_captures(self.database, self.folder, captures.waiting(self.database))
        group_new(self.database)
        return dict(counts)

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        return self.database.execute(sql, values).fetchall()


def foreign_warc(path: Path, *records: tuple[str, str, bytes], packed: bool = True) -> None:
    """Write a WARC file as another crawler would: (address, media type, body)."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "another crawler"}))
        for url, kind, body in records:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
            )
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
