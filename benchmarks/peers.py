"""Read pages with other extractors, each page by all of them in turn, and write what they say.

    python benchmarks/peers.py PAGES.jsonl OUT.jsonl

PAGES lines hold {"id", "url", "file"} (a gzipped page, an absolute path). OUT lines hold {"id", "system", "text",
"headline", "authors", "published", "seconds"}: seconds of this process' CPU. Systems that are not installed are left
out; `make peers` installs them in an environment of their own, since their versions and ours need not agree.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib
import importlib.util
import json
import logging
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Said = dict[str, Any]
_TAGS = re.compile(r"<[^>]+>")
_BREAKS = re.compile(r"</(?:p|div|h\d|li|blockquote|tr)>|<br\s*/?>", re.I)


def trafilatura(page: str, url: str) -> Said:
    dates = {"extensive_search": True, "original_date": True, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}
    found = importlib.import_module("trafilatura").bare_extraction(
        page, url=url, with_metadata=True, date_extraction_params=dates
    )
    if found is None:
        return {}
    said = found.as_dict()
    return {
        "text": said["text"],
        "headline": said["title"],
        "authors": (said["author"] or "").split("; "),
        "published": said["date"],
    }


def newspaper(page: str, url: str) -> Said:
    article = importlib.import_module("newspaper").Article(url or "https://news.example/", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    published = article.publish_date.isoformat() if article.publish_date else ""
    return {"text": article.text, "headline": article.title, "authors": article.authors, "published": published}


def readability(page: str, url: str) -> Said:
    document = importlib.import_module("readability").Document(page, url=url)
    text = _TAGS.sub("", _BREAKS.sub("\n", document.summary(html_partial=True)))
    return {"text": importlib.import_module("html").unescape(text), "headline": document.short_title()}


def goose(page: str, url: str) -> Said:
    del url
    with importlib.import_module("goose3").Goose({"enable_image_fetching": False}) as reader:
        article = reader.extract(raw_html=page)
    return {
        "text": article.cleaned_text,
        "headline": article.title,
        "authors": [name for name in article.authors if isinstance(name, str)],
        "published": article.publish_datetime_utc.isoformat() if article.publish_datetime_utc else "",
    }


def resiliparse(page: str, url: str) -> Said:
    del url
    text = importlib.import_module("resiliparse.extract.html2text").extract_plain_text(page, main_content=True)
    return {"text": text}


def justext(page: str, url: str) -> Said:
    del url
    module = importlib.import_module("justext")
    found = module.justext(page.encode(), module.get_stoplist("English"), encoding="utf-8")
    return {"text": "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)}


SYSTEMS: dict[str, tuple[str, Callable[[str, str], Said]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "newspaper4k": ("newspaper", newspaper),
    "readability-lxml": ("readability", readability),
    "goose3": ("goose3", goose),
    "resiliparse": ("resiliparse", resiliparse),
    "jusText": ("justext", justext),
}
"""The name of each system, the module that shows whether it is installed, and how it reads one page."""


def main(pages: Path, out: Path) -> None:
    """Read every page with every system that is installed."""
    logging.disable(logging.CRITICAL)
    present = {
        name: read for name, (module, read) in SYSTEMS.items() if importlib.util.find_spec(module.partition(".")[0])
    }
    with out.open("w", encoding="utf-8") as file:
        for row in map(json.loads, filter(None, pages.read_text(encoding="utf-8").split("\n"))):
            page = gzip.decompress(Path(row["file"]).read_bytes()).decode("utf-8", "replace")
            for name, read in present.items():
                said: Said = {}
                start = time.process_time()
                with contextlib.suppress(Exception):  # a peer that fails on a page has read nothing of it
                    said = read(page, row["url"])
                seconds = time.process_time() - start
                line = {"id": row["id"], "system": name, "seconds": seconds, **said}
                file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
