"""What a site says to its readers around a text, and of its authors behind it: read once from ``appeals.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick

from archive.alternation import either
from archive.reading.folding import fold
from archive.reading.phrases import plain, rows

MAX_APPEAL = 300
"""Characters of an appeal; what is longer speaks of something else as well."""

MAX_CLOSING = 400
"""Characters of a closing line of service or contact."""

MAX_BIO = 700
"""Characters of a note on the author."""

MAX_PLAIN = 200
"""Characters of an appeal that is recognized in the midst of a text."""

_SENTENCE = re.compile(r"^\W*|[.!?:|–—]\s+")
_QUOTED = re.compile(r"[“”„«»「」『』]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:^|\s)@\w{3,}|(?<!pic\.)\b(?:twitter|x)\.com/\w+", re.I)
_MAX_ADDRESS = 160  # characters of a line with an author's address
_NAME = 5  # letters that an author's name has at least


def is_appeal(line: str) -> bool:
    """Say whether a line asks its reader to subscribe, follow, install … (it holds an asking word and what for)."""
    if len(line) > MAX_APPEAL or _QUOTED.search(line):
        return False
    text = plain(line)
    finder, languages = _things()
    named = {found[0] for found in finder.find_matches_as_indexes(text, overlapping=True)}
    spoken = {language for thing in named for language in languages[thing]}
    return any(asks.search(text) and things.search(text) for asks, things in (_appeals()[at] for at in sorted(spoken)))


def is_plain_appeal(line: str, links: Sequence[str] = ()) -> bool:
    """Say whether a line is an appeal beyond doubt: short, and one of its sentences or ``links``, the texts of its
    links, begins with the asking word.
    """
    if len(line) > MAX_PLAIN or not is_appeal(line):
        return False
    text = plain(line)
    return any(asks.match(text, start.end()) for start in _SENTENCE.finditer(text) for asks, _ in _appeals()) or any(
        asks.match(plain(link)) for link in links for asks, _ in _appeals()
    )


def is_closing(line: str, authors: Collection[str]) -> bool:
    """Say whether a last line is service, contact or a note on one of the authors, by the phrases of the data."""
    if len(line) <= MAX_CLOSING and _closings().search(plain(line)):
        return True
    if len(line) <= _MAX_ADDRESS and _ADDRESS.search(line):
        return True
    if len(line) > MAX_BIO:
        return False
    return bool(_bios().search(plain(line))) or is_note_on(line, authors) or _goes_on(line)


def opens_credit(line: str) -> bool:
    """Say whether a line begins as credits do ("Source:", "With inputs from")."""
    return bool(_credits().match(plain(line)))


def is_note_on(line: str, authors: Collection[str]) -> bool:
    """Say whether a line begins with an author's name and goes on "is …", or is that name alone."""
    folded = fold(line)
    for name in authors:
        if len(fold(name)) < _NAME or not folded.startswith(fold(name)):
            continue
        if folded == fold(name):
            return True
        rest = plain(line)[len(name) :].lstrip(" ,.:–-")
        if _copulas().match(rest):
            return True
    return False


def _goes_on(line: str) -> bool:
    """Say whether a line is the rest of such a note, its name cut off ("is a lecturer at …")."""
    return bool(_copulas().match(plain(line))) and not line.endswith("?")


def _either(words: Collection[str]) -> str:
    return either(map(plain, words))


@cache
def _appeals() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """One pair of patterns a language. Words of scripts with gaps begin and end where words do."""
    return tuple(
        (re.compile(rf"(?<!\w)(?:{_either(row['asks'])})" if _has_gaps(row) else _either(row["asks"])),
         re.compile(rf"(?<!\w)(?:{_either(row['things'])})" if _has_gaps(row, "ar", "he") else _either(row["things"])))
        for row in rows("appeals", "appeal")
    )  # fmt: skip


@cache
def _things() -> tuple[AhoCorasick, list[list[int]]]:
    """Things of all languages at once, and the places of their languages among the appeals: most lines name none."""
    languages: dict[str, list[int]] = {}
    for at, row in enumerate(rows("appeals", "appeal")):
        for thing in row["things"]:
            languages.setdefault(plain(thing), []).append(at)
    return AhoCorasick(list(languages)), list(languages.values())


def _has_gaps(row: dict[str, object], *more: str) -> bool:
    """Say whether a word of the language begins behind a gap; Arabic and Hebrew glue "to" and "the" to things."""
    return row["language"] not in ("ja", "zh", "ko", "th", *more)


@cache
def _closings() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either([row['phrase'] for row in rows('appeals', 'closing')])})(?![a-z])")


@cache
def _bios() -> re.Pattern[str]:
    return re.compile(_either([row["phrase"] for row in rows("appeals", "closing") if row["kind"] == "bio"]))


@cache
def _credits() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_either([row['phrase'] for row in rows('appeals', 'credit')])})")


@cache
def _copulas() -> re.Pattern[str]:
    words = [word for row in rows("appeals", "copula") for word in row["words"]]
    return re.compile(rf"(?:{_either(words)})(?!\w)")
