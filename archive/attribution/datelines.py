"""Datelines: ``CITY, date (AGENCY) —`` and its cousins in other scripts."""

from __future__ import annotations

import re

from archive.article import Form, Role
from archive.attribution.case import Case, Ruling
from archive.attribution.line import Group
from archive.attribution.names import UPPER
from archive.attribution.parts import DATE, Kind, parts
from archive.attribution.words import Are, any_of, plain

DASH = re.compile(r"\s*[.,]?\s*(?:[-–—―­]|--|\.-)")


SET_OFF = re.compile(r"\s?\.?\s?[-–—]\s?[A-ZÀ-Ý«„“\"]")
"""A dash and the beginning of a sentence behind the bracket of an agency."""

LONG_TEXT = 40  # characters behind "Oslo (NTB):": an article begins; a quoted paper's line is shorter

COLON = re.compile(r"\s*[:.]")


PARTICLES = plain(Are.PLACE)
"""Small words inside the names of places: "Rio de Janeiro", "Frankfurt am Main"."""


DATELINES = 6  # paragraphs in which an article's own dateline may stand; later ones belong to other articles


def dateline(case: Case) -> Ruling | None:
    """``CITY, date (AGENCY) —``: a place, perhaps a date, and the agency before the text begins."""
    group, text = case.group, case.text
    if case.line.caption or ((case.line.paragraph or 0) >= DATELINES and not case.line.passage):
        return None
    if asian := _asian_dateline(case):
        return asian
    if not (bracket := group.bracket()):
        return _open_dateline(case)
    opening, closing = bracket
    if text[opening] not in "([" or case.kind(opening + 1, closing - 1) not in (Kind.AGENCIES, Kind.STAFF):
        return None
    before, after = text[:opening], text[closing:]
    if UNCASED.search(before) and _is_place_without_capitals(before) and len(after) > 12:
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, closing, "dateline, script without capitals")
    start, words, dated = place_before(before)
    if case.line.passage and not words and SET_OFF.match(after) and text_is_capitals(group):
        return case.ruling(Form.DATELINE, Role.ORIGIN, opening, closing, "dateline: (AGENCY) — behind a headline")
    if dated and words == 0 and not before[:start].strip():
        words = 1
    dash = bool(DASH.match(after)) and bool(after.strip(" .-–—,"))
    bare = not before[start:].strip() and (not before.strip() or before.rstrip()[-1:] in '."”«»:>\n')
    if (
        dash
        and (words or (bare and (not before.strip() or before.rstrip().endswith((":", '"', "\n")) or len(before) < 15)))
    ) or (dated and words and after[:1] in (" ", ":", ",", ".", ")") and after.strip()):
        good = True
    elif re.match(r"\.\s+\S{2,}[^\n]{15,}", after) and _opens(case, before, start, words):
        good = True  # "Berlin (epd). Die Zahl …"
    elif COLON.match(after) and after.strip(" :."):
        city = before[start:].strip().isupper() or (case.sure and case.line.first and len(after) > LONG_TEXT)
        good = bool(words) and city and words <= 4 and (words <= 2 or before[start:].strip().isupper())
    else:
        good = (
            bool(words)
            and words <= 4
            and (before[:start].strip() == "" and (len(after) > 20 or before.strip().isupper()))
        )
        good = good and after[:1].isspace() and case.line.first
        good = good or (0 < words <= 3 and before[start:].strip(" ,.").isupper() and after[:2].strip()[:1].isupper())
    if not good:
        return None
    kind = case.kind(opening + 1, closing - 1)
    return case.ruling(
        Form.DATELINE,
        Role.INPUT if kind is Kind.STAFF and _mixed(case, opening + 1, closing - 1) else Role.ORIGIN,
        start,
        closing,
        "dateline",
    )


def _opens(case: Case, before: str, start: int, words: int) -> bool:
    """Say whether a line begins with a place of one or two words and nothing else before the agency."""
    return case.line.first and 0 < words <= 2 and not before[:start].strip() and not PICTURE_WORD.search(before)


