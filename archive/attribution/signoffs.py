"""Credits that stand alone: "(dpa)", "--IANS", "© AFP", and phrases that credit the text: "With inputs from …"."""

from __future__ import annotations

import re

from archive.alternation import either
from archive.article import Form, Place, Role
from archive.attribution.case import Case, Ruling
from archive.attribution.line import STOP
from archive.attribution.parts import DATE, Kind, parts, small
from archive.attribution.phrases import REACH, SENTENCE_END, Stands
from archive.attribution.unnamed import named_by
from archive.attribution.words import Are, any_of, plain, words

ALONE = "name alone above the text: under a picture"
"""The rule that takes a bare name above the text for a picture's, unless the page credits the agency elsewhere."""


IN_SENTENCE = "name in brackets inside a sentence"
IN_TEXT = "a passage inside the text, credited alone"
IN_BRACKETS = frozenset((IN_SENTENCE, IN_TEXT))
"""The rules of a name in brackets that neither opens nor closes the text."""

REPORTERS = "reporters of the agency contributed"
"""The rule of "AP writers Jane Roe and Jo Doe contributed": under the agency's own text they wrote it."""


def signoff(case: Case) -> Ruling | None:
    """A credit that stands alone: "(dpa)", "--IANS", "© AFP", "/ AFP, AP" behind the last sentence, or a bare line."""
    group, text, line = case.group, case.text, case.line
    bracket = group.bracket()
    if bracket and (bracket[0] == 0 or text[bracket[0]] in OPEN_LATIN):
        return _bracketed(case, *bracket)
    if (
        re.search(r"[|｜]\s*$", group.before)
        and not group.after.strip()
        and line.passage
        and case.sure
        and not SENTENCE_END.search(group.before)
        and not STOP.search(group.before[:-2])
    ):
        return case.ruling(Form.BYLINE, Role.ORIGIN, group.start, group.end, "name behind the title")
    start = _segment_start(case)
    end = len(text.rstrip())
    if len(text[start:end]) > 100:
        return None
    segment = text[start:end]
    found = parts(text, start, end, group.names, case.catalogue)
    whole_line = not text[:start].strip()
    signs = all(case.catalogue.by_id[name.agency].signs_with_reporter for name in group.names)
    lead = text[start : group.start].strip(" -–—/|*_.:•\u00a0")
    if signs and not lead and found.kind is Kind.PERSON and re.match(r"\s*[-–/]\s*\w", group.after):
        return case.ruling(Form.TAGLINE, Role.ORIGIN, group.start, end, "agency and its reporter under the text")
    under = (whole_line and line.paragraph) or (group.before.rstrip()[-1:] == "।" and len(group.after.split()) > 1)
    if under and line.last and not lead and DESK_NAMES.fullmatch(group.after):
        return case.ruling(Form.TAGLINE, Role.ORIGIN, start, end, "agency and the names of its desk")
    told = whole_line or STOP.search(group.before)
    if told and not lead and line.last and not line.caption and _has_initials(case):
        return case.ruling(Form.TAGLINE, Role.ORIGIN, group.start, end, "agency and the initials of its desk")
    if found.kind not in (Kind.AGENCIES, Kind.STAFF) or "?" in segment:
        return None
    if found.kind is Kind.STAFF and not case.sure and re.match(r"\s*\|", group.after):
        return None  # "PAP | Singapore" may be the party
    if lead and not _is_lead(lead) and found.kind is Kind.AGENCIES and not whole_line:
        return None
    if found.kind is Kind.STAFF and (
        len(found.rest) > 2 or not re.search(r"[/|+&,]|\bmit\b|\bund\b|\bavec\b|\bwith\b", segment)
    ):
        return None
    if (not whole_line and text[:start].rstrip().endswith("|")) or (not whole_line and segment.startswith("|")):
        return (
            case.ruling(Form.MEDIA, Role.MEDIA, start, end, "behind a bar: a caption's credit") if case.sure else None
        )
    if line.caption or (not whole_line and not line.last and not _dashed(segment)):
        return (
            case.ruling(Form.MEDIA, Role.MEDIA, start, end, "name behind a caption")
            if case.sure or not whole_line
            else None
        )
    if small(group.names) and not lead:
        return None
    initials = re.match(
        r"\s+[A-Za-z]{2,4}(?:[\s/][A-Za-z]{2,4}){0,3}\s*$", group.after
    )  # the agency's own: "--IANS rk/vd"
    role = Role.INPUT if found.kind is Kind.STAFF and not (initials and not lead) else Role.ORIGIN
    copyright_mark = lead.startswith("©") or lead.lower().startswith("(c)")
    if copyright_mark and not (line.last or line.passage):
        lead = ""  # "© dpa" before or inside the text is a picture's
    if line.place is Place.BELOW and re.match(r"\s*[|•·]", group.after) and DATE.search(group.after):
        return None  # "EFE | 3.5.2024" below the text is a teaser of another article
    outside = line.place is Place.ABOVE or (line.place is Place.BELOW and not whole_line and not _dashed(segment))
    if outside and line.label in ("line", "credit") and not (lead or DATE.search(segment)):
        return case.ruling(Form.MEDIA, Role.MEDIA, start, end, ALONE)
    detached = line.apart and not lead and not _dashed(segment) and not DATE.search(segment)
    if whole_line and (detached or not (line.first or line.last)):
        return case.ruling(Form.MEDIA, Role.MEDIA, start, end, "name alone inside the text") if case.sure else None
    return case.ruling(Form.TAGLINE, role, start, end, "sign-off")


