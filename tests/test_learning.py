"""An archive that learns: what one ingest sees of an outlet's lines, the next and `reread` leave out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from archive import queries
from archive.ingest.grouping import group_new
from archive.ingest.reading import read_captures
from archive.store import articles, captures
from archive.store.forgetting import forget
from archive.store.publish import publish
from tests.hand_fed import NOW, Archive, page
from tests.test_reading_returning import HEADLINES, story
from tests.test_rereading import everything

PROMPT = "Stay with The Paper for more on this."
CREDIT = "(With inputs from agencies)"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def publish_day(archive: Archive, number: int, *lines: str, outlet: str = "paper") -> str:
    """Let an outlet print the article of a day, with ``lines`` under its own text; return its address."""
    archive.at = NOW + timedelta(days=number)
    url = f"http://{outlet}.example/2026/{HEADLINES[number % 12].split()[0].lower()}-{number}"
    archive.capture((url, page(HEADLINES[number % 12], (*story(number), *lines), archive.at.isoformat())))
    return url


def reread(archive: Archive) -> None:
    read_captures(archive.database, archive.folder, captures.with_text(archive.database))
    articles.sweep(archive.database)
    group_new(archive.database)


def texts(archive: Archive) -> list[str]:
    return [str(text) for (text,) in archive.rows("SELECT text FROM articles ORDER BY published_utc")]


def learned(archive: Archive) -> list[tuple[object, ...]]:
    rows = archive.database.execute(queries.find("learned_lines").sql, {"outlet": "", "kind": ""}).fetchall()
    return [row[2:7] for row in rows]


def test_a_prompt_goes_from_the_next_article_on_and_from_all_when_they_are_read_again(archive):
    for number in range(6):
        publish_day(archive, number, PROMPT)
    archive.read()
    assert all(PROMPT in text for text in texts(archive))
    assert learned(archive) == [(PROMPT, "furniture", "end", 6, 6)]
    publish_day(archive, 6, PROMPT)
    archive.read()
    assert [PROMPT in text for text in texts(archive)] == [True] * 6 + [False]
    before = archive.rows("SELECT id, article, capture FROM editions ORDER BY id")
    reread(archive)
    assert texts(archive) == ["\n".join(story(number)) for number in range(7)]
    assert archive.rows("SELECT id, article, capture FROM editions ORDER BY id") == before
    assert learned(archive) == [(PROMPT, "furniture", "end", 7, 7)]
    settled = everything(archive.database)
    reread(archive)
    assert everything(archive.database) == settled


def test_a_credit_that_returns_leaves_the_text_and_stays_a_credit(archive):
    for number in range(6):
        publish_day(archive, number, CREDIT, PROMPT)
    archive.read()
    credits = """SELECT articles.id, articles.verdict, agency, form, role, evidence
        FROM articles JOIN credits ON article = articles.id ORDER BY 1"""
    before = archive.rows(credits)
    assert len(before) == 6
    reread(archive)
    assert archive.rows(credits) == before
    assert not any(CREDIT in text or PROMPT in text for text in texts(archive))
    assert {row[:2] for row in learned(archive)} == {(CREDIT, "credit"), (PROMPT, "furniture")}


def test_the_outlet_learns_alone(archive):
    for number in range(6):
        publish_day(archive, number, PROMPT)
    other = publish_day(archive, 7, PROMPT, outlet="herald")
    archive.read()
    reread(archive)
    [(text,)] = archive.rows("SELECT text FROM articles WHERE url = ?", other)
    assert PROMPT in str(text)


def test_captures_and_editions_of_one_article_count_once(archive):
    for number in range(4):
        publish_day(archive, number, PROMPT)
    for times in range(6):
        archive.at = NOW + timedelta(days=20 + times)
        url = "http://paper.example/2026/live-ticker"
        archive.capture((url, page("A live ticker", (*story(11), f"Entry {times} of it.", PROMPT))))
    archive.read()
    assert learned(archive) == [(PROMPT, "furniture", "end", 5, 4)]  # the ticker is of the first article's day


def test_three_articles_and_many_captures_of_a_fourth_teach_nothing(archive):
    for number in range(3):
        publish_day(archive, number, PROMPT)
    for times in range(6):
        archive.capture(
            ("http://paper.example/2026/live-ticker", page("A live ticker", (*story(11), f"Entry {times}.", PROMPT)))
        )
    archive.read()
    assert learned(archive) == []


def test_what_is_learned_does_not_depend_on_the_order_of_reading(tmp_path):
    told = []
    for order in (range(8), reversed(range(8))):
        one = Archive(tmp_path / f"order{len(told)}")
        for number in order:
            publish_day(one, number, CREDIT, PROMPT)
            one.read()
        reread(one)
        told.append((learned(one), texts(one)))
    assert told[0] == told[1]


def test_a_story_is_told_again_by_the_text_without_the_learned_line(archive):
    for number in range(6):
        publish_day(archive, number, PROMPT)
    archive.read()
    reread(archive)
    ungrouped = "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM grouped)"
    assert archive.rows(ungrouped) == []
    assert len(archive.rows("SELECT DISTINCT story FROM pickups")) == 6


def test_a_forgotten_article_stands_witness_no_more(archive):
    urls = [publish_day(archive, number, PROMPT) for number in range(5)]
    urls.append(publish_day(archive, 5))
    archive.read()
    assert len(learned(archive)) == 1
    for url in urls[:4]:
        forget(archive.database, archive.folder.warc, url, NOW)
    assert len(learned(archive)) == 1
    forget(archive.database, archive.folder.warc, urls[4], NOW)
    assert learned(archive) == []


def test_the_published_copy_shows_what_was_learned(archive):
    import sqlite3

    for number in range(5):
        publish_day(archive, number, PROMPT)
    archive.read()
    publish(archive.database, archive.folder)
    copy = sqlite3.connect(archive.folder.published)
    assert copy.execute("SELECT text, articles FROM furniture").fetchall() == [(PROMPT, 5)]
    assert not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'sightings'").fetchone()
