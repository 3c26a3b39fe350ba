"""The page of an article beyond its text: editions compared, the same as data, how to cite it."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.site.citing import cite
from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor, words


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
