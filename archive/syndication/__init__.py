"""Articles in, stories out: which articles are copies of one dispatch, and how much of it each carries."""

from archive.syndication.clustering import Story, stories
from archive.syndication.copy import Copy
from archive.syndication.fingerprint import fingerprint
from archive.syndication.grouping import group
from archive.syndication.index import Index, MemoryIndex, candidates
from archive.syndication.matching import WINDOW, Match, Shared, compare, shared_passages

__all__ = [
    "WINDOW",
    "Copy",
    "Index",
    "Match",
    "MemoryIndex",
    "Shared",
    "Story",
    "candidates",
    "compare",
    "fingerprint",
    "group",
    "shared_passages",
    "stories",
]
