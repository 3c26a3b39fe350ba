"""The first page: the wire's share over time, agencies by articles, the state of the crawl."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.store.database import open_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.visiting import Visitor


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    small_archive.fill(folder)
    return folder


def test_the_state_of_the_sources_is_told_as_of_the_last_run(folder: Folder) -> None:
    database = open_archive(folder.database)
    database.execute("UPDATE channels SET state = 'read' WHERE outlet = 'coast-herald'")
    database.table("links").insert(
        {"key": "k", "url": "http://x", "outlet": "coast-herald", "found": "2026-11-22T00:00:00Z", "state": "read"}
    )
    database.conn.close()
    small_archive.publish(folder)
    assert "Sources: 1 ok, 1 failing, which . Last run: crawl outlets" in Visitor(folder).text("/")


def test_a_source_that_gave_nothing_new_for_days_is_silent(folder: Folder) -> None:
    database = open_archive(folder.database)
    database.execute("UPDATE channels SET state = 'read'")
    database.table("links").insert(
        {"key": "k", "url": "http://x", "outlet": "coast-herald", "found": "2026-11-01T00:00:00Z", "state": "read"}
    )
    database.execute("UPDATE outlets SET first_seen = '2026-11-22T00:00:00Z'")
    database.conn.close()
    small_archive.publish(folder)
    assert "Sources: 1 ok, 1 silent, which ." in Visitor(folder).text("/")


def test_the_share_of_agency_copy_is_a_chart_with_its_figures(folder: Folder) -> None:
    small_archive.publish(folder)
    visitor = Visitor(folder)
    text = visitor.text("/")
    assert "Agency copy in what outlets print, by day" in text
    assert "20 Nov 2026 50 % 0 %" in text  # one of two articles of that day
    assert "11 Nov 2026 none none" in text
    page = visitor.open("/").text
    [svg] = re.findall(r"<svg class=\"plot\".*?</svg>", page, re.S)
    assert "<title>" in svg
    assert "<desc" in svg


def test_agencies_stand_by_the_articles_that_carry_their_text_named_or_not(folder: Folder) -> None:
    database = open_archive(folder.database)
    database.execute("UPDATE pickups SET by_story = 'ians' WHERE kind = 'abridged'")
    database.conn.close()
    small_archive.publish(folder)
    visitor = Visitor(folder)
    assert "Indo-Asian News Service 2 50 %" in visitor.text("/")
    [address] = re.findall(r'href="(/search\?agency=ians&amp;since=[^"]+)"', visitor.open("/").text)
    assert address == "/search?agency=ians&amp;since=2026-10-24&amp;until=2026-11-22"


def test_a_page_of_many_articles_links_to_their_feed(folder: Folder) -> None:
    small_archive.publish(folder)
    assert '<link rel="alternate" type="application/atom+xml"' in Visitor(folder).open("/").text
