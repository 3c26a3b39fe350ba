"""Sources with ``render = true``: fetched through a real browser, by scrapy-playwright where it is installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
from typing import Any
from urllib.request import getproxies

from scrapy.settings import Settings

from crawler.addresses import refusal

MEND = "render = true needs a browser; run pip install 'wire-archive[browser]' and playwright install chromium"

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")  # one that is there needs no download
_HEAVY = ("image", "media", "font")  # nothing of them is kept, and they are most of a page's bytes


def installed() -> bool:
    """Tell whether scrapy-playwright can be imported."""
    return importlib.util.find_spec("scrapy_playwright") is not None


def switch_on(settings: Settings) -> None:
    """Let requests with the meta key ``playwright`` go through the browser; all others go as before."""
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    settings.set("DOWNLOAD_HANDLERS", {**settings.getdict("DOWNLOAD_HANDLERS"), "http": handler, "https": handler})
    settings.set("PLAYWRIGHT_ABORT_REQUEST", unwanted)
    settings.set("PLAYWRIGHT_MAX_CONTEXTS", 4)  # a context takes some 100 MB
    launch: dict[str, Any] = {}
    if proxy := getproxies().get("http"):
        launch["proxy"] = {"server": proxy}
    if own := next(filter(None, map(shutil.which, _BROWSERS)), None):
        launch["executable_path"] = own
    if os.geteuid() == 0:
        launch["chromium_sandbox"] = False  # as root Chromium does not start with it
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", launch)


def unwanted(request: Any) -> bool:
    """Tell whether the browser must not fetch what a page asks for: private addresses, pictures, films, fonts."""
    return request.resource_type in _HEAVY or bool(refusal(request.url))
