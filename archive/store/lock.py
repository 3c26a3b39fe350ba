"""One writer at a time: crawl, ingest and every other command that changes an archive hold the same lock.

The lock is ``flock`` on a file, so the kernel frees it when the holder dies, however it dies. A child of the holder
(``archive alone scrapy crawl outlets``) finds the lock's name in its environment and goes on; it is given the open
file too, so that the lock is held until the last of them has ended.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveError

HELD = "ARCHIVE_LOCK_HELD"


class BusyError(ArchiveError):
    """Somebody else is changing this archive."""


@contextmanager
def only_writer(lock: Path, what: str) -> Iterator[tuple[int, ...]]:
    """Hold the archive's lock; ``what`` tells others who holds it ("crawl outlets").

    Yields the file descriptors that a child must be given to hold the lock too (none where a parent holds it).
    Raises BusyError at once when another process holds it.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    if os.environ.get(HELD) == str(lock):
        yield ()
        return
    with lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise BusyError(
                f"busy: {holder} is changing {lock.parent}; nothing done, try again when it has ended"
            ) from None
        file.truncate(0)
        file.write(f"{what} (process {os.getpid()})")
        file.flush()
        os.environ[HELD] = str(lock)
        try:
            yield (file.fileno(),)
        finally:
            del os.environ[HELD]
            file.truncate(0)
