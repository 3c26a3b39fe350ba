"""A crawl that is killed, asked to stop, or finds the disk full loses nothing, and the next goes on."""

from __future__ import annotations

import random
import resource
import signal

import pytest

from archive.store.lock import HELD, only_writer
from tests.daily_lamp import articles, warc_files_are_sound
from tests.small_web import Crawler, SmallWeb, wait_for


def test_a_crawl_that_is_killed_goes_on_where_it_stood(web: SmallWeb, crawler: Crawler) -> None:
    urls = articles(web, *(f"story-{number}" for number in range(40)))
    for seen in (3, 15, 30):
        process = crawler.start()
        wait_for(lambda seen=seen: len({one.url for one in web.asked(*urls)}) >= seen)  # type: ignore[misc]
        process.send_signal(signal.SIGKILL)
        process.communicate()
    crawled = crawler.crawl()
    assert crawled.code == 0
    assert crawled.links() == dict.fromkeys(urls, "captured")
    pages = crawled.rows("SELECT link, count(*) FROM captures WHERE purpose = 'page' AND state = 'waiting' GROUP BY 1")
    assert len(pages) == 40
    assert {count for _, count in pages} == {1}
    # A page is asked again only when its answer was on the way at the moment of a kill.
    assert sum(len(web.asked(url)) - 1 for url in urls) <= 3
    assert crawled.rows("PRAGMA integrity_check") == [("ok",)]
    assert warc_files_are_sound(crawled.data)
    assert list((crawled.data / "warc").glob("*.open")) == []
    states = crawled.rows("SELECT state, count(*) FROM runs GROUP BY 1 ORDER BY 1")
    assert states == [("ended", 1), ("killed", 3)]


def test_a_crawl_that_is_asked_to_stop_ends_its_files(web: SmallWeb, crawler: Crawler) -> None:
    urls = articles(web, *(f"story-{number}" for number in range(200)))
    process = crawler.start()
    wait_for(lambda: len(web.asked(*urls)) >= 5)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=30)
    crawled = crawler.archive(process.returncode, output)
    assert crawled.code == 0
    assert len(web.asked(*urls)) < 200
    kept = crawled.rows("SELECT count(*) FROM captures WHERE purpose = 'page'")[0][0]
    assert kept == len(web.asked(*urls))
    assert crawled.rows("SELECT state FROM runs") == [("stopped",)]
    assert warc_files_are_sound(crawled.data)
    assert list((crawled.data / "warc").glob("*.open")) == []


def test_a_crawl_may_be_given_a_time_to_end(web: SmallWeb, crawler: Crawler) -> None:
    urls = articles(web, *(f"story-{number}" for number in range(100)))
    crawled = crawler.crawl("-s", "CLOSESPIDER_TIMEOUT=1", delay=0.1)
    assert crawled.code == 0
    assert "stopped (closespider_timeout)" in crawled.output
    states = set(crawled.links().values())
    assert states == {"captured", "found"}
    assert len(web.asked(*urls)) < 30


def test_a_second_crawl_says_that_the_first_still_runs_and_leaves(
    web: SmallWeb, crawler: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HELD, raising=False)
    articles(web, "a")
    with only_writer(crawler.folder / "data" / "archive.lock", "crawl outlets"):
        crawled = crawler.crawl()
    assert crawled.code == 0
    assert "busy: crawl outlets" in crawled.output
    assert web.asked() == []


def test_a_full_disk_ends_the_crawl_with_one_line_and_loses_nothing(web: SmallWeb, crawler: Crawler) -> None:
    urls = articles(web, "a", "b", "c")
    for url in urls:
        web.put(url, random.Random(url).randbytes(300_000))
    limit = 400 * 1024  # bytes of one file: the database fits, the WARC file does not

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    crawled = crawler.crawl(preexec_fn=small_disk)
    assert crawled.code == 1
    assert "free space and start again" in crawled.output
    assert "Traceback" not in crawled.output
    crawled = crawler.crawl()
    assert crawled.links() == dict.fromkeys(urls, "captured")
    assert warc_files_are_sound(crawled.data)
