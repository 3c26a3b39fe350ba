"""Find the names of agencies in a string: one pass, whatever the number of names, and only whole names.

What a whole name is depends on the script. Latin, Cyrillic, Greek and the like have word boundaries; Indian scripts
and Korean glue endings to a name; Chinese, Japanese and Thai have no boundaries at all; Arabic writes "and", "by" and
"to" together with the next word. ``\\b`` knows none of this (it cuts Hindi at every vowel sign).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from ahocorasick_rs import AhoCorasick

from archive.attribution.words import Are, words

ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S{1,64}@\S{1,255}\.\w+|[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|org|net|info|de|fr|in|ru|ua|it|es|co)\b"
)
"""Web and mail addresses: a name inside one is no credit. Their parts have the bounds of RFC 1035 and 5321: without, a
text of a million characters without a blank took minutes."""

NARROW = {ord(wide): ord(wide) - 0xFEE0 for wide in "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"}
"""Full-width capitals, in which Japanese papers print "ＡＦＰ" (Unicode, Halfwidth and Fullwidth Forms)."""

WIDE = b"\xef\xbc"
"""What they begin with in UTF-8: asking for these bytes costs a fortieth of a search for the letters."""

MOST = 2_000
"""Names looked at in one string, half from each end: three million characters without a blank held 465,000. Each is
looked at for an address around it (0.1 ms) and then judged (1 ms); no real text has more than 32."""

LAST = 20  # names found before one written together with it
ENDING = 3  # letters of a case ending that a long name may take: Reuters-u, Interfax-om; more would be another word
LONG = 6  # letters from which a name may take an ending, and is also met in capitals


UPPER = "".join(chr(point) for point in range(0x41, 0x587) if chr(point).isupper())
"""The capital letters of Latin, Greek, Cyrillic and Armenian, for a character class (``re`` has no ``\\p{Lu}``)."""


GLUED = frozenset(words(Are.GLUED))
"""Letters that Arabic and Hebrew write together with the next word."""


class Strength(IntEnum):
    """How much a spelling proves alone."""

    SURE = 0  # names an agency wherever it stands
    CAREFUL = 1  # means other things too: needs a place or a phrase that says "agency"
    SMALL = 2  # not the agency's own capitals ("afp", "Ap"): only in a place made for credits
    LISTED = 3  # first of all something else (the newspaper "New York Times"): only in a list with other agencies


@dataclass(frozen=True, slots=True)
class Name:
    """One name found: the agency's id and where the name stands."""

    agency: str
    start: int
    end: int
    strength: Strength


