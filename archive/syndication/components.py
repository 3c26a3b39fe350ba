"""Which articles hang together by matches, told while the pairs come in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.syndication.matching import Match


@dataclass(slots=True, eq=False)
class Component:
    """Articles that hang together, by their places in the order of time, the ``last`` of these, and their matches."""

    places: list[int]
    last: int
    matches: list[Match] = field(default_factory=list)


class Components:
    """Components that can still grow. Only these are kept: some days' articles, of however many there are."""

    def __init__(self) -> None:
        self._of: dict[int, Component] = {}

    def add(self, earlier: int, later: int, match: Match) -> None:
        """Enter the match of two places; ``earlier`` is not below that of any match before."""
        one = self._of.setdefault(earlier, Component([earlier], earlier))
        other = self._of.setdefault(later, Component([later], later))
        if one is not other:
            if len(one.places) < len(other.places):
                one, other = other, one
            one.places += other.places
            one.matches += other.matches
            one.last = max(one.last, other.last)
            for place in other.places:
                if place in self._of:  # those before `earlier` are gone
                    self._of[place] = one
        one.matches.append(match)

    def leave(self, place: int) -> Component | None:
        """Return what hangs together with this place if all of it has been left now, else None.

        The places are left one after the other from the first on, each when all its matches as the earlier one were
        entered. So a component is returned once, at the last of its places, when nothing can be added to it any more.
        """
        component = self._of.pop(place, None) or Component([place], place)
        return component if place == component.last else None
