"""The verdict: where the text comes from, by the page's own word. Five rules, asked in this order."""

from __future__ import annotations

from collections.abc import Iterable

from archive.article import UNNAMED, Article, Credit, Role, Verdict
from archive.attribution.catalogue import Catalogue


def verdict(article: Article, credits: Iterable[Credit], catalogue: Catalogue) -> tuple[Verdict, str]:
    """Return the verdict on an article with these credits, and the reason in one sentence."""
    if article.no_article:
        return Verdict.OTHER, f"The page is no article: {article.no_article}."
    if owner := catalogue.owner(article.url):
        return Verdict.AGENCY, f"The page is on the site of {catalogue.by_id[owner].name}."
    kept = list(credits)
    inputs = [credit for credit in kept if credit.role is Role.INPUT]
    origins = [credit for credit in kept if credit.role is Role.ORIGIN]
    if origins:
        return Verdict.WIRE, f"The text is credited to {_names(origins, catalogue)} ({_evidence(origins)})."
    if inputs:
        return Verdict.MIXED, f"The text uses material of {_names(inputs, catalogue)} ({_evidence(inputs)})."
    sources = [credit for credit in kept if credit.role is Role.SOURCE]
    if sources:
        return Verdict.OWN, f"No agency is credited for the text; {_names(sources, catalogue)} is only cited."
    if any(credit.role is Role.MEDIA for credit in kept):
        return Verdict.OWN, "No agency is credited for the text, only for pictures."
    return Verdict.OWN, "No agency is credited for the text."


def _names(credits: list[Credit], catalogue: Catalogue) -> str:
    ids = dict.fromkeys(credit.agency for credit in credits)
    names = ["agencies without a name" if one == UNNAMED else catalogue.by_id[one].name for one in ids]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _evidence(credits: list[Credit]) -> str:
    first = credits[0]
    return f'{first.form.value}: "{first.evidence}"'
