"""Stories across languages: which texts are translations of one dispatch, without a model, with their evidence."""

from archive.syndication.translation.anchors import Anchor, Rendering
from archive.syndication.translation.echoes import Echo, Sign, echo
from archive.syndication.translation.index import AnchorIndex, MemoryAnchorIndex, candidates
from archive.syndication.translation.joining import Joined, Judge, join, join_linked
from archive.syndication.translation.linking import Link, links

__all__ = [
    "Anchor",
    "AnchorIndex",
    "Echo",
    "Joined",
    "Judge",
    "Link",
    "MemoryAnchorIndex",
    "Rendering",
    "Sign",
    "candidates",
    "echo",
    "join",
    "join_linked",
    "links",
]
