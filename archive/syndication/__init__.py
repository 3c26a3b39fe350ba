"""Articles in, stories out: which articles are copies of one dispatch, and how much of it each carries."""

from archive.syndication.copy import Copy
from archive.syndication.fingerprint import fingerprint
from archive.syndication.grouping import group
from archive.syndication.index import Index, candidates
from archive.syndication.lending import Loan, loans
from archive.syndication.matching import WINDOW, Match, Shared, compare, measure, shared_passages
from archive.syndication.story import Story, alone, stories

__all__ = [
    "WINDOW",
    "Copy",
    "Index",
    "Loan",
    "Match",
    "Shared",
    "Story",
    "alone",
    "candidates",
    "compare",
    "fingerprint",
    "group",
    "loans",
    "measure",
    "shared_passages",
    "stories",
]
