"""Records in WARC files: written, found again by their place, and read as far as a file is whole."""

from __future__ import annotations

import pytest

from archive.errors import ArchiveError
from archive.store.warc import Exchange, Slot, WarcReading, WarcWriter, read_record
from tests.outlet_a import NOW, answer, no_complaint


def test_a_record_reads_back_byte_for_byte(tmp_path):
    body = bytes(range(256)) * 100
    sent = Exchange(
        "http://a.example/ü?q=1",
        NOW,
        200,
        (
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("X", "a\r\n b"),
        ),
        body,
        "OK",
    )
    with WarcWriter(tmp_path / "warc", "t") as writer:
        slot = writer.write(sent)
    back = read_record(tmp_path / "warc", slot)
    assert (back.body, back.status, back.fetched, back.header("content-encoding")) == (body, 200, NOW, "gzip")


def test_a_png_is_no_warc_file(tmp_path):
    path = tmp_path / "picture.warc.gz"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(ArchiveError, match="not a WARC file"):
        list(WarcReading().exchanges(path))


def test_a_file_cut_off_in_the_middle_gives_what_is_whole(tmp_path):
    with WarcWriter(tmp_path, "t") as writer:
        slots = [writer.write(answer(f"http://a.example/{n}", b"x" * 5000 + b"%d" % n)) for n in range(3)]
    path = tmp_path / slots[0].warc
    path.write_bytes(path.read_bytes()[: slots[2].offset + 40])
    reading = WarcReading()
    assert [one.url for one in reading.exchanges(path)] == ["http://a.example/0", "http://a.example/1"]
    assert reading.passed_over == {"broken record": 1}


def test_slots_name_the_final_file_while_it_is_still_open(tmp_path):
    writer = WarcWriter(tmp_path, "t", largest=2000)
    slots = [writer.write(answer(f"http://a.example/{n}", bytes(5000))) for n in range(20)]
    assert len({slot.warc for slot in slots}) > 1
    assert read_record(tmp_path, slots[-1]).url == "http://a.example/19"
    with pytest.raises(ArchiveError, match="no response at byte"):
        read_record(tmp_path, Slot(slots[0].warc, 0, slots[0].offset))
    writer.close()
    assert no_complaint(tmp_path)
