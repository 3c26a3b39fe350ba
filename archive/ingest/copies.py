"""The archive's articles as grouping sees them."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from archive.store import likeness
from archive.store import stories as shelf
from archive.syndication import Copy
from archive.syndication.furniture import without


def copy_of(database: Database, text: shelf.Text) -> Copy:
    """Return an article as grouping sees it, without the lines that were found to be furniture."""
    return without(bare(text), likeness.furniture_of(database, text.id))


def bare(text: shelf.Text) -> Copy:
    """Return an article as it came in, with all its lines."""
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
