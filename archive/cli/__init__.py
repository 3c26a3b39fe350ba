"""The ``archive`` command. Errors are one line on standard error; exit code 2 for a wrong call, 1 for a failure."""

from __future__ import annotations

import os
import sqlite3
import sys

import click

from archive.cli.keeping import (
    alone,
    check,
    forget,
    group,
    import_,
    ingest,
    publish,
    reread,
)
from archive.cli.taking import export, search, serve
from archive.cli.texts import credits, read
from archive.errors import ArchiveError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show a traceback when something fails.")
@click.version_option(package_name="wire-archive")
def archive(debug: bool) -> None:
    """Read, attribute, group, search and export an archive of agency copy in newspapers.

    The archive lives in ./data, or where ARCHIVE_DATA says.
    """
    del debug  # main() looks for it: it must work wherever it stands on the line


for command in (read, credits, group, ingest, import_, reread, publish, search, export, serve, check, forget, alone):
    archive.add_command(command)


def main() -> None:
    """Run the command line and leave with its exit code."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1
    try:
        sys.exit(archive.main(arguments, prog_name="archive", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (head, less) went away: leave quietly, and keep Python from flushing into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (ArchiveError, OSError, sqlite3.Error) as error:
        if debug:
            raise
        click.echo(f"archive: {_line(error)}", err=True)
        sys.exit(error.code if isinstance(error, ArchiveError) else 1)


def _line(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, sqlite3.Error):
        return f"the archive's database: {error}; see docs/decisions.md, or run again with --debug"
    return str(error)
