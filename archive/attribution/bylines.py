"""Read a byline: whose article is it when persons, the outlet and agencies share the line?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.article import UNNAMED, Form, Role
from archive.attribution.line import Group
from archive.attribution.names import Strength
from archive.attribution.parts import undated
from archive.attribution.phrases import Cue, Stands
from archive.attribution.words import Are, any_of, articles

MAX_BYLINE = 140  # characters; longer "bylines" are author boxes with a biography
JOINED = re.compile(
    rf"(?:{any_of(Are.JOINING, Are.WITH)}|[&+/,])\s*(?:(?:{'|'.join(map(re.escape, articles()))})\s*)?[(]?$", re.I
)
COMMA = re.compile(rf",\s*(?:(?:{'|'.join(map(re.escape, articles()))})\s*)?$", re.I)
JOINING = re.compile(rf"[,/&+]|{any_of(Are.JOINING, Are.WITH)}", re.I)
WITH = re.compile(rf"{any_of(Are.WITH)}[^|]{{0,40}}$", re.I)
LEAD = re.compile(rf"^{any_of(Are.BY, Are.LABEL)}\s*:?\s*|^[-–—•|*:\s]+", re.I)
OFFICE = re.compile(rf"(?:\w+ ){{0,2}}{any_of(Are.OFFICE)}$|{any_of(Are.OFFICE)}", re.I)
BIOGRAPHY = re.compile(any_of(Are.BIOGRAPHY), re.I)
CITY = re.compile(any_of(Are.CITY), re.I)
DATED = re.compile(any_of(Are.DATED), re.I)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says of the agencies in it."""

    role: Role
    shared: bool  # whether somebody of the outlet shares the line


def read_byline(text: str, group: Group) -> Byline | None:
    """Return the role of the agencies in a byline, or None where the line is no byline or speaks of something else.

    "Name, Agency" and "Name - Agency Writer" are the agency's reporter; "Name and Agency", "Agency, Name", "outlet with
    Agency" and "initials/Agency" are a mixture.
    """
    if (
        len(text) > MAX_BYLINE
        or BIOGRAPHY.search(text)
        or (all(name.strength is Strength.SMALL for name in group.names) and "@" in text)
    ):
        return None
    if (
        all(name.strength is Strength.SMALL for name in group.names)
        and not WITH.search(text[: group.start].rstrip(" ("))
        and "/" not in text
    ):
        return None if not OFFICE.match(text[group.end :].lstrip()) else Byline(Role.ORIGIN, False)
    before = LEAD.sub("", undated(text[: group.start])).strip(" |•·-–—:([\n\t\u00a0")
    after = re.sub(r"^[)\]\s|•·:–—-]+", "", undated(text[group.end :]))
    raw_before = text[: group.start].rstrip(" ([")
    raw_after = text[group.end :].lstrip()
    if WITH.search(raw_before) and before:
        return Byline(Role.INPUT, True)
    if not before and not _has_person(after, raw_after):
        return Byline(Role.ORIGIN, False)
    if before and JOINED.search(raw_before):
        if COMMA.search(raw_before) and "/" not in raw_before:
            return Byline(Role.ORIGIN, False)  # "Meg Doe and Erin Roe, Associated Press"
        return Byline(Role.INPUT, True)
    if not before:
        return Byline(Role.INPUT, True)
    glued = re.search(r"[^\W\d_]\s+$", text[: group.start]) is not None
    if any(name.strength is not Strength.SURE for name in group.names) and glued and not OFFICE.match(after):
        return None  # "Ostbelgien Direkt" is no "Direkt"
    if any(name.strength is Strength.SMALL for name in group.names) and not OFFICE.match(after):
        return None
    return Byline(Role.ORIGIN, False)


def _has_person(after: str, raw_after: str) -> bool:
    """Say whether somebody of the outlet follows the agency: "Reuters, Jo Doe", "dpa/abc"."""
    if not (joined := JOINING.match(raw_after)):
        return False
    rest = raw_after[joined.end() :].lstrip()
    rest = undated(rest).strip(" ,.|:·-–—")
    words = re.findall(r"[^\W\d_][\w.'’-]*", rest)
    slash = raw_after.startswith("/")
    if not words or OFFICE.match(rest) or DATED.match(rest) or (not slash and CITY.match(rest)):
        return False
    return (slash and len(words) <= 3) or (
        len(words) in (2, 3, 4) and all(word[:1].isupper() or len(word) <= 3 for word in words) and after != ""
    )


def unnamed_byline(text: str, cues: Iterable[Cue]) -> tuple[str, Role, int, int] | None:
    """Return agency, role and place of a phrase without a name in a byline ("Jo Doe and agencies"), or None.

    The words are those of the phrases without a name; a person, the outlet or another agency before them makes a
    mixture, a place or a date behind them does not: "Agencies, Springfield | 3 May 2021".
    """
    if len(text) > MAX_BYLINE or BIOGRAPHY.search(text):
        return None
    edges = [cue for cue in cues if cue.side == "whole" and cue.phrase.stands is Stands.EDGE]
    for cue in sorted(edges, key=lambda cue: (cue.start - cue.end, cue.start)):
        before = LEAD.sub("", undated(text[: cue.start])).strip(MARKS)
        after = re.sub(r"(?<=\D)(?=\d)", " ", text[cue.end :])
        ends = APART if cue.phrase.form is Form.BYLINE else ENDS
        agency = cue.phrase.agency or UNNAMED
        if not ends.match(after) or len(undated(after).strip(MARKS)) > PLACE:
            continue
        if cue.phrase.role is Role.INPUT or (before and JOINED.search(text[: cue.start].rstrip())):
            return agency, Role.INPUT, cue.start, cue.end
        if not before:
            return agency, Role.ORIGIN, cue.start, cue.end
    return None


MARKS = " |•·-–—:()\n,."
APART = re.compile(r"\s*(?:$|[|•·,;)–—/]|\d| - )")
"""What must follow a word that is also the beginning of a name: "Agency | Springfield", not "Agencia EFE"."""
ENDS = re.compile(r"\s*(?:$|[\s|•·,;:)\-–—/(]|\d)")
PLACE = 40  # characters behind "Agencies" in a byline: a place, a region
