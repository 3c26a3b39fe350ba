"""How fast the site answers over 10,000, 100,000 and a million articles, and what memory it and publishing take.

    python benchmarks/site.py                           10,000 and 100,000 articles: five minutes
    python benchmarks/site.py --sizes 1000000           a million: 40 minutes, 35 GB of disk
    python benchmarks/site.py --keep big/               keeps archives and copies there, and takes those that are there

The archive is made of real texts (big_archive.py; skipped without ../shared) and published by `archive publish`; then
`archive serve` is asked over HTTP, one request after the other. Each kind of page has some twenty addresses; every
search is asked for the first time, so that nothing of its answer is remembered, and `again` asks the same once more.
Each named query is asked as its page opens (the last days of a large archive), of all days, narrowed to agencies and
outlets, and as JSON and CSV, which Datasette answers. Beside the time that a visitor waits stands the CPU time of the
server: on a machine with other work to do, that is the time an idle one would take. Above the table stands how much
other work there was (the load before and after).
"""

from __future__ import annotations

import argparse
import http.client
import math
import os
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))
from archive.queries import load
from archive.site.named import page_name
from archive.store.answered import RECENT
from archive.store.folder import Folder
from benchmarks.big_archive import AGENCIES, LAST, build, texts

COMMAND = Path(sys.executable).parent / "archive"
EACH = 20


def main() -> None:
    """Make the archives and print a table for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if not texts():
        print("skipped: no corpus")
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Folder(((options.keep or Path(name)) / str(size)).absolute())
            folder.root.mkdir(parents=True, exist_ok=True)
            print(f"\n{size:,} articles")
            if not folder.database.exists():
                started = time.perf_counter()
                build(folder, size)
                print(f"  made in {time.perf_counter() - started:.0f} s")
            if not (options.keep and folder.published.exists()):
                publish(folder)
            measure(folder)


def publish(folder: Folder) -> None:
    """Publish, and print what it took."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([COMMAND, "publish"], env=_environment(folder), check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"  published in {time.perf_counter() - started:.0f} s ({cpu:.0f} s of CPU, at most"
        f" {after.ru_maxrss / 1024:,.0f} MB of memory); {folder.published.stat().st_size / 1e6:,.0f} MB"
    )


def measure(folder: Folder) -> None:
    """Ask the server for every kind of page and print a line for each."""
    asked = pages(folder)  # before the server starts: it closes a connection on which nothing is asked for five seconds
    with serving(folder) as (pid, visitor):
        print(f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        visitor.seconds("/")
        print(f"  the first search after the start: {visitor.seconds('/search?q=warm') * 1000:.0f} ms")
        print(f"  {'':46}{'wait':>8}{'wait':>8}{'wait':>9}{'CPU':>8}{'CPU':>8}")
        print(f"  {'page, ms':46}{'p50':>8}{'p95':>8}{'slowest':>9}{'p50':>8}{'p95':>8}")
        for name, addresses in asked.items():
            waits, works = [], []
            for address in addresses:
                before = cpu_seconds(pid)
                waits.append(visitor.seconds(address) * 1000)
                works.append((cpu_seconds(pid) - before) * 1000)
            wait, work = (f"{statistics.median(all_of):8.0f}{p95(all_of):8.0f}" for all_of in (waits, works))
            print(f"  {name:46}{wait}{max(waits):9.0f}{work}", flush=True)
        print(f"  load {os.getloadavg()[0]:.1f}")
        status = Path(f"/proc/{pid}/status")
        if status.exists():
            told = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status.read_text()))
            print(f"  server: {int(told['VmRSS']) / 1024:.0f} MB, at most {int(told['VmHWM']) / 1024:.0f} MB")


