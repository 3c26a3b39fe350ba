"""Do two texts share a dispatch? A pure, symmetric decision with its evidence.

Containment, not resemblance: what counts is how much of the smaller text stands in the larger. What both may have
from a third (quotations, statements) proves nothing, and a form filled in with other numbers is another story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from archive.syndication.copy import Copy
from archive.syndication.overlap import Overlap, overlap
from archive.syndication.templates import is_template

WINDOW = timedelta(days=7)  # dispatches are printed within hours, by weeklies within a week; later it is an anniversary
WHOLE = 0.9  # of a text shared: a copy, even where all of it is a quotation
ENOUGH = 0.44  # see _enough; hand-judged real pairs: copies have 0.6 and more, of 46 others two have as much
FEWEST = 20  # words: two sentences; in less, "Page not found", or a fact in the only words there are for it


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
    if a.id == b.id or abs(a.when - b.when) > WINDOW or min(len(a.words), len(b.words)) < FEWEST:
        return None
    if a.words.same_as(b.words):  # ten times faster; one text in 900 outlets
        return measure(a, b)
    first, second = sorted((a, b), key=lambda copy: copy.id)
    common = overlap(first.words, second.words)
    if (max(common.share_a, common.share_b) < WHOLE and not _enough(common)) or is_template(common):
        return None
    return _match(first, second, common)


def measure(a: Copy, b: Copy) -> Match:
    """Return what two articles have in common, be it enough for a match or not."""
    first, second = sorted((a, b), key=lambda copy: copy.id)
    return _match(first, second, overlap(first.words, second.words))


def _match(a: Copy, b: Copy, common: Overlap) -> Match:
    return Match(
        a.id,
        b.id,
        common.share_a,
        common.share_b,
        common.spanned_a,
        common.spanned_b,
        common.longest,
        common.reordered,
    )


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


def _enough(common: Overlap) -> bool:
    """Say whether what is shared outside quotations makes one text a copy of the other or of a part of it.

    Measured as the share of the text that has more of it, with half the share of the other added: an article whose
    third is a third of a dispatch has borrowed; a brief whose third is in a long read has the facts of the day.
    """
    if common.loose < FEWEST:
        return False
    shares = [common.loose / max(1, len(words) - int(words.quoted.sum())) for words in (common.a, common.b)]
    return max(shares) + min(shares) / 2 >= ENOUGH
