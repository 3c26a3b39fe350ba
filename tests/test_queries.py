"""Every named query over the small archive of ``small_archive``, against values counted by hand in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive import queries
from archive.errors import ArchiveError
from archive.store.folder import Folder
from tests import small_archive, small_articles


class Small:
    """The small archive: the ids of its articles, and the rows of its queries."""

    def __init__(self, folder: Folder) -> None:
        self.id = small_archive.fill(folder)
        self.connection = sqlite3.connect(folder.database)
        self.connection.row_factory = sqlite3.Row

    def rows(self, query: str, **values: str) -> list[dict[str, Any]]:
        named = queries.find(query)
        return [dict(row) for row in self.connection.execute(named.sql, named.values(values))]

    def column(self, query: str, column: str, **values: str) -> list[Any]:
        return [row[column] for row in self.rows(query, **values)]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    archive = Small(Folder(tmp_path_factory.mktemp("small")))
    yield archive
    archive.connection.close()


def test_articles_come_whole_with_their_agencies_and_place_in_a_story(small: Small) -> None:
    rows = {row["id"]: row for row in small.rows("articles")}
    assert len(rows) == 7
    lamp = rows[small.id["lamp"]]
    assert (lamp["outlet_name"], lamp["verdict"], lamp["agencies"], lamp["kind"]) == (
        "The Daily Lamp",
        "wire",
        "ians",
        "source",
    )
    assert lamp["text"] == small_articles.LAMP.text
    assert rows[small.id["morgen"]]["agencies"] == "dpa"
    assert rows[small.id["prabhat"]]["agencies"] is None  # an agency that is only cited gave no text
    assert rows[small.id["budget"]]["headline"] == "Council passes budget after long night"


def test_articles_are_narrowed_by_each_parameter_and_by_several(small: Small) -> None:
    name = small.id
    assert small.column("articles", "id", agency="ians") == [name["lamp"]]
    assert small.column("articles", "id", outlet="coast-herald") == [name["herald"], name["budget"]]
    assert small.column("articles", "id", language="hi") == [name["prabhat"]]
    assert small.column("articles", "id", verdict="wire") == [name["lamp"], name["nahr"]]
    assert small.column("articles", "id", since="2026-11-21", until="2026-11-21") == [name["prabhat"]]
    assert small.column("articles", "id", verdict="wire", until="2026-11") == [name["lamp"], name["nahr"]]
    assert small.column("articles", "id", verdict="wire", until="2026-11-19") == [name["nahr"]]
    assert small.column("articles", "id", agency="reuters") == []


def test_credits_give_the_exact_words_and_where_they_stand(small: Small) -> None:
    rows = small.rows("credits")
    assert len(rows) == 6
    tagline = next(row for row in rows if row["evidence"] == "(mit dpa)")
    assert (tagline["agency_name"], tagline["form"], tagline["role"]) == ("Deutsche Presse-Agentur", "tagline", "input")
    paragraph = small_articles.MORGEN.paragraphs[tagline["paragraph"]]
    assert paragraph[tagline["start"] : tagline["end"]] == "(mit dpa)"
    assert small.column("credits", "evidence", agency="ians", form="dateline") == ["(IANS)"]
    assert small.column("credits", "evidence", role="source") == ["आईएएनएस को बताया"]
    assert small.column("credits", "agency", outlet="nahr", since="2026-11-10", until="2026-11-10") == ["afp"]


def test_pickups_stand_in_the_order_of_their_story(small: Small) -> None:
    rows = small.rows("pickups")
    assert [row["article"] for row in rows] == [small.id["lamp"], small.id["herald"], small.id["morgen"]]
    assert [row["delay_seconds"] for row in rows] == [0, 14400, 172800]
    assert [row["share"] for row in rows] == [1.0, 0.92, 0.5]
    assert small.column("pickups", "outlet", kind="translated") == ["morgenblatt"]
    assert small.rows("pickups", since="2026-11-21") == []


def test_wire_share_counts_verdicts_and_silent_copies(small: Small) -> None:
    rows = {(row["outlet"], row["month"]): row for row in small.rows("wire_share_by_outlet_and_month")}
    assert sorted(rows) == [
        ("coast-herald", "2026-10"),
        ("coast-herald", "2026-11"),
        ("daily-lamp", "2026-11"),
        ("morgenblatt", "2026-11"),
        ("nahr", "2026-11"),
        ("prabhat", "2026-11"),
    ]
    herald = rows["coast-herald", "2026-11"]
    assert (herald["articles"], herald["wire_share"], herald["uncredited"], herald["uncredited_share"]) == (1, 0, 1, 1)
    assert rows["coast-herald", "2026-10"]["uncredited"] == 0
    assert (rows["morgenblatt", "2026-11"]["mixed"], rows["morgenblatt", "2026-11"]["wire_share"]) == (1, 1)
    assert (rows["prabhat", "2026-11"]["own"], rows["prabhat", "2026-11"]["wire_share"]) == (2, 0)
    assert small.column("wire_share_by_outlet_and_month", "outlet", language="ar") == ["nahr"]


def test_an_uncredited_copy_is_found_with_its_source(small: Small) -> None:
    [row] = small.rows("uncredited_copies", agency="ians")
    assert (row["article"], row["source"]) == (small.id["herald"], small.id["lamp"])
    assert (row["share"], row["delay_seconds"], row["credited_by"]) == (0.92, 14400, 1)
    assert row["source_url"] == small_articles.LAMP.url
    assert small.rows("uncredited_copies", agency="dpa") == []  # a copy credits dpa, but the story is not its
    assert small.column("uncredited_copies", "article", since="2026-11-20", until="2026-11-20") == [small.id["herald"]]
    assert small.rows("uncredited_copies", until="2026-11-19") == []


def test_first_and_last_of_a_story(small: Small) -> None:
    [row] = small.rows("first_and_last_of_each_story")
    assert (row["first_outlet"], row["last_outlet"], row["hours"]) == ("daily-lamp", "morgenblatt", 48.0)
    assert (row["first_article"], row["last_article"]) == (small.id["lamp"], small.id["morgen"])
    assert small.rows("first_and_last_of_each_story", outlets="4") == []


def test_first_outlets_and_their_lead(small: Small) -> None:
    [row] = small.rows("first_outlets")
    assert (row["outlet"], row["stories_first"], row["agency_stories"]) == ("daily-lamp", 1, 1)
    assert (row["median_lead_hours"], row["longest_lead_hours"]) == (4.0, 4.0)
    assert small.rows("first_outlets", agency="dpa") == []


def test_silence_is_counted_up_to_the_newest_crawl(small: Small) -> None:
    [row] = small.rows("sources_gone_silent")
    assert (row["outlet"], row["failing"], row["reason"]) == ("nahr", 1, "500")
    assert row["days_silent"] == 11.8  # 10 November 09:00 to 22 November 03:00
    # Two outlets were last heard on the 20th, 1.8 and 2.0 days before.
    assert small.column("sources_gone_silent", "outlet", days="1.5") == ["nahr", "daily-lamp", "coast-herald"]


def test_agencies_by_language(small: Small) -> None:
    rows = {(row["agency"], row["language"]): row for row in small.rows("agencies_by_language")}
    assert sorted(rows) == [("afp", "ar"), ("dpa", "de"), ("ians", "en"), ("ians", "hi")]
    assert (rows["ians", "en"]["articles"], rows["ians", "en"]["origin"]) == (1, 1)  # three credits, one article
    assert (rows["ians", "hi"]["origin"], rows["ians", "hi"]["source"]) == (0, 1)


def test_a_changed_article_shows_its_first_and_newest_edition(small: Small) -> None:
    [row] = small.rows("articles_changed")
    assert (row["article"], row["editions"], row["headline_changed"]) == (small.id["budget"], 2, 1)
    assert (row["first_headline"], row["headline"]) == (
        "Council passes budget",
        "Council passes budget after long night",
    )
    assert (row["first_words"], row["words"]) == (10, 11)
    assert row["what"] == "headline, 1 words more"
    assert small.rows("articles_changed", since="2026-10-12") == []


def test_credits_by_form(small: Small) -> None:
    rows = {(row["form"], row["role"]): row for row in small.rows("credits_by_form")}
    assert rows["dateline", "origin"]["credits"] == 2
    assert rows["tagline", "origin"]["example"] == "--IANS"
    assert small.column("credits_by_form", "form", language="de") == ["tagline"]


def test_who_copies_whom(small: Small) -> None:
    rows = {row["outlet"]: row for row in small.rows("who_copies_whom")}
    assert sorted(rows) == ["coast-herald", "morgenblatt"]
    assert {row["origin"] for row in rows.values()} == {"daily-lamp"}
    assert (rows["coast-herald"]["uncredited"], rows["coast-herald"]["mean_hours"]) == (1, 4.0)
    assert (rows["morgenblatt"]["uncredited"], rows["morgenblatt"]["mean_share"]) == (0, 0.5)
    assert small.rows("who_copies_whom", origin="coast-herald") == []


def test_longest_delays_come_first(small: Small) -> None:
    assert small.column("longest_delays", "hours") == [48.0, 4.0]
    assert small.column("longest_delays", "article", agency="dpa") == [small.id["morgen"]]


def test_translated_copies_stand_beside_their_source(small: Small) -> None:
    [row] = small.rows("translated_copies")
    assert (row["article"], row["source"]) == (small.id["morgen"], small.id["lamp"])
    assert (row["language"], row["source_language"]) == ("de", "en")
    assert (row["confidence"], row["anchors"]) == (0.97, 2)
    assert row["evidence"] == "Monsun = monsoon; Freitag = Friday"
    assert small.rows("translated_copies", confidence="0.98") == []


def test_captures_say_where_their_record_stands(small: Small) -> None:
    rows = small.rows("captures")
    assert len(rows) == 8
    assert rows[0]["article"] == small.id["budget"]
    assert {row["warc"] for row in rows} == {"small-00001.warc.gz"}
    assert len({row["offset"] for row in rows}) == 8
    assert small.column("captures", "outlet", since="2026-11-22") == ["prabhat", "morgenblatt"]
    assert small.rows("captures", state="failed") == []


GIVEN = {
    "agency": "ians",
    "outlet": "coast-herald",
    "origin": "daily-lamp",
    "language": "en",
    "story": "5707000000000001",
    "since": "2026-11-20",
    "until": "2026-11-21",
    "days": "1.5",
    "confidence": "0.5",
    "outlets": "3",
    "verdict": "own",
    "state": "read",
    "form": "byline",
    "role": "origin",
}


@pytest.mark.parametrize("name", sorted(queries.load()))
def test_a_statement_narrowed_to_its_values_gives_the_same_rows(small: Small, name: str) -> None:
    query = queries.find(name)
    kinds = {"kind": "furniture" if name == "learned_lines" else "abridged"}
    given = {one.name: (GIVEN | kinds)[one.name] for one in query.parameters}
    for values in ({}, given, *({one: value} for one, value in given.items())):
        meant = query.values(values)
        sql = query.narrowed(meant)
        assert " OR " not in sql or ":" not in sql.split(" OR ")[0].rsplit("(", 1)[-1]
        hinted = query.narrowed(meant, rare={"since"})
        found, sooner, wanted = (
            list(map(tuple, small.connection.execute(one, meant))) for one in (sql, hinted, query.sql)
        )
        assert found == sooner == wanted


def test_every_query_describes_itself_and_each_of_its_parameters() -> None:
    for query in queries.load().values():
        assert query.title, query.name
        assert query.says.endswith("."), query.name
        used = {parameter.name for parameter in query.parameters if f":{parameter.name}" in query.sql}
        assert used == {parameter.name for parameter in query.parameters}, query.name
        assert all(parameter.what for parameter in query.parameters), query.name


def test_every_query_has_its_paragraph_in_the_documentation() -> None:
    page = (Path(__file__).parents[1] / "docs" / "exports.md").read_text(encoding="utf-8")
    for query in queries.load().values():
        assert f"### `{query.name}`" in page
        for parameter in query.parameters:
            section = page.split(f"### `{query.name}`")[1].split("### ")[0]
            assert f"`{parameter.name}`" in section, f"{query.name}: {parameter.name}"


def test_an_unknown_query_names_the_known_ones_the_nearest_first() -> None:
    with pytest.raises(ArchiveError, match=r"no query named 'uncredited_copy'; there are: uncredited_copies,") as error:
        queries.find("uncredited_copy")
    assert error.value.code == 2
    assert all(name in str(error.value) for name in queries.load())


def test_an_unknown_parameter_is_refused_with_those_there_are() -> None:
    with pytest.raises(ArchiveError, match=r"sources_gone_silent: no parameter 'day'; it has days") as error:
        queries.find("sources_gone_silent").values({"day": "3"})
    assert error.value.code == 2


def test_a_parameter_left_empty_in_a_form_means_its_default(small: Small) -> None:
    query = queries.find("sources_gone_silent")
    assert [row["outlet"] for row in small.connection.execute(query.sql_with_defaults, {"days": ""})] == ["nahr"]


def test_a_file_without_its_sentence_says_which_line_it_lacks() -> None:
    with pytest.raises(ArchiveError, match=r"queries/mine\.sql: no line `-- says: …` at its top; add one"):
        queries.parse("mine", "-- title: Mine\nSELECT 1")
