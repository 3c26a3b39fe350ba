"""Grouping a whole set of articles at once, be it ten or a million: a kilobyte of each is kept in memory, no text."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

from archive.syndication.components import Components
from archive.syndication.copy import UNDATED, Copy
from archive.syndication.fingerprint import fingerprint_words
from archive.syndication.furniture import keyed_lines
from archive.syndication.in_hand import InHand
from archive.syndication.index import worth_comparing
from archive.syndication.joining import Fingerprints, Pairs, Window
from archive.syndication.linetable import LineTable
from archive.syndication.matching import WINDOW, Likeness, Match, likeness, match_of
from archive.syndication.story import Story, alone, stories
from archive.syndication.words import Places

KEPT = 12288
"""Articles whose words are kept, some 400 MB: those of one story stand within days of each other."""
COMPARED = 1 << 16
"""Comparisons that are remembered, for the copies that are the same word by word."""
ROUNDS = 3
"""Times that each article is gone through: its lines are looked at, then its words, then its story is told."""
_DAY = 86400
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
    few: list[Copy] = []
    for copy in copies:
        ids.append(copy.id)
        times.append(_seconds(copy.when))
        lines.add(keyed_lines(copy.text, copy.outlet), copy.outlet)
        if len(ids) <= KEPT:
            few.append(copy)
        progress(1)
    if len(ids) > KEPT:
        few.clear()
    _refuse_twins(ids)
    when = np.array(times, np.int64)
    fixed = lines.furniture(ids, when // _DAY)
    touched = fixed.touched
    del lines
    undated = when == _seconds(UNDATED)

    def bared(number: int) -> Copy:
        copy = few[number] if few else copies[number]
        if touched[number]:
            copy = copy.without_lines(fixed.of(number))
        return copy if copy.dated else replace(copy, first_seen=UNDATED + timedelta(seconds=int(when[number])))

    hand = InHand(bared, np.arange(len(ids)), len(few))  # more cannot be kept: the next round starts with the first
    sizes, digests, fingerprints = array("H"), array("Q"), Fingerprints()
    for number in range(len(ids)):
        words = hand[number].words
        hashes = fingerprint_words(words)
        sizes.append(len(hashes))
        digests.append(words.digest)
        fingerprints.add(number, hashes)
        progress(1)
    order = _order(when, ids)
    if undated.any():
        everywhere = Window(_places(order), np.zeros_like(order), np.full_like(order, len(order)))
        _date(when, undated, order, fingerprints.pairs(everywhere, undated))
        order = _order(when, ids)
    pairs = fingerprints.pairs(_window(when, order))
    del fingerprints
    pairs = _worth(pairs, order, np.array(sizes, np.int64))
    if not few or undated.any():
        hand = InHand(bared, _asked_for(pairs, order), KEPT)
    for places, found in _hanging_together(ids, order, pairs, digests, hand):
        if len(places) == 1:
            number = int(order[places[0]])
            yield alone(ids[number], said=not undated[number])
        else:
            yield from stories([hand[int(order[place])] for place in places], found)
        progress(len(places))


def _worth(pairs: Pairs, order: Places, sizes: Places) -> Pairs:
    """Return those pairs that are worth comparing."""
    worth = worth_comparing(pairs.shared, sizes[order[pairs.earlier]], sizes[order[pairs.later]])
    return Pairs(pairs.earlier[worth], pairs.later[worth], pairs.shared[worth])


def _asked_for(pairs: Pairs, order: Places) -> Places:
    """Return the numbers of the articles of these pairs, in the order in which they are compared first."""
    places = np.stack([pairs.earlier, pairs.later], axis=1).ravel()
    return order[places[np.sort(np.unique(places, return_index=True)[1])]]


def _hanging_together(
    ids: Sequence[str], order: Places, pairs: Pairs, digests: Sequence[int], hand: InHand
) -> Iterator[tuple[list[int], list[Match]]]:
    """Yield the places in the order of time of articles that hang together, with their matches; single ones too.

    Texts that are the same, word by word, are compared once with each other text.
    """
    growing = Components()

    @lru_cache(maxsize=COMPARED)
    def alike(texts: tuple[int, int]) -> Likeness | None:
        return likeness(hand[example[texts[0]]].words, hand[example[texts[1]]].words)

    first = np.searchsorted(pairs.earlier, np.arange(len(order) + 1))
    for place in range(len(order)):
        one = int(order[place])
        for later in pairs.later[first[place] : first[place + 1]].tolist():
            other = int(order[later])
            a, b = (one, other) if digests[one] <= digests[other] else (other, one)
            example = {digests[a]: a, digests[b]: b}
            if like := alike((digests[a], digests[b])):
                growing.add(place, later, match_of(ids[a], ids[b], like))
        if done := growing.leave(place):
            yield sorted(done.places), done.matches


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
