"""Furniture as articles come in: which of an article's lines are none of its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlite_utils import Database

from archive.store import likeness
from archive.syndication.furniture import CROWD, HOLDERS, LOOKED_AT, SPAN, Holder, has_little_else, is_repeated

_NEAR = 2 * CROWD
"""Holders of a line that are looked at where it may have changed for all of them."""
_ENOUGH = CROWD + 2
"""Holders of a line that are counted: one more than makes a crowd, without the article that came."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The keys of an article's lines that are furniture, and the other articles for which a line came or went."""

    furniture: frozenset[int]
    touched: frozenset[str]


def judge(database: Database, entry: likeness.Entry, before: likeness.Entered | None) -> Judged:
    """Judge the lines of an article, which are entered already; ``before``: what was entered of it until now.

    Articles that are touched are those that appeared about the same time and the line's first holders. One more holder
    of a line changes nothing for the others, unless it is among the first, or makes the line repeated on some days: so
    the ten thousandth copy of an error page costs no more than the hundredth.
    """
    bench = _Bench(database)
    here = {key for key, size in entry.lines if size}
    held = {key for key, size in before.lines if size} if before else set()
    moved = before is not None and before.day != entry.day.toordinal()
    own: set[int] = set()
    touched: set[str] = set()
    for key in sorted(here | held):
        line = _Line(database, key, entry.day.toordinal(), entry.outlet)
        first = likeness.holders(database, key, LOOKED_AT)
        if line.holders < HOLDERS and len(first) < HOLDERS and not any(bench.has(name, key) for name, _ in first):
            continue
        everywhere = has_little_else(key, tuple(bench.holder(name) for name, _ in first))
        if key in here and (everywhere or line.repeated(line.day)):
            own.add(key)
        known = {name: everywhere or line.repeated(day) for name, day in first if everywhere or line.is_near(day)}
        settled = key in here and not moved and all(name != entry.article for name, _ in first)
        if settled and all(bench.has(name, key) == is_one for name, is_one in known.items()):
            status = {} if everywhere or key in held else line.turned()
        else:
            near = likeness.holders_near(database, key, line.day, SPAN, _NEAR)
            status = {name: everywhere for name, _ in first}
            status |= {name: everywhere or line.repeated(day) for name, day in near}
        touched |= {name for name, is_one in status.items() if name != entry.article and is_one != bench.has(name, key)}
    return Judged(frozenset(own), frozenset(touched))


class _Line:
    """A line on the days around an article's: how many articles of each outlet print it."""

    def __init__(self, database: Database, key: int, day: int, outlet: str) -> None:
        """``outlet`` is that of the article."""
        self._database, self._key, self.day, self._outlet = database, key, day, outlet
        today = self._counted(day)
        self._printed = {day: today}
        self._settled = is_repeated(today - Counter([outlet]))  # so it is about every day near, without the article too
        if not self._settled:
            days = range(day - 2 * SPAN, day + 2 * SPAN + 1)
            self._printed = self._by_day(days[0], days[-1])
            if self.holders >= _ENOUGH:
                self._printed = {on: self._counted(on) for on in days}

    @property
    def holders(self) -> int:
        """How many articles print it; at least ``_ENOUGH`` where more do."""
        return sum(counts.total() for counts in self._printed.values())

    def is_near(self, day: int) -> bool:
        """Say whether it is known of a day whether the line is repeated about it."""
        return abs(day - self.day) <= SPAN

    def repeated(self, on: int) -> bool:
        """Say whether it is printed too often to be news about a day near."""
        return self._settled or is_repeated(self._about(on))

    def turned(self) -> dict[str, bool]:
        """Return the articles for which the line is repeated since the article came, each with True."""
        if self._settled:
            return {}
        one = Counter([self._outlet])
        turned = [on for on in self._printed if self.is_near(on)]
        turned = [on for on in turned if self.repeated(on) and not is_repeated(self._about(on) - one)]
        return {
            name: True for on in turned for name, _ in likeness.holders_near(self._database, self._key, on, 0, _NEAR)
        }

    def _about(self, on: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        for day, some in self._printed.items():
            if abs(day - on) <= SPAN:
                counts.update(some)
        return counts

    def _counted(self, day: int) -> Counter[str]:
        return self._by_day(day, day).get(day, Counter())

    def _by_day(self, since: int, until: int) -> dict[int, Counter[str]]:
        found: dict[int, Counter[str]] = {}
        for on, outlet, number in likeness.printed(self._database, self._key, since, until, _ENOUGH):
            found.setdefault(on, Counter())[outlet] = number
        return found


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
