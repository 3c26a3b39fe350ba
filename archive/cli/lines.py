"""Files of JSON lines in and out, with one clear sentence for each line that is wrong."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, overload

import click

from archive.errors import ArchiveError

_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps would make an encoder for each line


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


class LineFile(Sequence[Line]):
    """The lines of a file that are not blank, each read when it is asked for: the file may be larger than memory.

    Raises ArchiveError when there is no such file. A line that is no JSON object, or lacks a needed key, carries its
    error and is not lost. ``known_as`` maps other names of a key to the one used here.
    """

    def __init__(self, path: Path, needed: Sequence[str], known_as: Mapping[str, str] = MappingProxyType({})) -> None:
        self._path, self._needed, self._known_as = path, needed, known_as
        self._starts, self._numbers = array("q"), array("L")
        try:
            start = 0
            with path.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        self._starts.append(start)
                        self._numbers.append(number)
                    start += len(line)
            self._starts.append(start)
            self._file = path.open("rb", buffering=0)  # a line is read at once: a buffer would only be filled in vain
        except OSError as error:
            raise ArchiveError(f"{path}: {error.strerror}; name a file of JSON lines", code=2) from error

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        number = range(len(self))[place]
        start = self._file.seek(self._starts[number])
        line = self._file.read(self._starts[number + 1] - start)  # and the blank lines behind it
        text = line.decode("utf-8-sig" if start == 0 else "utf-8", errors="replace")
        return _line(self.where(place), text.rstrip(), self._needed, self._known_as)

    def where(self, place: int) -> str:
        """Return the name of a line: ``file:number``."""
        return f"{self._path}:{self._numbers[place]}"


def lines_of(path: Path, needed: Sequence[str], known_as: Mapping[str, str] = MappingProxyType({})) -> list[Line]:
    """Return every line of a file at once; what ``LineFile`` says of them holds here too."""
    return list(LineFile(path, needed, known_as))


@contextmanager
def writer(out: Path | None) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Write JSON lines to a file, which appears when it is whole, or to standard output."""
    if out is None:
        yield lambda row: print(_encode(row), file=sys.stdout)
        return
    part = out.with_name(out.name + ".part")
    out.parent.mkdir(parents=True, exist_ok=True)
    with part.open("w", encoding="utf-8") as file:

        def write(row: Mapping[str, Any]) -> None:
            file.write(_encode(row) + "\n")

        yield write
    part.replace(out)


def _line(where: str, line: str, needed: Sequence[str], known_as: Mapping[str, str]) -> Line:
    try:
        values = json.loads(line)
    except ValueError as error:
        return Line(where, {}, f"no JSON ({error}); write one object a line")
    if not isinstance(values, dict):
        return Line(where, {}, f"a {type(values).__name__}, not an object; write one object a line")
    if known_as:
        names = {key: known_as.get(key, key) for key in values}
        values = {key if names[key] in values else names[key]: value for key, value in values.items()}
    missing = [key for key in needed if key not in values]
    return Line(where, values, f"no {missing[0]!r}; each line needs {', '.join(needed)}" if missing else "")
