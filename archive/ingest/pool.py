"""A pool of processes in which pages are read: one that hangs, crashes or wants too much memory fails alone."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from archive.article import Article, Attribution
from archive.attribution import Catalogue, attribute
from archive.errors import ArchiveError
from archive.reading import ReturningLine, lines_seen, read_page, text_digest, without_returning

PAGE_SECONDS = 10.0
"""A page may cost that much: the 99.9th of a hundred real pages cost under 1 s; what takes longer is an attack."""

PAGE_BYTES = 2**30
"""What a page may add to its worker's address space; beyond this the page fails, not the machine."""

MAX_TASKS = 2000
"""Pages after which a worker is replaced: what a library may leak is given back; a start costs two pages' time."""

_STATM = Path("/proc/self/statm")
_AGENCIES: list[Path] = []


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page said, or why it could not be read.

    ``digest`` is that of its normalised text and ``lines`` are its lines as learning keeps them, both before lines
    learned of the outlet were left out: neither changes with what is learned.
    """

    article: Article
    attribution: Attribution = field(default_factory=Attribution)
    digest: str = ""
    lines: tuple[tuple[int, int], ...] = ()
    error: str = ""


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


def read_bytes(
    body: bytes, url: str, headers: dict[str, str], catalogue: Catalogue, known: Collection[ReturningLine] = ()
) -> Reading:
    """Read one page in this process; ``known`` are the lines learned of its outlet."""
    page = read_page(body, url, headers)
    article = without_returning(page, known)
    return Reading(article, attribute(article, catalogue), text_digest(page.paragraphs), lines_seen(page))


def load_catalogue(agencies: Path) -> Catalogue:
    """Return the catalogue with the user's own agencies, where the file exists."""
    return Catalogue.load(agencies if agencies.exists() else None)


@cache
def workers_catalogue() -> Catalogue:
    """Return the catalogue of this worker."""
    return load_catalogue(_AGENCIES[0])


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


def _start_worker(agencies: Path) -> None:
    _AGENCIES[:] = [agencies]
    warm = b"<p>The models are loaded before the first page's time begins to run.</p>"
    read_bytes(warm, "", {}, workers_catalogue())
    _limit_memory()


def _limit_memory() -> None:
    """Let this process grow by PAGE_BYTES. Where the system does not tell its size, the limit is left as it is."""
    if not _STATM.exists():
        return
    now = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = now + PAGE_BYTES if hard == resource.RLIM_INFINITY else min(hard, now + PAGE_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
