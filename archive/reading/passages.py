"""Extracted paragraphs, found again among the lines of the page.

An extractor returns strings. Which lines of the page they are tells where each stands, what it links to and what stands
beside it; and the page's own line has what extractors lose (zero-width joiners, words in ruby or unknown inline tags).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive.reading.folding import fold
from archive.reading.lines import Line

_PASSED = 8  # lines that may be left out between two that an extractor joined
_LONG = 50  # characters from which a paragraph may be several lines joined
_FRAGMENT = 8  # folded characters from which a paragraph is looked for inside a longer line
_COVERED = 0.5  # share of a line that its fragments must have for the whole of it to be text
_TRIED = 20  # lines that begin like a paragraph and are tried as its first


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the text, and the indexes of the first and last line of the page that it is (-1: of none)."""

    text: str
    first: int = -1
    last: int = -1


def placed(paragraphs: Sequence[str], lines: Sequence[Line]) -> list[Passage]:
    """Return the paragraphs as passages, in their order.

    Several lines joined in one paragraph (line breaks, unclosed tags, cells) are cut at the lines; several paragraphs
    cut out of one line are that line; rows of a table (cells between bars) stay one passage.
    """
    known: dict[str, list[int]] = defaultdict(list)
    starts: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        known[line.folded].append(index)
        starts[line.folded[:2]].append(index)
    found: list[Passage] = []
    fragments: dict[int, int] = defaultdict(int)
    at = 0
    for text in paragraphs:
        folded = fold(text)
        if same := known.get(folded):
            index = same[min(bisect_left(same, at), len(same) - 1)]
            found.append(Passage(lines[index].text, index, index))
        elif len(text) >= _LONG and (run := _run(folded, lines, starts.get(folded[:2], []))):
            if " | " in text:
                found.append(Passage(text, run[0], run[-1]))
            else:
                found += [Passage(lines[index].text, index, index) for index in run]
        elif (index := _around(folded, lines, at)) >= 0:
            fragments[index] += len(folded)
            found.append(Passage(text, index, index))
        else:
            found.append(Passage(text))
        at = found[-1].last + 1 if found[-1].last >= 0 else at
    return _whole(found, fragments, lines)


def _run(folded: str, lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Return the indexes of lines that follow each other and together are the text, none where none do."""
    for start in [start for start in starts if folded.startswith(lines[start].folded)][:_TRIED]:
        at, index, passed, run = 0, start, 0, []
        while index < len(lines) and passed <= _PASSED:
            part = lines[index].folded
            if part and folded.startswith(part, at):
                run.append(index)
                at += len(part)
                passed = 0
            else:
                passed += 1
            index += 1
            if at == len(folded):
                return run
    return []


def _around(folded: str, lines: Sequence[Line], at: int) -> int:
    """Return the index of the line that holds the text: the one just read, one that follows, else -1."""
    if len(folded) < _FRAGMENT:
        return at - 1 if at and folded and folded in lines[at - 1].folded else -1
    near = range(max(0, at - 1), len(lines))
    return next(
        (index for index in near if len(lines[index].folded) > len(folded) and folded in lines[index].folded), -1
    )


def _whole(found: Sequence[Passage], fragments: dict[int, int], lines: Sequence[Line]) -> list[Passage]:
    """Return the passages with each line once, and lines whose fragments cover them whole in place of the fragments."""
    result: list[Passage] = []
    done: set[int] = set()
    for passage in found:
        index = passage.first
        if index in fragments and passage.first == passage.last:
            if fragments[index] >= _COVERED * len(lines[index].folded):
                passage = Passage(lines[index].text, index, index)
            elif index not in done:
                result.append(passage)
                continue
        if index >= 0 and index in done:
            continue
        done.update(range(passage.first, passage.last + 1) if index >= 0 else ())
        result.append(passage)
    return _in_order(result)


def _in_order(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages as the page has them: what an extractor finds late it puts last. Unknown ones stay behind
    the one before them.
    """
    places: list[int] = []
    for passage in passages:
        places.append(passage.first if passage.first >= 0 else places[-1] if places else -1)
    return [passage for _, passage in sorted(zip(places, passages, strict=True), key=lambda pair: pair[0])]
