"""The pages of the site as a visitor gets them: an address in, a page out, over the small archive."""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
from pathlib import Path

import httpx
import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive, small_articles
from tests.visiting import Visitor, words


@pytest.fixture
def empty(tmp_path: Path) -> Visitor:
    folder = Folder(tmp_path)
    open_archive(folder.database).conn.close()
    small_archive.publish(folder)
    return Visitor(folder)


def test_the_first_page_shows_stories_articles_and_the_last_run(visitor: Visitor) -> None:
    text = visitor.text("/")
    assert "7 articles from 5 outlets , 1 story that ran more than once" in text
    assert "Last run: crawl outlets, 23 November 2026, 01:00 UTC , 8 responses, none failed." in text
    assert "3 outlets Monsoon reaches the coast <script>alert(1)</script>" in text
    assert "credited to Indo-Asian News Service" in text
    assert text.index("首相が新しい橋を視察") < text.index("Council passes budget")


def test_an_empty_archive_explains_itself(empty: Visitor) -> None:
    text = empty.text("/")
    assert "There is nothing in this archive yet" in text
    assert "make crawl" in text
    for path in ("/search", "/search?q=rain", "/outlets", "/agencies", "/queries", "/archive"):
        assert empty.open(path).status_code == 200, path


def test_an_article_shows_its_credits_marked_where_they_stand(visitor: Visitor) -> None:
    page = visitor.open(f"/article/{visitor.id['lamp']}").text
    assert re.search(r'New Delhi, Nov 20 <mark class="credit">\(IANS\)</mark><a class="note" [^>]*>2</a> The', page)
    assert re.search(r'<p><mark class="credit">--IANS</mark><a class="note" [^>]*>3</a></p>', page)
    text = words(page)
    assert "Indo-Asian News Service : the text is the agency’s IANS in the byline, above the text" in text
    assert "the text is the agency’s --IANS in a credit line, paragraph 3" in text
    assert "Agency copy The text closes with the sign-off --IANS." in text


def test_an_article_tells_an_inferred_agency_apart_from_its_credits(visitor: Visitor) -> None:
    text = visitor.text(f"/article/{visitor.id['prabhat']}")
    assert (
        "Inferred, not credited: Indo-Asian News Service . The page credits agencies without a name ( (एजेंसी) )" in text
    )
    assert "Inferred" not in visitor.text(f"/article/{visitor.id['lamp']}")


def test_an_article_tells_its_times_as_said_and_as_seen(visitor: Visitor) -> None:
    text = visitor.text(f"/article/{visitor.id['lamp']}")
    assert "Published, says the page 20 November 2026, 08:00 (UTC+05:30)" in text
    assert "First seen by us 20 November 2026, 02:45 UTC" in text
    assert "10 November 2026 (no hour given)" in visitor.text(f"/article/{visitor.id['nahr']}")


def test_an_article_tells_its_place_in_its_story(visitor: Visitor) -> None:
    assert "3 copies in 3 outlets. This was the first ." in visitor.text(f"/article/{visitor.id['lamp']}")
    text = visitor.text(f"/article/{visitor.id['herald']}")
    assert "This is number 2, 4 h after the first: cut." in text
    assert "of this text is the story’s 92 %" in text


def test_a_changed_article_shows_the_words_that_changed(visitor: Visitor) -> None:
    page = visitor.open(f"/article/{visitor.id['budget']}").text
    assert "The council passed a budget of <del>40</del><ins>42</ins> million on " in page
    assert "Council passes budget<ins> after long night</ins>" in page
    assert "2 editions seen; the first on 10 October 2026, 12:30 UTC" in words(page)


def test_scraped_text_says_its_language_and_runs_in_its_direction(visitor: Visitor) -> None:
    page = visitor.open(f"/article/{visitor.id['nahr']}").text
    assert '<h1 lang="ar" dir="rtl">افتتاح جسر جديد على النهر</h1>' in page
    assert '<div class="text" lang="ar" dir="rtl">' in page
    assert '<h1 lang="hi" dir="ltr">' in visitor.open(f"/article/{visitor.id['prabhat']}").text
    assert 'lang="ar" dir="rtl">افتتاح' in visitor.open("/").text


