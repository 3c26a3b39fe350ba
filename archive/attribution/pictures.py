"""Credits of pictures: "Photo: …", "AP Photo/…", "A. Name/AFP", "＝AP"."""

from __future__ import annotations

import re

from archive.article import Form, Role
from archive.attribution.case import Case, Ruling
from archive.attribution.names import UPPER
from archive.attribution.parts import DATE, OUTLET
from archive.attribution.phrases import SENTENCE_END, Stands
from archive.attribution.words import Are, any_of

NAME = rf"\b[{UPPER}][^\W\d_]*\.?(?:[ -][{UPPER}][\w.'’-]*){{1,3}}"


PICTURE_LABEL = re.compile(rf"{any_of(Are.PICTURE)}\s*(?:[:：=©|]|\(c\)|{any_of(Are.BY)})(?P<gap>[^\n]{{0,60}})$", re.I)
"""A word for a picture and a colon: "Rubriklistenbild: © KCNA/dpa", "Fotomontage: A. Name/AFP"."""


OWNED = re.compile(rf"(?:©|\(c\))\s*{NAME}\s*(?:/|,|\||[-–]\s)\s*$")
"""A © and the name of a person before the agency: "© Issa Exemple, AFP/Archives"."""

OUTLET_LED = re.compile(rf"[/|–-]\s*{any_of(Are.OPENING)}\s|{any_of(Are.OUTLET)}", re.I)
"""The name of an outlet behind an agency: "AFP/The Courier", "dpa/Muster Zeitung"."""

RIGHTS = re.compile(rf"[\s.,]*(?:\d{{4}}[\s.,]*)?{any_of(Are.RIGHTS)}", re.I)

DAY = re.compile(r"\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?\s*/\s*$")
"""The date and slash of a Korean caption: "…시민들. 2024.5.3/연합뉴스"."""


def picture(case: Case) -> Ruling | None:
    """A picture's credit: "Photo: …", "AP Photo/…", "A. Name/AFP", "AFP via Getty Images", "＝AP"."""
    group, text, line = case.group, case.text, case.line
    bracket = group.bracket()
    within = bracket[0] if bracket else 0
    if re.match(r"记者[^，。]{1,6}[摄攝]", group.after):
        return case.ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "agency reporter and 摄")
    cue = case.cue(Form.MEDIA, within=within)
    text_too = case.cue(Form.BYLINE) if cue else None
    if cue and text_too and text_too.start < cue.start and cue.end <= text_too.end:
        return None  # "Text und Fotos: dpa"
    if not cue and case.cue(Form.MENTION, stands=(Stands.NEAR,)):
        return None
    if not cue and case.cue(Form.CITATION, stands=(Stands.NEAR,)):
        return None
    doubtful_gap = (
        cue and not case.sure and cue.side == "before" and re.search(r"\b[a-zäöüß]{3,}", text[cue.end : group.start])
    )
    if cue and not doubtful_gap and not case.cue(Form.CITATION, stands=(Stands.NEAR,)):
        return case.ruling(
            Form.MEDIA, Role.MEDIA, min(cue.start, group.start), max(cue.end, group.end), cue.phrase.rule
        )
    label = PICTURE_LABEL.search(group.before)
    labelled = label and label.start() >= within and not SENTENCE_END.search(label["gap"])
    if label and labelled and (case.sure or not label["gap"].strip() or group.before.rstrip()[-1:] in "/|,-"):
        return case.ruling(Form.MEDIA, Role.MEDIA, label.start(), group.end, "picture label before the agency")
    if OWNED.search(group.before) and not RIGHTS.match(group.after):
        return case.ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "© photographer, agency")
    if DAY.search(group.before) and not group.after.strip(" ."):
        return case.ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "date/agency under a picture")
    if re.search(r"[^\W_][氏）)]?[=＝]\s*$", group.before) and re.match(r"\s*(?:$|\n|[）)。\s◇=＝])", group.after):
        return case.ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "＝agency under a picture")
    left, right = (
        (text[bracket[0] + 1 : group.start], text[group.end : bracket[1] - 1])
        if bracket
        else (group.before, group.after)
    )
    person_before = re.search(rf"{NAME}\s*(?:/|\||,| - | – )\s*\W?$", left)
    if person_before and (OUTLET.search(person_before.group()) or case.cue(Form.TAGLINE, stands=(Stands.FAR,))):
        person_before = None  # "(Haber Merkezi/Reuters)"
    person_after = not DATE.search(right[:60]) and re.match(rf"\W?\s*(?:/|\||- | – )\s*{NAME}", right)
    if person_after and not (line.caption or bracket) and OUTLET_LED.search(person_after.group()):
        person_after = None  # "AFP/The Courier"
    signs = all(case.catalogue.by_id[name.agency].signs_with_reporter for name in group.names)
    if (person_before and re.search(r"[/|]|[-–]\s*$", person_before.group()[-4:])) or (person_after and not signs):
        if not (case.sure or bracket or line.caption):
            return None
        if line.label in ("byline", "author", "creator") or "http" in text:
            return None
        return case.ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "agency and photographer")
    if person_before and line.caption:
        return case.ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "photographer, agency")
    return None
