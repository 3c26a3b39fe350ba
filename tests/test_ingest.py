"""Captures in, articles and stories out; WARC files of other crawlers too."""

from __future__ import annotations

import gzip
import sqlite3

import pytest

from archive.ingest.importing import import_files
from archive.store.publish import publish
from tests.hand_fed import DISPATCH, NOW, Archive, foreign_warc, long_page, page
from tests.outlet_a import no_complaint


def test_a_page_becomes_an_article_with_its_credits(archive):
    archive.capture(("http://paper.example/2026/seahorses-counted", page("Seahorses counted", (*DISPATCH, "--IANS"))))
    assert archive.read() == {"read": 1}
    assert archive.rows("SELECT headline, outlet, published, published_utc, verdict FROM articles") == [
        ("Seahorses counted", "paper.example", "2026-11-20T08:00:00+05:30", "2026-11-20T02:30:00Z", "wire")
    ]
    assert ("ians", "tagline", "origin", "--IANS") in archive.rows("SELECT agency, form, role, evidence FROM credits")
    assert archive.rows("SELECT state, article IS NOT NULL FROM links") == [("read", 1)]


def test_an_inferred_agency_is_kept_with_its_evidence_and_is_no_credit(archive):
    url = "http://paper.example/2026/seahorses-counted"
    archive.capture((url, page("Seahorses counted", (*DISPATCH, "(With agency inputs)"))))
    archive.read()
    kept = "SELECT agency, role, unnamed, named, current FROM inferred"
    assert archive.rows(kept) == [("ians", "input", "With agency inputs", "told IANS", 1)]
    assert archive.rows("SELECT agency FROM credits WHERE role = 'input'") == [("unnamed",)]
    assert archive.rows("SELECT verdict FROM articles") == [("mixed",)]
    archive.capture((url, page("Seahorses counted", (*DISPATCH, "A newer text."))))
    archive.read()
    assert archive.rows(kept) == [("ians", "input", "With agency inputs", "told IANS", 0)]


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 400,
    "a PNG": b"\x89PNG\r\n\x1a\n" + bytes(4000),
    "nested": b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
    "attributes": b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">text</p>",
    "broken gzip": gzip.compress(page("Cut", DISPATCH))[:-300] + b"x" * 200,
    "NUL bytes": page("With\0 a NUL", DISPATCH).replace(b"lagoon", b"la\0goon"),
    "twenty megabytes": long_page(),
    "half a page": page("Half", DISPATCH)[:-200],
    "said to be UTF-16": page("Wrongly labelled", DISPATCH),
}


def test_every_bad_page_ends_in_a_counted_state_and_the_good_one_is_read(archive):
    for name, body in BAD.items():
        headers = [("Content-Type", "text/html; charset=utf-16" if "UTF-16" in name else "text/html")]
        headers += [("Content-Encoding", "gzip")] if "gzip" in name else []
        archive.capture((f"http://paper.example/bad/{name.replace(' ', '-')}", body), headers=tuple(headers))
    archive.capture(("http://paper.example/good/seahorses", page("Seahorses counted", DISPATCH)))
    counts = archive.read()
    assert sum(counts.values()) == len(BAD) + 1
    states = {key.rpartition("/")[2]: state for key, state in archive.rows("SELECT key, state FROM links")}
    assert {states[name] for name in ("empty", "binary", "a-PNG")} <= {"not an article", "failed"}
    assert {states[name] for name in ("seahorses", "NUL-bytes", "half-a-page", "said-to-be-UTF-16", "broken-gzip")} == {
        "read"
    }
    assert not set(states.values()) & {"found", "captured"}
    [(text,)] = archive.rows("SELECT text FROM articles WHERE headline = 'Wrongly labelled'")
    assert DISPATCH[0] in str(text)


def test_a_canonical_link_that_is_script_is_passed_over(archive):
    more = '<link rel="canonical" href="javascript:alert(1)">'
    archive.capture(("http://paper.example/2026/seahorses-counted", page("Seahorses counted", DISPATCH, more=more)))
    archive.read()
    assert archive.rows("SELECT url FROM articles") == [("http://paper.example/2026/seahorses-counted",)]


