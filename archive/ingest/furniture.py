"""Furniture as articles come in: which of an article's lines are none of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlite_utils import Database

from archive.store import likeness
from archive.syndication.furniture import CROWD, HOLDERS, LOOKED_AT, SPAN, Holder, has_little_else, is_repeated

_NEAR = 2 * CROWD
"""Holders of a line that are looked at: one more than ``CROWD`` on either side settles the matter."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The keys of an article's lines that are furniture, and the other articles for which a line came or went."""

    furniture: frozenset[int]
    touched: frozenset[str]


def judge(database: Database, article: str, day: int, keys: Iterable[int]) -> Judged:
    """Judge the lines of an article of a day (ordinal), which are entered already; ``keys`` may hold former ones.

    Articles that are touched are those that appeared about the same time and the line's first holders.
    """
    bench = _Bench(database)
    own: set[int] = set()
    touched: set[str] = set()
    for key in keys:
        near = likeness.holders_near(database, key, day, 2 * SPAN, _NEAR)
        first = likeness.holders(database, key, LOOKED_AT)
        if len(near) < HOLDERS and len(first) < HOLDERS and not bench.known(first, key):
            continue
        everywhere = has_little_else(key, tuple(bench.holder(name) for name in first))
        repeated = {on: everywhere or _repeated(near, on) for on in {on for _, on, _ in near} if abs(on - day) <= SPAN}
        status = {name: repeated[on] for name, on, _ in near if on in repeated}
        status |= {name: everywhere for name in first if name not in status}
        if status.get(article):
            own.add(key)
        touched |= {name for name, is_one in status.items() if name != article and is_one != bench.has(name, key)}
    return Judged(frozenset(own), frozenset(touched))


@dataclass(slots=True)
class _Bench:
    """What was looked up for one article's lines, once."""

    database: Database
    holders: dict[str, Holder] = field(default_factory=dict)
    furniture: dict[str, frozenset[int]] = field(default_factory=dict)

    def holder(self, article: str) -> Holder:
        if article not in self.holders:
            lines = {key: size for key, size in likeness.lines_of(self.database, article) if size}
            self.holders[article] = Holder(lines, next(reversed(lines), 0))
        return self.holders[article]

    def has(self, article: str, key: int) -> bool:
        if article not in self.furniture:
            self.furniture[article] = likeness.furniture_of(self.database, article)
        return key in self.furniture[article]

    def known(self, articles: Iterable[str], key: int) -> bool:
        return any(self.has(article, key) for article in articles)


def _repeated(near: list[tuple[str, int, str]], day: int) -> bool:
    return is_repeated([outlet for _, on, outlet in near if abs(on - day) <= SPAN])