def _is_place_without_capitals(before: str) -> bool:
    """Say whether a line begins like a dateline in a script without capitals: a few words, then the agency."""
    before = before.rstrip(" :")
    return (
        bool(before.strip())
        and len(before) <= 45
        and len(before.split()) <= 6
        and not re.search(r"[।۔!?؟»”]\s|\S{3}[.:]\s", before)
    )


def place_before(before: str) -> tuple[int, int, bool]:
    """Return where the place and date at the end of a string begin, how many words the place has, whether dated."""
    tail = WEEKDAY.sub(lambda match: " " * len(match.group()), before[-70:])
    offset = len(before) - len(tail)
    dated, end = False, len(tail.rstrip(" ,.;:-–—\u00a0"))
    for match in DATE.finditer(tail):
        if match.end() >= end - 1:
            dated, end = True, match.start()
            break
    if not dated and (day := re.search(r"[\s,]\d{1,2}\.?\s*(?:er)?[\s.,—–-]*$", tail)):
        dated, end = True, day.start()
    head = tail[:end].rstrip(" ,.;:-–—\u00a0")
    region = re.search(r"(?:\s*[(\[][^()\[\]]{2,30}[)\]]){1,2}$", head)
    core = head[: region.start()] if region else head
    words, start = 0, len(core)
    for match in reversed(list(re.finditer(r"[^\s,/]+", core))):
        word = match.group()
        if word[:1].islower() and word.lower() not in PARTICLES and not offset and not match.start() and dated:
            return 0, words + 1, True  # a passage cut in the middle of its first word
        breaks = word[-1:] in '.!?:;"”»)' and not (word.endswith(".") and len(word) <= 5 and word[:1].isupper())
        if breaks or words >= 6 or not (word[:1].isupper() or (word.lower() in PARTICLES and words)):
            break
        if word.lower() not in PARTICLES:
            words += 1
        start = match.start()
    if not words:
        return (offset + (end if dated else len(tail)), 0, dated)
    return offset + start, words, dated


def _mixed(case: Case, start: int, end: int) -> bool:
    return any(len(word) > 1 for word in parts(case.text, start, end, case.group.names, case.catalogue).rest)


WEEKDAY = re.compile(any_of(Are.WEEKDAY), re.I)

UNCASED = re.compile(r"[\u0590-\u0dff\u0e00-\u0eff\u10d0-\u10ff]")
"""A letter of a script without capitals."""

PICTURE_WORD = re.compile(any_of(Are.PICTURE, Are.LABEL), re.I)


def _asian_dateline(case: Case) -> Ruling | None:
    group, text = case.group, case.text
    if (
        match := re.search(r"[(\[【［（]\s*[^()\[\]【】（）［］]{1,12}[=＝]\s*$", group.before)
    ) and not PICTURE_WORD.search(match.group()):
        if CAPTIONED.search(text):
            return case.ruling(
                Form.MEDIA, Role.MEDIA, match.start(), _closing(text, group.end), "[city=agency] … date, mail"
            )
        return case.ruling(
            Form.DATELINE, Role.ORIGIN, match.start(), _closing(text, group.end), "dateline: (city=agency)"
        )
    opening = re.search(r"[【［][^【】［］]{0,14}$", group.before)
    if opening and re.match(r"\s*[】］]|[=＝]", group.after):
        start = opening.start()
        return case.ruling(Form.DATELINE, Role.ORIGIN, start, _closing(text, group.end), "dateline: 【city agency】")
    if match := re.match(r"[^\s，。]{0,16}?\d+月?\d*日?(?:电|電|讯|訊|专电)", group.after):
        return case.ruling(
            Form.DATELINE, Role.ORIGIN, group.start, group.end + match.end(), "dateline: agency city date 电"
        )
    if match := re.match(r"(?:記者|记者)[^）)]{2,20}[）)]", group.after):
        return case.ruling(
            Form.DATELINE, Role.ORIGIN, max(0, group.start - 1), group.end + match.end(), "dateline: (agency reporter)"
        )
    return None


