"""What a crawl leaves behind: evidence in WARC files, each link in one state, and a frontier that survives anything."""

from __future__ import annotations

import gzip
import json
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store.lock import HELD, only_writer
from tests.small_web import Answer, Crawler, SmallWeb, small_web, wait_for

HOST = "daily-lamp.example"
HOME = f"http://{HOST}/"
ARTICLE = "<html><body><h1>Ferry arrives</h1><p>The ferry arrived on Friday, two days late.</p></body></html>"
AT_ONCE = 'revisit = ["0m", "0m"]'


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    with small_web() as web:
        yield web


@pytest.fixture
def crawler(web: SmallWeb, tmp_path: Path) -> Crawler:
    return Crawler(web, tmp_path).source(HOST, f'feeds = ["{HOME}feed"]')


def articles(web: SmallWeb, *names: str) -> list[str]:
    """Put articles and a feed of them into the web."""
    urls = [web.put(HOME + name, ARTICLE.replace("ferry", name)) for name in names]
    web.feed(HOME + "feed", urls)
    return urls


def warc_files_are_sound(data: Path) -> bool:
    files = sorted((data / "warc").glob("*.warc.gz"))
    check = [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, files)]
    return bool(files) and subprocess.run(check, check=False).returncode == 0


def test_every_answer_is_a_record_and_a_row(web: SmallWeb, crawler: Crawler) -> None:
    old = web.put(HOME + "old", status=301, headers=(("Location", "/new"),))
    web.put(HOME + "new", gzip.compress(ARTICLE.encode()), headers=(("Content-Encoding", "gzip"),))
    gone = web.put(HOME + "gone", "no more", 404)
    web.feed(HOME + "feed", [old, gone])
    crawled = crawler.crawl()
    assert crawled.code == 0
    assert crawled.rows("SELECT purpose, url, status, state, reason FROM captures ORDER BY rowid") == [
        ("robots", HOME + "robots.txt", 200, "not an article", "robots"),
        ("feed", HOME + "feed", 200, "not an article", "feed"),
        ("page", gone, 404, "failed", "404"),
        ("page", old, 301, "not an article", "redirect to /new"),
        ("page", HOME + "new", 200, "waiting", ""),
    ]
    assert crawled.links() == {old: "captured", gone: "failed: 404"}
    assert warc_files_are_sound(crawled.data)
    states = json.loads(crawled.rows("SELECT counts FROM runs WHERE state = 'ended'")[0][0])
    assert states["links"] == {"captured": 1, "failed: 404": 1}


def test_a_second_run_asks_for_no_page_that_is_not_due(web: SmallWeb, crawler: Crawler) -> None:
    urls = articles(web, "a", "b")
    crawler.crawl()
    crawled = crawler.crawl()
    assert [len(web.asked(url)) for url in urls] == [1, 1]
    assert len(web.asked(HOME + "feed")) == 2
    assert set(crawled.links().values()) == {"captured"}


def test_a_page_that_is_due_is_asked_whether_it_changed(web: SmallWeb, crawler: Crawler) -> None:
    (url,) = articles(web, "a")
    tag = ("ETag", '"one"')
    first, same = Answer(ARTICLE.encode(), headers=(tag,)), Answer(status=304, headers=(tag,))
    web.pages[url] = lambda count: first if count == 1 else same
    crawler.source(HOST, f'feeds = ["{HOME}feed"]', crawl=AT_ONCE)
    crawler.crawl()
    crawled = crawler.crawl()
    assert [one.headers.get("If-None-Match") for one in web.asked(url)] == [None, '"one"']
    assert crawled.rows("SELECT status, state FROM captures WHERE link <> '' ORDER BY rowid") == [
        (200, "waiting"),
        (304, "unchanged"),
    ]


def test_a_page_that_says_nothing_of_changes_is_compared_by_its_bytes(web: SmallWeb, crawler: Crawler) -> None:
    (url,) = articles(web, "a")
    crawler.source(HOST, f'feeds = ["{HOME}feed"]', crawl=AT_ONCE)
    crawler.crawl()
    crawler.crawl()
    web.put(url, ARTICLE.replace("two", "three"))
    crawled = crawler.crawl()
    states = crawled.rows("SELECT state FROM captures WHERE link <> '' ORDER BY rowid")
    assert [state for (state,) in states] == ["waiting", "unchanged", "waiting"]
    assert warc_files_are_sound(crawled.data)
    crawler.crawl()
    assert len(web.asked(url)) == 3  # the ladder has two rungs: after the last the page rests for good


