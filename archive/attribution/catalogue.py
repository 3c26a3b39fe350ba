"""The catalogue of agencies: the rows of ``agencies.toml``, a user's own rows, and who owns a host."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.attribution.names import Finder, Strength
from archive.errors import ArchiveError

OWN_ROWS = Path(__file__).with_name("agencies.toml")
KEYS = {
    "id": str,
    "name": str,
    "country": str,
    "home": str,
    "wikidata": str,
    "example": str,
    "hosts": list,
    "short": list,
    "careful": list,
    "listed": list,
    "bracketed": list,
    "not": list,
    "beware": list,
    "desks": list,
    "names": dict,
    "signs_with_reporter": bool,
}


@dataclass(frozen=True)
class Agency:
    """One row: an agency and the ways to write it.

    ``careful`` names are also something else (AP is Andhra Pradesh): they count only where the place or a phrase says
    "agency"; ``listed`` names (the newspaper "New York Times") only in a list with other agencies.
    ``bracketed`` names are everyday words ("Mehr", "RSS") and count only in the brackets of a dateline or sign-off.
    ``elsewhere`` are longer strings that hold a name and mean something else ("Reuters Institute").
    ``beware`` are words that, anywhere in the text, make the careful names doubtful. ``desks`` may follow a slash or a
    hyphen (dpa/lby). ``signs_with_reporter``: "DHA/Ali Kaya" under a text is the agency's signature, not a picture's.
    """

    id: str
    name: str
    country: str = ""
    home: str = ""
    wikidata: str = ""
    hosts: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    careful: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    bracketed: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()
    beware: tuple[str, ...] = ()
    desks: frozenset[str] = frozenset()
    signs_with_reporter: bool = False
    example: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way the catalogue knows to write this agency, each once."""
        foreign = (name for language in sorted(self.names) for name in self.names[language])
        return tuple(dict.fromkeys((self.name, *self.short, *foreign)))

    def strength(self, name: str) -> Strength:
        """Return how much one of the spellings proves."""
        if name in self.listed:
            return Strength.LISTED
        if name in self.bracketed:
            return Strength.SMALL
        return Strength.CAREFUL if name in self.careful else Strength.SURE


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All agencies, ready to be looked for."""

    agencies: tuple[Agency, ...]

    @classmethod
    def load(cls, extra: Path | None = None) -> Catalogue:
        """Read the project's rows and, where given, a user's own file of the same form (``[[agency]]`` tables).

        A user's row with a known id adds its names, hosts and words to that agency. Raises ``ArchiveError`` with one
        line (file, row, mend) for a file that is no TOML or a row without id, name or example.
        """
        if extra is None:
            return _own()
        merged = {agency.id: agency for agency in _own().agencies}
        for agency in read_rows(extra):
            merged[agency.id] = _join(merged[agency.id], agency) if agency.id in merged else agency
        return cls(tuple(merged.values()))

    @cached_property
    def by_id(self) -> dict[str, Agency]:
        """Agencies by their id."""
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def finder(self) -> Finder:
        """The compiled search for all names at once."""
        spellings: list[tuple[str, str, Strength]] = []
        for agency in self.agencies:
            for name in agency.spellings:
                spellings.append((name, agency.id, agency.strength(name)))
            spellings += [(other, "", Strength.SURE) for other in agency.elsewhere]
        return Finder(spellings)

    def doubtful(self, text: str) -> frozenset[str]:
        """Return the agencies whose short names have another meaning in this text (``beware`` words stand in it)."""
        return frozenset(agency.id for agency in self.agencies for word in agency.beware if word in text)

    @cached_property
    def _hosts(self) -> dict[str, str]:
        return {host: agency.id for agency in self.agencies for host in agency.hosts}

    def owner(self, url: str) -> str:
        """Return the id of the agency whose own site an address belongs to, or an empty string."""
        host = (urlsplit(url).hostname or "").lower()
        while host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.partition(".")[2]
        return ""


@lru_cache(maxsize=1)
def _own() -> Catalogue:
    return Catalogue(tuple(read_rows(OWN_ROWS)))


def read_rows(path: Path) -> Iterable[Agency]:
    """Yield the agencies of a file; see ``Catalogue.load`` for the errors."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("agency", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ArchiveError(
            f"{path}: cannot read the agencies ({error}); mend the file or leave it out", code=2
        ) from error
    for number, row in enumerate(rows, 1):
        yield _agency(row, f"{path}: agency {number} ({row.get('id', 'no id')})")


def _agency(row: Mapping[str, Any], where: str) -> Agency:
    for key in ("id", "name", "example"):
        if not row.get(key):
            raise ArchiveError(f'{where}: has no {key}; add {key} = "…"', code=2)
    for key, value in row.items():
        if key not in KEYS:
            raise ArchiveError(f"{where}: unknown key {key!r}; known are {', '.join(sorted(KEYS))}", code=2)
        if not isinstance(value, KEYS[key]):
            raise ArchiveError(f"{where}: {key} must be a {KEYS[key].__name__}, is {value!r}", code=2)
    return Agency(
        id=row["id"],
        name=row["name"],
        country=row.get("country", ""),
        home=row.get("home", ""),
        wikidata=row.get("wikidata", ""),
        hosts=tuple(row.get("hosts", ())),
        short=tuple(row.get("short", ())),
        names={language: tuple(names) for language, names in row.get("names", {}).items()},
        careful=frozenset(row.get("careful", ())),
        listed=frozenset(row.get("listed", ())),
        bracketed=frozenset(row.get("bracketed", ())),
        elsewhere=tuple(row.get("not", ())),
        beware=tuple(row.get("beware", ())),
        desks=frozenset(desk.lower() for desk in row.get("desks", ())),
        signs_with_reporter=row.get("signs_with_reporter", False),
        example=row["example"],
    )


def _join(old: Agency, new: Agency) -> Agency:
    languages = {*old.names, *new.names}
    return Agency(
        id=old.id,
        name=old.name,
        country=new.country or old.country,
        home=new.home or old.home,
        wikidata=new.wikidata or old.wikidata,
        hosts=old.hosts + new.hosts,
        short=(*old.short, new.name, *new.short),
        names={language: old.names.get(language, ()) + new.names.get(language, ()) for language in languages},
        careful=old.careful | new.careful,
        listed=old.listed | new.listed,
        bracketed=old.bracketed | new.bracketed,
        elsewhere=old.elsewhere + new.elsewhere,
        beware=old.beware + new.beware,
        desks=old.desks | new.desks,
        signs_with_reporter=old.signs_with_reporter or new.signs_with_reporter,
        example=old.example,
    )


def markdown(catalogue: Catalogue) -> str:
    """Return the agencies as a table for ``docs/attribution.md``, in the order of their ids."""
    lines = ["| id | agency | country | written as | looked at twice |", "| --- | --- | --- | --- | --- |"]
    for agency in sorted(catalogue.agencies, key=lambda one: one.id):
        spellings = ", ".join(agency.spellings[:6]).replace("|", "\\|")
        careful = ", ".join(sorted(agency.careful)[:4]).replace("|", "\\|")
        lines.append(f"| `{agency.id}` | {agency.name} | {agency.country} | {spellings} | {careful} |")
    return "\n".join(lines) + "\n"
