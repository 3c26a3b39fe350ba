"""Measure reading on the shared corpus: text, metadata, credits, CPU, memory; other extractors beside it.

    python benchmarks/reading.py                 the table
    python benchmarks/reading.py --errors        and the pages that stand in the way
    python benchmarks/reading.py --memory 10000  how a worker's memory grows over so many pages
    python benchmarks/reading.py --returning     lines learned of the outlets of the corpus' stories, judged by eye

The scores are those of ../shared/score. Other extractors are measured where `make peers` has installed them. CPU is
that of one process; only ratios mean anything: each page is read by both in turn, in several rounds. Says "skipped: no
corpus" where ../shared is missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import trafilatura

from archive.article import Article, Place
from archive.attribution import Catalogue, attribute
from archive.reading import Sighting, learn, line_key, lines_seen, read_page

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "../shared"
CORPUS = SHARED / "corpus"
PEERS = ROOT / ".venv-peers/bin/python"
COLUMNS = ("fu", "sh", "junk", "headline", "instant", "authors", "credits", "ms")
Row = dict[str, Any]


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the comparison of CPU")
    parser.add_argument("--memory", type=int, metavar="PAGES")
    parser.add_argument("--returning", action="store_true")
    options = parser.parse_args()
    if not (CORPUS / "index.jsonl").exists():
        print("skipped: no corpus")
    elif options.memory:
        print_memory(options.memory)
    elif options.returning:
        print_returning()
    else:
        print_table(options.errors)
        print_cpu(options.rounds)


def print_table(errors: bool) -> None:
    """Print a line for this reader and each of its peers."""
    pages = labelled_pages()
    said: dict[str, list[Row]] = {"this reader": [_read(row) for row in pages]}
    with tempfile.TemporaryDirectory() as folder:
        for row in _peers(pages, Path(folder)):
            said.setdefault(row["system"], []).append(row)
        print(f"{len(pages)} labelled pages\n{'':18}" + "".join(f"{column:>10}" for column in COLUMNS))
        for name, rows in said.items():
            print(f"{name:18}" + "".join(f"{value:>10}" for value in _figures(rows, Path(folder)).values()))
        if errors:
            _print_errors(said["this reader"], Path(folder))


def print_cpu(rounds: int) -> None:
    """Print the CPU of reading with attribution against trafilatura with metadata, page by page in turn."""
    pages = [(row["url"], _page(row)) for row in labelled_pages()]
    catalogue = Catalogue.load()
    ratios = []
    for turn in range(rounds + 1):
        ours = theirs = 0.0
        for url, page in pages:
            text = page.decode("utf-8", "replace")  # outside of its time
            start = time.process_time()
            trafilatura.bare_extraction(text, with_metadata=True)
            middle = time.process_time()
            attribute(read_page(page, url, {}), catalogue)
            theirs += middle - start
            ours += time.process_time() - middle
        if turn:  # the first warms both up
            ratios.append(ours / theirs)
    print(f"\nCPU against trafilatura with metadata, {len(pages)} pages, {rounds} rounds: ", end="")
    print(f"minimum {min(ratios):.3f}, median {statistics.median(ratios):.3f}, maximum {max(ratios):.3f}")


def print_memory(number: int) -> None:
    """Read so many pages in this process, and print what it holds after each tenth of them."""
    pages = [(row["url"], _page(row)) for row in rows("index.jsonl")]
    catalogue = Catalogue.load()
    for count in range(1, number + 1):
        url, page = pages[count % len(pages)]
        attribute(read_page(page, url, {}), catalogue)
        if count % max(1, number // 10) == 0:
            print(f"{count:7} pages  {_resident() / 2**20:7.1f} MB", flush=True)


def print_returning() -> None:
    """Print the lines that the outlets of the corpus' stories teach, with the outlet's articles."""
    outlets: dict[str, list[Row]] = defaultdict(list)
    for row in rows("stories/copies.articles.jsonl"):
        outlets[row["outlet"]].append(row)
    learned = 0
    for outlet, articles in outlets.items():
        printed: dict[int, str] = {}
        sightings = []
        for row in articles:
            paragraphs = tuple(line for line in row["text"].split("\n") if line.strip())
            article = Article("", row["title"], language=row.get("language") or "en", paragraphs=paragraphs)
            printed |= {line_key(line, article.language): line for line in paragraphs}
            sightings.append(Sighting(row["id"], row["published"][:10], row["title"], lines_seen(article)))
        for line in learn(sightings):
            learned += 1
            print(f"{outlet} {line.articles}/{len(articles)} {line.where.value}: {printed[line.key][:110]}")
    print(f"{learned} lines of {len(outlets)} outlets")


def labelled_pages() -> list[Row]:
    """Return the pages of the corpus for which anything is labelled."""
    wanted = {row["id"] for name in ("bodies.jsonl", "metadata.jsonl", "labels.jsonl") for row in rows(name)}
    return [row for row in rows("index.jsonl") if row["id"] in wanted]


def rows(name: str) -> list[Row]:
    """Return the lines of a file of the corpus."""
    return _lines(CORPUS / name)


def _page(row: Row) -> bytes:
    return gzip.decompress((CORPUS / row["file"]).read_bytes())


def _read(row: Row) -> Row:
    page = _page(row)
    start = time.process_time()
    article = read_page(page, row["url"], {})
    seconds = time.process_time() - start
    seen = [margin.text for margin in article.margins if margin.place is not Place.CHROME]
    return {
        "id": row["id"],
        "seconds": seconds,
        "text": article.text,
        "headline": article.headline,
        "authors": list(article.authors),
        "published": article.published,
        "seen": [article.byline, *seen],
    }


def _peers(pages: list[Row], folder: Path) -> list[Row]:
    listed, out = folder / "pages.jsonl", folder / "peers.jsonl"
    _write(listed, [{**row, "file": str((CORPUS / row["file"]).resolve())} for row in pages])
    python = PEERS if PEERS.exists() else Path(sys.executable)
    subprocess.run([python, Path(__file__).with_name("peers.py"), listed, out], check=True, stderr=subprocess.DEVNULL)
    return _lines(out)


def _figures(said: list[Row], folder: Path) -> dict[str, str]:
    path = folder / "predictions.jsonl"
    _write(path, said)
    bodies = _score("extraction.py", "bodies.jsonl", path, "--labels", str(CORPUS / "labels.jsonl"))
    metadata = _score("metadata.py", "metadata.jsonl", path)
    found = dict(re.findall(r"^(\w+)  pages.* F1 ([\d.]+)", bodies, re.M))
    found["junk"] = re.findall(r"junk lines left .*\(([\d.]+)\)", bodies)[0]
    found |= dict(re.findall(r"(headline|instant) ([\d.]+)", metadata))
    found["authors"] = re.findall(r"authors F1 ([\d.]+)", metadata)[0]
    reached, labelled, _ = _credits_reached(said)
    found["credits"] = f"{reached / max(1, labelled):.3f}"
    found["ms"] = f"{1000 * statistics.mean(row['seconds'] for row in said):.1f}"
    for column, field in (("headline", "headline"), ("instant", "published"), ("authors", "authors")):
        if not any(row.get(field) for row in said):  # this system does not tell
            found[column] = "–"
    return {column: found[column] for column in COLUMNS}


def _credits_reached(said: list[Row]) -> tuple[int, int, list[str]]:
    """Return how many labelled credits have their evidence, word for word, in what was read; of how many; the rest."""
    read = {row["id"]: row for row in said}
    reached, lost = 0, []
    for label in rows("labels.jsonl"):
        row = read.get(label["id"], {})
        parts = [row.get("text"), row.get("headline"), *(row.get("authors") or []), *row.get("seen", [])]
        seen = _squeeze(" ".join(part for part in parts if part))
        for credit in label["credits"] if label["verdict"] != "other" else []:
            if _squeeze(credit["evidence"]) in seen:
                reached += 1
            else:
                lost.append(f"{label['id']} credit {credit['evidence']!r} ({credit['form']}) not read")
    return reached, reached + len(lost), lost


def _print_errors(said: list[Row], folder: Path) -> None:
    path = folder / "predictions.jsonl"
    _write(path, said)
    print("\n" + _score("extraction.py", "bodies.jsonl", path, "--errors"))
    print(_score("metadata.py", "metadata.jsonl", path, "--errors"))
    texts = {row["id"]: _squeeze(row["text"]) for row in said}
    for label in rows("labels.jsonl"):
        for junk in label.get("junk", []):
            if _squeeze(junk) in texts[label["id"]]:
                print(f"{label['id']} junk {junk!r} left")
    print("\n".join(_credits_reached(said)[2]))


def _score(script: str, gold: str, path: Path, *options: str) -> str:
    command = [sys.executable, str(SHARED / "score" / script), str(CORPUS / gold), str(path), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _write(path: Path, lines: list[Row]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


if __name__ == "__main__":
    main()
