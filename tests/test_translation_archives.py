"""Many texts in many languages, over a long time: what is kept in memory and what is learned from stays bounded."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from archive.syndication import Copy
from archive.syndication.translation import Echo, Link, Rendering, find, links
from archive.syndication.translation.settling import Settling
from tests.test_translation import DAY, TONGUES, copy_of, heard

MONTHS = 12
TEXTS = 2 * MONTHS


class Shelf(Mapping[str, Copy]):
    """A dispatch and its translation for each month, read each time they are asked for; ``read`` counts how often."""

    def __init__(self) -> None:
        self.read = Counter[str]()
        self._names = [f"{name} {month}" for month in range(MONTHS) for name in ("flood", "flood-de")]

    def __getitem__(self, name: str) -> Copy:
        self.read[name] += 1
        text, month = name.split()
        return replace(copy_of(text, published=DAY + timedelta(days=30 * int(month))), id=name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@pytest.mark.parametrize("lesson", [2, TEXTS])
def test_the_months_are_told_one_by_one(lesson: int) -> None:
    shelf = Shelf()
    told = [set(kin.languages) for kin in find(list(shelf), shelf, lesson=lesson)]
    assert told == [{f"flood {month}", f"flood-de {month}"} for month in range(MONTHS)]


def test_a_month_is_told_before_later_ones_are_read() -> None:
    shelf = Shelf()
    next(find(list(shelf), shelf, lesson=2))
    only_dated = [name for name, times in shelf.read.items() if times == 1]
    assert len(only_dated) >= TEXTS - 6  # all but the first two months, and the one that was learned from


def test_words_are_learned_from_so_many_texts_only() -> None:
    asked: list[frozenset[str]] = []

    def judge(a: Rendering, b: Rendering) -> Echo | None:
        asked.append(frozenset((a.id, b.id)))
        return None

    shelf = Shelf()
    list(find(list(shelf), shelf, judge, lesson=TEXTS))
    assert len(asked) == len(set(asked)) == MONTHS  # nothing is learned, so nothing is weighed again
    whole = set(asked)
    asked.clear()
    list(find(list(shelf), shelf, judge, lesson=2))
    assert len(asked) == MONTHS + 1
    learned = asked[0]
    assert set(asked[1:]) == whole
    asked.clear()
    list(find(list(shelf)[::-1], shelf, judge, lesson=2))
    assert asked[0] == learned  # whatever the order of the texts


def test_links_settled_day_by_day_are_those_of_all_echoes_at_once() -> None:
    pick = random.Random(7)
    days = {f"{name} {day}": date(2026, 5, day) for name in TONGUES for day in range(1, 29)}
    languages = {name: name[:2] for name in days}
    echoes: dict[tuple[str, str], Echo] = {}
    for _ in range(2500):
        one, other = sorted(pick.sample(sorted(days), 2))
        if languages[one] != languages[other] and abs(days[one] - days[other]) <= timedelta(days=4):
            echoes[one, other] = heard(one, other, round(pick.uniform(-4, 8), 3))
    settling = Settling(languages)
    found: list[Link] = []
    parts: list[set[str]] = []
    early = 0
    for day in (date(2026, 5, 1) + timedelta(days=n) for n in range(60)):
        for kin in settling.settle(day - timedelta(days=4)):
            found.extend(kin.links)
            parts.append(set(kin.languages))
            early += day < date(2026, 5, 28)
        for (one, other), said in echoes.items():
            if max(days[one], days[other]) == day:
                settling.add(said, day)
    assert sorted(found, key=lambda link: link.echo.a + link.echo.b) == sorted(
        links(echoes.values(), languages), key=lambda link: link.echo.a + link.echo.b
    )
    assert early > 0  # not all only at the end
    assert sum(map(len, parts)) == len(set().union(*parts))
