"""Which agency a story lends to a copy that credits none.

Lent is what follows from the story, apart from the page's own verdict: the copy carries much of a text whose origin a
sibling credits. Where siblings credit different agencies with it nothing is lent: a wrong credit is worse than a
missing one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from archive.article import UNNAMED
from archive.syndication.copy import Copy
from archive.syndication.matching import Match, measure

RUN = 20  # words in one run: two sentences, no chance
MINE = 0.3  # of the copy's words in the sibling, or
THEIRS = 0.5  # of the sibling's words in the copy: less may be the part that the sibling wrote itself
BEFORE = timedelta(days=1)  # a copy older by more than a day than every credited one is rather its source


@dataclass(frozen=True, slots=True)
class Loan:
    """An agency lent to an article: the sibling whose page credits it, and the part of the article found there."""

    agency: str
    sibling: str
    share: float


def loans(copies: Collection[Copy]) -> Mapping[str, Loan]:
    """Return what one story lends to its articles, by article."""
    lenders = {copy.id: copy for copy in copies if len(_named(copy)) == 1}
    agencies = {agency for copy in copies for agency in _named(copy)}
    if len(agencies) != 1:
        return {}
    (agency,) = agencies
    first = min(copy.when for copy in lenders.values())
    found = {}
    for copy in copies:
        if copy.credited or copy.agency_site or copy.when < first - BEFORE:
            continue
        matches = [(measure(copy, lender), lender) for lender in lenders.values()]
        enough = [(match, lender) for match, lender in matches if _enough(match, copy.id)]
        if enough:
            match, lender = min(enough, key=lambda one: (-one[0].share(copy.id), one[1].when, one[1].id))
            found[copy.id] = Loan(agency, lender.id, round(match.share(copy.id), 3))
    return found


def _named(copy: Copy) -> frozenset[str]:
    return copy.origins - {UNNAMED}


def _enough(match: Match, article: str) -> bool:
    shares = match.share(article) >= MINE or match.share(match.other(article)) >= THEIRS
    return shares and match.longest >= RUN
