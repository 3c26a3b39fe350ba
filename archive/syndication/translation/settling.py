"""Claiming links day by day: when every rival of a pair is known, and handing on those that hang together.

A text is compared with those of the days around it only, so what it is linked to is certain some days later. Only these
days' echoes are in memory, however many years an archive holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.syndication.translation.echoes import WINDOW, Echo
from archive.syndication.translation.linking import Link, link, surest_first


@dataclass(frozen=True, slots=True)
class Kin:
    """Links that hang together, the surest first, and the language of each text that they link."""

    links: Sequence[Link]
    languages: Mapping[str, str]


class Settling:
    """The echoes of texts that come in the order of their days, and the links that are certain.

    What it hands on is what ``links`` makes of all echoes at once, in parts that no link connects.
    """

    def __init__(self, languages: Mapping[str, str]) -> None:
        """``languages`` tells each text's language, by its id."""
        self._languages = languages
        self._waiting: dict[date, list[Echo]] = {}
        self._rivals: dict[str, _Rivals] = {}
        self._clans: dict[str, _Clan] = {}

    def add(self, echo: Echo, day: date) -> None:
        """Take an echo, each pair once; ``day`` is that of the later text."""
        self._waiting.setdefault(day, []).append(echo)
        for text, other in ((echo.a, echo.b), (echo.b, echo.a)):
            rivals = self._rivals.setdefault(text, _Rivals({}, day))
            rivals.scores.setdefault(self._languages[other], []).append(echo.score)
            rivals.until = max(rivals.until, day)

    def settle(self, before: date) -> Iterator[Kin]:
        """Yield the links that are whole, knowing that no echo of a text of an earlier day than this is to come."""
        for day in sorted(day for day in self._waiting if day < before):
            for echo in self._waiting.pop(day):
                a, b = self._rivals[echo.a].scores, self._rivals[echo.b].scores
                if claimed := link(echo, a[self._languages[echo.b]], b[self._languages[echo.a]]):
                    self._enter(claimed, day)
        # The day of a text is no later than that of any pair it is in.
        self._rivals = {text: rivals for text, rivals in self._rivals.items() if rivals.until >= before}
        whole = {id(clan): clan for clan in self._clans.values() if clan.until < before - WINDOW}
        for clan in whole.values():
            for text in clan.texts:
                del self._clans[text]
            languages = {text: self._languages[text] for text in sorted(clan.texts)}
            yield Kin(sorted(clan.links, key=surest_first), languages)

    def _enter(self, claimed: Link, day: date) -> None:
        ends = claimed.echo.a, claimed.echo.b
        one, other = (self._clans.get(end) or _Clan({end}, [], day) for end in ends)
        if one is not other:
            one, other = (one, other) if len(one.texts) >= len(other.texts) else (other, one)
            one.texts |= other.texts
            one.links += other.links
        one.links.append(claimed)
        one.until = max(one.until, other.until, day)
        self._clans.update(dict.fromkeys(other.texts | set(ends), one))


@dataclass(slots=True)
class _Rivals:
    """The scores of a text's pairs by the language of the other, and the day of the latest text among them."""

    scores: dict[str, list[float]]
    until: date


@dataclass(slots=True)
class _Clan:
    """Texts that links connect, and the latest day of them."""

    texts: set[str]
    links: list[Link]
    until: date
