"""From matches to stories: every copy belongs to a leader that it matches itself.

A union of matching pairs glues two dispatches by the round-up that carries both. Here a leader, the text that most
others agree with, gathers only articles that match it, and each article goes to the leader it has most from. The
source is then the member that holds the dispatch at its earliest and fullest, which need not be the leader: where
most outlets print one cut version, that version leads and the whole dispatch is the source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum

from archive.address import short_hash
from archive.article import Kind, Pickup
from archive.syndication.copy import Copy
from archive.syndication.kinds import kind_of
from archive.syndication.matching import Match
from archive.syndication.overlap import overlap

LATE = 0.25  # weight of a copy older than the text it is said to be taken from: clocks err, but not often
TWIN = 0.8  # shared on both sides: whoever copied from a twin of the leader copied from the leader
Near = Mapping[str, Mapping[str, Match]]


@dataclass(frozen=True, slots=True)
class Story:
    """One dispatch and all its copies in one language; the pickups in the order of time."""

    id: str
    source: str
    pickups: tuple[Pickup, ...]


def stories(copies: Collection[Copy], matches: Collection[Match]) -> list[Story]:
    """Return the stories of these articles, by id. Each article is in exactly one; the order of input does not matter.

    ``matches`` with articles that are not among ``copies`` are passed over. Articles that no chain of matches
    connects do not influence each other, so connected components may be given one at a time.
    """
    known = {copy.id: copy for copy in copies}
    near: dict[str, dict[str, Match]] = {article: {} for article in known}
    for match in matches:
        if match.a in known and match.b in known:
            near[match.a][match.b] = near[match.b][match.a] = match
    told = [_story(ids, known, near) for ids in _members(known, near)]
    return sorted(told, key=lambda story: story.id)


def _members(known: Mapping[str, Copy], near: Near) -> list[list[str]]:
    """Return the members of each story."""
    leader_of = {leader: leader for leader in _leaders(known, near)}
    leaders = set(leader_of)
    for article in known.keys() - leaders:
        mine = near[article]
        leader_of[article] = min(
            mine.keys() & leaders, key=lambda leader: (-mine[leader].share(article), *_age(known[leader]))
        )
    alone = leaders - {leader_of[article] for article in known.keys() - leaders}
    joined = {article: _twin_s_leader(article, leader_of, known, near) for article in alone}
    members: dict[str, list[str]] = {}
    for article in sorted(known):
        members.setdefault(joined.get(article, leader_of[article]), []).append(article)
    return list(members.values())


def _twin_s_leader(article: str, leader_of: Mapping[str, str], known: Mapping[str, Copy], near: Near) -> str:
    """Return the leader whose near twin the article matches best, or itself where there is none."""
    twins = []
    for other, match in near[article].items():
        between = near[other].get(leader_of[other])
        if between and min(between.share_a, between.share_b) >= TWIN:
            twins.append((-match.share(article), *_age(known[other])))
    return leader_of[min(twins)[-1]] if twins else article


def _leaders(known: Mapping[str, Copy], near: Near) -> list[str]:
    """Return the leaders, greedily: whoever has most followers among those not yet led, an agency's page first.

    A follower counts by how much the two texts are the same, on both sides: a round-up, of which each dispatch is
    only a part, must not lead them all.
    """
    leaders = [article for article in known if not near[article]]
    left = known.keys() - set(leaders)
    pull = {article: _pull(article, left, known, near, both_sides=True) for article in left}
    while left:
        leader = min(left, key=lambda article: (not known[article].agency_site, -pull[article], *_age(known[article])))
        leaders.append(leader)
        led = {leader} | (near[leader].keys() & left)
        left = left - led
        for article in {other for follower in led for other in near[follower]} & left:
            pull[article] = _pull(article, left, known, near, both_sides=True)
    return leaders


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
            *_age(known[article]),
        ),
    )


def _story(ids: list[str], known: Mapping[str, Copy], near: Near) -> Story:
    source = known[_source(ids, known, near)]
    key = short_hash("story", source.id)
    ordered = sorted((known[article] for article in ids), key=_age)
    pickups = []
    for copy in ordered:
        share = carried = 1.0
        kind = Kind.SOURCE
        if copy.id != source.id:
            common = overlap(copy.words, source.words)
            share, carried, kind = common.share_a, common.share_b, kind_of(common)
        delay = int((copy.when - ordered[0].when).total_seconds())
        pickups.append(Pickup(copy.id, key, kind, round(share, 3), round(carried, 3), delay, copy is ordered[0]))
    return Story(key, source.id, tuple(pickups))


def _age(copy: Copy) -> tuple[float, str]:
    return copy.when.timestamp(), copy.id
