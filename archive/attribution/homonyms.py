"""Names that mean something else here: "Account Name Inquiry (ANI)", "AP Dhillon", "T & AP"."""

from __future__ import annotations

import re

from archive.alternation import either
from archive.article import Role
from archive.attribution.case import Case, Ruling
from archive.attribution.line import is_body
from archive.attribution.names import UPPER, Strength
from archive.attribution.words import LETTER, Are, any_of, words


def other_meaning(case: Case) -> Ruling | None:
    """No credit: an abbreviation spelled out beside it ("Account Name Inquiry (ANI)"), a part of a longer name."""
    group, text = case.group, case.text
    nothing = case.ruling(None, Role.SUBJECT, group.start, group.end, "another meaning")
    if all(name.strength is Strength.LISTED for name in group.names):
        return nothing
    if len(group.names) > 1:
        return None
    name = group.names[0]
    found = text[name.start : name.end]
    if text[: name.start].rstrip(" (").endswith(case.catalogue.by_id[name.agency].beware):
        return nothing  # "पाकिस्तान तहरीक-ए-इंसाफ (पीटीआई)"
    if spelled_out(found, text[: name.start]) or spelled_out_after(found, text[name.end :]):
        return nothing
    if is_body(text, name) or (FIRM.match(text, name.end) and not OWNER.search(text[: name.start])):
        return nothing
    if name.strength is Strength.SURE and name.agency not in case.doubtful:
        return None
    after = text[name.end :]
    part = re.match(r"\s?-\s?\d|\d|[-–]?[a-zæøå]{3,}", after) and not ENDING.match(after)
    if part or re.search(r"[&@#]\s*$", text[: name.start]):
        return nothing
    return None


_FORMS = either(words(Are.FIRM), {" ": r"\s?"})
FIRM = re.compile(rf"[\s,]*\(?(?:{_FORMS})(?!{LETTER})")
"""What stands behind the name of a firm: its business, not its news. "Agence Wolff (S. A.), prêts sur bijoux"."""

OWNER = re.compile(r"(?:©|\([Cc]\)|[Cc]opyright)[^.!?]{0,40}$")
"""The firm as owner of a text: "© Reuters Limited"."""

ENDING = re.compile(rf"[-:'’]{any_of(Are.ENDING)}", re.I)

BEFORE_BRACKET = r"(?:[^\W_][\w'’]*[\s/-]+){2,7}\(\s*$"
IN_BRACKET = r"\((?:[^\W_][\w'’]*[\s/-]+){2,6}[^\W_][\w'’]*,\s*$"


def spelled_out(abbreviation: str, before: str) -> bool:
    """Say whether the words before an abbreviation in brackets spell it out.

    "Public Access Prevention (PAP)"; "(Environmental Protection Agency, EPA)" too, but not in two letters, where a
    photographer's name would do.
    """
    letters = [c for c in abbreviation.lower() if c.isalpha()]
    words = BEFORE_BRACKET if len(letters) == 2 else f"{BEFORE_BRACKET}|{IN_BRACKET}"
    if not 2 <= len(letters) <= 5 or not (match := re.search(words, before)):
        return False
    return _initials(re.findall(r"[^\W_][\w'’]*", match[0]), letters)


def spelled_out_after(abbreviation: str, after: str) -> bool:
    """Say whether a bracket after an abbreviation spells it out: "PAP (People's Action Party)"."""
    letters = [c for c in abbreviation.lower() if c.isalpha()]
    if not 2 <= len(letters) <= 5 or not (match := re.match(r"\s*\(([^()]{6,80})\)", after)):
        return False
    return _initials(re.findall(r"[^\W_][\w'’]*", match[1]), letters)


def _initials(words: list[str], letters: list[str]) -> bool:
    for first in range(len(words)):
        rest, firsts = list(letters), [word[0].lower() for word in words[first:] if word]
        if firsts[:1] != letters[:1]:
            continue
        for letter in firsts:
            if rest and letter == rest[0]:
                rest.pop(0)
        if not rest and len(firsts) <= len(letters) + 3:
            return True
    return False


def followed_by_name(after: str) -> bool:
    """Say whether a capitalised word follows: "AP Federation", "AP Dhillon" are names of their own."""
    return re.match(rf"\s[{UPPER}][^\W\d_]+", after) is not None and not re.match(
        r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s(?:News|Photo|Media)\b", after
    )
