"""Translations in the archive: found as articles come in, whatever their order, with their evidence on both sides."""

from __future__ import annotations

import json
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
from archive.store.forgetting import forget
from archive.syndication import Copy, group
from archive.syndication.translation import Lexicon, join
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


def test_every_link_shows_what_both_texts_have_and_where_it_stands(the_day: Archive) -> None:
    rows = the_day.rows(
        """SELECT a.text, o.text, anchors, o.id = s.source FROM translations AS t JOIN articles AS a ON a.id = t.article
        JOIN articles AS o ON o.id = t."of" JOIN stories AS s ON s.id = t.story"""
    )
    assert len(rows) > 10
    kinds = set()
    for here, there, anchors, _ in rows:
        shown = json.loads(str(anchors))
        kinds |= {anchor["kind"] for anchor in shown}
        assert len(shown) >= 3
        for anchor in shown:
            assert str(here)[anchor["article_start"] : anchor["article_end"]] == anchor["article_text"]
            assert str(there)[anchor["of_start"] : anchor["of_end"]] == anchor["of_text"]
    assert {"number", "place", "date", "spelling", "sound"} <= kinds
    linked = the_day.rows("SELECT count(DISTINCT story) FROM translations")
    assert linked == the_day.rows("SELECT count(DISTINCT story) FROM pickups WHERE kind = 'translated'")
    assert sum(bool(direct) for *_, direct in rows) >= linked[0][0]  # type: ignore[operator]


def test_an_edited_translation_is_weighed_again_and_its_story_keeps_its_id(archive: Archive) -> None:
    taken_in(archive, "flood", "flood-de", "flood-hi")
    [(story, source)] = archive.rows("SELECT id, source FROM stories")
    keep(
        archive, "flood-de", text="Im Garten blühen heute nur noch die späten Rosen, und niemand ist da, sie zu sehen."
    )
    group_new(archive.database)
    assert together(archive) == {frozenset({"flood", "flood-hi"}), frozenset({"flood-de"})}
    assert (story, source) in archive.rows("SELECT id, source FROM stories")
    keep(archive, "flood-de")
    group_new(archive.database)
    assert archive.rows("SELECT id, source FROM stories") == [(story, source)]


def test_forgetting_a_translation_leaves_nothing_of_it_and_the_others_find_each_other_again(
    archive: Archive, tmp_path: Path
) -> None:
    taken_in(archive, *NAMES)
    forget(archive.database, archive.folder.warc, url("flood-de"), archive.at)
    gone = article_id(url("flood-de"))
    for table in ("renderings", "nearest", "echoes", "translations", "pickups", "grouped", "untold"):
        for row in archive.rows(f"SELECT * FROM {table}"):
            assert gone not in row, table
    group_new(archive.database)
    without = Archive(tmp_path / "without")
    taken_in(without, *(name for name in NAMES if name != "flood-de"))
    assert told(archive) == told(without)
    assert archive.rows("SELECT count(*) FROM anchors") == without.rows("SELECT count(*) FROM anchors")
    assert archive.rows("SELECT count(*) FROM untold") == [(0,)]


def test_a_run_that_is_cut_off_goes_on_where_it_stood(
    archive: Archive, the_day: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        keep(archive, name)
    monkeypatch.setattr("archive.ingest.grouping.BATCH", 10)

    def cut_off(_: int) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            group_new(archive.database, cut_off)
    assert 0 < archive.rows("SELECT count(*) FROM renderings")[0][0] < len(NAMES)  # type: ignore[operator]
    group_new(archive.database)
    assert told(archive) == told(the_day)


def test_relearning_that_is_cut_off_goes_on_with_the_next_run(
    archive: Archive, the_day: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in(archive, *NAMES, at_once=len(NAMES))
    monkeypatch.setattr("archive.ingest.grouping.learn", lambda _: Lexicon({("xx", "word"): "wxx:word"}))
    monkeypatch.setattr("archive.ingest.grouping.BATCH", 10)

    def cut_off(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        learn_words(archive.database, cut_off)
    assert 0 < archive.rows("SELECT count(*) FROM untold")[0][0] <= len(NAMES) - 10  # type: ignore[operator]
    group_new(archive.database)
    assert told(archive) == told(the_day)
    assert archive.rows("SELECT language, stem, concept FROM lexicon") == [("xx", "word", "wxx:word")]


def test_what_was_grouped_before_there_were_translations_is_told_anew(archive: Archive, the_day: Archive) -> None:
    taken_in(archive, *NAMES, at_once=len(NAMES))
    with writing(archive.database):
        for table in ("translations", "renderings", "anchors", "nearest", "echoes"):
            archive.database.execute(f"DELETE FROM {table}")
        archive.database.execute("INSERT INTO untold SELECT article FROM grouped")
    group_new(archive.database)
    assert told(archive) == told(the_day)
