"""One run through the site in a real browser, over the archive of the bundled press."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.browser.install import browser
from tests.conftest import BIN, ROOT, CrawledPress

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not browser(), reason="skipped: no Chromium here (make browser)"),
]

QUIET = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def address(crawled: CrawledPress) -> Iterator[str]:
    """Serve the archive of the press; yields its address."""
    environment = {**os.environ, "ARCHIVE_DATA": str(crawled.folder.root)}
    server = subprocess.Popen(
        [BIN / "archive", "serve", "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    try:
        while line := server.stdout.readline():
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                break
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def page(address: str) -> Iterator[object]:
    """Yield a page that fails the test when the browser reports an error or asks for anything elsewhere."""
    with playwright.sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=browser(), args=QUIET)
        tab = chromium.new_page()
        errors: list[str] = []
        tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        tab.on("request", lambda request: errors.append(request.url) if not request.url.startswith(address) else None)
        yield tab
        chromium.close()
        assert errors == []


def test_search_in_hindi_leads_to_an_article_with_its_credit_marked_and_to_its_story(page, address):
    page.goto(address)
    page.locator("input[name=q]").first.fill("मेट्रो")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text()
    page.goto(f"{address}/search?q=earthquake+rattles&verdict=wire")
    page.locator("ol.hits h2 a").first.click()
    assert "Santa Brisa" in page.locator("h1").inner_text()
    assert page.locator("mark").first.inner_text().startswith("PUERTO BRISA (AP)")
    page.locator("a[href*='/story/']").first.click()
    assert page.locator("a[href*='/article/']").count() >= 2


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/search?q=the", "/outlets", "/agencies", "/queries"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_arabic_article_runs_from_right_to_left(page, address):
    page.goto(f"{address}/search?language=ar")
    page.locator("ol.hits h2 a").first.click()
    assert page.locator("h1").evaluate("element => getComputedStyle(element).direction") == "rtl"
