"""What a person typed, as the index understands it: a forgiving parser.

Words must all occur; ``"phrases"``, ``AND``, ``OR``, ``NOT``, ``prefix*`` and brackets are understood. Whatever can't
be a word or has no partner (a stray quote, a bracket, an operator at the end) is passed over: nothing that is typed is
an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.store.folding import fold, other_spelling, token

_PIECE = re.compile(r'"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<bracket>[()])|(?P<word>[^\s"()]+)')

MOST_TERMS = 60
"""Terms of one search that are looked for: a long sentence. Thousands would each be a walk through the index."""

DEEPEST = 20
"""Brackets inside brackets that are followed; further ones are passed over."""


@dataclass(frozen=True, slots=True)
class Question:
    """FTS5 expressions of what must be found and of what must not; empty for none."""

    wanted: str = ""
    unwanted: str = ""

    @property
    def match(self) -> str:
        """The whole as one expression; empty when nothing is wanted."""
        return f"({self.wanted}) NOT ({self.unwanted})" if self.wanted and self.unwanted else self.wanted


def understand(typed: str) -> Question:
    """Return what somebody asks for. Never raises."""
    return _either(list(_terms(typed)), 0)


def _terms(typed: str) -> Iterator[str]:
    """Yield ``(``, ``)``, ``AND``, ``OR``, ``NOT`` and terms in FTS5's writing, each in quotes or brackets."""
    number = depth = 0
    for piece in _PIECE.finditer(typed):
        if bracket := piece["bracket"]:
            depth += 1 if bracket == "(" else -1
            if 0 <= depth <= DEEPEST - (bracket == ")"):
                yield bracket
            depth = max(0, depth)
        elif piece["word"] in ("AND", "OR", "NOT"):
            yield piece["word"]
        elif number < MOST_TERMS and (term := _term(piece["phrase"] or piece["word"] or "", piece["star"] or "")):
            number += 1
            yield term


def _term(text: str, star: str) -> str:
    text = text.replace("\0", " ")
    prefix = star or text.rstrip("]}'’”").endswith("*")
    ways = dict.fromkeys((_phrase(fold(text)), _phrase(other_spelling(text))))
    quoted = [f'"{way}"{" *" if prefix else ""}' for way in ways if way]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})" if quoted else ""


def _phrase(folded: str) -> str:
    return " ".join(token().findall(folded))


def _either(terms: list[str], depth: int) -> Question:
    """Read alternatives up to the closing bracket, taking what is read out of ``terms``."""
    found = [_all(terms, depth)]
    while terms and terms[0] != ")":
        terms.pop(0)  # OR
        found.append(_all(terms, depth))
    positive = [one.match for one in found if one.wanted]
    if not positive:  # only things not to be found
        return Question(unwanted=" OR ".join(_closed(one.unwanted) for one in found if one.unwanted))
    if len(found) == 1:
        return found[0]
    return Question(" OR ".join(map(_closed, positive)))


def _all(terms: list[str], depth: int) -> Question:
    """Read terms that must all hold, up to an OR or a closing bracket."""
    wanted: list[str] = []
    unwanted: list[str] = []
    negative = False
    while terms and terms[0] != "OR" and (terms[0] != ")" or depth == 0):
        term = terms.pop(0)
        if term in ("AND", "NOT"):
            negative = term == "NOT"
            continue
        if term == ")":  # without a partner
            continue
        inner = _bracketed(terms, depth) if term == "(" else Question(term)
        if inner.wanted:
            (unwanted if negative else wanted).append(inner.match)
        elif inner.unwanted and not negative:
            unwanted.append(inner.unwanted)
        negative = False
    return Question(" AND ".join(map(_closed, wanted)), " OR ".join(map(_closed, unwanted)))


def _bracketed(terms: list[str], depth: int) -> Question:
    inner = _either(terms, depth + 1)
    if terms:
        terms.pop(0)  # )
    return inner


def _closed(expression: str) -> str:
    """Return an expression in brackets unless it is one term or one pair of brackets already."""
    return (
        expression
        if re.fullmatch(r'"[^"]*"( \*)?|\("[^"]*"( \*)?( OR "[^"]*"( \*)?)*\)', expression)
        else f"({expression})"
    )
