"""The bundled press answers as its data files declare: pages, doors for crawlers, and every kind of trouble."""

import gzip
import html
import re
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import feedparser
import pytest
from lxml import etree

from tests.press import Expected, Press, expected, serve
from tests.press.content import press as outlets

PAGES = expected()
FOLDER = Path(__file__).parent / "press"
SOURCES = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
COMET = "http://www.meridian-agency.example/science/mna-261111-0025-comet-sundaram"


class Reply(NamedTuple):
    status: int
    url: str
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """The page as a reader sees it, its metadata included."""
        kind = self.headers.get_content_charset() or "utf-8"
        page = self.body.decode("utf-8" if kind == "us-ascii" else kind).replace("\0", "")
        return " ".join(html.unescape(re.sub(r"</?(?:a|strong|small)\b[^>]*>", "", page)).split())


def get(press: Press, url: str, **headers: str) -> Reply:
    proxied = urllib.request.build_opener(urllib.request.ProxyHandler({"http": press.address}))
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with proxied.open(request, timeout=5) as reply:
            return Reply(reply.status, reply.url, reply.headers, reply.read())
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.url or url, error.headers, error.read())


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all pages, each of which is asked for once."""
    with serve() as running:
        yield running


@pytest.fixture
def fresh() -> Iterator[Press]:
    """A press that nobody has asked for anything yet."""
    with serve() as running:
        yield running


def named(page: Expected) -> str:
    return unquote(page.url).partition("//")[2]


@pytest.mark.parametrize("page", [page for page in PAGES if page.verdict != "other"], ids=named)
def test_a_page_shows_its_text_its_credits_and_that_it_is_invented(press: Press, page: Expected) -> None:
    reply = get(press, page.url)
    if reply.status == 503:
        reply = get(press, page.url)
    assert reply.status == 200
    for shown in (page.headline, page.byline, *page.paragraphs, *page.teasers, *(c.evidence for c in page.credits)):
        assert " ".join(shown.split()) in reply.text
    assert b"&lt;" not in reply.body
    assert "Invented for testing" in reply.text or not reply.body.endswith(b"</html>")


@pytest.mark.parametrize("source", SOURCES["source"], ids=lambda source: source["home"])
def test_the_declared_doors_lead_to_every_page_of_the_outlet(press: Press, source: dict[str, Any]) -> None:
    doors = [("feed", url) for url in source.get("feeds", [])]
    doors += [("sitemap", url) for url in source.get("sitemaps", [])] + [
        ("list", u) for u in source.get("sections", [])
    ]
    links = {link for kind, url in doors or [("list", source["home"])] for link in _links(press, kind, url)}
    for page in PAGES:
        if page.outlet == source["name"]:
            assert page.url in links or set(page.addresses) & links


def _links(press: Press, kind: str, url: str) -> set[str]:
    reply = get(press, url)
    assert reply.status == 200
    if kind == "feed":
        feed = feedparser.parse(reply.body)
        assert not feed.bozo
        return {entry.link for entry in feed.entries}
    if kind == "list":
        home = "/".join(url.split("/")[:3])
        return {home + quote(link) for link in re.findall(r'href="(/[^"]+)"', reply.body.decode())}
    found = etree.fromstring(gzip.decompress(reply.body) if url.endswith(".gz") else reply.body)
    locations = {str(node.text) for node in found.iter("{*}loc")}
    if found.tag.endswith("sitemapindex"):
        return {link for location in locations for link in _links(press, "sitemap", location)}
    return locations


def test_the_news_sitemap_gives_title_and_time(press: Press) -> None:
    body = gzip.decompress(get(press, "http://www.prabhat-sandesh.example/sitemaps/news.xml.gz").body)
    entry = etree.fromstring(body)[0]
    assert entry.findtext(".//{*}title") == "गाँव के शिक्षक ने पाइप से बनी दूरबीन से खोजा धूमकेतु"
    assert entry.findtext(".//{*}publication_date") == "2026-11-11T14:20:00+05:30"


def test_the_press_is_wide_enough() -> None:
    read = [page for page in PAGES if page.state == "read"]
    assert len(read) >= 60
    assert {page.language for page in read} == {"en", "fr", "de", "es", "hi", "ta", "ar", "ja"}
    assert {page.kind for page in read} >= {"source", "verbatim", "abridged", "edited", "mixed", "translated"}
    forms = {credit.form for page in read for credit in page.credits}
    assert forms == {"byline", "dateline", "tagline", "metadata", "citation", "media", "mention"}
    assert sum(len({page.outlet for page in read if page.story == story}) > 1 for story in _stories()) >= 6


def _stories() -> set[str]:
    return {page.story for page in PAGES if page.verdict == "agency"}


def test_a_changed_page_is_a_new_edition_and_then_not_modified(fresh: Press) -> None:
    first = get(fresh, COMET)
    second = get(fresh, COMET, If_None_Match=first.headers["ETag"])
    third = get(fresh, COMET, If_None_Match=second.headers["ETag"])
    assert "about 3,400 years ago" in first.text
    assert second.status == 200
    assert "about 4,300 years ago" in second.text
    assert (third.status, third.body) == (304, b"")
    assert fresh.fetched(COMET) == 3
    revised = next(page.revised for page in PAGES if page.url == COMET)
    assert revised[-1] in second.text
    assert revised[-1] not in first.text


def test_an_unchanged_page_is_not_modified(fresh: Press) -> None:
    url = "http://www.harbour-post.example/news/2026/nov/16/harbour-cranes-listed-411533"
    first = get(fresh, url)
    assert get(fresh, url, If_None_Match=first.headers["ETag"]).status == 304


def test_a_new_press_has_forgotten_what_was_fetched(fresh: Press) -> None:
    assert "about 3,400 years ago" in get(fresh, COMET).text


def test_a_page_fails_once_and_says_when_to_come_back(fresh: Press) -> None:
    url = "http://dakshin-courier.example/cities/flower-market-moves-after-ninety-years-8844051.html"
    first = get(fresh, url)
    assert (first.status, first.headers["Retry-After"]) == (503, "1")
    assert get(fresh, url).status == 200


@pytest.mark.parametrize("page", [page for page in PAGES if page.addresses], ids=named)
def test_every_address_of_an_article_shows_the_article(press: Press, page: Expected) -> None:
    for address in page.addresses:
        if address.startswith("http://"):
            reply = get(press, address)
            assert reply.status == 200
            assert page.headline in reply.text


def test_an_old_address_redirects(fresh: Press) -> None:
    reply = get(fresh, "http://www.harbour-post.example/culture/article/411711")
    assert reply.url == "http://www.harbour-post.example/culture/2026/nov/18/lighthouse-choir-record-411711"
    assert [asked.status for asked in fresh.log] == [301, 200]


def test_the_amp_variant_names_its_article_as_canonical(press: Press) -> None:
    article = "http://www.harbour-post.example/world/2026/nov/12/seagrass-meadow-kallar-coast-411207"
    assert f'<link rel="canonical" href="{article}">'.encode() in get(press, article + "/amp").body


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/town/20261117-empty", 200, b""),
        ("/town/20261109-removed", 200, b"could not find that page"),
        ("/town/20261108-gone", 404, b"could not find that page"),
        ("/town/20261114-ice-road", 200, b'rel="canonical" href="http://www.northern-ledger.example/"'),
        ("/abroad/20261115-teen-wins-lindenthal", 200, b'rel="canonical" href="javascript:void(0)"'),
        ("/town/20261116-curling-club", 200, b"<p>\x00The Ledger Falls"),
    ],
)
def test_the_northern_ledger_makes_trouble(press: Press, path: str, status: int, words: bytes) -> None:
    reply = get(press, "http://www.northern-ledger.example" + path)
    assert reply.status == status
    assert words in reply.body
    assert words or not reply.body


def test_a_broken_page_ends_in_the_middle(press: Press) -> None:
    body = get(press, "http://www.northern-ledger.example/abroad/20261117-santa-brisa-quake").body
    assert body.endswith(b"a retired teacher.")


def test_a_declared_charset_is_wrong(press: Press) -> None:
    reply = get(press, "http://www.northern-ledger.example/abroad/20261118-pti-rally")
    assert reply.headers["Content-Type"] == "text/html; charset=us-ascii"
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode("ascii")


def test_robots_files(press: Press) -> None:
    assert get(press, "http://www.closed-gazette.example/robots.txt").status == 503
    assert b"Crawl-delay: 1" in get(press, "http://lindenthaler-zeitung.example/robots.txt").body
    blocked = [page for page in PAGES if page.state == "blocked by robots"]
    assert {page.outlet for page in blocked} == {"The Harbour Post", "Lindenthaler Zeitung", "The Closed Gazette"}


def test_old_pages_come_in_old_charsets(press: Press) -> None:
    french = get(press, "http://www.courrier-du-littoral.example/sciences/art_20261111_comete-sundaram_90377.html")
    japanese = get(press, "http://www.minato-shinpo.example/chiiki/2026111900933.html")
    assert "chèvre".encode("windows-1252") in french.body
    assert "郵便局員".encode("shift_jis") in japanese.body


def test_feeds_also_lead_where_no_crawler_should_go(press: Press) -> None:
    feed = get(press, "http://www.northern-ledger.example/feed.xml").body.decode()
    for link in ("http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:9/admin", "file:///etc/hostname"):
        assert f"<link>{link}</link>" in feed


def test_other_hosts_are_not_fetched(press: Press) -> None:
    assert get(press, "http://example.org/").status == 404


def test_a_host_header_will_do(press: Press) -> None:
    reply = urllib.request.urlopen(
        urllib.request.Request(press.address + "/", headers={"Host": "www.al-marfa.example"})
    )
    assert "صحيفة المرفأ" in reply.read().decode()


def test_every_outlet_is_a_source_under_its_name() -> None:
    assert {outlet.name for outlet in outlets()} == {source["name"] for source in SOURCES["source"]}
    assert SOURCES["crawl"]["contact"] == "archive@example.org"
