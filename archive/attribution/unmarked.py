"""Bylines that nothing marks as such: lines of a passage, or of a text, that say who wrote it."""

from __future__ import annotations

import re

from archive.article import Form, Role
from archive.attribution.bylines import read_byline
from archive.attribution.case import Ruling
from archive.attribution.line import Group
from archive.attribution.names import UPPER, Strength, script
from archive.attribution.parts import DATE, TIME
from archive.attribution.words import Are, any_of


def unmarked_byline(group: Group) -> Ruling | None:
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
    if group.line.passage and not small and (ruling := _by_its_neighbours(group)):
        return ruling
    day = DATED.match(group.after) if dated and not led and not group.before.strip() else None
    if day and BEGINS.match(group.after, day.end()):
        end = group.end + day.end()
        return Ruling(Form.DATELINE, Role.ORIGIN, group.start, end, "dateline: agency, date.", group.names)
    if led or dated:
        start = 0 if led else max(0, group.start)
        said = read_byline(text, group) if led else None
        if led and said is None:
            return None
        return Ruling(Form.BYLINE, said.role if said else Role.ORIGIN, start, group.end, "byline", group.names)
    if bare and re.match(r"(?:agencia|agence|agenzia|agência|the|agentur)\b", text.strip(), re.I):
        return Ruling(Form.BYLINE, Role.ORIGIN, group.start, group.end, "byline: agency alone", group.names)
    return None


def _by_its_neighbours(group: Group) -> Ruling | None:
    """Judge a name by what stands directly before and behind it in a line without a sentence."""
    text, before, after = group.line.text, group.before, group.after
    byline = Ruling(Form.BYLINE, Role.ORIGIN, group.start, group.end, "byline: agency, place", group.names)
    sure = any(name.strength is Strength.SURE for name in group.names)
    if not before.strip() and len(text) <= SHORT_LINE and re.fullmatch(PLACE_BEHIND if sure else PLACE_CLOSE, after):
        if OUTLET_NAME.search(after):
            return Ruling(Form.BYLINE, Role.INPUT, group.start, group.end, "byline: agency, outlet", group.names)
        return byline
    if CLOCK.search(before) and re.match(r"\s+[^\W\d_][\w .()-]{1,30}\s*[:|]", after):
        return byline
    if not after.strip(" .") and re.fullmatch(r"\s*(?:[^\s.!?]+\s+){1,3}\+\s*", before):
        return Ruling(Form.BYLINE, Role.INPUT, group.start, group.end, "byline: outlet + agency", group.names)
    if not after.strip(" .") and len(text) <= SHORT_LINE and (ruling := _signed(group)):
        return ruling
    shared = SHARED.search(before)
    if shared and not after.strip(" .") and len(text) <= SHORT_LINE and _is_desk(before[: shared.start()]):
        return Ruling(Form.BYLINE, Role.INPUT, group.start, group.end, "byline: desk and agency", group.names)
    said = WITH.search(before)
    outlet = said and OUTLET_ALONE.search(before[: said.start()])
    if outlet and not GIVEN.fullmatch(outlet.group()) and not after.strip(" .") and len(text) <= SHORT_LINE:
        return Ruling(Form.BYLINE, Role.INPUT, group.start, group.end, "byline: outlet with agency", group.names)
    return None


def _signed(group: Group) -> Ruling | None:
    """Judge a line that ends in agencies and has no sentence: a desk of theirs, their reporters, or an outlet."""
    before = group.before
    if DESK_ALONE.fullmatch(before):
        return Ruling(Form.BYLINE, Role.ORIGIN, group.start, group.end, "byline: desk of the agency", group.names)
    if PERSONS.fullmatch(before) and not OUTLET_NAME.search(before) and len(group.names) == 1:
        return Ruling(Form.BYLINE, Role.ORIGIN, 0, group.end, "byline: name, agency", group.names)
    if OUTLET_UNCASED.fullmatch(before) and (len(group.names) > 1 or len(before.split()) == 1):
        return Ruling(Form.BYLINE, Role.INPUT, group.start, group.end, "byline: outlet, agencies", group.names)
    return None


DESK_ALONE = re.compile(rf"\s*{any_of(Are.OUTLET, Are.STAFF)}\s+", re.I)

