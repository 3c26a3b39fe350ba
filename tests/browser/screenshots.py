"""``make screenshots``: pictures of the demo's archive for the README, made by a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.install import browser

ROOT = Path(__file__).parents[2]
WINDOW = {"width": 1120, "height": 900}
"""What a README shows at full width on a laptop."""


def main() -> int:
    """Serve the demo's archive, take the pictures, and return the exit code."""
    if not browser():
        print("no Chromium here; install the package `chromium` and try again")
        return 1
    environment = {**os.environ, "ARCHIVE_DATA": str(ROOT / ".demo")}
    command = [Path(sys.executable).parent / "archive", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        found = re.search(r"http://\S+?(?=/? |/?$)", server.stdout.readline())
        try:
            if found is None:
                print("no archive of the demo yet; run `make demo` first")
                return 1
            take(found[0])
        finally:
            server.terminate()
    return 0


def take(address: str) -> None:
    """Take the pictures: a story with copies that credit nobody, one of them beside its source, a credited copy."""
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=browser(), args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport=WINDOW, device_scale_factor=1)
        page.goto(f"{address}/search?q=schoolgirl+Lindenthal")
        page.locator("a[href*='/story/']").first.click()
        page.screenshot(path=ROOT / "docs/story.png")
        page.locator("a[href*='/compare/']").last.click()
        page.screenshot(path=ROOT / "docs/compare.png")
        page.goto(f"{address}/search?q=earthquake+rattles&verdict=wire")
        page.locator("ol.hits h2 a").first.click()
        page.screenshot(path=ROOT / "docs/article.png")
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
