"""Read a byline: whose article is it when persons, the outlet and agencies share the line?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.article import Role
from archive.attribution.line import Group
from archive.attribution.names import Strength
from archive.attribution.parts import DATE, TIME
from archive.attribution.phrases import lower

MAX_BYLINE = 140  # characters; longer "bylines" are author boxes with a biography
AGENCIES = re.compile(
    r"(?<!\w)(?P<with>with\s+(?:inputs?\s+from\s+)?|and\s+|&\s*|/\s*|mit\s+|und\s+|avec\s+|et\s+|con\s+|y\s+|com\s+|e\s+)?"
    r"(?P<word>(?:news\s+|wire\s+)?agencies|nachrichtenagenturen|agenturen|agences|agencias|agências|agenzie|wire\s+reports|wire\s+services|agency\s+inputs|persbureaus)\b"
)
"""Agencies without a name in a byline, alone or behind the outlet's own people."""

JOINED = re.compile(
    r"(?:\b(?:and|und|et|y|e|og|och|en|i|with|mit|avec|con|com|met|med|s|inputs from)|[&+/,])"
    r"\s*(?:the|der|l['’])?\s*[(]?$",
    re.I,
)
WITH = re.compile(
    r"(?:\bwith|\bmit|\bavec|\bcon|\bcom|\bmet|\bmed|\binputs from|\bfiles from|\bagency)\b[^|]{0,40}$", re.I
)
LEAD = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|autor|author|written by|posted by|story by|source|text|de)\b\s*:?\s*"
    r"|^[-–—•|*:\s]+",
    re.I,
)
OFFICE = re.compile(
    r"writers?|reporters?|correspondents?|staff|news|agency|agencia|media|editors?|desk|wire|feed|sport|online|in\b|bureau|service",
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


def unnamed_byline(text: str) -> tuple[Role, int, int] | None:
    """Return role and place of agencies without a name in a byline ("Agencies", "Staff and agencies"), or None."""
    if len(text) > MAX_BYLINE:
        return None
    if not (match := AGENCIES.search(lower(text))):
        return None
    before = LEAD.sub("", text[: match.start()]).strip(" |•·-–—:(\n")
    if (match["with"] and before) or before:
        return (
            (Role.INPUT, match.start(), match.end())
            if match["with"] or (len(before) < 60 and match["word"] == "agency inputs")
            else None
        )
    rest = _undated(text[match.end() :]).strip(" |•·-–—:)\n,.")
    return (Role.ORIGIN, match.start(), match.end()) if len(rest) <= 40 else None