def test_what_is_no_page_is_told_apart(archive):
    headers = (("Content-Type", "application/pdf"),)
    archive.capture(("http://paper.example/report.pdf", b"%PDF-1.7 ..."), headers=headers)
    assert archive.read() == {"not an article": 1}
    assert archive.rows("SELECT state, reason FROM links") == [("not an article", "application/pdf")]


def test_copies_are_one_story_whatever_the_order_they_come_in(archive, tmp_path):
    local = tuple(
        f"Local paragraph {n} about something else entirely, written in the newsroom of {n}." for n in range(3)
    )
    pages = [
        ("http://agency-copy.example/a/seahorses-1", page("Seahorses", (*DISPATCH, "--IANS"), "2026-11-20T01:00:00Z")),
        ("http://post.example/b/seahorses-2", page("Count done", DISPATCH, "2026-11-20T03:00:00Z")),
        ("http://herald.example/c/seahorses-3", page("Lagoon", (*DISPATCH[:3], *local), "2026-11-20T05:00:00Z")),
        ("http://paper.example/d/kiln", page("A kiln", tuple(f"Another text, line {n}, on kilns." for n in range(9)))),
    ]
    told = []
    for order in (pages, pages[::-1]):
        one = Archive(tmp_path / f"order{len(told)}")
        for single in order:
            one.capture(single)
            one.read()
        told.append(
            one.rows(
                "SELECT articles.url, story, kind, first, delay FROM pickups JOIN articles ON id = article ORDER BY 1"
            )
        )
    assert told[0] == told[1]
    stories = {url: story for url, story, *_ in told[0]}
    assert len(set(stories.values())) == 2
    standing = dict(one.rows("SELECT outlet, credited FROM pickups JOIN articles ON id = article"))
    assert standing == {
        "agency-copy.example": "credited",
        "post.example": "uncredited",
        "herald.example": "uncredited",
        "paper.example": "no agency",
    }


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_a_foreign_warc_file_is_taken_in_once(archive, tmp_path, packed):
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    records = [
        ("http://paper.example/2026/seahorses-counted", "text/html", page("Seahorses counted", DISPATCH)),
        ("http://paper.example/logo.png", "image/png", b"\x89PNG"),
        ("dns:paper.example", "text/dns", b"10.0.0.1"),
    ]
    foreign_warc(path, *records, packed=packed)
    counts = import_files(archive.database, archive.folder, [path], "run", NOW)
    assert counts["taken"] == 1
    assert counts["not HTML: image/png"] == 1
    assert archive.read() == {"read": 1}
    again = import_files(archive.database, archive.folder, [path], "run2", NOW)
    assert (again["taken"], again["known already"]) == (0, 1)
    assert archive.rows("SELECT state, due FROM links") == [("read", None)]
    assert no_complaint(archive.folder.warc)


def test_a_warc_file_cut_off_gives_its_whole_records(archive, tmp_path):
    path = tmp_path / "x.warc.gz"
    body = page("Seahorses counted", DISPATCH)
    foreign_warc(path, *((f"http://paper.example/2026/seahorses-{n}", "text/html", body) for n in range(3)))
    path.write_bytes(path.read_bytes()[:-100])
    counts = import_files(archive.database, archive.folder, [path], "run", NOW)
    assert (counts["taken"], counts["broken record"]) == (2, 1)


def test_a_published_copy_that_is_being_read_stays_readable(archive):
    archive.capture(("http://paper.example/2026/seahorses-counted", page("Seahorses counted", DISPATCH)))
    archive.read()
    publish(archive.database, archive.folder)
    reader = sqlite3.connect(f"file:{archive.folder.published}?immutable=1", uri=True)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    archive.capture(
        (
            "http://paper.example/2026/kilns-again",
            page("Kilns", tuple(f"Line {n} on kilns and clay." for n in range(9))),
        )
    )
    archive.read()
    publish(archive.database, archive.folder)
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    fresh = sqlite3.connect(f"file:{archive.folder.published}?immutable=1", uri=True)
    assert fresh.execute("SELECT count(*) FROM articles").fetchone() == (2,)