def test_a_feed_that_did_not_change_is_not_sent_again(web: SmallWeb, crawler: Crawler) -> None:
    articles(web, "a")
    feed, tag = web.pages[HOME + "feed"], ("ETag", '"f1"')
    assert isinstance(feed, Answer)
    whole, same = Answer(feed.body, kind=feed.kind, headers=(tag,)), Answer(status=304, headers=(tag,))
    web.pages[HOME + "feed"] = lambda count: whole if count == 1 else same
    crawler.crawl()
    crawled = crawler.crawl()
    assert [one.headers.get("If-None-Match") for one in web.asked(HOME + "feed")] == [None, '"f1"']
    assert crawled.rows("SELECT state, failures FROM channels") == [("read", 0)]


def test_each_link_ends_in_one_state_with_its_reason(web: SmallWeb, crawler: Crawler) -> None:
    busy = Answer(b"bad day", 503)
    urls = {
        web.put(HOME + "fine", ARTICLE): "captured",
        web.put(HOME + "empty", ""): "captured",
        web.put(HOME + "broken-gzip", b"\x1f\x8bnot gzip", headers=(("Content-Encoding", "gzip"),)): "captured",
        web.put(HOME + "always-busy", "bad day", 503): "failed: 503",
        web.put(HOME + "forbidden", "no", 403): "failed: 403",
        web.put(HOME + "gone", "no more", 410): "failed: 410",
        web.put(HOME + "loop", status=302, headers=(("Location", "/loop"),)): "failed: too many redirects",
        web.put(HOME + "short", "half", claim=5000): "failed: answer cut short",
        web.put(HOME + "slow", ARTICLE, wait=3.0): "failed: timed out",
        web.put(HOME + "hang-up", hang_up=True): "failed: connection broke",
        web.put(HOME + "huge", b"x" * (9 * 2**20)): "refused: larger than 8 MB",
        web.put(HOME + "nowhere", status=302, headers=(("Location", "http://[bad/"),)): "refused: not a web address",
    }
    once = web.put(HOME + "fails-once", ARTICLE)
    good = web.pages[once]
    web.pages[once] = lambda count: busy if count == 1 else good  # type: ignore[return-value]
    urls[once] = "captured"
    web.feed(HOME + "feed", list(urls))
    crawled = crawler.crawl("-s", "DOWNLOAD_TIMEOUT=1")
    assert crawled.links() == urls
    assert "Traceback" not in crawled.output
    counted = json.loads(crawled.rows("SELECT counts FROM runs")[0][0])["links"]
    assert sum(counted.values()) == len(urls)
    again = dict(crawled.rows("SELECT url, due IS NOT NULL FROM links"))
    assert (again[HOME + "always-busy"], again[HOME + "huge"]) == (1, 0)


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


def test_a_wrong_call_ends_with_one_line_and_code_2(web: SmallWeb, crawler: Crawler) -> None:
    crawler.source(HOST, 'feed = ["x"]')
    crawled = crawler.crawl()
    assert crawled.code == 2
    last = crawled.output.strip().splitlines()[-1]
    assert last == f"{crawler.folder / 'sources.toml'}:6: unknown key 'feed'; did you mean 'feeds'?"
    assert "Traceback" not in crawled.output
    missing = crawler.crawl("-a", "sources=/no/such.toml")
    assert (missing.code, "/no/such.toml: No such file" in missing.output) == (2, True)
    crawler.source(HOST, "")
    other = crawler.crawl("-a", "only=Lamp")
    assert (other.code, "no source is named 'Lamp'" in other.output) == (2, True)
    typo = crawler.crawl("-a", "onyl=Lamp")
    assert (typo.code, "-a onyl=… is not known; give -a sources=… or -a only=…" in typo.output) == (2, True)
    stranger = crawler.crawl(spider="outlet")
    assert (stranger.code, "no spider 'outlet'; name one: outlets or pages" in stranger.output) == (2, True)
    assert web.asked() == []


