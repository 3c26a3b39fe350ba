"""The language of a text (py3langid) and of a page (what it claims)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html
from py3langid import classify

from archive.reading.meta import Meta, first

_SAMPLE = 800  # characters shown to the model (0.5 ms): with 1,500 it decides otherwise on 1 of 876 pages
_GLANCE = 300  # characters that are enough where the page claims what they show; three of 771 pages are told otherwise
_ENOUGH = 20  # letters below which a guess is worth nothing
_CODE = re.compile(r"([a-z]{2})(?:$|[-_])")
_NORWEGIAN = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}


def text_language(paragraphs: Sequence[str], claimed: str = "") -> str:
    """Return the ISO 639-1 code of the language the paragraphs are written in, empty for too short a text.

    ``claimed`` is the one their page claims: a few lines that show the same are enough.
    """
    sample = " ".join(paragraphs)[:_SAMPLE]
    if sum(map(str.isalpha, sample[: 4 * _ENOUGH])) < _ENOUGH:
        return ""
    if claimed and _guess(sample[:_GLANCE]) == claimed:
        return claimed
    return _guess(sample)


def _guess(text: str) -> str:
    # The model is loaded at the first call of a process (0.3 s) and kept by the library.
    code = str(classify(text)[0])
    return _NORWEGIAN.get(code, code)


def page_language(root: html.HtmlElement, meta: Meta) -> str:
    """Return the ISO 639-1 code the page claims (``html lang``, then meta tags), empty where it claims none."""
    for claim in (root.get("lang"), root.get("xml:lang"), first(meta, "og:locale", "content-language", "language")):
        if claim and (match := _CODE.match(claim.strip().lower())):
            return _NORWEGIAN.get(match.group(1), match.group(1))
    return ""
