"""A page read again: its editions, and captures read anew with the rules of today."""

from __future__ import annotations

from datetime import timedelta

from sqlite_utils import Database

from archive.ingest.grouping import group_all
from archive.ingest.reading import read_captures
from archive.store import articles, captures, frontier
from archive.store.search import search
from archive.store.warc import Exchange, WarcWriter
from tests.hand_fed import DISPATCH, NOW, Archive, page


def test_a_changed_text_is_a_new_edition_and_white_space_is_none(archive):
    url = "http://paper.example/2026/seahorses-counted"
    archive.capture((url, page("Seahorses counted", DISPATCH)))
    archive.capture((url, page("Seahorses counted", tuple(p.replace(" ", "  ") for p in DISPATCH))))
    archive.capture((url, page("Seahorses counted", (*DISPATCH, "Correction: the count took ten days."))))
    archive.read()
    assert archive.rows("SELECT state FROM captures ORDER BY fetched") == [("read",), ("unchanged",), ("read",)]
    assert len(archive.rows("SELECT id FROM editions")) == 2
    [(text,)] = archive.rows("SELECT text FROM articles")
    assert "Correction" in str(text)
    assert search(archive.database, "correction").total == 1


def test_an_older_capture_that_comes_later_does_not_become_the_current_text(archive):
    url = "http://paper.example/2026/seahorses-counted"
    archive.capture((url, page("Seahorses counted", (*DISPATCH, "Updated with the final count."))))
    archive.read()
    archive.at = NOW - timedelta(days=2)
    archive.capture((url, page("Seahorses are counted", DISPATCH)))
    archive.read()
    assert archive.rows("SELECT headline, first_seen FROM articles") == [("Seahorses counted", "2026-11-18T12:01:00Z")]
    assert len(archive.rows("SELECT id FROM editions")) == 2


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table that tells what the archive holds."""
    tables = ("articles", "editions", "credits", "stories", "pickups", "links", "captures")
    return {table: sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}


def test_reading_again_changes_nothing_when_the_rules_are_the_same(archive):
    for outlet in ("paper", "herald", "post"):
        archive.capture((f"http://{outlet}.example/2026/seahorses-counted", page(f"Seahorses in {outlet}", DISPATCH)))
    archive.read()
    before = everything(archive.database)
    read_captures(archive.database, archive.folder, captures.with_text(archive.database))
    assert articles.sweep(archive.database) == []
    group_all(archive.database)
    assert everything(archive.database) == before


def repeated(archive: Archive, body: bytes, url: str = "http://paper.example/2026/seahorses-counted") -> None:
    """Read a page, then let its server answer twice that nothing has changed: in so many words, and by the bytes."""
    archive.capture((url, body))
    archive.read()
    archive.capture((url, body))
    with WarcWriter(archive.folder.warc, "later") as writer:
        archive.at += timedelta(hours=1)
        exchange = Exchange(url, archive.at, 304, (), b"", "Not Modified", link=frontier.address_key(url))
        captures.keep(archive.database, writer, exchange, "run")


def test_reading_again_keeps_what_later_answers_only_confirmed(archive):
    repeated(archive, page("Seahorses counted", (*DISPATCH, "--IANS")))
    before = everything(archive.database)
    read_captures(archive.database, archive.folder, captures.with_text(archive.database))
    assert articles.sweep(archive.database) == []
    assert everything(archive.database) == before
    assert archive.rows("SELECT agency, \"current\" FROM credits WHERE form = 'tagline'") == [("ians", 1)]


def test_an_article_read_anew_takes_the_new_text_though_its_page_was_confirmed_since(archive):
    repeated(archive, page("Seahorses counted", DISPATCH))
    [(name, seen)] = archive.rows("SELECT article, last_seen FROM editions")
    # as if rules of yesterday had kept a teaser in the text, and so made another edition of it
    archive.database.execute("PRAGMA foreign_keys = OFF")
    archive.database.execute("UPDATE credits SET edition = 'old'")
    archive.database.execute("UPDATE editions SET id = 'old', text = 'Read also: Kilns' || text")
    archive.database.execute("UPDATE articles SET edition = 'old', text = 'Read also: Kilns' || text")
    archive.database.execute("UPDATE captures SET edition = 'old' WHERE article IS NOT NULL")
    archive.database.execute("PRAGMA foreign_keys = ON")
    read_captures(archive.database, archive.folder, captures.with_text(archive.database))
    assert articles.sweep(archive.database) == [name]
    assert archive.rows("SELECT text FROM articles") == [("\n".join(DISPATCH),)]
    [(edition, last)] = archive.rows("SELECT id, last_seen FROM editions")
    assert last == seen
    assert archive.rows("SELECT DISTINCT edition FROM captures") == [(edition,)]