CAPTIONED = re.compile(r"\d{4}\.\s?\d{1,2}\.\s?\d{1,2}\.?\s+\S+@\S+\s*$")
"""The date and the address that end a Korean caption; under an article the address stands alone."""

LEADS_TEXT = re.compile(r"(?:[-/][A-Za-z]{2,7})?\s+[-–—]\s+[^\n]{20,}")
"""A dash and a text behind an agency that opens the line: "PAP - Rada Ministrów …"."""


def text_is_capitals(group: Group) -> bool:
    """Say whether a group is written in capitals only, three or more."""
    found = group.line.text[group.start : group.end]
    return len(found) >= 3 and found.isupper()


PLACE_LEADS = re.compile(r"\s*(?:[^\s.:,،।؛-]+\s+){0,2}[^\s.:,،।؛-]+\s*[,،]\s*")
PLACE_FOLLOWS = re.compile(r"(\s*[,،]\s*(?:[^\s.:,،।؛-]+\s+){0,2}[^\s.:,،।؛-]+\s*[।۔:.])\s+\S{2,}[^\n]{15,}")
"""A place before or behind the agency in a script without capitals: "नई दिल्ली, पीटीआई। …", "पीटीआई, नई दिल्ली। …"."""

SLASH = re.compile(r"/\s*(?:[^\W\d_]{2,12}\.\s*)?$")
SLASHED = re.compile(rf"(?:\s+(?:[{UPPER}]\S*\s*){{1,3}})?\s*/")
"""The slashes around the agency of a dateline, perhaps with its reporter: "/Корр. ТАСС Иван Примеров/."."""


HIJRI = re.compile(r"\s*[^\d.:]{2,25}\d{1,2} [^\d.:]{2,20}\d{4} ?هـ[^.:]{4,40}")
"""A place, the Islamic and the other date: the line above Saudi copy, "الرياض 24 شوال 1445 هـ الموافق … م واس"."""


LED = re.compile(rf"\s+(?:[{UPPER}][\w'’]*\s?){{1,3}}(?:\d{{1,2}}\s\S{{3,10}}\s?)?\.\s?[-–—]\s?\S")
"""The place behind an agency that opens the text: "ACN Girona.-"."""

CAPITALS = re.compile(rf"\s*[{UPPER}]{{3,}}(?:[ -][{UPPER}]+){{0,2}}\.\s+")
"""A place in capitals and a stop: "АСТАНА. "."""


def _is_uncased_place(before: str) -> bool:
    """Say whether a line without capitals opens with a place of up to three words, then a dash or a date in figures."""
    place = re.sub(r"\s*[,،]?(?:\s*-[\s,،]*)+$", " - ", DATE.sub(" - ", before))
    return re.fullmatch(r"\s*(?:[^\s.:،,؛-]+\s+){1,3}[-–—]\s*", place) is not None


def _closing(text: str, end: int) -> int:
    match = re.match(r"[^)\]】］）]{0,14}[)\]】］）]", text[end:])
    return end + match.end() if match else end


