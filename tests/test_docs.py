"""The documentation is asserted: tables, columns, queries and commands have their paragraph."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pyarrow.parquet
import pytest
from sqlite_utils import Database

from archive import queries
from archive.cli import archive as command_line
from archive.store.database import open_archive
from archive.store.folder import Folder
from archive.store.publish import publish
from tests.conftest import CrawledPress, run
from tests.hand_fed import DISPATCH, foreign_warc, page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def schema(tmp_path: Path) -> dict[str, list[str]]:
    """Return the columns of the archive's tables, then of the tables and views that only its published copy has."""
    folder = Folder(tmp_path)
    database = open_archive(folder.database)
    published = Database(publish(database, folder))
    inner = re.compile(r"sqlite_|_fts|_sqlite")
    return {
        table.name: [column.name for column in table.columns]
        for table in (*database.tables, *published.tables, *published.views)
        if not inner.search(table.name)
    }


def test_every_column_is_told_in_its_order(tmp_path):
    text = (DOCS / "columns.md").read_text(encoding="utf-8")
    told = {
        part.partition("\n")[0].strip(): re.findall(r"^\| `(\w+)` \|", part, re.M) for part in text.split("\n## ")[1:]
    }
    assert told == schema(tmp_path)


@pytest.mark.parametrize("name", sorted(queries.load()))
def test_every_named_query_has_its_paragraph(name):
    assert f"### `{name}`" in (DOCS / "exports.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in command_line.list_commands(None) if f"archive {name}" not in text]
    assert missing == []


def test_links_between_documents_lead_somewhere():
    for document in (*DOCS.glob("*.md"), ROOT / "README.md"):
        for target in re.findall(r"\]\(([^)#:\s]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_make_targets_named_in_the_readme_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"^\s*make ([a-z]+)", text, re.M)) <= targets


def commands_of_the_readme() -> list[str]:
    """Return the `archive` commands that the README's shell blocks show, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    lines = [line.partition("   #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("archive ")]


def test_every_command_of_the_readme_runs(crawled: CrawledPress, tmp_path: Path):
    """Run them where a user would: over an archive, beside the files that they name."""
    data = tmp_path / "data"
    shutil.copytree(crawled.folder.root, data)
    (tmp_path / "page.html").write_bytes(page("Seahorses counted", DISPATCH))
    line = {"id": 1, "url": "https://example.org/b", "path": "page.html", "text": "\n".join(DISPATCH)}
    (tmp_path / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    foreign_warc(
        tmp_path / "crawl-2026-11.warc.gz", ("https://example.org/a", "text/html", page("Seahorses", DISPATCH))
    )
    assert len(commands_of_the_readme()) >= 9
    for command in commands_of_the_readme():
        ran = run(*shlex.split(command), data=data, cwd=tmp_path)
        assert ran.code in ((0, 1) if "search" in command else (0,)), f"{command}: {ran.err}"


def test_the_readme_shows_columns_that_are_there(crawled: CrawledPress, tmp_path: Path):
    run(
        "archive",
        "export",
        "credits",
        "--format",
        "parquet",
        "--out",
        "credits.parquet",
        data=crawled.folder.root,
        cwd=tmp_path,
    )
    names = pyarrow.parquet.read_schema(tmp_path / "credits.parquet").names
    assert {"agency", "role"} <= set(names)
