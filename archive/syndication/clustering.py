"""From matches to stories: every copy belongs to a leader that it matches itself.

A union of matching pairs glues two dispatches by the round-up that carries both. Here a leader, the text that most
others agree with, gathers only articles that match it, and each article goes to the leader it has most from. The
source is then the member that holds the dispatch at its earliest and fullest, which need not be the leader: where
most outlets print one cut version, that version leads and the whole dispatch is the source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import fsum

import numpy as np

from archive.syndication.copy import Copy
from archive.syndication.matching import Match
from archive.syndication.overlap import overlap
from archive.syndication.words import Flags

LATE = 0.25  # weight of a copy older than the text it is said to be taken from: clocks err, but not often
TWIN = 0.8  # shared on both sides: whoever copied from a twin of the leader copied from the leader
ANOTHER = 60  # words of a round-up that are a second dispatch's alone: two paragraphs
Near = Mapping[str, Mapping[str, Match]]


@dataclass(frozen=True, slots=True)
class Members:
    """The articles of one story: its source, those that belong to it, and round-ups that mainly belong to another."""

    source: str
    main: tuple[str, ...]
    further: tuple[str, ...]


def near_by(known: Collection[str], matches: Iterable[Match]) -> dict[str, dict[str, Match]]:
    """Return the matches of each of these articles by the other one; those with further articles are passed over."""
    near: dict[str, dict[str, Match]] = {article: {} for article in known}
    for match in matches:
        if match.a in near and match.b in near:
            near[match.a][match.b] = near[match.b][match.a] = match
    return near


def members(known: Mapping[str, Copy], near: Near) -> list[Members]:
    """Return the stories of these articles as sets of ids. Each article is in exactly one mainly."""
    leader_of = _leader_of(known, near)
    led: dict[str, list[str]] = {}
    for article in sorted(known):
        led.setdefault(leader_of[article], []).append(article)
    further: dict[str, list[str]] = {}
    for article in sorted(known):
        for leader in _further(article, leader_of, known, near):
            further.setdefault(leader, []).append(article)
    return [
        Members(_source(ids, known, near), tuple(ids), tuple(further.get(leader, ()))) for leader, ids in led.items()
    ]


def _leader_of(known: Mapping[str, Copy], near: Near) -> dict[str, str]:
    leaders = set(_leaders(known, near))
    leader_of = {leader: leader for leader in leaders}
    for article in known.keys() - leaders:
        mine = near[article]
        leader_of[article] = min(
            mine.keys() & leaders, key=lambda leader: (-mine[leader].share(article), *age(known[leader]))
        )
    alone = leaders - {leader_of[article] for article in known.keys() - leaders}
    return leader_of | {article: _twin_s_leader(article, leader_of, known, near) for article in alone if near[article]}


def _twin_s_leader(article: str, leader_of: Mapping[str, str], known: Mapping[str, Copy], near: Near) -> str:
    """Return the leader whose near twin the article matches best, or itself where there is none."""
    twins = []
    for other, match in near[article].items():
        between = near[other].get(leader_of[other])
        if between and min(between.share_a, between.share_b) >= TWIN:
            twins.append((-match.share(article), *age(known[other])))
    return leader_of[min(twins)[-1]] if twins else article


def _leaders(known: Mapping[str, Copy], near: Near) -> list[str]:
    """Return the leaders, greedily: whoever has most followers among those not yet led, an agency's page first.

    A follower counts by how much the two texts are the same, on both sides: a round-up, of which each dispatch is
    only a part, must not lead them all.
    """
    leaders = [article for article in known if not near[article]]
    left = known.keys() - set(leaders)
    pull = {article: _pull(article, left, known, near, both_sides=True) for article in left}
    queue = [(*_rank(known[article], pull[article]), article) for article in left]
    heapify(queue)
    while queue:
        *rank, leader = heappop(queue)
        if leader not in left or rank != [*_rank(known[leader], pull[leader])]:
            continue  # led already, or queued again with the pull that is left to it
        leaders.append(leader)
        led = {leader} | (near[leader].keys() & left)
        left -= led
        for article in {other for follower in led for other in near[follower]} & left:
            pull[article] = _pull(article, left, known, near, both_sides=True)
            heappush(queue, (*_rank(known[article], pull[article]), article))
    return leaders


def _rank(copy: Copy, pull: float) -> tuple[bool, float, float, str]:
    return not copy.agency_site, -pull, *age(copy)


def _pull(article: str, others: Collection[str], known: Mapping[str, Copy], near: Near, both_sides: bool) -> float:
    return fsum(  # exact, so that the order of the matches does not matter
        match.share(other)
        * (match.share(article) if both_sides else 1.0)
        * (1.0 if known[article].when <= known[other].when else LATE)
        for other, match in near[article].items()
        if other in others
    )


def _source(ids: Collection[str], known: Mapping[str, Copy], near: Near) -> str:
    """Return the member in which the others find most of their words: the dispatch at its earliest and fullest."""
    return min(
        ids,
        key=lambda article: (
            not known[article].agency_site,
            -_pull(article, ids, known, near, both_sides=False),
            *age(known[article]),
        ),
    )


def _further(article: str, leader_of: Mapping[str, str], known: Mapping[str, Copy], near: Near) -> list[str]:
    """Return the leaders of other stories of which a round-up carries a part that is in none of its stories before.

    Two stories are of different dispatches where their leaders do not match.
    """
    mine = leader_of[article]
    others = {leader_of[other] for other in near[article]} - {mine}
    found: list[str] = []
    if not others or article == mine:
        return found
    words = known[article].words
    taken: Flags | None = None
    for leader in sorted(others, key=lambda leader: (leader not in near[article], *age(known[leader]))):
        if all(leader not in near[before] for before in (mine, *found)):
            if taken is None:
                taken = overlap(words, known[mine].words).equal_a
            equal = overlap(words, known[leader].words).equal_a
            if int(np.count_nonzero(equal & ~taken)) >= ANOTHER:
                found.append(leader)
                taken = taken | equal
    return found


def age(copy: Copy) -> tuple[float, str]:
    """Return what puts copies in order: when they appeared, then their ids."""
    return copy.when.timestamp(), copy.id
