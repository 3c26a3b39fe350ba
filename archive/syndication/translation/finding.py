"""Finding the translations among very many texts at once, in the order of their days."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from xxhash import xxh3_64_intdigest

from archive.syndication import Copy
from archive.syndication.translation.anchors import Rendering
from archive.syndication.translation.echoes import WINDOW, Echo, echo
from archive.syndication.translation.index import AnchorWindow
from archive.syndication.translation.learning import Bitext, learn
from archive.syndication.translation.linking import PROMISING, Link, surest_first
from archive.syndication.translation.settling import Kin, Settling
from archive.syndication.translation.signs import Signs
from archive.syndication.translation.texts import Texts


class Judge(Protocol):
    """Whoever weighs two texts. An embedding model may stand here in place of ``echo``, or add to what it says."""

    def __call__(self, a: Rendering, b: Rendering) -> Echo | None:
        """Return what speaks for two texts being translations, in log-odds; symmetric; None where nothing does."""


HOPELESS = -4.0  # log-odds; not even a rival
TEACHER = 0.9  # confidence of a link that words are learned from
TEACHERS = 200  # links for each pair of languages; more would teach little, and time must end
LESSON = 6000
"""Texts whose translations are looked for to learn from them; of a larger archive the others wait for the lexicon."""
PERIOD = 8  # days that are learned from together: each of them needs the four days around it read as well


def find(
    sources: Sequence[str],
    known: Mapping[str, Copy],
    judge: Judge = echo,
    progress: Callable[[int], None] = lambda _: None,
    lesson: int = LESSON,
) -> Iterator[Kin]:
    """Yield the links between the sources of stories, those that hang together at once, in the order of their days.

    ``known`` holds them by id. A source without a language or without any date is compared with none. The surest links
    among ``lesson`` texts at most teach a lexicon, and with it all are weighed. ``progress`` is called with the number
    done, after each.
    """
    texts = Texts(known, sources)
    asking = _chosen(texts.days, lesson)
    taught = list(_kin(texts, asking, judge))
    learned = learn(bitexts((link for kin in taught for link in kin.links), texts))
    if not learned.keys and len(asking) == len(texts.days):
        progress(len(asking))
        yield from taught
        return
    taught.clear()
    texts = texts.weighed_with(learned)
    yield from _kin(texts, texts.languages, judge, progress)


def _chosen(days: Collection[tuple[str, date]], most: int) -> frozenset[str]:
    """Return so many of the texts (id and day) to learn from: whole periods of days, wherever they lie in time.

    Which they are does not depend on the order of the texts, and hardly on those that come later.
    """
    if len(days) <= most:
        return frozenset(text for text, _ in days)

    def place(entry: tuple[str, date]) -> tuple[int, date, int]:
        text, day = entry
        period = xxh3_64_intdigest(str(day.toordinal() // PERIOD).encode())
        return period, day, xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))

    return frozenset(text for text, _ in sorted(days, key=place)[:most])


def bitexts(found: Iterable[Link], texts: Texts) -> Iterator[Bitext]:
    """Yield the surest translations, one pair of languages after the other."""
    chosen: dict[tuple[str, str], list[Echo]] = {}
    for link in sorted(found, key=surest_first):
        one, other = sorted((texts.languages[link.echo.a], texts.languages[link.echo.b]))
        if link.confidence >= TEACHER and len(some := chosen.setdefault((one, other), [])) < TEACHERS:
            some.append(link.echo)
    for some in chosen.values():
        for said in some:
            ties = tuple((sign.start_a, sign.start_b) for sign in said.signs)
            languages = texts.languages[said.a], texts.languages[said.b]
            yield Bitext(languages[0], texts.text(said.a), languages[1], texts.text(said.b), ties)


def _kin(
    texts: Texts, asking: Collection[str], judge: Judge, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Kin]:
    """Yield the links of some of the texts, as soon as they are certain."""
    settling, today = Settling(texts.languages), date.min
    for day, later, said in _echoes(texts, asking, judge, progress):
        if day != today:
            yield from settling.settle(day - WINDOW)
            today = day
        settling.add(said, later)
    yield from settling.settle(date.max)


def _echoes(
    texts: Texts, asking: Collection[str], judge: Judge, progress: Callable[[int], None]
) -> Iterator[tuple[date, date, Echo]]:
    """Yield the echoes of all candidates of some texts, each pair once: the day they are found at, which ascends, the
    day of the later text, and the echo. Only the days around are in the index at any time.
    """
    index, held, sought = AnchorWindow(), dict[str, date](), dict[str, Sequence[str]]()
    days = texts.days if len(asking) == len(texts.days) else _around(texts.days, asking)
    coming = deque(days)
    for text, day in days:
        if text not in asking:
            continue
        while coming and coming[0][1] <= day + WINDOW:
            near, near_day = coming.popleft()
            index.add(texts[near])
            held[near] = near_day
        gone = index.forget(day - WINDOW)
        texts.forget(gone)
        for past in gone:
            del held[past]
            sought.pop(past, None)
        sought[text] = index.candidates(text)
        for other in sought[text]:
            if text in sought.get(other, ()):
                continue  # weighed when the other one asked
            if (said := judge(texts[text], texts[other])) and said.score > HOPELESS:
                # What can only be a rival needs no evidence.
                signs = Signs(said.signs if said.score >= PROMISING else ())
                yield day, max(day, held[other]), replace(said, signs=signs)
        progress(1)


def _around(days: Sequence[tuple[str, date]], asking: Collection[str]) -> list[tuple[str, date]]:
    """Return the texts of the days about those of some of them."""
    asked = {day for text, day in days if text in asking}
    steps = [timedelta(days=step) for step in range(-WINDOW.days, WINDOW.days + 1)]
    near = {day + step for day in asked for step in steps}
    return [(text, day) for text, day in days if day in near]
