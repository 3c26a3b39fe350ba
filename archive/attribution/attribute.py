"""Article in, credits and verdict out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.article import Article, Attribution, Credit, Form, Margin, Place, Role
from archive.attribution.beside import AUTHORS, margin_credits
from archive.attribution.catalogue import Catalogue
from archive.attribution.line import Line
from archive.attribution.lines import (
    BARE,
    HEAD,
    distinct,
    ends_in_picture,
    line_credits,
)
from archive.attribution.names import UPPER
from archive.attribution.signoffs import ALONE
from archive.attribution.verdict import verdict

TAIL = 4  # paragraphs from the end in which it is


def attribute(article: Article, catalogue: Catalogue | None = None) -> Attribution:
    """Return who is credited in an article, where and for what, and the verdict that follows.

    Looks at the paragraphs and the margins of the article; needs neither HTML nor network. ``catalogue`` is the
    project's own where none is given.
    """
    known = catalogue or Catalogue.load()
    if article.no_article:
        result, reason = verdict(article, (), known)
        return Attribution((), result, reason)
    whole = "\n".join((article.headline, article.text))
    doubtful = known.doubtful(whole)
    found: list[Credit] = []
    pictured = False
    for line in _lines(article):
        found += (
            here := list(
                line_credits(
                    replace(line, caption=pictured and len(line.text) < BARE), known, doubtful, article.language
                )
            )
        )
        pictured = ends_in_picture(line.text, here)
    for margin in _beside(article):
        found += margin_credits(margin, known, doubtful, article)
    kept = _settle(found, article)
    result, reason = verdict(article, kept, known)
    return Attribution(kept, result, reason)


def _lines(article: Article) -> Iterator[Line]:
    count = len(article.paragraphs)
    for number, text in enumerate(article.paragraphs):
        yield Line(text, Place.TEXT, "line", number, first=number < HEAD, last=number >= count - TAIL)


MAX_CAPTION = 300  # characters: the credit stands at the end of a long caption


def _beside(article: Article) -> Iterator[Margin]:
    """Yield the margins, and what the article's own fields hold that no margin does."""
    yield from article.margins
    told = {margin.text for margin in article.margins}
    fields = [Margin(Place.ABOVE, article.byline, "byline")]
    fields += [Margin(Place.METADATA, author, "author") for author in article.authors]
    fields += [Margin(Place.CAPTION, picture.credit[:MAX_CAPTION], "picture credit") for picture in article.pictures]
    fields += [Margin(Place.CAPTION, picture.caption[-MAX_CAPTION:], "caption") for picture in article.pictures]
    yield from (margin for margin in fields if margin.text and margin.text not in told)


def _settle(found: list[Credit], article: Article) -> tuple[Credit, ...]:
    """Return each (agency, form, role) once, and only what the page as a whole bears out.

    A string that also stands under a picture is the picture's; metadata that repeats a visible credit is left out; an
    agency in the metadata beside a person of the outlet gave material, not the text.
    """
    pictures = {(c.agency, c.evidence) for c in found if c.role is Role.MEDIA and c.place is Place.CAPTION}
    visible = {c.agency for c in found if c.form is not Form.METADATA and c.role in (Role.ORIGIN, Role.INPUT)}
    shared = any(
        margin.label in AUTHORS and _is_person(margin.text)
        for margin in _beside(article)
        if margin.place is Place.METADATA
    )
    credited = {c.agency for c in found if c.role in (Role.ORIGIN, Role.INPUT)}
    kept = []
    for credit in found:
        if credit.form is Form.METADATA and credit.agency in visible:
            continue
        if credit.form is Form.TAGLINE and (credit.agency, credit.evidence) in pictures:
            continue
        if (
            credit.role is Role.MEDIA
            and credit.place is Place.ABOVE
            and credit.rule == ALONE
            and credit.agency in credited
        ):
            continue
        if credit.form is Form.METADATA and credit.role is Role.ORIGIN and shared:
            credit = replace(credit, role=Role.INPUT, rule=f"{credit.rule}, beside a person")
        kept.append(credit)
    return distinct(kept)


PERSON = re.compile(rf"[{UPPER}][^\W\d_]+(?:[ -][{UPPER}][\w.'’]*){{1,2}}")


OFFICES = re.compile(
    r"news|desk|staff|redaktion|redac|rédac|editor|team|online|press|media|zeitung|times|post|agenc|reporter|tv|web|blog|group|network",
    re.I,
)


def _is_person(text: str) -> bool:
    return PERSON.fullmatch(text.strip()) is not None and not OFFICES.search(text) and not text.isupper()
