"""Telling the stories of articles anew, from their matches within a language and their links across languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace

from sqlite_utils import Database

from archive.article import UNNAMED, Kind
from archive.ingest.copies import copy_of
from archive.ingest.translating import Translating
from archive.store import likeness, translations
from archive.store import stories as shelf
from archive.syndication import Copy, Loan, Match, Story, loans, stories
from archive.syndication.translation import Joined, Shown, Translation, join_linked
from archive.syndication.translation import translations as links_of

_SHOWN = [field.name for field in fields(Shown)]


def tell_again(database: Database, articles: Iterable[str], translating: Translating | None = None) -> None:
    """Compute the stories of these articles, and of all that hang together with them by matches or by links.

    ``translating`` keeps texts in hand from one call to the next.
    """
    translating = translating or Translating(database)
    copies: dict[str, Copy] = {}
    told: list[Story] = []
    known: set[str] = set()
    waiting = set(articles)
    while waiting:
        near, rows = likeness.connected(database, waiting)
        known |= near
        fresh = {text.id: copy_of(database, text) for text in shelf.texts(database, sorted(near))}
        copies |= fresh
        more = stories(fresh.values(), [Match(*row[:-1], reordered=bool(row[-1])) for row in rows])
        told += more
        changed = translating.update({story.source: copies[story.source] for story in more}, near)
        reached, links = translating.reach(story.source for story in told)
        waiting = (changed | reached) - known
    languages = {story.source: copies[story.source].language for story in told}
    joined, kept = join_linked(told, copies, links, languages)
    shelf.tell(database, known, [_telling(story, copies) for story in joined])
    shown = links_of(Joined(tuple(joined), tuple(kept)), copies)
    translations.put(database, map(_row, shown))


def _row(link: Translation) -> translations.Row:
    anchors = [{name: getattr(anchor, name) for name in _SHOWN} for anchor in link.anchors]
    return translations.Row(link.article, link.of, link.story, link.confidence, anchors)


def _telling(story: Story, copies: Mapping[str, Copy]) -> shelf.Telling:
    agency = _agency(story, [copies[pickup.article] for pickup in story.pickups if pickup.main])
    lent = _lent(story, copies)
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


def _lent(story: Story, copies: Mapping[str, Copy]) -> Mapping[str, Loan]:
    """Return what a story lends to its articles. Nothing is lent across languages: no words are the same there."""
    apart: dict[str, list[Copy]] = {}
    for pickup in story.pickups:
        copy = copies[pickup.article]
        apart.setdefault(copy.language if pickup.kind is Kind.TRANSLATED else "", []).append(copy)
    lent: dict[str, Loan] = {}
    for some in apart.values():
        lent |= loans(some)
    return lent
