"""A story told: what each of its articles is in it, how much it carries, and how late it came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from archive.article import Kind, Pickup
from archive.ids import short_hash
from archive.syndication.clustering import Members, Near, age, members, near_by
from archive.syndication.copy import Copy
from archive.syndication.kinds import kind_of
from archive.syndication.matching import Match, measure


@dataclass(frozen=True, slots=True)
class Story:
    """One dispatch and all its copies in one language; the pickups in the order of time."""

    id: str
    source: str
    pickups: tuple[Pickup, ...]


def stories(copies: Collection[Copy], matches: Iterable[Match]) -> list[Story]:
    """Return the stories of these articles, by id. The order of input does not matter.

    Each article is mainly in one; a round-up is in those of its other dispatches as well. ``matches`` with articles
    that are not among ``copies`` are passed over. Articles that no chain of matches connects do not influence each
    other, so connected components may be given one at a time.
    """
    known = {copy.id: copy for copy in copies}
    near = near_by(known, matches)
    return sorted((_told(story, known, near) for story in members(known, near)), key=lambda story: story.id)


def alone(article: str, said: bool = True) -> Story:
    """Return the story of an article that matches no other; ``said``: whether its page says when it appeared."""
    key = short_hash("story", article)
    return Story(key, article, (Pickup(article, key, Kind.SOURCE, 1.0, 1.0, 0, 0, True, said),))


def _told(story: Members, known: Mapping[str, Copy], near: Near) -> Story:
    source = known[story.source]
    key = short_hash("story", source.id)
    ordered = sorted((known[article] for article in (*story.main, *story.further)), key=age)
    with_source = {
        copy.id: near[copy.id].get(source.id) or measure(copy, source) for copy in ordered if copy is not source
    }
    seen = min((copy.first_seen for copy in ordered if copy.first_seen), default=None)
    pickups = []
    for copy in ordered:
        kind, share, carried = Kind.SOURCE, 1.0, 1.0
        longest = max((match.longest for match in with_source.values()), default=0)
        if match := with_source.get(copy.id):
            kind, share, carried = kind_of(copy.id, match), match.share(copy.id), match.share(source.id)
            longest = match.longest
        pickups.append(
            Pickup(
                copy.id,
                key,
                kind,
                round(share, 3),
                round(carried, 3),
                longest,
                delay=int((copy.when - ordered[0].when).total_seconds()),
                first=copy is ordered[0],
                said=copy.said,
                seen_delay=int((copy.first_seen - seen).total_seconds()) if copy.first_seen and seen else None,
                main=copy.id in story.main,
            )
        )
    return Story(key, source.id, tuple(pickups))
