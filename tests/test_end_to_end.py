"""The whole path over real HTTP: the bundled press is crawled, read, attributed, grouped and published."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from itertools import combinations

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive import queries
from archive.address import address_key
from archive.store.search import search
from tests.conftest import CrawledPress, run
from tests.outlet_a import no_complaint
from tests.press import Expected, expected

PAGES = expected()
READ = [page for page in PAGES if page.state == "read"]


def article(crawled: CrawledPress, page: Expected) -> dict[str, object]:
    """Return the article that the archive holds for a page of the press."""
    keys = [address_key(url) for url in (page.url, *page.addresses)]
    marks = ", ".join("?" * len(keys))
    found = crawled.database.execute(f"SELECT DISTINCT article FROM links WHERE key IN ({marks})", keys).fetchall()
    assert len(found) == 1, f"{page.url} is {len(found)} articles"
    cursor = crawled.database.execute("SELECT * FROM articles WHERE id = ?", found[0])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def test_both_crawls_and_ingests_end_well(crawled):
    assert [ran.code for ran in (*crawled.crawls, *crawled.ingests)] == [0, 0, 0, 0], crawled.crawls[0].err
    assert crawled.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("page", expected(), ids=lambda page: page.url.partition("//")[2])
def test_every_address_of_the_press_ends_in_its_state(crawled, page):
    if page.state == "blocked by robots" and "closed-gazette" in page.url:
        # Its robots.txt answers 503: not even its feed may be asked, so the address is never learned.
        assert crawled.press.fetched(page.url) == 0
        return
    keys = [address_key(url) for url in (page.url, *page.addresses)]
    states = {
        row[0]
        for key in keys
        for row in crawled.database.execute("SELECT state FROM links WHERE key = ?", [key]).fetchall()
    }
    assert states == {page.state}


def test_no_link_and_no_capture_is_left_without_a_state(crawled):
    left = crawled.database.execute(
        """SELECT state, count(*) FROM links WHERE state IN ('found', 'captured') GROUP BY 1
        UNION SELECT state, count(*) FROM captures WHERE state = 'waiting' GROUP BY 1"""
    ).fetchall()
    assert left == []
    runs = crawled.database.execute("SELECT command, state, counts FROM runs ORDER BY started, rowid").fetchall()
    assert Counter(state for _, state, _ in runs) == {"ended": 4}
    counts = json.loads(runs[0][2])
    assert counts["links"]["blocked by robots"] >= 1
    assert counts["links"]["failed: 404"] == 1


def test_forbidden_and_private_addresses_were_never_asked_for(crawled):
    asked = {(one.host, one.path) for one in crawled.press.log}
    assert not [host for host, _ in asked if host.startswith(("127.", "169.254."))]
    assert {path for host, path in asked if "closed-gazette" in host} == {"/robots.txt"}
    refused = crawled.database.execute("SELECT url FROM links WHERE state = 'refused'").fetchall()
    assert any("169.254.169.254" in url for (url,) in refused)


def test_the_evidence_is_whole(crawled):
    assert no_complaint(crawled.folder.warc)
    in_files = Counter()
    for path in crawled.folder.warc.glob("*.warc.gz"):
        with path.open("rb") as stream:
            in_files.update(record.rec_type for record in ArchiveIterator(stream))
    in_table = crawled.database.execute("SELECT count(*) FROM captures").fetchone()[0]
    assert in_files["response"] + in_files["revisit"] == in_table


@pytest.mark.parametrize("page", READ, ids=lambda page: page.url.partition("//")[2])
def test_the_text_is_read_whole_and_without_teasers(crawled, page):
    got = str(article(crawled, page)["text"])
    lost = [paragraph for paragraph in page.revised or page.paragraphs if squeeze(paragraph) not in squeeze(got)]
    assert lost == []
    assert [teaser for teaser in page.teasers if squeeze(teaser) in squeeze(got)] == []


def squeeze(text: str) -> str:
    """Return a text without spaces: some pages break lines inside a paragraph."""
    return "".join(text.split())


@pytest.mark.parametrize("page", READ, ids=lambda page: page.url.partition("//")[2])
def test_headline_language_and_outlet_are_read(crawled, page):
    got = article(crawled, page)
    assert squeeze(str(got["headline"])) == squeeze(page.headline)
    assert got["language"] == page.language
    assert got["published_utc"]


def test_credits_and_verdicts_are_found_and_nothing_is_invented(crawled):
    wrong, missing, verdicts = [], [], []
    for page in READ:
        got = article(crawled, page)
        rows = crawled.database.execute(
            'SELECT agency, role FROM credits WHERE article = ? AND "current" = 1', [got["id"]]
        ).fetchall()
        wanted = {(credit.agency, credit.role) for credit in page.credits}
        textual = {(agency, role) for agency, role in rows if role in ("origin", "input")}
        wrong += [(page.url, one) for one in textual - wanted]
        missing += [(page.url, one) for one in wanted - set(rows)]
        verdicts += [] if got["verdict"] == page.verdict else [(page.url, got["verdict"], page.verdict)]
    assert wrong == []
    assert missing == []
    assert verdicts == []


def test_evidence_stands_where_the_credit_says(crawled):
    rows = crawled.database.execute(
        """SELECT articles.text, paragraph, "start", "end", evidence FROM credits JOIN articles ON articles.id = article
        WHERE "current" = 1 AND paragraph IS NOT NULL"""
    ).fetchall()
    assert len(rows) > 20
    for text, paragraph, start, end, evidence in rows:
        assert text.split("\n")[paragraph][start:end] == evidence


def test_copies_in_one_language_are_one_story_and_no_other_dispatch_is_in_it(crawled):
    place = {}
    for page in READ:
        if page.story:
            got = article(crawled, page)
            row = crawled.database.execute("SELECT story FROM pickups WHERE article = ?", [got["id"]]).fetchone()
            place[page.url] = (page.story, page.language, row[0])
    for one, other in combinations(sorted(place), 2):
        same_dispatch, same_language, found = (a == b for a, b in zip(place[one], place[other], strict=True))
        if not same_dispatch or same_language:
            assert found == same_dispatch, (one, other)


def test_the_agencys_own_page_is_the_source_and_each_story_has_one_first(crawled):
    for page in READ:
        if page.kind == "source":
            row = crawled.database.execute(
                "SELECT kind FROM pickups WHERE article = ?", [article(crawled, page)["id"]]
            ).fetchone()
            assert row == ("source",), page.url
    marks = crawled.database.execute("SELECT DISTINCT sum(first), sum(kind = 'source') FROM pickups GROUP BY story")
    assert marks.fetchall() == [(1, 1)]


def test_a_page_that_changed_has_two_editions(crawled):
    for page in READ:
        if page.revised:
            got = article(crawled, page)
            editions = crawled.database.execute(
                "SELECT text FROM editions WHERE article = ? ORDER BY first_seen, id", [got["id"]]
            ).fetchall()
            assert len(editions) == 2, page.url
            assert got["text"] in {text for (text,) in editions}


def test_a_page_that_did_not_change_has_one_edition_and_is_unchanged(crawled):
    several = crawled.database.execute(
        "SELECT count(*) FROM (SELECT article FROM editions GROUP BY article HAVING count(*) > 1)"
    ).fetchone()[0]
    assert several == sum(1 for page in READ if page.revised)
    states = dict(crawled.database.execute("SELECT state, count(*) FROM captures GROUP BY 1").fetchall())
    assert states["unchanged"] > 40


@pytest.mark.parametrize(
    ("words", "least"),
    [("seagrass", 2), ("Luchs", 2), ("“sea grass”", 0), ("彗星", 1), ("相撲 OR フェリー", 1), ("தேயிலை", 0)],
)
def test_search_finds_words_in_every_script(crawled, words, least):
    found = search(crawled.database, words)
    assert found.total >= least


def test_translated_dispatches_of_the_press_stand_in_the_story_of_their_original(crawled):
    query = queries.find("translated_copies")
    cursor = crawled.database.execute(query.sql, query.values({}))
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    story = {address_key(page.url): page.story for page in PAGES}
    for row in rows:
        assert story[address_key(row["url"])] == story[address_key(row["source_url"])] != "", row["headline"]
    translated = {address_key(page.url) for page in PAGES if page.kind == "translated"}
    found = {address_key(row["url"]) for row in rows if row["confidence"]}
    # Of 21 the comet in Japanese and in Hindi says too little that stays the same; the metro in Hindi is the source.
    assert len(found & translated) >= 18
    assert found <= translated | {address_key(page.url) for page in PAGES if page.story == "metro"}
    assert {"fr", "es", "de", "ar", "hi", "ja", "ta"} <= {row["language"] for row in rows}


def test_the_published_copy_holds_the_same_articles_and_none_of_the_inner_tables(crawled):
    site = sqlite3.connect(crawled.folder.published)
    tables = {row[0] for row in site.execute("SELECT name FROM sqlite_master")}
    assert not tables & {*("fingerprints", "matches", "forgotten", "grouped", "lines", "untold")}
    assert not tables & {*("renderings", "anchors", "nearest", "echoes", "lexicon")}
    assert site.execute("SELECT count(*) FROM translations").fetchone()[0] > 0
    count = "SELECT count(*), count(DISTINCT id), sum(length(text)) FROM articles"
    assert site.execute(count).fetchone() == crawled.database.execute(count).fetchone()
    assert site.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_command_line_searches_checks_and_exports(crawled, tmp_path):
    found = run("archive", "search", "seagrass", data=crawled.folder.root)
    assert found.code == 0
    assert "found" in found.out
    health = run("archive", "check", data=crawled.folder.root)
    assert health.code == 1
    assert "TROUBLE The Closed Gazette" in health.out
    out = tmp_path / "articles.csv"
    assert run("archive", "export", "articles", "--out", str(out), data=crawled.folder.root).code == 0
    assert out.read_text(encoding="utf-8").count("http://") >= len(READ)
