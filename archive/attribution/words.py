"""Word lists: the ``[[words]]`` rows of ``phrases/<language>.toml``, and patterns made of them.

A row says what its words are ("joining", "month", "picture" …), lists them, and gives an example. ``*`` behind a word
stands for any ending ("sept*"), before it for any beginning ("*foto*"). Lists of all languages are used together: a
byline seldom says in which it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from archive.alternation import either

FOLDER = Path(__file__).with_name("phrases")

LETTER = r"[\w\u064b-\u0652\u0900-\u0963\u0966-\u0dff]"
"""What continues a word; ``\\w`` alone takes the vowel signs of Arabic and the Indian scripts for gaps."""

OPEN = re.compile(r"[\u0e00-\u0fff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff]")
"""Scripts in which a word has no gap before or behind it: Thai, Lao, Tibetan, Chinese, Japanese, Korean."""

_MEANINGS = {" ": r"\s+", "*": rf"{LETTER}*"}
"""What stands for more than itself in a word of a row."""


class Are(StrEnum):
    """What the words of a row are."""

    BY = "by"  # before the author: "By Jane Roe"
    LABEL = "label"  # names what follows: "Source: Reuters"
    CITY = "city"  # first words of the names of places that look like a person's: "New Delhi"
    OUTLET = "outlet"  # in the names of outlets, not of persons: "Press", "Redaktion"
    RIGHTS = "rights"  # behind the owner of a copyright
    JOINING = "joining"  # between two that share a byline: "Jane Roe and Reuters"
    WITH = "with"  # before the agency that gave material: "The Courier with Reuters"
    OFFICE = "office"  # behind an agency whose reporter it is: "AP Business Writer"
    STAFF = "staff"  # the outlet itself: "(red/dpa)"
    PICTURE = "picture"  # pictures: "Photo: AFP"
    MONTH = "month"
    WEEKDAY = "weekday"
    DATED = "dated"  # before or in the date of an article: "Updated"
    PLACE = "place"  # small words inside the names of places: "Rio de Janeiro"
    CREDIT = "credit"  # words of a credit line that credit nobody: "Source", "news agency"
    BIOGRAPHY = "biography"  # what only a biography says: "formerly"
    AGENCY = "agency"  # "news agency": beside a name they say that it is one
    TRADE = "trade"  # before "agency": one that sends no news: "travel agency"
    ENDING = "ending"  # of a case, behind a hyphen, a colon or an apostrophe: "BNS-ile", "STT:lle"
    REPORT = "report"  # saying and reporting: near the name of an agency they make it a source
    SAYING = "saying"  # what any body does, not only an agency: "PTI said", but not "told PTI"
    BODY = "body"  # behind an abbreviation: it is a party, a police, a payment network: "AAP leader", "UPI users"
    AT = "at"  # before an agency where somebody works or something happens: "at the news agency AFP"
    TEASER = "teaser"  # opens a link to another article: "Also read: …"
    FIRM = "firm"  # behind the name of a firm: its business, not its news: "Wolff Ltd"
    OPENING = "opening"  # before the name of an outlet: "AFP/The Courier"
    GLUED = "glued"  # letters written together with the next word: "and", "to", "the"
    PREFIX = "prefix"  # of those letters the prepositions, which make a name a source
    PARTICLE = "particle"  # small words of sentences, with which a row of words is no list of names
    SITE = "site"  # the outlet's own pages: what a line of the imprint says of them credits no article


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row: words of one language."""

    language: str
    are: Are
    words: tuple[str, ...]
    example: str


@cache
def word_rows() -> tuple[WordRow, ...]:
    """Read the rows of all languages."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in table.get("words", ()):
            found.append(WordRow(table["language"], Are(row["are"]), tuple(row["words"]), row["example"]))
    return tuple(found)


@cache
def articles() -> tuple[str, ...]:
    """Return the small words that may stand between a phrase and a name ("the", "l'"), of all languages."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return tuple(sorted({word for table in tables for word in table["articles"]}, key=len, reverse=True))


def words(*are: Are) -> tuple[str, ...]:
    """Return the words of these kinds in all languages, as written, each once."""
    return tuple(dict.fromkeys(word for row in word_rows() if row.are in are for word in row.words))


def plain(*are: Are) -> frozenset[str]:
    """Return the words of these kinds that are written without ``*``, in small letters."""
    return frozenset(word.lower() for word in words(*are) if "*" not in word)


@cache
def any_of(*are: Are) -> str:
    """Return a pattern that matches one whole word of these kinds; compile it with ``re.I``."""
    found = words(*are)
    parts = [word.strip("*") for word in found if word.startswith("*")]
    open_ = [word.rstrip("*") for word in found if OPEN.match(word)]
    whole = [word for word in found if not word.startswith("*") and not OPEN.match(word)]
    patterns = [
        rf"(?<!{LETTER})(?:{_either(whole)})(?!{LETTER})" if whole else "",
        rf"(?<!{LETTER}){LETTER}{{0,24}}?(?:{_either(parts)}){LETTER}*" if parts else "",
        _either(open_) if open_ else "",
    ]
    return f"(?:{'|'.join(pattern for pattern in patterns if pattern)})"


def _either(found: Iterable[str]) -> str:
    return either((word.lower() for word in found), _MEANINGS)
