"""Where links come from: bytes of a feed, a sitemap, a page in; links out."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.discovery import sitemaps
from crawler.discovery.dates import w3c_date
from crawler.discovery.feeds import feed_links
from crawler.discovery.front import read_front
from crawler.discovery.links import Link, names_an_article
from crawler.discovery.sections import section_links
from crawler.discovery.sitemaps import read_sitemap, recent_children, recent_links, robots_sitemaps

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://www.daily-lamp.example/"


def test_an_rss_feed_gives_links_titles_and_times() -> None:
    rss = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Lamp</title>
    <item><title>Ferry &amp;amp; harbour: &lt;b&gt;late&lt;/b&gt;</title><link>https://www.daily-lamp.example/a-1</link>
    <pubDate>Fri, 20 Nov 2026 08:00:00 +0530</pubDate></item>
    <item><title>समुद्री घास</title><link> /b-2#top </link></item>
    <item><title>No address</title></item>
    <item><title>Twice</title><link>https://www.daily-lamp.example/a-1</link></item>
    </channel></rss>"""
    assert feed_links(rss.encode(), SITE + "rss.xml") == (
        Link(SITE + "a-1", "Ferry & harbour: late", "2026-11-20T02:30:00+00:00"),
        Link(SITE + "b-2", "समुद्री घास", ""),
    )


def test_an_atom_feed_gives_the_page_not_the_feed_itself() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://www.daily-lamp.example/atom"/>
    <entry><title type="html">A &lt;i&gt;headline&lt;/i&gt;</title><link rel="alternate" href="/2026/x"/>
    <updated>2026-11-20T10:00:00Z</updated></entry></feed>"""
    assert feed_links(atom.encode(), SITE + "atom") == (
        Link(SITE + "2026/x", "A headline", "2026-11-20T10:00:00+00:00"),
    )


def test_an_rdf_feed_is_read() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>海草の藻場</title>
    <link>https://www.daily-lamp.example/kokusai/1.html</link><dc:date>2026-11-12T10:00:00+09:00</dc:date></item></rdf:RDF>"""
    assert feed_links(rdf.encode(), SITE) == (Link(SITE + "kokusai/1.html", "海草の藻場", "2026-11-12T01:00:00+00:00"),)


def test_a_feed_that_breaks_off_gives_what_stands_before_the_break() -> None:
    rss = b"""<rss version="2.0"><channel><item><title>A & B <br> C</title><link>https://www.daily-lamp.example/a</link>
    </item><item><title>Half"""
    assert [link.url for link in feed_links(rss, SITE)] == [SITE + "a"]


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"<html><body>Not found</body></html>", b"{}"])
def test_what_is_no_feed_gives_nothing(body: bytes) -> None:
    assert feed_links(body, SITE) == ()


def test_a_feed_may_hold_only_web_addresses() -> None:
    rss = b"<rss><channel><item><link>javascript:alert(1)</link></item><item><link>ftp://a.example/b</link></item></channel></rss>"
    assert feed_links(rss, SITE) == ()


NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://cdn.example/p.jpg</image:loc><image:title>A picture</image:title></image:image>
<loc>https://www.daily-lamp.example/new</loc>
<news:news><news:publication><news:name>The Lamp</news:name></news:publication>
<news:publication_date>2026-11-20T08:00:00+05:30</news:publication_date><news:title>Ferry
 arrives</news:title></news:news></url>
