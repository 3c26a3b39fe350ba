"""Do two texts share a dispatch? A pure, symmetric decision with its evidence.

Containment, not resemblance: what counts is how much of the smaller text stands in the larger. What both may have
from a third (quotations, statements) proves nothing, and a form filled in with other numbers is another story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from archive.syndication.alignment import hits_of
from archive.syndication.copy import Copy
from archive.syndication.overlap import Overlap, overlap
from archive.syndication.templates import is_template
from archive.syndication.words import Words

WINDOW = timedelta(days=7)  # dispatches are printed within hours, by weeklies within a week; later it is an anniversary
WHOLE = 0.9  # of a text shared: a copy, even where all of it is a quotation
ENOUGH = 0.44  # see _enough; hand-judged real pairs: copies have 0.6 and more, of 46 others two have as much
FEWEST = 20  # words: two sentences; in less, "Page not found", or a fact in the only words there are for it


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts a and b have in common; the fields are told at ``Match``."""

    share_a: float
    share_b: float
    spanned_a: float
    spanned_b: float
    longest: int
    reordered: bool

    def turned(self) -> Likeness:
        """Return the same with a and b exchanged."""
        return Likeness(self.share_b, self.share_a, self.spanned_b, self.spanned_a, self.longest, self.reordered)


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles that share a dispatch, and what they share; ``a`` is the smaller id.

    ``share_a`` is the part (0 to 1) of a's words found in b, ``share_b`` the reverse; ``spanned_a`` and ``spanned_b``
    count the words replaced inside the shared passages too; ``longest`` is the longest run of equal words;
    ``reordered`` says whether passages stand in another order in b.
    """

    a: str
    b: str
    share_a: float
    share_b: float
    spanned_a: float
    spanned_b: float
    longest: int
    reordered: bool

    def share(self, article: str) -> float:
        """Return the part of the article's words that is found in the other."""
        return self.share_a if article == self.a else self.share_b

    def spanned(self, article: str) -> float:
        """Return the part of the article that the shared passages make up."""
        return self.spanned_a if article == self.a else self.spanned_b

    def other(self, article: str) -> str:
        """Return the other article of the two."""
        return self.b if article == self.a else self.a


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two texts share, as character offsets in each, and its number of equal words."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    words: int


def compare(a: Copy, b: Copy) -> Match | None:
    """Return the match of two articles, or None where they share no dispatch. ``compare(a, b) == compare(b, a)``."""
    if a.id == b.id or abs(a.when - b.when) > WINDOW:
        return None
    found = likeness(a.words, b.words)
    return match_of(a.id, b.id, found) if found else None


def measure(a: Copy, b: Copy) -> Match:
    """Return what two articles have in common, be it enough for a match or not."""
    first, second = _in_order(a.words, b.words)
    found = _measured(overlap(first, second))
    return match_of(a.id, b.id, found if first is a.words else found.turned())


def likeness(a: Words, b: Words) -> Likeness | None:
    """Return what two texts have in common where it is enough for copies of one dispatch, else None."""
    if min(len(a), len(b)) < FEWEST:
        return None
    if a.digest == b.digest:  # one text in 900 outlets
        return Likeness(1.0, 1.0, 1.0, 1.0, len(a), False)
    first, second = _in_order(a, b)
    hits = hits_of(first, second)
    if hits.most < _needed(first, second, len(first), len(second)) and (
        hits.most < WHOLE * FEWEST or hits.most < _needed(first, second, first.unquoted, second.unquoted)
    ):
        return None  # and most of the others are told apart before anyone looks for their quotations
    common = overlap(first, second, hits)
    if (max(common.share_a, common.share_b) < WHOLE and not _enough(common)) or is_template(common):
        return None
    found = _measured(common)
    return found if first is a else found.turned()


def match_of(a: str, b: str, found: Likeness) -> Match:
    """Return the match of two articles of whose texts this was found."""
    if b < a:
        a, b, found = b, a, found.turned()
    shares = found.share_a, found.share_b, found.spanned_a, found.spanned_b
    return Match(a, b, *shares, found.longest, found.reordered)


def _in_order(a: Words, b: Words) -> tuple[Words, Words]:
    """Return two texts in an order of their own: what they share must not depend on who names which first."""
    return (a, b) if a.digest <= b.digest else (b, a)


def _measured(common: Overlap) -> Likeness:
    shares = common.share_a, common.share_b, common.spanned_a, common.spanned_b
    return Likeness(*shares, common.longest, common.reordered)


def shared_passages(a: Copy, b: Copy) -> list[Shared]:
    """Return the passages that two texts share, in the order of ``a``, for showing them side by side."""
    shared = []
    for passage in overlap(a.words, b.words).passages:
        (from_a, to_a), (from_b, to_b) = passage.on_a, passage.on_b
        shared.append(
            Shared(
                int(a.words.starts[from_a]),
                int(a.words.ends[to_a - 1]),
                int(b.words.starts[from_b]),
                int(b.words.ends[to_b - 1]),
                passage.equal,
            )
        )
    return shared


def _needed(a: Words, b: Words, unquoted_a: int, unquoted_b: int) -> float:
    """Return how many words two texts must share at the least to match; of pairs that do not, half share fewer.

    It is more, the more of their words stand in no quotation.
    """
    fewer, more = sorted((max(1, unquoted_a), max(1, unquoted_b)))
    return min(WHOLE * min(len(a), len(b)), max(FEWEST, ENOUGH / (1 / fewer + 0.5 / more)))


def _enough(common: Overlap) -> bool:
    """Say whether what is shared outside quotations makes one text a copy of the other or of a part of it.

    Measured as the share of the text that has more of it, with half the share of the other added: an article whose
    third is a third of a dispatch has borrowed; a brief whose third is in a long read has the facts of the day.
    """
    if common.shared_a < FEWEST or common.loose < FEWEST:
        return False
    shares = [common.loose / max(1, words.unquoted) for words in (common.a, common.b)]
    return max(shares) + min(shares) / 2 >= ENOUGH
