"""Bad input to grouping, by both ways in: a file of one's own texts, and the archive's own articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.article import Article, Attribution, Capture, Verdict
from archive.cli.own_texts import group_articles
from archive.ingest.grouping import group_new
from archive.store import articles
from archive.store.database import writing
from tests.dispatch import DISPATCH
from tests.hand_fed import Archive

DAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
ERROR = (
    "The page that you asked for is not here. It may have moved, or the address may have been typed wrongly.\n"
    "Go back to the front page, or look for it with the search above, which knows every page that we have printed."
)
WIRE = "\n".join(DISPATCH)


@dataclass(frozen=True)
class Given:
    name: str
    text: str
    published: str = DAY.isoformat()
    outlet: str = ""
    language: str = "en"


Grouping = Callable[[Sequence[Given], Path], set[frozenset[str]]]


def in_a_file(given: Sequence[Given], folder: Path) -> set[frozenset[str]]:
    rows = [
        {
            "id": one.name,
            "outlet": one.outlet or one.name,
            "published": one.published,
            "text": one.text,
            "language": one.language,
        }
        for one in given
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert group_articles(folder / "in.jsonl", folder / "out.jsonl") == 0
    told = [json.loads(line) for line in (folder / "out.jsonl").open(encoding="utf-8")]
    assert [row["id"] for row in told] == [one.name for one in given]
    return together((row["story"], row["id"]) for row in told)


def in_the_archive(given: Sequence[Given], folder: Path) -> set[frozenset[str]]:
    archive = Archive(folder)
    with writing(archive.database):
        for one in given:
            archive.at += timedelta(seconds=1)
            keep(archive, one)
    group_new(archive.database)
    return together(archive.rows("SELECT story, headline FROM pickups JOIN articles ON id = article"))


def keep(archive: Archive, one: Given) -> None:
    outlet, url = one.outlet or one.name, f"https://{one.outlet or one.name}.example/{one.name}"
    archive.database.execute("INSERT OR IGNORE INTO outlets (id, name, first_seen) VALUES (?, ?, '')", [outlet, outlet])
    lines = tuple(one.text.split("\n"))
    article = Article(url, one.name, published=one.published, language=one.language, paragraphs=lines)
    held = Capture(f"c-{one.name}", url, archive.at, 200, "text/html", "sha256:0", "t.warc.gz", 0, 1)
    articles.keep(archive.database, article, Attribution((), Verdict.OWN), "sha256:00000000", held, outlet)


def together(rows: object) -> set[frozenset[str]]:
    members: dict[str, set[str]] = {}
    for story, name in rows:  # type: ignore[attr-defined]
        members.setdefault(story, set()).add(name)
    return {frozenset(names) for names in members.values()}


both_ways = pytest.mark.parametrize("grouping", [in_a_file, in_the_archive])


@both_ways
@pytest.mark.parametrize("text", ["", "\n\n", "Page not found", "14", "\u0000", "—", "🐍" * 30, "a" * 100_000])
def test_texts_without_a_sentence_are_no_copies_and_no_translations(
    grouping: Grouping, text: str, tmp_path: Path
) -> None:
    given = [Given(f"p{n}", text, language=language) for n, language in enumerate(("en", "de", "hi", ""))]
    assert len(grouping([*given, Given("wire", WIRE)], tmp_path)) == 5


@both_ways
def test_one_page_served_everywhere_is_no_story_and_takes_no_dispatch_with_it(
    grouping: Grouping, tmp_path: Path
) -> None:
    number = 10_000 if grouping is in_a_file else 400
    served = [Given(f"e{n}", ERROR, outlet=f"outlet{n % 20}") for n in range(number)]
    dispatch = [Given("wire", WIRE), Given("copy", f"{WIRE}\n{ERROR}")]
    told = grouping([*served, *dispatch], tmp_path)
    assert frozenset({"wire", "copy"}) in told
    assert max(map(len, told)) == 2


@both_ways
@pytest.mark.parametrize("published", ["", "2099-01-01T00:00:00Z", "0001-01-01", "yesterday", "9999-12-31T23:59:59Z"])
def test_without_a_date_that_can_be_true_a_copy_is_found_all_the_same(
    grouping: Grouping, published: str, tmp_path: Path
) -> None:
    given = [Given("wire", WIRE), Given("copy", WIRE, published=published), Given("twin", WIRE, published=published)]
    assert grouping(given, tmp_path) == {frozenset({"wire", "copy", "twin"})}


@both_ways
def test_nothing_at_all_is_no_story(grouping: Grouping, tmp_path: Path) -> None:
    assert grouping([], tmp_path) == set()
