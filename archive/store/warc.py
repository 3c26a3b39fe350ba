"""WARC files (ISO 28500): the raw evidence, written a record at a time and read back by offset.

A file that is being written is called ``….warc.gz.open`` and renamed when it is whole; the tables always hold the
final name.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import iso_date_to_datetime
from warcio.warcwriter import WARCWriter

from archive.errors import ArchiveError

OPEN = ".open"
LARGEST_FILE = 2**30
"""Bytes after which a new file begins: what Common Crawl's news crawl and most WARC tools use."""

LINK_HEADER, PURPOSE_HEADER, OUTLET_HEADER = "X-Archive-Link", "X-Archive-Purpose", "X-Archive-Outlet"

_CHUNK = 1 << 20
_NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"  # WARC 1.1, 6.7.3

# The body is kept as it was decoded from the connection, so these would lie about it (the common renaming).
_HOP_HEADERS = {"transfer-encoding", "connection", "keep-alive", "content-length"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A response as it came: ``body`` still has its Content-Encoding, ``purpose`` says why it was asked for
    (``page``, ``feed``, ``sitemap``, ``section``, ``front``, ``robots``), ``link`` is the key in the frontier."""

    url: str
    fetched: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    reason: str = ""
    purpose: str = "page"
    link: str = ""
    outlet: str = ""

    @property
    def digest(self) -> str:
        """``sha256:<hex>`` of the body as sent."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str:
        """Return the first header of that name, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a record stands: final file name, offset and length in bytes."""

    warc: str
    offset: int
    length: int


@dataclass(slots=True)
class WarcWriter:
    """Writes records into files of ``folder`` whose names begin with ``prefix``; close it, or use ``with``."""

    folder: Path
    prefix: str
    agent: str = "archive of the wire"
    largest: int = LARGEST_FILE
    _file: BinaryIO | None = field(default=None, init=False)
    _count: int = field(default=0, init=False)

    def __enter__(self) -> WarcWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, exchange: Exchange, repeats: tuple[str, str] | None = None) -> Slot:
        """Write one response and return where it stands; the bytes have left this process when it returns.

        ``repeats`` is (address, time) of an earlier record with the same body: then a ``revisit`` record without the
        body is written (WARC 1.1, 6.7). Raises ArchiveError when the disk takes no more.
        """
        try:
            file = self._current()
            offset = file.tell()
            writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
            writer.write_record(_record(writer, exchange, repeats))
            file.flush()
            return Slot(self._name, offset, file.tell() - offset)
        except OSError as error:
            raise ArchiveError(
                f"{self.folder}: {error.strerror}; free space and start again: nothing is lost"
            ) from error

    def close(self) -> None:
        """End the file: give it its final name."""
        if self._file is not None:
            self._file.close()
            (self.folder / (self._name + OPEN)).rename(self.folder / self._name)
            self._file = None

    @property
    def _name(self) -> str:
        return f"{self.prefix}-{self._count:05d}.warc.gz"

    def _current(self) -> BinaryIO:
        if self._file is not None and self._file.tell() >= self.largest:
            self.close()
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._count += 1
            self._file = (self.folder / (self._name + OPEN)).open("xb")
            writer = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
            writer.write_record(
                writer.create_warcinfo_record(self._name, {"software": self.agent, "format": "WARC/1.1"})
            )
        return self._file


def warc_path(folder: Path, name: str) -> Path:
    """Return the path of a file, finished or still being written. Raises ArchiveError when it is gone."""
    for path in (folder / name, folder / (name + OPEN)):
        if path.exists():
            return path
    raise ArchiveError(f"{folder / name}: the file is gone; restore it from a backup")


def record_bytes(folder: Path, slot: Slot) -> bytes:
    """Return the gzip member of one record, byte for byte: a WARC file of its own."""
    with warc_path(folder, slot.warc).open("rb") as file:
        file.seek(slot.offset)
        return file.read(slot.length)


def read_record(folder: Path, slot: Slot) -> Exchange:
    """Return the response that stands at ``slot``. Raises ArchiveError when there is none."""
    with io.BytesIO(record_bytes(folder, slot)) as stream:
        for exchange in _exchanges(stream):
            return exchange
    raise ArchiveError(f"{folder / slot.warc}: no response at byte {slot.offset}; the record was damaged or forgotten")


