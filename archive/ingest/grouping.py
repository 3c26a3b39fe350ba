"""Grouping the articles that are new or changed, against all that the archive holds of the days around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database

from archive.article import UNNAMED
from archive.store import stories as shelf
from archive.store.database import writing
from archive.syndication import Copy, Match, Story, candidates, compare, stories
from archive.syndication.furniture import CROWD

BATCH = 100
"""Articles in one transaction; each batch leaves whole stories behind."""


def group_new(database: Database, progress: Callable[[int], None] = lambda _: None) -> int:
    """Bring the stories up to date; return how many articles were grouped. A run cut off goes on where it stood."""
    waiting = shelf.to_group(database)
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        with writing(database):
            for text in shelf.texts(database, batch):
                _enter(database, text)
            tell_again(database, batch)
        progress(len(batch))
    return len(waiting)


def group_all(database: Database, progress: Callable[[int], None] = lambda _: None) -> int:
    """Group every article from scratch."""
    with writing(database):
        shelf.clear_all(database)
    return group_new(database, progress)


def tell_again(database: Database, articles: Iterable[str]) -> None:
    """Compute the stories of these articles, and of all that hang together with them, from their matches."""
    known, rows = shelf.connected(database, articles)
    texts = {text.id: text for text in shelf.texts(database, sorted(known))}
    copies = [copy_of(text) for text in texts.values()]
    told = stories(copies, [Match(*row) for row in rows])
    shelf.tell(database, known, [_telling(story, texts) for story in told])


def copy_of(text: shelf.Text) -> Copy:
    """Return an article as grouping sees it."""
    return Copy(
        id=text.id,
        outlet=text.outlet,
        title=text.headline,
        text=text.text,
        language=text.language,
        published=datetime.fromisoformat(text.published_utc),
        first_seen=datetime.fromisoformat(text.first_seen),
        credited=text.credited,
        agency_site=text.verdict == "agency",
    )


def _enter(database: Database, text: shelf.Text) -> None:
    copy = copy_of(text)
    shelf.clear(database, text.id)
    near = candidates(copy, shelf.FingerprintIndex(database, CROWD))
    found = [compare(copy, copy_of(other)) for other in shelf.texts(database, near)]
    matches = [(m.a, m.b, m.share_a, m.share_b, m.longest) for m in found if m]
    shelf.enter(database, text.id, text.edition, copy.day, copy.fingerprint, matches)


def _telling(story: Story, texts: dict[str, shelf.Text]) -> shelf.Telling:
    members: Sequence[shelf.Text] = [texts[pickup.article] for pickup in story.pickups]
    agency = _agency(story, members)
    standings = [_standing(texts[pickup.article].credited, agency) for pickup in story.pickups]
    return shelf.Telling(story.id, story.source, agency, tuple(zip(story.pickups, standings, strict=True)))


def _agency(story: Story, members: Sequence[shelf.Text]) -> str:
    """Return the agency the story is credited to: that of the agency's own page, else the one most copies name."""
    own = [text for text in members if text.id == story.source and text.verdict == "agency"]
    named = Counter(agency for text in own or members for agency in text.credited if agency != UNNAMED)
    return min(named, key=lambda agency: (-named[agency], agency)) if named else ""


def _standing(credited: Collection[str], agency: str) -> str:
    if not agency:
        return "no agency"
    if agency in credited or UNNAMED in credited:
        return "credited"
    return "credited to another" if credited else "uncredited"
