"""Patterns that find any of many phrases, for every table of words and phrases that is looked for at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

_EACH_ITSELF: Mapping[str, str] = MappingProxyType({})


def either(phrases: Iterable[str], meanings: Mapping[str, str] = _EACH_ITSELF) -> str:
    """Return a pattern that finds any of the phrases, the longest first.

    What begins alike is written once, so that a search looks at each letter once: a third of the time of a plain
    alternation of 400 words. ``meanings`` has the pattern of each character that does not stand for itself; where
    several can match, those are tried after the others, in the order given.
    """
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree, meanings)


def _branches(node: dict[str, Any], meanings: Mapping[str, str]) -> str:
    plain = [char for char in node if char and char not in meanings]
    branches = [re.escape(char) + _branches(node[char], meanings) for char in plain]
    branches += [pattern + _branches(node[char], meanings) for char, pattern in meanings.items() if char in node]
    if not branches:
        return ""
    ended = "" in node
    whole = branches[0] if len(branches) == 1 and not ended else f"(?:{'|'.join(branches)})"
    return f"{whole}?" if ended else whole
