"""Passages and articles that were labelled before the rules had seen them: ``tests/passages/*.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from archive.article import Article, Margin, Place, Role
from archive.attribution import attribute, credits_of_text

FILES = sorted((Path(__file__).parent / "passages").glob("*.toml"))
LABELS = {"above": (Place.ABOVE, "line"), "below": (Place.BELOW, "line"), "captions": (Place.CAPTION, "caption")}


def rows(kind: str) -> list[Any]:
    found = []
    for file in FILES:
        for row in tomllib.loads(file.read_text(encoding="utf-8")).get(kind, ()):
            marks = [pytest.mark.xfail(reason=row["missed"], strict=True)] if "missed" in row else []
            name = f"{file.stem}-{row['language']}-{row.get('text') or row['headline']}"[:60]
            found.append(pytest.param(row, marks=marks, id=name))
    return found


def article_of(row: dict[str, Any]) -> Article:
    margins = [Margin(Place.ABOVE, row["byline"], "byline")] if "byline" in row else []
    for key, (place, label) in LABELS.items():
        margins += [Margin(place, text, label) for text in row.get(key, ())]
    margins += [Margin(Place.METADATA, text, label) for label, text in row.get("metadata", {}).items()]
    return Article(
        "https://news.example/1",
        headline=row["headline"],
        language=row["language"],
        paragraphs=tuple(row["paragraphs"]),
        margins=tuple(margins),
    )


@pytest.mark.parametrize("row", rows("passage"))
def test_passage(row: dict[str, Any]) -> None:
    found = credits_of_text(row["text"], row["language"])
    assert {f"{c.agency} {c.form} {c.role}" for c in found if c.role is not Role.SUBJECT} == set(row["credits"])


@pytest.mark.parametrize("row", rows("article"))
def test_article(row: dict[str, Any]) -> None:
    said = attribute(article_of(row))
    found = {f"{c.agency} {c.form} {c.role}" for c in said.credits if c.role is not Role.SUBJECT}
    found |= {f"{one.agency} {one.unnamed.form} {one.unnamed.role} inferred" for one in said.inferred}
    assert found == set(row["credits"])
    assert said.verdict == row["verdict"]
