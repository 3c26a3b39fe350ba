"""Agencies: the rows of ``agencies.toml`` and of a user's own file of the same form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.attribution.names import Strength
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
    "everyday": list,
    "ocr": list,
    "not": list,
    "beware": list,
    "desks": list,
    "places": list,
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
    hyphen (dpa/lby). ``everyday`` names are also words or given names in small letters ("map"): only their capitals
    count. ``ocr`` names stand in old newspapers: they are also met misread (``ocr.toml``).
    ``places`` tell two agencies with one abbreviation apart: the one whose place stands first in the text has it.
    ``signs_with_reporter``: "DHA/Ali Kaya" under a text is the agency's signature, not a picture's.
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
    everyday: frozenset[str] = frozenset()
    ocr: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    beware: tuple[str, ...] = ()
    desks: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
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


def read_rows(path: Path) -> Iterable[Agency]:
    """Yield the agencies of a file (``[[agency]]`` tables); see ``Catalogue.load`` for the errors."""
    for number, row in enumerate(tables(path, "agency"), 1):
        yield _agency(row, f"{path}: agency {number} ({row.get('id', 'no id')})")


def tables(path: Path, key: str) -> list[dict[str, Any]]:
    """Return the tables ``[[key]]`` of a TOML file; raise ``ArchiveError`` where it is none."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(key, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ArchiveError(
            f"{path}: cannot read the agencies ({error}); mend the file or leave it out", code=2
        ) from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ArchiveError(f"{path}: {key} is no table; write [[{key}]] above its keys", code=2)
    return found


def _agency(row: Mapping[str, Any], where: str) -> Agency:
    for key in ("id", "name", "example"):
        if not row.get(key):
            raise ArchiveError(f'{where}: has no {key}; add {key} = "…"', code=2)
    for key, value in row.items():
        if key not in KEYS:
            raise ArchiveError(f"{where}: unknown key {key!r}; known are {', '.join(sorted(KEYS))}", code=2)
        if not isinstance(value, KEYS[key]):
            raise ArchiveError(f"{where}: {key} must be a {KEYS[key].__name__}, is {value!r}", code=2)
    if not re.fullmatch(r"(?:Q[1-9]\d*)?", item := row.get("wikidata", "")):
        raise ArchiveError(f'{where}: wikidata is {item!r}; write the item as in "Q130879"', code=2)
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
        everyday=frozenset(row.get("everyday", ())),
        ocr=tuple(row.get("ocr", ())),
        elsewhere=tuple(row.get("not", ())),
        beware=tuple(row.get("beware", ())),
        desks=frozenset(desk.lower() for desk in row.get("desks", ())),
        places=tuple(row.get("places", ())),
        signs_with_reporter=row.get("signs_with_reporter", False),
        example=row["example"],
    )


def join(old: Agency, new: Agency) -> Agency:
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
        everyday=old.everyday | new.everyday,
        ocr=old.ocr + new.ocr,
        elsewhere=old.elsewhere + new.elsewhere,
        beware=old.beware + new.beware,
        desks=old.desks | new.desks,
        places=old.places + new.places,
        signs_with_reporter=old.signs_with_reporter or new.signs_with_reporter,
        example=old.example,
    )
