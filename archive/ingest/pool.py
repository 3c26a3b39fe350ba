"""A pool of processes in which pages are read: one that hangs, crashes or wants too much memory fails alone."""

from __future__ import annotations

import math
import multiprocessing
import os
import resource
import signal
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
from archive.reading import UNREADABLE, ReturningLine, lines_seen, read_page, text_digest, without_returning

PAGE_SECONDS = 10
"""Seconds of CPU a page may cost: the 99.9th of a hundred real pages cost under 1 s; what takes longer is an attack."""

PATIENCE = 6
"""Times PAGE_SECONDS by the clock after which a page is given up: on a busy machine the clock runs faster than CPU."""

PAGE_BYTES = 2**30
"""What a page may add to its worker's address space (0.3 GB with all models loaded); beyond this the page fails, not
the machine. The worst pages of the tests (20 MB of paragraphs, a million attributes) add 0.26 GB."""

MAX_TASKS = 2000
"""Pages after which a worker is replaced: what a library may leak is given back; a start costs two pages' time."""

_STATM = Path("/proc/self/statm")
_AGENCIES: list[Path] = []
_LIMITS: list[Limits] = []


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost its worker: seconds of CPU, bytes of address space."""

    seconds: int
    memory: int


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
    limits = Limits(PAGE_SECONDS, PAGE_BYTES)
    pool = ProcessPool(size, MAX_TASKS, _start_worker, [agencies, limits], multiprocessing.get_context("spawn"))
    with pool:
        # A bounded queue: a million scheduled jobs would sit in memory with their results.
        ahead: deque[ProcessFuture[Reading]] = deque()
        for job in jobs:
            ahead.append(pool.schedule(_limited, args=[work, *job], timeout=PATIENCE * PAGE_SECONDS))
            if len(ahead) >= 8 * size:
                yield _result(ahead.popleft())
        while ahead:
            yield _result(ahead.popleft())


def read_bytes(
    body: bytes, url: str, headers: dict[str, str], catalogue: Catalogue, known: Collection[ReturningLine] = ()
) -> Reading:
    """Read one page in this process; ``known`` are the lines learned of its outlet."""
    page = read_page(body, url, headers)
    if page.no_article.startswith(UNREADABLE):
        return Reading(page, error=page.no_article)
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
        return Reading(Article(""), error=f"reading took longer than {PATIENCE * PAGE_SECONDS} s")
    except ProcessExpired as end:
        if end.exitcode == -signal.SIGXCPU:
            return Reading(Article(""), error=f"reading took longer than {PAGE_SECONDS} s")
        return Reading(Article(""), error="reading it ended its process")
    except MemoryError:
        return Reading(Article(""), error="reading it took too much memory")
    except ArchiveError as error:
        return Reading(Article(""), error=str(error))
    except Exception as error:
        return Reading(Article(""), error=f"reading failed: {type(error).__name__}: {error}"[:200])


def _start_worker(agencies: Path, limits: Limits) -> None:
    _AGENCIES[:] = [agencies]
    _LIMITS[:] = [limits]
    warm = b"<p>The models are loaded before the first page's time begins to run.</p>"
    read_bytes(warm, "", {}, workers_catalogue())
    _limit_memory(limits.memory)


def _limited(work: Callable[..., Reading], *job: object) -> Reading:
    """Run one job with so much CPU as a page may cost; beyond it the system ends this process, whatever it is in."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + _LIMITS[0].seconds, hard))
    return work(*job)


def _limit_memory(growth: int) -> None:
    """Let this process grow by so many bytes. Where the system does not tell its size, the limit is left as it is."""
    if not _STATM.exists():
        return
    now = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = now + growth if hard == resource.RLIM_INFINITY else min(hard, now + growth)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
