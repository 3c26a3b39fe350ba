"""Whether the page gives the whole text or says that the rest is for subscribers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from archive.reading import jsonld
from archive.reading.lines import Line
from archive.reading.meta import Meta

_LINE = 120  # characters of a line that asks for a subscription; a sentence of the text is longer
_SHORT = 3_000  # characters of a text that may be only the beginning
_NEAR = 6  # lines after the text in which the page says so
_TIER = re.compile(r"(?:content_?tier|paywall|premium|is_?paid|content_?access|access_level)$", re.I)
_LOCKED = frozenset(("locked", "metered", "premium", "paid", "subscriber", "subscribers", "true", "1", "yes"))
_NO = frozenset(("false", "no", "0", "http://schema.org/false", "https://schema.org/false"))


def paywalled(
    node: jsonld.Node, nodes: Sequence[jsonld.Node], meta: Meta, lines: Sequence[Line], last: int, length: int
) -> bool:
    """Say whether the page itself says that not all of the article is free.

    Its data first: schema.org's ``isAccessibleForFree``, of the article or of a part of it (``hasPart``), and meta tags
    of the tier; where they are silent, a short text (``length`` characters, ending in line ``last``) with a line that
    asks for a subscription in or right behind it.
    """
    parts = [part for part in _listed(node.get("hasPart")) if isinstance(part, Mapping)]
    said = {_free(item) for item in (*parts, *filter(_is_article, nodes))}
    if False in said or _is_tiered(meta):
        return True
    if True in said or length > _SHORT or last < 0:
        return False
    return any(asks(line.text) for line in lines[max(0, last - 1) : last + 1 + _NEAR])


def asks(text: str) -> bool:
    """Say whether a line asks for a subscription."""
    return len(text) <= _LINE and bool(_phrases().search(text))


def _free(item: jsonld.Node) -> bool | None:
    value = item.get("isAccessibleForFree")
    return None if value is None else str(value).strip().lower() not in _NO


def _is_article(item: jsonld.Node) -> bool:
    return any(jsonld.ARTICLE_TYPES.get(kind, 0) >= 3 for kind in jsonld.types(item))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_tiered(meta: Meta) -> bool:
    named = (values for name, values in meta.items() if _TIER.search(re.sub(r"[:.-]", "_", name)))
    return any(value.lower() in _LOCKED for values in named for value in values)


@cache
def _phrases() -> re.Pattern[str]:
    table = tomllib.loads(files(__package__).joinpath("paywall.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(re.escape(row["phrase"]) for row in table["phrase"]), re.I)
