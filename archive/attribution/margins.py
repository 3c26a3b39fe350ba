"""What stands beside the text, each string once, and which of it is a byline though the page does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from archive.article import Article, Margin, Place
from archive.attribution.bylines import LEAD
from archive.attribution.catalogue import Catalogue
from archive.attribution.names import UPPER, Strength
from archive.attribution.parts import DATE, TIME

AUTHORS = frozenset(("byline", "author", "creator"))
"""Labels of strings that name who wrote the text."""

UNLABELLED = frozenset(("line", "credit", "source"))
"""Labels of strings that may be the byline, or repeat it."""

SOURCES = 2
"""Different boxes of a source that one article may have; a page with more of them is a list of articles."""

MAX_CAPTION = 300  # characters: the credit stands at the end of a long caption


def beside(article: Article, catalogue: Catalogue) -> tuple[Margin, ...]:
    """Return the margins of an article and what its own fields hold that no margin does.

    A line above or below the text gets the label ``byline`` where it says nothing but the names that stand as authors
    elsewhere on the page ("Agencias 15.11.2026, 20:14", "Jo Doe and AP"), or is an agency alone next to the date; one
    that only repeats a byline is left out.
    """
    given = {margin.text for margin in article.margins}
    fields = [Margin(Place.ABOVE, article.byline, "byline")]
    fields += [Margin(Place.METADATA, author, "author") for author in article.authors]
    fields += [Margin(Place.CAPTION, picture.credit[:MAX_CAPTION], "picture credit") for picture in article.pictures]
    fields += [Margin(Place.CAPTION, picture.caption[-MAX_CAPTION:], "caption") for picture in article.pictures]
    margins = [*article.margins, *(margin for margin in fields if margin.text and margin.text not in given)]
    authors = _authors(margins)
    listed = len({margin.text for margin in margins if margin.label == "source" and margin.place in VISIBLE}) > SOURCES
    found, before = [], Margin(Place.CHROME, "")
    for margin in margins:
        label = margin.label
        if _open(margin):
            if _only_authors(margin.text, authors, catalogue) or _agency_by_date(margin, before, catalogue):
                label = "byline"
            elif label == "source" and listed:
                label = "line"
        elif label == "byline" and margin.place in VISIBLE and SIGNATURE.fullmatch(margin.text):
            label = "credit"
        found.append(replace(margin, label=label))
        before = margin
    told, more = _bylines(margins), _bylines(found)
    return tuple(new for new, old in zip(found, margins, strict=True) if not (_open(old) and _repeats(old, told, more)))


SIGNATURE = re.compile(r"\([^()]{2,40}\)|--\s?\w[^\n]{1,30}")
"""What signs a text wherever the page puts it: "(ANI)", "--IANS"."""

VISIBLE = (Place.ABOVE, Place.BELOW)


def _open(margin: Margin) -> bool:
    """Say whether a string may be a byline unmarked; "(dpa)" and "--IANS" under the text are signatures."""
    signed = margin.place is Place.BELOW and margin.text[:1] in "([（-–—/©"
    return margin.place in VISIBLE and margin.label in UNLABELLED and not signed


def _bylines(margins: Iterable[Margin]) -> set[str]:
    return {_bare(margin.text) for margin in margins if margin.label == "byline" and margin.place in VISIBLE}


def _repeats(margin: Margin, told: set[str], more: set[str]) -> bool:
    """Say whether a line says no more than a byline: one that the page marks (``told``), or a longer one (``more``)."""
    bare = _bare(margin.text) if len(margin.text) <= LONGEST_AUTHOR else ""
    within = re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)")
    return bool(bare) and (bare in told or any(within.search(byline) for byline in more - {bare}))


def _authors(margins: Iterable[Margin]) -> tuple[str, ...]:
    """Return the names of the authors, bare and in small letters, the longest first."""
    names = {_bare(margin.text) for margin in margins if margin.label in AUTHORS and len(margin.text) <= LONGEST_AUTHOR}
    return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))


LONGEST_AUTHOR = 80  # characters: what is longer is a biography


def _bare(text: str) -> str:
    """Return a line without "By", dates, times and marks around: what is left of it are names."""
    apart = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", " ".join(text.split()))
    return LEAD.sub("", TIME.sub("", DATE.sub("", apart)).strip(EDGES)).strip(EDGES).lower()


EDGES = " ·•|–—-:,/()"

BETWEEN = re.compile(r"[\s,/&+|·•()–—-]*(?:\b(?:and|und|et|y|e|og|och|en|with|mit|avec|con|com)\b[\s,/]*)?")


def _only_authors(text: str, authors: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Say whether a line holds known authors, perhaps an agency with them, and nothing else."""
    rest = _bare(text) if len(text) <= 2 * LONGEST_AUTHOR else ""
    for author in authors:
        rest = re.sub(rf"(?<!\w){re.escape(author)}(?!\w)", "\x00", rest)
    if "\x00" not in rest:
        return False
    for name in catalogue.finder.find(text):
        rest = rest.replace(text[name.start : name.end].lower(), "\x00")
    return all(BETWEEN.fullmatch(part) for part in rest.split("\x00"))


DATED = re.compile(r"\b(?:published|updated|publié|publicado|stand|aktualisiert|veröffentlicht)\b", re.I)
"""Words that stand before the date of an article."""


def _agency_by_date(margin: Margin, before: Margin, catalogue: Catalogue) -> bool:
    """Say whether a line above the text is an agency's name alone, right behind the line of the date."""
    if margin.place is not Place.ABOVE or before.place is not Place.ABOVE or len(margin.text) > LONGEST_AUTHOR:
        return False
    if not DATE.search(before.text) or DATED.sub("", _bare(before.text)).strip(EDGES):
        return False
    names = [name for name in catalogue.finder.find(margin.text) if name.strength < Strength.SMALL]
    return len(names) == 1 and names[0].end - names[0].start == len(margin.text.strip())


PERSON = re.compile(rf"[{UPPER}][^\W\d_]+(?:[ -][{UPPER}][\w.'’]*){{1,2}}")

OFFICES = re.compile(
    r"news|desk|staff|redaktion|redac|rédac|editor|team|online|press|media|zeitung|times|post|agenc|reporter|tv|web"
    r"|blog|group|network",
    re.I,
)


def persons(margins: Iterable[Margin]) -> tuple[str, ...]:
    """Return the authors who are persons, in small letters."""
    texts = (LEAD.sub("", margin.text.strip()) for margin in margins if margin.label in AUTHORS)
    return tuple(
        text.lower() for text in texts if PERSON.fullmatch(text) and not OFFICES.search(text) and not text.isupper()
    )
