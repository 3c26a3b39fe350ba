"""Credits to agencies without a name: "(With agency inputs)", "(Agenturen)", "From wire reports"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.article import UNNAMED, Form, Role
from archive.attribution.case import Ruling
from archive.attribution.line import Line
from archive.attribution.names import Name
from archive.attribution.phrases import Cue, Stands
from archive.attribution.words import Are, any_of

OPENS = re.compile(r"(?:^|^\s*[^\W\d_]+\s*[:：]|[(\[（【]|[.!?…»”\"’)।۔。]\s*[-–—/*|]*|\s[-–—/|]+)\s*[-–—*/|]*\s*$")
LABEL = re.compile(r"^\s*[^\W\d_]+\s*[:：]\s*$")
"""A word and a colon: "Source: agencies"."""
CLOSES = re.compile(r"\s*[.।۔*]*\s*(?:[)\]）】]|$|\n|[-–—|/])")
NOTICE = 25  # letters from which a phrase is a whole notice ("published from a wire agency feed"): its words go on
SHORT = 70  # characters of a line that is only a credit
NAMES_BEFORE = re.compile(r"^[^.!?]{3,60}\s$")


def unnamed(line: Line, cues: Iterable[Cue], names: Iterable[Name] = ()) -> Iterable[tuple[str, Ruling]]:
    """Yield what the phrases without a name credit in a line; the longest phrase where several overlap.

    A user's phrase may say which agency it means; the others credit ``unnamed``.
    """
    taken: list[tuple[int, int]] = []
    for cue in sorted(
        (cue for cue in cues if cue.side == "whole" and cue.phrase.form is not Form.BYLINE),
        key=lambda cue: cue.start - cue.end,
    ):
        if any(start < cue.end and cue.start < end for start, end in taken) or line.caption:
            continue
        if any(named_by(line.text, cue, name.start) for name in names):
            continue
        if stands(line, cue):
            taken.append((cue.start, cue.end))
            agency = cue.phrase.agency or UNNAMED
            role = Role.INPUT if DESK.search(line.text[: cue.start]) else cue.phrase.role
            yield agency, Ruling(cue.phrase.form, role, cue.start, cue.end, cue.phrase.rule)


def named_by(text: str, cue: Cue, start: int) -> bool:
    """Say whether a name follows a notice of a feed and tells whose it is: "… from a syndicated feed - IANS"."""
    notice = len(cue.phrase.template) > NOTICE or cue.phrase.stands is Stands.TEXT
    return (
        notice
        and cue.phrase.form is Form.TAGLINE
        and 0 <= start - cue.end <= 10
        and re.fullmatch(r"\s*(?:[-–—:,/(]|(?:of|by|from)(?:\s+the)?\s)\s*", text[cue.end : start]) is not None
    )


def stands(line: Line, cue: Cue) -> bool:
    """Say whether a phrase stands where it credits: filling a bracket or a line, not inside a sentence."""
    if cue.phrase.stands is Stands.TEXT:
        return True
    before, after = line.text[max(0, cue.start - 300) : cue.start], line.text[cue.end :]
    if len(cue.phrase.template) > NOTICE:
        return True
    ends = line.passage or line.first or line.last
    if (
        ends
        and not cue.phrase.agency
        and (_is_place(before, PLACE_LED, after) or _is_place(after, PLACE_BEHIND, before))
    ):
        return True
    if not CLOSES.match(after):
        return False
    words = len(cue.phrase.template.split())
    if OPENS.search(before):
        # one bare word ("agencies", "Agenturen") credits only in brackets or as a line of its own
        alone = bool(re.search(r"[(\[（]\s*$", before) and re.match(r"\s*[.।]?\s*[)\]）]", after)) or not (
            LABEL.sub("", before).strip(" -–—*|") or after.strip(" .)-–—")
        )
        return words > 1 or alone
    people = NAMES_BEFORE.match(before) and (len(line.text) <= SHORT)
    return (
        words > 1
        and cue.phrase.role is Role.INPUT
        and bool(people)
        and before.strip()[:1].isupper()
        and _only_names(before)
    )


DESK = re.compile(rf"^\s*(?:\S+\s+){{0,2}}{any_of(Are.OUTLET, Are.STAFF)}[^.!?]{{0,20}}(?:[/|,]|\s[–—-])\s*$", re.I)
"""The outlet's own desk, which shares a line with the agencies: "Haber Merkezi / Ajanslar"."""

PLACE_LED = re.compile(r"\s*((?:[^\s.,:;!?()|/-]+\s+){1,3})[-–—|/]\s*")
PLACE_BEHIND = re.compile(r"\s*[,|–—-]\s*([^\s.,:;!?()|/-]+(?:\s+[^\s.,:;!?()|/-]+){0,2})\s*")


def _is_place(side: str, pattern: re.Pattern[str], other: str) -> bool:
    """Say whether a line is a place and the agencies: "بيروت - وكالات", "एजेंसी, नई दिल्ली"."""
    place = pattern.fullmatch(side) if not other.strip(" .") else None
    return place is not None and not any(word[:1].islower() for word in place[1].split())


def _only_names(text: str) -> bool:
    return all(word[:1].isupper() or len(word) <= 3 for word in re.findall(r"[^\W\d_][\w'’.-]*", text))
