"""What a crawl is given: sources with and without channels, addresses by hand, wrong calls."""

from __future__ import annotations

import gzip

import pytest

from tests.daily_lamp import ARTICLE, HOME, HOST
from tests.small_web import Crawler, SmallWeb


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
