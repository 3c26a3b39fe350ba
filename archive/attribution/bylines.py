"""Read a byline: whose article is it when persons, the outlet and agencies share the line?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.article import Form, Role
from archive.attribution.line import Group
from archive.attribution.names import Strength
from archive.attribution.parts import DATE, TIME
from archive.attribution.phrases import Phrases, Stands

MAX_BYLINE = 140  # characters; longer "bylines" are author boxes with a biography
JOINED = re.compile(
    r"(?:\b(?:and|und|et|y|e|og|och|en|i|with|mit|avec|con|com|met|med|s|inputs from)|[&+/,])"
    r"\s*(?:the|der|l['’])?\s*[(]?$",
    re.I,
)
WITH = re.compile(
    r"(?:\bwith|\bmit|\bavec|\bcon|\bcom|\bmet|\bmed|\binputs from|\bfiles from|\bagency)\b[^|]{0,40}$", re.I
)
LEAD = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|autor|author|periodista(?: digital)?|journaliste?"
    r"|written by|posted by|story by|source|text|de)\b\s*:?\s*"
    r"|^[-–—•|*:\s]+",
    re.I,
)
OFFICE = re.compile(
    r"(?:\w+ ){0,2}(?:writer|reporter|correspondent|editor)s?$"
    r"|writers?|reporters?|correspondents?|staff|news|agency|agencia|media|editors?|desk|wire|feed|sport|online|in\b|bureau|service",
    re.I,
)
MEMBERS = re.compile(
    r"formerly|former|previously|worked|writes for|contributor to|author of|award|"
    r"freelance|his work|her work|has written|covers|years",
    re.I,
)


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
        or MEMBERS.search(text)
        or (all(name.strength is Strength.SMALL for name in group.names) and "@" in text)
    ):
        return None
    if (
        all(name.strength is Strength.SMALL for name in group.names)
        and not WITH.search(text[: group.start].rstrip(" ("))
        and "/" not in text
    ):
        return None if not OFFICE.match(text[group.end :].lstrip()) else Byline(Role.ORIGIN, False)
    before = LEAD.sub("", _undated(text[: group.start])).strip(" |•·-–—:([\n\t\u00a0")
    after = re.sub(r"^[)\]\s|•·:–—-]+", "", _undated(text[group.end :]))
    raw_before = text[: group.start].rstrip(" ([")
    raw_after = text[group.end :].lstrip()
    if WITH.search(raw_before) and before:
        return Byline(Role.INPUT, True)
    if not before and not _has_person(after, raw_after):
        return Byline(Role.ORIGIN, False)
    if before and JOINED.search(raw_before):
        if raw_before.endswith(",") and not re.search(r"/", raw_before):
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


def _undated(text: str) -> str:
    return TIME.sub("", DATE.sub("", text))


def _has_person(after: str, raw_after: str) -> bool:
    """Say whether somebody of the outlet follows the agency: "Reuters, Jo Doe", "dpa/abc"."""
    if not re.match(r"[,/&+]|(?:and|und|et|y|e|mit|with)\b", raw_after):
        return False
    rest = re.sub(r"^(?:[,/&+]|and|und|et|y|e|mit|with)\s*", "", raw_after)
    rest = _undated(rest).strip(" ,.|:·-–—")
    words = re.findall(r"[^\W\d_][\w.'’-]*", rest)
    if (
        not words
        or OFFICE.match(rest)
        or re.match(r"updated|published|posted|last|aktualisiert|stand|uhr|am\b|um\b|min|lesezeit", rest, re.I)
    ):
        return False
    slash = raw_after.startswith("/")
    return (slash and len(words) <= 3) or (
        len(words) in (2, 3, 4) and all(word[:1].isupper() or len(word) <= 3 for word in words) and after != ""
    )


def unnamed_byline(text: str, phrases: Phrases) -> tuple[Role, int, int] | None:
    """Return role and place of agencies without a name in a byline ("Agencies", "Jo Doe and agencies"), or None.

    The words are those of the phrases without a name; a person, the outlet or another agency before them makes a
    mixture, a place or a date behind them does not: "Agencies, Springfield | 3 May 2021".
    """
    if len(text) > MAX_BYLINE or MEMBERS.search(text):
        return None
    cues = [cue for cue in phrases.find(text) if cue.side == "whole" and cue.phrase.stands is Stands.EDGE]
    for cue in sorted(cues, key=lambda cue: (cue.start - cue.end, cue.start)):
        before = LEAD.sub("", _undated(text[: cue.start])).strip(MARKS)
        after = re.sub(r"(?<=\D)(?=\d)", " ", text[cue.end :])
        ends = APART if cue.phrase.form is Form.BYLINE else ENDS
        if not ends.match(after) or len(_undated(after).strip(MARKS)) > PLACE:
            continue
        if cue.phrase.role is Role.INPUT or (before and JOINED.search(text[: cue.start].rstrip())):
            return Role.INPUT, cue.start, cue.end
        if not before:
            return Role.ORIGIN, cue.start, cue.end
    return None


MARKS = " |•·-–—:()\n,."
APART = re.compile(r"\s*(?:$|[|•·,;)–—/]|\d| - )")
"""What must follow a word that is also the beginning of a name: "Agency | Springfield", not "Agencia EFE"."""
ENDS = re.compile(r"\s*(?:$|[\s|•·,;:)\-–—/(]|\d)")
PLACE = 40  # characters behind "Agencies" in a byline: a place, a region
