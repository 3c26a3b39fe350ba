"""The page of a dispatch that ran thousands of times."""

from __future__ import annotations

import pytest

from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor

STORY = "/story/5707000000000001"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """An archive in which one dispatch ran three thousand times."""
    folder = Folder(tmp_path_factory.mktemp("crowded"))
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    row = next(database.query("SELECT * FROM articles WHERE id = ?", [ids["herald"]]))
    row.pop("number")
    copies = [f"{number:016x}" for number in range(3000)]
    database.table("articles").insert_all(row | {"id": name, "language": "en"} for name in copies)
    database.table("pickups").insert_all(
        {
            "article": name,
            "story": "5707000000000001",
            "kind": "verbatim" if number % 2 else "mixed",
            "share": number / 3000,
            "carried": 0.5,
            "delay": 10 * number,
            "first": 0,
            "credited": "uncredited" if number % 10 == 0 else "credited",
        }
        for number, name in enumerate(copies)
    )
    database.execute("UPDATE stories SET copies = 3003")
    database.conn.close()
    small_archive.publish(folder)
    return Visitor(folder, ids)


def test_thousands_of_copies_are_paged(crowded: Visitor) -> None:
    page = crowded.open(STORY).text
    assert page.count("<tr") == 51  # fifty copies and the heading
    assert "page 1 of 61" in page
    assert 'rel="next" href="/story/5707000000000001?page=2"' in page
    assert page.count('class="named"') + page.count('class="silent"') <= 2 * 201
    assert "page 61 of 61" in crowded.open(f"{STORY}?page=9999").text


def test_copies_are_narrowed_and_ordered_by_the_address(crowded: Visitor) -> None:
    text = crowded.text(f"{STORY}?kind=mixed&credited=uncredited")
    assert "300 copies of 3,003" in text
    first = crowded.text(f"{STORY}?order=share&kind=verbatim").split("Credit for the text")[1]
    assert first.index("99 %") < first.index("98 %")
    assert "No copy of this story is so." in crowded.text(f"{STORY}?kind=poem")
    assert "Copies in the order they ran" in crowded.text(f"{STORY}?order=%27;drop&page=-3")
