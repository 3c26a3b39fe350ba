"""The ``archive`` command. Errors are one line on standard error; exit code 2 for a wrong call, 1 for a failure."""

from __future__ import annotations

import os
import sqlite3
import sys
from importlib import import_module

import click

from archive.errors import ArchiveError

_MODULES = {
    "texts": ("read", "credits"),
    "grouping": ("group",),
    "keeping": ("ingest", "import", "reread", "publish", "forget", "check", "alone"),
    "taking": ("search", "export", "serve"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


class Commands(click.Group):
    """The commands, each loaded when it is called: all that `ingest` needs takes 1.5 s of CPU to load."""

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None where there is none."""
        del ctx
        if cmd_name not in _MODULE_OF:
            return None
        module = import_module(f"archive.cli.{_MODULE_OF[cmd_name]}")
        commands = (value for value in vars(module).values() if isinstance(value, click.Command))
        return next(command for command in commands if command.name == cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show a traceback when something fails.")
@click.version_option(package_name="wire-archive")
def archive(debug: bool) -> None:
    """Read, attribute, group, search and export an archive of agency copy in newspapers.

    The archive lives in ./data, or where ARCHIVE_DATA says.
    """
    del debug  # main() looks for it: it must work wherever it stands on the line


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