def p95(values: list[float]) -> float:
    """Return the value that 95 % of them do not exceed."""
    return sorted(values)[max(0, math.ceil(0.95 * len(values)) - 1)]


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, in steps of 10 ms; 0 where /proc does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def pages(folder: Folder) -> dict[str, list[str]]:
    """Return addresses by kind of page: drawn by a seeded chance from what the copy holds."""
    chance = random.Random(1)
    copy = sqlite3.connect(f"file:{folder.published}?immutable=1", uri=True)
    numbers = [
        chance.randrange(copy.execute("SELECT max(number) FROM articles").fetchone()[0]) + 1 for _ in range(EACH)
    ]
    marks = ", ".join("?" * EACH)
    articles = [row[0] for row in copy.execute(f"SELECT id FROM articles WHERE number IN ({marks})", numbers)]
    stories = [
        row[0] for row in copy.execute("SELECT id FROM stories WHERE outlets > 4 ORDER BY outlets DESC LIMIT 20")
    ]
    beside = """SELECT story, article FROM pickups JOIN stories ON stories.id = story
        WHERE article <> source AND credited = ? AND outlets > 4 ORDER BY article LIMIT 20"""
    copies, silent = (copy.execute(beside, [credited]).fetchall() for credited in ("credited", "uncredited"))
    common, rare = vocabulary()
    newest = [_search(q=word, order="newest") for word in common]
    return {
        "home": ["/"] * EACH,
        "search, a common word": [_search(q=word) for word in common],
        "the same again": [_search(q=word) for word in common],
        "the same, newest first": newest,
        "page 2 to 6 of it": [f"{address}&page={page}" for page, address in enumerate(newest[:5], 2)],
        "search, the commonest word": [_search(q="the"), _search(q="de")],
        "search, two common words": [_search(q=f"{one} {other}") for one, other in pairwise(common)],
        "search, one OR another": [
            _search(q=f"{one} OR {other}") for one, other in zip(common, common[2:], strict=False)
        ],
        "search, a rare word": [_search(q=word) for word in rare],
        "search, a phrase": [_search(q=f'"{phrase}"') for phrase in ("prime minister", "white house", "supreme court")],
        "search, a beginning": [_search(q=f"{word[:4]}*") for word in common],
        "search, one letter and a star": [_search(q=f"{letter}*") for letter in "pasc"],
        "search, other scripts": [
            _search(q=word) for word in ("राष्ट्रपति", "ট্রাম্প", "大統領", "总统", "الرئيس", "президент")
        ],
        "search, agency and verdict": [_search(agency=agency, verdict="wire") for agency in AGENCIES],
        "search, word, outlet, language": [
            _search(q=word, outlet=f"outlet-{number}", language="en") for number, word in enumerate(common)
        ],
        "search, only by story": [_search(agency=agency, how="by story") for agency in AGENCIES],
        "feed": [_search(".atom", q=word) for word in common],
        "CSV of a rare word": [_search(".csv", q=word) for word in rare[:5]],
        "article": [f"/article/{name}" for name in articles],
        "story": [f"/story/{name}" for name in stories],
        "outlet": [f"/outlet/outlet-{number}" for number in range(EACH)],
        "agency": [f"/agency/{name}" for name in AGENCIES],
        "compare copies": [f"/story/{story}/compare/{copy}" for story, copy in copies],
        "note on a copy": [f"/story/{story}/note/{copy}" for story, copy in silent],
        "outlets": ["/outlets"] * 5,
        "agencies": ["/agencies"] * 5,
        "queries": ["/queries"] * 5,
        "tables": ["/archive"] * 5,
        "table articles": ["/archive/articles"] * 5,
        "table articles, one outlet": [f"/archive/articles?outlet=outlet-{number}" for number in range(5)],
        "table articles, searched": [f"/archive/articles?_search={word}" for word in rare[:5]],
        **query_pages(),
    }


def query_pages() -> dict[str, list[str]]:
    """Return addresses of each named query: as it opens, narrowed to agencies and outlets, of all days, and as data.

    As it opens it shows the last days; the data are of the same days, as the page links to them.
    """
    pages = {}
    for name, query in load().items():
        path = f"/archive/{page_name(name)}"
        narrowed = [f"?agency={agency}" for agency in AGENCIES[:4]] if query.has("agency") else []
        narrowed += [f"?outlet=outlet-{number}" for number in (0, 7, 90, 399)] if query.has("outlet") else []
        since = f"?since={(LAST - timedelta(days=RECENT)).date()}" if query.has("since") else ""
        pages[f"query {name}"] = [path] * 3
        if narrowed:
            pages[f"{name}, narrowed"] = [path + tail for tail in narrowed]
        if query.has("since"):
            pages[f"{name}, all days"] = [f"{path}?since="] * 2
        pages[f"{name}, data"] = [f"{path}.{ending}{since}" for ending in ("json", "csv")]
        if query.has("since"):
            pages[f"{name}, data of all days"] = [f"{path}.json"] * 2
    return pages


def vocabulary() -> tuple[list[str], list[str]]:
    """Return twenty common words (each in a tenth of the English texts or more), and twenty rare ones."""
    counts: Counter[str] = Counter()
    english = texts()["en"]
    for text in english:
        counts.update(set(re.findall("[a-z]{4,}", " ".join(text.paragraphs).lower())))
    common = [word for word, number in counts.most_common(120) if number > len(english) / 10][::4][:EACH]
    rare = sorted(word for word, number in counts.items() if number == 3)
    return common, random.Random(2).sample(rare, EACH)


class Visitor:
    """Asks one server over one connection."""

    def __init__(self, host: str, port: int) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=60)

    def seconds(self, address: str) -> float:
        """Return how long the whole answer takes; what is no page is said."""
        started = time.perf_counter()
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != 200:
            print(f"  {address}: {answer.status}")
        return time.perf_counter() - started


@contextmanager
def serving(folder: Folder) -> Iterator[tuple[int, Visitor]]:
    """Run ``archive serve``; yields its process id and a visitor."""
    command = [COMMAND, "serve", "--port", "0"]
    with subprocess.Popen(command, env=_environment(folder), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        found = re.search(r"http://([\d.]+):(\d+)", server.stdout.readline())
        assert found
        try:
            yield server.pid, Visitor(found[1], int(found[2]))
        finally:
            server.terminate()


def _search(ending: str = "", **parameters: str) -> str:
    return f"/search{ending}?{urlencode(parameters)}"


def _environment(folder: Folder) -> dict[str, str]:
    return {**os.environ, "ARCHIVE_DATA": str(folder.root)}


if __name__ == "__main__":
    main()
