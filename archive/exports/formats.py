"""One writer a format: a survey of rows in, a file out."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import pyarrow
import pyarrow.parquet
from sqlite_utils import Database
from sqlite_utils.db import quote_identifier

from archive.cells import harmless
from archive.exports.ninjs import news_item

BATCH = 5_000
"""Rows held at once: at 4 kB of text a row, 20 MB."""


class Surveyed(Protocol):
    """Rows whose columns and types are known."""

    name: str
    columns: tuple[str, ...]
    types: tuple[frozenset[str], ...]

    def __iter__(self) -> Iterator[tuple[object, ...]]: ...


Writer = Callable[[Any, Path, Callable[[int], None]], None]


def write_csv(rows: Surveyed, path: Path, progress: Callable[[int], None]) -> None:
    """Write RFC 4180 CSV in UTF-8 with a header line; no cell is a formula to a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(rows.columns)
        for batch in _batches(rows):
            writer.writerows([harmless(value) for value in row] for row in batch)
            progress(len(batch))


def write_ndjson(rows: Surveyed, path: Path, progress: Callable[[int], None]) -> None:
    """Write one JSON object a line, in UTF-8."""
    with path.open("w", encoding="utf-8") as file:
        for batch in _batches(rows):
            for row in batch:
                values = dict(zip(rows.columns, map(_json_value, row), strict=True))
                file.write(json.dumps(values, ensure_ascii=False) + "\n")
            progress(len(batch))


def write_ninjs(rows: Surveyed, path: Path, progress: Callable[[int], None]) -> None:
    """Write one IPTC ninjs 2.1 news item a line; the query must give the columns of ``articles``."""
    with path.open("w", encoding="utf-8") as file:
        for batch in _batches(rows):
            for row in batch:
                item = news_item(dict(zip(rows.columns, row, strict=True)))
                file.write(json.dumps(item, ensure_ascii=False) + "\n")
            progress(len(batch))


def write_parquet(rows: Surveyed, path: Path, progress: Callable[[int], None]) -> None:
    """Write Parquet with zstd, a row group a batch; a column of mixed types becomes text."""
    fields = [pyarrow.field(name, _arrow_type(types)) for name, types in zip(rows.columns, rows.types, strict=True)]
    schema = pyarrow.schema(fields)
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            columns = [
                pyarrow.array([_fitting(value, one.type) for value in column], one.type)
                for one, column in zip(fields, zip(*batch, strict=True), strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
            progress(len(batch))


def write_sqlite(rows: Surveyed, path: Path, progress: Callable[[int], None]) -> None:
    """Write an SQLite file with one table, named as the query."""
    connection = sqlite3.connect(path)
    try:
        database = Database(connection)
        columns = dict(zip(rows.columns, map(_python_type, rows.types), strict=True))
        database.table(rows.name).create(columns)
        names = ", ".join(quote_identifier(name) for name in columns)
        statement = f"INSERT INTO {quote_identifier(rows.name)} ({names}) VALUES ({', '.join('?' * len(columns))})"
        for batch in _batches(rows):
            with connection:
                connection.executemany(statement, batch)
            progress(len(batch))
    finally:
        connection.close()


WRITERS: dict[str, Writer] = {
    "csv": write_csv,
    "ndjson": write_ndjson,
    "parquet": write_parquet,
    "sqlite": write_sqlite,
    "ninjs": write_ninjs,
}


def _batches(rows: Surveyed) -> Iterator[list[tuple[Any, ...]]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def _json_value(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _arrow_type(types: frozenset[str]) -> Any:
    if types == {"int"}:
        return pyarrow.int64()
    if types and types <= {"int", "float"}:
        return pyarrow.float64()
    return pyarrow.binary() if types == {"bytes"} else pyarrow.string()


def _python_type(types: frozenset[str]) -> type:
    if types == {"int"}:
        return int
    if types and types <= {"int", "float"}:
        return float
    return bytes if types == {"bytes"} else str


def _fitting(value: object, kind: Any) -> object:
    if value is None or not pyarrow.types.is_string(kind):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)
