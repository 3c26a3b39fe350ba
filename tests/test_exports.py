"""Exports: every row, in every format, with memory that does not grow; a wrong call gets one line."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from sqlite_utils import Database

from archive.cells import harmless, harmless_line
from archive.errors import ArchiveError
from archive.exports import Rows, export
from tests.ninjs import faults

ROOT = Path(__file__).parents[1]
NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) SELECT i, 'row ' || i AS t FROM n"
)
AWKWARD = [
    ('a "quoted", line', 1, 1.5, None),
    ("two\nlines, मोदी, 首相, العالم", -2, None, b"\x00\xff"),
    ("=cmd|' /C calc'!A0", None, 3.25, b""),
    ("", 9_007_199_254_740_993, 0.0, None),
]


@pytest.fixture
def database() -> Database:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    database = Database(connection)
    connection.execute("CREATE TABLE things (t TEXT, i INTEGER, r REAL, b BLOB)")
    connection.executemany("INSERT INTO things VALUES (?, ?, ?, ?)", AWKWARD)
    return database


def written(database: Database, format_: str, tmp_path: Path, sql: str = "SELECT * FROM things") -> Path:
    out = tmp_path / f"out.{format_}"
    assert export(Rows(database, sql, name="things"), format_, out) == 4
    assert list(tmp_path.iterdir()) == [out]
    return out


def test_csv_reads_back(database, tmp_path):
    with written(database, "csv", tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["t", "i", "r", "b"]
    assert [row[0].removeprefix("'") for row in rows[1:]] == [row[0] for row in AWKWARD]
    assert [row[1] for row in rows[1:]] == ["1", "-2", "", "9007199254740993"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "- said the minister"])
def test_no_text_is_a_formula_to_a_spreadsheet(text):
    assert harmless(text) == f"'{text}"
    assert harmless_line(f'1,"{text}",x\r\n') == f"1,'{text},x\r\n"


@pytest.mark.parametrize("value", ["-5", "+1.5", "-12 %", "a=b", "", "Müller", -5, 1.5, None, b"="])
def test_what_is_no_formula_stays_as_it_is(value):
    assert harmless(value) == value


def test_ndjson_reads_back(database, tmp_path):
    rows = [json.loads(line) for line in written(database, "ndjson", tmp_path).read_text(encoding="utf-8").splitlines()]
    assert [(row["t"], row["i"], row["r"]) for row in rows] == [row[:3] for row in AWKWARD]


def test_parquet_reads_back_with_types(database, tmp_path):
    table = pyarrow.parquet.read_table(written(database, "parquet", tmp_path))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "binary"]
    assert [tuple(row.values()) for row in table.to_pylist()] == AWKWARD


def test_a_column_of_mixed_types_is_text_in_parquet(database, tmp_path):
    sql = "SELECT 1 AS x UNION ALL SELECT 'one' UNION ALL SELECT 2.5 UNION ALL SELECT NULL"
    table = pyarrow.parquet.read_table(written(database, "parquet", tmp_path, sql))
    assert sorted(table["x"].to_pylist(), key=str) == ["1", "2.5", None, "one"]


def test_sqlite_reads_back(database, tmp_path):
    rows = sqlite3.connect(written(database, "sqlite", tmp_path)).execute("SELECT * FROM things").fetchall()
    assert rows == AWKWARD


def test_two_columns_of_one_name_are_told_apart(database, tmp_path):
    sql = "SELECT one.t, other.t FROM things AS one JOIN things AS other ON one.rowid = other.rowid"
    assert pyarrow.parquet.read_table(written(database, "parquet", tmp_path, sql)).column_names == ["t", "t_2"]


def test_ninjs_is_a_news_item_a_line(database, tmp_path):
    sql = """SELECT 'http://a.example/1' AS url, 'Head' AS headline, t AS text, '["Asha Rao"]' AS authors,
    'en' AS language, '2026-11-20T08:00:00+05:30' AS published FROM things"""
    item = json.loads(written(database, "ninjs", tmp_path, sql).read_text(encoding="utf-8").splitlines()[0])
    assert (item["standard"]["name"], item["standard"]["version"]) == ("ninjs", "2.1")
    assert faults(item) == []
    assert item["headlines"][0]["value"] == "Head"
    assert item["people"] == [{"name": "Asha Rao", "rel": "author"}]
    with pytest.raises(ArchiveError, match="ninjs needs the column 'url'"):
        export(Rows(database, "SELECT t AS text FROM things"), "ninjs", tmp_path / "x")


@pytest.mark.parametrize(
    ("sql", "line"),
    [
        ("SELECT author FROM things", "no such column: author"),
        ("SELEC 1", "syntax error"),
        ("CREATE TABLE x (y)", "gives no rows"),
    ],
)
def test_wrong_sql_gets_one_line_and_leaves_no_file(database, tmp_path, sql, line):
    with pytest.raises(ArchiveError, match=line):
        export(Rows(database, sql), "csv", tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_result_is_a_file_with_its_header(database, tmp_path):
    for format_ in ("csv", "ndjson", "parquet", "sqlite"):
        assert export(Rows(database, "SELECT * FROM things WHERE 0", name="none"), format_, tmp_path / format_) == 0
    assert (tmp_path / "csv").read_text() == "t,i,r,b\n"
    assert pyarrow.parquet.read_table(tmp_path / "parquet").column_names == ["t", "i", "r", "b"]


@pytest.mark.parametrize("format_", ["csv", "parquet", "sqlite"])
def test_memory_does_not_grow_with_the_rows(tmp_path, format_):
    code = """
import resource, sqlite3, sys
from pathlib import Path
from sqlite_utils import Database
from archive.exports import Rows, export
from tests.ninjs import faults
database = Database(sqlite3.connect(":memory:", isolation_level=None))
sql = sys.argv[1]
def peak(rows):
    assert export(Rows(database, sql.format(rows)), sys.argv[2], Path(sys.argv[3])) == rows
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small = peak(20_000)
print((peak(400_000) - small) // 1024)
"""
    grown = subprocess.run(
        [sys.executable, "-c", code, NUMBERS.replace("'row '", "hex(randomblob(100))"), format_, str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    # 400,000 rows of 200 characters are 80 MB at least: what is held grows by buffers only.
    assert int(grown.stdout) < 40