def test_a_source_that_needs_a_browser_is_left_out_with_a_line(web: SmallWeb, crawler: Crawler) -> None:
    if _playwright_is_here():
        pytest.skip("scrapy-playwright is installed")
    crawled = crawler.source(HOST, "render = true").crawl()
    assert "render = true needs a browser; run pip install 'wire-archive[browser]'" in crawled.output
    assert (crawled.code, web.asked()) == (0, [])


def _playwright_is_here() -> bool:
    from crawler import browser

    return browser.installed()


def test_an_outlet_without_channels_is_found_out_from_its_front_page_and_robots_txt(
    web: SmallWeb, crawler: Crawler
) -> None:
    crawler.source(HOST, "")
    by_front = web.put(HOME + "2026/11/20/by-front", ARTICLE)
    by_feed = web.put(HOME + "by-feed", ARTICLE)
    by_news = web.put(HOME + "by-news", ARTICLE)
    by_part = web.put(HOME + "2026/11/20/by-part", ARTICLE)
    web.put(HOME, f'<link rel="alternate" type="application/rss+xml" href="/rss"><a href="{by_front}">F</a>')
    web.feed(HOME + "rss", [by_feed])
    web.put(HOME + "robots.txt", f"User-agent: *\nSitemap: {HOME}index.xml\n", kind="text/plain")
    web.put(
        HOME + "index.xml",
        f"<sitemapindex><sitemap><loc>{HOME}news.xml.gz</loc></sitemap><sitemap><loc>{HOME}all.xml</loc></sitemap>"
        "</sitemapindex>",
        kind="text/xml",
    )
    news = (
        '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{}</loc><n:news>'
        "<n:publication_date>2099-01-01</n:publication_date><n:title>T</n:title></n:news></url></urlset>"
    )
    web.put(HOME + "news.xml.gz", gzip.compress(news.format(by_news).encode()), kind="application/gzip")
    web.put(HOME + "all.xml", f"<urlset><url><loc>{by_part}</loc></url><url><loc>{HOME}contact</loc></url></urlset>")
    crawled = crawler.crawl()
    assert set(crawled.links()) == {by_front, by_feed, by_news, by_part}
    assert dict(crawled.rows("SELECT substr(url, ?), kind FROM channels", len(HOME) + 1)) == {
        "": "front",
        "rss": "feed",
        "index.xml": "index",
        "news.xml.gz": "part",
        "all.xml": "part",
    }
    crawler.source(HOST, f'feeds = ["{HOME}rss"]')
    crawled = crawler.crawl()
    assert crawled.rows("SELECT url FROM channels WHERE kind <> 'part'") == [(HOME + "rss",)]


def test_a_channel_that_is_no_feed_is_told(web: SmallWeb, crawler: Crawler) -> None:
    web.put(HOME + "feed", "<html>Moved</html>")
    crawled = crawler.crawl()
    assert crawled.rows("SELECT state, reason, failures FROM channels") == [("failed", "no entry in it", 1)]
    assert "no entry in it" in crawled.output


def test_addresses_given_by_hand_are_always_fetched(web: SmallWeb, crawler: Crawler) -> None:
    url, other = web.put(HOME + "a", ARTICLE), web.put("http://coast-herald.example/b?x=1,2", ARTICLE)
    arguments = ("-a", f"urls=nonsense,{url},{other},http://127.0.0.1/")
    crawled = crawler.crawl(*arguments, spider="pages")
    assert crawled.links() == {url: "captured", other: "captured", "http://127.0.0.1/": "refused: private address"}
    assert "nonsense: refused: not http(s); give a whole address" in crawled.output
    listed = crawler.folder / "pages.txt"
    listed.write_text(f"# again\n{url}\n\n", encoding="utf-8")
    crawler.crawl("-a", f"file={listed}", spider="pages")
    assert len(web.asked(url)) == 2
    nothing = crawler.crawl(spider="pages")
    assert (nothing.code, "no address; give -a urls=" in nothing.output) == (2, True)
    missing = crawler.crawl("-a", "file=/no/list.txt", spider="pages")
    assert (missing.code, "/no/list.txt: No such file" in missing.output) == (2, True)
