"""What people and crawlers send and what hostile pages print: an answer in plain words, and text that stays text."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path

import feedparser
import httpx
import pytest

from archive.site.app import build
from archive.site.latest import Latest
from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor, words

PARAMETERS = (
    *("q", "agency", "how", "verdict", "credited", "outlet", "country", "language", "since", "until", "kind"),
    *("order", "page"),
)
EVIL = '"><script>alert(2)</script>'


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """An archive whose outlets, bylines, agencies, files and sections are all named by an attacker."""
    folder = Folder(tmp_path_factory.mktemp("site"))
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    for statement in (
        "UPDATE articles SET byline = :evil, section = :evil, reason = :evil, standfirst = :evil",
        "UPDATE articles SET headline = headline || :evil",
        "UPDATE articles SET language = :evil WHERE language = 'ja'",
        "UPDATE outlets SET name = name || :evil, country = :evil",
        "UPDATE agencies SET name = name || :evil",
        "UPDATE captures SET warc = :evil, reason = :evil",
        "UPDATE credits SET evidence = :evil, rule = :evil",
        "UPDATE stories SET headline = :evil",
        "UPDATE runs SET command = :evil",
    ):
        database.execute(statement, {"evil": EVIL} if ":evil" in statement else {})
    database.conn.close()
    small_archive.publish(folder)
    return Visitor(folder, ids)


def asking(path: str, **parameters: str) -> str:
    return str(httpx.URL(path, params=parameters))


def test_what_an_attacker_prints_is_text_on_every_page(visitor: Visitor) -> None:
    for path in (
        *("/", "/search", "/search?q=monsoon", "/search?country=IN", "/outlets", "/agencies", "/queries"),
        *("/outlet/daily-lamp", "/agency/ians", "/story/5707000000000001", "/nothing", "/archive/articles"),
        *(f"/article/{key}" for key in visitor.id.values()),
        *("/archive/outlets", "/archive/captures", "/archive/all_credits", "/archive/who_copies_whom"),
    ):
        assert "<script>alert" not in visitor.open(path).text, path


def test_what_an_attacker_prints_is_text_in_what_is_taken_home(visitor: Visitor) -> None:
    feed = feedparser.parse(visitor.open("/search.atom").content)
    assert not feed.bozo
    assert len(feed.entries) == 7
    answer = visitor.open("/search.csv")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["byline"] for row in rows} == {EVIL}


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize(
    "value",
    [
        "'; DROP TABLE articles; --",
        "' OR 1=1 --",
        '" OR "1"="1',
        "1); ATTACH DATABASE 'x' AS y; --",
        EVIL,
        "%00\x00",
        "\ufffd\u202e\ud7ff",
        "😀" * 50,
        "x" * 10_000,
    ],
)
def test_nothing_in_an_address_is_an_error_or_markup(visitor: Visitor, name: str, value: str) -> None:
    for path in ("/search", "/search.atom", "/search.csv"):
        answer = visitor.open(asking(path, **{"q": "monsoon", name: value}))
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text or path == "/search.csv"
        assert "could not be understood" not in answer.text
    assert "7 rows" in visitor.text("/archive/articles")


def test_a_search_of_ten_thousand_characters_says_what_was_looked_for(visitor: Visitor) -> None:
    text = visitor.text(asking("/search", q="monsoon " * 1250))
    assert "Only the first 500 characters were looked for." in text
    assert "articles" in text


def test_what_a_filter_can_not_mean_is_left_out_and_said(visitor: Visitor) -> None:
    text = visitor.text(asking("/search", q="monsoon", verdict="wired", since="2026-13-40", page="-3"))
    assert "“wired” is none of wire, mixed, own, agency, so it was left out." in text
    assert "“2026-13-40” is no date such as 2026-11-23, so it was left out." in text
    assert "2 articles" in text


def test_a_form_with_empty_fields_leads_to_a_clean_address(visitor: Visitor) -> None:
    answer = visitor.open("/search?q=monsoon&agency=&verdict=wire&since=&order=")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/search?q=monsoon&verdict=wire"
    assert visitor.open("/search?q=").headers["location"] == "/search"


@pytest.mark.parametrize(
    "path", ["/search/", "/search.xml", "/article/", "/article/../../etc/passwd", "/%00", "/searchx"]
)
def test_addresses_that_do_not_exist_show_a_search_box(visitor: Visitor, path: str) -> None:
    answer = visitor.open(path)
    assert answer.status_code in (302, 404)
    if answer.status_code == 404:
        assert 'action="/search"' in answer.text


def test_a_file_that_is_being_taken_home_ends_whole_although_the_copy_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.site.taking.BATCH", 1)
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    small_archive.publish(folder)
    site = Latest(folder, build)

    async def take() -> list[int]:
        transport = httpx.ASGITransport(app=site)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
            rows = []
            for _ in range(3):
                files = [client.get("/search.ndjson") for _ in range(4)]
                *answers, _ = await asyncio.gather(*files, asyncio.to_thread(small_archive.publish, folder))
                rows += [len(answer.text.splitlines()) for answer in answers]
            return rows

    assert set(asyncio.run(take())) == {7}


def test_nothing_can_be_written(visitor: Visitor) -> None:
    before = visitor.folder.published.read_bytes()
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in (
            "/",
            "/search",
            "/archive",
            "/archive/articles",
            "/archive/articles/1",
            "/archive/uncredited_copies",
        ):
            visitor.send(method, path)
    assert visitor.folder.published.read_bytes() == before
    assert "7 articles" in words(visitor.open("/").text)
