"""Article in, credits and verdict out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from archive.article import Article, Attribution, Credit, Form, Margin, Place, Role
from archive.attribution.beside import PROVIDED, margin_credits
from archive.attribution.case import Context
from archive.attribution.catalogue import Catalogue
from archive.attribution.inferred import inferred
from archive.attribution.line import Line, opens
from archive.attribution.lines import (
    BARE,
    HEAD,
    distinct,
    ends_in_picture,
    line_credits,
)
from archive.attribution.margins import beside, margins_of, persons
from archive.attribution.names import Name
from archive.attribution.signoffs import ALONE, REPORTERS
from archive.attribution.verdict import verdict

T = TypeVar("T")

TAIL = 4  # paragraphs from the end in which it is
MOST = 80
"""Names looked at in one paragraph, and paragraphs that name agencies in one text; half of them from each end. A page
of nothing but names costs 0.6 ms a name; the paragraphs of 1,100 real texts have up to 32 names, the texts up to 13
such paragraphs.
"""


def attribute(article: Article, catalogue: Catalogue | None = None) -> Attribution:
    """Return who is credited in an article, where and for what, and the verdict that follows.

    Looks at the paragraphs and the margins of the article; needs neither HTML nor network. ``catalogue`` is the
    project's own where none is given.
    """
    known = catalogue or Catalogue.load()
    if article.no_article:
        result, reason = verdict(article, (), known)
        return Attribution((), result, reason)
    context = context_of(article, known)
    margins = margins_of(article)
    found = [*_text_credits(article, context)]
    for one in beside(margins, known, article.language):
        found += margin_credits(one, context, known.owner(article.url))
    kept = _settle(found, margins)
    result, reason = verdict(article, kept, known)
    return Attribution(kept, result, reason, inferred(kept))


def context_of(article: Article, catalogue: Catalogue) -> Context:
    """Return what the whole article says about the meaning of names in it."""
    whole = "\n".join((article.headline, article.text))
    host = (urlsplit(article.url).hostname or "").lower()
    return Context(catalogue, catalogue.doubtful(whole), article.language, host)


def text_lines(article: Article, catalogue: Catalogue) -> Iterator[tuple[Line, tuple[Name, ...]]]:
    """Yield the paragraphs that speak of agencies, with the names found in them."""
    texts = article.paragraphs
    names, nameless = catalogue.names_in(texts, article.language), catalogue.phrases.nameless_in(texts)
    for number in _ends([number for number in range(len(texts)) if names[number] or number in nameless]):
        last = number >= len(texts) - TAIL
        line = Line(texts[number], Place.TEXT, "line", number, first=number < HEAD, last=last)
        yield replace(line, opens=opens(texts, number)), _ends(names[number])


def _ends(found: Sequence[T]) -> tuple[T, ...]:
    """Return the first and the last of what is found where it is too much for any text that people write."""
    return tuple(found) if len(found) <= MOST else (*found[: MOST // 2], *found[-MOST // 2 :])


def _text_credits(article: Article, context: Context) -> Iterator[Credit]:
    pictured = None  # the paragraph that ended in a picture's credit
    for line, names in text_lines(article, context.catalogue):
        number = line.paragraph or 0
        caption = pictured is not None and pictured == number - 1 and len(line.text) < BARE
        here = list(line_credits(replace(line, caption=True) if caption else line, names, context))
        yield from here
        if ends_in_picture(line.text, here):
            pictured = number


def _settle(found: list[Credit], margins: list[Margin]) -> tuple[Credit, ...]:
    """Return each (agency, form, role) once, and only what the page as a whole bears out.

    A string that also stands under a picture is the picture's; metadata that repeats a visible credit is left out; an
    agency in the metadata beside a person of the outlet gave material, not the text, and as its mere provider nothing.
    What an agency's reporters contributed to a text under its own byline or dateline is the agency's text.
    """
    pictures = {(c.agency, c.evidence) for c in found if c.role is Role.MEDIA and c.place is Place.CAPTION}
    visible = {c.agency for c in found if c.form is not Form.METADATA and c.role in (Role.ORIGIN, Role.INPUT)}
    credited = {c.agency for c in found if c.role in (Role.ORIGIN, Role.INPUT)}
    own = {c.agency for c in found if c.form in (Form.BYLINE, Form.DATELINE) and c.role is Role.ORIGIN}
    people = persons(margins)
    kept = []
    for credit in found:
        if credit.form is Form.METADATA and credit.agency in visible:
            continue
        if credit.form is Form.TAGLINE and (credit.agency, credit.evidence) in pictures:
            continue
        if credit.rule == REPORTERS and credit.agency in own:
            credit = replace(credit, role=Role.ORIGIN, rule=f"{credit.rule}, under the agency's own text")
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
