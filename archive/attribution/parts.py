"""Take a credit line apart: what is left of "(APA/dpa/red, 1.11.2015)" when the agencies are taken out?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from archive.attribution.catalogue import Catalogue
from archive.attribution.names import UPPER, Name, Strength
from archive.attribution.ocr import misread
from archive.attribution.words import Are, any_of, articles, plain

MONTH = any_of(Are.MONTH)
DATE = re.compile(
    rf"{MONTH}\.?\s+\d{{1,2}}/\d{{4}}|\b\d{{1,2}}(?:st|nd|rd|th|er|\.|º|-)?\s*(?:de\s+)?{MONTH}\.?(?:\s*(?:de\s+)?,?\s*(?:\d{{4}}|\d{{2}}\b))?|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:\s*,?\s*\d{{4}})?"
    rf"|\b\d{{4}}\.?\s+{MONTH}\s+\d{{1,2}}\.?"
    r"|\b\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d+월\s*\d+일|\d+月\d+日|\b(?:19|20)\d\d\b",
    re.I,
)
TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:hrs|uhr|am|pm|ist|gmt|utc|h)?\b|\b(?:ist|gmt|utc|est|cet|uhr|hrs)\b"
    rf"|{any_of(Are.WEEKDAY)}",
    re.I,
)
"""Times, their zones and days of the week."""
DIGIT = re.compile(r"\d")


def undated(text: str, gap: str = "") -> str:
    """Return a line without its dates, times and days of the week; without a digit there is no date to search."""
    return TIME.sub(gap, DATE.sub(gap, text) if DIGIT.search(text) else text)


LINK = re.compile(r"[\s,;:/&+|·•.…()\[\]（）【】〔〕*_<>«»\"“”„'’‘=~-]+|–|—", re.U)
WORDS = plain(Are.CREDIT, Are.BY, Are.LABEL, Are.JOINING, Are.WITH) | {"©", "©️", "(c)"}
"""Words of a credit line that credit nobody."""

MISREAD = frozenset(wrong for word in plain(Are.AGENCY) if word.isalpha() and len(word) > 5 for wrong in misread(word))
"""The word for an agency misread, beside a name that old newspapers print: "Agencc Havas"."""

STAFF = plain(Are.STAFF)
"""Words that stand for the outlet itself."""

ARTICLES = frozenset(articles())

OUTLET = re.compile(any_of(Are.OUTLET), re.I)
"""What only the names of outlets have: "The Courier", "Daily News"."""

GRAPHIC = re.compile(any_of(Are.PICTURE), re.I)
PERSON = re.compile(
    rf"\b[{UPPER}][\w.'’-]*(?:\s+(?:van|de|da|von|der|al|el|bin|la|le|del|di))*(?:\s+[{UPPER}][\w.'’-]*)+"
)


class Kind(Enum):
    """What a credit line is made of."""

    AGENCIES = 1  # agencies, desks and dates only
    STAFF = 2  # agencies and an outlet's mark or initials
    PERSON = 3  # agencies and a name: a photographer, a reporter
    PICTURE = 4  # agencies and a word of pictures
    OTHER = 5  # a sentence


@dataclass(frozen=True, slots=True)
class Parts:
    """The kind of a credit line and the words that are no agency's."""

    kind: Kind
    rest: tuple[str, ...] = ()


def parts(text: str, start: int, end: int, names: tuple[Name, ...], catalogue: Catalogue) -> Parts:
    """Say what ``text[start:end]`` is made of, given the names found in it."""
    pieces, at, old = [], start, False
    for name in names:
        if name.end <= start or name.start >= end:
            continue
        pieces.append(text[at : name.start])
        old = old or bool(catalogue.by_id[name.agency].ocr)
        at, desks = name.end, catalogue.by_id[name.agency].desks
        if desks and (desk := re.match(r"\s?[/-]\s?([A-Za-z]{2,7})\b", text[at:end])) and desk[1].lower() in desks:
            at += desk.end()
    pieces.append(text[at:end])
    rest = " \x00 ".join(pieces)
    if GRAPHIC.search(rest):
        return Parts(Kind.PICTURE, (rest.strip(),))
    rest = undated(rest, " ")
    outlet: tuple[str, ...] = ()
    if person := PERSON.search(rest.replace("\x00", "|")):
        if person.group().split()[0].lower() not in ARTICLES and not OUTLET.search(person.group()):
            return Parts(Kind.PERSON, (person.group(),))
        outlet, rest = (person.group(),), rest.replace(person.group(), " ")
    words = [
        word
        for word in LINK.split(rest.replace("\x00", " "))
        if word and word.lower() not in WORDS and not word.isdigit() and not (old and word.lower() in MISREAD)
    ]
    if outlet:
        return Parts(Kind.OTHER if words else Kind.STAFF, (*outlet, *words))
    if not words:
        return Parts(Kind.AGENCIES)
    if len(words) <= 4 and all(_is_mark(word) for word in words):
        return Parts(Kind.STAFF, tuple(words))
    return Parts(Kind.OTHER, tuple(words))


def _is_mark(word: str) -> bool:
    """Say whether a word is an outlet's mark or a journalist's initials: "red", "kra", "FMW", "Spektrum.de"."""
    return (
        word.lower() in STAFF
        or len(word) <= 4
        or (word.isupper() and len(word) <= 8)
        or "." in word
        or word[:1].isupper()
    )


def small(names: tuple[Name, ...]) -> bool:
    """Say whether all names stand in letters that are not the agency's own."""
    return all(name.strength is Strength.SMALL for name in names)
