"""The published copy: counts that are made once, as the pages read them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from archive import queries
from archive.store import answered
from archive.store.answered import first_rows
from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    folder = Folder(tmp_path_factory.mktemp("published"))
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    database.execute("UPDATE pickups SET by_story = 'ians' WHERE article = ?", [ids["herald"]])
    database.conn.close()
    small_archive.publish(folder)
    return sqlite3.connect(folder.published)


def test_each_article_is_counted_in_one_row_of_the_days(copy):
    days = dict(copy.execute("SELECT day, sum(articles) FROM daily GROUP BY day"))
    assert days == {"2026-10-10": 1, "2026-11-10": 1, "2026-11-20": 2, "2026-11-21": 1, "2026-11-22": 2}
    [herald] = copy.execute("SELECT language, verdict, kind, credited FROM daily WHERE kind = 'abridged'")
    assert herald == ("en", "own", "abridged", "uncredited")


def test_an_agency_stands_once_beside_each_article_in_the_strongest_way(copy):
    found = copy.execute("SELECT outlet, how, role FROM article_agencies WHERE agency = 'ians' ORDER BY published_utc")
    assert found.fetchall() == [
        ("daily-lamp", "named", "origin"),  # in byline, dateline and tagline
        ("coast-herald", "by story", "origin"),
        ("prabhat", "named", "source"),  # inferred too
    ]
    counted = copy.execute("SELECT how, sum(articles) FROM agency_daily WHERE agency = 'ians' GROUP BY how")
    assert dict(counted) == {"named": 2, "by story": 1}


def test_how_an_outlet_signs_has_an_example(copy):
    found = copy.execute("SELECT form, role, articles, example FROM signatures WHERE outlet = 'daily-lamp'").fetchall()
    assert ("tagline", "origin", 1, "--IANS") in found
    assert len(found) == 3


def test_the_working_archive_keeps_none_of_these_tables(tmp_path: Path):
    names = set(open_archive(tmp_path / "archive.db").table_names())
    assert not names & {"daily", "agency_daily", "article_agencies", "signatures"}


@pytest.mark.parametrize("name", sorted(queries.load()))
def test_an_answer_that_is_kept_is_the_one_that_would_be_given(copy, name):
    query = queries.find(name)
    kept = first_rows(copy, query, {})
    assert copy.execute("SELECT count(*) FROM answered WHERE query = ? AND place = 0", [name]).fetchone() == (1,)
    copy.execute("SAVEPOINT nothing_kept")
    copy.execute("DELETE FROM answered")
    assert kept == first_rows(copy, query, {})
    copy.execute("ROLLBACK TO nothing_kept")


def test_of_a_large_archive_the_answers_of_the_last_days_are_kept_too(tmp_path, monkeypatch):
    monkeypatch.setattr(answered, "LARGE", 7)
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    small_archive.publish(folder)
    copy = sqlite3.connect(folder.published)
    kept = copy.execute(
        """SELECT "values" FROM answered WHERE query = 'captures' AND place = 0 ORDER BY 1"""
    ).fetchall()
    assert [json.loads(values)["since"] for (values,) in kept] == ["", "2026-10-23"]
