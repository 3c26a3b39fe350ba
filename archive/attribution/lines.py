"""The credits of one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.article import UNNAMED, Credit, Form, Place, Role
from archive.attribution.case import Case, Context, Ruling
from archive.attribution.line import Group, Line, groups
from archive.attribution.names import Name
from archive.attribution.phrases import Cue
from archive.attribution.rulings import judge
from archive.attribution.signoffs import IN_BRACKETS
from archive.attribution.unmarked import unmarked_byline
from archive.attribution.unnamed import unnamed
from archive.attribution.words import Are, any_of

EVIDENCE = 120  # characters of evidence kept


HEAD = 3  # paragraphs from the beginning in which a bare agency name is a credit of the text


BARE = 30  # characters of a line that is only "(IANS)" or "AFP"


def line_credits(line: Line, names: tuple[Name, ...], context: Context) -> Iterator[Credit]:
    """Yield the credits of one line of text, given the names found in it; a link to another article has none."""
    if TEASER.match(line.text):
        return
    cues = context.catalogue.phrases.find(line.text, context.language, context.host)
    for agency, nameless in unnamed(line, cues, names):
        yield credit_of(agency, nameless, line)
    if line.passage and (dated := _passage_unnamed(line)):
        yield credit_of(UNNAMED, dated, line)
    for _, ruling in rulings(line, names, cues, context):
        if ruling:
            yield from credits_of(ruling, line)


TEASER = re.compile(rf"[\s>»›▶►•*+|\[(-]*(?:{any_of(Are.TEASER)})", re.I)


def rulings(
    line: Line, names: tuple[Name, ...], cues: tuple[Cue, ...], context: Context
) -> Iterator[tuple[Group, Ruling | None]]:
    """Yield each group of names in a line with what the rules say of it; None where no rule knows."""
    for group in groups(line, names):
        near, offset = _near(group)
        shifted = cues if near is group else _shifted(cues, offset, len(near.line.text))
        case = Case(near, shifted, context)
        byline = unmarked_byline(near) if line.passage or (line.paragraph or 0) <= HEAD else None
        ruling = byline or judge(case)
        moved = replace(ruling, start=ruling.start + offset, end=ruling.end + offset) if ruling and offset else ruling
        yield group, moved


WINDOW = 300
"""Characters looked at on either side of a name. The longest credit with its bracket has 160; without a bound, a page
of 30,000 characters in one paragraph with 1,200 names took minutes."""


def _near(group: Group) -> tuple[Group, int]:
    """Return the group in a line cut to its neighbourhood, and how many characters were cut off before it."""
    text = group.line.text
    start, end = max(0, group.start - WINDOW), min(len(text), group.end + WINDOW)
    if end - start == len(text):
        return group, 0
    names = tuple(replace(name, start=name.start - start, end=name.end - start) for name in group.names)
    return Group(names, replace(group.line, text=text[start:end])), start


def _shifted(cues: tuple[Cue, ...], offset: int, length: int) -> tuple[Cue, ...]:
    """Return the cues that lie in a cut line, at their places in it."""
    return tuple(
        replace(cue, start=cue.start - offset, end=cue.end - offset)
        for cue in cues
        if cue.start >= offset and cue.end <= offset + length
    )


def credits_of(ruling: Ruling, line: Line) -> Iterator[Credit]:
    if ruling.form is None:
        return
    for name in ruling.names:
        yield credit_of(name.agency, ruling, line)


def credit_of(agency: str, ruling: Ruling, line: Line) -> Credit:
    assert ruling.form is not None
    start, end = ruling.start, min(ruling.end, ruling.start + EVIDENCE)
    while start < end and line.text[start].isspace():
        start += 1
    here = line.place is Place.TEXT
    return Credit(
        agency=agency,
        form=ruling.form,
        role=ruling.role,
        evidence=line.text[start:end],
        place=line.place,
        paragraph=line.paragraph if here else None,
        start=start if here else None,
        end=end if here else None,
        rule=ruling.rule,
    )


def ends_in_picture(text: str, credits: list[Credit]) -> bool:
    """Say whether a line ends in a picture's credit: a bare agency on the next line is the picture's too."""
    return any(c.role is Role.MEDIA and (c.end or 0) >= len(text.rstrip()) - 3 for c in credits)


def distinct(found: Iterable[Credit]) -> tuple[Credit, ...]:
    """Return each (agency, form, role) once; a name in brackets cites nobody whom the text is credited to besides."""
    every, seen = tuple(found), dict[tuple[str, Form, Role], Credit]()
    credited = {credit.agency for credit in every if credit.role in (Role.ORIGIN, Role.INPUT)}
    for credit in every:
        if credit.rule in IN_BRACKETS and credit.agency in credited:
            continue
        seen.setdefault((credit.agency, credit.form, credit.role), credit)
    return tuple(seen.values())


AGENCIES_DATED = re.compile(r"\bAgencies\s*,?\s*(?:Agencies\s*)?:\s*[^\W\d_][\w ()]*\s*,")


def _passage_unnamed(line: Line) -> Ruling | None:
    if match := AGENCIES_DATED.search(line.text):
        return Ruling(Form.BYLINE, Role.ORIGIN, match.start(), match.end(), "byline: agencies, place, date")
    return None
