"""Pages that are shown as evidence: copies side by side, the note on a copy without a credit."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive, small_articles
from tests.visiting import Visitor, words

STORY = "/story/5707000000000001"


def test_a_copy_stands_beside_its_source(visitor: Visitor) -> None:
    page = visitor.open(f"{STORY}/compare/{visitor.id['herald']}").text
    assert '<mark class="shared">The monsoon reached the coast on Friday, two weeks late.</mark>' in page
    text = words(page)
    assert "Coast Herald beside The Daily Lamp" in text
    assert "The source 29 19 10 left out 66 % The copy 19 19 0 added 100 %" in text
    assert 'id="copy-1" href="#source-1"' in page
    assert 'id="source-1" href="#copy-1"' in page
    assert small_articles.SCRIPT not in page


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
        "UPDATE articles SET language = 'de', text = ? WHERE id = ?", [small_articles.MORGEN.text, ids["nahr"]]
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
    assert small_articles.HERALD.url in text
    assert small_articles.LAMP.url in text
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


@pytest.mark.parametrize("name", ["herald", "lamp"])
def test_an_article_is_as_long_on_its_own_page_as_beside_another(visitor: Visitor, name: str) -> None:
    beside = visitor.text(f"{STORY}/compare/{visitor.id['herald']}")
    [length] = re.findall(r"(\d+) words", visitor.text(f"/article/{visitor.id[name]}"))[:1]
    assert re.search(rf"{'The copy' if name == 'herald' else 'The source'} {length} ", beside)
