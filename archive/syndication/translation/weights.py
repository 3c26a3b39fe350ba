"""What a shared key is worth: how much likelier two translations share it than two texts of the same days."""

from __future__ import annotations

from functools import lru_cache
from math import log

KEPT = {"n": 0.85, "c": 0.7, "w": 0.6, "l": 0.7, "s": 0.5}
"""Chance that an anchor of a text is found in its translation: numbers nearly always, a sound every second time."""

BY_CHANCE = {
    "n1": 0.125, "n2": 0.064, "n3": 0.019, "n4": 0.006, "year": 0.052,
    "day": 0.183, "month": 0.165, "c": 0.103,
    "w": 0.1,
    "l3": 0.203, "l4": 0.074, "l5": 0.078, "l6": 0.066,
    "s3": 0.37, "s4": 0.158, "s5": 0.093, "s6": 0.079,
}  # fmt: skip
"""Chance that a text of the same days has the key of an anchor, by the key's kind and length.

Measured in 3,082 news texts in 27 languages, an anchor at a time, so that common keys count as often as they occur.
A rate for each key, from the archive itself, does no better, and would let the order in which articles arrive change
what is claimed.
"""


@lru_cache(maxsize=200_000)
def weight(key: str) -> float:
    """Return the log-likelihood ratio (natural) of a shared key; never negative."""
    return log(KEPT[key[0]] / BY_CHANCE[_shape(key)])


def telling(key: str) -> bool:
    """Say whether a key is a number of two digits or more: what a translator hardly ever leaves out."""
    return key[0] == "n" and len(key) > 2


def findable(key: str) -> bool:
    """Say whether a key is rare enough to find candidates by."""
    kind, length = key[0], len(key) - 1
    if kind == "n":
        return length > 1
    if kind == "c":
        return not key.startswith(("cday", "cmonth"))
    return length == 4 if kind == "s" else kind == "w" or length > 3


def _shape(key: str) -> str:
    kind, length = key[0], len(key) - 1
    if kind == "n":
        return "year" if length == 4 and key[1] in "12" else f"n{min(length, 4)}"
    if kind == "c":
        return "day" if key.startswith("cday") else "month" if key.startswith("cmonth") else "c"
    return kind if kind == "w" else f"{kind}{length}"