<url><loc>/undated</loc></url>
<url><loc>https://www.daily-lamp.example/changed</loc><lastmod>2026-11-19</lastmod></url>
<url><loc>https://www.daily-lamp.example/old</loc><lastmod>2026-10-01T10:00:00Z</lastmod></url>
<url><lastmod>2026-11-20</lastmod></url>
</urlset>"""


def test_a_news_sitemap_gives_titles_and_times_of_the_last_days() -> None:
    assert recent_links(read_sitemap(NEWS, SITE + "news.xml"), NOW, days=7) == (
        Link(SITE + "new", "Ferry arrives", "2026-11-20T08:00:00+05:30"),
        Link(SITE + "undated"),
        Link(SITE + "changed"),
    )


def test_a_packed_sitemap_is_the_same_sitemap() -> None:
    assert read_sitemap(gzip.compress(NEWS), SITE) == read_sitemap(NEWS, SITE)


def test_a_sitemap_that_breaks_off_gives_what_stands_before_the_break() -> None:
    entries = read_sitemap(NEWS[: NEWS.index(b"/changed")], SITE).pages
    assert [entry.url for entry in entries][:2] == [SITE + "new", SITE + "undated"]


def test_a_sitemap_may_be_a_plain_list() -> None:
    assert [
        entry.url for entry in read_sitemap(b"\xef\xbb\xbfhttps://a.example/1\nhttps://a.example/2\n", SITE).pages
    ] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_a_sitemap_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 100_000)
    with pytest.raises(ValueError, match="exceeded"):
        read_sitemap(gzip.compress(b"<urlset>" + b" " * 1_000_000), SITE)


@pytest.mark.parametrize("body", [b"", b"\x1f\x8bnot gzip", b"<html><p>no</html>", b"\0\0\0"])
def test_what_is_no_sitemap_gives_nothing(body: bytes) -> None:
    found = read_sitemap(body, SITE)
    assert (found.pages, found.children) == ((), ())


def test_a_sitemap_can_t_read_files_of_this_machine() -> None:
    body = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>https://a.example/&x;</loc></url></urlset>'
    assert all(
        "&" not in entry.url and entry.url in ("", "https://a.example/") for entry in read_sitemap(body, SITE).pages
    )


def test_of_an_index_the_newest_parts_are_followed_and_not_the_whole_past() -> None:
    months = "".join(
        f"<sitemap><loc>https://www.daily-lamp.example/{year}-{month:02}.xml</loc></sitemap>"
        for year in range(2015, 2027)
        for month in range(1, 13)
    )
    body = (
        f"<sitemapindex>{months}<sitemap><loc>{SITE}posts.xml</loc><lastmod>2026-11-19</lastmod></sitemap>"
        f"<sitemap><loc>{SITE}dead.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        f"<sitemap><loc>{SITE}google-news.xml</loc></sitemap></sitemapindex>"
    )
    parts = recent_children(read_sitemap(body.encode(), SITE), NOW, days=7)
    assert parts[:3] == (SITE + "google-news.xml", SITE + "2026-11.xml", SITE + "posts.xml")
    assert len(parts) == sitemaps.MOST_CHILDREN
    assert SITE + "dead.xml" not in parts


def test_robots_txt_names_sitemaps() -> None:
    robots = (
        b"User-agent: *\nDisallow: /x\nSitemap: https://www.daily-lamp.example/s.xml\nSITEMAP: /news.xml\nsitemap:\n"
    )
    assert robots_sitemaps(robots, SITE + "robots.txt")[:2] == (SITE + "s.xml", SITE + "news.xml")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("2026-11-20T08:00:00Z", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026-11-20T08:00:00.123+00:00", datetime(2026, 11, 20, 8, 0, 0, 123000, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_of_sitemaps(text: str, moment: datetime | None) -> None:
    assert w3c_date(text) == moment


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("2026/11/20/ferry", ""),
        ("world/2026-11-20-ferry-late.html", ""),
        ("news/20261120-ferry", ""),
        ("ferry-reaches-vellanagar-harbour-after-storm", ""),
        ("nation/article70312201.html", ""),
        ("articleshow/112233445.cms", ""),
        ("story.php?id=123456", ""),
        ("panorama/luchse-id20417711.html", ""),
        ("kokusai/kaiso.html", "沖合の海草藻場、海図の三倍の広さと判明"),
        ("news/ferry", "Ferry reaches harbour two days late"),
        ("समाचार/समुद्री-घास-का-मैदान-तीन-गुना-बड़ा", ""),
    ],
)
def test_addresses_of_articles_are_told(path: str, title: str) -> None:
    assert names_an_article(SITE + path, title, SITE)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "The Daily Lamp, your newspaper since 1901"),
        ("world", "World"),
        ("world/", "Everything from around the world today"),
        ("sport/cricket", "Cricket"),
        ("arts-and-culture/", ""),
        ("tag/monsoon-2026-11-20", ""),
        ("author/meera-kannan-of-the-lamp", ""),
        ("2026/11/20/front-page.pdf", ""),
        ("img/20261120-ferry.jpg", ""),
        ("login?next=/2026/11/20/ferry", ""),
        ("about-us", ""),
        ("2026/11", ""),
    ],
)
def test_menus_files_and_sections_are_told_from_articles(path: str, title: str) -> None:
    assert not names_an_article(SITE + path, title, SITE)


def test_articles_of_another_site_are_not_this_section_s() -> None:
    assert not names_an_article("https://elsewhere.example/2026/11/20/ferry", "", SITE)
    assert names_an_article("https://m.daily-lamp.example/2026/11/20/ferry", "", SITE)


SECTION = """<html><head><base href="/news/"></head><body>
<nav><a href="/2026/11/20/in-the-menu">In the menu</a></nav>
<article><header><h2><a href="2026/11/20/ferry"> Ferry
  arrives </a></h2></header><a href="2026/11/20/ferry#comments">3</a></article>
<a href="/2026/11/19/lynx"><img src="x.jpg"></a><a href="/2026/11/19/lynx">Three young lynxes</a>
<a href="/world">World</a><a href="mailto:a@b.example">Write</a><a href="javascript:void(0)">Menu</a><a>None</a>
<footer><a href="/2026/11/18/in-the-footer">Old</a></footer></body>"""


def test_a_section_page_gives_its_articles_with_the_longest_title_of_each() -> None:
    assert section_links(SECTION.encode(), SITE + "news") == (
        Link(SITE + "news/2026/11/20/ferry", "Ferry arrives"),
        Link(SITE + "2026/11/19/lynx", "Three young lynxes"),
    )


def test_a_page_is_read_in_its_own_charset() -> None:
    page = '<meta charset="iso-8859-1"><a href="/2026/11/20/x">Überfällige Fähre</a>'.encode("latin-1")
    assert section_links(page, SITE)[0].title == "Überfällige Fähre"


@pytest.mark.parametrize("body", [b"", b"\0\0", b"   ", b"<", b"\x89PNG", b"<div>" * 100_000 + b"<a href=/1/2/3>x"])
def test_pages_that_are_none_give_no_link(body: bytes) -> None:
    assert section_links(body, SITE) == ()
    assert read_front(body, SITE).feeds == ()


def test_a_front_page_gives_its_feeds_and_its_articles() -> None:
    page = b"""<head><link rel="alternate" type="application/rss+xml" href="/feed"><link rel="ALTERNATE"
    type="application/atom+xml; charset=utf-8" href="https://www.daily-lamp.example/atom"><link rel="alternate"
    type="application/rss+xml" href="/comments/feed"><link rel="alternate" hreflang="hi" href="/hi/"></head>
    <a href="/2026/11/20/ferry">Ferry</a>"""
    front = read_front(page, SITE)
    assert front.feeds == (SITE + "feed", SITE + "atom")
    assert front.links == (Link(SITE + "2026/11/20/ferry", "Ferry"),)
