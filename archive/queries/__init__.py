"""The named queries: each ``.sql`` file beside this one is a page of the site, an export and a test.

A file begins with its own description, in comment lines::

    -- title: Uncredited copies
    -- says: Articles that carry an agency's text and name no agency for it.
    -- nothing: What it means when there is no such article.
    -- param agency: an agency's id, as in the table agencies (default )
    -- param days: how many days without a new article are silence (default 7)

A parameter with an empty default means "all" when left empty.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType

from archive.errors import ArchiveError

_HEADER = re.compile(r"--\s*(?P<key>title|says|nothing|param\s+(?P<name>\w+))\s*:\s*(?P<value>.*)$")
_OPTIONAL = re.compile(r"\(\s*:(?P<name>\w+) = ''\s+OR\s+")
_DEFAULT = re.compile(r"^(?P<what>.*?)\s*\(default\s*(?P<default>[^()]*)\)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value a user may give: its name, what it means, and the text used when none is given."""

    name: str
    what: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A named query. ``sql`` is the whole statement, ``parameters`` in the order they are described.

    ``says`` tells in a sentence what it answers, ``nothing`` what an answer without rows means.
    """

    name: str
    title: str
    says: str
    nothing: str
    sql: str
    parameters: tuple[Parameter, ...] = field(default=())

    @property
    def sql_with_defaults(self) -> str:
        """The statement for a form, in which a field left empty must mean the parameter's default."""
        return self.with_defaults(self.sql)

    def with_defaults(self, sql: str) -> str:
        """Return a statement with these parameters in which an empty one means its default."""
        for parameter in self.parameters:
            if parameter.default:
                told = parameter.default.replace("'", "''")
                sql = re.sub(rf":{parameter.name}\b", f"coalesce(nullif(:{parameter.name}, ''), '{told}')", sql)
        return sql

    def has(self, name: str) -> bool:
        """Say whether the query has a parameter of that name."""
        return any(parameter.name == name for parameter in self.parameters)

    def narrowed(self, values: Mapping[str, str], rare: Collection[str] = ()) -> str:
        """The statement for these values, which gives the same rows, sooner.

        ``(:outlet = '' OR a.outlet = :outlet)`` keeps SQLite from using an index, whatever the value: a condition whose
        parameter is empty is dropped, of the others the first half. ``rare`` are parameters of whose values it is known
        that few rows have them: SQLite takes a bound (``>=``) for one that a quarter of all rows meet, and so begins
        with the agency, not with the last days (uncredited copies among a million articles: 3.2 s, with it 0.2 s).
        """
        sql, done = self.sql, ""
        while condition := _OPTIONAL.search(sql):
            end = _closing(sql, condition.start())
            name, kept = condition["name"], f"({sql[condition.end() : end]})"
            if not values[name]:
                kept = "1"
            elif name in rare:
                kept = f"likelihood({kept}, 0.01)"
            done, sql = done + sql[: condition.start()] + kept, sql[end + 1 :]
        return done + sql

    def values(self, given: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """Return a value for every parameter: the given one, else its default.

        Raises ArchiveError (a wrong call) for a value whose parameter this query does not have.
        """
        known = {parameter.name: parameter.default for parameter in self.parameters}
        if strangers := sorted(given.keys() - known.keys()):
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise ArchiveError(f"{self.name}: no parameter {strangers[0]!r}; {has}", code=2)
        return known | dict(given)


def _closing(sql: str, opening: int) -> int:
    """Return where the bracket that opens at ``opening`` is closed; brackets in strings do not count."""
    depth, quoted = 0, False
    for place in range(opening, len(sql)):
        quoted ^= sql[place] == "'"
        if not quoted:
            depth += {"(": 1, ")": -1}.get(sql[place], 0)
            if not depth:
                return place
    raise ArchiveError("a bracket in a query is not closed")


def load() -> dict[str, Query]:
    """Return every named query by its name, in alphabetical order. Raises ArchiveError for a file without a header."""
    folder = files(__name__)
    texts = {entry.name[: -len(".sql")]: entry for entry in folder.iterdir() if entry.name.endswith(".sql")}
    return {name: parse(name, texts[name].read_text(encoding="utf-8")) for name in sorted(texts)}


def find(name: str) -> Query:
    """Return the query of that name. Raises ArchiveError (a wrong call) that names the others, the nearest first."""
    queries = load()
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=3, cutoff=0.5)
    names = near + [other for other in queries if other not in near]
    raise ArchiveError(f"no query named {name!r}; there are: {', '.join(names)}", code=2)


def parse(name: str, text: str) -> Query:
    """Return the query that a file's text describes. Raises ArchiveError when its title or a sentence is missing."""
    told: dict[str, str] = {}
    parameters: list[Parameter] = []
    lines = text.splitlines()
    while lines and (line := _HEADER.match(lines[0])):
        lines.pop(0)
        if not line["name"]:
            told[line["key"]] = line["value"].strip()
        elif default := _DEFAULT.match(line["value"]):
            parameters.append(Parameter(line["name"], default["what"], default["default"]))
        else:
            parameters.append(Parameter(line["name"], line["value"].strip()))
    for key in ("title", "says", "nothing"):
        if not told.get(key):
            raise ArchiveError(f"queries/{name}.sql: no line `-- {key}: …` at its top; add one")
    return Query(
        name, told["title"], told["says"], told["nothing"], "\n".join(lines).strip().rstrip(";"), tuple(parameters)
    )
