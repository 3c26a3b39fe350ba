"""The same guards in nine languages and seven scripts: what is a copy and what only looks like one."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.syndication import Copy, compare

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
LANGUAGES = tomllib.loads((Path(__file__).parent / "dispatches.toml").read_text(encoding="utf-8"))["language"]


def printed(language: dict[str, Any], name: str, *paragraphs: str, hours: int = 0) -> Copy:
    return Copy(name, name, "", "\n".join(paragraphs), language["code"], NOON + timedelta(hours=hours))


def reworded(language: dict[str, Any]) -> list[str]:
    paragraphs = language["wire"]
    for word, other in language["reworded"].items():
        paragraphs = [paragraph.replace(word, other, 1) for paragraph in paragraphs]
    return list(paragraphs)


def copies(language: dict[str, Any]) -> dict[str, Copy]:
    wire, own = language["wire"], language["own"]
    corrected = [
        paragraph.replace("2.400", "2.600").replace("2 400", "2 600").replace("2400", "2600") for paragraph in wire
    ]
    return {
        "the same with a credit line": printed(language, "same", *wire, "(NPS)", hours=1),
        "cut to a half": printed(language, "cut", *wire[:2], hours=1),
        "cut to its first paragraph": printed(language, "brief", wire[0], hours=1),
        "two paragraphs among three of their own": printed(
            language, "mixed", own[0], wire[0], own[1], wire[2], own[2], hours=1
        ),
        "in another order": printed(language, "moved", wire[0], wire[3], wire[2], wire[1], hours=1),
        "lightly reworded": printed(language, "reworded", *reworded(language), hours=1),
        "a corrected number": printed(language, "corrected", *corrected, hours=3),
    }


def others(language: dict[str, Any]) -> dict[str, tuple[Copy, Copy]]:
    wire, own, quote, form = language["wire"], language["own"], language["quote"], language["form"]
    filled = [form.format(*filling) for filling in language["fillings"]]
    return {
        "a shared quotation": (
            printed(language, "one", wire[0], wire[1], quote),
            printed(language, "other", own[0], own[1], quote),
        ),
        "a form with three numbers or names": (
            printed(language, "one", filled[0]),
            printed(language, "other", filled[1], hours=24),
        ),
        "other texts of the day": (printed(language, "one", *wire), printed(language, "other", *own)),
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["code"])
@pytest.mark.parametrize("name", copies(LANGUAGES[0]))
def test_copies_are_found_in_every_language(language: dict[str, Any], name: str) -> None:
    assert compare(printed(language, "wire", *language["wire"]), copies(language)[name])


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["code"])
@pytest.mark.parametrize("name", others(LANGUAGES[0]))
def test_what_only_looks_like_a_copy_is_none_in_any_language(language: dict[str, Any], name: str) -> None:
    one, other = others(language)[name]
    assert compare(one, other) is None
