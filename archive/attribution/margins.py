"""What stands beside the text, each string once, and which of it is a byline though the page does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.article import Article, Margin, Place
from archive.attribution.bylines import LEAD
from archive.attribution.catalogue import Catalogue
from archive.attribution.names import UPPER, Name, Strength
from archive.attribution.parts import DATE, undated
from archive.attribution.words import Are, any_of

AUTHORS = frozenset(("byline", "author", "creator"))
"""Labels of strings that name who wrote the text."""

UNLABELLED = frozenset(("line", "credit", "source"))
"""Labels of strings that may be the byline, or repeat it."""

SOURCES = 2
"""Different boxes of a source that one article may have; a page with more of them is a list of articles."""

MAX_CAPTION = 300  # characters: the credit stands at the end of a long caption


@dataclass(frozen=True, slots=True)
class Beside:
    """A string beside the text in which an agency is named or spoken of; ``apart``: below, but not next to the text."""

    margin: Margin
    names: tuple[Name, ...]
    apart: bool


def margins_of(article: Article) -> list[Margin]:
    """Return the margins of an article and what its own fields hold that no margin does."""
    given = {margin.text for margin in article.margins}
    fields = [Margin(Place.ABOVE, article.byline, "byline")]
    fields += [Margin(Place.METADATA, author, "author") for author in article.authors]
    fields += [Margin(Place.CAPTION, picture.credit[:MAX_CAPTION], "picture credit") for picture in article.pictures]
    fields += [Margin(Place.CAPTION, picture.caption[-MAX_CAPTION:], "caption") for picture in article.pictures]
    return [*article.margins, *(margin for margin in fields if margin.text and margin.text not in given)]


def beside(margins: Sequence[Margin], catalogue: Catalogue, language: str = "") -> tuple[Beside, ...]:
    """Return what stands beside the text and speaks of agencies.

    A line above or below the text gets the label ``byline`` where it says nothing but the names that stand as authors
    elsewhere on the page ("Agencias 15.11.2026, 20:14", "Jo Doe and AP"), or is an agency alone next to the date; one
    that only repeats a byline is left out. Chrome is nobody's.
    """
    texts = [margin.text for margin in margins]
    names, nameless = catalogue.names_in(texts, language), catalogue.phrases.nameless_in(texts)
    under = next((number for number, margin in enumerate(margins) if margin.place is Place.BELOW), None)
    speaking = [
        number
        for number, margin in enumerate(margins)
        if margin.place is not Place.CHROME
        and (names[number] or number in nameless or (margin.place is Place.METADATA and "://" in margin.text))
    ]
    if not speaking:
        return ()
    authors, listed = _authors(margins), _is_list(margins)
    labels = {number: _label(margins, number, names, authors, listed) for number in speaking}
    marked = _bylines(margins)
    found = {
        _bare(margins[number].text) for number in speaking if labels[number] == "byline" and _visible(margins[number])
    }
    return tuple(
        Beside(
            replace(margins[number], label=labels[number]),
            names[number],
            apart=margins[number].place is Place.BELOW and number != under,
        )
        for number in speaking
        if not (_open(margins[number]) and _repeats(margins[number], marked, marked | found))
    )


def _label(
    margins: Sequence[Margin],
    number: int,
    names: list[tuple[Name, ...]],
    authors: tuple[str, ...],
    listed: bool,
) -> str:
    margin, before = margins[number], margins[number - 1] if number else Margin(Place.CHROME, "")
    if _open(margin):
        if _only_authors(margin.text, authors, names[number]) or _agency_by_date(margin, before, names[number]):
            return "byline"
        return "line" if margin.label == "source" and listed else margin.label
    signed = margin.label == "byline" and _visible(margin) and SIGNATURE.fullmatch(margin.text)
    return "credit" if signed else margin.label


def _is_list(margins: Sequence[Margin]) -> bool:
    """Say whether a page has the source boxes of more articles than one."""
    return len({margin.text for margin in margins if margin.label == "source" and _visible(margin)}) > SOURCES


SIGNATURE = re.compile(r"\([^()]{2,40}\)|--\s?\w[^\n]{1,30}")
"""What signs a text wherever the page puts it: "(ANI)", "--IANS"."""


def _visible(margin: Margin) -> bool:
    return margin.place in (Place.ABOVE, Place.BELOW)


def _open(margin: Margin) -> bool:
    """Say whether a string may be a byline unmarked; "(dpa)" and "--IANS" under the text are signatures."""
    signed = margin.place is Place.BELOW and margin.text[:1] in "([（-–—/©"
    return _visible(margin) and margin.label in UNLABELLED and not signed


def _bylines(margins: Iterable[Margin]) -> set[str]:
    return {_bare(margin.text) for margin in margins if margin.label == "byline" and _visible(margin)}


def _repeats(margin: Margin, told: set[str], more: set[str]) -> bool:
    """Say whether a line says no more than a byline: one that the page marks (``told``), or a longer one (``more``)."""
    bare = _bare(margin.text) if len(margin.text) <= LONGEST_AUTHOR else ""
    return bool(bare) and (bare in told or any(_within(byline, bare) for byline in more - {bare}))


def _within(text: str, words: str) -> bool:
    """Say whether words stand in a text as whole words."""
    return words in text and _without(text, words) != text


def _without(text: str, words: str) -> str:
    """Return the text with a mark for each place in which the words stand as whole words."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            text, at = f"{text[:at]}{TAKEN}{text[end:]}", at + 1
        at = text.find(words, at + 1)
    return text


