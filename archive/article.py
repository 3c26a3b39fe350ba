"""The values that travel between the rooms: Capture, Article, Credit, Pickup.

They are frozen dataclasses without behaviour beyond a few derived properties; every room takes and returns them,
and none of them knows HTML, SQL or the network. The words are those of ``docs/words.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Place(StrEnum):
    """Where on the page a string stands."""

    ABOVE = "above"  # between the headline and the text: byline block, dateline, credit line
    TEXT = "text"  # in a paragraph of the text
    BELOW = "below"  # after the text, still part of the article: sign-off, source line, copyright
    CAPTION = "caption"  # picture, video or graphic caption or credit
    METADATA = "metadata"  # JSON-LD, meta tags, canonical link: not visible
    CHROME = "chrome"  # menus, footers, teasers of other articles: nobody's credit


class Form(StrEnum):
    """Where and how an agency is named (``corpus/LABELS.md``)."""

    BYLINE = "byline"
    DATELINE = "dateline"
    TAGLINE = "tagline"
    METADATA = "metadata"
    CITATION = "citation"
    MEDIA = "media"
    MENTION = "mention"


class Role(StrEnum):
    """What the agency gave: the text, part of it, a fact, a picture, or nothing (it is talked about)."""

    ORIGIN = "origin"
    INPUT = "input"
    SOURCE = "source"
    MEDIA = "media"
    SUBJECT = "subject"


class Verdict(StrEnum):
    """Where the article's text comes from, by the page's own word."""

    WIRE = "wire"
    MIXED = "mixed"
    OWN = "own"
    AGENCY = "agency"
    OTHER = "other"


class Kind(StrEnum):
    """What an article is in its story."""

    SOURCE = "source"
    VERBATIM = "verbatim"
    ABRIDGED = "abridged"
    EDITED = "edited"
    MIXED = "mixed"
    TRANSLATED = "translated"


UNNAMED = "unnamed"
"""The agency id of a credit that names no agency ("With agency inputs")."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched response, as the WARC file holds it.

    ``url`` is the address that answered, ``fetched`` is in UTC, ``digest`` is ``sha256:<hex>`` of the body as sent,
    ``offset`` and ``length`` are bytes in the file ``warc`` (a name in the archive's ``warc`` folder).
    """

    id: str
    url: str
    fetched: datetime
    status: int
    content_type: str
    digest: str
    warc: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Margin:
    """A string beside the text that attribution must see.

    ``label`` says what it is: ``byline``, ``source`` (a box or line that names who sent the text), ``credit`` (a credit
    of whatever kind), ``dateline``, ``line``, ``logo``, ``caption``, ``picture credit``; for metadata the key it came
    from (``author``, ``creator``, ``provider``, ``publisher``, ``source``, ``copyright``, ``canonical``,
    ``creditText``, …).
    """

    place: Place
    text: str
    label: str = "line"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article: address, caption and credit as printed, empty where the page gives none."""

    url: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says.

    ``published`` and ``modified`` are ISO 8601 as the page gives them, with their offset where it gives one;
    ``published_from`` names the place that gave it (``json-ld``, ``meta``, ``time``, ``text``). ``language`` is that of
    the text, ``page_language`` the one the page claims (both ISO 639-1, empty where unknown). ``paragraphs`` hold the
    text and nothing else; ``margins`` what stands around it. ``no_article`` is empty for an article, else it says
    what the page is instead ("empty", "section page", "error page"…).
    """

    url: str
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    keywords: tuple[str, ...] = ()
    published: str = ""
    published_from: str = ""
    modified: str = ""
    language: str = ""
    page_language: str = ""
    paragraphs: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()
    pictures: tuple[Picture, ...] = ()
    paywalled: bool = False
    no_article: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Credit:
    """One place where a page names an agency.

    ``evidence`` is the exact string of the page, at most 120 characters. In the text, ``paragraph`` is the index into
    ``Article.paragraphs`` and ``start``/``end`` are character offsets in that paragraph; elsewhere all three are None.
    ``rule`` names the row or rule that decided, so that a credit can explain itself.
    """

    agency: str
    form: Form
    role: Role
    evidence: str
    place: Place = Place.TEXT
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Inference:
    """An agency that a page does not credit for its text, but most likely means.

    ``unnamed`` is the credit to agencies without a name, ``named`` the only place where the page names a source.
    """

    agency: str
    unnamed: Credit
    named: Credit


@dataclass(frozen=True, slots=True)
class Attribution:
    """The credits of one article and what follows from them. ``reason`` says in one sentence why this verdict.

    ``inferred`` agencies are no credits and count for nothing in the verdict.
    """

    credits: tuple[Credit, ...] = ()
    verdict: Verdict = Verdict.OWN
    reason: str = ""
    inferred: tuple[Inference, ...] = ()


@dataclass(frozen=True, slots=True)
class Pickup:
    """One article's place in a story.

    ``share`` is the part (0 to 1) of the article's words that are the story's, ``carried`` the part of the story's
    words that the article carries, ``longest`` the longest run of words that it shares with the source (the source:
    with any copy). ``delay`` are the seconds behind the first article of the story, by the time that the page says
    where ``said``, else by our first sight of it; ``seen_delay`` the seconds behind the article of the story that was
    seen first, None where nothing was seen. ``main`` is False for the further dispatches of a round-up.
    """

    article: str
    story: str
    kind: Kind
    share: float
    carried: float
    longest: int
    delay: int
    first: bool
    said: bool = True
    seen_delay: int | None = None
    main: bool = True
