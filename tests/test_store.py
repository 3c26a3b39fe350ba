"""The store: links and when they are due, answers, and archives of another version."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from archive.errors import ArchiveError
from archive.store import captures, frontier
from archive.store.database import open_archive, stamp
from archive.store.folder import Folder
from archive.store.warc import WarcWriter
from tests import small_archive
from tests.outlet_a import NOW, OUTLET, answer, found, link, no_complaint


def test_an_address_is_added_once_however_it_is_spelt(database):
    assert (
        found(database, "http://a.example/one?utm_source=x", "https://www.a.example/one/", "http://a.example/two") == 2
    )


def test_an_address_climbs_the_ladder_and_then_rests(database, tmp_path):
    found(database, "http://a.example/one")
    at = NOW
    waits = []
    with WarcWriter(tmp_path / "warc", "t") as writer:
        for number in range(len(frontier.LADDER) + 1):
            captures.keep(database, writer, answer("http://a.example/one", b"%d" % number, at=at), "run")
            due = link(database, "a.example/one")["due"]
            if due:
                waits.append(datetime.fromisoformat(str(due)) - at)
                assert not frontier.due(database, OUTLET.id, at)
                at += waits[-1]
                assert [visit.key for visit in frontier.due(database, OUTLET.id, at)] == ["a.example/one"]
    assert tuple(waits) == frontier.LADDER
    assert link(database, "a.example/one")["due"] is None


def test_failures_are_tried_again_later_and_later_and_then_no_more(database):
    found(database, "http://a.example/one")
    for wait in frontier.BACKOFF:
        frontier.settle(database, "a.example/one", "failed", "503", NOW)
        assert link(database, "a.example/one")["due"] == stamp(NOW + wait)
    frontier.settle(database, "a.example/one", "failed", "503", NOW)
    assert link(database, "a.example/one")["due"] is None
    assert frontier.counts(database) == {"failed: 503": 1}


def test_the_same_body_again_is_a_revisit_record_and_unchanged(database, tmp_path):
    found(database, "http://a.example/one")
    later = NOW + timedelta(hours=1)
    with WarcWriter(tmp_path / "warc", "t") as writer:
        states = [
            captures.keep(database, writer, answer("http://a.example/one"), "run"),
            captures.keep(database, writer, answer("http://a.example/one", at=later), "run"),
            captures.keep(
                database, writer, answer("http://a.example/one", b"", 304, later + timedelta(hours=1)), "run"
            ),
            captures.keep(
                database, writer, answer("http://a.example/one", b"new", at=later + timedelta(hours=2)), "run"
            ),
        ]
    assert states == ["waiting", "unchanged", "unchanged", "waiting"]
    assert len(captures.waiting(database)) == 2
    assert captures.counts(database, "run") == {"unchanged": 2, "waiting": 2}
    assert no_complaint(tmp_path / "warc")


def test_a_database_of_a_newer_version_is_refused_with_one_line(tmp_path):
    database = open_archive(tmp_path / "archive.db")
    database.table("_sqlite_migrations").insert(
        {"migration_set": "archive", "name": "from_the_future", "applied_at": ""}
    )
    with pytest.raises(ArchiveError, match=r"newer version .*from_the_future.*update the program"):
        open_archive(tmp_path / "archive.db")


def test_in_an_archive_of_before_words_are_counted_as_they_are_in_a_new_one(tmp_path):
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    database = open_archive(folder.database)
    counts = "SELECT id, words FROM articles UNION ALL SELECT id, words FROM editions ORDER BY 1"
    new = database.execute(counts).fetchall()
    for table in ("articles", "editions"):
        database.execute(f"UPDATE {table} SET words = 0")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = 'compared_words'")
    assert open_archive(folder.database).execute(counts).fetchall() == new
    assert 0 not in dict(new).values()


def test_a_file_that_is_no_database_is_refused_with_one_line(tmp_path):
    (tmp_path / "archive.db").write_bytes(b"not a database" * 100)
    with pytest.raises(ArchiveError, match="move the file away"):
        open_archive(tmp_path / "archive.db")
