"""A search taken along: the feed, the files, the SQL; and that all of them hold what the page shows."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import sqlite3
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import httpx
import pytest
from lxml import etree

from archive.site.asking import asked
from archive.site.taking import COLUMNS
from archive.store.columns import unpack
from archive.store.database import open_archive
from archive.store.folder import Folder
from archive.store.matching import match
from archive.store.search import Filters, statement
from tests import small_archive, small_articles
from tests.visiting import Visitor

FORMULA = '=HYPERLINK("http://evil.example";"Read")'


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    folder = Folder(tmp_path_factory.mktemp("site"))
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    database.execute("UPDATE articles SET headline = ? WHERE id = ?", [FORMULA, ids["budget"]])
    database.execute("UPDATE articles SET headline = headline || char(11) || '&' WHERE id = ?", [ids["herald"]])
    database.execute("UPDATE pickups SET by_story = 'ians' WHERE article = ?", [ids["herald"]])
    database.conn.close()
    small_archive.publish(folder)
    return Visitor(folder, ids)


def test_a_search_is_a_feed_of_its_newest_articles(visitor: Visitor) -> None:
    answer = visitor.open("/search.atom?q=harbour")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.feed.title == "The Archive of the Wire: harbour"
    assert [link.href for link in feed.feed.links if link.rel == "self"] == ["http://site.test/search.atom?q=harbour"]
    assert [entry.link for entry in feed.entries] == [
        f"http://site.test/article/{visitor.id[name]}" for name in ("herald", "lamp")
    ]
    assert feed.entries[1].author == "The Daily Lamp"
    assert feed.entries[0].updated == "2026-11-20T06:30:00Z"


def test_a_feed_is_valid_and_what_was_scraped_is_text_in_it(visitor: Visitor) -> None:
    root = etree.fromstring(visitor.open("/search.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert len(root.findall(f"{atom}entry")) == 7
    for element in (root, *root.findall(f"{atom}entry")):
        for needed in ("id", "title", "updated"):  # RFC 4287, 4.1.1 and 4.1.2
            assert len(element.findall(f"{atom}{needed}")) == 1, needed
    titles = [title.text for title in root.iter(f"{atom}title")]
    assert f"Monsoon reaches the coast {small_articles.SCRIPT}" in titles
    assert "Late monsoon is here at last&" in titles
    assert not list(root.iter("script"))


def test_the_ids_of_a_feed_stay_when_the_archive_is_published_again(visitor: Visitor, tmp_path: Path) -> None:
    def ids(of: Visitor) -> list[str]:
        return [entry.id for entry in feedparser.parse(of.open("/search.atom?q=monsoon").content).entries]

    before = ids(visitor)
    small_archive.publish(visitor.folder)
    assert ids(Visitor(visitor.folder)) == before
    assert all(entry.startswith("urn:uuid:") for entry in before)


def test_feed_readers_find_the_feed_of_a_search(visitor: Visitor) -> None:
    page = visitor.open("/search?q=harbour&outlet=daily-lamp").text
    [link] = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', page)
    assert link == "/search.atom?q=harbour&amp;outlet=daily-lamp"
    assert len(feedparser.parse(visitor.open(link.replace("&amp;", "&")).content).entries) == 1


def test_all_rows_come_as_csv_and_no_cell_is_a_formula(visitor: Visitor) -> None:
    answer = visitor.open("/search.csv?outlet=coast-herald")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="search.csv"'
    header, herald, budget = csv.reader(io.StringIO(answer.text))
    assert tuple(header) == COLUMNS
    assert dict(zip(header, herald, strict=True)) | {"headline": ""} == {
        "id": visitor.id["herald"],
        "url": small_articles.HERALD.url,
        "headline": "",
        "byline": "",
        "outlet": "coast-herald",
        "outlet_name": "Coast Herald",
        "country": "IN",
        "language": "en",
        "published": "2026-11-20T06:30:00Z",
        "published_utc": "2026-11-20T06:30:00Z",
        "first_seen": "2026-11-20T07:00:00Z",
        "verdict": "own",
        "agencies": "",
        "inferred": "",
        "by_story": "ians",
        "story": "5707000000000001",
        "kind": "abridged",
        "share": "0.92",
        "credited": "uncredited",
    }
    assert budget[2] == f"'{FORMULA}"


def test_tables_give_no_formula_to_a_spreadsheet_either(visitor: Visitor) -> None:
    rows = list(csv.reader(io.StringIO(visitor.open("/archive/articles.csv?_size=max").text)))
    headlines = [row[rows[0].index("headline")] for row in rows[1:]]
    assert f"'{FORMULA}" in headlines
    assert small_articles.NAHR.headline in headlines


def test_all_rows_come_as_ndjson(visitor: Visitor) -> None:
    lines = visitor.open("/search.ndjson?q=monsoon&order=newest").text.splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["id"] for row in rows] == [visitor.id["herald"], visitor.id["lamp"]]
    assert rows[1]["agencies"] == "ians"
    assert visitor.open("/search.ndjson?q=nothing").text == ""


def test_more_rows_than_a_batch_are_all_sent(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.site.taking.BATCH", 2)
    assert len(visitor.open("/search.ndjson").text.splitlines()) == 7


def test_a_search_leads_to_its_sql_which_gives_the_same(visitor: Visitor) -> None:
    page = visitor.open("/search?q=harbour&agency=ians&until=2026-11-20").text
    [link] = re.findall(r'<a href="(/archive\?sql=[^"]+)"', page)
    address = link.replace("&amp;", "&")
    assert visitor.open(address).status_code == 200
    rows = visitor.open(address.replace("/archive?", "/archive.json?_shape=array&")).json()
    assert {row["id"] for row in rows} == {visitor.id["lamp"], visitor.id["herald"]}
    assert parse_qs(urlsplit(address).query)["agency"] == ["ians"]


def test_where_sql_is_switched_off_named_queries_stay(visitor: Visitor) -> None:
    closed = Visitor(visitor.folder, visitor.id, sql=False)
    for path in (
        "/archive?sql=select+1",
        "/archive.json?sql=select+1",
        "/archive/articles?_where=1%3D1",
        "/archive/articles.json?_where=id+in+(select+id+from+outlets)",
        "/archive/articles.csv?_where=1",
    ):
        assert closed.open(path).status_code in (400, 403), path
        assert visitor.open("/archive?sql=select+1").status_code == 200
    assert closed.open("/archive/uncredited_copies?agency=ians").status_code == 200
    assert closed.open("/archive/articles?_facet=verdict&_search=harbour").status_code == 200
    assert "sql=" not in closed.open("/search?q=harbour").text


def test_the_tables_own_search_folds_as_ours(visitor: Visitor) -> None:
    for typed in ("strassen", "首相", "MONSUN", '"', "(("):
        address = str(httpx.URL("/archive/articles.json", params={"_search": typed, "_shape": "array"}))
        answer = visitor.open(address)
        assert answer.status_code == 200, typed
        assert (len(answer.json()) == 1) == (typed not in ('"', "((")), typed


WORDS = ("", "monsoon", "harbour OR मोदी", "NOT monsoon", "the", "(friday OR bridge) NOT boats", "首相", "mon*")
NARROWED: tuple[dict[str, str], ...] = (
    {},
    {"agency": "ians"},
    *({"agency": "ians", "how": how} for how in ("named", "inferred", "by story")),
    {"verdict": "own"},
    {"credited": "uncredited"},
    {"outlet": "prabhat"},
    {"country": "IN"},
    {"language": "hi"},
    {"since": "2026-11-20", "until": "2026-11-21"},
    {"kind": "translated"},
    {"country": "IN", "verdict": "own", "since": "2026-11-01"},
)


@pytest.mark.parametrize(("words", "narrowed"), list(itertools.product(WORDS, NARROWED)))
def test_the_page_and_its_sql_find_the_same(visitor: Visitor, words: str, narrowed: dict[str, str]) -> None:
    copy = sqlite3.connect(visitor.folder.published)
    columns, filters = unpack(copy), Filters(**narrowed)
    for newest_first in (False, True):
        found = columns.number[match(copy, columns, words, filters, newest_first=newest_first).places].tolist()
        sql, values = statement(words, filters, newest_first=newest_first, columns="articles.number")
        told = [row[0] for row in copy.execute(sql, values)]
        assert sorted(found) == sorted(told)
        if newest_first:
            assert found == told
    assert asked({"q": words, **narrowed}).filters == filters


def test_too_many_hits_are_ordered_by_their_headlines(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.store.matching.WEIGHED", 1)
    page = visitor.open("/search?q=bridge OR monsoon OR harbour").text
    assert "Too many to weigh one against the other" in page
    assert visitor.id["lamp"] in page


def test_hits_are_read_in_parts_where_they_are_many(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visitor.open("/search.ndjson?q=the+OR+首相+OR+monsoon").text
    monkeypatch.setattr("archive.store.matching.AT_ONCE", 2)
    assert Visitor(visitor.folder).open("/search.ndjson?q=the+OR+首相+OR+monsoon").text == whole
