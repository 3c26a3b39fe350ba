"""The language of many texts of one file: most are told by their commonest words, and none is told wrongly by them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archive.cli import language_guess
from archive.cli.language_guess import ASKED, LanguageGuess

ROWS = tomllib.loads((Path(__file__).parent / "translations.toml").read_text("utf-8"))["article"]
ENGLISH = [row["text"] for row in ROWS if row["language"] == "en"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the model is asked."""
    samples: list[str] = []
    model = language_guess.text_language

    def counted(paragraphs: list[str]) -> str:
        samples.extend(paragraphs)
        return model(paragraphs)

    monkeypatch.setattr(language_guess, "text_language", counted)
    return samples


def test_once_it_is_plain_what_the_file_is_written_in_the_model_is_asked_no_more(asked: list[str]) -> None:
    guess = LanguageGuess()
    for number in range(ASKED):
        assert guess(ENGLISH[number % len(ENGLISH)]) == "en"
    assert len(asked) == ASKED
    assert [guess(text) for text in ENGLISH] == ["en"] * len(ENGLISH)
    assert len(asked) == ASKED


@pytest.mark.parametrize("row", [row for row in ROWS if row["language"] != "en"], ids=lambda row: row["id"])
def test_a_text_in_another_language_is_told_among_english_ones(row: dict[str, str]) -> None:
    guess = LanguageGuess()
    for number in range(2 * ASKED):
        guess(ENGLISH[number % len(ENGLISH)])
    assert guess(row["text"]) == row["language"]


def test_a_file_in_many_languages_is_told_by_the_model_alone(asked: list[str]) -> None:
    guess = LanguageGuess()
    for number in range(2 * ASKED):
        row = ROWS[number % len(ROWS)]
        assert guess(row["text"]) == row["language"]
    assert len(asked) == 2 * ASKED


@pytest.mark.parametrize("text", ["", " ", "14", "?!"])
def test_of_too_little_nothing_is_said(text: str) -> None:
    guess = LanguageGuess()
    for number in range(ASKED):
        guess(ENGLISH[number % len(ENGLISH)])
    assert guess(text) == ""
