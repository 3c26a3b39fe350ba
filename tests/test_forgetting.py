"""Forgetting: no word of the article is left anywhere, and it is never fetched again."""

from __future__ import annotations

import gzip

import pytest

from archive.errors import ArchiveError
from archive.ingest.grouping import group_new
from archive.store import frontier
from archive.store.forgetting import forget
from archive.store.publish import publish
from archive.store.search import search
from tests.hand_fed import DISPATCH, NOW, page
from tests.outlet_a import no_complaint


def test_forgetting_leaves_no_word_of_the_article_anywhere(archive):
    secret = "The name Ulfhild Quastenflosser stands in this sentence and nowhere else."
    url = "http://paper.example/2026/seahorses-counted"
    archive.capture(
        (url, page("Seahorses counted", (*DISPATCH, secret))),
        ("http://post.example/other-seahorses-story", page("Seahorses", DISPATCH)),
    )
    archive.read()
    publish(archive.database, archive.folder)
    assert search(archive.database, "Quastenflosser").total == 1
    gone = forget(archive.database, archive.folder.warc, url + "?utm_source=mail", NOW)
    group_new(archive.database)
    publish(archive.database, archive.folder)
    assert gone.captures == 1
    assert search(archive.database, "Quastenflosser").total == 0
    assert archive.rows("SELECT outlet FROM articles") == [("post.example",)]
    assert archive.rows("SELECT copies FROM stories") == [(1,)]
    for path in archive.folder.root.rglob("*"):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            assert b"quastenflosser" not in data.lower(), path
    assert no_complaint(archive.folder.warc)
    assert archive.rows("PRAGMA integrity_check") == [("ok",)]
    frontier.add_links(archive.database, [frontier.FoundLink(url)], "paper.example", "feed", NOW)
    assert len(archive.rows("SELECT key FROM links")) == 1  # it is never fetched again


def test_forgetting_what_nobody_knows_says_so(archive):
    with pytest.raises(ArchiveError, match="holds no such address"):
        forget(archive.database, archive.folder.warc, "http://nowhere.example/", NOW)
