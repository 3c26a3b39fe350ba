"""The phrase tables of this folder, and the form in which lines are compared with them."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any


def rows(name: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table of a data file of this folder: ``rows("teasers", "teaser")``."""
    data = tomllib.loads(files("archive.reading").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return list(data[table])


@lru_cache(maxsize=1024)  # what is asked of a line is asked several times in a row
def plain(line: str) -> str:
    """Lower the case letter by letter, keeping the length, and take the accents of the French capitals à and é."""
    line = unicodedata.normalize("NFC", line)
    if len(lowered := line.lower()) != len(line):  # a Turkish İ becomes two characters
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in line)
    return lowered.translate({0xE0: "a", 0x2019: "'"})