OUTLET_NAME = re.compile(any_of(Are.OUTLET, Are.STAFF), re.I)

PERSONS = re.compile(
    rf"\s*[{UPPER}][^\W\d_]*[^\W\d_A-Z][.'’]?(?:[ -][{UPPER}][\w.'’]*[^\W\d_A-Z]){{1,2}}"
    rf"(?:\s+(?:{any_of(Are.JOINING)}|&)\s+[{UPPER}][\w.'’]+(?:[ -][{UPPER}][\w.'’]+){{1,2}})+,\s*",
)
"""Two persons or more and a comma. One alone is no proof: "Trump Sues Facebook, Reuters" is a headline."""

OUTLET_UNCASED = re.compile(r"\s*(?:[\u0590-\u0dff]+ ?){1,3}[،,/]\s*")
"""One to three words of a script without capitals and a comma: "العربي الجديد، فرانس برس، رويترز"."""


def _is_desk(before: str) -> bool:
    """Say whether a line begins with an outlet's own desk and nothing else: "Dış Haberler Servisi"."""
    rest = PUBLISHED.sub("", before)
    desk = DESK.search(rest)
    return (
        desk is not None and len(rest[: desk.start()].split()) <= 2 and len(rest.split()) <= 4 and not STOP.search(rest)
    )


STOP = re.compile(r"[.!?;]\s")

SHARED = re.compile(rf"\s*(?:[,/&+|]|{any_of(Are.JOINING)})\s*$", re.I)

DESK = re.compile(any_of(Are.STAFF, Are.OUTLET), re.I)

PLACE_BEHIND = r"(?:\s*[,|]|\s*[–—]|\s+-)\s*[^\W\d_][^\s\d,.;:!?]{2,}(?:[ -][^\s\d,.;:!?]{2,})?\s*"
"""A place alone behind a name that opens a line: "Reuters, London", "STT–Helsinki"."""

PLACE_CLOSE = r"\s*(?:,\s*|[–—](?=\S))[^\W\d_][^\s\d,.;:!?]{2,}(?:[ -][^\s\d,.;:!?]{2,})?\s*"
"""The same behind a name with other meanings: "AP – Hyderabad" and "PAP | Singapore" may be the state, the party."""

CLOCK = re.compile(rf"(?:{TIME.pattern})\s*[|,:-]?\s*$", re.I)
"""The time of day at the end of what stands before a name: "10:15 IST PTI Chandigarh:"."""

GIVEN = re.compile(rf"\s*{any_of(Are.WITH)}\s+(?:\w+\s+)?", re.I)
"""Given material, not the name of an outlet: "With files from …", "WITH INPUTS FROM …"."""

OUTLET_ALONE = re.compile(rf"(?:^|[|•·\n]|\d)\s*(?:[{UPPER}][\w.'’]*\s+){{1,4}}$")
"""The name of an outlet and nothing else before "with": "… | Le Monde avec Reuters"."""

BEGINS = re.compile(r"(?:\.|(?<=\.))\s+\S{2,}[^\n]{15,}")
"""A stop and a text behind the agency and the date: "ТАСС, 3 мая. Мост …"."""

DATED = re.compile(
    rf"\s*(?:[,|•·:-]\s*(?:[^\W\d_][\w ()]{{0,40}}?[,:]?\s*)?|(?:[^\W\d_][\w ()]{{0,30}}[,:]\s*)?)"
    rf"(?:(?:{any_of(Are.WEEKDAY)}|(?:mon|tue|wed|thu|fri|sat|sun))\.?,?\s+)?(?:{DATE.pattern})",
    re.I,
)


PUBLISHED = re.compile(rf"^[\s*–—-]*{any_of(Are.BY)}[\s:]", re.I)


WITH = re.compile(rf"{any_of(Are.WITH)}\s+$", re.I)

OUTLET = re.compile(any_of(Are.BY, Are.STAFF), re.I)

SHORT_LINE = 90


def is_led(text: str, start: int) -> bool:
    """Say whether a line begins like a byline: "By" and a name, not "By a count of …"."""
    if not (match := PUBLISHED.match(text)):
        return False
    rest = text[match.end() :].lstrip(" :")
    return text[: match.end()].rstrip().endswith(":") or not rest[:1].islower() or len(text) - len(rest) >= start - 3
