"""What the pages ask: every file under ``archive/queries/pages`` is put to a published copy, and SQL stands nowhere
else."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import queries
from archive.errors import ArchiveError
from archive.queries.pages import question, questions
from archive.store.folder import Folder
from tests import small_archive

SITE = Path(queries.__file__).parents[1] / "site"

GIVEN = {
    "agency": "ians",
    "articles": "[]",
    "credited": "uncredited",
    "days": 7,
    "delay": 0,
    "kind": "abridged",
    "language": "en",
    "most": 10,
    "newest": 1000,
    "numbers": "[1, 2, 3]",
    "order": "share",
    "other": "",
    "outlet": "daily-lamp",
    "since": "2026-11-01",
    "skipped": 0,
    "story": "5707000000000001",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = Folder(tmp_path_factory.mktemp("asked"))
    name = small_archive.fill(folder)
    small_archive.publish(folder)
    connection = sqlite3.connect(f"file:{folder.published}?immutable=1", uri=True)
    GIVEN["article"] = name["lamp"]
    for value, table in (("capture", "captures"), ("edition", "editions")):
        GIVEN[value] = connection.execute(f"SELECT id FROM {table} WHERE article = ?", [name["lamp"]]).fetchone()[0]
    yield connection
    connection.close()


def parameters(sql: str) -> set[str]:
    return set(re.findall(r":(\w+)", re.sub(r"'[^']*'|--.*", "", sql)))


@pytest.mark.parametrize("name", questions())
def test_a_question_fits_the_tables_and_says_what_it_answers(copy: sqlite3.Connection, name: str) -> None:
    sql = question(name)
    assert re.match(r"-- [A-Z].*[a-z]\.\n", sql), "no sentence on top that says what is answered"
    values = {parameter: GIVEN[parameter] for parameter in parameters(sql)}
    assert copy.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    names = [column[0] for column in copy.execute(sql, values).description]
    assert len(names) == len(set(names)), "two columns of one name: a page would see only the last"


def test_every_question_is_asked_by_some_page_and_with_its_parameters() -> None:
    asked: dict[str, set[str]] = {}
    for file in SITE.glob("*.py"):
        for call in re.finditer(
            r'\b(?:one|rows)\(\s*\w+,\s*"(\w+/\w+)"((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)', file.read_text()
        ):
            asked.setdefault(call[1], set()).update(re.findall(r"\b(\w+)=", call[2]))
    assert asked.keys() == set(questions())
    assert asked == {name: parameters(question(name)) for name in questions()}


def test_statements_stand_only_in_the_store_and_among_the_questions() -> None:
    statement = re.compile(r"\b(SELECT\s+\S[\s\S]*?\bFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET)\b")
    package = SITE.parent
    found = [
        str(file.relative_to(package.parent))
        for folder in (package, package.parent / "crawler")
        for file in folder.rglob("*.py")
        if statement.search(file.read_text(encoding="utf-8"))
    ]
    fills_a_file_of_its_own = "archive/exports/formats.py"
    allowed = ("archive/store/", "archive/queries/", fills_a_file_of_its_own)
    assert [name for name in found if not name.startswith(allowed)] == []


def test_every_file_that_is_no_python_goes_into_a_wheel() -> None:
    package = SITE.parent
    project = tomllib.loads((package.parent / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["archive"]
    packed = {file for pattern in patterns for file in package.glob(pattern) if file.is_file()}
    kept = {file for file in package.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")}
    assert kept == packed


def test_a_question_that_is_not_there_is_named() -> None:
    with pytest.raises(ArchiveError, match=r"queries/pages/outlet/nothing\.sql: there is no such question"):
        question("outlet/nothing")
