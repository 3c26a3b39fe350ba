"""Reading the captures that wait, in a pool of processes, and writing down what they say."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool
from sqlite_utils import Database

from archive.article import UNNAMED, Article, Attribution, Capture
from archive.attribution import Catalogue, attribute
from archive.errors import ArchiveError
from archive.reading import read_page, text_digest
from archive.store import articles, captures, frontier
from archive.store.database import writing
from archive.store.folder import Folder
from archive.store.warc import Slot, read_record

PAGE_SECONDS = 10.0
"""A page may cost that much: the 99.9th of a hundred real pages cost under 1 s; what takes longer is an attack."""

WORKER_BYTES = 4 * 2**30
"""Address space of a worker: a 21 MB page takes trafilatura 0.6 GB; beyond this the page fails, not the machine."""

MAX_TASKS = 2000
"""Pages after which a worker is replaced: what a library may leak is given back; a start costs two pages' time."""

BATCH = 50
"""Pages in one transaction: commits stop mattering beside reading (50 ms a page) at about ten."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page said, or why it could not be read. ``digest`` is that of its normalised text."""

    article: Article
    attribution: Attribution = field(default_factory=Attribution)
    digest: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page to be read that is no capture: its address and the file that holds its bytes."""

    url: str
    path: Path


def read_captures(
    database: Database,
    folder: Folder,
    waiting: Sequence[tuple[Capture, str, str]],
    progress: Callable[[int], None] = lambda _: None,
) -> Counter[str]:
    """Read captures and write articles, editions, credits and states. Returns how many ended in each state.

    Each batch is one transaction; a run killed in between goes on with the captures that still wait.
    """
    counts: Counter[str] = Counter()
    batch: list[tuple[tuple[Capture, str, str], Reading]] = []
    for item, reading in zip(waiting, read_again([capture for capture, *_ in waiting], folder), strict=True):
        batch.append((item, reading))
        if len(batch) == BATCH:
            counts += _write(database, batch)
            progress(len(batch))
            batch.clear()
    counts += _write(database, batch)
    progress(len(batch))
    return counts


def read_again(found: Sequence[Capture], folder: Folder) -> Iterator[Reading]:
    """Read captures, in order, without writing anything."""
    return in_pool(
        _read_capture, [(folder.warc, Slot(c.warc, c.offset, c.length), c.url) for c in found], folder.agencies
    )


def read_files(pages: Sequence[PageFile], agencies: Path) -> Iterator[Reading]:
    """Read saved pages, in order, without an archive."""
    return in_pool(_read_file, [(page,) for page in pages], agencies)


def in_pool(
    work: Callable[..., Reading], jobs: Sequence[tuple[object, ...]], agencies: Path, processes: int = 0
) -> Iterator[Reading]:
    """Run the jobs on all cores and yield their readings in order; one that hangs or crashes fails alone."""
    if not jobs:
        return
    size = min(processes or os.cpu_count() or 1, len(jobs))
    # Spawned, not forked: a fork would hold the archive's lock and its database, and copy the pool's own threads.
    pool = ProcessPool(size, MAX_TASKS, _start_worker, [agencies], multiprocessing.get_context("spawn"))
    with pool:
        # A bounded queue: a million scheduled jobs would sit in memory with their results.
        ahead: deque[ProcessFuture[Reading]] = deque()
        for job in jobs:
            ahead.append(pool.schedule(work, args=list(job), timeout=PAGE_SECONDS))
            if len(ahead) >= 8 * size:
                yield _result(ahead.popleft())
        while ahead:
            yield _result(ahead.popleft())


def read_bytes(body: bytes, url: str, headers: dict[str, str], catalogue: Catalogue) -> Reading:
    """Read one page in this process."""
    article = read_page(body, url, headers)
    return Reading(article, attribute(article, catalogue), text_digest(article.paragraphs))


def _result(future: ProcessFuture[Reading]) -> Reading:
    try:
        reading: Reading = future.result()
        return reading
    except FutureTimeoutError:
        return Reading(Article(""), error=f"reading took longer than {PAGE_SECONDS:.0f} s")
    except ProcessExpired:
        return Reading(Article(""), error="reading it ended its process")
    except MemoryError:
        return Reading(Article(""), error="reading it took too much memory")
    except ArchiveError as error:
        return Reading(Article(""), error=str(error))
    except Exception as error:
        return Reading(Article(""), error=f"reading failed: {type(error).__name__}: {error}"[:200])


_AGENCIES: list[Path] = []


def _start_worker(agencies: Path) -> None:
    _AGENCIES[:] = [agencies]
    read_bytes(b"<p>The models are loaded before the first page's time begins to run.</p>", "", {}, _catalogue())
    resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(_AGENCIES[0])


def load_catalogue(agencies: Path) -> Catalogue:
    """Return the catalogue with the user's own agencies, where the file exists."""
    return Catalogue.load(agencies if agencies.exists() else None)


def agency_rows(catalogue: Catalogue) -> list[tuple[str, str, str, str, str]]:
    """Return the catalogue as rows of ``agencies``: id, name, country, home, wikidata; and one for credits without a
    name, which point there too."""
    named = [(agency.id, agency.name, agency.country, agency.home, agency.wikidata) for agency in catalogue.agencies]
    return [*named, (UNNAMED, "an agency the page does not name", "", "", "")]


def _read_capture(folder: Path, slot: Slot, url: str) -> Reading:
    exchange = read_record(folder, slot)
    headers = {name.lower(): value for name, value in reversed(exchange.headers)}
    if kind := _other_kind(headers.get("content-type", "")):
        return Reading(Article(url, no_article=kind))
    return read_bytes(exchange.body, url, headers, _catalogue())


def _read_file(page: PageFile) -> Reading:
    try:
        body = page.path.read_bytes()
    except OSError as error:
        return Reading(Article(page.url), error=f"{page.path}: {error.strerror}; name a file that can be read")
    headers = {"content-encoding": "gzip"} if page.path.suffix == ".gz" else {}
    return read_bytes(body, page.url, headers, _catalogue())


def _other_kind(content_type: str) -> str:
    """Return the media type where it says that the body is no page; unknown and text types are tried."""
    kind = content_type.partition(";")[0].strip().lower()
    page = (
        not kind
        or kind.startswith("text/")
        or "html" in kind
        or kind in ("application/xml", "application/octet-stream")
    )
    return "" if page else kind


def _write(database: Database, batch: Sequence[tuple[tuple[Capture, str, str], Reading]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    with writing(database):
        for (capture, link, outlet), reading in batch:
            state, reason = _write_one(database, capture, link, outlet, reading)
            counts[f"failed: {reason}" if state == "failed" else state] += 1
    return counts


def _write_one(database: Database, capture: Capture, link: str, outlet: str, reading: Reading) -> tuple[str, str]:
    if reading.error or reading.article.no_article:
        state = "failed" if reading.error else "not an article"
        reason = reading.error or reading.article.no_article
        captures.close(database, capture.id, state, reason)
        frontier.close(database, link, state, reason, article="", changed=False)
        return state, reason
    outlet = outlet or frontier.outlet_of(database, capture.url, capture.fetched)
    kept = articles.keep(database, reading.article, reading.attribution, reading.digest, capture, outlet)
    state, reason = ("read", "") if kept.opens_edition else ("unchanged", captures.SAME_TEXT)
    captures.close(database, capture.id, state, reason, kept.article, kept.edition)
    frontier.close(database, link, "read", "", kept.article, changed=kept.changed)
    return state, reason
