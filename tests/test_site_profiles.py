"""The pages of outlets and agencies: over time, how they sign, what was learned of them."""

from __future__ import annotations

from pathlib import Path

from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor, words


def test_outlets_and_agencies_are_shown_by_day_week_or_month(visitor: Visitor) -> None:
    page = visitor.open("/agency/ians?by=month").text
    assert '<th scope="row">Nov 2026</th><td class="figure">1</td>' in page
    assert 'href="/agency/ians?by=month" aria-current="true"' in page
    assert "week 47 of 2026" in visitor.text("/agency/ians?by=week")
    assert "20 Nov 2026" in visitor.text("/agency/ians?by=fortnight")  # passed over: the span is short, so by day
    text = visitor.text("/outlet/coast-herald")
    assert "Median delay behind the first copy of a story: 4 h , in its newest 1 copy that was not first." in text
    assert "no credit, though others credit an agency 1 100 %" in text


def test_an_agency_links_to_its_wikidata_item_where_it_has_one(visitor: Visitor) -> None:
    link = '<a href="https://www.wikidata.org/wiki/Q16947382" rel="nofollow noopener noreferrer">Wikidata Q16947382</a>'
    assert link in visitor.open("/agency/ians").text
    assert "wikidata.org" not in visitor.open("/agency/unnamed").text


def test_signatures_show_the_newest_examples(visitor: Visitor) -> None:
    page = visitor.open("/agency/ians").text
    assert "in the byline 1 IANS" in words(page)
    assert f'<a class="example" href="/article/{visitor.id["lamp"]}">' in page


def test_learned_lines_are_told_with_counts_and_days(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    database = open_archive(folder.database)
    line = {"line": "1", "text": "Follow us <b>now</b>", "kind": "furniture", "place": "end", "position": 0}
    counts = {"articles": 41, "days": 9, "first_day": "2026-11-01", "last_day": "2026-11-20"}
    database.table("furniture").insert({"outlet": "nahr", **line, **counts})
    database.conn.close()
    small_archive.publish(folder)
    page = Visitor(folder).open("/outlet/nahr").text
    assert "Follow us &lt;b&gt;now&lt;/b&gt;" in page
    assert "furniture at the end 41 9 1 November 2026 – 20 November 2026" in words(page)
