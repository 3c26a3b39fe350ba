"""What a copy is in its story: verbatim, abridged, edited or mixed."""

from __future__ import annotations

from archive.article import Kind
from archive.syndication.matching import Match

OWN = 0.65  # of the copy in the story's passages; with less, a third of it and more is the outlet's own
WHOLE = 0.86  # of the story in the copy's passages; with less, it was cut
UNTOUCHED = 0.97  # of the copy's words equal to the story's; the rest is a dateline or a credit line


def kind_of(article: str, match: Match) -> Kind:
    """Return the kind of a copy, from what it has in common with the story's source."""
    if match.spanned(article) < OWN:
        return Kind.MIXED
    if match.spanned(match.other(article)) < WHOLE:
        return Kind.ABRIDGED
    return Kind.EDITED if match.reordered or match.share(article) < UNTOUCHED else Kind.VERBATIM
