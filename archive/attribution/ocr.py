"""How machines misread the names of agencies in old newspapers: the rows of ``ocr.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROWS = Path(__file__).with_name("ocr.toml")
SHORTEST = 2  # letters on either side of a hyphen at the end of a line: "Reu-ter", not "R-euter"


@dataclass(frozen=True, slots=True)
class Confusion:
    """A printed letter and what is read for it; the example holds a name of the catalogue misread so."""

    printed: str
    read: tuple[str, ...]
    example: str


@cache
def confusions() -> tuple[Confusion, ...]:
    """Read the rows."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["confusion"]
    return tuple(Confusion(row["printed"], tuple(row["read"]), row["example"]) for row in rows)


def misread(name: str) -> Iterator[str]:
    """Yield a name with one letter misread, split at the end of a line or by a stray blank, and spaced out."""
    for confusion in confusions():
        for at, letter in enumerate(name):
            if letter == confusion.printed:
                for read in confusion.read:
                    yield name[:at] + read + name[at + 1 :]
    for at in range(SHORTEST, len(name) - SHORTEST + 1):
        yield f"{name[:at]}-{name[at:]}"
        yield f"{name[:at]}- {name[at:]}"
        yield f"{name[:at]} {name[at:]}"
    yield " ".join(name)
