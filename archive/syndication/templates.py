"""Is what two texts share a form that was filled in anew? Weather, scores, market closings, auctions.

Copies of one dispatch agree in their numbers, because nobody rewrites those; two reports from one form agree in all
the words between them. So: of the numbers in the lines that are largely shared, how many are shared as well? Short
forms have few numbers; there the places inside shared passages are looked at where one text has something else than
the other: a form differs in numbers and names, an edited copy in other words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.syndication.alignment import GAP
from archive.syndication.overlap import Overlap
from archive.syndication.words import Flags, Words

LARGELY = 0.3  # of a line's words shared: the line is the same line, however it was filled in
TABLE = 0.33  # of a line's words numbers: a row of a table, which has no other words to share
OTHER = 3  # numbers that differ, on both sides; a corrected toll is one or two
SLOTS_OF_NUMBERS = 2  # places where both have another number: a corrected toll is one
SLOTS = 3  # places where both have another number or name
ONLY_NAMES = 0.6  # of all places that differ, where no number tells; of 4,300 pairs of copies none has as many
AGREED = 0.5  # of the numbers in such lines; copies of one dispatch agree in 0.73 and more, forms in 0.0 to 0.4


def is_template(common: Overlap) -> bool:
    """Say whether two texts are two fillings of one form."""
    a, b = common.a, common.b
    agreeing_a = int(np.count_nonzero(a.numbers & common.equal_a))
    agreeing_b = int(np.count_nonzero(b.numbers & common.equal_b))
    other = min(a.numbered_count - agreeing_a, b.numbered_count - agreeing_b)
    if other >= OTHER and _numbers_differ(common):
        return True
    agreeing = min(agreeing_a, agreeing_b)
    # Slots hold no more numbers than differ in all of a, where no run overlaps another.
    return agreeing <= a.numbered_count - agreeing_a and _slots_differ(common, agreeing)


def _numbers_differ(common: Overlap) -> bool:
    a, b = common.a, common.b
    kept_a, kept_b = common.equal_a.copy(), common.equal_b.copy()  # and numbers that both have inside an edit
    for passage in common.passages:
        for on_a, on_b in passage.edits():
            _keep(a, on_a, b, on_b, kept_a)
            _keep(b, on_b, a, on_a, kept_b)
    return _filled_anew(a, common.equal_a, kept_a) and _filled_anew(b, common.equal_b, kept_b)


def _slots_differ(common: Overlap, agreeing: int) -> bool:
    """Say whether short texts differ in numbers and names, not in other words, and agree in hardly a number."""
    a, b = common.a, common.b
    if not common.passages or agreeing > sum(len(passage.runs) - 1 for passage in common.passages) + 1:
        return False
    edits = [edit for passage in common.passages for edit in passage.edits() if edit[0] and edit[1]]
    opening = range(common.passages[0].on_a[0]), range(common.passages[0].on_b[0])
    if max(map(len, opening)) <= GAP:  # "LONDON, May 6 - " where the passage has not begun yet
        edits.append(opening)
    numbers = names = 0
    for on_a, on_b in edits:
        if other := _others(a.numbered(on_a), b.numbered(on_b)):
            numbers += other  # a slot may hold several, with a word or two between them
        elif _others(a.named(on_a), b.named(on_b)):
            names += 1
    if not numbers:
        return not agreeing and names >= SLOTS and names >= ONLY_NAMES * len(edits)
    several = numbers >= SLOTS_OF_NUMBERS or (numbers + names >= SLOTS and 2 * (numbers + names) >= len(edits))
    return several and agreeing <= numbers


def _others(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many words both sides of an edit have, where they have none in common."""
    return 0 if set(one) & set(other) else min(len(one), len(other))


def _keep(words: Words, here: range, others: Words, there: range, kept: Flags) -> None:
    """Flag the numbers of an edit that stand on its other side too."""
    if here and (theirs := others.numbered(there)):
        for place in words.number_places(here):
            if words.values[place] in theirs:
                kept[place] = True


def _filled_anew(words: Words, equal: Flags, kept: Flags) -> bool:
    starts, sizes, numbers = words.line_starts, words.line_sizes, words.line_numbers
    shared = np.add.reduceat(equal, starts, dtype=np.int64)
    same = np.add.reduceat(words.numbers & kept, starts, dtype=np.int64)
    compared = (shared >= LARGELY * sizes) | (numbers >= TABLE * sizes)
    agreeing, all_numbers = int(same[compared].sum()), int(numbers[compared].sum())
    return all_numbers - agreeing >= OTHER and agreeing <= AGREED * all_numbers
