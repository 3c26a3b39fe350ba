"""Feed reading with damaged pages: nothing may leave `read_page` as an exception, and none may take ten seconds.

    python benchmarks/fuzz_reading.py --inputs 200000 --seed 7
    python benchmarks/fuzz_reading.py --only 7:1234        one of them again, with its traceback

The pages are those of ../shared/corpus where it is, else a page made here. Each input is made of its number
and the seed alone, so any can be made again. An input runs in a process of its own pool; one that stands still fails
alone. Exits with 1 where anything went wrong.
"""

from __future__ import annotations

import argparse
import gzip
import heapq
import multiprocessing
import os
import random
import sys
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from functools import cache
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from archive.attribution import Catalogue, attribute
from archive.ingest.pool import PAGE_SECONDS
from archive.reading import lines_seen, read_page, text_digest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "../shared/corpus/pages"
STANDSTILL = 120.0  # seconds by the clock of a busy machine; what takes 10 s of CPU is counted as slow before that
TOLD_EVERY = 5_000  # inputs: a run that is cut off has said how far it came
URL = "https://news.example/town/bridge-opens-12345.html"
LARGEST = 10_000_000  # bytes of an input; pages of 20 MB are in the tests, and making one takes longer than reading it
USUAL = 200_000  # bytes of 49 in 50 inputs; a tenth of them was above a megabyte, for two thirds of the time
TOKENS = (
    b"<", b">", b"</", b"/>", b'"', b"'", b"=", b"&", b"&#xD800;", b"&#0;", b"&amp;amp;", b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</script>", b"<style>", b"<title>",
    b"</title>", b"<body>", b"</body>", b"<table>", b"<tr><td>", b"<div>", b"<p>", b"<a href='", b"<br>", b"<template>",
    b"<svg>", b"<plaintext>", b"<frameset>", b"<base href='javascript:'>", b"<meta charset=utf-16>",
    b"<meta charset=utf-7>", b"\xe2\x80\xa8", b"\xed\xa0\x80", b'{"@type":', b'"articleBody":"', b"[" * 50, b"{" * 50,
    b"\\u0000", b"\\ud800", b"9" * 400, b"2026-02-31T25:61:00+99:99", b"-0001-00-00", b"window.a={",
    b'JSON.parse("', b"\xe2\x80\x8d" * 30, "İ".encode() * 20, "ﷺ".encode() * 20,
)  # fmt: skip
CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "cp1252",
    "cp1251",
    "shift_jis",
    "gb18030",
    "iso-8859-8",
    "utf-7",
    "none such",
)


