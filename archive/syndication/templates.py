"""Is what two texts share a form that was filled in anew? Weather, scores, market closings, auctions.

Copies of one dispatch agree in their numbers, because nobody rewrites those; two reports from one form agree in all
the words between them. So: of the numbers in the lines that are largely shared, how many are shared as well?
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.syndication.overlap import Overlap
from archive.syndication.words import Words

LARGELY = 0.3  # of a line's words shared: the line is the same line, however it was filled in
TABLE = 0.33  # of a line's words numbers: a row of a table, which has no other words to share
OTHER = 3  # numbers that differ, on both sides; a corrected toll is one or two
AGREED = 0.5  # of the numbers in such lines; copies of one dispatch agree in 0.73 and more, forms in 0.0 to 0.4


def is_template(common: Overlap) -> bool:
    """Say whether two texts are two fillings of one form."""
    a, b = common.a, common.b
    if len(a.numbers) < OTHER or len(b.numbers) < OTHER:
        return False
    kept_a, kept_b = set(), set()  # numbers that are the same inside an edited passage
    for passage in common.passages:
        for on_a, on_b in passage.edits():
            places_a, places_b = a.numbers & set(on_a), b.numbers & set(on_b)
            both = {a.folded[place] for place in places_a} & {b.folded[place] for place in places_b}
            kept_a |= {place for place in places_a if a.folded[place] in both}
            kept_b |= {place for place in places_b if b.folded[place] in both}
    return _filled_anew(a, common.equal_a, kept_a) and _filled_anew(b, common.equal_b, kept_b)


def _filled_anew(words: Words, equal: Sequence[bool], kept: set[int]) -> bool:
    agreeing = differing = 0
    for start, end in words.lines:
        numbers = words.numbers.intersection(range(start, end))
        if sum(equal[start:end]) >= LARGELY * (end - start) or len(numbers) >= TABLE * (end - start):
            same = sum(equal[place] or place in kept for place in numbers)
            agreeing += same
            differing += len(numbers) - same
    return differing >= OTHER and agreeing <= AGREED * (agreeing + differing)
