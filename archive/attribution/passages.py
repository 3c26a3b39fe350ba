"""Plain passages and passages of JSON: text without the margins of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.article import Credit, Form, Place
from archive.attribution.bylines import read_byline, unnamed_byline
from archive.attribution.case import Context, Ruling
from archive.attribution.catalogue import Catalogue
from archive.attribution.line import Line, escaped_pairs, groups, opens, without_tags
from archive.attribution.lines import (
    BARE,
    credit_of,
    credits_of,
    distinct,
    ends_in_picture,
    line_credits,
)
from archive.attribution.names import Strength
from archive.attribution.words import Are, any_of


def credits_of_text(text: str, language: str = "", catalogue: Catalogue | None = None) -> tuple[Credit, ...]:
    """Return the credits of a plain passage that may be the head, body or tail of an article.

    ``paragraph``, ``start`` and ``end`` count lines of the passage and characters of the line.
    """
    known = catalogue or Catalogue.load()
    blank = without_tags(text)
    context = Context(known, known.doubtful(blank), language)
    found: list[Credit] = []
    if pairs := escaped_pairs(blank):
        return distinct(_pair_credits(blank, pairs, context))
    lines = blank.split("\n")
    names, nameless = known.names_in(lines, language), known.phrases.nameless_in(lines)
    previous, pictured = "", False
    for number, part in enumerate(lines):
        caption = (CAPTION_LEAD.search(previous) is not None and len(part) < 120) or (pictured and len(part) < BARE)
        line = Line(
            part,
            Place.TEXT,
            "line",
            number,
            first=True,
            last=True,
            passage=True,
            caption=caption,
            opens=opens(lines, number),
        )
        here = list(line_credits(line, names[number], context)) if names[number] or number in nameless else []
        found += here
        previous, pictured = part if part.strip() else previous, ends_in_picture(part, here)
    return distinct(found)


CAPTION_LEAD = re.compile(rf"{any_of(Are.PICTURE)}\.?\s*:\s*$", re.I)


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


def _pair_credits(text: str, pairs: list[tuple[str, int, int]], context: Context) -> Iterator[Credit]:
    """Yield the credits of a passage of JSON: authors are bylines, text fields are text, the rest is data."""
    for key, start, end in pairs:
        value = text[start:end]
        names = context.catalogue.finder.find(value)
        person = key == "name" and re.search(r'"author"\s*:\s*\[?\s*\{[^{}]*$', text[:start]) is not None
        line = Line(value, Place.TEXT, "author", 0, first=True, last=True, passage=True)
        if key in PAIR_AUTHOR or person:
            form = Form.METADATA if person else Form.BYLINE
            large = tuple(name for name in names if name.strength is not Strength.SMALL)
            for group in groups(line, large):
                if said := read_byline(value, group):
                    yield from _shift(
                        credits_of(Ruling(form, said.role, 0, len(value), "author in data", group.names), line), start
                    )
            if found := unnamed_byline(value, context.catalogue.phrases.find(value)):
                agency, role, *_ = found
                ruling = Ruling(form, role, 0, len(value), "agencies as author")
                yield from _shift([credit_of(agency, ruling, line)], start)
        elif key in PAIR_TEXT:
            yield from _shift(line_credits(line, names, context), start)


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