def test_the_raw_record_can_be_taken_home_byte_for_byte(visitor: Visitor) -> None:
    connection = sqlite3.connect(visitor.folder.published)
    capture, warc, offset, length = connection.execute(
        'SELECT id, warc, "offset", length FROM captures WHERE article = ?', [visitor.id["lamp"]]
    ).fetchone()
    assert f'href="/capture/{capture}.warc"' in visitor.open(f"/article/{visitor.id['lamp']}").text
    answer = visitor.open(f"/capture/{capture}.warc")
    assert answer.headers["content-type"] == "application/warc"
    assert answer.headers["content-disposition"] == f'attachment; filename="{capture}.warc.gz"'
    assert answer.content == (visitor.folder.warc / warc).read_bytes()[offset : offset + length]
    assert b"<h1>Monsoon reaches the coast" in gzip.decompress(answer.content)
    [record] = ArchiveIterator(io.BytesIO(answer.content))
    assert record.rec_headers.get_header("WARC-Target-URI") == small_articles.LAMP.url


def test_a_story_lists_its_copies_in_the_order_they_ran(visitor: Visitor) -> None:
    text = visitor.text("/story/5707000000000001")
    assert "3 copies in 3 outlets; credited to Indo-Asian News Service , Deutsche Presse-Agentur" in text
    assert "1 without a credit" in text
    assert "The first says 20 November 2026, 02:30 UTC seen 20 November 2026, 02:45 UTC The Daily Lamp" in text
    assert "4 h says 20 November 2026, 06:30 UTC seen 20 November 2026, 07:00 UTC Coast Herald Late monsoon is" in text
    assert "here at last cut 92 %" in text
    assert "2 d says 22 November 2026, 02:30 UTC seen 22 November 2026, 03:00 UTC Morgenblatt Monsun erreicht" in text
    assert "die Küste German translated 50 %" in text
    assert text.index("The Daily Lamp") < text.index("Coast Herald") < text.index("Morgenblatt")


def test_outlets_and_agencies_tell_their_counts(visitor: Visitor) -> None:
    assert "Agency copy 1 100 %" in visitor.text("/outlet/daily-lamp")
    assert "Indo-Asian News Service 1 100 %" in visitor.text("/outlet/daily-lamp")
    text = visitor.text("/agency/ians")
    assert "Named in 2 articles" in text
    assert "the text is the agency’s 1 50 %" in text
    assert "source of a fact or quote 1 50 %" in text
    assert "Coast Herald English 2 0 %" in visitor.text("/outlets")
    assert "Indo-Asian News Service 1 1 0 2" in visitor.text("/agencies")


def test_a_record_that_is_not_beside_the_copy_is_said(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    small_archive.publish(folder)
    [capture] = sqlite3.connect(folder.published).execute("SELECT id FROM captures LIMIT 1").fetchone()
    for file in folder.warc.iterdir():
        file.unlink()
    answer = Visitor(folder).open(f"/capture/{capture}.warc")
    assert answer.status_code == 404
    assert "is not kept beside this copy" in answer.text


def test_a_named_query_has_its_page_and_leads_to_our_pages(visitor: Visitor) -> None:
    page = visitor.open("/archive/uncredited_copies?agency=ians").text
    assert f'<a href="/article/{visitor.id["herald"]}" lang="" dir="auto">Late monsoon is here at last</a>' in page
    assert '<a href="/story/5707000000000001" lang="" dir="auto">Monsoon reaches the coast &lt;script&gt;' in page
    assert "archive export uncredited_copies --param agency=ians --format csv" in page
    assert "Zero" not in visitor.text("/archive/sources_gone_silent")
    assert "nahr" in visitor.open("/archive/sources_gone_silent").text  # an empty field means the default of 7 days


def test_tables_keep_their_pages_beside_the_queries_of_their_name(visitor: Visitor) -> None:
    assert "7 rows" in visitor.text("/archive/articles")
    assert visitor.open("/archive/articles.json?_shape=array&outlet=nahr").json()[0]["language"] == "ar"
    assert len(visitor.open("/archive/all_articles.json?_shape=array&outlet=nahr").json()) == 1


def test_a_cut_answer_says_so_and_names_the_export(visitor: Visitor) -> None:
    sql = "with recursive n(i) as (select 1 union all select i + 1 from n limit 1500) select i from n"
    text = words(visitor.open(str(httpx.URL("/archive", params={"sql": sql}))).text)
    assert "Only the first 1,000 rows are here, and in the JSON and CSV of this page." in text
    assert "archive export --sql" in text
