"""Who may import whom: the arrows between the rooms of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ARROWS = {
    "crawler": {"store"},
    "cli": {"ingest", "exports", "site", "store", "queries", "reading", "attribution", "syndication"},
    "ingest": {"reading", "attribution", "syndication", "store"},
    "site": {"exports", "store", "queries", "syndication"},
    "exports": set(),
    "store": {"queries"},
    "queries": set(),
    "reading": set(),
    "attribution": set(),
    "syndication": set(),
}
"""By room, those it may import. Modules beside the rooms, as ``archive/article.py``, know no room; all know them."""

OWNED = {
    "scrapy": "crawler",
    "twisted": "crawler",
    "datasette": "site",
    "pebble": "ingest",
    "warcio": "store",
    "click": "cli",
    "trafilatura": "reading",
}
"""Libraries that one room alone knows."""

IMPURE = {
    "asyncio", "http", "multiprocessing", "os", "random", "requests", "socket", "sqlite3", "sqlite_utils", "subprocess",
    "threading", "time", "urllib.request",
}  # fmt: skip
"""What reaches the network, a database, the clock or other processes: nothing for a pure room."""
PURE = ("reading", "attribution", "syndication")


def modules(room: str) -> list[Path]:
    """Return the files of a room; of "" those beside the rooms."""
    if not room:
        return sorted((ROOT / "archive").glob("*.py"))
    return sorted((ROOT / room if room == "crawler" else ROOT / "archive" / room).rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file imports, at its top or inside a function: (where, dotted name)."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            where = f"{file.relative_to(ROOT)}:{node.lineno}"
            if isinstance(node, ast.Import):
                yield from ((where, alias.name) for alias in node.names)
            else:
                assert node.level == 0, f"{where}: write the whole name"
                yield from ((where, f"{node.module}.{alias.name}") for alias in node.names)


def room_of(name: str) -> str:
    """Return the room in which a dotted name stands, "" where it stands in none."""
    top, _, rest = name.partition(".")
    first = rest.partition(".")[0]
    return top if top == "crawler" else first if top == "archive" and first in ARROWS else ""


def test_every_room_has_its_arrows() -> None:
    rooms = {folder.parent.name for folder in (ROOT / "archive").glob("*/__init__.py")}
    assert rooms | {"crawler"} == set(ARROWS)


@pytest.mark.parametrize("room", ["", *ARROWS])
def test_a_room_imports_only_along_its_arrows(room: str) -> None:
    allowed = {"", room} | ARROWS.get(room, set())
    found = [f"{where}: {name}" for file in modules(room) for where, name in imports(file)]
    assert found
    assert [line for line in found if room_of(line.rpartition(" ")[2]) not in allowed] == []


@pytest.mark.parametrize("library", OWNED)
def test_a_library_is_known_in_its_room_only(library: str) -> None:
    strangers = [
        where
        for room in {"", *ARROWS} - {OWNED[library]}
        for file in modules(room)
        for where, name in imports(file)
        if name.partition(".")[0] == library
    ]
    assert strangers == []


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_knows_neither_network_nor_database_nor_clock(room: str) -> None:
    found = [
        f"{where}: {name}"
        for file in modules(room)
        for where, name in imports(file)
        if any(f"{name}.".startswith(f"{module}.") for module in IMPURE)
    ]
    assert found == []
