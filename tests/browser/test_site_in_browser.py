"""Through the site in a real browser, over the archive of the bundled press."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser.install import browser
from tests.conftest import BIN, ROOT, CrawledPress

playwright = pytest.importorskip("playwright.sync_api", reason="skipped: no playwright here (make setup)")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="skipped: no axe-core here (make setup)")
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
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Site:
    """The site of the press: its address, and the paths of one page of each kind."""

    address: str
    paths: dict[str, str]


@pytest.fixture(scope="module")
def site(crawled: CrawledPress) -> Iterator[Site]:
    """Serve the archive of the press."""
    environment = {**os.environ, "ARCHIVE_DATA": str(crawled.folder.root)}
    server = subprocess.Popen(
        [BIN / "archive", "serve", "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    try:
        while line := server.stdout.readline():
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield Site(found[0], paths(crawled))
                break
    finally:
        server.terminate()
        server.wait()


def paths(crawled: CrawledPress) -> dict[str, str]:
    """Return a page of each kind: of a copy without a credit, an article that changed, and so on."""
    copy = sqlite3.connect(crawled.folder.published)

    def first(sql: str) -> tuple[str, ...]:
        return tuple(copy.execute(sql).fetchone())

    story, uncredited = first("SELECT story, article FROM pickups WHERE credited = 'uncredited' ORDER BY article")
    (changed,) = first("SELECT article FROM editions GROUP BY article HAVING count(*) > 1 ORDER BY article")
    written = {
        code: first(f"SELECT id FROM articles WHERE language = '{code}'")[0] for code in ("hi", "ar", "ja", "ta")
    }
    return {
        "home": "/",
        "search": "/search?q=the",
        "no search": "/search",
        "article": f"/article/{uncredited}",
        **{f"article in {code}": f"/article/{name}" for code, name in written.items()},
        "changed": f"/article/{changed}",
        "editions": f"/article/{changed}/compare",
        "story": f"/story/{story}",
        "compare": f"/story/{story}/compare/{uncredited}",
        "note": f"/story/{story}/note/{uncredited}",
        "outlet": "/outlet/harbour-post.example",
        "agency": "/agency/mna?by=week",
        "outlets": "/outlets",
        "agencies": "/agencies",
        "queries": "/queries",
        "query": "/archive/uncredited_copies?agency=mna",
        "no rows": "/archive/uncredited_copies?agency=nobody",
        "lost": "/nothing/here",
    }


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with playwright.sync_playwright() as player:
        started = player.chromium.launch(executable_path=browser(), args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(site: Site, chromium) -> Iterator[object]:
    """Yield a page that fails the test when the browser reports an error or asks for anything elsewhere."""
    tab = chromium.new_page()
    tab.set_default_timeout(10_000)
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("request", lambda asked: errors.append(asked.url) if not asked.url.startswith(site.address) else None)
    yield tab
    tab.close()
    assert [error for error in errors if "404 (Not Found)" not in error] == []


def test_a_search_in_hindi_leads_to_an_article_with_its_credit_marked(page, site):
    page.goto(site.address)
    page.keyboard.press("/")
    page.keyboard.type("सोडियम बैटरी")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text()
    page.locator("ol.hits h2 a").first.click()
    assert page.locator("h1").get_attribute("lang") == "hi"
    mark = page.locator("mark.credit").first
    assert mark.inner_text()
    number = page.locator("mark.credit + a.note").first
    number.click()
    assert page.locator(":target").inner_text().find(mark.inner_text().strip()) > 0


def test_from_a_copy_to_its_story_and_to_both_texts_side_by_side(page, site):
    page.goto(site.address + site.paths["article"])
    page.locator(".storybox a.headline").click()
    assert page.locator("table.copies a[href*='/article/']").count() >= 2
    page.get_by_role("link", name="beside the source").first.click()
    assert page.locator(".beside .text").count() == 2
    there, here = (page.locator(f"#{side}-1 + mark.shared").inner_text() for side in ("source", "copy"))
    assert there[:20] == here[:20]
    page.locator("#copy-1").click()
    assert page.evaluate("document.querySelector(':target').id") == "source-1"


def test_the_note_prints_on_one_page(page, site):
    page.goto(site.address + site.paths["note"])
    assert page.get_by_text("What it does not prove").is_visible()
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format=paper))) == 1, paper


def test_what_is_printed_is_the_text_and_its_evidence_without_the_site_around(page, site):
    page.goto(site.address + site.paths["changed"])
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    assert not page.locator(".masthead .seek").is_visible()
    assert page.locator(".text p").first.is_visible()
    assert page.locator(".citation").is_visible()
    assert page.locator("code.digest").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_two_editions_are_chosen_and_compared(page, site):
    page.goto(site.address + site.paths["changed"])
    page.get_by_label("from edition 2").check()
    page.get_by_label("to edition 1").check()
    page.get_by_role("button", name="Compare these two").click()
    assert page.locator(".diff del, .diff ins").count() >= 1
    assert page.get_by_label("from edition 2").is_checked()


def test_a_search_is_followed_as_a_feed_and_taken_home_as_csv(page, site):
    page.goto(site.address + site.paths["search"])
    links = {ending: page.locator(f"main a[href*='/search.{ending}']").first for ending in ("atom", "csv")}
    if not all(link.count() for link in links.values()):
        pytest.skip("skipped: the search page offers no feed and no CSV")
    answer = page.request.get(site.address + links["atom"].get_attribute("href"))
    assert answer.ok
    assert "<entry" in answer.text()
    answer = page.request.get(site.address + links["csv"].get_attribute("href"))
    assert answer.ok
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text().count("http://") >= 5


def test_slash_leads_to_the_search_box_but_can_be_typed_in_it(page, site):
    page.goto(site.address + site.paths["story"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("1/2")
    assert page.locator("input[name=q]").input_value() == "1/2"


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for name, path in site.paths.items():
        page.goto(site.address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    assert wide == []


def test_an_arabic_article_runs_from_right_to_left(page, site):
    page.goto(site.address + site.paths["article in ar"])
    for part in ("h1", ".text p"):
        assert page.locator(part).first.evaluate("element => getComputedStyle(element).direction") == "rtl"
    text, evidence = (page.locator(part).bounding_box() for part in (".columns > .text", ".evidence"))
    assert text["x"] < evidence["x"]  # our words keep their place


def test_a_dark_desktop_gets_dark_pages(page, site):
    page.emulate_media(color_scheme="dark")
    page.goto(site.address + site.paths["article"])
    paper, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert max(map(int, re.findall(r"\d+", paper))) < 64
    assert min(map(int, re.findall(r"\d+", ink))) > 192


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_keeps_wcag_aa(page, site, scheme, width):
    """Checked by axe-core: contrast, labels, headings, landmarks, sizes of what is clicked."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    failures = []
    for name, path in site.paths.items():
        page.goto(site.address + path)
        found = axe.Axe().run(page, options=RULES)
        failures += [
            (name, one["id"], node["html"][:120]) for one in found.response["violations"] for node in one["nodes"]
        ]
    assert failures == []
