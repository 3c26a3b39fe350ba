"""How a line is told to be a credit, and what a caption, a picture and a meta tag credit, by ``credits.toml``."""

from __future__ import annotations

import re
from functools import cache

from archive.reading.phrases import rows

_SIGNED = re.compile(r"©|\w/[A-Z]{2,}|\|\s*[^|]{2,40}$|\w/[\w. ]{3,40}$", re.I)


def hints_at_credit(line: str) -> bool:
    """Say whether a line that looks like furniture may be a credit: then it is kept beside the text."""
    return bool(_pattern("hint").search(line))


def names_photographer(line: str) -> bool:
    """Say whether a line above the headline is the credit of its picture ("Photo: …", "© …")."""
    return bool(_pattern("photo", r"©|\b(?:{})\s*[:/]").search(line))


def credit_at_end(caption: str) -> str:
    """Return the credit that a caption ends with ("Foto: Ada Byron/Example"), "" where it has none."""
    match = _pattern("printed", r"(?:(?:{}|©|\(c\))\s*[:©]?\s|©)[^.]{{2,80}}$").search(caption)
    return caption[match.start() :] if match else ""


def bracketed_credit(caption: str) -> str:
    """Return the credit in brackets that a caption ends with, "" where it has none."""
    match = _pattern("bracketed", r"(?:\s*\([^()]{{0,40}}(?:{}|©|/)[^()]{{0,80}}\)\.?)+$").search(caption)
    return caption[match.start() :] if match else ""


def holds_credit(text: str) -> bool:
    """Say whether the alternative text of a picture holds its credit."""
    worded = _pattern("alt", r"\([^()]{{2,60}}(?:{0}|via|/)[^()]{{0,60}}\)|\b(?:{0})s?\s*(?:by|:)").search(text)
    return bool(worded or _SIGNED.search(text))


def is_bare_credit(line: str) -> bool:
    """Say whether a line is nothing but a credit: "AFP", "2024 dpa/AP", "(red/Agenturen)"."""
    return bool(_bare().fullmatch(line))


def meta_label(name: str) -> str:
    """Return what the name of a meta tag says its value is ("author" of "parsely-author"), "" where nothing does."""
    match = _meta_names().search(name)
    return "" if match is None else _meta_labels()[match.group(1).lower()]


@cache
def _pattern(sort: str, form: str = "{0}") -> re.Pattern[str]:
    """Return the pattern of a form with the words of a sort."""
    words: dict[str, str] = {}
    for row in rows("credits", "word"):
        if sort in row["sorts"]:
            edge = r"\b" if sort == "hint" and row.get("whole") else ""
            words |= {word: f"{edge}{re.escape(word)}{edge}" for word in row["words"]}
    return re.compile(form.format("|".join(words[word] for word in sorted(words, key=len, reverse=True))), re.I)


@cache
def _bare() -> re.Pattern[str]:
    agencies = "|".join(
        re.escape(word) for row in rows("credits", "word") if "bare" in row["sorts"] for word in row["words"]
    )
    names = r"[A-Z]{2,6}(?:\s*[/,&+-]\s*(?:[A-Z]{2,6}|[a-z]{2,4}))*"
    shorthand = rf"[a-z]{{2,4}}\s*/\s*(?:[A-Z]{{2,6}}|{agencies})"
    return re.compile(rf"[\W_]{{0,4}}(?:(?:19|20)\d\d\s+)?{names}[\W_]{{0,3}}|\W?{shorthand}\W?")


@cache
def _meta_labels() -> dict[str, str]:
    return {name: row["label"] for row in rows("credits", "meta") for name in row["names"]}


@cache
def _meta_names() -> re.Pattern[str]:
    names = sorted(_meta_labels(), key=len, reverse=True)
    return re.compile(rf"(?:^|[.:_-])({'|'.join(map(re.escape, names))})s?$", re.I)
