"""Serving: the newest copy without a restart, a port that is taken, a copy that is missing or old."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from pathlib import Path

import httpx
import pytest

from archive.errors import ArchiveError
from archive.site.app import build, serve
from archive.site.latest import Latest
from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor


def test_a_copy_published_while_it_is_read_is_shown_without_an_error(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    small_archive.publish(folder)
    visitor = Visitor(folder)
    assert "Late monsoon is here at last" in visitor.text(f"/article/{ids['herald']}")
    database = open_archive(folder.database)
    database.execute("UPDATE articles SET headline = 'Rain, finally' WHERE id = ?", [ids["herald"]])
    database.conn.close()
    assert "Late monsoon is here at last" in visitor.text(f"/article/{ids['herald']}")
    small_archive.publish(folder)
    assert "Rain, finally" in visitor.text(f"/article/{ids['herald']}")
    folder.published.unlink()  # the copy is gone: what is open goes on
    assert visitor.open("/robots.txt").status_code == 200


def test_readers_see_no_error_while_copies_are_swapped_again_and_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    small_archive.publish(folder)
    site = Latest(folder, build)

    async def reading() -> list[int]:
        transport = httpx.ASGITransport(app=site)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
            codes = []
            for _ in range(4):
                pages = [client.get(path) for path in (f"/article/{ids['lamp']}", "/", "/archive/articles") * 3]
                swap = asyncio.to_thread(small_archive.publish, folder)
                *answers, _ = await asyncio.gather(*pages, swap)
                codes += [answer.status_code for answer in answers]
            return codes

    assert set(asyncio.run(reading())) == {200}


def test_without_a_published_copy_serving_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"site\.db: nothing is published yet; run `make crawl` or `archive ingest`"):
        serve(Folder(tmp_path))


def test_a_copy_of_an_older_version_says_what_to_run(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    sqlite3.connect(folder.published).execute("CREATE TABLE articles (id TEXT)")
    with pytest.raises(ArchiveError, match=r"site\.db: .*; run `archive publish`"):
        serve(folder)


def test_a_copy_without_a_table_of_this_version_says_what_to_run(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    small_archive.publish(folder)
    sqlite3.connect(folder.published).execute("DROP TABLE packed")
    with pytest.raises(ArchiveError, match=r"site\.db: has no table 'packed'; run `archive publish`"):
        serve(folder)


def test_a_taken_port_is_said_and_the_next_one_used(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used: list[int] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: used.extend(s.getsockname()[1] for s in sockets))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        serve(visitor.folder, "127.0.0.1", taken)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"port {taken} is taken; using {used[0]}"
    assert lines[1].startswith(f"The archive is at http://127.0.0.1:{used[0]}/")


def test_answers_do_not_wait_to_be_acknowledged(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """asyncio sets TCP_NODELAY on sockets that name their protocol; without it each page takes 40 ms more."""
    protocols: list[int] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: protocols.extend(s.proto for s in sockets))
    serve(visitor.folder, "127.0.0.1", 0)
    assert protocols == [socket.IPPROTO_TCP]
