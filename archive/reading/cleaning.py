"""Lines that are not the article's: teasers, ad markers, prompts. What they look like is data, read once.

``teasers.toml`` and ``furniture.toml`` hold one phrase a row with an example that goes and, where a sentence could
begin alike, a counter example that stays. A credit line is never dropped: it goes to the margins.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from archive.article import Margin, Place

_SEPARATOR = r"\s*(?:[:：|>»→]|[-–—]+(?=\s|$)|[-–—](?=\S)|\.{3}|…)"
_LEAD = r"^[\s\W]{0,6}"
_GLUED_MAX = 260  # characters of a teaser glued to a sentence; what is longer holds text of the article, too
_TEASER_MAX = 300  # characters of a teaser on its own line
_START_MAX = 160
_QUOTES = re.compile(r"[\"“”„«»]")
_CREDIT = re.compile(
    r"©|\(c\)|copyright|all rights reserved|\bsource\b|\bquelle\b|\bfuente\b|\bfonte\b|agenc|agent?ur|agenzi|"
    r"\bvia\b|with inputs|contributed|syndicated|newswire|एजेंसी|वार्ता",
    re.I,
)
_WORDLESS = re.compile(r"[\W_\d]*")


def clean(paragraphs: Sequence[str], headline: str) -> tuple[list[str], list[Margin]]:
    """Return the paragraphs without junk, and the credit lines that stood among it as margins.

    Dropped: teasers (a whole line, or glued to the end of a sentence, which stays whole), furniture, a first
    paragraph that repeats the headline, the same line straight after itself, lines without a letter or digit.
    """
    kept: list[str] = []
    moved: list[Margin] = []
    title = fold(headline)
    for paragraph in paragraphs:
        line = without_glued_teaser(paragraph)
        folded = fold(line)
        if not folded or (kept and folded == fold(kept[-1])) or (len(kept) < 3 and title and folded == title):
            continue
        if is_teaser(line) or furniture(line):
            if _CREDIT.search(line) and not is_teaser(line):
                moved.append(Margin(Place.BELOW, line[:300], "credit"))
            continue
        kept.append(line)
    return kept, moved


def is_teaser(line: str) -> bool:
    """Say whether a line is a related-link teaser: a phrase alone, or a phrase, a separator and a headline."""
    return len(line) <= _TEASER_MAX and bool(_teasers()[0].match(_plain(line)))


def without_glued_teaser(line: str) -> str:
    """Return the line without teasers glued to the end of a sentence ("…in May.Also Read: Prices rise")."""
    plain = _plain(line)
    for match in _teasers()[1].finditer(plain):
        if len(plain) - match.end() <= _GLUED_MAX and len(plain) == len(line):
            return line[: match.start("teaser")].rstrip(" \t([")
    return line


def furniture(line: str) -> str:
    """Return the kind of furniture a line is (``ad``, ``share``, …), empty for article text."""
    if kind := _furniture()[0].get(fold(line)):
        return kind
    if len(line) > _START_MAX or _QUOTES.search(line):
        return ""
    match = _furniture()[1].match(_plain(line))
    return _furniture()[2][_plain(match.group(1))] if match else ""


def fold(text: str) -> str:
    """Return the letters and digits of a text in one case: what makes two lines the same line."""
    return re.sub(r"[^\w]+|_", "", text).casefold()


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a data file of this folder (``teasers``: ``teaser``; ``furniture``: ``furniture``)."""
    data = tomllib.loads(files("archive.reading").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return [row for table in data.values() for row in table]


def _plain(line: str) -> str:
    """Lower the case letter by letter, keeping the length, and take the accents of the French capitals à and é."""
    line = unicodedata.normalize("NFC", line)
    if len(lowered := line.lower()) != len(line):  # a Turkish İ becomes two characters
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in line)
    return lowered.translate({0xE0: "a", 0x2019: "'"})


@cache
def _teasers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    phrases = sorted({_plain(row["phrase"]) for row in rows("teasers")}, key=len, reverse=True)
    any_phrase = "|".join(map(re.escape, phrases))
    alone = re.compile(rf"{_LEAD}(?:{any_phrase})(?:{_SEPARATOR}.*|\W*)$", re.S)
    bracketed = "|".join(re.escape(phrase) for phrase in phrases if phrase.startswith("【"))
    own = re.compile(rf"(?:{alone.pattern}|{_LEAD}(?:{bracketed}))", re.S) if bracketed else alone
    glued = re.compile(rf"(?<=[.!?…»”«“‘’\"'।。)])\s*(?P<teaser>[(\[]?\s*(?:{any_phrase}){_SEPARATOR})")
    return own, glued


@cache
def _furniture() -> tuple[dict[str, str], re.Pattern[str], dict[str, str]]:
    table = rows("furniture")
    whole = {fold(row["phrase"]): row["kind"] for row in table if row["match"] == "line"}
    starts = {_plain(row["phrase"]): row["kind"] for row in table if row["match"] == "start"}
    phrases = sorted(starts, key=len, reverse=True)
    return whole, re.compile(rf"{_LEAD}({'|'.join(map(re.escape, phrases))})(?!\w)"), starts