DESK_NAMES = re.compile(rf"(?:\s+(?!(?:{either(words(Are.PARTICLE))})\s)[\u0900-\u0963]{{2,10}}){{1,3}}\s*")
"""One to three words of Devanagari and nothing else: under its Hindi copy PTI signs "भाषा" and its editors' names."""

INITIALS = re.compile(r"(?:\s+[A-Z]{2,4}){2,4}\s*")
"""The initials of editors under Indian copy: "PTI AVI NP"."""


def _has_initials(case: Case) -> bool:
    """Say whether nothing but a desk of the agency and initials follow: "epd lnb bas", "PTI AVI NP"."""
    after = case.group.after
    desks = case.catalogue.by_id[case.group.names[-1].agency].desks
    words = after.split()
    desk = bool(words) and words[0] in desks and len(words) <= 3 and all(len(word) <= 4 for word in words)
    return desk or INITIALS.fullmatch(after) is not None


LEADING = 20  # characters of text behind a bracket that opens a line: "(Belga) Le Conseil d'État a suspendu …"

OPEN_LATIN = "([（［"


def _dashed(segment: str) -> bool:
    return segment.lstrip()[:1] in "-–—/"


def _is_lead(lead: str) -> bool:
    return lead.lower().rstrip(": ") in LEADS


LEADS = plain(Are.BY, Are.LABEL) | {"©", "©️", "(c)", "copyright", "eds"}
"""What may stand before the agency of a sign-off."""


def _segment_start(case: Case) -> int:
    """Return where the segment of the line begins in which the group stands: behind the last end of a sentence."""
    before = case.group.before
    start = 0
    for match in re.finditer(r"(?:[.!?…»”\"’)\]।](?=[\s\-–—/|A-Z©])|[。！？])", before):
        rest = before[match.end() :]
        if (
            not re.search(r"(?<![^\W\d_])[^\W\d_]$", before[: match.start()])
            or match.group() in "।。！？»”…"
            or re.match(r"\s*[-–—/|©]|\s*$", rest)
        ):
            start = match.end()
    while start < len(before) and before[start].isspace():
        start += 1
    return start


def _bracketed(case: Case, opening: int, closing: int) -> Ruling | None:
    text, line = case.text, case.line
    found = parts(text, opening + 1, closing - 1, case.group.names, case.catalogue)
    before, after = text[:opening].rstrip(), text[closing:]
    if found.kind is Kind.PERSON and ";" in text[opening:closing] and not line.caption:
        return case.ruling(Form.TAGLINE, Role.ORIGIN, opening, closing, "reporters, editors and their agency")
    if found.kind in (Kind.PICTURE, Kind.PERSON):
        return case.ruling(Form.MEDIA, Role.MEDIA, opening, closing, "a picture's credit in brackets")
    if found.kind not in (Kind.AGENCIES, Kind.STAFF):
        return None
    if line.caption:
        return case.ruling(Form.MEDIA, Role.MEDIA, opening, closing, "bracket in a caption")
    ends = not after.strip(" .\u00a0") or after[:1] == "\n"
    closed = bool(STOP.search(before)) or not before
    role = Role.ORIGIN if found.kind is Kind.AGENCIES else Role.INPUT
    if ends or closed:
        if not (case.sure or closed or line.last) or (line.place is Place.BELOW and not closed):
            return None  # below the text, "Storm kills nine (AP)" is a teaser
        if line.opens and before and closed and ends:
            return case.ruling(Form.MEDIA, Role.MEDIA, opening, closing, "a caption above the first paragraph")
        if not line.last and line.place is Place.TEXT and (before or not line.first):
            return case.ruling(Form.CITATION, Role.SOURCE, opening, closing, IN_TEXT)
        if KANA.search(before) and not STOP.search(before) and not after.strip():
            return case.ruling(Form.MEDIA, Role.MEDIA, opening, closing, "no sentence before the bracket: a caption")
        if line.place is Place.ABOVE and before and line.label in ("line", "credit"):
            return case.ruling(
                Form.MEDIA, Role.MEDIA, opening, closing, "a sentence above the text ends in brackets: a caption"
            )
        form = Form.DATELINE if not before and len(after) > LEADING else Form.TAGLINE
        return case.ruling(form, role, opening, closing, "sign-off in brackets")
    if case.sure:
        return case.ruling(Form.CITATION, Role.SOURCE, opening, closing, IN_SENTENCE)
    return None