def whole_length(path: Path) -> int:
    """Return the bytes up to the end of the last whole gzip member."""
    end = 0
    with path.open("rb") as file:
        member, position = zlib.decompressobj(31), 0
        while chunk := file.read(_CHUNK):
            position += len(chunk)
            while chunk:
                try:
                    member.decompress(chunk)
                except zlib.error:
                    return end
                if not member.eof:
                    break
                chunk = member.unused_data
                end = position - len(chunk)
                member = zlib.decompressobj(31)
    return end


@dataclass(slots=True)
class WarcReading:
    """What a walk over a foreign file passed over, counted by reason."""

    passed_over: dict[str, int] = field(default_factory=dict)

    def note(self, reason: str) -> None:
        """Count one record that is no page."""
        self.passed_over[reason] = self.passed_over.get(reason, 0) + 1

    def exchanges(self, path: Path) -> Iterator[Exchange]:
        """Yield the HTTP responses of a WARC or ARC file, gzip or not, of any crawler.

        Raises ArchiveError when the file can't be read as one at all; a broken record ends the walk, counted.
        """
        found = False
        try:
            with path.open("rb") as stream:
                for exchange in _exchanges(stream, self):
                    found = True
                    yield exchange
                stream.seek(0)
                packed = stream.read(2) == b"\x1f\x8b"
            if packed and whole_length(path) < path.stat().st_size:
                self.note("broken record")
        except OSError as error:
            raise ArchiveError(f"{path}: {error.strerror}; name a .warc or .warc.gz file") from error
        except (ArchiveLoadFailed, EOFError, ValueError, UnicodeError) as error:
            if not found and not self.passed_over:
                raise ArchiveError(f"{path}: not a WARC file; name a .warc or .warc.gz file") from error
            self.note("broken record")


def _exchanges(stream: BinaryIO, reading: WarcReading | None = None) -> Iterator[Exchange]:
    for record in ArchiveIterator(stream, arc2warc=True):
        if record.rec_type != "response" or record.http_headers is None:
            if reading and record.rec_type != "warcinfo":
                reading.note(f"{record.rec_type} record" if record.http_headers is None else record.rec_type)
            continue
        chunked = "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower()
        raw = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
        body = raw.read()
        if getattr(record.raw_stream, "limit", 0) > 0:
            return  # the file ends within this record
        code = record.http_headers.get_statuscode() or ""
        yield Exchange(
            url=record.rec_headers.get_header("WARC-Target-URI") or "",
            fetched=_utc(record.rec_headers.get_header("WARC-Date")),
            status=int(code) if code.isdecimal() else 0,
            headers=tuple((name, value) for name, value in record.http_headers.headers),
            body=body,
            purpose=record.rec_headers.get_header(PURPOSE_HEADER) or "page",
            link=record.rec_headers.get_header(LINK_HEADER) or "",
            outlet=record.rec_headers.get_header(OUTLET_HEADER) or "",
        )


def _record(writer: WARCWriter, exchange: Exchange, repeats: tuple[str, str] | None) -> object:
    kept = [
        (name if name.lower() not in _HOP_HEADERS else f"X-Archive-Orig-{name}", _one_line(value))
        for name, value in exchange.headers
    ]
    http = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), kept, protocol="HTTP/1.1")
    extra = {
        "WARC-Date": exchange.fetched.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        PURPOSE_HEADER: exchange.purpose,
    }
    extra |= {LINK_HEADER: exchange.link} if exchange.link else {}
    extra |= {OUTLET_HEADER: exchange.outlet} if exchange.outlet else {}
    if repeats:
        # The digest of the record it points to is warcio's own: SHA-1 in base 32.
        payload_digest = "sha1:" + base64.b32encode(hashlib.sha1(exchange.body).digest()).decode()
        record = writer.create_revisit_record(
            exchange.url, payload_digest, *repeats, http_headers=http, warc_headers_dict=extra
        )
        if exchange.status == 304:
            record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED_PROFILE)
            record.rec_headers.remove_header("WARC-Payload-Digest")
        return record
    return writer.create_warc_record(
        exchange.url, "response", payload=io.BytesIO(exchange.body), http_headers=http, warc_headers_dict=extra
    )


def _one_line(value: str) -> str:
    return " ".join(value.split("\n")).replace("\r", "")


def _utc(date: str | None) -> datetime:
    try:
        parsed = iso_date_to_datetime(date) if date else datetime(1970, 1, 1)
    except ValueError:
        parsed = datetime(1970, 1, 1)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
