"""Reading the captures that wait, in a pool of processes, and writing down what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive.article import UNNAMED, Article, Capture
from archive.attribution import Catalogue
from archive.ingest import learning
from archive.ingest.pool import Reading, in_pool, load_catalogue, read_bytes, workers_catalogue
from archive.reading import ReturningLine
from archive.store import articles, captures, frontier, furniture
from archive.store.database import writing
from archive.store.folder import Folder
from archive.store.warc import Slot, read_record

BATCH = 50
"""Pages in one transaction: commits stop mattering beside reading (50 ms a page) at about ten."""


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

    Each batch is one transaction; a run killed in between goes on with the captures that still wait. Lines learned of
    an outlet before are left out of its texts; what these pages teach is learned at the end, for the next reading.
    """
    counts: Counter[str] = Counter()
    batch: list[tuple[tuple[Capture, str, str], Reading]] = []
    known = learning.known(database, {outlet for *_, outlet in waiting})
    found = [(capture, known[outlet]) for capture, _, outlet in waiting]
    for item, reading in zip(waiting, read_again(found, folder), strict=True):
        batch.append((item, reading))
        if len(batch) == BATCH:
            counts += _write(database, batch)
            progress(len(batch))
            batch.clear()
    counts += _write(database, batch)
    progress(len(batch))
    learning.learn_outlets(database, known, lambda: load_catalogue(folder.agencies))
    return counts


def read_again(found: Sequence[tuple[Capture, Collection[ReturningLine]]], folder: Folder) -> Iterator[Reading]:
    """Read captures, each with the lines learned of its outlet, in order, without writing anything."""
    jobs = [(folder.warc, Slot(c.warc, c.offset, c.length), c.url, tuple(known)) for c, known in found]
    return in_pool(_read_capture, jobs, folder.agencies)


def read_files(pages: Sequence[PageFile], agencies: Path) -> Iterator[Reading]:
    """Read saved pages, in order, without an archive.

    Nothing is learned from them: what a page says must not depend on the pages that happen to be read beside it.
    """
    return in_pool(_read_file, [(page,) for page in pages], agencies)


def agency_rows(catalogue: Catalogue) -> list[tuple[str, str, str, str, str]]:
    """Return the catalogue as rows of ``agencies``: id, name, country, home, wikidata; and one for credits without a
    name, which point there too."""
    named = [(agency.id, agency.name, agency.country, agency.home, agency.wikidata) for agency in catalogue.agencies]
    return [*named, (UNNAMED, "an agency the page does not name", "", "", "")]


def _read_capture(folder: Path, slot: Slot, url: str, known: Collection[ReturningLine]) -> Reading:
    exchange = read_record(folder, slot)
    headers = {name.lower(): value for name, value in reversed(exchange.headers)}
    if kind := _other_kind(headers.get("content-type", "")):
        return Reading(Article(url, no_article=kind))
    return read_bytes(exchange.body, url, headers, workers_catalogue(), known)


def _read_file(page: PageFile) -> Reading:
    try:
        body = page.path.read_bytes()
    except OSError as error:
        return Reading(Article(page.url), error=f"{page.path}: {error.strerror}; name a file that can be read")
    headers = {"content-encoding": "gzip"} if page.path.suffix == ".gz" else {}
    return read_bytes(body, page.url, headers, workers_catalogue())


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
    furniture.note(database, outlet, kept.article, capture.fetched, reading.lines)
    state, reason = ("read", "") if kept.opens_edition else ("unchanged", captures.SAME_TEXT)
    captures.close(database, capture.id, state, reason, kept.article, kept.edition)
    captures.lead_repeats(database, capture, kept.article, kept.edition)
    frontier.close(database, link, "read", "", kept.article, changed=kept.changed)
    return state, reason
