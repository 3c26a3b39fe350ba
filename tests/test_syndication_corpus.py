"""Floors on the shared corpus, by its own scorer: a change that makes grouping worse fails here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.syndication import Copy, group

SHARED = Path(__file__).parents[1] / "../shared"
STORIES = SHARED / "corpus/stories"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not STORIES.exists(), reason="skipped: no corpus"),
]


def scored(name: str, folder: Path) -> str:
    rows = map(json.loads, (STORIES / f"{name}.articles.jsonl").open(encoding="utf-8"))
    copies = [
        Copy(
            row["id"],
            row["outlet"],
            row["title"],
            row["text"],
            published=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
        )
        for row in rows
    ]
    guesses = folder / f"{name}.jsonl"
    with guesses.open("w", encoding="utf-8") as file:
        for story in group(copies):
            for pickup in story.pickups:
                row = {"id": pickup.article, "story": story.id, "kind": pickup.kind.value, "share": pickup.share}
                file.write(json.dumps(row) + "\n")
    scorer = [sys.executable, str(SHARED / "score/stories.py"), str(STORIES / f"{name}.labels.jsonl"), str(guesses)]
    return subprocess.run(scorer, capture_output=True, text=True, check=True).stdout


def figure(report: str, after: str) -> float:
    found = re.search(re.escape(after) + r"\s+([\d.]+)", report)
    assert found, f"the scorer says nothing of {after!r}:\n{report}"
    return float(found[1])


def test_copies_of_real_dispatches(tmp_path: Path) -> None:
    report = scored("copies", tmp_path)
    floors = {
        "F1": 0.98, "cut": 0.98, "edit": 0.97, "mixed": 0.94, "combo": 0.98, "reorder": 0.98, "junk": 0.98,
        "kind accuracy": 0.90,
    }  # fmt: skip
    ceilings = {
        "wire": 0.005, "neg_template": 0.03, "neg_synth": 0.02, "neg_event": 0.01, "background": 0.002,
        "two stories glued by a page that carries both": 0.02, "share error": 0.03,
    }  # fmt: skip
    assert {name: figure(report, name) for name, floor in floors.items() if figure(report, name) < floor} == {}
    assert {name: figure(report, name) for name, most in ceilings.items() if figure(report, name) > most} == {}


def test_real_pairs_judged_by_hand(tmp_path: Path) -> None:
    report = scored("pairs", tmp_path)
    assert figure(report, "precision") >= 0.90
    assert figure(report, "F1") >= 0.90
