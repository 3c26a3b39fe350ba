"""A printed line of authors → the names in it. The words around them are ``bylines.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from archive.reading.dates import calendar
from archive.reading.tree import squeeze

MAX_AUTHORS = 20  # names kept of one article
_LINE = 300  # characters of a line looked at
_PRINTED = 150  # characters of a line that is a byline by its words alone
_NAME = 80  # characters of a name
_WORDS = 7  # blanks in what is no name any more
_APART = re.compile(r"\s*(?:[,;|•·●→、，；｜]|\s/+\s|\*{2,})\s*")
_AND = re.compile(
    r"^(?:and|und|et|y|e)\s|\s*(?:\s&\s|\s(?:and|und|et|y|e|och|og|en|ve|i|и|और|with|mit|dan)\s)\s*", re.I
)
_DASH = re.compile(r"\s+[-–—]\s+")
_ADDRESS = re.compile(r"\S*@\S+|\[email\W?protected\]|https?:\S+|www\.\S+|\S+\[at\]\S+", re.I)
_LINKED = re.compile(r"https?:|www\.|^/?@|\bfacebook\.com|\.(?:com|org|net)/|@[\w-]+\.\w|\[at\]|^\d+$", re.I)
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved", re.I)
_STAMP = re.compile(r"(?<![^\s(|,])\d{1,4}(?:st|nd|rd|th|º)?(?=[\s./:,-]|$)")
_TELLS_TIME = re.compile(
    r"(?:19|20)\d\d|\d[:.h]\d\d|\d{1,2}[./]\d{1,2}|\b\d+\s*(?:min|day|hour|tag|stund|hora|heure)", re.I
)
_GLUED = re.compile(r"^(?:[Bb]y)+(?=\s|[A-Z][\w.]+ [A-Z])")
_ROLE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_EDGES = " :-–—~|*(\"'“”[]〈〉《》【】→›»·,;/"
_PLACE = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{3,}")


@dataclass(frozen=True, slots=True)
class _Words:
    lead: re.Pattern[str]
    led: re.Pattern[str]
    tail: re.Pattern[str]
    other: re.Pattern[str]
    others: re.Pattern[str]
    title: re.Pattern[str]
    office: re.Pattern[str]
    company: re.Pattern[str]
    degree: frozenset[str]
    nobody: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(files(__package__).joinpath("bylines.toml").read_text(encoding="utf-8"))

    def phrases(kind: str, match: str = "word") -> str:
        found = [row["phrase"] for row in table[kind] if row.get("match", "word") == match]
        return "|".join(re.escape(phrase) for phrase in sorted(found, key=len, reverse=True)) or r"(?!)"

    def words(kind: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{phrases(kind)})(?!\w)|(?:{phrases(kind, 'end')})(?!\w)", re.I)

    lead, other = phrases("lead"), phrases("other")
    return _Words(
        lead=re.compile(rf"\W*(?:{lead})(?:\s*[:：]\s*|\s+)", re.I),
        led=re.compile(rf"(?<!\w)(?:{lead})(?:\s*[:：]\s*|\s+)(?=[^\W\d_])", re.I),
        tail=re.compile(rf"\s*[\W_]?\s*(?<!\w)(?:{phrases('tail')})(?!\w).*", re.I),
        other=re.compile(rf"(?:\S+\s)?(?:{other})(?:\s*[:：]|\s)", re.I),
        others=re.compile(rf"\s(?:{other})(?:\s*[:：]|\s).*", re.I),
        title=words("title"),
        office=words("office"),
        company=re.compile(rf"(?<!\w)(?:{phrases('company')})(?!\w)"),
        degree=frozenset(row["phrase"].casefold() for row in table["degree"]),
        nobody=frozenset(row["phrase"].casefold() for row in table["nobody"]),
    )


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names in printed lines of authors, each once, as printed.

    Cut off or left out: "By" and its like, dates, job titles, degrees, places behind a comma, addresses and handles,
    photographers and editors named as such, and those who are nobody ("Redaktion", "admin"). Agencies stay: to tell
    them from people is attribution's work.
    """
    found: dict[str, str] = {}
    for value in values:
        for name in _names(squeeze(value)[:_LINE]):
            found.setdefault(re.sub(r"[\W_]+", "", name).casefold(), name)
    whole = {word.casefold() for name in found.values() if " " in name for word in name.split()}
    return tuple(name for key, name in found.items() if key and name.casefold() not in whole)[:MAX_AUTHORS]


def is_nobodys(name: str) -> bool:
    """Say whether a name is that of a company or an office: "Example Press GmbH", "Example Staff"."""
    return bool(_words().company.search(name) or _words().office.search(name))


