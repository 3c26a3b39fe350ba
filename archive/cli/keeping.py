"""Commands that change the archive: ingest, import, reread, publish, forget; and the schedule's check."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlite_utils import Database

from archive.cli.progress import counted, progress
from archive.errors import ArchiveError
from archive.ingest.grouping import group_all, group_new, learn_words
from archive.ingest.importing import import_files
from archive.ingest.pool import load_catalogue
from archive.ingest.reading import agency_rows, read_captures
from archive.store import articles, captures, health, runs, stories
from archive.store import publish as publishing
from archive.store.database import open_archive, read_archive, writing
from archive.store.folder import Folder
from archive.store.forgetting import forget as forget_article
from archive.store.lock import BusyError, only_writer
from archive.store.mending import mend


@click.command()
def ingest() -> int:
    """Read what was captured, group what is new, publish the result."""
    try:
        with _at_work("ingest") as (database, folder, _):
            _read_and_group(database, folder, again=False)
            _publish(database, folder)
    except BusyError as busy:
        click.echo(str(busy), err=True)  # the schedule's next round does it: no failure
    return 0


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.warc.gz …")
def import_(files: tuple[Path, ...]) -> int:
    """Take in the pages of WARC files of any crawler, then read, group and publish them."""
    for file in files:
        if not file.exists():
            raise ArchiveError(f"{file}: no such file; name a .warc or .warc.gz file", code=2)
    with _at_work("import") as (database, folder, run):
        try:
            counts = import_files(database, folder, files, run, datetime.now(UTC))
            click.echo(f"import: {counted(counts)}")
        finally:
            _read_and_group(database, folder, again=False)
            _publish(database, folder)
    return 0


@click.command()
def reread() -> int:
    """Read every capture again, with today's rules, without fetching anything; then group and publish."""
    with _at_work("reread") as (database, folder, _):
        _read_and_group(database, folder, again=True)
        _publish(database, folder)
    return 0


def group_archive() -> int:
    """Group the archive's articles from scratch, learn what they teach of languages, and publish."""
    with _at_work("group") as (database, folder, _):
        number = database.table("articles").count
        with progress("grouping", number) as step:
            group_all(database, step)
        with progress("languages", number) as step:
            learn_words(database, step)
        _publish(database, folder)
    return 0


@click.command()
def publish() -> int:
    """Write the copy that Datasette serves."""
    with _at_work("publish") as (database, folder, _):
        _publish(database, folder)
    return 0


@click.command()
@click.argument("url")
def forget(url: str) -> int:
    """Remove an article everywhere: rows, index, published copy, WARC records. It is never fetched again."""
    with _at_work("forget") as (database, folder, _):
        gone = forget_article(database, folder.warc, url, datetime.now(UTC))
        group_new(database)
        _publish(database, folder)
    click.echo(f"forgotten: article {gone.article}, {gone.captures} captures overwritten")
    return 0


@click.command()
@click.option("--days", type=click.FloatRange(min=0), default=3.0, show_default=True, help="Silence that is alarming.")
def check(days: float) -> int:
    """Tell the health of each source; leave with 1 when one is in trouble."""
    database = read_archive(Folder.here().database)
    found = health.health(database, datetime.now(UTC), timedelta(days=days))
    for one in found:
        told = one.trouble or f"{one.articles} articles, last new address {one.last_new}"
        click.echo(f"{'TROUBLE' if one.trouble else 'ok':8}{one.name}: {told}")
    if not found:
        click.echo("no source has been crawled yet; run `make crawl`")
    return int(any(one.trouble for one in found))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def alone(command: tuple[str, ...]) -> int:
    """Run COMMAND as the archive's only writer; leave with 0 at once when another is at work (for cron)."""
    try:
        with only_writer(Folder.here().lock, " ".join(command)[:200]) as held:
            return subprocess.run(command, pass_fds=held, check=False).returncode
    except BusyError as busy:
        click.echo(str(busy), err=True)
        return 0
    except FileNotFoundError as error:
        raise ArchiveError(f"{command[0]}: no such command; name a program to run", code=2) from error


@contextmanager
def _at_work(command: str) -> Iterator[tuple[Database, Folder, str]]:
    """Hold the lock, open and mend the archive, and count the run."""
    folder = Folder.here()
    with only_writer(folder.lock, f"archive {command}"):
        database = open_archive(folder.database)
        for line in mend(database, folder.warc, datetime.now(UTC)):
            click.echo(line, err=True)
        run = runs.begin(database, command, datetime.now(UTC))
        state = "failed"
        try:
            yield database, folder, run
            state = "ended"
        finally:
            runs.end(database, run, datetime.now(UTC), state)


def _read_and_group(database: Database, folder: Folder, *, again: bool) -> None:
    with writing(database):
        articles.put_agencies(database, agency_rows(load_catalogue(folder.agencies)))
    found = captures.with_text(database) if again else captures.waiting(database)
    with progress("reading", len(found)) as step:
        counts = read_captures(database, folder, found, step)
    click.echo(f"read: {counted(counts)}")
    if again:
        with writing(database):
            articles.sweep(database)
            stories.untell_all(database)
    with progress("grouping", len(stories.to_group(database)) + len(stories.untold(database))) as step:
        number = group_new(database, step)
    click.echo(f"grouped: {number} articles; {database.table('stories').count} stories in all")


def _publish(database: Database, folder: Folder) -> None:
    path = publishing.publish(database, folder)
    click.echo(f"published: {path} ({path.stat().st_size / 1e6:.1f} MB)")
