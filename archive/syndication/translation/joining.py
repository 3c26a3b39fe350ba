"""Joining the stories of several languages: a dispatch and its translations become one story."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from archive.article import Kind, Pickup
from archive.ids import short_hash
from archive.syndication import Copy, Story
from archive.syndication.clustering import LATE
from archive.syndication.translation.anchors import Rendering
from archive.syndication.translation.echoes import WINDOW, Echo, echo
from archive.syndication.translation.index import MemoryAnchorIndex, candidates
from archive.syndication.translation.learning import Bitext, learn
from archive.syndication.translation.linking import PROMISING, Link, families, links
from archive.syndication.translation.signs import Signs
from archive.syndication.translation.texts import Texts


class Judge(Protocol):
    """Whoever weighs two texts. An embedding model may stand here in place of ``echo``, or add to what it says."""

    def __call__(self, a: Rendering, b: Rendering) -> Echo | None:
        """Return what speaks for two texts being translations, in log-odds; symmetric; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Stories, some of them now in several languages, by id; and the links that joined them, between their sources."""

    stories: tuple[Story, ...]
    links: tuple[Link, ...]


def join(
    told: Collection[Story],
    known: Mapping[str, Copy],
    judge: Judge = echo,
    progress: Callable[[int], None] = lambda _: None,
) -> Joined:
    """Join the stories that are translations of each other; ``known`` holds the source of each story, by its id."""
    found, languages = find([story.source for story in told], known, judge, progress)
    joined, kept = join_linked(told, known, found, languages)
    return Joined(tuple(joined), tuple(kept))


def find(
    sources: Sequence[str],
    known: Mapping[str, Copy],
    judge: Judge = echo,
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[list[Link], Mapping[str, str]]:
    """Return the links between the sources of stories, the surest first, and the languages of those that were compared.

    ``known`` holds them by id. A source without a language or without any date is compared with none. The surest links
    teach a lexicon, and with it all is weighed once more. ``progress`` is called with the number done, after each.
    """
    texts = Texts(known, sources)
    found = links(_echoes(texts, judge, progress), texts.languages)
    if (learned := learn(bitexts(found, texts))).keys:
        found.clear()  # thousands for each language: not twice in memory
        texts = texts.weighed_with(learned)
        found = links(_echoes(texts, judge), texts.languages)
    return found, texts.languages


HOPELESS = -4.0  # log-odds; not even a rival
TEACHER = 0.9  # confidence of a link that words are learned from
TEACHERS = 200  # links for each pair of languages; more would teach little, and time must end


def bitexts(found: Iterable[Link], texts: Texts) -> Iterator[Bitext]:
    """Yield the surest translations, one pair of languages after the other. ``found`` has the surest first."""
    chosen: dict[tuple[str, str], list[Echo]] = {}
    for link in found:
        one, other = sorted((texts.languages[link.echo.a], texts.languages[link.echo.b]))
        if link.confidence >= TEACHER and len(some := chosen.setdefault((one, other), [])) < TEACHERS:
            some.append(link.echo)
    for some in chosen.values():
        for said in some:
            a, b = texts[said.a], texts[said.b]
            ties = tuple((sign.start_a, sign.start_b) for sign in said.signs)
            yield Bitext(a.language, a.text, b.language, b.text, ties)


def _echoes(texts: Texts, judge: Judge, progress: Callable[[int], None] = lambda _: None) -> Iterator[Echo]:
    """Yield the echoes of all candidates, each pair once. Only the days around are in the index at any time."""
    index, judged = MemoryAnchorIndex(), dict[date, set[tuple[str, str]]]()
    coming = deque(texts.days)
    for text, day in texts.days:
        while coming and coming[0][1] <= day + WINDOW:
            index.add(texts[coming.popleft()[0]])
        index.forget(day - WINDOW)
        judged = {on: pairs for on, pairs in judged.items() if on >= day - WINDOW}
        today = judged.setdefault(day, set())
        for other in candidates(index.fingerprint(text), texts.languages[text], day, index):
            pair = (min(text, other), max(text, other))
            if not any(pair in pairs for pairs in judged.values()):
                today.add(pair)
                if (said := judge(texts[text], texts[other])) and said.score > HOPELESS:
                    # What can only be a rival needs no evidence.
                    yield replace(said, signs=Signs(said.signs if said.score >= PROMISING else ()))
        progress(1)


def join_linked(
    told: Iterable[Story], known: Mapping[str, Copy], found: Sequence[Link], languages: Mapping[str, str]
) -> tuple[list[Story], list[Link]]:
    """Return the stories, by id, joined by these links between their sources; and the links within joined stories."""
    stories = {story.source: story for story in told}
    kept: list[Link] = []
    for family in families(found, languages):
        inside = [link for link in found if {link.echo.a, link.echo.b} <= family]
        kept.extend(inside)
        members = [stories.pop(source) for source in sorted(family)]
        one = _one_story(members, known, inside)
        stories[one.source] = one
    return sorted(stories.values(), key=lambda story: story.id), kept


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
