"""Pages that are shown as evidence: editions compared, copies side by side, the note on a copy without a credit."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.exports.ninjs import news_item
from archive.site import named
from archive.site.citing import cite
from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor, words

STORY = "/story/5707000000000001"


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    folder = Folder(tmp_path_factory.mktemp("site"))
    ids = small_archive.fill(folder)
    small_archive.publish(folder)
    return Visitor(folder, ids)


def editions(visitor: Visitor, article: str) -> list[str]:
    connection = sqlite3.connect(visitor.folder.published)
    found = connection.execute("SELECT id FROM editions WHERE article = ? ORDER BY first_seen", [visitor.id[article]])
    return [row[0] for row in found]


def test_any_two_editions_are_compared_both_ways_round(visitor: Visitor) -> None:
    first, second = editions(visitor, "budget")
    address = f"/article/{visitor.id['budget']}/compare"
    page = visitor.open(f"{address}?from={first}&to={second}").text
    assert "a budget of <del>40</del><ins>42</ins> million" in page
    assert "10 words became 11 words" in words(page)
    back = visitor.open(f"{address}?from={second}&to={first}").text
    assert "a budget of <del>42</del><ins>40</ins> million" in back
    assert "The two read the same" in visitor.text(f"{address}?from={first}&to={first}")
    assert (
        visitor.open(address).text.count(" checked>") == 2
    )  # without a choice: the newest change, ready to be changed


@pytest.mark.parametrize("query", ["?from=x&to=y", "?from=%27%20OR%201=1--", "?to=" + "9" * 3000])
def test_an_edition_that_is_not_there_is_said(visitor: Visitor, query: str) -> None:
    answer = visitor.open(f"/article/{visitor.id['budget']}/compare{query}")
    assert answer.status_code == 404
    assert "has no such edition" in words(answer.text)


def test_the_same_as_data_holds_what_the_page_shows(visitor: Visitor) -> None:
    name = visitor.id["lamp"]
    answer = visitor.open(f"/article/{name}.json")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    held = answer.json()
    assert held["page"] == f"http://site.test/article/{name}"
    assert held["outlet"] == {"id": "daily-lamp", "name": "The Daily Lamp"}
    assert [credit["evidence"] for credit in held["credits"]] == ["IANS", "(IANS)", "--IANS"]
    paragraph = held["text"].split("\n")[held["credits"][1]["paragraph"]]
    assert paragraph[held["credits"][1]["start"] : held["credits"][1]["end"]] == "(IANS)"
    assert (held["pickup"]["place"], held["pickup"]["story"]["copies"]) == (1, 3)
    assert held["captures"][0]["digest"].startswith("sha256:")
    assert held["authors"] == ["IANS"]
    assert f'href="/article/{name}.json"' in visitor.open(f"/article/{name}").text


NINJS = {  # the properties that we use of IPTC's ninjs 2.1, with what its schema asks of them
    "standard": {"name", "version"},
    "headlines": {"role", "value"},
    "descriptions": {"role", "value"},
    "bodies": {"role", "contenttype", "value"},
    "people": {"name", "rel"},
    "infosources": {"name", "role"},
    **{name: set() for name in ("uri", "type", "pubstatus", "language", "versioncreated", "firstcreated", "by")},
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.mark.parametrize("article", ["lamp", "herald", "morgen", "prabhat", "nahr", "asahi", "budget"])
def test_a_news_item_has_only_what_the_standard_knows(visitor: Visitor, article: str) -> None:
    item = visitor.open(f"/article/{visitor.id[article]}.ninjs.json").json()
    assert item.keys() <= NINJS.keys()
    assert (item["type"], item["pubstatus"], item["standard"]["version"]) == ("text", "usable", "2.1")
    for name, known in NINJS.items():
        for part in [item[name]] if isinstance(item.get(name), dict) else item.get(name, []) if known else []:
            assert part.keys() <= known
            assert all(isinstance(value, str) for value in part.values())
    for name in ("versioncreated", "firstcreated"):
        assert INSTANT.fullmatch(item.get(name, "2026-11-20T00:00:00Z")), item[name]
    assert item["uri"].isascii()


def test_a_news_item_names_the_agencies_and_leaves_out_a_day_without_an_hour(visitor: Visitor) -> None:
    item = visitor.open(f"/article/{visitor.id['nahr']}.ninjs.json").json()
    assert "firstcreated" not in item
    assert item["infosources"][1] == {"name": "afp", "role": "agency credited for the text"}
    address = "https://nahr.example/أخبار?a=1&b=%D8%A3"
    assert news_item({"url": address, "headline": "", "text": ""})["uri"] == (
        "https://nahr.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1?a=1&b=%D8%A3"
    )


def test_a_citation_says_who_where_when_and_which_capture(visitor: Visitor) -> None:
    text = visitor.text(f"/article/{visitor.id['herald']}")
    today = datetime.now(UTC)
    assert "“Late monsoon is here at last” . Coast Herald , 20 November 2026." in text
    assert f"archive id {visitor.id['herald']}, SHA-256 of the page" in text
    assert f"Accessed {today.day} {today:%B} {today.year}." in text
    csl = visitor.open(f"/article/{visitor.id['herald']}.csl.json").json()[0]
    assert csl["issued"] == {"date-parts": [[2026, 11, 20]]}
    assert (csl["type"], csl["container-title"]) == ("article-newspaper", "Coast Herald")
    assert "@online{wire-" in visitor.open(f"/article/{visitor.id['herald']}.bib").text


def test_a_citation_names_the_capture_however_often_the_page_was_looked_at_since(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    first = next(database.query("SELECT * FROM captures WHERE article = ?", [ids["herald"]]))
    again = {"state": "unchanged", "reason": "not modified", "status": 304, "digest": "sha256:e3b0"}
    database.table("captures").insert_all(
        first | again | {"id": f"again{number}", "fetched": f"2026-11-22T{number:02}:00:00.000Z"}
        for number in range(24)
    )
    database.table("captures").insert(first | again | {"id": "last", "fetched": "2026-11-23T00:00:00.000Z"})
    database.conn.close()
    small_archive.publish(folder)
    visitor = Visitor(folder)
    text = visitor.text(f"/article/{ids['herald']}")
    assert f"SHA-256 of the page {first['digest'].removeprefix('sha256:')}" in text
    assert "The newest 25; all 26 ." in text
    assert visitor.open(f"/article/{ids['herald']}.json").json()["citation"].count("SHA-256") == 1


def test_bibtex_is_not_broken_by_a_headline() -> None:
    article = {
        "id": "ab",
        "headline": "50 % {more} & #1\\",
        "outlet_name": "A_B",
        "url": "https://a.example/{x}",
        "language": "en",
        "published": "2026-11-20T08:00:00Z",
        "first_seen": "2026-11-20T09:00:00Z",
        "authors": '["Asha Rao", "Bo Li"]',
        "byline": "",
    }
    entry = cite(article, "", "http://site.test/article/ab", date(2026, 11, 25)).bibtex
    assert r"title = {{50 \% \{more\} \& \#1\textbackslash{}}}," in entry
    assert "author = {{Asha Rao} and {Bo Li}}," in entry
    assert "url = {https://a.example/%7Bx%7D}," in entry
    assert re.sub(r"\\[{}]", "", entry).count("{") == re.sub(r"\\[{}]", "", entry).count("}")


def test_a_copy_stands_beside_its_source(visitor: Visitor) -> None:
    page = visitor.open(f"{STORY}/compare/{visitor.id['herald']}").text
    assert '<mark class="shared">The monsoon reached the coast on Friday, two weeks late.</mark>' in page
    text = words(page)
    assert "Coast Herald beside The Daily Lamp" in text
    assert "The source 29 19 10 left out 66 % The copy 19 19 0 added 100 %" in text
    assert 'id="copy-1" href="#source-1"' in page
    assert 'id="source-1" href="#copy-1"' in page
    assert small_archive.SCRIPT not in page


def test_any_other_copy_can_be_put_beside_it(visitor: Visitor) -> None:
    text = visitor.text(f"{STORY}/compare/{visitor.id['lamp']}?with={visitor.id['herald']}")
    assert "The Daily Lamp beside Coast Herald" in text


def test_a_translation_stands_beside_its_original_with_its_anchors(visitor: Visitor) -> None:
    page = visitor.open(f"{STORY}/compare/{visitor.id['morgen']}").text
    assert "2 anchors in common, in the same order. Confidence 97 %." in words(page)
    assert '<mark class="shared">Freitag</mark>' in page
    assert '<mark class="shared">Friday</mark>' in page
    assert "1 same sound monsoon Monsun 2 date Friday Freitag" in words(page)
    assert "Nobody has read the two texts to decide." in page


def test_a_translation_without_a_link_is_shown_without_anchors(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    database.execute("DELETE FROM translations")
    database.conn.close()
    small_archive.publish(folder)
    text = Visitor(folder).text(f"{STORY}/compare/{ids['morgen']}")
    assert "0 shared passages" in text
    assert "anchor" not in text


def test_a_copy_of_a_translation_stands_beside_the_text_in_its_own_language(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    # the Arabic article plays a second German paper that prints Morgenblatt's translation
    database.execute(
        "UPDATE articles SET language = 'de', text = ? WHERE id = ?", [small_archive.MORGEN.text, ids["nahr"]]
    )
    pickup = {"article": ids["nahr"], "story": "5707000000000001", "kind": "translated", "share": 1, "carried": 1}
    database.table("pickups").insert(pickup | {"delay": 200000, "first": 0, "credited": "uncredited"})
    database.conn.close()
    small_archive.publish(folder)
    text = Visitor(folder).text(f"{STORY}/compare/{ids['nahr']}")
    assert "beside Morgenblatt" in text
    assert "the copy in its own language, which is taken for a translation of Monsoon reaches the coast" in text


@pytest.mark.parametrize("kind", ["compare", "note"])
@pytest.mark.parametrize("path", ["{story}/{kind}/nothing", "/story/nothing/{kind}/{herald}", "{story}/{kind}/{asahi}"])
def test_a_copy_that_is_not_in_the_story_is_not_found(visitor: Visitor, kind: str, path: str) -> None:
    answer = visitor.open(path.format(story=STORY, kind=kind, **visitor.id))
    assert answer.status_code == 404
    assert 'action="/search"' in answer.text


def test_the_note_on_a_copy_without_a_credit_holds_the_evidence_of_both(visitor: Visitor) -> None:
    page = visitor.open(f"{STORY}/note/{visitor.id['herald']}").text
    text = words(page)
    assert "Of its 19 words, 19 (100 %) stand in 1 passage that an article of The Daily Lamp has too." in text
    assert "That article credits Indo-Asian News Service : IANS (in the byline)." in text
    assert "Copies of this story that credit Indo-Asian News Service for text: 1 of 3." in text
    assert small_archive.HERALD.url in text
    assert small_archive.LAMP.url in text
    assert "Published, says the page 20 November 2026, 06:30 (UTC) 20 November 2026, 08:00 (UTC+05:30)" in text
    connection = sqlite3.connect(visitor.folder.published)
    for name in ("herald", "lamp"):
        row = connection.execute("SELECT digest, warc FROM captures WHERE article = ?", [visitor.id[name]]).fetchone()
        assert all(value in text for value in row)
    assert "What it does not prove Not who copied from whom" in text
    assert "How it was computed" in text


def test_there_is_no_note_on_a_credited_copy(visitor: Visitor) -> None:
    answer = visitor.open(f"{STORY}/note/{visitor.id['morgen']}")
    assert answer.status_code == 404
    assert "without a credit, so there is no note on it" in words(answer.text)
    assert f"/note/{visitor.id['morgen']}" not in visitor.open(STORY).text
    assert f"/note/{visitor.id['herald']}" in visitor.open(STORY).text


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """An archive in which one dispatch ran three thousand times."""
    folder = Folder(tmp_path_factory.mktemp("crowded"))
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    row = next(database.query("SELECT * FROM articles WHERE id = ?", [ids["herald"]]))
    row.pop("number")
    copies = [f"{number:016x}" for number in range(3000)]
    database.table("articles").insert_all(row | {"id": name, "language": "en"} for name in copies)
    database.table("pickups").insert_all(
        {
            "article": name,
            "story": "5707000000000001",
            "kind": "verbatim" if number % 2 else "mixed",
            "share": number / 3000,
            "carried": 0.5,
            "delay": 10 * number,
            "first": 0,
            "credited": "uncredited" if number % 10 == 0 else "credited",
        }
        for number, name in enumerate(copies)
    )
    database.execute("UPDATE stories SET copies = 3003")
    database.conn.close()
    small_archive.publish(folder)
    return Visitor(folder, ids)


def test_thousands_of_copies_are_paged(crowded: Visitor) -> None:
    page = crowded.open(STORY).text
    assert page.count("<tr") == 51  # fifty copies and the heading
    assert "page 1 of 61" in page
    assert 'rel="next" href="/story/5707000000000001?page=2"' in page
    assert page.count('class="named"') + page.count('class="silent"') <= 2 * 201
    assert "page 61 of 61" in crowded.open(f"{STORY}?page=9999").text


def test_copies_are_narrowed_and_ordered_by_the_address(crowded: Visitor) -> None:
    text = crowded.text(f"{STORY}?kind=mixed&credited=uncredited")
    assert "300 copies of 3,003" in text
    first = crowded.text(f"{STORY}?order=share&kind=verbatim").split("Credit for the text")[1]
    assert first.index("99 %") < first.index("98 %")
    assert "No copy of this story is so." in crowded.text(f"{STORY}?kind=poem")
    assert "Copies in the order they ran" in crowded.text(f"{STORY}?order=%27;drop&page=-3")


def test_outlets_and_agencies_are_shown_by_day_week_or_month(visitor: Visitor) -> None:
    page = visitor.open("/agency/ians?by=month").text
    assert '<th scope="row">Nov 2026</th><td class="figure">1</td>' in page
    assert 'href="/agency/ians?by=month" aria-current="true"' in page
    assert "week 47 of 2026" in visitor.text("/agency/ians?by=week")
    assert "20 Nov 2026" in visitor.text("/agency/ians?by=fortnight")  # passed over: the span is short, so by day
    text = visitor.text("/outlet/coast-herald")
    assert "Median delay behind the first copy of a story: 4 h , in its newest 1 copy that was not first." in text
    assert "no credit, though others credit an agency 1 100 %" in text


def test_signatures_show_the_newest_examples(visitor: Visitor) -> None:
    page = visitor.open("/agency/ians").text
    assert "in the byline 1 IANS" in words(page)
    assert f'<a class="example" href="/article/{visitor.id["lamp"]}">' in page


def test_learned_lines_are_told_with_counts_and_days(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    database = open_archive(folder.database)
    line = {"line": "1", "text": "Follow us <b>now</b>", "kind": "furniture", "place": "end", "position": 0}
    counts = {"articles": 41, "days": 9, "first_day": "2026-11-01", "last_day": "2026-11-20"}
    database.table("furniture").insert({"outlet": "nahr", **line, **counts})
    database.conn.close()
    small_archive.publish(folder)
    page = Visitor(folder).open("/outlet/nahr").text
    assert "Follow us &lt;b&gt;now&lt;/b&gt;" in page
    assert "furniture at the end 41 9 1 November 2026 – 20 November 2026" in words(page)


def test_a_named_query_has_a_field_for_each_parameter(visitor: Visitor) -> None:
    page = visitor.open("/archive/all_pickups?kind=translated").text
    assert "<option selected>translated</option>" in page
    assert '<input type="date" name="since"' in page
    assert '<option value="daily-lamp">The Daily Lamp</option>' in page
    assert '<input type="text" name="until" value="2026-11"' in visitor.open("/archive/all_pickups?until=2026-11").text


def test_rows_lead_to_the_page_that_shows_them_as_evidence(visitor: Visitor) -> None:
    note = f"{STORY}/note/{visitor.id['herald']}"
    assert f'<a href="{note}">Note</a>' in visitor.open("/archive/uncredited_copies").text
    [address] = re.findall(r'<a href="([^"]+)">What changed</a>', visitor.open("/archive/articles_changed").text)
    assert "a budget of 40 42 million" in visitor.text(html.unescape(address))
    assert f'<a href="{STORY}/compare/{visitor.id["morgen"]}">' in visitor.open("/archive/translated_copies").text


def test_an_answer_without_rows_is_explained(visitor: Visitor) -> None:
    text = visitor.text("/archive/uncredited_copies?agency=nobody")
    assert (
        "No row Every article that carries an agency's story credits an agency, or no story of this agency ran" in text
    )
    assert "Ask without the limits above" in text


def test_answers_say_times_shares_and_delays_as_a_reader_would(visitor: Visitor) -> None:
    text = visitor.text("/archive/uncredited_copies")
    assert "20 November 2026, 06:30 UTC cut 92 % 80 % 4 h" in text
    held = visitor.open("/archive/uncredited_copies.json?_shape=objects").json()["rows"][0]
    assert (held["share"], held["delay_seconds"]) == (0.92, 14400)  # the files hold the figures themselves
    assert json.dumps(held)


HOSTILE = "\"><script>alert(1)</script>&'{{ 7*7 }}"
SCRAPED = {
    "articles": ("headline", "standfirst", "byline", "section", "url", "reason", "published_from"),
    "outlets": ("name", "home", "country"),
    "agencies": ("name", "country"),
    "stories": ("headline",),
    "editions": ("headline", "text"),
    "credits": ("evidence", "rule"),
    "inferred": ("unnamed", "named"),
    "captures": ("digest", "reason", "warc"),
    "pickups": ("kind",),
}


def test_nothing_scraped_becomes_markup_on_any_page(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    database.table("furniture").insert(
        {"outlet": "coast-herald", "line": "1", "text": HOSTILE, "kind": HOSTILE, "place": HOSTILE, "position": 0}
        | {"articles": 9, "days": 3, "first_day": "2026-11-01", "last_day": "2026-11-20"}
    )
    for table, columns in SCRAPED.items():
        database.execute(
            f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in columns)}", [HOSTILE] * len(columns)
        )
    database.conn.close()
    small_archive.publish(folder)
    visitor = Visitor(folder)
    pages = [f"/article/{name}" for name in ids.values()]
    pages += [f"/article/{ids['budget']}/compare", STORY, f"{STORY}/compare/{ids['herald']}"]
    pages += [
        f"{STORY}/compare/{ids['morgen']}",
        f"{STORY}/note/{ids['herald']}",
        "/outlet/coast-herald",
        "/agency/ians",
    ]
    pages += ["/outlets", "/agencies", "/archive/uncredited_copies", "/archive/learned_lines", "/archive/all_credits"]
    for path in pages:
        answer = visitor.open(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text, path
        assert '"><' + "script" not in answer.text, path
        assert "{{ 7*7 }}" in answer.text or "49" not in answer.text, path


INJECTED = "' OR 1=1 --"


@pytest.mark.parametrize(
    "path",
    [
        "/article/{0}/compare?from={0}&to={0}",
        "/story/{0}?kind={0}",
        STORY + "?kind={0}&credited={0}&language={0}&order={0}&page={0}",
        STORY + "/compare/{0}?with={0}",
        "/outlet/nahr?by={0}",
        "/agency/ians?by={0}",
        "/archive/uncredited_copies?agency={0}&outlet={0}&since={0}&until={0}&sql={0}&_shape={0}",
        "/archive/sources_gone_silent?days={0}",
        "/archive/first_and_last_of_each_story?outlets={0}",
    ],
)
@pytest.mark.parametrize("value", [INJECTED, "<script>alert(1)</script>", "9" * 5000, "\x00\ud7ff%", "é" * 300])
def test_whatever_stands_in_an_address_is_a_value(visitor: Visitor, path: str, value: str) -> None:
    answer = visitor.open(path.format(quote(value)))
    assert answer.status_code in (200, 302, 404)  # 302: Datasette leads odd addresses to how it would spell them
    assert "<script>alert" not in answer.text
    assert "Something broke here" not in answer.text


def test_a_large_archive_begins_with_its_last_days_unless_asked_for_all(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "LARGE", 7)
    text = visitor.text("/archive/all_articles")
    assert "these are its last 30 days, from 23 October 2026 on" in text
    assert "Council passes budget" not in text  # of 10 October
    assert "Council passes budget" in visitor.text("/archive/all_articles?since=")
    assert "last 30 days" not in visitor.text("/archive/all_articles?since=&outlet=nahr")
    assert "last 30 days" not in visitor.text("/archive/sources_gone_silent")  # not by a span


def test_an_answer_that_is_cut_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "ROWS", 3)
    text = visitor.text("/archive/all_articles")
    assert "The first 3 rows ; there are more, and the export below holds all" in text
    assert len(visitor.open("/archive/all_articles.json?_shape=array").json()) == 7
