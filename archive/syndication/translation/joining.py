"""Joining the stories of several languages: a dispatch and its translations become one story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.article import Kind, Pickup
from archive.ids import short_hash
from archive.syndication import Copy, Story
from archive.syndication.clustering import LATE
from archive.syndication.translation.echoes import Echo, echo
from archive.syndication.translation.finding import Judge, find
from archive.syndication.translation.linking import Link, families


@dataclass(frozen=True, slots=True)
class Joined:
    """Stories, some of them now in several languages, by id; and the links that joined them, between their sources."""

    stories: tuple[Story, ...]
    links: tuple[Link, ...]


def join(told: Collection[Story], known: Mapping[str, Copy], judge: Judge = echo) -> Joined:
    """Join the stories that are translations of each other; ``known`` holds the source of each story, by its id."""
    stories = {story.source: story for story in told}
    kept: list[Link] = []
    for kin in find(list(stories), known, judge):
        apart = [stories.pop(text) for text in kin.languages]
        joined, inside = join_linked(apart, known, kin.links, kin.languages)
        stories |= {story.source: story for story in joined}
        kept.extend(inside)
    return Joined(tuple(sorted(stories.values(), key=lambda story: story.id)), tuple(kept))


def join_linked(
    told: Iterable[Story], known: Mapping[str, Copy], found: Sequence[Link], languages: Mapping[str, str]
) -> tuple[list[Story], list[Link]]:
    """Return the stories, by id, joined by these links between their sources; and the links within joined stories."""
    stories = {story.source: story for story in told}
    joined = families(found, languages)
    family_of = {text: number for number, family in enumerate(joined) for text in family}
    inside: list[list[Link]] = [[] for _ in joined]
    for link in found:
        number = family_of.get(link.echo.a)
        if number is not None and number == family_of.get(link.echo.b):
            inside[number].append(link)
    for family, links in zip(joined, inside, strict=True):
        members = [stories.pop(source) for source in sorted(family)]
        one = _one_story(members, known, links)
        stories[one.source] = one
    return sorted(stories.values(), key=lambda story: story.id), [link for links in inside for link in links]


def _one_story(members: Sequence[Story], known: Mapping[str, Copy], inside: Collection[Link]) -> Story:
    """Return one story of several: the pickups of the source's language as they were, all others as translated."""
    source = _source([story.source for story in members], known, inside)
    shares = _shares(source, inside)
    key = short_hash("story", source)
    dated = [(_moment(pickup, story, known), pickup, story.source) for story in members for pickup in story.pickups]
    dated.sort(key=lambda entry: (entry[0], entry[1].article, not entry[1].main, entry[2] != source))
    seen = {story.source: _first_sight(story, known) for story in members}
    earliest = min((moment for moment in seen.values() if moment is not None), default=None)
    pickups: list[Pickup] = []
    for moment, pickup, own in dated:
        if pickups and pickups[-1].article == pickup.article:
            continue  # a round-up that stands in two of the stories: told where it mainly is
        now = replace(pickup, story=key, delay=round(moment - dated[0][0]), first=not pickups)
        if pickup.seen_delay is not None and (first := seen[own]) is not None and earliest is not None:
            now = replace(now, seen_delay=round(first - earliest) + pickup.seen_delay)
        if own != source:
            share, carried = shares[own]
            now = replace(
                now,
                kind=Kind.TRANSLATED,
                share=round(pickup.share * share, 3),
                carried=round(pickup.carried * carried, 3),
            )
        pickups.append(now)
    return Story(key, source, tuple(pickups))


def _moment(pickup: Pickup, story: Story, known: Mapping[str, Copy]) -> float:
    """Return when a pickup appeared, as a timestamp, from the delays within its story."""
    [own] = [each for each in story.pickups if each.article == story.source]
    return known[story.source].when.timestamp() + pickup.delay - own.delay


def _first_sight(story: Story, known: Mapping[str, Copy]) -> float | None:
    """Return when the first article of a story was seen, as a timestamp."""
    [own] = [each for each in story.pickups if each.article == story.source]
    first_seen = known[story.source].first_seen
    return None if first_seen is None or own.seen_delay is None else first_seen.timestamp() - own.seen_delay


def _source(sources: Sequence[str], known: Mapping[str, Copy], inside: Collection[Link]) -> str:
    """Return which of the stories' sources is the dispatch: the agency's own page, else the earliest and fullest."""
    pull = dict.fromkeys(sources, 0.0)
    for link in inside:
        one, other, said = known[link.echo.a], known[link.echo.b], link.echo
        pull[one.id] += said.share_b * (1.0 if one.when <= other.when else LATE)
        pull[other.id] += said.share_a * (1.0 if other.when <= one.when else LATE)
    return min(sources, key=lambda text: (not known[text].agency_site, -pull[text], known[text].when, text))


def _shares(source: str, inside: Collection[Link]) -> dict[str, tuple[float, float]]:
    """Return for each text which part of it stands in the source, and which part of the source in it.

    Where a text is linked to the source by others only, the parts are multiplied along the fewest links.
    """
    near: dict[str, list[Echo]] = {}
    for link in inside:  # the surest first
        near.setdefault(link.echo.a, []).append(link.echo)
        near.setdefault(link.echo.b, []).append(link.echo)
    shares = {source: (1.0, 1.0)}
    waiting = [source]
    while waiting:
        text = waiting.pop(0)
        for said in near.get(text, []):
            other, of_other, of_text = (
                (said.b, said.share_b, said.share_a) if said.a == text else (said.a, said.share_a, said.share_b)
            )
            if other not in shares:
                share, carried = shares[text]
                shares[other] = (share * of_other, carried * of_text)
                waiting.append(other)
    return shares
