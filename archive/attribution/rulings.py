"""Decide what a group of names in a line is: the rules, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterable

from archive.attribution.case import Case, Rule, Ruling
from archive.attribution.citations import citation
from archive.attribution.datelines import dateline
from archive.attribution.homonyms import other_meaning
from archive.attribution.pictures import picture
from archive.attribution.signoffs import credit_phrase, signoff

ORDER: Iterable[Rule] = (other_meaning, dateline, picture, credit_phrase, signoff, citation)


def judge(case: Case) -> Ruling | None:
    """Ask the rules in turn; the first that knows decides."""
    for rule in ORDER:
        if ruling := rule(case):
            return ruling
    return None
