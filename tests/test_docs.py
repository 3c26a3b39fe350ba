"""The documentation is asserted: tables, columns, queries and commands have their paragraph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive import queries
from archive.cli import archive as command_line
from archive.store.database import open_archive

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def schema(tmp_path: Path) -> dict[str, list[str]]:
    database = open_archive(tmp_path / "archive.db")
    inner = re.compile(r"sqlite_|_fts|_sqlite")
    return {
        table.name: [column.name for column in table.columns] for table in database.tables if not inner.search(table.name)
    }


def test_every_column_is_told_in_its_order(tmp_path):
    text = (DOCS / "columns.md").read_text(encoding="utf-8")
    told = {
        part.partition("\n")[0].strip(): re.findall(r"^\| `(\w+)` \|", part, re.M) for part in text.split("\n## ")[1:]
    }
    assert told == schema(tmp_path)


@pytest.mark.parametrize("name", sorted(queries.load()))
def test_every_named_query_has_its_paragraph(name):
    assert f"## {name}" in (DOCS / "exports.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in command_line.commands if f"archive {name}" not in text]
    assert missing == []


def test_links_between_documents_lead_somewhere():
    for document in (*DOCS.glob("*.md"), ROOT / "README.md"):
        for target in re.findall(r"\]\(([^)#:\s]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_make_targets_named_in_the_readme_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"^\s*make ([a-z]+)", text, re.M)) <= targets
