"""Grouping the articles that are new or changed, against all that the archive holds of the days around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from sqlite_utils import Database

from archive.article import UNNAMED
from archive.ingest.furniture import judge
from archive.store import likeness
from archive.store import stories as shelf
from archive.store.database import writing
from archive.syndication import Copy, Match, Story, candidates, compare, loans, stories
from archive.syndication.furniture import CROWD, keyed_lines, without
from archive.syndication.index import worth_comparing

BATCH = 100
"""Articles in one transaction; each batch leaves whole stories behind."""


def group_new(database: Database, progress: Callable[[int], None] = lambda _: None) -> int:
    """Bring the stories up to date; return how many articles were grouped. A run cut off goes on where it stood."""
    waiting = shelf.to_group(database)
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        with writing(database):
            again: set[str] = set()  # articles that a line of furniture must leave, or come back to
            for text in shelf.texts(database, batch):
                again |= _enter(database, text)
            for text in shelf.texts(database, sorted(again)):
                _enter(database, text)
            tell_again(database, {*batch, *again})
        progress(len(batch))
    return len(waiting)


def group_all(database: Database, progress: Callable[[int], None] = lambda _: None) -> int:
    """Group every article from scratch."""
    with writing(database):
        shelf.clear_all(database)
    return group_new(database, progress)


def tell_again(database: Database, articles: Iterable[str]) -> None:
    """Compute the stories of these articles, and of all that hang together with them, from their matches."""
    known, rows = likeness.connected(database, articles)
    texts = {text.id: text for text in shelf.texts(database, sorted(known))}
    copies = {name: copy_of(database, text) for name, text in texts.items()}
    told = stories(copies.values(), [Match(*row[:-1], reordered=bool(row[-1])) for row in rows])
    shelf.tell(database, known, [_telling(story, copies) for story in told])


def copy_of(database: Database, text: shelf.Text) -> Copy:
    """Return an article as grouping sees it, without the lines that were found to be furniture."""
    return without(_bare(text), likeness.furniture_of(database, text.id))


def _bare(text: shelf.Text) -> Copy:
    return Copy(
        id=text.id,
        outlet=text.outlet,
        title=text.headline,
        text=text.text,
        language=text.language,
        published=datetime.fromisoformat(text.published) if text.published else None,
        first_seen=datetime.fromisoformat(text.first_seen),
        credited=text.credited,
        origins=text.origins,
        agency_site=text.verdict == "agency",
    )


def _enter(database: Database, text: shelf.Text) -> frozenset[str]:
    """Compare an article with all others of its days; return those for which a line became furniture, or text again."""
    former = likeness.lines_of(database, text.id)
    copy = _bare(text)
    lines = keyed_lines(copy.text, copy.outlet)
    entry = likeness.Entry(text.id, text.edition, text.outlet, copy.day, lines)
    likeness.put(database, entry)
    keys = {key for key, size in (*lines, *former) if size}
    judged = judge(database, text.id, copy.day.toordinal(), sorted(keys))
    copy = without(copy, judged.furniture)
    near = _candidates(database, copy)
    likeness.put_fingerprint(database, entry, copy.fingerprint.tolist(), judged.furniture)
    found = [compare(copy, copy_of(database, other)) for other in shelf.texts(database, near)]
    likeness.put_matches(database, (_row(match) for match in found if match))
    return judged.touched


def _candidates(database: Database, copy: Copy) -> list[str]:
    index = likeness.FingerprintIndex(database, CROWD)
    shared = candidates(copy, index)
    sizes = np.array([index.size(article) for article in shared], np.int64)
    counts, own = np.array(list(shared.values()), np.int64), np.full_like(sizes, len(copy.fingerprint))
    worth = worth_comparing(counts, own, sizes)
    return [article for article, worthy in zip(shared, worth.tolist(), strict=True) if worthy]


def _row(match: Match) -> likeness.MatchRow:
    shares = match.share_a, match.share_b, match.spanned_a, match.spanned_b
    return match.a, match.b, *shares, match.longest, int(match.reordered)


def _telling(story: Story, copies: Mapping[str, Copy]) -> shelf.Telling:
    members = [copies[pickup.article] for pickup in story.pickups]
    agency = _agency(story, [copies[pickup.article] for pickup in story.pickups if pickup.main])
    lent = loans(members)
    told = []
    for pickup in story.pickups:
        loan = lent.get(pickup.article)
        row = shelf.Told(pickup, _standing(copies[pickup.article].credited, agency))
        told.append(replace(row, by_story=loan.agency, lent_by=loan.sibling, lent_share=loan.share) if loan else row)
    return shelf.Telling(story.id, story.source, agency, tuple(told))


def _agency(story: Story, members: Sequence[Copy]) -> str:
    """Return the agency the story is credited to: that of the agency's own page, else the one most copies name.

    Of several the source's own.
    """
    own = [copy for copy in members if copy.id == story.source and copy.agency_site]
    named = Counter(agency for copy in own or members for agency in copy.credited if agency != UNNAMED)
    sources = next(copy.credited for copy in members if copy.id == story.source)
    return min(named, key=lambda agency: (-named[agency], agency not in sources, agency)) if named else ""


def _standing(credited: Collection[str], agency: str) -> str:
    if not agency:
        return "no agency"
    if agency in credited or UNNAMED in credited:
        return "credited"
    return "credited to another" if credited else "uncredited"