def is_lead(text: str) -> bool:
    """Say whether a text is nothing but what leads names: "Written by"."""
    return bool(_words().lead.fullmatch(f"{text.strip()} "))


def is_byline(line: str) -> bool:
    """Say whether a line begins with what leads names and goes on with full names only: "By Ada Byron, Berlin"."""
    line = _GLUED.sub("By ", squeeze(line))
    led = _words().lead.match(line)
    if not led or len(line) > _PRINTED or re.search(r"[^.\s]{3}[.!?:]$", line):
        return False
    found = names([line])
    return bool(found) and all(" " in name and name[:1].isupper() for name in found)


def _names(line: str) -> Iterator[str]:
    words = _words()
    if not line or _RIGHTS.search(line) or (_LINKED.search(line) and " " not in line):
        return
    if words.company.search(line) and len(line) <= _NAME:
        yield _bare(_ADDRESS.sub("", line)).strip(_EDGES)
        return
    parts = list(_parts(_without_stamp(_GLUED.sub("By ", _ADDRESS.sub("|", line)))))
    for index, part in enumerate(parts):
        if words.other.match(part):
            continue
        if part.strip(_EDGES).casefold() in words.nobody:
            continue
        name = words.tail.sub("", words.others.sub("", _bare(part))).strip(_EDGES)
        name = _without_dot(_ROLE.sub("", name).strip(_EDGES))
        if name.count(" ") >= _WORDS:
            return  # a biography
        if not 1 < len(name) <= _NAME or name.casefold().strip(".") in words.nobody | words.degree:
            continue
        if words.lead.fullmatch(f"{name} ") or _LINKED.search(name) or not re.search(r"[^\W\d_]", name):
            continue
        office = words.office.search(name)
        if index and (office or (index == len(parts) - 1 and _is_place(name, parts[:index]))):
            continue
        if office or not words.title.search(name):
            yield name


def _bare(part: str) -> str:
    """Return a part without what leads a name, several times over: "Analysis by", "Author: By"."""
    lead = _words().lead
    while (match := lead.match(part)) and match.end() < len(part):
        part = part[match.end() :]
    return part


def _parts(line: str) -> Iterator[str]:
    """Cut at commas, bars and words for "and"; at a slash only between full names ("srf/hosb" is one signature), at a
    dash only behind a full name ("Ada Byron - Example Staff", not "CDU - Fraktion Muster").
    """
    if line[:1].islower() and not _words().lead.match(line) and (led := _words().led.search(line)):
        line = line[led.end() :]  # "capital von Ada Byron"
    for part in filter(None, _APART.split(line)):
        pieces = _DASH.split(part)
        for piece in pieces if " " in pieces[0].strip() else [part]:
            names = piece.split("/")
            for name in names if all(" " in name.strip() for name in names) else [piece]:
                yield from _joined(name)


def _joined(part: str) -> list[str]:
    """Cut at words for "and", but leave "rédactrice en chef" and "corresponsal en Roma" whole: titles go as such."""
    names = [name for name in _AND.split(part) if name]
    titled = any(_words().title.search(name) for name in names)
    return [name for name in names if " " in name.strip()] or [part] if titled else names


def _without_stamp(line: str) -> str:
    """Return the part of a line before its date or, where nothing stands there, behind: "6 May 2024 by Ada Byron"."""
    match = _STAMP.search(line)
    if match is None or not _TELLS_TIME.search(line[match.start() :]):
        return line
    kept = line[: match.start()].rstrip(_EDGES).split()
    while kept and kept[-1].strip(".,(|").lower() in _DATED | calendar().words | calendar().anywhere.keys():
        kept.pop()
    before = " ".join(kept)
    if _bare(before).strip(_EDGES) and not _words().lead.fullmatch(before + " "):
        return before
    led = _words().led.search(line, match.start())
    return _without_stamp(line[led.end() :]) if led else ""


_DATED = frozenset(("am", "on", "le", "el", "il", "den", "may", "march", "marzo", "mai", "mars", "mart", "mei", "maj"))


def _is_place(name: str, before: list[str]) -> bool:
    """Say whether one word behind full names is where they are: "Von Ada Byron, Berlin"."""
    return bool(_PLACE.fullmatch(name)) and all(" " in part.strip() for part in before)


def _without_dot(name: str) -> str:
    """Return a name without a full stop, unless it belongs to a short form: "Jr.", "C."."""
    return name if re.search(r"(?:^|[\s.])\w{1,2}\.$", name) else name.rstrip(".")
