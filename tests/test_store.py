"""The store: what a crawl leaves in it, and what survives a kill, a full disk, a newer version."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlite_utils import Database
from warcio.checker import Checker

from archive.errors import ArchiveError
from archive.store import captures, frontier, runs
from archive.store.database import open_archive, stamp, writing
from archive.store.folder import Folder
from archive.store.lock import BusyError, only_writer
from archive.store.mending import mend
from archive.store.warc import Exchange, Slot, WarcReading, WarcWriter, read_record
from tests import small_archive

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OUTLET = frontier.Outlet("a.example", "The A", "http://a.example/")
HTML = (("Content-Type", "text/html"), ("ETag", '"v1"'))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = open_archive(tmp_path / "archive.db")
    frontier.put_outlets(database, [OUTLET], NOW)
    return database


def found(database: Database, *urls: str, now: datetime = NOW) -> int:
    return frontier.add_links(database, [frontier.FoundLink(url) for url in urls], OUTLET.id, "feed", now)


def answer(url: str, body: bytes = b"<p>text</p>", status: int = 200, at: datetime = NOW) -> Exchange:
    return Exchange(url, at, status, HTML, body, "OK", link=frontier.address_key(url), outlet=OUTLET.id)


def link(database: Database, key: str) -> dict[str, object]:
    return dict(database.table("links").get(key))


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


def test_a_record_reads_back_byte_for_byte(tmp_path):
    body = bytes(range(256)) * 100
    sent = Exchange(
        "http://a.example/ü?q=1",
        NOW,
        200,
        (
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("X", "a\r\n b"),
        ),
        body,
        "OK",
    )
    with WarcWriter(tmp_path / "warc", "t") as writer:
        slot = writer.write(sent)
    back = read_record(tmp_path / "warc", slot)
    assert (back.body, back.status, back.fetched, back.header("content-encoding")) == (body, 200, NOW, "gzip")


def no_complaint(folder: Path) -> bool:
    """Say whether `warcio check` passes on every file."""

    files = [str(path) for path in sorted(folder.glob("*.warc.gz"))]
    checker = Checker(SimpleNamespace(inputs=files, verbose=False))
    checker.process_all()
    return checker.exit_value == 0


def test_what_a_kill_leaves_is_mended(database, tmp_path):
    folder = tmp_path / "warc"
    found(database, "http://a.example/one", "http://a.example/two")
    writer = WarcWriter(folder, "t")
    captures.keep(database, writer, answer("http://a.example/one"), "run")
    writer.write(answer("http://a.example/two"))  # killed here: the record is written, its row is not
    with next(folder.glob("*.open")).open("ab") as file:
        file.write(b"\x1f\x8b\x08half a record")
    [line] = mend(database, folder, NOW)
    assert "16 bytes of a broken record" in line
    assert "1 captures taken up" in line
    assert len(captures.waiting(database)) == 2
    assert link(database, "a.example/two")["state"] == "captured"
    assert {path.suffix for path in folder.iterdir()} == {".broken", ".gz"}
    assert no_complaint(folder)
    assert mend(database, folder, NOW) == []


def test_a_row_whose_record_is_lost_is_due_again(database, tmp_path):
    found(database, "http://a.example/one")
    writer = WarcWriter(tmp_path / "warc", "t")
    captures.keep(database, writer, answer("http://a.example/one"), "run")
    path = next((tmp_path / "warc").glob("*.open"))
    path.write_bytes(path.read_bytes()[:-30])  # the machine lost power before the last block reached the disk
    mend(database, tmp_path / "warc", NOW)
    assert link(database, "a.example/one")["state"] == "failed"
    assert frontier.due(database, OUTLET.id, NOW + timedelta(hours=2))


def test_a_run_that_never_ended_is_closed_as_killed(database):
    first = runs.begin(database, "crawl", NOW)
    second = runs.begin(database, "crawl", NOW + timedelta(minutes=1))
    runs.end(database, second, NOW + timedelta(minutes=2), more={"passed over": {"image/png": 3}})
    states = dict(database.execute("SELECT id, state FROM runs").fetchall())
    assert states == {first: "killed", second: "ended"}


def test_a_png_is_no_warc_file(tmp_path):
    path = tmp_path / "picture.warc.gz"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(ArchiveError, match="not a WARC file"):
        list(WarcReading().exchanges(path))


def test_a_file_cut_off_in_the_middle_gives_what_is_whole(tmp_path):
    with WarcWriter(tmp_path, "t") as writer:
        slots = [writer.write(answer(f"http://a.example/{n}", b"x" * 5000 + b"%d" % n)) for n in range(3)]
    path = tmp_path / slots[0].warc
    path.write_bytes(path.read_bytes()[: slots[2].offset + 40])
    reading = WarcReading()
    assert [one.url for one in reading.exchanges(path)] == ["http://a.example/0", "http://a.example/1"]
    assert reading.passed_over == {"broken record": 1}


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


def test_a_full_disk_ends_the_step_and_loses_nothing(database):
    found(database, "http://a.example/one")
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="free space"):
        found(database, *(f"http://a.example/{'long' * 100}/{n}" for n in range(1000)))
    assert frontier.counts(database) == {"found": 1}
    database.execute("PRAGMA max_page_count = 1073741823")
    assert found(database, "http://a.example/two") == 1


def test_a_disk_that_takes_no_more_records_is_told_in_one_line(tmp_path):
    code = f"""
