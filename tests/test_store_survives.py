"""What the store survives: a kill, a full disk, several writers at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from archive.errors import ArchiveError
from archive.store import captures, frontier, runs
from archive.store.database import open_archive, writing
from archive.store.lock import BusyError, only_writer
from archive.store.mending import mend
from archive.store.warc import WarcWriter
from tests.outlet_a import NOW, OUTLET, answer, found, link, no_complaint

ROOT = Path(__file__).parents[1]


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
from tests.outlet_a import answer
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