def _open_dateline(case: Case) -> Ruling | None:
    """``Place, 12. — Reuter. —``, ``MOSKVA, 3 May. /TASS/.``, ``AGI - Rome``: an agency between dashes or slashes."""
    group = case.group
    if re.search(r"[-–—]\s*$", group.before) and re.match(r"\s*\.?\s*[-–—]", group.after):
        start, words, dated = place_before(re.sub(r"[\s.,–—-]+$", "", group.before))
        if words and dated:
            return case.ruling(Form.DATELINE, Role.ORIGIN, start, group.end, "dateline between dashes")
    opening = SLASH.search(group.before)
    closing = SLASHED.match(group.after) if opening else None
    if opening and closing and group.after[closing.end() :].strip(" .-–—"):
        start, words, dated = place_before(re.sub(r"[\s./]+$", "", group.before[: opening.start()]))
        if UNCASED.match(group.before) and _is_uncased_place(f"{group.before[: opening.start()]} - "):
            return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end + closing.end(), "dateline between slashes")
        stopped = re.match(r"\s*[.:\-–—]", group.after[closing.end() :])
        if words and (dated or stopped):
            end = group.end + closing.end()
            return case.ruling(Form.DATELINE, Role.ORIGIN, start, end, "dateline between slashes")
    start, words, dated = place_before(re.sub(r"[-–—\s]+$", "", group.before))
    if dated and words and re.search(r"[-–—]\s*$", group.before) and re.match(r"\.\s+\S", group.after):
        return case.ruling(Form.DATELINE, Role.ORIGIN, start, group.end, "dateline: date — agency.")
    signs = all(case.catalogue.by_id[name.agency].signs_with_reporter for name in group.names)
    if (
        signs
        and not group.after.strip(" .")
        and re.fullmatch(rf"\s*[{UPPER}]{{3,}}(?:[ /][{UPPER}]{{3,}})?\s+[-–—]\s+", group.before)
    ):
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end, "dateline: CITY - agency")
    leads = not group.before.strip() and LEADS_TEXT.match(group.after) and re.search(r"\s[a-zа-яё]{3,}", group.after)
    if leads and (case.sure or text_is_capitals(group)):
        return case.ruling(Form.DATELINE, Role.ORIGIN, group.start, group.end, "dateline: agency - text")
    comma = re.match(r"\s*[-–—]\s+\S", group.after) and re.search(r",\s*$", group.before)
    city = group.before[start:].strip(" ,")
    if comma and 0 < words <= 3 and city.isupper() and not group.before[:start].strip():
        return case.ruling(Form.DATELINE, Role.ORIGIN, start, group.end, "dateline: CITY, agency -")
    stop = re.match(r"\s*[.:]\s+\S{2,}[^\n]{15,}", group.after)
    dashed = re.match(r"\s*[-–—]\s+\S{2,}[^\n]{15,}", group.after)
    if (stop or dashed) and UNCASED.match(group.before.lstrip()) and _is_uncased_place(group.before):
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end, "dateline: place - agency.")
    if HIJRI.fullmatch(group.before) and not group.after.strip(" ."):
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end, "dateline: place, both dates, agency")
    led = not group.before.strip() and LED.match(group.after)
    if led and text_is_capitals(group):
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end, "dateline: AGENCY Place.-")
    if dashed and case.sure and case.line.first and CAPITALS.fullmatch(group.before):
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end, "dateline: CITY. Agency -")
    stopped = stop or re.match(r"\s*\.\s+\S{2,}[^\n]{8,}", group.after)  # a place and a date prove more than the text
    uncased = case.sure and case.line.first and UNCASED.match(group.line.text.lstrip()) is not None
    if uncased and (PLACE_LEADS.fullmatch(group.before) and stop):
        return case.ruling(Form.DATELINE, Role.ORIGIN, 0, group.end, "dateline: place, agency.")
    if uncased and not group.before.strip() and (place := PLACE_FOLLOWS.match(group.after)):
        return case.ruling(
            Form.DATELINE, Role.ORIGIN, group.start, group.end + place.end(1), "dateline: agency, place."
        )
    dated_comma = (stopped or dashed) and re.search(r"[,.]\s*$", group.before)
    if dated_comma and dated and words and not group.before[:start].strip() and case.line.first:
        return case.ruling(Form.DATELINE, Role.ORIGIN, start, group.end, "dateline: CITY, date, agency.")
    via = re.match(r"^([A-Z][\w. ]{1,30})\s+via\s+$", group.before)
    if via and DASH.match(group.after) and group.after.strip(" -–—"):
        return case.ruling(Form.DATELINE, Role.ORIGIN, via.start(), group.end, "dateline: via agency")
    return None
