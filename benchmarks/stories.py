"""Group archives of 10,000 articles and more: seconds, CPU, peak memory; and the CPU of MinHash on the same articles.

    python benchmarks/stories.py                        10,000 and 100,000 articles, and datasketch beside them
    python benchmarks/stories.py --sizes 1000000        a million: minutes, 4 GB of disk
    python benchmarks/stories.py --mixed --sizes 20000  in 27 languages, half of it translations of each other

The articles are real ones (the copies of ../shared, where it is; else made of invented sentences), again and again: in
each round two thirds of the vocabulary are renamed, so that a round's stories are its own, and time goes on by 3,000
articles a day. datasketch (extra `bench`) does what one does with it: 128 permutations, word 5-shingles, ask, insert;
once with `update_batch`, its fast way, and once with `update`, that of its documentation.

A mixed archive is of real translations (those of ../shared, which it needs), its rounds renamed in the same way and so
many days apart that each round's dispatches have their own translations only. Its memory is that of nine
days' texts, and of the lexicon.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path

from archive.reading.language import text_language

ROOT = Path(__file__).parents[1]
REAL = ROOT / "../shared/corpus/stories/copies.articles.jsonl"
ARCHIVE = Path(sys.executable).parent / "archive"
TRANSLATED = ROOT / "../shared/corpus/stories/translations.articles.jsonl"
A_DAY = 3000
START = datetime(2024, 1, 1, tzinfo=UTC)
APART = 12  # days between two rounds of a mixed archive: more than the four in which a translation is looked for
MINHASH = """
import json, sys
from datasketch import MinHash, MinHashLSH
index = MinHashLSH(threshold=0.5, num_perm=128)
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    words = row["text"].lower().split()
    sketch = MinHash(num_perm=128)
    shingles = {" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))}
    if sys.argv[2] == "update_batch":
        sketch.update_batch(shingles)
    else:
        for shingle in shingles:
            sketch.update(shingle)
    index.query(sketch)
    index.insert(row["id"], sketch)
"""


def main() -> None:
    """Make the archives and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--mixed", action="store_true", help="an archive in many languages; without datasketch")
    options = parser.parse_args()
    if options.mixed and not TRANSLATED.exists():
        sys.exit(f"{TRANSLATED}: no such file; a mixed archive is made of real translations")
    print(f"articles of {'the shared corpus' if REAL.exists() else 'invented sentences (no corpus)'}")
    for size in options.sizes:
        source = mixed() if options.mixed else articles()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            made = folder / "articles.jsonl"
            with made.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in islice(source, size))
            ours = cost([str(ARCHIVE), "group", "--articles", str(made), "--out", str(folder / "out.jsonl")])
            print(f"{size:9,} grouped: {told(ours)}", flush=True)
            if size <= 100_000 and not options.mixed:
                for way in ("update_batch", "update"):
                    theirs = cost([sys.executable, "-c", MINHASH, str(made), way])
                    print(
                        f"{size:9,} MinHash, {way}: {told(theirs)}; ours: {ours[1] / theirs[1]:.2f} of its CPU",
                        flush=True,
                    )


def articles() -> Iterator[dict[str, str]]:
    """Yield articles without end, the same in every run."""
    base = read(REAL) if REAL.exists() else invented()
    number = 0
    for turn, renamed in enumerate(renamings(base)):
        for row in base:
            yield made(row, turn, renamed, START + timedelta(days=number / A_DAY))
            number += 1


def mixed() -> Iterator[dict[str, str]]:
    """Yield articles in many languages without end, each at its own hour within its round."""
    base = read(TRANSLATED)
    times = [datetime.fromisoformat(row["published"]) for row in base]
    span = max(times) - min(times) + timedelta(days=APART)
    for turn, renamed in enumerate(renamings(base)):
        for row, time_ in zip(base, times, strict=True):
            yield made(row, turn, renamed, time_ + turn * span)


def read(path: Path) -> list[dict[str, str]]:
    """Return the articles of a file, each with its language."""
    base = [json.loads(line) for line in path.open(encoding="utf-8")]
    for row in base:  # as an archive knows it from the real text: with words renamed no model could tell it
        row["language"] = row.get("language") or text_language(row["text"].split("\n")) or "en"
    return base


def renamings(base: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield for each round how words are renamed: in the first none, then two thirds, by others of their language."""
    vocabularies: dict[str, set[str]] = {}
    for row in base:
        words = {word for word in row["text"].split(" ") if word.isalpha() and word.islower()}
        vocabularies.setdefault(row["language"], set()).update(words)
    shuffled = [random.Random(5).sample(words, len(words)) for words in map(sorted, vocabularies.values())]
    for turn in count():
        yield {
            word: words[(place + 7919 * turn) % len(words)]
            for words in shuffled
            for place, word in enumerate(words)
            if turn and zlib.crc32(f"{turn} {word}".encode()) % 3
        }


def made(row: dict[str, str], turn: int, renamed: dict[str, str], published: datetime) -> dict[str, str]:
    """Return an article of a round."""
    text = " ".join(renamed.get(word, word) for word in row["text"].split(" "))
    return row | {"id": f"{turn}-{row['id']}", "text": text, "published": published.isoformat()}


def invented(stories: int = 500) -> list[dict[str, str]]:
    """Return articles of random sentences: a dispatch, two copies of parts of it, two articles of their own."""
    pick = random.Random(11)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ing", "ol", "is")]
    lexicon = ["".join(pick.choices(syllables, k=pick.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(3, len(lexicon) + 3)]

    def paragraphs(number: int) -> list[str]:
        return [" ".join(pick.choices(lexicon, weights, k=pick.randint(25, 60))) + "." for _ in range(number)]

    rows = []
    for number in range(stories):
        dispatch = paragraphs(14)
        versions = [dispatch, dispatch[:6], paragraphs(5) + dispatch[2:6], paragraphs(12), paragraphs(12)]
        for place, version in enumerate(versions):
            rows.append({"id": f"{number}-{place}", "outlet": f"outlet {place}", "text": "\n".join(version)})
    return rows


def cost(command: list[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds, its CPU seconds and its peak memory in MB."""
    began, process = time.monotonic(), subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed: {status}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def told(figures: tuple[float, float, float]) -> str:
    """Return the three figures as words."""
    return "{:.0f} s, {:.0f} s of CPU, {:.0f} MB".format(*figures)


if __name__ == "__main__":
    main()
