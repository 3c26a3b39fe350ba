"""Translations in the archive: found as articles come in, whatever their order, with their evidence on both sides."""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.address import article_id
from archive.article import Article, Attribution, Capture, Verdict
from archive.ingest.grouping import group_all, group_new, learn_words
from archive.store import articles
from archive.store.database import writing
from archive.syndication import Copy, group
from archive.syndication.translation import join
from tests.hand_fed import Archive

DAY = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
ROWS = tomllib.loads((Path(__file__).parent / "translations.toml").read_text("utf-8"))["article"]
NAMES = [row["id"] for row in ROWS]


def url(name: str) -> str:
    return f"https://{name}.example/{name}"


def keep(archive: Archive, name: str, hours: int = 0, text: str = "", kind: Verdict = Verdict.OWN) -> None:
    """Keep one of the texts as a crawl and the reading of it would."""
    archive.at += timedelta(minutes=1)
    [row] = [row for row in ROWS if row["id"] == name]
    lines = (text or row["text"].strip()).split("\n")
    published = (DAY + timedelta(hours=hours)).isoformat()
    article = Article(url(name), name, published=published, language=row["language"], paragraphs=tuple(lines))
    held = Capture(f"c-{name}-{archive.at}", url(name), archive.at, 200, "text/html", "sha256:0", "t.warc.gz", 0, 1)
    with writing(archive.database):
        archive.database.execute("INSERT OR IGNORE INTO outlets (id, name, first_seen) VALUES (?, ?, '')", [name, name])
        digest = f"sha256:{abs(hash(tuple(lines))):016x}"
        articles.keep(archive.database, article, Attribution((), kind), digest, held, name)


def taken_in(archive: Archive, *names: str, at_once: int = 1) -> None:
    """Take the texts in, so many between one grouping and the next."""
    for number, name in enumerate(names, 1):
        keep(archive, name)
        if number % at_once == 0:
            group_new(archive.database)
    group_new(archive.database)


def told(archive: Archive) -> list[tuple[object, ...]]:
    """Return all that is told of the stories, but for when this machine saw them."""
    return [
        *archive.rows("SELECT id, source, copies, language FROM stories ORDER BY 1"),
        *archive.rows("SELECT article, story, kind, share, carried, delay, first FROM pickups ORDER BY 1, 2"),
        *archive.rows('SELECT article, "of", story, confidence, anchors FROM translations ORDER BY 1, 2'),
    ]


def together(archive: Archive) -> set[frozenset[str]]:
    members: dict[str, set[str]] = {}
    for story, name in archive.rows("SELECT story, headline FROM pickups JOIN articles ON id = article"):
        members.setdefault(str(story), set()).add(str(name))
    return {frozenset(names) for names in members.values()}


@pytest.fixture(scope="module")
def the_day(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("day"))
    taken_in(archive, *NAMES)
    return archive


def test_a_translation_joins_the_story_of_its_original(the_day: Archive) -> None:
    copies = [
        Copy(article_id(url(row["id"])), row["id"], row["id"], row["text"].strip(), row["language"], DAY)
        for row in ROWS
    ]
    name = {copy.id: copy.title for copy in copies}
    joined = join(list(group(copies)), {copy.id: copy for copy in copies})
    assert together(the_day) == {frozenset(name[p.article] for p in story.pickups) for story in joined.stories}
    links = {(link.echo.a, link.echo.b): link.confidence for link in joined.links}
    rows = the_day.rows('SELECT min(article, "of"), max(article, "of"), confidence FROM translations')
    assert {(a, b): confidence for a, b, confidence in rows} == links


@pytest.mark.parametrize("turn", range(3))
def test_neither_the_order_of_arrival_nor_a_new_start_changes_the_stories(
    the_day: Archive, tmp_path: Path, turn: int
) -> None:
    archive = Archive(tmp_path)
    taken_in(archive, *random.Random(turn).sample(NAMES, len(NAMES)), at_once=turn * 6 + 1)
    assert told(archive) == told(the_day)
    group_all(archive.database)
    assert told(archive) == told(the_day)
    learn_words(archive.database)
    assert told(archive) == told(the_day), "too few to learn a word from"
