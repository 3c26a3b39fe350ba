"""What comparing rests on: fingerprints of words, and what of a text is a quotation."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from archive.syndication import fingerprint
from archive.syndication.quotations import quotations
from tests.dispatch import DISPATCH

PROVISIONS = tomllib.loads(
    (Path(quotations.__code__.co_filename).parent / "provisions.toml").read_text(encoding="utf-8")
)["provision"]


@pytest.mark.parametrize("row", PROVISIONS, ids=lambda row: row["opening"])
def test_provisions_of_laws_count_as_quotations(row: dict[str, str]) -> None:
    assert quotations(row["example"]) == [(0, len(row["example"]))]
    assert quotations(row["counter"]) == []


def test_a_fingerprint_is_small_and_the_same_in_every_process() -> None:
    text = "\n".join(DISPATCH)
    here = fingerprint(text, "en")
    assert here == fingerprint(text.replace("\n", "\n\n"), "en")
    assert all(0 <= value < 2**63 for value in here)
    assert len(fingerprint(" ".join(f"word{number}" for number in range(20_000)), "en")) <= 400
    assert fingerprint("", "en") == ()
    script = f"from archive.syndication import fingerprint; print(list(fingerprint({text!r}, 'en')))"
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert there.strip() == str(list(here))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “Stay at home.” Then he left.", ["Stay at home."]),
        ('"Stay at home," he said, "and wait."', ["Stay at home,", "and wait."]),
        ("„Bleiben Sie zu Hause“, sagte er.", ["Bleiben Sie zu Hause"]),
        ("Il a dit « restez chez vous » hier.", [" restez chez vous "]),
        ("彼は「家にいてください」と述べた。", ["家にいてください"]),
        ("The workers' union said 'no' to the mayor's plan.", ["no"]),
        ("“We go on.\n“We never stop,” he said.", ["We go on.", "We never stop,"]),
        ("The notice in full:\nStay at home.\nThe mayor left.", ["Stay at home."]),
        (
            "Stay at home. — The Mayor (@mayor) May 6, 2024\nHe left.",
            ["Stay at home. — The Mayor (@mayor) May 6, 2024"],
        ),
        ('A board of 6" by 9" was found.', []),
    ],
)
def test_quotations_are_known_by_the_marks_of_every_language(text: str, quoted: list[str]) -> None:
    assert [text[start:end].lstrip("“„«「'\"") for start, end in quotations(text)] == quoted
