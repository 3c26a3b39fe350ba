"""Grouping a whole set of articles at once, be it ten or a million: a kilobyte of each is kept in memory, no text."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

from archive.syndication.copy import UNDATED, Copy
from archive.syndication.furniture import keyed_lines
from archive.syndication.index import worth_comparing
from archive.syndication.joining import Fingerprints, Pairs, Window
from archive.syndication.linetable import LineTable
from archive.syndication.matching import WINDOW, Likeness, likeness, match_of
from archive.syndication.matchtable import MatchTable
from archive.syndication.story import Story, alone, stories
from archive.syndication.words import Places

IN_HAND = 12288
"""Articles whose words are kept, some 400 MB: those of one story stand within days of each other."""
COMPARED = 1 << 16
"""Comparisons that are remembered, for the copies that are the same word by word."""
ROUNDS = 3
"""Times that each article is gone through: its lines are looked at, then its words, then its story is told."""
_DAY = 86400
Read = Callable[[int], Copy]
Progress = Callable[[int], None]


def group(copies: Sequence[Copy], progress: Progress = lambda _: None) -> Iterator[Story]:
    """Yield the stories of these articles. Two articles with one id: ValueError.

    ``copies`` may read an article when it is asked for: they are gone through once, then some are asked for again.
    Lines that the articles show to be furniture are left out before anything is compared. An article without any date
    takes that of the article it has most in common with. ``progress`` is called with the number of articles done, each
    of them ``ROUNDS`` times.
    """
    ids: list[str] = []
    times, lines = array("q"), LineTable()
    in_hand: list[Copy] = []
    for copy in copies:
        ids.append(copy.id)
        times.append(_seconds(copy.when))
        lines.add(keyed_lines(copy.text, copy.outlet), copy.outlet)
        if len(ids) <= IN_HAND:
            in_hand.append(copy)
        progress(1)
    if len(ids) > IN_HAND:
        in_hand.clear()
    _refuse_twins(ids)
    when = np.array(times, np.int64)
    fixed = lines.furniture(ids, when // _DAY)
    touched = fixed.touched
    del lines
    undated = when == _seconds(UNDATED)

    def bared(number: int) -> Copy:
        copy = in_hand[number] if in_hand else copies[number]
        if touched[number]:
            copy = copy.without_lines(fixed.of(number))
        return copy if copy.dated else replace(copy, first_seen=UNDATED + timedelta(seconds=int(when[number])))

    bare = lru_cache(maxsize=IN_HAND)(bared)
    sizes, digests, fingerprints = array("H"), array("Q"), Fingerprints()
    for number in range(len(ids)):
        copy = bare(number) if in_hand else bared(number)  # more than can be kept: the next round starts with the first
        sizes.append(len(copy.fingerprint))
        digests.append(copy.words.digest)
        fingerprints.add(number, copy.fingerprint)
        progress(1)
    order = _order(when, ids)
    if undated.any():
        everywhere = Window(_places(order), np.zeros_like(order), np.full_like(order, len(order)))
        _date(when, undated, order, fingerprints.pairs(everywhere, undated))
        bare.cache_clear()
        order = _order(when, ids)
    pairs = fingerprints.pairs(_window(when, order))
    del fingerprints
    earlier, later = _worth(pairs, order, np.array(sizes, np.int64))
    del pairs
    yield from _stories(_matches(ids, earlier, later, digests, bare), ids, undated, bare, progress)


def _worth(pairs: Pairs, order: Places, sizes: Places) -> tuple[array[int], array[int]]:
    """Return the numbers of the articles of those pairs that are worth comparing."""
    earlier, later = order[pairs.earlier], order[pairs.later]
    worth = worth_comparing(pairs.shared, sizes[earlier], sizes[later])
    return array("q", earlier[worth].tobytes()), array("q", later[worth].tobytes())


def _matches(
    ids: Sequence[str], earlier: Iterable[int], later: Iterable[int], digests: Sequence[int], bare: Read
) -> MatchTable:
    """Return the matches among pairs; texts that are the same, word by word, are compared once with each other text."""
    found = MatchTable(ids)

    @lru_cache(maxsize=COMPARED)
    def alike(texts: tuple[int, int]) -> Likeness | None:
        return likeness(bare(example[texts[0]]).words, bare(example[texts[1]]).words)

    for one, other in zip(earlier, later, strict=True):
        if digests[one] > digests[other]:
            one, other = other, one
        example = {digests[one]: one, digests[other]: other}
        if like := alike((digests[one], digests[other])):
            match = match_of(ids[one], ids[other], like)
            found.add(*((one, other) if match.a == ids[one] else (other, one)), match)
    return found


def _stories(
    matches: MatchTable, ids: Sequence[str], undated: Sequence[bool], bare: Read, progress: Progress
) -> Iterator[Story]:
    for numbers, found in matches.components():
        if len(numbers) == 1:
            yield alone(ids[numbers[0]], said=not undated[numbers[0]])
        else:
            yield from stories([bare(number) for number in numbers], found)
        progress(len(numbers))


def _date(when: Places, undated: Sequence[bool], order: Places, pairs: Pairs) -> None:
    """Give each undated article the time of the dated one with which it shares most hashes, the earliest of several."""
    best: dict[int, tuple[int, int]] = {}
    for one, other, shared in zip(
        order[pairs.earlier].tolist(), order[pairs.later].tolist(), pairs.shared.tolist(), strict=True
    ):
        for article, model in ((one, other), (other, one)):
            if undated[article] and not undated[model]:
                best[article] = min(best.get(article, (0, 0)), (-shared, int(when[model])))
    for article, (_, time) in best.items():
        when[article] = time


def _order(when: Places, ids: Sequence[str]) -> Places:
    """Return the numbers of the articles in the order of time; those of one second by id."""
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    return by_id[np.argsort(when[by_id], kind="stable")]


def _places(order: Places) -> Places:
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places


def _window(when: Places, order: Places) -> Window:
    days, ordered = int(WINDOW.total_seconds()), when[order]
    return Window(
        _places(order),
        np.searchsorted(ordered, ordered - days, side="left"),
        np.searchsorted(ordered, ordered + days, side="right"),
    )


def _refuse_twins(ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for article in ids:
        if article in seen:
            raise ValueError(f"two articles have the id {article!r}")
        seen.add(article)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