TAKEN = "\x00"


def _authors(margins: Iterable[Margin]) -> tuple[str, ...]:
    """Return the names of the authors, bare and in small letters, the longest first."""
    names = {_bare(margin.text) for margin in margins if margin.label in AUTHORS and len(margin.text) <= LONGEST_AUTHOR}
    return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))


LONGEST_AUTHOR = 80  # characters: what is longer is a biography


def _bare(text: str) -> str:
    """Return a line without "By", dates, times and marks around: what is left of it are names."""
    apart = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", " ".join(text.split()))
    return LEAD.sub("", undated(apart).strip(EDGES)).strip(EDGES).lower()


EDGES = " ·•|–—-:,/()"

BETWEEN = re.compile(rf"[\s,/&+|·•()–—-]*(?:{any_of(Are.JOINING, Are.WITH)}[\s,/]*)?", re.I)


def _only_authors(text: str, authors: tuple[str, ...], names: tuple[Name, ...]) -> bool:
    """Say whether a line holds known authors, perhaps an agency with them, and nothing else."""
    rest = _bare(text) if len(text) <= 2 * LONGEST_AUTHOR else ""
    for author in authors:
        rest = _without(rest, author)
    if TAKEN not in rest:
        return False
    for name in names:
        rest = rest.replace(text[name.start : name.end].lower(), TAKEN)
    return all(BETWEEN.fullmatch(part) for part in rest.split(TAKEN))


DATED = re.compile(any_of(Are.DATED), re.I)
"""Words that stand before the date of an article."""


def _agency_by_date(margin: Margin, before: Margin, names: tuple[Name, ...]) -> bool:
    """Say whether a line above the text is an agency's name alone, right behind the line of the date."""
    if not names or margin.place is not Place.ABOVE or before.place is not Place.ABOVE:
        return False
    if max(len(margin.text), len(before.text)) > LONGEST_AUTHOR:
        return False
    if not DATE.search(before.text) or DATED.sub("", _bare(before.text)).strip(EDGES):
        return False
    large = [name for name in names if name.strength < Strength.SMALL]
    return len(large) == 1 and large[0].end - large[0].start == len(margin.text.strip())


PERSON = re.compile(rf"[{UPPER}][^\W\d_]+(?:[ -][{UPPER}][\w.'’]*){{1,2}}")

OUTLET = re.compile(any_of(Are.OUTLET), re.I)


def persons(margins: Iterable[Margin]) -> tuple[str, ...]:
    """Return the authors who are persons, in small letters."""
    texts = (LEAD.sub("", margin.text.strip()) for margin in margins if margin.label in AUTHORS)
    return tuple(
        text.lower() for text in texts if PERSON.fullmatch(text) and not OUTLET.search(text) and not text.isupper()
    )
