"""Files of JSON lines in and out, with one clear sentence for each line that is wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from archive.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its values, and what is wrong with it (empty when nothing is)."""

    where: str
    values: Mapping[str, Any]
    error: str = ""

    def complain(self, row: dict[str, Any]) -> bool:
        """Put this line's error into its row of the output and on standard error; return whether there was one."""
        if self.error:
            row["error"] = f"{self.where}: {self.error}"
            click.echo(f"archive: {row['error']}", err=True)
        return bool(self.error)


def lines_of(path: Path, needed: Sequence[str], known_as: Mapping[str, str] = MappingProxyType({})) -> list[Line]:
    """Return every line of a file; ``known_as`` maps other names of a key to the one used here.

    Raises ArchiveError when there is no such file. A line that is no JSON object, or lacks a needed key, carries its
    error and is not lost.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror}; name a file of JSON lines", code=2) from error
    found = (
        _line(f"{path}:{number}", line, needed, known_as)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    )
    return list(found)


@contextmanager
def writer(out: Path | None) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Write JSON lines to a file, which appears when it is whole, or to standard output."""
    if out is None:
        yield lambda row: print(json.dumps(row, ensure_ascii=False), file=sys.stdout)
        return
    part = out.with_name(out.name + ".part")
    out.parent.mkdir(parents=True, exist_ok=True)
    with part.open("w", encoding="utf-8") as file:

        def write(row: Mapping[str, Any]) -> None:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

        yield write
    part.replace(out)


def _line(where: str, line: str, needed: Sequence[str], known_as: Mapping[str, str]) -> Line:
    try:
        values = json.loads(line)
    except ValueError as error:
        return Line(where, {}, f"no JSON ({error}); write one object a line")
    if not isinstance(values, dict):
        return Line(where, {}, f"a {type(values).__name__}, not an object; write one object a line")
    values = {known_as.get(key, key) if known_as.get(key, key) not in values else key: v for key, v in values.items()}
    missing = [key for key in needed if key not in values]
    return Line(where, values, f"no {missing[0]!r}; each line needs {', '.join(needed)}" if missing else "")
