"""An invented outlet in the small web: its articles, its feed, and whether what a crawl keeps of it is sound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.small_web import SmallWeb

HOST = "daily-lamp.example"
HOME = f"http://{HOST}/"
ARTICLE = "<html><body><h1>Ferry arrives</h1><p>The ferry arrived on Friday, two days late.</p></body></html>"


def articles(web: SmallWeb, *names: str, host: str = HOST) -> list[str]:
    """Put articles and a feed of them into the web."""
    urls = [web.put(f"http://{host}/{name}", ARTICLE.replace("ferry", name)) for name in names]
    web.feed(f"http://{host}/feed", urls)
    return urls


def warc_files_are_sound(data: Path) -> bool:
    files = sorted((data / "warc").glob("*.warc.gz"))
    check = [sys.executable, "-c", "from warcio.cli import main; main()", "check", *map(str, files)]
    return bool(files) and subprocess.run(check, check=False).returncode == 0
