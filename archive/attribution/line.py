"""One string of a page, and what stands around a name in it: its bracket, its sentence, the edges of the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.article import Place
from archive.attribution.names import Name, Strength
from archive.attribution.words import Are, any_of, articles

OPENING = "([（【〔［"
CLOSING = ")]）】〕］"
BRACKET = 160  # characters between a name and its bracket: longer brackets are sentences, not credits
STOP = re.compile(r"[.!?…»”\"’')\]।。！？]\s*[-–—/|\s]*$")
"""What ends a sentence before a sign-off: "…said. (dpa)", "…sagte er.« dpa", "…regional.” / AFP"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One string to look at.

    ``first`` and ``last`` say whether it is among the first or last paragraphs of the text (both for a passage whose
    place in its article is unknown, where ``passage`` is set). ``apart``: below the text, but not next to it.
    ``opens``: the first of several lines, and a sentence follows: what it signs is no whole text.
    """

    text: str
    place: Place
    label: str = "line"
    paragraph: int | None = None
    first: bool = False
    last: bool = False
    passage: bool = False
    caption: bool = False
    apart: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Names that stand together in a list ("AFP, AP and Reuters"), from ``start`` to ``end`` of the line."""

    names: tuple[Name, ...]
    line: Line

    @property
    def start(self) -> int:
        return self.names[0].start

    @property
    def end(self) -> int:
        return self.names[-1].end

    @property
    def before(self) -> str:
        return self.line.text[: self.start]

    @property
    def after(self) -> str:
        return self.line.text[self.end :]

    def bracket(self) -> tuple[int, int] | None:
        """Return where the innermost bracket around the names begins and ends, itself included, or None."""
        depth, text = 0, self.line.text
        for at in range(self.start - 1, max(-1, self.start - BRACKET), -1):
            if text[at] in CLOSING:
                depth += 1
            elif text[at] in OPENING:
                if depth == 0:
                    return self._closed(at)
                depth -= 1
        return None

    def _closed(self, opening: int) -> tuple[int, int] | None:
        depth, text = 0, self.line.text
        for at in range(self.end, min(len(text), self.end + BRACKET)):
            if text[at] in OPENING:
                depth += 1
            elif text[at] in CLOSING:
                if depth == 0:
                    return opening, at + 1
                depth -= 1
        return None


BETWEEN = re.compile(
    rf"\s*(?:[,،;/&+|、・·-]|–|—|[وו]|{any_of(Are.JOINING)})(?:\s*{any_of(Are.JOINING)})?"
    rf"(?:\s*(?:{'|'.join(map(re.escape, articles()))}))?\s*",
    re.I,
)
"""What may stand between two agencies of one list; Arabic and Hebrew write "and" together with the next word."""


def groups(line: Line, names: tuple[Name, ...]) -> list[Group]:
    """Join the names of a line that stand in one list; a full name and its abbreviation in brackets become one."""
    found: list[list[Name]] = []
    for name in names:
        if found:
            last = found[-1][-1]
            gap = line.text[last.end : name.start]
            if (
                (last.agency == name.agency or _abbreviates(line.text, name, last))
                and gap.strip() in ("(", "（", "- ", "-", "/", '("', "–", "' (", "’ (", '" (', "» (", "” (", ") (")
                and _closes(line.text, name)
            ):
                found[-1][-1] = Name(last.agency, last.start, name.end, min(last.strength, name.strength))
                continue
            listed = not is_body(line.text, name)  # "told ANI, AAP spokesperson Jane Roe"
            if listed and (
                not gap or BETWEEN.fullmatch(gap) or (not gap.strip() and gap and last.agency == name.agency)
            ):
                found[-1].append(name)
                continue
        found.append([name])
    return [Group(tuple(group), line) for group in found]


SHORT = 5  # letters of an abbreviation that may be a body's too: AFP, PTI, IANS

BODY_BEHIND = re.compile(rf"\s+{any_of(Are.BODY)}", re.I)


def is_body(text: str, name: Name) -> bool:
    """Say whether a short name is a body with leaders, officers or users: "AFP Commander", "AAP spokesperson"."""
    found = text[name.start : name.end]
    short = len(found) <= SHORT if found.isupper() else not found.isascii()
    short = short or name.strength is Strength.CAREFUL
    return short and BODY_BEHIND.match(text, name.end) is not None


def _abbreviates(text: str, name: Name, full: Name) -> bool:
    """Say whether a name is the initials of the full one before it: "Kenya News Agency (KNA)" is not the Catholics'."""
    initials = "".join(word[0] for word in text[full.start : full.end].split() if word[0].isupper())
    return len(initials) >= 3 and initials == text[name.start : name.end]


def _closes(text: str, name: Name) -> bool:
    return (
        True
        if "(" not in text[max(0, name.start - 2) : name.start]
        else text[name.end : name.end + 2].lstrip('"”')[:1] == ")"
    )


def opens(lines: Sequence[str], number: int) -> bool:
    """Say whether a line is the first of several and a sentence follows it."""
    if number:
        return False
    second = next((line for line in lines[1:] if line.strip()), "")
    return len(second) >= SENTENCE and STOP.search(second) is not None


SENTENCE = 30  # characters of a line that may be a sentence of the text, not another line of a caption

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def without_tags(text: str) -> str:
    """Return the text with HTML tags blanked out, every other character where it was."""
    return TAG.sub(lambda match: " " * len(match.group()), text) if "<" in text else text


def escaped_pairs(text: str) -> list[tuple[str, int, int]]:
    """Return the (key, start, end) of values in JSON-like text (``"author": "PTI"``): feeds are passed on like that."""
    return [(match["key"].lower(), match.start("value"), match.end("value")) for match in PAIR.finditer(text)]


PAIR = re.compile(r'"(?P<key>@?[A-Za-z_]{3,30})"\s*:\s*"(?P<value>[^"\n]{1,400})')
