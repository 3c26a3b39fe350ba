"""Grouping a set at once, in the order of time: what hangs together is told when nothing can join it any more."""

from __future__ import annotations

import numpy as np

from archive.syndication.components import Components
from archive.syndication.copy import Copy
from archive.syndication.in_hand import InHand
from archive.syndication.matching import Match


def match(a: int, b: int) -> Match:
    return Match(str(a), str(b), 1.0, 1.0, 1.0, 1.0, 30, False)


def test_articles_hang_together_over_others_and_are_told_at_the_last_of_them() -> None:
    matches = {0: [2], 1: [5], 2: [4], 3: [5]}
    growing, told = Components(), {}
    for place in range(7):
        for later in matches.get(place, []):
            growing.add(place, later, match(place, later))
        if component := growing.leave(place):
            told[place] = (sorted(component.places), sorted(found.a for found in component.matches))
    assert told == {4: ([0, 2, 4], ["0", "2"]), 5: ([1, 3, 5], ["1", "3"]), 6: ([6], [])}


def test_a_component_stays_one_when_its_first_articles_were_left_long_ago() -> None:
    growing = Components()
    for place in range(0, 40, 2):  # a chain: 0-2, 2-4, …
        growing.add(place, place + 2, match(place, place + 2))
        assert growing.leave(place) is None
    growing.add(40, 41, match(40, 41))
    assert growing.leave(40) is None
    component = growing.leave(41)
    assert component is not None
    assert sorted(component.places) == [*range(0, 41, 2), 41]
    assert len(component.matches) == 21


def test_articles_are_read_once_while_they_can_be_kept() -> None:
    read: list[int] = []

    def article(number: int) -> Copy:
        read.append(number)
        return Copy(str(number), text=f"article {number}")

    hand = InHand(article, np.arange(100)[::-1], most=50)
    assert [hand[number].id for number in (99, 98, 60)] == ["99", "98", "60"]
    assert len(read) == len(set(read))
    assert all(len(hand[number].words) == 2 for number in range(99, -1, -1))
    before = len(read)
    assert hand[99].id == "99"
    assert read[before:] == [99]  # it had been put away