KANA = re.compile(r"[\u3040-\u30ff]")
"""Japanese: a sentence signed there ends in 。 before its bracket, a caption does not."""

COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)[\s©]*(?:\d{4}[\s,]*)?(?:by\s+)?(?:the\s+)?$", re.I)

MARK = re.compile(r"©|\(c\)|\bcopyright\b", re.I)

RESERVED = re.compile(rf"[\s.,]*(?:\d{{4}}[\s.,]*)?(?:{any_of(Are.RIGHTS)}|$)", re.I)


def credit_phrase(case: Case) -> Ruling | None:
    """A phrase that credits the text: "With inputs from …", "mit dpa", "Source: …", "contributed to this report"."""
    group, text, line = case.group, case.text, case.line
    bracket = group.bracket()
    rights = COPYRIGHT.search(group.before)
    if rights and line.opens and line.place is Place.TEXT and group.before[: rights.start()].strip():
        return case.ruling(Form.MEDIA, Role.MEDIA, rights.start(), group.end, "copyright above the first paragraph")
    if rights and not line.passage and MARK.search(group.before[: rights.start()]):
        return None  # "© 2026 The Outlet. © 2026 The Agency": the imprint of the whole site
    if rights and RESERVED.match(group.after) and line.last and not line.caption and line.place is not Place.ABOVE:
        return case.ruling(Form.TAGLINE, Role.ORIGIN, rights.start(), group.end, "copyright of the agency")
    if line.place is Place.BELOW and not rights and MARK.search(group.before):
        return None  # "© 2026 The Outlet. The Agency contributed …": the imprint of the whole site
    cue = case.cue(Form.TAGLINE, Form.BYLINE, within=bracket[0] if bracket else 0)
    if notice := next((one for one in case.cues if one.side == "whole" and named_by(text, one, group.start)), None):
        return case.ruling(notice.phrase.form, notice.phrase.role, notice.start, group.end, notice.phrase.rule)
    if not cue:
        return _contributed(case)
    talked = case.cue(Form.MENTION, stands=(Stands.NEAR,))
    if talked and talked.start <= cue.start and cue.end <= talked.end and talked.start < cue.start:
        return None  # "market data provided by Reuters"
    if line.place is Place.BELOW and SITE.search(text):
        return None  # "This site uses material from …": the imprint
    start, end = min(cue.start, group.start), max(cue.end, group.end)
    before, _, behind = cue.phrase.template.partition("{agency}")
    if len(before.split()) == 1 and cue.side == "before" and ":" not in before and not behind.strip():
        # a single word ("mit", "avec", "con") credits only where nothing but the credit stands
        spoken = {cue.phrase.language, *cue.phrase.kin}
        if not bracket and case.context.language and case.context.language not in spoken:
            return None  # "met Reuters" is Dutch for "with", in English it is none
        left, right = bracket if bracket else (_segment_start(case), len(text.rstrip()))
        sentence = Kind.OTHER in (case.kind(left, cue.start), case.kind(cue.end, right))
        apart = small(group.names) and text[cue.end : group.start].strip()
        if len(text[left:right]) > 90 or sentence or apart or not (bracket or not text[right:].strip()):
            return None
        if text[: cue.start].strip() and not bracket and not STOP.search(text[:left]) and text[:left].strip():
            return None
    elif small(group.names) and not bracket and line.passage:
        return None
    if cue.phrase.role is Role.ORIGIN and (line.caption or not (line.first or line.last)) and end - start < 30:
        return case.ruling(Form.MEDIA, Role.MEDIA, start, end, f"in a caption: {cue.phrase.rule}")
    role = cue.phrase.role
    if (
        before.rstrip().endswith((":", "："))
        and len(text) - cue.start <= 80
        and case.kind(cue.end, len(text.rstrip())) is Kind.STAFF
    ):
        role = Role.INPUT  # "Quelle: ntv.de, dpa/rts"
    form = Form.BYLINE if line.label in ("byline", "author", "creator") else cue.phrase.form
    return case.ruling(form, role, start, end, cue.phrase.rule)


def _contributed(case: Case) -> Ruling | None:
    """ "AP writer Jane Roe in Lagos contributed": the agency's reporter, and further on in the sentence the phrase."""
    group, text = case.group, case.text
    if not WRITER.match(group.after):
        return None
    for cue in case.cues:
        gap = text[group.end : cue.start]
        behind = cue.side == "after" and cue.phrase.form is Form.TAGLINE and 0 < len(gap) <= REACH
        if behind and not SENTENCE_END.search(gap) and not re.search(r"[;:]", gap):
            return case.ruling(Form.TAGLINE, cue.phrase.role, group.start, cue.end, REPORTERS)
    return None


SITE = re.compile(any_of(Are.SITE), re.I)

WRITER = re.compile(rf"\s+(?:\w+\s+)?{any_of(Are.OFFICE)}", re.I)
