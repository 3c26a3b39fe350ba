"""From echoes to links: the other texts of the same days are rivals, and only who leaves them behind is claimed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import exp, fsum, log

from archive.syndication.translation.echoes import Echo

SURE = 0.75
"""Confidence below which nothing is claimed: at 0.6 a report that tells half of a dispatch again was taken for it."""
PROMISING = round(log(SURE / (1 - SURE)), 3)
"""Score below which no pair can be that sure, whatever its rivals."""
CERTAIN = 6.0
"""Score from which a text may be the original of two texts in one language: both outlets translated it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts of which one is taken to be a translation of the other, or both of a third; with its confidence.

    ``confidence`` (0 to 1) is the chance that it is this pair, against every rival and against none: a text has at
    most one original in a language, so the rivals' odds are set beside each other.
    """

    echo: Echo
    confidence: float


def links(echoes: Iterable[Echo], languages: Mapping[str, str]) -> list[Link]:
    """Return the links that can be claimed, the surest first. ``languages`` tells each text's language, by its id."""
    by_pair = {(echo.a, echo.b): echo for echo in echoes}
    rivals: dict[tuple[str, str], list[float]] = {}
    for echo in by_pair.values():
        rivals.setdefault((echo.a, languages[echo.b]), []).append(echo.score)
        rivals.setdefault((echo.b, languages[echo.a]), []).append(echo.score)
    claimed = (
        link(echo, rivals[echo.a, languages[echo.b]], rivals[echo.b, languages[echo.a]]) for echo in by_pair.values()
    )
    return sorted((one for one in claimed if one), key=surest_first)


def link(echo: Echo, of_a: Collection[float], of_b: Collection[float]) -> Link | None:
    """Return the link of a pair, None where it cannot be claimed.

    ``of_a`` are the scores of a's pairs with texts in b's language, ``of_b`` those of b's with texts in a's; this
    pair's own is among both.
    """
    if echo.score < PROMISING:
        return None
    chances = _chance(echo.score, of_a), _chance(echo.score, of_b)
    confidence = max(chances) if echo.score >= CERTAIN else min(chances)
    return Link(echo, round(confidence, 3)) if confidence >= SURE else None


def surest_first(link: Link) -> tuple[float, float, str, str]:
    """Return what puts links in order, the surest first."""
    return -link.confidence, -link.echo.score, link.echo.a, link.echo.b


def _chance(score: float, rivals: Collection[float]) -> float:
    """Return the chance of one of several hypotheses that exclude each other and of which none may hold."""
    highest = max(0.0, *rivals)
    return exp(score - highest) / (exp(-highest) + fsum(exp(rival - highest) for rival in rivals))


def families(found: Iterable[Link], languages: Mapping[str, str]) -> list[frozenset[str]]:
    """Return which texts belong together, in groups of two and more.

    The surest links join first. Two groups are joined only by links between a fair part of their texts, so that one
    wrong link among many right ones glues nothing; and two texts of one language, which the same-language engine
    holds for different stories, only where a third is linked to both.
    """
    ordered = list(found)
    linked: dict[str, set[str]] = {}
    for link in ordered:
        linked.setdefault(link.echo.a, set()).add(link.echo.b)
        linked.setdefault(link.echo.b, set()).add(link.echo.a)
    family: dict[str, frozenset[str]] = {text: frozenset({text}) for text in linked}
    for link in ordered:
        one, other = family[link.echo.a], family[link.echo.b]
        if one is not other and _agree(one, other, linked, languages):
            joined = one | other
            family.update(dict.fromkeys(joined, joined))
    return sorted({group for group in family.values() if len(group) > 1}, key=min)


FAIR = 0.2
"""Part of all pairs across two groups that must be linked."""


def _agree(
    one: frozenset[str], other: frozenset[str], linked: Mapping[str, Collection[str]], languages: Mapping[str, str]
) -> bool:
    across = [(a, b) for a in one for b in other if languages[a] != languages[b]]
    if sum(b in linked[a] for a, b in across) < FAIR * len(across):
        return False
    everyone = one | other
    return all(
        any(a in linked[third] and b in linked[third] for third in everyone)
        for a in one
        for b in other
        if languages[a] == languages[b]
    )
