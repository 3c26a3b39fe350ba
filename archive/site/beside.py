"""Two texts side by side: the passages they share, numbered and marked on both sides; or the anchors of a translation.

Pure: texts in, pieces of paragraphs out. What is shared is what grouping counts (``archive.syndication``): words that
are equal without case, accents and punctuation, in runs of some length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from archive.syndication.alignment import Run
from archive.syndication.overlap import Overlap, overlap
from archive.syndication.words import Words, read_words

MOVED = 6
"""Words that are moved from one passage to the next: sentences seldom begin with more in common."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph.

    ``passage`` is the number of the shared passage it belongs to, 0 for none; ``edited`` marks words inside a passage
    that the other side has not; ``opens`` is set on the first stretch of a passage on this side.
    """

    text: str
    passage: int = 0
    edited: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A shared passage: its number, equal words, and its text on both sides."""

    number: int
    words: int
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: its paragraphs in stretches, how many words it has and how many of them are shared."""

    paragraphs: list[list[Stretch]]
    words: int
    shared: int

    @property
    def alone(self) -> list[str]:
        """The stretches that stand in no shared passage, as texts, without mere punctuation."""
        texts = (stretch.text.strip() for paragraph in self.paragraphs for stretch in paragraph if not stretch.passage)
        return [text for text in texts if any(char.isalnum() for char in text)]


@dataclass(frozen=True, slots=True)
class Beside:
    """A copy (``here``) beside another text (``there``) and what they share, in the order of the copy."""

    here: Side
    there: Side
    passages: list[Passage]
    unspaced: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a translation left as it was: its number, kind, and how each text writes it."""

    number: int
    kind: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class _Extent:
    passage: int
    start: int
    end: int
    edited: bool = False


def side_by_side(here: str, there: str, language: str = "") -> Beside:
    """Return two texts of a language with the passages they share."""
    a, b = read_words(here, language), read_words(there, language)
    common = overlap(a, b)
    passages: list[Passage] = []
    on_a: list[_Extent] = []
    on_b: list[_Extent] = []
    for number, runs in enumerate(_by_lines(common), 1):
        one = _extents(number, a, [(run.a, run.length) for run in runs])
        other = _extents(number, b, [(run.b, run.length) for run in runs])
        texts = (here[one[0].start : one[-1].end], there[other[0].start : other[-1].end])
        passages.append(Passage(number, sum(run.length for run in runs), *texts))
        on_a += one
        on_b += other
    shared = [int(flags.sum()) for flags in (common.equal_a, common.equal_b)]
    return Beside(
        Side(_paragraphs(here, on_a), len(a), shared[0]),
        Side(_paragraphs(there, on_b), len(b), shared[1]),
        passages,
        a.unspaced or b.unspaced,
    )


def anchored(
    here: str, there: str, anchors: Iterable[tuple[str, int, int, int, int]]
) -> tuple[list[list[Stretch]], list[list[Stretch]], list[Anchor]]:
    """Return two texts with the anchors of a translation marked, and the anchors.

    An anchor comes as its kind, and start and end in both texts; one that lies outside its text is passed over.
    """
    found: list[Anchor] = []
    on_here: list[_Extent] = []
    on_there: list[_Extent] = []
    for kind, start, end, other_start, other_end in sorted(anchors, key=lambda one: one[1]):
        if not (0 <= start < end <= len(here) and 0 <= other_start < other_end <= len(there)):
            continue
        number = len(found) + 1
        found.append(Anchor(number, kind, here[start:end], there[other_start:other_end]))
        on_here.append(_Extent(number, start, end))
        on_there.append(_Extent(number, other_start, other_end))
    return _paragraphs(here, on_here), _paragraphs(there, on_there), found


def _by_lines(common: Overlap) -> list[list[Run]]:
    """Return the runs of each passage. Words that two neighbours could both have go to the one whose line they open.

    The first of two passages takes all it can: of a sentence left out before "The price rose" it keeps "The", where
    both sentences begin so.
    """
    passages = [list(passage.runs) for passage in common.passages]
    starts = set(common.a.line_starts.tolist())
    for before, after in pairwise(passages):
        last, first = before[-1], after[0]
        if last.a + last.length != first.a:
            continue
        most = min(first.b, last.length - 1, MOVED)
        same = 0
        while same < most and common.a.values[first.a - same - 1] == common.b.values[first.b - same - 1]:
            same += 1
        moved = next((words for words in range(1, same + 1) if first.a - words in starts), 0)
        if moved:
            before[-1] = Run(last.a, last.b, last.length - moved)
            after[0] = Run(first.a - moved, first.b - moved, first.length + moved)
    return passages


def _extents(number: int, words: Words, runs: Sequence[tuple[int, int]]) -> list[_Extent]:
    """Return where a passage stands: what is equal in it, and the other words between; mere spaces belong to it."""
    extents: list[_Extent] = []
    for first, length in runs:
        start, end = int(words.starts[first]), int(words.ends[first + length - 1])
        if extents and any(char.isalnum() for char in words.text[extents[-1].end : start]):
            extents.append(_Extent(number, extents[-1].end, start, edited=True))
        elif extents:
            start = extents.pop().start
        extents.append(_Extent(number, start, end))
    head = extents[0]
    extents[0] = _Extent(number, _opened(words.text, head.start), head.end)
    tail = extents[-1]
    extents[-1] = _Extent(number, tail.start, _closed(words.text, tail.end))
    return extents


def _opened(text: str, start: int) -> int:
    """Take the quotation marks and brackets that open before a word to it."""
    while start and (text[start - 1] in "\"'" or category(text[start - 1]) in ("Ps", "Pi")):
        start -= 1
    return start


def _closed(text: str, end: int) -> int:
    """Take the marks behind a word to it, but none that opens what follows."""
    while end < len(text) and category(text[end]) in ("Po", "Pe", "Pf", "Pd"):
        end += 1
    return end


def _paragraphs(text: str, extents: Sequence[_Extent]) -> list[list[Stretch]]:
    """Cut a text where extents begin and end. Of two that overlap, the earlier one keeps what both claim."""
    stretches = list(_cut(text, sorted(extents, key=lambda extent: (extent.start, extent.end))))
    paragraphs: list[list[Stretch]] = [[]]
    opened: set[int] = set()
    for stretch in stretches:
        for place, line in enumerate(stretch.text.split("\n")):
            if place:
                paragraphs.append([])
            if line:
                opens = stretch.passage > 0 and stretch.passage not in opened
                opened |= {stretch.passage} if opens else set()
                paragraphs[-1].append(Stretch(line, stretch.passage, stretch.edited, opens))
    return [paragraph for paragraph in paragraphs if paragraph]


def _cut(text: str, extents: Sequence[_Extent]) -> Iterator[Stretch]:
    reached = 0
    for extent in extents:
        start = max(extent.start, reached)
        if start >= extent.end:
            continue
        if reached < start:
            yield Stretch(text[reached:start])
        yield Stretch(text[start : extent.end], extent.passage, extent.edited)
        reached = extent.end
    if reached < len(text):
        yield Stretch(text[reached:])
