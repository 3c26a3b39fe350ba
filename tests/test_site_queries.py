"""The pages of named queries: fields, rows that lead on, answers without rows, answers that are too long."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from archive import queries
from archive.site import app, named
from archive.store import answered
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor

STORY = "/story/5707000000000001"


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


def test_a_large_archive_begins_with_its_last_days_unless_asked_for_all(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answered, "LARGE", 7)
    text = visitor.text("/archive/all_articles")
    assert "these are its last 30 days, from 23 October 2026 on" in text
    assert "Council passes budget" not in text  # of 10 October
    assert "Council passes budget" in visitor.text("/archive/all_articles?since=")
    assert "last 30 days" not in visitor.text("/archive/all_articles?since=&outlet=nahr")
    assert "last 30 days" not in visitor.text("/archive/sources_gone_silent")  # not by a span


def test_an_answer_that_is_cut_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answered, "ROWS", 3)
    text = visitor.text("/archive/all_articles?since=2026-01-01")
    assert "The first 3 rows ; there are more, and the export below holds all" in text
    assert len(visitor.open("/archive/all_articles.json?_shape=array").json()) == 7


NARROWED = ["", "?agency=ians", "?outlet=coast-herald&since=2026-11-01", "?agency=&agency=ians", "?until=2026-11-20"]


@pytest.mark.parametrize("name", sorted(queries.load()))
@pytest.mark.parametrize("values", NARROWED)
def test_the_files_of_an_answer_hold_what_the_whole_statement_gives(visitor: Visitor, name: str, values: str) -> None:
    query = queries.find(name)
    given = {one: value for one, value in reversed(parse_qsl(values[1:], keep_blank_values=True)) if query.has(one)}
    copy = sqlite3.connect(visitor.folder.published)
    asked = copy.execute(query.sql, query.values({one: value for one, value in given.items() if value}))
    names = [column[0] for column in asked.description]
    wanted = [list(row) for row in asked]
    address = f"/archive/{named.page_name(name)}"
    held = visitor.open(f"{address}.json{values}").json()
    assert (held["columns"], held["rows"], held["truncated"]) == (names, wanted, False)
    lines = list(csv.reader(io.StringIO(visitor.open(f"{address}.csv{values}").text)))
    assert (lines[0], len(lines)) == (names, len(wanted) + 1)


def test_a_file_says_when_there_are_more_rows_than_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answered, "KEPT", 4)
    monkeypatch.setitem(app.SETTINGS, "max_returned_rows", 3)
    small_archive.fill(Folder(tmp_path))
    small_archive.publish(Folder(tmp_path))
    held = Visitor(Folder(tmp_path)).open("/archive/all_articles.json").json()
    assert (len(held["rows"]), held["truncated"]) == (3, True)
