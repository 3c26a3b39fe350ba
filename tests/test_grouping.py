"""Grouping in the archive: whatever the order of arrival, one by one or from scratch, the stories are the same."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.article import Article, Attribution, Capture, Credit, Form, Role, Verdict
from archive.ingest.grouping import group_all, group_new
from archive.store import articles
from archive.store.database import writing
from archive.syndication import Copy, group
from tests.dispatch import BRIDGE, DISPATCH, LEAD, OWN, RAIN
from tests.hand_fed import Archive
from tests.test_syndication_stories import SECOND

DAY = datetime(2026, 11, 20, tzinfo=UTC)
FOOTER = (
    "The Lantern is printed by its readers and owes nothing to anybody. Whoever wishes to support its work in the "
    "valley can do so at the desk in the market hall every morning."
)
ERROR = "The page that you asked for is not here. It may have moved, or the address may have been typed wrongly."


@dataclass(frozen=True)
class Printed:
    """An article as an outlet prints it; ``agency`` is credited with all of it, or as ``role`` says."""

    outlet: str
    name: str
    paragraphs: tuple[str, ...]
    hour: int = 0
    agency: str = ""
    role: Role = Role.ORIGIN
    dated: bool = True


def printed(archive: Archive, *all_of_them: Printed) -> None:
    """Keep articles as a crawl and the reading of it would, and group each as it comes in."""
    for one in all_of_them:
        keep(archive, one)
        group_new(archive.database)


def keep(archive: Archive, one: Printed) -> None:
    archive.at += timedelta(minutes=1)
    published = (DAY + timedelta(hours=one.hour)).isoformat() if one.dated else ""
    url = f"https://{one.outlet}.example/{one.name}"
    article = Article(url, one.name, published=published, language="en", paragraphs=one.paragraphs)
    credits = (Credit(one.agency, Form.TAGLINE, one.role, f"--{one.agency}"),) if one.agency else ()
    said = Attribution(credits, Verdict.WIRE if credits else Verdict.OWN)
    held = Capture(f"c-{one.name}", url, archive.at, 200, "text/html", "sha256:0", "t.warc.gz", 0, 1)
    with writing(archive.database):
        archive.database.execute(
            "INSERT OR IGNORE INTO outlets (id, name, first_seen) VALUES (?, ?, '')", [one.outlet, one.outlet]
        )
        articles.keep(archive.database, article, said, f"{hash(one.paragraphs) & 0xFFFFFFFF:08x}", held, one.outlet)


def stories(archive: Archive) -> set[tuple[str, frozenset[str]]]:
    """Return the stories by id, each with its articles' headlines; a round-up's further ones in brackets."""
    told: dict[str, set[str]] = {}
    for story, name, main in archive.rows("SELECT story, headline, main FROM pickups JOIN articles ON id = article"):
        told.setdefault(str(story), set()).add(str(name) if main else f"({name})")
    return {(story, frozenset(names)) for story, names in told.items()}


def pickups(archive: Archive, columns: str) -> dict[object, tuple[object, ...]]:
    rows = archive.rows(f"SELECT headline, {columns} FROM pickups JOIN articles ON id = article WHERE main = 1")
    return {name: tuple(rest) for name, *rest in rows}


WEEK = (
    Printed("north", "wire", DISPATCH, 0, "ians"),
    Printed("east", "same", DISPATCH, 1),
    Printed("west", "cut", (LEAD, BRIDGE), 2),
    Printed("south", "mixed", (OWN[0], LEAD, OWN[1], RAIN, OWN[2]), 3),
    Printed("east", "bank", SECOND, 0),
    Printed("west", "bank again", SECOND, 1),
    Printed("south", "round-up", (*DISPATCH[:3], *SECOND), 9),
    *(
        Printed("lantern", f"local {n}", (line[::-1], FOOTER), n)  # backwards: words that nobody else has
        for n, line in enumerate((*DISPATCH, *OWN))
    ),
    *(Printed("lost", f"error {n}", (ERROR,), n) for n in range(12)),
)


def test_neither_the_order_of_arrival_nor_a_new_start_changes_the_stories(tmp_path: Path) -> None:
    told = []
    for turn in range(4):
        archive = Archive(tmp_path / f"{turn}")
        printed(archive, *(random.Random(turn).sample(WEEK, len(WEEK)) if turn else WEEK))
        told.append(stories(archive))
        group_all(archive.database)
        told.append(stories(archive))
    assert all(one == told[0] for one in told)
    members = {names for _, names in told[0] if len(names) > 1}
    assert members == {
        frozenset({"wire", "same", "cut", "mixed", "(round-up)"}),
        frozenset({"bank", "bank again", "round-up"}),
    }


def test_a_file_of_the_same_articles_is_grouped_the_same(archive: Archive) -> None:
    printed(archive, *WEEK)
    copies = [
        Copy(one.name, one.outlet, one.name, "\n".join(one.paragraphs), "en", DAY + timedelta(hours=one.hour))
        for one in WEEK
    ]
    told = {
        frozenset(pickup.article if pickup.main else f"({pickup.article})" for pickup in story.pickups)
        for story in group(copies)
    }
    assert told == {names for _, names in stories(archive)}


def test_an_error_page_is_no_story_however_slowly_it_spreads(archive: Archive) -> None:
    printed(archive, *(Printed("lost", f"error {n}", (ERROR,), n) for n in range(9)))
    assert len(stories(archive)) == 1  # nine might be a dispatch of two sentences
    printed(archive, *(Printed("lost", f"error {n}", (ERROR,), n) for n in range(9, 12)))
    assert len(stories(archive)) == 12


def test_a_story_keeps_its_id_while_it_keeps_its_source(archive: Archive) -> None:
    printed(archive, WEEK[0], WEEK[2])
    ((before, _),) = stories(archive)
    printed(archive, WEEK[1], WEEK[3])
    ((after, names),) = stories(archive)
    assert (after, names) == (before, {"wire", "same", "cut", "mixed"})


def test_a_story_lends_its_agency_to_copies_without_a_credit(archive: Archive) -> None:
    printed(archive, *WEEK[:4])
    name = dict(archive.rows("SELECT headline, id FROM articles"))
    told = pickups(archive, "credited, by_story, lent_by, lent_share")
    assert told["wire"] == ("credited", None, None, None)
    assert told["same"] == ("uncredited", "ians", name["wire"], 1.0)
    assert told["cut"] == ("uncredited", "ians", name["wire"], 1.0)
    assert told["mixed"][:3] == ("uncredited", "ians", name["wire"])
    assert archive.rows("SELECT DISTINCT verdict FROM articles WHERE headline <> 'wire'") == [("own",)]


@pytest.mark.parametrize(
    "others",
    [
        (Printed("west", "other", DISPATCH, 1, "pti"),),  # who is right?
        (replace(WEEK[0], role=Role.INPUT),),  # the shared part may be the outlet's own
        (Printed("old", "older", DISPATCH, -30), Printed("east", "wire", DISPATCH, 0, "ians")),
    ],
    ids=["two agencies", "only a part", "older than every credit"],
)
def test_where_it_is_not_clear_whose_text_it_is_nothing_is_lent(archive: Archive, others: Iterable[Printed]) -> None:
    started = () if any(one.name == "wire" for one in others) else (WEEK[0],)
    printed(archive, *started, Printed("old", "older", DISPATCH, -30), *others)
    assert pickups(archive, "by_story")["older"] == (None,)


def test_the_clock_of_the_page_and_ours_are_kept_apart(archive: Archive) -> None:
    printed(archive, WEEK[0], replace(WEEK[1], dated=False), WEEK[2])
    told = pickups(archive, "time, delay, seen_delay")
    assert told["wire"] == ("said", 0, 0)
    assert told["same"][0] == "seen"
    assert told["cut"] == ("said", 2 * 3600, 120)


def test_a_pickup_tells_the_longest_passage(archive: Archive) -> None:
    printed(archive, *WEEK[:4])
    told = pickups(archive, "kind, longest")
    assert told["cut"] == ("abridged", len(f"{LEAD} {BRIDGE}".split()))
    assert told["mixed"] == ("mixed", max(len(LEAD.split()), len(RAIN.split())))
    assert told["wire"] == ("source", len(" ".join(DISPATCH).split()))
