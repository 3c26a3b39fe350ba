"""The first page, the search, and a search to take along: addresses in, answers out."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from datasette import Request, Response
from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream

from archive.site import taking
from archive.site.answering import ask, page
from archive.site.asking import Asked, asked
from archive.site.finding import Finder
from archive.site.home import Front, front
from archive.site.rows import Row
from archive.site.safety import HARMLESS
from archive.site.wording import KINDS, VERDICTS, day, language_name
from archive.store.search import Hit, hits

T = TypeVar("T")

_finders: WeakKeyDictionary[Datasette, Finder] = WeakKeyDictionary()
_fronts: WeakKeyDictionary[Datasette, Front] = WeakKeyDictionary()
"""Kept with each site: its copy never changes."""

_HOW = {"named": "named on the page", "inferred": "inferred", "by story": "by its story"}

_FORMATS: dict[str, tuple[taking.Writer, str]] = {
    "csv": (taking.as_csv, "text/csv; charset=utf-8; header=present"),
    "ndjson": (taking.as_ndjson, "application/x-ndjson; charset=utf-8"),
}


async def home(datasette: Datasette, request: Request) -> Response:
    """``/``: the search box, the stories with most outlets, the newest articles, the wire's share, the crawl."""
    if datasette not in _fronts:
        _fronts[datasette] = await ask(datasette, front)
    return await page(datasette, request, "home.html", front=_fronts[datasette])


async def search(datasette: Datasette, request: Request) -> Response:
    """``/search?q=…``: hits, with filters that stand in the address."""
    question = _asked(request)
    if any(request.args.get(name) == "" for name in request.args):  # a form sends its empty fields too
        return Response.redirect(question.address())
    finder = await _finder(datasette)
    answer, failure, status = None, "", 200
    if not question.empty:
        try:
            answer = await ask(datasette, lambda connection: finder.answer(connection, question))
        except sqlite3.OperationalError as error:
            failure = _why(error)
            status = 503 if "interrupted" in str(error) else 400
    return await page(
        datasette,
        request,
        "search.html",
        status=status,
        asked=question,
        answer=answer,
        failure=failure,
        choices=finder.choices,
        chips=_chips(question, finder),
        sql=taking.sql_address(question) if datasette.setting("default_allow_sql") else "",
    )


async def feed(datasette: Datasette, request: Request) -> Response:
    """``/search.atom?q=…``: the newest articles that are found, as Atom (RFC 4287)."""
    question = _asked(request)
    finder = await _finder(datasette)
    newest = Asked(question.words, question.filters, newest_first=True)

    def entries(connection: sqlite3.Connection) -> list[Hit]:
        numbers = finder.columns.number[finder.matches(connection, newest).places[: taking.FEED]].tolist()
        return hits(connection, [row["id"] for row in taking.read_rows(connection, numbers)], question.words)

    context = {
        "entries": await ask(datasette, entries),
        "title": ": ".join(("The Archive of the Wire", _told(question, finder) or "newest articles")),
        "key": question.address(".atom"),
        "address": datasette.absolute_url(request, question.address(".atom")),
        "page": datasette.absolute_url(request, question.address(newest_first=True, page=1)),
        "host": datasette.absolute_url(request, "/").rstrip("/"),
    }
    body = await datasette.render_template("search.atom", context, request=request)
    return Response(body, headers=dict(HARMLESS), content_type="application/atom+xml; charset=utf-8")


async def download(datasette: Datasette, request: Request) -> AsgiStream:
    """``/search.csv?q=…``, ``/search.ndjson?q=…``: every row that is found, in the order of the page."""
    question = _asked(request)
    finder = await _finder(datasette)
    matches = await ask(datasette, lambda connection: finder.matches(connection, question))
    write, content_type = _FORMATS[request.url_vars["format"]]
    numbers = finder.columns.number[matches.places]

    async def send(response: taking.Writing) -> None:
        await taking.stream(response, numbers, write, lambda read: ask(datasette, read))

    name = f"search.{request.url_vars['format']}"
    headers = {**HARMLESS, "content-disposition": f'attachment; filename="{name}"'}
    return AsgiStream(send, headers=headers, content_type=content_type)


ROUTES: list[tuple[str, Callable[..., Awaitable[Any]]]] = [
    (r"^/$", home),
    (r"^/search$", search),
    (r"^/search\.atom$", feed),
    (r"^/search\.(?P<format>csv|ndjson)$", download),
]


async def _finder(datasette: Datasette) -> Finder:
    if datasette not in _finders:
        _finders[datasette] = await ask(datasette, Finder)
    return _finders[datasette]


def _asked(request: Request) -> Asked:
    return asked({name: request.args.get(name) or "" for name in request.args})


def _chips(question: Asked, finder: Finder) -> list[Row]:
    """Return each filter that is set: what it is, in words, and the address of the search without it."""
    return [
        {"name": _NAMES[name], "told": _value(name, value, finder), "address": question.without(name)}
        for name, value in question.set_filters.items()
    ]


_NAMES = {
    "agency": "Agency",
    "how": "How",
    "verdict": "Verdict",
    "credited": "Credit",
    "outlet": "Outlet",
    "country": "Country",
    "language": "Language",
    "since": "From",
    "until": "To",
    "kind": "Pickup",
}


def _value(name: str, value: str, finder: Finder) -> str:
    words: dict[str, Callable[[str], str]] = {
        "agency": finder.agency_name,
        "how": lambda how: _HOW[how],
        "verdict": lambda verdict: VERDICTS[verdict][0],
        "outlet": finder.outlet_name,
        "language": language_name,
        "since": day,
        "until": day,
        "kind": lambda kind: KINDS[kind],
    }
    return words.get(name, str)(value)


def _told(question: Asked, finder: Finder) -> str:
    """Return a search in words: the title of its feed."""
    filters = [f"{_NAMES[name]} {_value(name, value, finder)}" for name, value in question.set_filters.items()]
    return ", ".join(([question.words] if question.words else []) + filters)


def _why(error: sqlite3.OperationalError) -> str:
    if "interrupted" in str(error):
        return "This search took too long. A rarer word, an outlet or a span of days makes it faster."
    return "This search could not be understood. Try the words alone."
