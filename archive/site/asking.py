"""A search that stands whole in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode

from archive.site.wording import KINDS, VERDICTS
from archive.store.asking import Question, understand
from archive.store.search import HOW, Filters

LONGEST = 500
"""Characters of a search that are looked for: a sentence; ten thousand would be as many terms to the index."""

DEEPEST = 500
"""Pages that can be turned to: behind ten thousand hits a search is better narrowed, or taken home."""

NO_FILTERS = Filters()

STANDINGS = ("credited", "credited to another", "uncredited", "no agency")
"""What a copy's credit is worth beside its story's agency; see ``pickups.credited``."""

_KNOWN = {
    "how": HOW,
    "verdict": tuple(word for word in VERDICTS if word != "other"),
    "credited": STANDINGS,
    "kind": tuple(KINDS),
}
"""Filters with a fixed list of values; another value is passed over and said."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; ``mistakes`` says which parts of the address were passed over."""

    words: str = ""
    filters: Filters = NO_FILTERS
    newest_first: bool = False
    page: int = 1
    mistakes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.words and not self.narrowed

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return self.filters != NO_FILTERS

    @property
    def set_filters(self) -> dict[str, str]:
        """The filters that are set, by their names."""
        return {name: value for name, value in asdict(self.filters).items() if value}

    def address(self, ending: str = "", **changed: object) -> str:
        """Return the address of this search with something changed: ``page``, ``newest_first`` or a filter.

        ``ending`` is that of another form of it: ``.atom``, ``.csv``, ``.ndjson``.
        """
        own = {key: changed.pop(key) for key in ("page", "newest_first") if key in changed}
        other = replace(self, filters=replace(self.filters, **changed), **own)  # type: ignore[arg-type]
        if not other.filters.agency:
            other = replace(other, filters=replace(other.filters, how=""))
        parts = {"q": other.words} | other.set_filters
        parts |= {"order": "newest" if other.newest_first else "", "page": str(other.page) if other.page > 1 else ""}
        if ending:
            parts.pop("page")
        told = urlencode({key: value for key, value in parts.items() if value})
        return f"/search{ending}" + (f"?{told}" if told else "")

    def without(self, name: str) -> str:
        """Return the address of this search without one of its filters."""
        return self.address(page=1, **{name: ""})

    def without_filters(self) -> str:
        """Return the address of this search without any."""
        return replace(self, filters=NO_FILTERS, page=1).address()


def asked(parameters: Mapping[str, str]) -> Asked:
    """Read a search from the parameters of an address; what can't be meant is passed over and said."""
    mistakes: list[str] = []
    values = {name: parameters.get(name, "").replace("\0", "").strip()[:200] for name in asdict(NO_FILTERS)}
    for name in ("since", "until"):
        values[name] = _day(values[name], mistakes)
    for name, known in _KNOWN.items():
        if values[name] and values[name] not in known:
            mistakes.append(f"“{_short(values[name])}” is none of {', '.join(known)}, so it was left out.")
            values[name] = ""
    if values["how"] and not values["agency"]:
        values["how"] = ""
    if values["since"] and values["until"] and values["since"] > values["until"]:
        mistakes.append("The first day is after the last, so nothing can be found.")
    words = parameters.get("q", "").replace("\0", " ").strip()
    if len(words) > LONGEST:
        words = words[:LONGEST]
        mistakes.append(f"Only the first {LONGEST} characters were looked for.")
    if words and understand(words) == Question():
        mistakes.append("There is no word to look for in this; what follows is everything, newest first.")
    page = parameters.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    return Asked(
        words,
        Filters(**values),
        parameters.get("order") == "newest",
        min(max(1, number), DEEPEST),
        tuple(mistakes),
    )


def _day(text: str, mistakes: list[str]) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        mistakes.append(f"“{_short(text)}” is no date such as 2026-11-23, so it was left out.")
        return ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
