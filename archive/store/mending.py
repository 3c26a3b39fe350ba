"""What a killed run leaves behind, put right by the next: WARC files without an end, records without a row."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlite_utils import Database
from warcio.archiveiterator import ArchiveIterator

from archive.store import captures, frontier
from archive.store.database import writing
from archive.store.warc import OPEN, Slot, read_record, whole_length


def mend(database: Database, folder: Path, now: datetime) -> list[str]:
    """Put right every file of ``folder`` that no run ended; return one line for each that was touched.

    Call it under the archive's lock, before writing. A broken last record is moved to ``….broken`` beside its file;
    whole records that have no row in ``captures`` get one, as if the run had lived a moment longer; rows whose record
    is not there (the machine lost power) are closed as failed and their addresses are due again.
    """
    lines = []
    for path in sorted(folder.glob("*" + OPEN)):
        name = path.name.removesuffix(OPEN)
        whole = whole_length(path)
        cut = path.stat().st_size - whole
        if cut:
            _set_aside(path, whole)
        adopted = _adopt(database, folder, name, whole)
        lost = _close_lost(database, name, whole, now)
        path.rename(folder / name)
        lines.append(
            f"mended {name}: {cut} bytes of a broken record set aside, "
            f"{adopted} captures taken up, {lost} captures lost"
        )
    return lines


def _set_aside(path: Path, whole: int) -> None:
    with path.open("r+b") as file:
        file.seek(whole)
        path.with_name(path.name.removesuffix(OPEN) + ".broken").write_bytes(file.read())
        file.truncate(whole)


def _adopt(database: Database, folder: Path, name: str, whole: int) -> int:
    known = {row[0] for row in database.execute('SELECT "offset" FROM captures WHERE warc = ?', [name])}
    adopted = 0
    for slot, kind in _records(folder / (name + OPEN), name, whole):
        # A revisit record holds no body: its page is already archived, and its address is simply due again.
        if slot.offset in known or kind != "response":
            continue
        exchange = read_record(folder, slot)
        with writing(database):
            captures.put(database, exchange, slot, run="")
            captures.note_visit(database, exchange, run="", state=captures.WAITING)
        adopted += 1
    return adopted


def _records(path: Path, name: str, whole: int) -> list[tuple[Slot, str]]:
    found = []
    if whole:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                offset = records.get_record_offset()
                kind = record.rec_type
                found.append((Slot(name, offset, records.get_record_length()), kind))
    return found


def _close_lost(database: Database, name: str, whole: int, now: datetime) -> int:
    with writing(database):
        lost = database.execute(
            'SELECT id, link FROM captures WHERE warc = ? AND "offset" + length > ?', [name, whole]
        ).fetchall()
        for capture, link in lost:
            captures.close(database, capture, "failed", "the record was lost with the machine's power")
            if link:
                frontier.settle(database, link, "failed", "the record was lost with the machine's power", now)
    return len(lost)
