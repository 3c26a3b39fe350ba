"""Plain passages and passages of JSON: text without the margins of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.article import UNNAMED, Credit, Form, Place
from archive.attribution.bylines import read_byline, unnamed_byline
from archive.attribution.case import Ruling
from archive.attribution.catalogue import Catalogue
from archive.attribution.line import Line, escaped_pairs, groups, without_tags
from archive.attribution.lines import (
    BARE,
    credit_of,
    credits_of,
    distinct,
    ends_in_picture,
    line_credits,
)
from archive.attribution.names import Strength
from archive.attribution.phrases import load_phrases


def credits_of_text(text: str, language: str = "", catalogue: Catalogue | None = None) -> tuple[Credit, ...]:
    """Return the credits of a plain passage that may be the head, body or tail of an article.

    ``paragraph``, ``start`` and ``end`` count lines of the passage and characters of the line.
    """
    known = catalogue or Catalogue.load()
    blank = without_tags(text)
    doubtful = known.doubtful(blank)
    found: list[Credit] = []
    if pairs := escaped_pairs(blank):
        yielded = list(_pair_credits(blank, pairs, known, doubtful, language))
        return distinct(yielded)
    previous, pictured = "", False
    for number, part in enumerate(blank.split("\n")):
        caption = (CAPTION_LEAD.search(previous) is not None and len(part) < 120) or (pictured and len(part) < BARE)
        line = Line(part, Place.TEXT, "line", number, first=True, last=True, passage=True, caption=caption)
        found += (here := list(line_credits(line, known, doubtful, language)))
        previous, pictured = part if part.strip() else previous, ends_in_picture(part, here)
    return distinct(found)


CAPTION_LEAD = re.compile(r"(?:foto|photo|bild|bilde|kuva|image|fotos|fot\.?)\s*:\s*$", re.I)


PAIR_AUTHOR = frozenset(("author", "byline", "creator", "authors", "agency", "contributor_name"))


PAIR_TEXT = frozenset(
    (
        "content",
        "text",
        "body",
        "description",
        "rawtext",
        "blogcontent",
        "cleaned_text",
        "articlebody",
        "summary",
        "caption",
        "lead",
    )
)


def _pair_credits(
    text: str, pairs: list[tuple[str, int, int]], catalogue: Catalogue, doubtful: frozenset[str], language: str
) -> Iterator[Credit]:
    """Yield the credits of a passage of JSON: authors are bylines, text fields are text, the rest is data."""
    for key, start, end in pairs:
        value = text[start:end]
        person = key == "name" and re.search(r'"author"\s*:\s*\[?\s*\{[^{}]*$', text[:start]) is not None
        line = Line(value, Place.TEXT, "author", 0, first=True, last=True, passage=True)
        if key in PAIR_AUTHOR or person:
            form = Form.METADATA if person else Form.BYLINE
            names = [name for name in catalogue.finder.find(value) if name.strength is not Strength.SMALL]
            for group in groups(line, tuple(names)):
                if said := read_byline(value, group):
                    yield from _shift(
                        credits_of(Ruling(form, said.role, 0, len(value), "author in data", group.names), line), start
                    )
            if found := unnamed_byline(value, load_phrases()):
                yield from _shift(
                    [credit_of(UNNAMED, Ruling(form, found[0], 0, len(value), "agencies as author"), line)], start
                )
        elif key in PAIR_TEXT:
            yield from _shift(line_credits(line, catalogue, doubtful, language), start)


def _shift(credits: Iterable[Credit], offset: int) -> Iterator[Credit]:
    for credit in credits:
        start, end = credit.start or 0, credit.end or 0
        yield Credit(
            credit.agency,
            credit.form,
            credit.role,
            credit.evidence,
            credit.place,
            0,
            start + offset,
            end + offset,
            credit.rule,
        )