class Finder:
    """All names compiled into one automaton (Aho and Corasick 1975; cost grows with the text, not the names)."""

    def __init__(self, spellings: Iterable[tuple[str, str, Strength]], everyday: Collection[str] = ()) -> None:
        known: dict[str, tuple[str, Strength]] = {}
        for name, agency, strength in spellings:
            known.setdefault(name, (agency, strength))
        for name, (agency, strength) in list(known.items()):
            for variant, weaker in _variants(name, strength, name in everyday):
                known.setdefault(variant, (agency, weaker))
        self._names = [(name, *known[name]) for name in known]
        self._automaton = AhoCorasick([name for name, _, _ in self._names])

    def find(self, text: str) -> tuple[Name, ...]:
        """Return the names in a string in order, the longest where several overlap, none inside a web address."""
        found = []
        if WIDE in text.encode("utf-8", "surrogatepass"):
            text = text.translate(NARROW)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            name, agency, strength = self._names[index]
            if stop := whole(text, start, end, name, strength):
                found.append((start, -stop, Name(agency, start, stop, strength)))
            elif script(name[0]) == "hangul" and any(hit.end == start for _, _, hit in found[-LAST:]):
                found.append((start, -end, Name(agency, start, end, strength)))  # two names written together
        found.sort(key=lambda item: item[:2])
        if len(found) > MOST:
            found = found[: MOST // 2] + found[-MOST // 2 :]
        kept: list[Name] = []
        for start, _, hit in found:
            if (kept and start < kept[-1].end) or _in_address(text, hit):
                continue
            kept.append(hit)
        return tuple(hit for hit in kept if hit.agency)


def _in_address(text: str, hit: Name) -> bool:
    first = max(0, hit.start - LONGEST_ADDRESS)
    before = re.search(r"\S*$", text[first : hit.start])
    start = first + before.start() if before else hit.start
    around = text[start : hit.end + LONGEST_ADDRESS].split(None, 1)[0]
    if "." not in around:
        return False
    return any(
        start + match.start() <= hit.start and hit.end <= start + match.end() for match in ADDRESS.finditer(around)
    )


LONGEST_ADDRESS = 200  # characters looked at on either side of a name


def _variants(name: str, strength: Strength, everyday: bool) -> Iterable[tuple[str, Strength]]:
    if not name.replace(" ", "").replace("-", "").isalpha():
        return
    if len(name) >= LONG and script(name[0]) in ("latin", "cyrillic", "greek") and len(name.upper()) == len(name):
        yield name.upper(), strength
    if not name.isascii():
        return
    if " " not in name and strength < Strength.SMALL and not everyday:
        yield name.lower(), Strength.SMALL
        yield name.capitalize(), Strength.SMALL


def whole(text: str, start: int, end: int, name: str, strength: Strength) -> int:
    """Return where the name found ends with the ending it has taken, or 0 where it is a part of another word."""
    kind = script(name[0])
    before = text[start - 1] if start else " "
    if kind != "open" and not _may_stand_before(before, kind, text, start):
        return 0
    kind = script(name[-1])
    after = text[end] if end < len(text) else " "
    if kind == "open" or not _is_letter(after, kind):
        return 0 if after == "$" else end
    if kind == "hangul":
        return end
    stop = end
    while stop < len(text) and _is_letter(text[stop], kind):
        stop += 1
    if kind == "indic":
        return end if strength is Strength.SURE and end - start >= 3 else 0
    ending = text[end:stop]
    if (
        strength is Strength.SURE
        and len(name) >= LONG - (kind == "cyrillic")
        and len(ending) <= ENDING
        and ending.islower()
    ):
        return stop if kind in ("latin", "cyrillic", "greek") else 0
    return 0


def _may_stand_before(before: str, kind: str, text: str, start: int) -> bool:
    if before in "$_" or (before.isdigit() and kind == "latin"):
        return False
    if not _is_letter(before, kind):
        return True
    return before in GLUED and (start < 2 or not _is_letter(text[start - 2], kind))


def _is_letter(char: str, kind: str) -> bool:
    """Say whether a character continues a word of this script; marks and digits count as letters of it."""
    if char in "\u200c\u200d":
        return kind in ("indic", "arabic")
    if not (char.isalpha() or char.isdigit() or unicodedata.category(char)[0] == "M"):
        return False
    other = script(char)
    return (
        other == kind
        or char.isdigit()
        or (kind in ("latin", "cyrillic", "greek") and other in ("latin", "cyrillic", "greek"))
    )


def script(char: str) -> str:
    """Return the family of a character's script, as far as word boundaries go (Unicode blocks)."""
    point = ord(char)
    if point < 0x370:
        return "latin"
    if point < 0x400:
        return "greek"
    if point < 0x590:
        return "cyrillic"  # and Armenian, which behaves the same
    if point < 0x900:
        return "arabic" if point >= 0x600 else "hebrew"
    if point < 0xE00:
        return "indic"
    if point < 0x1000:
        return "open"  # Thai, Lao
    if 0xAC00 <= point < 0xD7B0:
        return "hangul"
    if 0x2E80 <= point < 0xFB00:
        return "open"  # Chinese and Japanese, and full-width punctuation
    if 0xFF21 <= point < 0xFFDC:
        return "open"
    if 0xFB50 <= point < 0xFF00:
        return "arabic"
    return "latin"
