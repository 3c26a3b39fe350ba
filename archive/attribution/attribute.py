"""Article in, credits and verdict out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from archive.article import Article, Attribution, Credit, Form, Margin, Place, Role
from archive.attribution.beside import PROVIDED, margin_credits
from archive.attribution.case import Context
from archive.attribution.catalogue import Catalogue
from archive.attribution.inferred import inferred
from archive.attribution.line import Line
from archive.attribution.lines import (
    BARE,
    HEAD,
    distinct,
    ends_in_picture,
    line_credits,
)
from archive.attribution.margins import beside, margins_of, persons
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
    context = Context(
        known, known.doubtful("\n".join((article.headline, article.text))), article.language, _host(article.url)
    )
    margins = margins_of(article)
    found = [*_text_credits(article, context)]
    for one in beside(margins, known):
        found += margin_credits(one, context, known.owner(article.url))
    kept = _settle(found, margins)
    result, reason = verdict(article, kept, known)
    return Attribution(kept, result, reason, inferred(kept))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _text_credits(article: Article, context: Context) -> Iterator[Credit]:
    texts, catalogue = article.paragraphs, context.catalogue
    names, nameless = catalogue.names_in(texts), catalogue.phrases.nameless_in(texts)
    pictured = -1  # the paragraph that ended in a picture's credit
    for number, text in enumerate(texts):
        if not names[number] and number not in nameless:
            continue
        caption = pictured == number - 1 and number > 0 and len(text) < BARE
        line = Line(
            text, Place.TEXT, "line", number, first=number < HEAD, last=number >= len(texts) - TAIL, caption=caption
        )
        here = list(line_credits(line, names[number], context))
        yield from here
        if ends_in_picture(text, here):
            pictured = number


def _settle(found: list[Credit], margins: list[Margin]) -> tuple[Credit, ...]:
    """Return each (agency, form, role) once, and only what the page as a whole bears out.

    A string that also stands under a picture is the picture's; metadata that repeats a visible credit is left out; an
    agency in the metadata beside a person of the outlet gave material, not the text, and as its mere provider nothing.
    """
    pictures = {(c.agency, c.evidence) for c in found if c.role is Role.MEDIA and c.place is Place.CAPTION}
    visible = {c.agency for c in found if c.form is not Form.METADATA and c.role in (Role.ORIGIN, Role.INPUT)}
    credited = {c.agency for c in found if c.role in (Role.ORIGIN, Role.INPUT)}
    people = persons(margins)
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
        if credit.form is Form.METADATA and credit.role is Role.ORIGIN and not credit.rule.startswith("canonical"):
            others = [person for person in people if person not in credit.evidence.lower()]
            if credit.rule == PROVIDED and (others or visible):
                continue
            if others:
                credit = replace(credit, role=Role.INPUT, rule=f"{credit.rule}, beside a person")
        kept.append(credit)
    return distinct(kept)
