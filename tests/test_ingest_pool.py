"""A page that takes too long or too much, or kills what reads it, fails alone."""

from __future__ import annotations

from collections.abc import Callable

from archive.ingest import pool
from archive.ingest.reading import PageFile, read_files
from tests.hand_fed import DISPATCH, long_page, page


def _crash(*_: object) -> None:
    import os

    os._exit(9)


def test_a_page_that_kills_stops_or_fills_its_worker_fails_alone(tmp_path, monkeypatch):
    jobs: list[tuple[Callable[[], object]]] = [(_crash,), (_fine,), (_spin,), (_fine,), (_sleep,)]
    jobs += [(_fine,), (_hog,), (_fine,), (_large,)]
    monkeypatch.setattr(pool, "PAGE_SECONDS", 2)
    monkeypatch.setattr(pool, "PATIENCE", 8)
    readings = list(pool.in_pool(_call, jobs, tmp_path / "none.toml", processes=1))
    assert [reading.error for reading in readings] == [
        "reading it ended its process",
        "",
        "reading took longer than 2 s",
        "",
        "reading took longer than 16 s",
        "",
        "reading it took too much memory",
        "",
        "",
    ]


def test_saved_pages_have_the_same_limits(tmp_path, monkeypatch):
    """What `archive read --pages` runs: a page beyond the limits fails with its reason, its neighbours are read."""
    good, heavy = tmp_path / "good.html", tmp_path / "heavy.html"
    good.write_bytes(page("Seahorses counted", DISPATCH))
    heavy.write_bytes(long_page())
    files = [PageFile(f"http://paper.example/{n}", path) for n, path in enumerate((good, heavy, good))]
    monkeypatch.setattr(pool, "PAGE_BYTES", 60_000_000)
    starved = list(read_files(files, tmp_path / "none.toml"))
    assert [bool(reading.error) for reading in starved] == [False, True, False]
    assert "memory" in starved[1].error.lower() or "ended its process" in starved[1].error
    monkeypatch.setattr(pool, "PAGE_BYTES", 2**30)
    monkeypatch.setattr(pool, "PAGE_SECONDS", 1)
    hurried = list(read_files(files, tmp_path / "none.toml"))
    assert hurried[1].error == "reading took longer than 1 s"
    assert [hurried[n].article.headline for n in (0, 2)] == ["Seahorses counted"] * 2


def _call(work: Callable[[], object]) -> object:
    return work()


def _spin() -> None:
    while True:
        pass


def _sleep() -> None:
    import time

    time.sleep(60)


def _hog() -> object:
    return len(bytearray(3 * 2**29))


def _large() -> object:
    """Take half of what a page may take: the limit counts from what the worker itself holds."""
    assert len(bytearray(2**29)) == 2**29
    return _fine()


def _fine() -> object:
    from archive.article import Article
    from archive.ingest.pool import Reading

    return Reading(Article("http://paper.example/"))
