"""What an outlet's articles teach about its lines: learned after reading, applied at the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlite_utils import Database

from archive.article import Role
from archive.attribution import Catalogue, credits_of_text
from archive.reading import ReturningLine, Sighting, Where, learn, line_key
from archive.store import furniture
from archive.store.database import writing


def known(database: Database, outlets: Iterable[str]) -> dict[str, tuple[ReturningLine, ...]]:
    """Return the lines learned of each outlet."""
    return {outlet: tuple(map(_rule, furniture.known(database, outlet))) for outlet in outlets}


def learn_outlets(database: Database, outlets: Iterable[str], catalogue: Callable[[], Catalogue]) -> None:
    """Learn from what is remembered of the articles of these outlets.

    ``catalogue`` is loaded where there is something to learn: a line that names an agency is kept as a credit.
    """
    for outlet in sorted(outlets):
        with writing(database):
            seen = furniture.seen(database, outlet)
            sightings = [Sighting(one.article, one.day, one.headline, one.lines) for one in seen]
            before = {row.line: row.text for row in furniture.known(database, outlet)}
            rows = []
            for line in learn(sightings):
                holders = [one.article for one in sightings if line.key in {key for key, _ in one.lines}]
                language, text = _shown(database, line.key, before.get(line.key, ""), holders)
                if text:
                    rows.append(_row(line, text, _kind(text, language, catalogue())))
            furniture.put(database, outlet, rows)


def _shown(database: Database, key: int, before: str, holders: Sequence[str]) -> tuple[str, str]:
    """Return the language of a line and the line as one of its articles prints it, ``before`` where that is known."""
    printed = furniture.texts(database, holders[:1] if before else holders)
    for language, text in printed:
        for paragraph in [before] if before else text.split("\n"):
            if before or line_key(paragraph, language) == key:
                return language, paragraph
    return "", before


def _kind(text: str, language: str, catalogue: Catalogue) -> str:
    found = credits_of_text(text, language, catalogue)
    return furniture.CREDIT if any(credit.role is not Role.SUBJECT for credit in found) else furniture.FURNITURE


def _row(line: ReturningLine, text: str, kind: str) -> furniture.Learned:
    return furniture.Learned(
        line.key,
        text,
        kind,
        line.where.value,
        line.position,
        line.articles,
        line.days,
        line.first_day,
        line.last_day,
    )


def _rule(row: furniture.Learned) -> ReturningLine:
    return ReturningLine(
        row.line,
        Where(row.place),
        row.position,
        row.articles,
        row.days,
        row.first_day,
        row.last_day,
        credit=row.kind == furniture.CREDIT,
    )
