"""sources.toml → what to crawl. A file that is wrong anywhere is refused, with the line, what and the mend."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from archive.address import address_key
from archive.errors import ArchiveError
from archive.store.frontier import LADDER
from crawler.addresses import refusal
from crawler.toml_lines import TomlLines

_DURATION = re.compile(r"(\d{1,4})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://\S+\.\S+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DELAY = 5.0  # Media Cloud waits 5 s between requests to a site, Common Crawl's news crawl 9 s
_DAYS = 7  # what is a week old was in last week's runs
_LONGEST_DELAY = 3600.0  # an hour between two requests: beyond that a typing error is likelier than a wish


@dataclass(frozen=True, slots=True)
class Crawl:
    """What holds for every source. ``delay`` is in seconds; ``revisit`` are the waits between visits of one page;
    ``days`` is how old an entry of a dated sitemap may be."""

    contact: str = ""
    delay: float = _DELAY
    revisit: tuple[timedelta, ...] = LADDER
    days: int = _DAYS


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet to crawl. ``delay`` is None where the file names none; ``line`` is where it stands in the file."""

    name: str
    home: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    language: str = ""
    country: str = ""
    delay: float | None = None
    render: bool = False
    line: int = 0

    @property
    def channels(self) -> tuple[tuple[str, str], ...]:
        """The (address, kind) of each channel the file names."""
        named = (("feed", self.feeds), ("sitemap", self.sitemaps), ("section", self.sections))
        return tuple((url, kind) for kind, urls in named for url in urls)


@dataclass(frozen=True, slots=True)
class Sources:
    """A whole file."""

    path: Path
    crawl: Crawl
    sources: tuple[Source, ...]

    def only(self, name: str) -> tuple[Source, ...]:
        """Return the source of that name, or all for an empty one. Raises ArchiveError when there is none."""
        chosen = tuple(source for source in self.sources if name in ("", source.name))
        if not chosen:
            near = difflib.get_close_matches(name, [source.name for source in self.sources], 1)
            raise ArchiveError(
                f"{self.path}: no source is named {name!r}; "
                + (f"did you mean {near[0]!r}?" if near else "give a name that stands in the file"),
                code=2,
            )
        return chosen


