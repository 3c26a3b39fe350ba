"""Progress of long work: a bar on a terminal, plain lines elsewhere, always on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

QUIET_SECONDS = 10.0
"""Between two plain lines: a cron mail of a night's work stays under a page."""


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show how far ``what`` is; call the yielded function with each number of things done."""
    if not total:
        yield lambda _: None
        return
    if sys.stderr.isatty():
        with click.progressbar(length=total, label=what, file=sys.stderr) as bar:
            yield bar.update
        return
    done, said, lines = 0, time.monotonic(), 0

    def step(number: int) -> None:
        nonlocal done, said, lines
        done += number
        if time.monotonic() - said >= QUIET_SECONDS:
            said, lines = time.monotonic(), lines + 1
            click.echo(f"{what}: {done} of {total}", err=True)

    yield step
    if lines:
        click.echo(f"{what}: {done} of {total}, done", err=True)


def counted(counts: dict[str, int]) -> str:
    """Return counts as words: ``3 read, 1 not an article``, or ``nothing``."""
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items()) if number) or "nothing"
