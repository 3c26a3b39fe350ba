"""Which agency a page means that credits "agencies" for its text and names one agency as its source."""

from __future__ import annotations

from collections.abc import Iterable

from archive.article import UNNAMED, Credit, Inference, Role

TEXT = (Role.ORIGIN, Role.INPUT)


def inferred(credits: Iterable[Credit]) -> tuple[Inference, ...]:
    """Return the agency that a credit without a name stands for, where exactly one agency can be meant.

    That is so where no agency is credited by name for the text and exactly one is named as a source in it.
    """
    kept = tuple(credits)
    unnamed = next((credit for credit in kept if credit.agency == UNNAMED and credit.role in TEXT), None)
    named = [credit for credit in kept if credit.agency != UNNAMED and credit.role is Role.SOURCE]
    credited = any(credit.agency != UNNAMED and credit.role in TEXT for credit in kept)
    if unnamed is None or credited or len({credit.agency for credit in named}) != 1:
        return ()
    return (Inference(named[0].agency, unnamed, named[0]),)
