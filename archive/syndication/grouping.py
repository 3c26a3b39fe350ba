"""Grouping a whole set of texts at once, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from archive.syndication.clustering import Story, stories
from archive.syndication.copy import Copy
from archive.syndication.furniture import furniture, without
from archive.syndication.index import MemoryIndex, candidates
from archive.syndication.matching import Match, compare


def group(copies: Iterable[Copy], progress: Callable[[int], None] | None = None) -> list[Story]:
    """Return the stories of these articles, by id. Two articles with one id: ValueError.

    Lines that the articles show to be furniture are left out before anything is compared. An article without any
    date takes that of the article it has most in common with. ``progress`` is called with the number of articles
    done, after each.
    """
    known: dict[str, Copy] = {}
    for copy in copies:
        if copy.id in known:
            raise ValueError(f"two articles have the id {copy.id!r}")
        known[copy.id] = copy
    fixed = furniture(known.values())
    known = {copy.id: replace(copy, text=without(copy, fixed)) for copy in known.values()}
    index = MemoryIndex(copy for copy in known.values() if copy.dated)
    for copy in sorted((copy for copy in known.values() if not copy.dated), key=lambda copy: copy.id):
        known[copy.id] = _dated(copy, index, known)
        index.add(known[copy.id])
    matches: list[Match] = []
    for done, copy in enumerate(known.values(), 1):
        later = (other for other in candidates(copy, index) if other > copy.id)
        matches.extend(match for other in later if (match := compare(copy, known[other])))
        if progress:
            progress(done)
    return stories(known.values(), matches)


def _dated(copy: Copy, index: MemoryIndex, known: Mapping[str, Copy]) -> Copy:
    """Return an undated article with the date of the one it has most in common with."""
    counts = index.sharing(copy.fingerprint.tolist(), date.min, date.max)
    nearest = min(counts, key=lambda article: (-counts[article], article), default=None)
    return replace(copy, first_seen=known[nearest].when) if nearest else copy
