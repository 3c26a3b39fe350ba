"""Lines that are not the article's: teasers, ad markers, prompts. What they look like is data, read once.

``teasers.toml`` and ``furniture.toml`` hold one phrase a row with an example that goes and, where a sentence could
begin alike, a counter example that stays. A credit line is never dropped: it goes to the margins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from lxml import etree

from archive.alternation import either
from archive.article import Margin, Place
from archive.reading.appeals import is_appeal, is_plain_appeal
from archive.reading.credits import hints_at_credit
from archive.reading.folding import fold
from archive.reading.lines import Line
from archive.reading.passages import Passage
from archive.reading.phrases import plain, rows
from archive.reading.tree import text_of

_SEPARATOR = r"\s*(?:[:：|>»→]|[-–—]+(?=\s|$)|[-–—](?=\S)|\.{3}|…)"
_LEAD = r"^[\s\W]{0,6}"
_GLUED_MAX = 260  # characters of a teaser glued to a sentence; what is longer holds text of the article, too
_TEASER_MAX = 300  # characters of a teaser on its own line
_START_MAX = 160
_BETWEEN_MAX = 600  # characters of a server's message, with the path of its file
_LINKS = 5  # links of a line looked at
_QUOTES = re.compile(r"[\"“”„«»]")


def clean(passages: Sequence[Passage], lines: Sequence[Line], headline: str) -> tuple[list[Passage], list[Margin]]:
    """Return the passages without junk, and the credit lines that stood among it as margins.

    Dropped: teasers (a whole line, or glued to the end of a sentence, which stays whole), furniture, a first
    paragraph that repeats the headline, the same line straight after itself, lines without a letter or digit.
    """
    kept: list[Passage] = []
    moved: list[Margin] = []
    title = fold(headline)
    for passage in passages:
        line = without_glued_teaser(passage.text)
        folded = fold(line)
        if not folded or (kept and folded == fold(kept[-1].text)) or (len(kept) < 3 and title and folded == title):
            continue
        block = lines[passage.first].block if passage.first >= 0 and lines[passage.first].linked else None
        if is_prompt(line) or (block is not None and _is_linked_appeal(line, block)):
            if hints_at_credit(line) and not is_teaser(line):
                moved.append(Margin(Place.BELOW, line[:300], "credit"))
            continue
        kept.append(passage if line == passage.text else replace(passage, text=line))
    return kept, moved


def _is_linked_appeal(line: str, block: etree._Element) -> bool:
    """Say whether a line with a link is an appeal beyond doubt: a sentence or the link begins with the asking word."""
    return is_appeal(line) and is_plain_appeal(line, [text_of(link) for link in islice(block.iter("a"), _LINKS)])


def is_teaser(line: str) -> bool:
    """Say whether a line is a related-link teaser: a phrase alone, or a phrase, a separator and a headline."""
    return len(line) <= _TEASER_MAX and bool(_teasers()[0].match(plain(line)))


def is_prompt(line: str) -> bool:
    """Say whether a line by itself is known not to be text: a teaser, an ad marker, an appeal, a control."""
    return is_teaser(line) or bool(furniture(line))


def without_glued_teaser(line: str) -> str:
    """Return the line without teasers glued to the end of a sentence ("…in May.Also Read: Prices rise")."""
    lowered = plain(line)
    for match in _teasers()[1].finditer(lowered):
        if len(lowered) - match.end() <= _GLUED_MAX and len(lowered) == len(line):
            return line[: match.start("teaser")].rstrip(" \t([")
    return line


def furniture(line: str) -> str:
    """Return the kind of furniture a line is (``ad``, ``share``, …), empty for article text."""
    if kind := _furniture()[0].get(fold(line)):
        return kind
    if len(line) <= _BETWEEN_MAX and _messages().match(line):
        return "message"
    if len(line) > _START_MAX or _QUOTES.search(line):
        return ""
    match = _furniture()[1].match(plain(line))
    return _furniture()[2][plain(match.group(1))] if match else ""


@cache
def _teasers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    phrases = {plain(row["phrase"]) for row in rows("teasers", "teaser")}
    any_phrase = either(phrases)
    alone = re.compile(rf"{_LEAD}(?:{any_phrase})(?:{_SEPARATOR}.*|\W*)$", re.S)
    bracketed = either(phrase for phrase in phrases if phrase.startswith("【"))
    own = re.compile(rf"(?:{alone.pattern}|{_LEAD}(?:{bracketed}))", re.S) if bracketed else alone
    glued = re.compile(rf"(?<=[.!?…»”«“‘’\"'।。)])\s*(?P<teaser>[(\[]?\s*(?:{any_phrase}){_SEPARATOR})")
    return own, glued


@cache
def _furniture() -> tuple[dict[str, str], re.Pattern[str], dict[str, str]]:
    table = rows("furniture", "furniture")
    whole = {fold(row["phrase"]): row["kind"] for row in table if row["match"] == "line"}
    starts = {plain(row["phrase"]): row["kind"] for row in table if row["match"] == "start"}
    return whole, re.compile(rf"{_LEAD}({either(starts)})(?!\w)"), starts


@cache
def _messages() -> re.Pattern[str]:
    """What servers and scripts leave in a text: a line that begins with a phrase and holds others in their order."""
    table = (row for row in rows("furniture", "furniture") if row["match"] == "between")
    return re.compile("|".join(".*".join(map(re.escape, [row["phrase"], *row["holds"]])) for row in table), re.S)
