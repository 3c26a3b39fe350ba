"""Why an article has the verdict it has, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.article import Article, Attribution, Credit, Place, Role, Verdict
from archive.attribution.attribute import context_of, text_lines
from archive.attribution.beside import margin_credits
from archive.attribution.case import Context
from archive.attribution.catalogue import Catalogue
from archive.attribution.lines import rulings
from archive.attribution.margins import beside, margins_of
from archive.attribution.verdict import verdict


@dataclass(frozen=True, slots=True)
class Weight:
    """A credit and the verdict that the article would have without it."""

    credit: Credit
    without: Verdict


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A name that stands on the page and is no credit. ``paragraph`` is None outside the text."""

    agency: str
    name: str
    place: Place
    paragraph: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict with its reason, the weight of each credit, the names passed over, what would change the verdict."""

    verdict: Verdict
    reason: str
    weights: tuple[Weight, ...]
    passed_over: tuple[PassedOver, ...]
    changes: tuple[str, ...]


def explain(article: Article, attribution: Attribution, catalogue: Catalogue) -> Explanation:
    """Explain what ``attribute`` said of an article."""
    kept = attribution.credits
    weights = tuple(
        Weight(credit, verdict(article, [other for other in kept if other is not credit], catalogue)[0])
        for credit in kept
    )
    passed = () if article.no_article else tuple(_passed_over(article, attribution, catalogue))
    changes = tuple(_changes(article, attribution, catalogue))
    return Explanation(attribution.verdict, attribution.reason, weights, passed, changes)


def _changes(article: Article, attribution: Attribution, catalogue: Catalogue) -> Iterator[str]:
    if article.no_article:
        yield "A page with a text of its own would be judged by its credits."
        return
    if owner := catalogue.owner(article.url):
        yield f"At an address outside the sites of {catalogue.by_id[owner].name} it would be judged by its credits."
        return
    for role, makes in ((Role.ORIGIN, Verdict.WIRE), (Role.INPUT, Verdict.MIXED)):
        deciding = [credit for credit in attribution.credits if credit.role is role]
        if deciding and attribution.verdict is makes:
            rest = [credit for credit in attribution.credits if credit.role is not role]
            evidence = " and ".join(f"“{credit.evidence}”" for credit in deciding)
            yield f"Without {evidence} it would be {verdict(article, rest, catalogue)[0].value}."
    if attribution.verdict is not Verdict.WIRE:
        yield "A dateline, byline, sign-off or copyright line of an agency would make it wire."
    if attribution.verdict is Verdict.OWN:
        yield "An agency credited together with the outlet, or for material, would make it mixed."


def _passed_over(article: Article, attribution: Attribution, catalogue: Catalogue) -> Iterator[PassedOver]:
    context = context_of(article, catalogue)
    for line, names in text_lines(article, catalogue):
        cues = catalogue.phrases.find(line.text, context.language, context.host)
        for group, ruling in rulings(line, names, cues, context):
            if ruling is None or ruling.form is None:
                for name in group.names:
                    why = ruling.rule if ruling else _nothing_says(name.agency, article, context)
                    yield PassedOver(name.agency, line.text[name.start : name.end], line.place, line.paragraph, why)
    yield from _passed_beside(article, attribution, context)


def _nothing_says(agency: str, article: Article, context: Context) -> str:
    if agency in context.doubtful:
        whole = "\n".join((article.headline, article.text))
        word = next(word for word in context.catalogue.by_id[agency].beware if word in whole)
        return f"the text speaks of “{word}”, so the short name may be something else"
    return "nothing around it says that it is the agency"


def _passed_beside(article: Article, attribution: Attribution, context: Context) -> Iterator[PassedOver]:
    margins, catalogue = margins_of(article), context.catalogue
    for margin, names in zip(
        margins, catalogue.names_in([margin.text for margin in margins], article.language), strict=True
    ):
        for name in names if margin.place is Place.CHROME else ():
            text = margin.text[name.start : name.end]
            yield PassedOver(name.agency, text, margin.place, None, "in the page's frame: nobody's credit")
    credited = {(credit.agency, credit.place) for credit in attribution.credits}
    for one in beside(margins, catalogue, article.language):
        given = {credit.agency for credit in margin_credits(one, context, catalogue.owner(article.url))}
        for name in one.names:
            if (name.agency, one.margin.place) not in credited:
                why = "the rest of the page speaks against it" if name.agency in given else f"a mere {one.margin.label}"
                text = one.margin.text[name.start : name.end]
                yield PassedOver(name.agency, text, one.margin.place, None, why)
