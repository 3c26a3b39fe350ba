"""What changed between two editions: a word diff that shows changed paragraphs and counts the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]\s*|[^\s{_UNSPACED}]+\s*|\s+")
"""A word with its punctuation and the space behind it, or one character of a script that writes no spaces."""

LONGEST = 3000
"""Tokens a side of a word diff may have (some 15,000 characters): longer ones are shown as taken out and put in,
because the matcher's time grows with their product."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed (``same``), were taken out (``out``) or put in (``in``)."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring paragraphs: ``unchanged`` of them that stayed, or the runs of a changed stretch."""

    unchanged: int = 0
    runs: tuple[Run, ...] = ()


def changes(old: str, new: str) -> list[Block]:
    """Return what became of ``old``, paragraph by paragraph, word by word where paragraphs differ."""
    before, after = old.split("\n"), new.split("\n")
    blocks = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            blocks.append(Block(unchanged=b - a))
        else:
            blocks.append(Block(runs=words("\n".join(before[a:b]), "\n".join(after[c:d]))))
    return blocks


def words(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs that turn one stretch of text into the other."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return tuple(run for run in (Run("out", old), Run("in", new)) if run.text)
    runs = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(Run("same", "".join(before[a:b])))
            continue
        runs += _replaced("".join(before[a:b]), "".join(after[c:d]))
    return tuple(runs)


def _replaced(taken: str, put: str) -> list[Run]:
    """Return the runs of a replacement; white space that both end with, and words both begin with, have not changed."""
    led = kept = ""
    if taken and put.startswith(taken) and not put[len(taken) :][:1].isalnum():  # "harbour" and "harbour today"
        led, taken, put = taken, "", put.removeprefix(taken)
    if taken and put and taken[-1].isspace() and taken[-1] == put[-1]:
        taken, put, kept = taken[:-1], put[:-1], put[-1]
    return [Run(what, text) for what, text in (("same", led), ("out", taken), ("in", put), ("same", kept)) if text]
