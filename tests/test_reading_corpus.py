"""Floors on real pages: reading may get better, not worse. The scores are those of ``../shared/score``."""

import gzip
import json
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from archive.article import Place
from archive.reading import read_page

SHARED = Path(__file__).parents[1] / "../shared"
CORPUS = SHARED / "corpus"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "index.jsonl").exists(), reason="skipped: no corpus"),
]

# Measured .984, .980, .906, .953, .923, .982 and .056; plain trafilatura 2.3.1 has .9463, .9452, .66, -, .849, -, .98.
FLOORS = {"sh": 0.982, "fu": 0.976, "headline": 0.90, "instant": 0.94, "authors": 0.92, "credits": 0.97, "junk": 0.075}


def rows(name):
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def read(row):
    article = read_page(gzip.decompress((CORPUS / row["file"]).read_bytes()), row["url"], {})
    return {
        "id": row["id"],
        "text": article.text,
        "headline": article.headline,
        "authors": list(article.authors),
        "published": article.published,
        "no_article": article.no_article,
        "seen": [
            article.text,
            article.byline,
            *article.authors,
            *(margin.text for margin in article.margins if margin.place is not Place.CHROME),
        ],
    }


@pytest.fixture(scope="module")
def predictions(tmp_path_factory):
    wanted = {row["id"] for name in ("bodies.jsonl", "metadata.jsonl", "labels.jsonl") for row in rows(name)}
    pages = [row for row in rows("index.jsonl") if row["id"] in wanted]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(read, pages, chunksize=8))
    path = tmp_path_factory.mktemp("reading") / "predictions.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    return path, {row["id"]: row for row in found}


def score(script, gold, path):
    run = [sys.executable, SHARED / "score" / script, CORPUS / gold, path]
    run += ["--labels", CORPUS / "labels.jsonl"] if script == "extraction.py" else []
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def test_bodies(predictions):
    printed = score("extraction.py", "bodies.jsonl", predictions[0])
    figures = dict(re.findall(r"^(\w+)  pages.* F1 ([\d.]+)", printed, re.M))
    assert float(figures["sh"]) >= FLOORS["sh"]
    assert float(figures["fu"]) >= FLOORS["fu"]
    assert float(re.search(r"junk lines left .*\(([\d.]+)\)", printed)[1]) <= FLOORS["junk"]


def test_metadata(predictions):
    printed = score("metadata.py", "metadata.jsonl", predictions[0])
    assert float(re.search(r"headline ([\d.]+)", printed)[1]) >= FLOORS["headline"]
    assert float(re.search(r"instant ([\d.]+)", printed)[1]) >= FLOORS["instant"]
    assert float(re.search(r"authors F1 ([\d.]+)", printed)[1]) >= FLOORS["authors"]


def test_labelled_credits_reach_attribution(predictions):
    reached = []
    for label in rows("labels.jsonl"):
        seen = re.sub(r"\W+", "", " ".join(predictions[1][label["id"]]["seen"])).casefold()
        reached += [
            re.sub(r"\W+", "", credit["evidence"]).casefold() in seen
            for credit in label["credits"]
            if label["verdict"] != "other"
        ]
    assert sum(reached) / len(reached) >= FLOORS["credits"]


def test_no_labelled_article_is_taken_for_something_else(predictions):
    lost = [
        label["id"]
        for label in rows("labels.jsonl")
        if label["verdict"] != "other" and label.get("sure", True) and predictions[1][label["id"]]["no_article"]
    ]
    assert lost == []
