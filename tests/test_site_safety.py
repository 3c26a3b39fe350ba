"""The site in public: scraped text stays text, nothing runs, nothing is written, nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.queries import load
from archive.site.named import page_name
from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive, small_articles
from tests.visiting import Visitor


def every_page(visitor: Visitor) -> list[str]:
    named = [f"/archive/{page_name(name)}" for name in load()]
    return [
        "/",
        "/search",
        "/search?q=monsoon",
        f"/article/{visitor.id['lamp']}",
        "/story/5707000000000001",
        "/outlet/daily-lamp",
        "/agency/ians",
        "/outlets",
        "/agencies",
        "/queries",
        "/archive",
        "/archive/articles",
        "/archive/articles/1",
        "/archive/credits",
        "/archive/captures",
        *named,
    ]


def test_every_page_opens_and_nothing_scraped_becomes_markup(visitor: Visitor) -> None:
    for path in every_page(visitor):
        answer = visitor.open(path)
        assert answer.status_code == 200, path
        assert small_articles.SCRIPT not in answer.text, path


def test_links_out_give_nothing_away_and_lead_to_web_addresses_only(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(f"/article/{visitor.id['lamp']}").text
    assert f'<a href="{small_articles.LAMP.url}" rel="nofollow noopener noreferrer">' in page
    folder = Folder(tmp_path)
    ids = small_archive.fill(folder)
    database = open_archive(folder.database)
    database.execute("UPDATE articles SET url = 'javascript:alert(1)' WHERE id = ?", [ids["lamp"]])
    database.conn.close()
    small_archive.publish(folder)
    for path in (f"/article/{ids['lamp']}", "/archive/articles", "/archive/all_articles"):
        assert 'href="javascript:' not in Visitor(folder).open(path).text, path


def test_our_pages_run_no_script_but_a_file_of_ours_and_load_nothing_from_elsewhere(visitor: Visitor) -> None:
    for path in ("/", "/search?q=monsoon", f"/article/{visitor.id['lamp']}", "/story/5707000000000001", "/nothing"):
        answer = visitor.open(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert re.findall(r"<script[^>]*>", answer.text) == re.findall(
            r'<script src="/assets/keys\.js\?v=\w+" defer>', answer.text
        )
        assert not re.search(r"\son\w+=", answer.text)
        assert "style=" not in answer.text
        for address in re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', answer.text):
            assert address.startswith(("/assets/", "/search.atom")), address


def test_every_answer_has_the_safe_headers(visitor: Visitor) -> None:
    for path in (*every_page(visitor), "/nothing", "/archive/articles.json", "/archive/articles.csv", "/robots.txt"):
        headers = visitor.open(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert headers["x-robots-tag"] == "noindex, nofollow", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "connect-src http" not in headers["content-security-policy"], path
    assert visitor.open("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_our_files_are_kept_by_browsers_until_they_change(visitor: Visitor) -> None:
    [address] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', visitor.open("/").text)
    answer = visitor.open(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_the_site_can_not_be_written_to_nor_made_to_eat_memory(visitor: Visitor) -> None:
    assert visitor.open("/archive?sql=delete+from+articles").status_code == 400
    answer = visitor.open("/archive.json?sql=select+length(hex(zeroblob(400000000)))")
    assert answer.status_code == 400
    assert "too big" in answer.text
    assert visitor.open("/archive.db").status_code in (403, 404)


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/article/nothing", "/story/nothing", "/outlet/x", "/agency/x", "/capture/x.warc", "/archive/x"],
)
def test_what_is_not_there_is_a_page_with_a_search_box(visitor: Visitor, path: str) -> None:
    answer = visitor.open(path)
    assert answer.status_code == 404
    assert 'action="/search"' in answer.text
    assert "Not in this archive" in answer.text
