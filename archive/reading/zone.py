"""Where the article stands among the lines of its page: headline, text, and the elements that hold them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from archive.article import Place
from archive.reading.classes import sorts_of
from archive.reading.lines import Line, weights
from archive.reading.passages import Passage

_HELD = 0.75  # share of the text that its box holds: advertisements and teasers cut off the rest
_KEY = 20  # characters from which a line tells where the text stands
_LED = 4  # lines above the headline among which its picture may stand
_ABOVE, _BELOW = 25, 14  # lines kept above and below the text, those nearest to it
_NAME = 40  # characters of an id; longer ones are made of headlines
_LEVELS = 12  # elements looked at around one
_SIGNED = 4  # lines right below the text that may name its author
_HOLDERS = frozenset(("article", "main"))
_WHOLE = frozenset(("body", "html"))


class _Facts(NamedTuple):
    """Of an element: whether it holds an article, is apart whatever it is called, and of which sorts it is else."""

    holds_article: bool
    apart: bool
    sorts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Zone:
    """The article's place: ``top`` is the index of the last line of the headline, ``first`` and ``last`` those of the
    first and last line of the text (-1 where there is none); ``box`` is the innermost element that holds most of the
    text, ``holder`` the one that holds the whole article (None where none is known); ``order`` the lines' blocks.
    """

    top: int
    first: int
    last: int
    box: etree._Element | None
    holder: etree._Element | None
    order: dict[etree._Element, int]
    around: frozenset[etree._Element] = frozenset()  # the box and the elements around it
    known: dict[etree._Element, _Facts] = field(default_factory=dict)  # what was asked before

    def above(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the lines between the headline and the text, those nearest to the text."""
        if self.first < 0:
            return ()
        return lines[max(0, self.first - _ABOVE, self.top + 1 if self.top < self.first else 0) : self.first]

    def below(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the lines right below the text, where its author may sign."""
        return lines[self.last + 1 : self.last + 1 + _SIGNED] if self.last >= 0 else ()

    def index(self, element: etree._Element) -> int:
        """Return the index of the first line in, or else around, an element; -1 where there is none."""
        inner = next((self.order[part] for part in element.iter() if part in self.order), -1)
        if inner >= 0:
            return inner
        return next((self.order[outer] for outer in element.iterancestors() if outer in self.order), -1)

    def holds(self, element: etree._Element) -> bool:
        """Say whether an element stands in the one that holds the whole article."""
        return self.holder is not None and (element is self.holder or self.holder in element.iterancestors())

    def place(self, element: etree._Element) -> Place:
        """Return ABOVE, BELOW or, for menus, footers of the site and what is far from the text, CHROME."""
        at = self.index(element)
        if self.elsewhere(element) or (self.last >= 0 and at > self.last and not self.holds(element)):
            return Place.CHROME
        if self.last >= 0 and at > self.last + _BELOW:
            return Place.CHROME
        return Place.BELOW if 0 <= self.last < at else Place.ABOVE

    def pictures(self, element: etree._Element) -> bool:
        """Say whether a picture at an element is the article's: beside its text, or leading it, not elsewhere."""
        if self.last < 0:
            return not elsewhere(element)
        at = self.index(element)
        if self.top - _LED <= at <= self.first and self.holds(element) and self.top >= 0:
            return not any(parent.tag in ("nav", "aside") for parent in _until(element, self.around))
        if self.box is not None and self.box in element.iterancestors() and at <= self.last:
            return _shown(element) or not self.elsewhere(element, "others")
        if self.elsewhere(element):
            return False
        if at < 0:
            return self.holder is None or self.holds(element) or not _placed(element)
        if self.first <= at <= self.last:
            return True
        if at > self.last:
            return self.holds(element) and at <= self.last + _BELOW
        return self.holds(element) or self.top < 0 or at >= self.top - _LED

    def elsewhere(self, element: etree._Element, sort: str = "elsewhere") -> bool:
        """Say whether an element belongs to menus, other articles or the site's footer."""
        parent: etree._Element | None = element
        for _ in range(_LEVELS):
            if parent is None or parent in self.around or parent.tag in _WHOLE:
                return False
            if (facts := self.known.get(parent)) is None:
                facts = self.known[parent] = _facts(parent)
            if facts.holds_article:
                return False
            if facts.apart or sort in facts.sorts:
                return not self._signs(element)
            parent = parent.getparent()
        return False

    @staticmethod
    def _signs(element: etree._Element) -> bool:
        """A byline may stand in a ``<nav>`` (a list of its authors)."""
        return any(
            parent.tag == "nav" and "signed" in sorts_of(marks(parent))
            for parent in (element, *element.iterancestors())
        )


def zone_of(lines: Sequence[Line], passages: Sequence[Passage], heading: etree._Element | None) -> Zone:
    """Return where the article stands: ``passages`` are those of its text, ``heading`` holds its headline."""
    order = {line.block: index for index, line in reversed(list(enumerate(lines)))}
    inside = set() if heading is None else {heading, *heading.iterdescendants()}
    top = max((index for index, line in enumerate(lines) if line.block in inside), default=-1)
    found = sorted(
        {
            index
            for passage in passages
            if passage.first >= 0
            for index in range(passage.first, passage.last + 1)
            if len(lines[index].text) >= _KEY
        }
    )
    if not found:
        return Zone(top, -1, -1, None, None, order)
    weight = weights(lines[index] for index in found)
    enough = _HELD * sum(len(lines[index].text) for index in found)
    box = max((element for element in weight if weight[element] >= enough), key=_depth)
    text = [index for index in found if box in (lines[index].block, *lines[index].block.iterancestors())]
    below = [index for index in text if index > top]
    first, last = (below or text)[0], text[-1]
    around = frozenset((box, *box.iterancestors()))
    return Zone(top, first, last, box, _holder(lines[last].block), order, around)


def _shown(element: etree._Element) -> bool:
    """Say whether a caption's figure only shows a picture: a gallery may stand aside, but a teaser leads elsewhere."""
    figure = next((outer for outer in (element, *islice(element.iterancestors(), 4)) if outer.tag == "figure"), None)
    if figure is None or any(outer.tag in ("a", "nav") for outer in islice(figure.iterancestors(), _LEVELS)):
        return False
    captioned = next(figure.iter("figcaption"), None) is not None
    return captioned and next(figure.iter("a", "h2", "h3", "h4"), None) is None and not _teases(figure)


def _teases(figure: etree._Element) -> bool:
    return any("others" in sorts_of(marks(outer)) for outer in islice(figure.iterancestors(), _LEVELS))


def elsewhere(element: etree._Element) -> bool:
    """Say whether an element belongs to menus, to other articles or to the footer of the site."""
    return any(apart(parent) for parent in _until(element, ()))


def _until(element: etree._Element, around: Container[etree._Element]) -> Iterator[etree._Element]:
    """Yield an element and those around it, up to what holds an article."""
    for level, parent in enumerate((element, *element.iterancestors())):
        if level == _LEVELS or parent in around or parent.tag in _WHOLE or holds_article(parent):
            return
        yield parent


def apart(element: etree._Element, sort: str = "elsewhere") -> bool:
    """Say whether an element itself is a menu, a box of other articles, of shares, or the site's footer."""
    whatever, sorts = _apartness(element)
    return whatever or sort in sorts


def _facts(element: etree._Element) -> _Facts:
    return _Facts(holds_article(element), *_apartness(element))


def _apartness(element: etree._Element) -> tuple[bool, frozenset[str]]:
    """Return whether an element is apart whatever it is called, and of which sorts it is else."""
    sorts = _sorts(element.get("class"), element.get("id"), element.get("data-testid"))
    if element.tag == "footer" or "footer" in sorts:
        return _is_sites(element), frozenset()
    return element.tag in ("nav", "aside"), sorts


def _is_sites(footer: etree._Element) -> bool:
    """Say whether a footer is the site's: an article may have one of its own."""
    return not any(holds_article(outer) and outer.tag != "main" for outer in footer.iterancestors())


@lru_cache(maxsize=4096)  # a page has few names for its boxes
def _sorts(kind: str | None, name: str | None, test: str | None) -> frozenset[str]:
    return sorts_of(_marks(kind, name, test))


def marks(element: etree._Element) -> str:
    """Return what an element is called: its class, id and test id."""
    return _marks(element.get("class"), element.get("id"), element.get("data-testid"))


def _marks(kind: str | None, name: str | None, test: str | None) -> str:
    name = "" if name is None or len(name) > _NAME else name  # a headline made an address
    return f"{kind or ''} {name} {test or ''}"[:400]


def holds_article(element: etree._Element) -> bool:
    return (
        element.tag in _HOLDERS
        or element.get("role") in _HOLDERS
        or "article" in (element.get("itemtype") or "").lower()
        or "hentry" in (element.get("class") or "")
    )


def _placed(element: etree._Element) -> bool:
    """Say whether an element still stands in the page: those in buttons are taken out before the lines are read."""
    return any(outer.tag in _WHOLE for outer in element.iterancestors())


def _holder(block: etree._Element) -> etree._Element | None:
    """Return the element that holds the whole article around a block: the outermost article, else a few levels up."""
    ancestors = [element for element in block.iterancestors() if element.tag not in _WHOLE]
    for element in ancestors:
        if holds_article(element):
            return element
        if "articlebody" in (element.get("itemprop") or "").lower():
            return element.getparent() if (element.getparent() is not None) else element
    return ancestors[min(2, len(ancestors) - 1)] if ancestors else None


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())
