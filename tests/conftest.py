"""What several tests share: the bundled press, crawled once, and the archive made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlite_utils import Database

from archive.store import frontier
from archive.store.database import open_archive, read_archive
from archive.store.folder import Folder
from tests import small_archive
from tests.daily_lamp import HOME, HOST
from tests.hand_fed import Archive
from tests.outlet_a import NOW, OUTLET
from tests.press import serve
from tests.press.server import Press
from tests.small_web import Crawler, SmallWeb, small_web
from tests.visiting import Visitor

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PRESS = ROOT / "tests" / "press"

# By the clock, an example that takes 5 ms can take seconds on a machine with other work to do.
settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*command: str, data: Path, proxy: str = "", cwd: Path = ROOT, timeout: float = 240) -> Ran:
    """Run a command of this environment (``archive …``, ``scrapy …``) on the archive in ``data``."""
    environment = {
        name: value for name, value in os.environ.items() if name.lower() not in ("http_proxy", "https_proxy")
    }
    environment |= {"ARCHIVE_DATA": str(data)} | ({"HTTP_PROXY": proxy, "http_proxy": proxy} if proxy else {})
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=cwd,
        env=environment,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class CrawledPress:
    """The bundled press after two crawls and two ingests, and what each command said."""

    folder: Folder
    press: Press
    crawls: tuple[Ran, Ran]
    ingests: tuple[Ran, Ran]

    @property
    def database(self) -> Database:
        """The archive, for reading."""
        return read_archive(self.folder.database)


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrawledPress]:
    """Crawl the press twice over real HTTP, as ``make demo`` does."""
    folder = Folder(tmp_path_factory.mktemp("press") / "data")
    folder.root.mkdir()
    (folder.root / "agencies.toml").write_bytes((PRESS / "agencies.toml").read_bytes())
    command = ("scrapy", "crawl", "outlets", "-a", f"sources={PRESS / 'sources.toml'}")
    with serve() as press:
        crawls, ingests = [], []
        for _ in range(2):
            crawls.append(run(*command, data=folder.root, proxy=press.address))
            ingests.append(run("archive", "ingest", data=folder.root))
        yield CrawledPress(folder, press, (crawls[0], crawls[1]), (ingests[0], ingests[1]))


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """A visitor of the site over the small archive."""
    folder = Folder(tmp_path_factory.mktemp("site"))
    ids = small_archive.fill(folder)
    small_archive.publish(folder)
    return Visitor(folder, ids)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive of one's own, to be fed by hand."""
    return Archive(tmp_path)


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    """A small web, empty, behind a proxy of its own."""
    with small_web() as web:
        yield web


@pytest.fixture
def crawler(web: SmallWeb, tmp_path: Path) -> Crawler:
    """A crawler of the small web, with the feed of the Daily Lamp as its only source."""
    return Crawler(web, tmp_path).source(HOST, f'feeds = ["{HOME}feed"]')


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An archive that knows one outlet and nothing of it."""
    database = open_archive(tmp_path / "archive.db")
    frontier.put_outlets(database, [OUTLET], NOW)
    return database
