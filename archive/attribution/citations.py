"""Names in running text: cited for a fact or a quote, or talked about."""

from __future__ import annotations

import re

from archive.article import Form, Role
from archive.attribution.case import Case, Ruling
from archive.attribution.homonyms import ENDING, followed_by_name
from archive.attribution.line import Group
from archive.attribution.parts import small
from archive.attribution.phrases import QUOTES, SENTENCE_END, Cue, Stands
from archive.attribution.pictures import NAME
from archive.attribution.words import LETTER, Are, any_of, words


def citation(case: Case) -> Ruling | None:
    """A name in running text: cited for a fact or quote, or talked about."""
    group = case.group
    if small(group.names):
        quoted = re.search(r"[«“„\"]$", group.before) and AGENCY_AFTER.match(group.after)
        called = _called(AGENCY_NEXT, group.before) or quoted
        rule = "small or misread, but called an agency"
        return case.ruling(Form.CITATION, Role.SOURCE, group.start, group.end, rule) if called else None
    mention, cue = case.cue(Form.MENTION, stands=(Stands.NEAR,)), case.cue(Form.CITATION)
    if mention and mention.side == "after" and cue and cue.side == "before" and cue.phrase.stands is Stands.NEAR:
        mention = None  # "a letter seen by Reuters names him"
    if mention and not (cue and cue.start <= mention.start and mention.end <= cue.end and cue != mention):
        cue = mention
        return case.ruling(
            Form.MENTION, Role.SUBJECT, min(cue.start, group.start), max(cue.end, group.end), cue.phrase.rule
        )
    if cue and group.names[0].agency in case.doubtful and not case.sure and SAYING.fullmatch(cue_words(cue)):
        cue = None  # in a text on the party, "PTI said" is the party
        if not _called(AGENCY_NEXT, group.before):
            return None
    if cue:
        english = cue.phrase.language == "en" and cue.side == "before" and "agency" not in cue.phrase.template[:-8]
        bare = cue.side == "before" and cue.phrase.language != "de" and SAYING.fullmatch(cue_words(cue))
        if not case.sure and len(group.names) == 1 and (english or bare) and followed_by_name(group.after):
            return None  # "told AP Federation members", "segundo a AP Exata"
        return case.ruling(
            Form.CITATION, Role.SOURCE, min(cue.start, group.start), max(cue.end, group.end), cue.phrase.rule
        )
    if re.search(r"\S\s+[—–-]\s*$", group.before) and re.match(r":\s", group.after):
        return case.ruling(Form.CITATION, Role.SOURCE, group.start, group.end + 1, "a headline — agency:")
    before = AGENCY_BEFORE if case.sure else AGENCY_NEXT
    called = _called(before, group.before) or AGENCY_AFTER.match(group.after)
    if called and not (AT_AGENCY.search(group.before) and not reported(group)):
        return case.ruling(Form.CITATION, Role.SOURCE, group.start, group.end, "called an agency in running text")
    if (case.sure or ENDING.match(group.after)) and (said := reported(group)):
        return case.ruling(Form.CITATION, Role.SOURCE, group.start, group.end, f"named near “{said}”")
    if group.start and ((char := text_before(group)) in PREFIXES or "\u0600" <= char <= "\u06ff"):
        rule = "preposition and name in one word"
        return case.ruling(Form.CITATION, Role.SOURCE, group.start - 1, group.end, rule)
    if not case.sure:
        return None
    if re.match(r"(?:\d+月)?\d+日(?:的)?(?:报道|報導|報じ|が報)", group.after):
        return case.ruling(Form.CITATION, Role.SOURCE, group.start, group.end, "agency, date, 报道")
    if re.match(rf"['’]s\s+{NAME}", group.after):
        return case.ruling(Form.CITATION, Role.SOURCE, group.start, group.end, "agency's reporter")
    if re.match(r"[^\S\n]*:\s", group.after) and not group.before.strip(" -–—•*"):
        return case.ruling(Form.CITATION, Role.SOURCE, 0, group.end + 1, "name and colon before the text")
    return case.ruling(Form.MENTION, Role.SUBJECT, group.start, group.end, "named in running text")


def _called(pattern: re.Pattern[str], before: str) -> bool:
    """Say whether "agency" stands before a name, and not as "travel agency" or another that sends no news."""
    match = pattern.search(before)
    return match is not None and not TRADE.search(before[: match.start()])


TRADE = re.compile(rf"{any_of(Are.TRADE)}\s+$", re.I)
AGENCY_BEFORE = re.compile(rf"{any_of(Are.AGENCY)}(?:\s+{LETTER}+)?[{re.escape(QUOTES)}]*$", re.I)
AGENCY_NEXT = re.compile(rf"{any_of(Are.AGENCY)}\s+[{re.escape(QUOTES)}]*$", re.I)
AGENCY_AFTER = re.compile(rf"[»”\"'’)\s-]*{any_of(Are.AGENCY)}", re.I)
PREFIXES = frozenset(words(Are.PREFIX))
"""Prepositions written together with the next word: "דווח ברויטרס"."""

AT_AGENCY = re.compile(rf"{any_of(Are.AT)}\s[^.!?]{{0,30}}$", re.I)
REPORT = re.compile(any_of(Are.REPORT), re.I)
SAYING = re.compile(any_of(Are.SAYING), re.I)
NEARBY = 70  # characters on either side of a name in which a word of reporting makes it a source


def reported(group: Group) -> str:
    """Return the word of reporting in the sentence of a name, or an empty string."""
    before, after = group.before[-NEARBY:], group.after[:NEARBY]
    ends = [match.end() - 1 for match in SENTENCE_END.finditer(f"{before}{group.line.text[group.start]}")]
    before = before[ends[-1] :] if ends else before
    if stop := SENTENCE_END.search(after):
        after = after[: stop.end() - 1]
    found = REPORT.search(after) or REPORT.search(before)
    return found.group() if found else ""


def cue_words(cue: Cue) -> str:
    """Return the words of a cue without the place of the name."""
    return " ".join(cue.phrase.template.replace("{agency}", " ").split())


def text_before(group: Group) -> str:
    """Return the character before a group, a blank where it is "and" (wa-), which says nothing."""
    char = group.before[-1:]
    return " " if char == "و" else char
