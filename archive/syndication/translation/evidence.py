"""The links of joined stories with their evidence, as a page shows it: what both texts have, and where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from archive.syndication import Copy, Story
from archive.syndication.translation.joining import Joined
from archive.syndication.translation.linking import Link
from archive.syndication.translation.names import heard

ALIKE = 2 / 3
"""Part of the longer sound that two words must begin with alike to be shown as one name: "Runde" and "Lindenthal" share
three consonants of six. Such signs weigh next to nothing, but a reader would take them for a claim.
"""

KINDS = {"n": "number", "c": "place", "w": "word", "l": "spelling", "s": "sound"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An anchor that two texts have: its kind, its string in each, and its character offsets there."""

    kind: str
    article_text: str
    of_text: str
    article_start: int
    article_end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Translation:
    """A link within a story: ``of`` is the story's source, or the text that is fewer links away from it."""

    article: str
    of: str
    story: str
    confidence: float
    anchors: tuple[Shown, ...]


def translations(joined: Joined, known: Mapping[str, Copy]) -> Iterator[Translation]:
    """Yield the links of joined stories, the surest of each story first. ``known`` holds the texts by id."""
    story_of = {pickup.article: story for story in joined.stories for pickup in story.pickups if pickup.main}
    inside: dict[str, list[Link]] = {}
    for link in joined.links:
        inside.setdefault(story_of[link.echo.a].id, []).append(link)
    for links in inside.values():
        story = story_of[links[0].echo.a]
        away = _away(story, links)
        for link in links:
            ends = link.echo.a, link.echo.b
            of, article = sorted(ends, key=lambda text: (away[text], known[text].when, text))
            yield Translation(article, of, story.id, link.confidence, _shown(link, known[article], known[of]))


def _away(story: Story, links: list[Link]) -> dict[str, int]:
    """Return how many links each text is away from the source."""
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.echo.a, []).append(link.echo.b)
        near.setdefault(link.echo.b, []).append(link.echo.a)
    away, waiting = {story.source: 0}, deque([story.source])
    while waiting:
        text = waiting.popleft()
        for other in near[text]:
            if other not in away:
                away[other] = away[text] + 1
                waiting.append(other)
    return away


def _shown(link: Link, article: Copy, of: Copy) -> tuple[Shown, ...]:
    """Return the signs of a link that bear it out by themselves; all of them where none does."""
    found: list[Shown] = []
    for sign in link.echo.signs:
        here, there = (sign.start_a, sign.end_a), (sign.start_b, sign.end_b)
        if article.id == link.echo.b:
            here, there = there, here
        kind = "date" if sign.key.startswith(("cday", "cmonth")) else KINDS[sign.key[0]]
        found.append(Shown(kind, article.text[slice(*here)], of.text[slice(*there)], *here, *there))
    return tuple(shown for shown in found if shown.kind != "sound" or _alike(shown)) or tuple(found)


def _alike(shown: Shown) -> bool:
    here, there = heard(shown.article_text), heard(shown.of_text)
    enough = ceil(ALIKE * max(len(here), len(there)))
    return here[:enough] == there[:enough]
