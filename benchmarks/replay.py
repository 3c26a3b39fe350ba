"""Crawl the shared corpus through its replay server, with the real spiders: speed, memory, faults, kills.

    python benchmarks/replay.py crawl     one crawl and ingest, then a second crawl that must fetch no article again
    python benchmarks/replay.py faults    the same with a seeded tenth of the pages broken
    python benchmarks/replay.py kills     killed five times at random, then compared with a crawl that was not

Says "skipped: no corpus" where ../shared is missing. Seconds are of this machine and this moment: compare them with the
line "pages alone", which is the same pages fetched one after the other by urllib in the same run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

from archive.store.database import read_archive

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "../shared"
BIN = Path(sys.executable).parent
HEAD = '[crawl]\ncontact = "archive@example.org"\ndelay = 0.0\n\n'
TOLD = {
    "links": "SELECT key, state, CASE WHEN state = 'failed' THEN '' ELSE reason END, article FROM links",
    "articles": "SELECT id, url, outlet, edition, headline, byline, published, language, verdict, text FROM articles",
    "editions": "SELECT id, article, headline, text FROM editions",
    "credits": 'SELECT id, article, edition, "current", agency, form, role, evidence FROM credits',
    "stories": "SELECT id, source, headline, language, agency, copies, outlets FROM stories",
    "pickups": "SELECT article, story, kind, share, carried, credited FROM pickups",
}
"""What must be equal: all that the archive tells, but for the times at which this machine saw it."""


def main() -> None:
    """Run one of the three and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("crawl", "faults", "kills"))
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if not (SHARED / "replay" / "replay.py").exists():
        print("skipped: no corpus")
        return
    faults = ["--faults", str(options.seed)] if options.what == "faults" else []
    with replay(faults) as proxy, tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HTTP_PROXY": proxy, "http_proxy": proxy}
        sources = Path(folder) / "sources.toml"
        sources.write_text(HEAD + listed_sources(), encoding="utf-8")
        if options.what == "kills":
            kills(Path(folder), sources, random.Random(options.seed))
        else:
            twice(Path(folder) / "data", sources, proxy)


@contextlib.contextmanager
def replay(faults: list[str]) -> Iterator[str]:
    """Serve the corpus at a free port; yields the proxy's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(SHARED / "replay/replay.py"), str(SHARED / "corpus"), "--port", str(port), *faults]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        server.stderr.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()


def listed_sources() -> str:
    """Return the sources.toml that the replay server prints."""
    command = [sys.executable, str(SHARED / "replay/replay.py"), str(SHARED / "corpus"), "--sources"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def twice(data: Path, sources: Path, proxy: str) -> None:
    """Crawl and ingest, then crawl again, and print what each took and left."""
    asked = pages_asked(proxy)
    for number in ("first", "second"):
        for command in (["scrapy", "crawl", "outlets", "-a", f"sources={sources}"], ["archive", "ingest"]):
            began = time.monotonic()
            code = started(command, data).wait()
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{number} {command[0]}: {time.monotonic() - began:.0f} s, exit {code}, peak {peak:.0f} MB so far")
        now = pages_asked(proxy)
        print(f"{number}: pages asked for {now - asked}; {states(data)}")
        asked = now
    print(f"pages alone: {alone(proxy):.0f} s")
    check = subprocess.run(
        [BIN / "warcio", "check", *sorted((data / "warc").iterdir())], capture_output=True, check=False
    )
    print(f"warcio check: exit {check.returncode}")


def kills(folder: Path, sources: Path, pick: random.Random) -> None:
    """Crawl once undisturbed and once with five kills, ingest both, and compare what the archives tell."""
    crawl = ["scrapy", "crawl", "outlets", "-a", f"sources={sources}"]
    whole, torn = folder / "whole", folder / "torn"
    began = time.monotonic()
    started(crawl, whole).wait()
    seconds = time.monotonic() - began
    for number in range(5):
        victim = started(crawl, torn)
        time.sleep(pick.uniform(2.0, max(4.0, seconds / 4)))
        victim.send_signal(signal.SIGKILL)
        print(f"kill {number + 1}: exit {victim.wait()}; {states(torn)}")
    print("then to the end: exit", started(crawl, torn).wait())
    for data in (whole, torn):
        started(["archive", "ingest"], data).wait()
        check = subprocess.run(
            [BIN / "warcio", "check", *sorted((data / "warc").glob("*.gz"))], capture_output=True, check=False
        )
        whole_file = read_archive(data / "archive.db").execute("PRAGMA integrity_check").fetchone()[0]
        print(f"{data.name}: integrity {whole_file}, warcio check exit {check.returncode}, {states(data)}")
    for table, sql in TOLD.items():
        one, other = (set(read_archive(data / "archive.db").execute(sql).fetchall()) for data in (whole, torn))
        print(f"{table}: {len(one)} and {len(other)} rows, {len(one ^ other)} differ")
        for row in sorted(one ^ other, key=repr)[:6]:
            print("   ", "whole" if row in one else "torn", repr(row)[:200])


def started(command: list[str], data: Path) -> subprocess.Popen[bytes]:
    """Start a command of this environment on an archive, silently."""
    environment = {**os.environ, "ARCHIVE_DATA": str(data)}
    with (data.parent / f"{data.name}.log").open("ab") as log:
        return subprocess.Popen([BIN / command[0], *command[1:]], cwd=ROOT, env=environment, stdout=log, stderr=log)


def states(data: Path) -> str:
    """Return how many links are in each state."""
    database = read_archive(data / "archive.db")
    sql = "SELECT CASE WHEN state = 'failed' THEN 'failed: ' || reason ELSE state END, count(*) FROM links GROUP BY 1"
    return ", ".join(f"{number} {state}" for state, number in database.execute(sql).fetchall())


def pages_asked(proxy: str) -> int:
    """Return how many requests for articles the replay server has seen."""
    log = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy})).open("http://replay.invalid/log")
    own = ('"path": "/robots.txt"', '"path": "/feed.xml"', '"path": "/sitemap.xml"', '"path": "/"', "replay.invalid")
    return sum(1 for line in log.read().decode().splitlines() if not any(mark in line for mark in own))


def alone(proxy: str) -> float:
    """Return the seconds that urllib takes for the same pages, one after the other."""
    import json

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy}))
    began = time.monotonic()
    for line in (SHARED / "corpus/index.jsonl").read_text(encoding="utf-8").splitlines():
        with contextlib.suppress(OSError, ValueError, HTTPException):
            opener.open(json.loads(line)["url"].replace("https:", "http:", 1), timeout=10).read()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