def by_outlet(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return one source for each outlet: ``https://www.example.org/`` and ``http://example.org/`` are one, with the
    channels of both and the longer delay."""
    found: dict[str, Source] = {}
    for source in sources:
        key = address_key(source.home)
        found[key] = _joined(found[key], source) if key in found else source
    return tuple(found.values())


def sources_path(given: str = "") -> Path:
    """Return the path of the file: the one given, else ``$ARCHIVE_SOURCES``, else ``sources.toml``."""
    return Path(given or os.environ.get("ARCHIVE_SOURCES") or "sources.toml")


def read_sources(path: Path) -> Sources:
    """Return what a file says. Raises ArchiveError (code 2), one line with the line number, when any of it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ArchiveError(
            f"{path}: {error.strerror}; write one, or name another in ARCHIVE_SOURCES", code=2
        ) from error
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8", code=2) from error
    return _Reader(path, text).sources()


def _joined(one: Source, other: Source) -> Source:
    delays = [source.delay for source in (one, other) if source.delay is not None]
    return replace(
        one,
        feeds=tuple(dict.fromkeys(one.feeds + other.feeds)),
        sitemaps=tuple(dict.fromkeys(one.sitemaps + other.sitemaps)),
        sections=tuple(dict.fromkeys(one.sections + other.sections)),
        delay=max(delays) if delays else None,
        render=one.render or other.render,
    )


class _Reader:
    """Reads one file; knows its lines, so that each complaint can name one."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = TomlLines(text)
        try:
            self._data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"line (\d+)", str(error))
            what = re.sub(r" \(at .*\)", "", str(error))
            self._refuse(int(where[1]) if where else self._lines.count, f"not TOML: {what}", "mend this line")

    def sources(self) -> Sources:
        for key in self._data:
            if key not in ("crawl", "source"):
                line = self._lines.of(key, table=key) or self._lines.of(key)
                self._refuse(line, f"unknown key {key!r}", _near(key, ("crawl", "source")))
        crawl = self._crawl(self._data.get("crawl", {}))
        rows = self._data.get("source", [])
        if not isinstance(rows, list):
            self._refuse(self._lines.of("", table="source"), "[source] is one table", "write [[source]]")
        if not rows:
            self._refuse(1, "no source", "add a [[source]] with a name and a home")
        sources = tuple(self._source(number, row) for number, row in enumerate(rows))
        self._refuse_duplicates(sources)
        return Sources(self._path, crawl, sources)

    def _crawl(self, row: Any) -> Crawl:
        if not isinstance(row, dict):
            self._refuse(self._lines.of("crawl"), "crawl is no table", "write [crawl] on a line of its own")
        self._known(row, Crawl, "crawl", 0)
        contact = self._text(row, "contact", "crawl", 0)
        if contact and not _CONTACT.fullmatch(contact):
            self._refuse(
                self._lines.of("contact", "crawl"),
                f"contact {contact!r} can't be reached",
                "give a mail address or the address of a page",
            )
        days = row.get("days", _DAYS)
        if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 3660:
            self._refuse(self._lines.of("days", "crawl"), f"days = {days!r}", "give a whole number from 1 to 3660")
        delay = self._delay(row, "crawl", 0)
        return Crawl(contact, _DELAY if delay is None else delay, self._revisit(row), days)

    def _revisit(self, row: Mapping[str, Any]) -> tuple[timedelta, ...]:
        steps = row.get("revisit")
        if steps is None:
            return LADDER
        line = self._lines.of("revisit", "crawl")
        if not isinstance(steps, list):
            self._refuse(line, "revisit is no list", 'write it like ["15m", "1h", "1d"], or [] for never')
        found = [_DURATION.fullmatch(step) if isinstance(step, str) else None for step in steps]
        for step, match in zip(steps, found, strict=True):
            if not match:
                self._refuse(line, f"revisit: {step!r} is no time", 'write it like "30s", "15m", "1h" or "1d"')
        return tuple(timedelta(**{_UNITS[match[2]]: int(match[1])}) for match in found if match)

    def _source(self, number: int, row: Any) -> Source:
        if not isinstance(row, dict):
            self._refuse(self._lines.of("source"), "a source is no table", "write [[source]] on a line of its own")
        self._known(row, Source, "source", number)
        here = self._lines.of("", "source", number)
        for key in ("name", "home"):
            if not self._text(row, key, "source", number):
                self._refuse(
                    self._lines.of(key, "source", number) or here, f"a source without {key}", f'add {key} = "…" to it'
                )
        language, country = (self._text(row, key, "source", number) for key in ("language", "country"))
        if language and not _LANGUAGE.fullmatch(language):
            self._refuse(
                self._lines.of("language", "source", number),
                f"language {language!r}",
                'give an ISO 639 code such as "fr"',
            )
        if country and not _COUNTRY.fullmatch(country):
            self._refuse(
                self._lines.of("country", "source", number),
                f"country {country!r}",
                'give an ISO 3166 code such as "FR"',
            )
        render = row.get("render", False)
        if not isinstance(render, bool):
            self._refuse(self._lines.of("render", "source", number), f"render = {render!r}", "write true or false")
        self._check_address(row["home"], "home", number)
        return Source(
            name=row["name"],
            home=row["home"],
            feeds=self._addresses(row, "feeds", number),
            sitemaps=self._addresses(row, "sitemaps", number),
            sections=self._addresses(row, "sections", number),
            language=language,
            country=country,
            delay=self._delay(row, "source", number),
            render=render,
            line=here,
        )

    def _addresses(self, row: Mapping[str, Any], key: str, number: int) -> tuple[str, ...]:
        urls = row.get(key, [])
        if not isinstance(urls, list) or not all(isinstance(url, str) for url in urls):
            self._refuse(
                self._lines.of(key, "source", number), f"{key} is no list of addresses", f'write {key} = ["https://…"]'
            )
        for url in urls:
            self._check_address(url, key, number)
        for url in urls:
            if urls.count(url) > 1:
                self._refuse(self._lines.of(key, "source", number), f"{url} twice", "leave one out")
        return tuple(urls)

    def _check_address(self, url: str, key: str, number: int) -> None:
        if why := refusal(url):
            line = self._lines.holding(url, self._lines.of(key, "source", number))
            mend = "name a public host" if why == "private address" else "give an address like https://www.example.org/"
            self._refuse(line, f"{key} {url!r}: {why}", mend)

    def _delay(self, row: Mapping[str, Any], table: str, number: int) -> float | None:
        delay = row.get("delay")
        if delay is None:
            return None
        if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= _LONGEST_DELAY:
            self._refuse(
                self._lines.of("delay", table, number),
                f"delay = {delay!r}",
                f"give seconds from 0 to {_LONGEST_DELAY:.0f}",
            )
        return float(delay)

    def _text(self, row: Mapping[str, Any], key: str, table: str, number: int) -> str:
        value = row.get(key, "")
        if not isinstance(value, str):
            self._refuse(self._lines.of(key, table, number), f"{key} = {value!r} is no text", "put it in quotes")
        return str(value).strip()

    def _known(self, row: Mapping[str, Any], shape: type[Crawl | Source], table: str, number: int) -> None:
        names = [field.name for field in fields(shape) if field.name != "line"]
        for key in row:
            if key not in names:
                self._refuse(self._lines.of(key, table, number), f"unknown key {key!r}", _near(key, names))

    def _refuse_duplicates(self, sources: tuple[Source, ...]) -> None:
        for what, keys in (
            ("name", [source.name for source in sources]),
            ("home", [source.home.rstrip("/") for source in sources]),
        ):
            first: dict[str, int] = {}
            for number, key in enumerate(keys):
                if key in first:
                    self._refuse(
                        self._lines.of(what, "source", number),
                        f"the same {what} as the source in line {sources[first[key]].line}",
                        "leave one of the two out",
                    )
                first[key] = number

    def _refuse(self, line: int, what: str, mend: str) -> NoReturn:
        raise ArchiveError(f"{self._path}:{max(line, 1)}: {what}; {mend}", code=2)


def _near(key: str, known: list[str] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
