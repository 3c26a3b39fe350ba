"""What a copy is in its story: verbatim, abridged, edited or mixed."""

from __future__ import annotations

from archive.article import Kind
from archive.syndication.overlap import Overlap

OWN = 0.65  # of the copy in the story's passages; with less, a third of it and more is the outlet's own
WHOLE = 0.86  # of the story in the copy's passages; with less, it was cut
UNTOUCHED = 0.97  # of the copy's words equal to the story's; the rest is a dateline or a credit line


def kind_of(common: Overlap) -> Kind:
    """Return the kind of a copy, from what the copy (a) and the story's source (b) have in common."""
    if common.spanned_a < OWN:
        return Kind.MIXED
    if common.spanned_b < WHOLE:
        return Kind.ABRIDGED
    return Kind.EDITED if common.reordered or common.share_a < UNTOUCHED else Kind.VERBATIM
