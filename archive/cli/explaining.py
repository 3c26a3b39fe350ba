"""What ``archive read --explain`` says, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.attribution import Explanation


def lines_for_people(told: Explanation) -> Iterator[str]:
    """Yield the explanation line by line."""
    yield "why:"
    yield f"  {told.verdict.value}: {told.reason}"
    for weight in told.weights:
        credit = weight.credit
        where = f"paragraph {credit.paragraph + 1}" if credit.paragraph is not None else credit.place.value
        counts = f"without it: {weight.without.value}" if weight.without is not told.verdict else "does not decide"
        yield f"  “{credit.evidence}” ({where}): {credit.agency}, {credit.role.value}, by {credit.rule}; {counts}"
    if told.passed_over:
        yield "named, but no credit:"
    for one in told.passed_over:
        where = f"paragraph {one.paragraph + 1}" if one.paragraph is not None else one.place.value
        yield f"  “{one.name}” ({where}): not {one.agency}: {one.why}"
    yield "what would change it:"
    for change in told.changes:
        yield f"  {change}"


def as_json(told: Explanation) -> dict[str, Any]:
    """Return the explanation as JSON values; the credits themselves stand beside it, in the same order."""
    return {
        "rules": [
            {
                "agency": weight.credit.agency,
                "evidence": weight.credit.evidence,
                "rule": weight.credit.rule,
                "verdict_without": weight.without.value,
            }
            for weight in told.weights
        ],
        "passed_over": [
            {
                "agency": one.agency,
                "name": one.name,
                "place": one.place.value,
                "paragraph": one.paragraph,
                "why": one.why,
            }
            for one in told.passed_over
        ],
        "changes": list(told.changes),
    }
