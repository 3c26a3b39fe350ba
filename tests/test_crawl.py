"""What a crawl leaves behind: evidence in WARC files, and each link in one state."""

from __future__ import annotations

import gzip
import json

from tests.daily_lamp import ARTICLE, HOME, HOST, articles, warc_files_are_sound
from tests.small_web import Answer, Crawler, SmallWeb

AT_ONCE = 'revisit = ["0m", "0m"]'


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