def main() -> int:
    """Run the inputs and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", metavar="SEED:NUMBER")
    options = parser.parse_args()
    if options.only:
        seed, _, number = options.only.partition(":")
        print(run(int(seed), int(number)))
        return 0
    counts: Counter[str] = Counter()
    slowest: list[tuple[float, int]] = []
    began = time.monotonic()
    pool = ProcessPool(options.workers, 5_000, context=multiprocessing.get_context("spawn"))
    ahead: deque[tuple[int, ProcessFuture[tuple[float, str]]]] = deque()
    with pool:
        for number in range(options.inputs + 1):
            if number < options.inputs:
                ahead.append((number, pool.schedule(run, (options.seed, number), timeout=STANDSTILL)))
            while ahead and (len(ahead) > 64 or number == options.inputs):
                taken, future = ahead.popleft()
                seconds, fault = _result(future)
                counts[fault.partition("\n")[0]] += 1
                slowest = heapq.nlargest(5, [*slowest, (seconds, taken)])
                if fault:
                    print(f"{options.seed}:{taken} {fault}", flush=True)
                if (taken + 1) % TOLD_EVERY == 0:
                    print(f"{taken + 1} inputs of seed {options.seed}; fine: {counts['']}", flush=True)
    took = time.monotonic() - began
    print(f"{options.inputs} inputs of {len(pages())} pages in {took:.0f} s; fine: {counts.pop('', 0)}")
    for fault, times in counts.most_common():
        print(f"{times:6} {fault}")
    print("slowest: " + ", ".join(f"{seconds:.2f} s ({options.seed}:{number})" for seconds, number in slowest))
    return int(bool(counts))


def run(seed: int, number: int) -> tuple[float, str]:
    """Read one input; return its seconds of CPU and what went wrong, empty where nothing did."""
    body, headers = make(random.Random(f"{seed}:{number}"))
    catalogue()
    start = time.process_time()
    try:
        article = read_page(body, URL, headers)
        attribute(article, catalogue())
        text_digest(article.paragraphs)
        lines_seen(article)
    except BaseException as error:
        return time.process_time() - start, f"{type(error).__name__}\n{traceback.format_exc()}"
    seconds = time.process_time() - start
    if article.no_article.startswith("unreadable"):
        return seconds, article.no_article
    return seconds, f"slower than {PAGE_SECONDS} s" if seconds > PAGE_SECONDS else ""


def make(chance: random.Random) -> tuple[bytes, dict[str, str]]:
    """Return a damaged page and the headers it is sent with."""
    body = page(chance.choice(pages()))
    most = LARGEST if chance.random() < 0.02 else USUAL
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9, 30))):
        body = chance.choice(DAMAGES)(body, chance)[:most]
    headers: dict[str, str] = {}
    if chance.random() < 0.3:
        headers["content-type"] = f"text/html; charset={chance.choice(CHARSETS)}"
    if chance.random() < 0.05:
        headers["content-encoding"] = chance.choice(("gzip", "br", "deflate", "gzip, br"))
    if chance.random() < 0.1:
        headers["date"] = chance.choice(
            ("Mon, 23 Nov 2026 10:00:00 GMT", "yesterday", "Mon, 99 Nov 99999 99:99:99 XYZ")
        )
    if chance.random() < 0.03:
        packed = bytearray(gzip.compress(body, 1))
        packed[chance.randrange(len(packed))] ^= 255
        body = bytes(packed)
    return body, headers


def _token(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(TOKENS) + body[at + chance.choice((0, 0, 1, 9)) :]


def _many_tokens(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(TOKENS) * chance.choice((10, 100, 1_000, 20_000)) + body[at:]


def _cut(body: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(body) + 1), chance.choice((1, 20, 500, 20_000))
    return body[:at] + body[at + length :]


def _end(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _flip(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.choice((1, 10, 300))) if changed else ():
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _repeat(body: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(body) + 1), chance.choice((5, 50, 500, 5_000))
    return body[:at] + _times(body[at : at + length], chance.choice((2, 10, 100, 2_000))) + body[at + length :]


def _times(part: bytes, times: int) -> bytes:
    """Return a part so many times, or as often as a page may hold it: the part may be the whole page."""
    return part * min(times, 1 + LARGEST // max(1, len(part)))


def _repeat_tag(body: bytes, chance: random.Random) -> bytes:
    start = body.find(b"<", chance.randrange(len(body) + 1))
    end = body.find(b">", start) + 1
    if start < 0 or end <= start:
        return body
    return body[:start] + _times(body[start:end], chance.choice((3, 300, 10_000))) + body[end:]


def _swap(body: bytes, chance: random.Random) -> bytes:
    one, two, three = sorted(chance.randrange(len(body) + 1) for _ in range(3))
    return body[:one] + body[two:three] + body[one:two] + body[three:]


def _splice(body: bytes, chance: random.Random) -> bytes:
    other = page(chance.choice(pages()))
    return body[: chance.randrange(len(body) + 1)] + other[chance.randrange(len(other) + 1) :]


def _recode(body: bytes, chance: random.Random) -> bytes:
    return body.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-be", "cp1252", "utf-7")), "replace")


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _token, _token, _many_tokens, _cut, _end, _flip, _repeat, _repeat_tag, _swap, _splice, _recode,
)  # fmt: skip


@cache
def pages() -> tuple[Path, ...]:
    """Return the files of the corpus' pages, else the empty path, which stands for a page made here."""
    return tuple(sorted(CORPUS.glob("*.html.gz"))) or (Path(),)


@cache
def page(path: Path) -> bytes:
    """Return a page's bytes."""
    if path.name:
        return gzip.decompress(path.read_bytes())
    paragraphs = "".join(f"<p>Sentence {n} of what the mayor said on Monday, and more of it.</p>" for n in range(30))
    told = '{"@type": "NewsArticle", "headline": "Bridge opens", "author": {"name": "A B"}}'
    head = f"<title>Bridge opens</title><script type='application/ld+json'>{told}</script>"
    body = f"<nav><a href='/'>Home</a></nav><article><h1>Bridge opens</h1>{paragraphs}</article>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


@cache
def catalogue() -> Catalogue:
    """Return the agencies."""
    return Catalogue.load()


def _result(future: ProcessFuture[tuple[float, str]]) -> tuple[float, str]:
    try:
        return future.result()
    except FutureTimeoutError:
        return STANDSTILL, f"stood still for {STANDSTILL:.0f} s"
    except ProcessExpired as end:
        return 0.0, f"ended its process with {end.exitcode}"


if __name__ == "__main__":
    sys.exit(main())