import resource, signal
from pathlib import Path
from tests.test_store import answer
from archive.store.warc import WarcWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
import random
with WarcWriter(Path({str(tmp_path)!r}), "t") as writer:
    for number in range(100):
        writer.write(answer("http://a.example/one", random.randbytes(4000)))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "free space and start again" in ran.stderr


def test_four_writers_at_once_lose_nothing(tmp_path):
    open_archive(tmp_path / "archive.db")
    code = f"""
from datetime import datetime, UTC
from pathlib import Path
import sys
from archive.store import frontier
from archive.store.database import open_archive
database = open_archive(Path({str(tmp_path / "archive.db")!r}))
now = datetime(2026, 11, 20, tzinfo=UTC)
frontier.put_outlets(database, [frontier.Outlet("a.example", "A", "http://a.example/")], now)
for number in range(50):
    key = f"a.example/{{sys.argv[1]}}/{{number}}"
    frontier.add_links(database, [frontier.FoundLink("http://" + key)], "a.example", "f", now)
    frontier.settle(database, key, "failed", "503", now)
"""
    writers = [subprocess.Popen([sys.executable, "-c", code, str(n)], cwd=ROOT) for n in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    assert frontier.counts(open_archive(tmp_path / "archive.db")) == {"failed: 503": 200}


def test_one_writer_at_a_time_and_the_kernel_frees_the_lock(tmp_path):
    code = f"""
import time
from pathlib import Path
from archive.store.folder import Folder
from archive.store.lock import only_writer
with only_writer(Path({str(tmp_path / "lock")!r}), "crawl outlets"):
    print("held", flush=True)
    time.sleep(60)
"""
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(BusyError, match="busy: crawl outlets"), only_writer(tmp_path / "lock", "ingest"):
        pass
    holder.kill()
    holder.wait()
    with only_writer(tmp_path / "lock", "ingest"), only_writer(tmp_path / "lock", "a step of it"):
        pass


def test_a_step_that_fails_leaves_no_half(database):
    with pytest.raises(sqlite3.IntegrityError), writing(database):
        database.execute("INSERT INTO outlets (id, name) VALUES ('b', 'B')")
        database.execute("INSERT INTO outlets (id, name) VALUES ('b', 'B')")
    assert database.execute("SELECT count(*) FROM outlets").fetchone()[0] == 1


def test_slots_name_the_final_file_while_it_is_still_open(tmp_path):
    writer = WarcWriter(tmp_path, "t", largest=2000)
    slots = [writer.write(answer(f"http://a.example/{n}", bytes(5000))) for n in range(20)]
    assert len({slot.warc for slot in slots}) > 1
    assert read_record(tmp_path, slots[-1]).url == "http://a.example/19"
    with pytest.raises(ArchiveError, match="no response at byte"):
        read_record(tmp_path, Slot(slots[0].warc, 0, slots[0].offset))
    writer.close()
    assert no_complaint(tmp_path)
