"""One copy of a story beside what it is a copy of; and the note on a copy that credits nobody."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from archive.site.articles import article_of, captures_of, credits_of, first_capture
from archive.site.beside import Anchor, Beside, Passage, Stretch, anchored, side_by_side
from archive.site.rows import Row, one, rows

QUOTED = 3
"""Passages in a note: the longest; with more it does not fit on one page, and the comparison shows all."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A link between two texts in different languages: how sure, and its anchors, marked in both texts."""

    confidence: float
    here: list[list[Stretch]]
    there: list[list[Stretch]]
    anchors: list[Anchor]


@dataclass(frozen=True, slots=True)
class Compared:
    """A copy beside another article of its story.

    ``copy`` and ``other`` are articles with their ``pickup``, their ``credits`` and the ``capture`` that shows their
    text (the first of its edition). ``beside`` holds shared passages, ``translated`` the anchors where the two are in
    different languages and a link between them is known. ``through`` is the text in another language that ``other``,
    and so the copy, is taken for a translation of.
    """

    story: Row
    copy: Row
    other: Row
    beside: Beside
    translated: Translated | None
    through: Row | None

    @property
    def quoted(self) -> list[Passage]:
        """The longest shared passages, in the order of the copy."""
        longest = sorted(self.beside.passages, key=lambda passage: -passage.words)[:QUOTED]
        return sorted(longest, key=lambda passage: passage.number)

    @property
    def longest(self) -> int:
        """Words of the longest shared passage."""
        return max((passage.words for passage in self.beside.passages), default=0)


def compare(database: sqlite3.Connection, story: str, article: str, other: str = "") -> Compared | None:
    """Return a copy beside its story's source, or beside ``other``, another copy; None where there is no such copy.

    A translated copy stands beside the text that it is taken for a translation of, or beside the copy in its own
    language that is.
    """
    told, pickup = one(database, "story/story", story=story), _pickup(database, story, article)
    if told is None or pickup is None:
        return None
    across = "translated" in (pickup["kind"], (_pickup(database, story, other) or {}).get("kind"))
    link = _link(database, story, article, other) if across else None
    against, through = other or told["source"], None
    if link:
        against = link["of"]
    elif across and not other and (sibling := _sibling(database, story, article)):
        against, through = sibling["article"], article_of(database, sibling["of"])
    here, there = _whole(database, story, article), _whole(database, story, against)
    if here is None or there is None or article == against:
        return None
    translated = None
    if link:
        texts = anchored(here["text"], there["text"], _anchors(link["anchors"], turned=link["turned"]))
        translated = Translated(link["confidence"], *texts)
    beside = side_by_side(here["text"], there["text"], there["language"] or "")
    return Compared(told, here, there, beside, translated, through)


@dataclass(frozen=True, slots=True)
class Note:
    """What can be said of a copy without a credit: the comparison, and who of the other copies credits whom.

    ``tally`` counts the story's copies by how they stand to its agency; ``credit`` is what the other article's page
    says of the text's origin, as evidence.
    """

    compared: Compared
    agency: Row | None
    tally: dict[str, int]
    credit: Row | None

    @property
    def credited(self) -> int:
        """Copies that credit the story's agency."""
        return self.tally.get("credited", 0)


def note(database: sqlite3.Connection, story: str, article: str) -> Note | None:
    """Return the note on a copy, or None where there is no such copy, or it is not without a credit.

    It stands beside the copy that credits the agency and that its text was found in, else beside the source.
    """
    pickup = _pickup(database, story, article)
    if pickup is None or pickup["credited"] != "uncredited":
        return None
    compared = compare(database, story, article, pickup["lent_by"] or "") or compare(database, story, article)
    if compared is None:
        return None
    agency = pickup["by_story"] or compared.story["agency"]
    tally = rows(database, "comparison/tally", story=story)
    credits = [credit for credit in compared.other["credits"] if credit["agency"] == agency]
    texts = [credit for credit in credits if credit["role"] in ("origin", "input")]
    return Note(
        compared,
        one(database, "agency/agency", agency=agency) if agency else None,
        {line["credited"]: line["copies"] for line in tally},
        min(texts, key=lambda credit: (credit["role"] != "origin", credit["place"] == "metadata"), default=None),
    )


def _pickup(database: sqlite3.Connection, story: str, article: str) -> Row | None:
    return one(database, "comparison/pickup", story=story, article=article)


def _whole(database: sqlite3.Connection, story: str, name: str) -> Row | None:
    article, pickup = article_of(database, name), _pickup(database, story, name)
    if article is None or pickup is None:
        return None
    opener = first_capture(database, article["edition"])
    captures = [] if opener else captures_of(database, name, 1000)
    return article | {
        "pickup": pickup,
        "credits": credits_of(database, name),
        "capture": opener or (captures[-1] if captures else None),
    }


def _link(database: sqlite3.Connection, story: str, article: str, other: str) -> Row | None:
    """Return the link to a text in another language as this article sees it; that to the source comes first."""
    return one(database, "comparison/translation", story=story, article=article, other=other)


def _sibling(database: sqlite3.Connection, story: str, article: str) -> Row | None:
    """Return the link of a copy in the same language, where this one has none of its own."""
    return one(database, "comparison/translated_sibling", story=story, article=article)


def _anchors(stored: str, *, turned: bool) -> list[tuple[str, int, int, int, int]]:
    sides = ("of", "article") if turned else ("article", "of")
    places = [f"{side}_{edge}" for side in sides for edge in ("start", "end")]
    return [(str(anchor["kind"]), *(int(anchor[place]) for place in places)) for anchor in json.loads(stored)]  # type: ignore[misc]
