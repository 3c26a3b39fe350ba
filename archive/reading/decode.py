"""Bytes as sent → text: content encodings undone, then the charset found.

The order for charsets is that of browsers and Scrapy (``w3lib.encoding``: BOM, header, declaration), with one
sanity rule before it: bytes that are UTF-8 are UTF-8, whatever they are said to be.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

import brotli
from charset_normalizer import from_bytes
from w3lib.encoding import html_to_unicode, read_bom

MAX_BODY = 40_000_000
"""Most bytes a body may unpack to: twice the largest page asked for (20 MB); a gzip bomb stops here."""

_SAMPLE = 40_000  # bytes of text shown to the charset detector: 15 ms; more did not change its answers
_SLIPS = 0.01  # share of broken sequences among those beyond ASCII that UTF-8 with a slip may have
_HEAD = 20_000  # bytes looked at to tell noise from text
_NOISE = 0.05
"""Share of control characters from which a body is noise: evenly spread bytes have 0.1, a page with NULs few."""
_NOT_TEXT = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b")
_SIGNATURES = (
    b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"BM\x00", b"OggS",
    b"\x00\x00\x01\x00", b"wOFF", b"wOF2", b"ID3", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
"""First bytes of pictures, fonts, documents, sound and archives (a gzip stream that could not be undone is one)."""
_CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF)))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS)}]+")
_CONTROL_BYTES = bytes(ord(char) for char in _CONTROLS if char.isascii())
_NO_CHARACTERS = [char for char in _CONTROLS if not char.isascii()]
_MARKUP = re.compile(rb"<[^<>]*>")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")


def decode_body(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the body with its ``Content-Encoding`` (gzip, deflate, br, in any order) undone.

    A body that is not encoded although the header says so comes back as it is; of a damaged stream comes back what
    could be read. At most ``MAX_BODY`` bytes. Never raises.
    """
    named = _header(headers, "content-encoding").lower()
    for coding in reversed([part.strip() for part in named.split(",") if part.strip()]):
        body = _unpack(body, coding)
    if body[:2] == b"\x1f\x8b":  # gzip without a header, or twice
        body = _unpack(body, "gzip")
    return body[:MAX_BODY]


def is_binary(body: bytes) -> bool:
    """Say whether a decoded body is no text at all, whatever its headers say: a picture, a PDF, an archive, noise."""
    if body.startswith(_SIGNATURES):
        return True
    head = body[:_HEAD]
    if read_bom(body)[0] or _wide(body):
        return False
    return len(head.translate(None, _NOT_TEXT)) < (1 - _NOISE) * len(head)


def decode_text(body: bytes, headers: Mapping[str, str]) -> str:
    """Return the text of a decoded body, without BOM, NUL and other control characters. Never raises."""
    text = _charset(body, _header(headers, "content-type"))
    # Nearly no page has any, and counting bytes takes a fifteenth of the time of a search. Encodings in which a byte
    # may be part of another character have NUL in their markup, or begin with ESC: both are among the bytes.
    clean = len(body.translate(None, _CONTROL_BYTES)) == len(body) and not any(char in text for char in _NO_CHARACTERS)
    return text if clean else _CONTROL.sub("", text)


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((str(value) for key, value in headers.items() if str(key).lower() == name), "")


def _unpack(body: bytes, coding: str) -> bytes:
    if coding in ("gzip", "x-gzip") and body[:2] == b"\x1f\x8b":
        return _inflate(body, 47) or body
    if coding == "deflate":
        return _inflate(body, 15) or _inflate(body, -15) or body
    if coding == "br":
        return _unbrotli(body) or body
    return body


def _inflate(body: bytes, window: int) -> bytes:
    """Unpack member after member; stop without complaint where the stream is damaged."""
    out: list[bytes] = []
    room = MAX_BODY
    while body and room > 0:
        stream = zlib.decompressobj(window)
        for start in range(0, len(body), 1 << 14):  # piecewise: a damaged piece loses itself and what follows only
            try:
                out.append(stream.decompress(body[start : start + (1 << 14)], room))
            except zlib.error:
                return b"".join(out)
            room -= len(out[-1])
            if stream.eof or room <= 0:
                break
        body = stream.unused_data + body[start + (1 << 14) :] if stream.eof else b""
        if body[:2] != b"\x1f\x8b":
            break
    return b"".join(out)


def _unbrotli(body: bytes) -> bytes:
    stream, out, size = brotli.Decompressor(), [], 0
    for start in range(0, len(body), 1 << 12):
        try:
            out.append(stream.process(body[start : start + (1 << 12)]))
        except brotli.error:
            break
        size += len(out[-1])
        if size > MAX_BODY:
            break
    return b"".join(out)


def _charset(body: bytes, content_type: str) -> str:
    bom, mark = read_bom(body)
    if bom and mark:
        return body[len(mark) :].decode(bom, "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # Only ASCII bytes: a declared ISO-2022-JP or UTF-7 may still mean something by them.
        return html_to_unicode(content_type, body)[1] if b"\x1b" in body and b"\x1b$" in body else text
    slips = body.decode("utf-8", "replace").count("\ufffd") - body.count(b"\xef\xbf\xbd")
    if slips <= max(1, _SLIPS * len(_BEYOND_ASCII.findall(body))):
        return body.decode("utf-8", "replace")
    encoding, text = html_to_unicode(content_type, body, default_encoding="utf-8", auto_detect_fun=_detect)
    if encoding.startswith(("utf-8", "utf8", "utf-16", "utf-32", "ascii")):  # a claim that was just disproved
        return body.decode(_detect(body), "replace")
    return text


def _wide(body: bytes) -> str:
    """Return the name of a two-byte encoding when the bytes themselves show one: every second byte of markup is 0."""
    head = body[:2000]
    if len(head) < 20 or head.count(0) < 0.1 * len(head):
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _detect(body: bytes) -> str:
    """Guess the charset by the visible text beyond ASCII; windows-1252 (as browsers do) where nothing fits."""
    sample = b" ".join(line for line in _MARKUP.sub(b" ", body[: 10 * _SAMPLE]).splitlines() if not line.isascii())
    best = from_bytes(sample[:_SAMPLE]).best() if sample else None
    return best.encoding if best else "cp1252"
