"""The credits of one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.article import UNNAMED, Credit, Form, Place, Role
from archive.attribution.bylines import read_byline
from archive.attribution.case import Case, Context, Ruling
from archive.attribution.line import Group, Line, groups
from archive.attribution.names import UPPER, Name, Strength, script
from archive.attribution.parts import DATE
from archive.attribution.phrases import Cue
from archive.attribution.rulings import judge
from archive.attribution.unnamed import unnamed
from archive.attribution.words import Are, any_of

EVIDENCE = 120  # characters of evidence kept


HEAD = 3  # paragraphs from the beginning in which a bare agency name is a credit of the text


BARE = 30  # characters of a line that is only "(IANS)" or "AFP"


def line_credits(line: Line, names: tuple[Name, ...], context: Context) -> Iterator[Credit]:
    """Yield the credits of one line of text, given the names found in it."""
    cues = context.catalogue.phrases.find(line.text, context.language, context.host)
    for agency, nameless in unnamed(line, cues, names):
        yield credit_of(agency, nameless, line)
    if line.passage and (dated := _passage_unnamed(line)):
        yield credit_of(UNNAMED, dated, line)
    for _, ruling in rulings(line, names, cues, context):
        if ruling:
            yield from credits_of(ruling, line)


def rulings(
    line: Line, names: tuple[Name, ...], cues: tuple[Cue, ...], context: Context
) -> Iterator[tuple[Group, Ruling | None]]:
    """Yield each group of names in a line with what the rules say of it; None where no rule knows."""
    for group in groups(line, names):
        near, offset = _near(group)
        case = Case(near, _shifted(cues, offset, len(near.line.text)), context)
        byline = _byline_in_text(near) if line.passage or (line.paragraph or 0) <= HEAD else None
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
    seen: dict[tuple[str, Form, Role], Credit] = {}
    for credit in found:
        seen.setdefault((credit.agency, credit.form, credit.role), credit)
    return tuple(seen.values())


def _byline_in_text(group: Group) -> Ruling | None:
    """Judge a line of text as a byline: "By Reuters", "PTI, PTI: Srinagar, Fri Feb 15 2013", "Desk IANS, 12 Jan"."""
    text = group.line.text
    line_of_article = not group.line.passage
    if line_of_article and not is_led(text, group.start):
        return None
    small = not line_of_article and all(name.strength is Strength.SMALL for name in group.names)
    led = is_led(text, group.start) and len(text) <= SHORT_LINE and not re.search(r"[.!?]\s", text)
    dated = (
        not small
        and DATED.match(group.after)
        and script(text[group.start]) != "open"
        and not group.bracket()
        and group.before.strip()[-1:] not in ("/", "=", "-")
    )
    if dated and not re.search(rf"(?:^|[-–—|,:\n])\s*(?:[{UPPER}][\w.'’]*\s+){{0,4}}$", group.before):
        dated = None
    bare = (
        not small
        and not group.before.strip()
        and not group.after.strip()
        and not group.line.text.isupper()
        and " " in text.strip()
    )
    inputs = WITH.search(group.before) and len(text) <= 120 and OUTLET.search(text)
    if inputs and group.bracket():
        return Ruling(Form.BYLINE, Role.INPUT, 0, group.end, "byline: outlet (with agency)", group.names)
    if led or dated:
        start = 0 if led else max(0, group.start)
        said = read_byline(text, group) if led else None
        if led and said is None:
            return None
        return Ruling(Form.BYLINE, said.role if said else Role.ORIGIN, start, group.end, "byline", group.names)
    if bare and re.match(r"(?:agencia|agence|agenzia|agência|the|agentur)\b", text.strip(), re.I):
        return Ruling(Form.BYLINE, Role.ORIGIN, group.start, group.end, "byline: agency alone", group.names)
    return None


DATED = re.compile(
    rf"\s*[,|•·:-]?\s*(?:[^\W\d_][\w ()]{{0,30}}[,:]\s*)?"
    rf"(?:(?:{any_of(Are.WEEKDAY)}|(?:mon|tue|wed|thu|fri|sat|sun))\.?,?\s+)?(?:{DATE.pattern})",
    re.I,
)


PUBLISHED = re.compile(rf"^\s*{any_of(Are.BY)}[\s:]", re.I)


WITH = re.compile(rf"{any_of(Are.WITH)}\s+$", re.I)

OUTLET = re.compile(any_of(Are.BY, Are.STAFF), re.I)

SHORT_LINE = 90


def is_led(text: str, start: int) -> bool:
    """Say whether a line begins like a byline: "By" and a name, not "By a count of …"."""
    if not (match := PUBLISHED.match(text)):
        return False
    rest = text[match.end() :].lstrip(" :")
    return text[: match.end()].rstrip().endswith(":") or not rest[:1].islower() or len(text) - len(rest) >= start - 3


AGENCIES_DATED = re.compile(r"\bAgencies\s*,?\s*(?:Agencies\s*)?:\s*[^\W\d_][\w ()]*\s*,")


def _passage_unnamed(line: Line) -> Ruling | None:
    if match := AGENCIES_DATED.search(line.text):
        return Ruling(Form.BYLINE, Role.ORIGIN, match.start(), match.end(), "byline: agencies, place, date")
    return None
