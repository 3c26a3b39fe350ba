"""`archive group --articles`: grouping texts of the user's own, however many, without an archive."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import overload

from archive.cli.aside import Aside
from archive.cli.lines import Line, LineFile, writer
from archive.cli.progress import progress
from archive.errors import ArchiveError
from archive.syndication import Copy, Story, alone, group
from archive.syndication.copy import AHEAD
from archive.syndication.grouping import ROUNDS
from archive.syndication.translation import Link, find, join_linked, several_languages


class Texts(Sequence[Copy]):
    """The good lines of a file as articles, each read when it is asked for; which are good is known when all were.

    ``places`` are its lines by id, ``names`` the ids that are no strings, ``bad`` the other lines, by place.
    ``languages`` are all that the lines name, an empty one where a line names none.
    """

    def __init__(self, lines: LineFile) -> None:
        self.places: dict[str, int] = {}
        self.bad: dict[int, Line] = {}
        self.names: dict[int, object] = {}
        self.languages: set[str] = set()
        self._lines, self._good = lines, array("L")
        self._latest = datetime.now(UTC) + AHEAD

    def __iter__(self) -> Iterator[Copy]:
        """Yield all articles. Raises ArchiveError where two lines have one id, and names both."""
        self.places.clear()
        self._good = array("L")
        for place, line in enumerate(self._lines):
            if line.error:
                self.bad[place] = line
                continue
            copy = self._copy(line)
            if not isinstance(line.values["id"], str):
                self.names[place] = line.values["id"]
            if (first := self.places.setdefault(copy.id, place)) != place:
                there = self._lines.where(first)
                raise ArchiveError(
                    f"{line.where}: the id {copy.id!r} stands at {there} too; give each article its own", code=2
                )
            self._good.append(place)
            self.languages.add(copy.language)
            yield copy

    def __len__(self) -> int:
        return len(self._good)

    def named(self, name: str) -> Copy:
        """Return the article with this id."""
        return self._copy(self._lines[self.places[name]])

    @overload
    def __getitem__(self, number: int) -> Copy: ...
    @overload
    def __getitem__(self, number: slice) -> list[Copy]: ...
    def __getitem__(self, number: int | slice) -> Copy | list[Copy]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        return self._copy(self._lines[self._good[number]])

    def _copy(self, line: Line) -> Copy:
        values = line.values
        published = _moment(str(values.get("published") or ""))
        return Copy(
            id=str(values["id"]),
            outlet=str(values.get("outlet") or ""),
            title=str(values.get("title") or ""),
            text=str(values["text"] or ""),
            language=str(values.get("language") or ""),
            published=published if published and published <= self._latest else None,  # dated 2099: not dated
        )


def group_articles(path: Path, out: Path | None) -> int:
    """Group the articles of a file of JSON lines; write ``{"id", "story", "kind", "share"}`` in the file's order.

    A round-up has ``"further"`` too: the same of the other stories in which it stands. The source of a story that was
    joined with one in another language has ``"translations"``: for each, its id, the confidence, and the anchors both
    texts have, as offsets here and there. Two articles with one id are refused, with both lines named. Returns the exit
    code.
    """
    lines = LineFile(path, ("id", "text"))
    texts = Texts(lines)
    told = _Told(len(lines))
    sources: list[str] = []
    several = Aside[Story]()
    with progress("grouping", ROUNDS * len(lines)) as step:
        for story in group(texts, step):
            told.add(story, texts.places)
            if several_languages(texts.languages):
                sources.append(story.source)
                if len(story.pickups) > 1:
                    several.put(story.source, story)
    known = _Sources(texts, sources)
    translations = Aside[list[dict[str, object]]]()
    with progress("languages", len(sources)) as step:
        for kin in find(sources, known, progress=step):
            apart = [several.get(name) or alone(name) for name in kin.languages]
            joined, kept = join_linked(apart, known, kin.links, kin.languages)
            for story in apart:
                told.take_back(story, texts.places)
            for story in joined:
                told.add(story, texts.places)
            for name, links in _translations(kept).items():
                translations.put(name, links)
    with writer(out) as write:
        names = iter(texts.places)  # in the order of the file
        for place in range(len(lines)):
            if line := texts.bad.get(place):
                row: dict[str, object] = {"id": line.values.get("id")}
                line.complain(row)
            else:
                name = next(names)
                row = {"id": texts.names.get(place, name)} | told.row(place)
                if links_of := translations.get(name):
                    row["translations"] = links_of
            write(row)
    return int(bool(texts.bad))


class _Sources(Mapping[str, Copy]):
    """The sources of the stories by id, each read from the file when it is asked for, with its language."""

    def __init__(self, texts: Texts, names: Sequence[str]) -> None:
        self._texts, self._names = texts, names
        self._guessed: dict[str, str] = {}

    @cached_property
    def _guess(self) -> Callable[[str], str]:
        from archive.cli.language_guess import LanguageGuess  # half a second of loading, for texts that say no language

        return LanguageGuess()

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __getitem__(self, name: str) -> Copy:
        copy = self._texts.named(name)
        if copy.language:
            return copy
        if name not in self._guessed:
            self._guessed[name] = self._guess(copy.text)
        return replace(copy, language=self._guessed[name])


def _translations(kept: Iterable[Link]) -> dict[str, list[dict[str, object]]]:
    """Return for each article what it is a translation of, or is translated by, and what the two have in common."""
    found: dict[str, list[dict[str, object]]] = {}
    for link in kept:
        said = link.echo
        for here, there in ((said.a, said.b), (said.b, said.a)):
            anchors = [
                [sign.start_a, sign.end_a, sign.start_b, sign.end_b]
                if here == said.a
                else [sign.start_b, sign.end_b, sign.start_a, sign.end_a]
                for sign in said.signs
            ]
            found.setdefault(here, []).append({"of": there, "confidence": link.confidence, "anchors": anchors})
    return found


class _Told:
    """What is told of each line: 17 bytes a line, so that a million fit beside the rest."""

    def __init__(self, lines: int) -> None:
        self._stories = array("Q", bytes(8 * lines))
        self._shares = array("d", bytes(8 * lines))
        self._kinds: list[str] = [""] * lines
        self._further: dict[int, dict[str, dict[str, object]]] = {}

    def add(self, story: Story, places: Mapping[str, int]) -> None:
        for pickup in story.pickups:
            place = places[pickup.article]
            if pickup.main:
                self._stories[place] = int(pickup.story, 16)
                self._shares[place] = pickup.share
                self._kinds[place] = pickup.kind.value
            else:
                row = _row(pickup.story, pickup.kind.value, pickup.share)
                self._further.setdefault(place, {})[pickup.story] = row

    def take_back(self, story: Story, places: Mapping[str, int]) -> None:
        for pickup in story.pickups:
            if not pickup.main:
                self._further[places[pickup.article]].pop(pickup.story)

    def row(self, place: int) -> dict[str, object]:
        row = _row(f"{self._stories[place]:016x}", self._kinds[place], self._shares[place])
        further = list(self._further.get(place, {}).values())
        return row | ({"further": further} if further else {})


def _row(story: str, kind: str, share: float) -> dict[str, object]:
    return {"story": story, "kind": kind, "share": share}


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
