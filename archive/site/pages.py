"""The addresses of our pages, and what answers them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from datasette import NotFound, Request, Response
from datasette.app import Datasette
from datasette.utils import sqlite_timelimit

from archive.errors import ArchiveError
from archive.queries import load
from archive.site import finding, outlets
from archive.site.articles import one, show
from archive.site.home import front
from archive.site.safety import STRICT
from archive.site.stories import tell
from archive.store.folder import Folder
from archive.store.warc import Slot, record_bytes

STATIC = Path(__file__).parent / "static"
NAME = "archive"
"""The database's name in addresses: ``/archive/articles``."""

TABLES = frozenset({"articles", "credits", "pickups", "captures"})

T = TypeVar("T")
_choices: WeakKeyDictionary[Datasette, finding.Choices] = WeakKeyDictionary()
"""What the search can be narrowed to, kept with each site: its copy never changes."""


async def home(datasette: Datasette, request: Request) -> Response:
    """``/``: the search box, the stories with most outlets, the newest articles."""
    return await _page(datasette, request, "home.html", front=await _ask(datasette, front))


async def search(datasette: Datasette, request: Request) -> Response:
    """``/search?q=…``: hits, with filters that stand in the address."""
    asked = finding.asked({name: request.args.get(name) or "" for name in request.args})
    if datasette not in _choices:
        _choices[datasette] = await _ask(datasette, finding.choices)
    answer, failure, status = None, "", 200
    if not asked.empty:
        try:
            answer = await _ask(datasette, lambda database: finding.answer(database, asked))
        except sqlite3.OperationalError as error:
            failure = _why(error)
            status = 503 if "interrupted" in str(error) else 400
    return await _page(
        datasette,
        request,
        "search.html",
        status=status,
        asked=asked,
        answer=answer,
        failure=failure,
        choices=_choices[datasette],
    )


async def article(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>``."""
    name = _name(request)
    shown = await _ask(datasette, lambda database: show(database, name))
    return await _page(datasette, request, "article.html", shown=_found(shown, f"There is no article {name}."))


async def story(datasette: Datasette, request: Request) -> Response:
    """``/story/<id>``."""
    name = _name(request)
    told = await _ask(datasette, lambda database: tell(database, name))
    return await _page(datasette, request, "story.html", told=_found(told, f"There is no story {name}."))


async def outlet(datasette: Datasette, request: Request) -> Response:
    """``/outlet/<id>``."""
    name = _name(request)
    profile = await _ask(datasette, lambda database: outlets.outlet(database, name))
    return await _page(datasette, request, "outlet.html", profile=_found(profile, f"There is no outlet {name}."))


async def agency(datasette: Datasette, request: Request) -> Response:
    """``/agency/<id>``."""
    name = _name(request)
    profile = await _ask(datasette, lambda database: outlets.agency(database, name))
    return await _page(datasette, request, "agency.html", profile=_found(profile, f"There is no agency {name}."))


async def all_outlets(datasette: Datasette, request: Request) -> Response:
    """``/outlets``."""
    return await _page(datasette, request, "outlets.html", outlets=await _ask(datasette, outlets.outlets))


async def all_agencies(datasette: Datasette, request: Request) -> Response:
    """``/agencies``."""
    return await _page(datasette, request, "agencies.html", agencies=await _ask(datasette, outlets.agencies))


async def queries(datasette: Datasette, request: Request) -> Response:
    """``/queries``: the named queries with a sentence each."""
    return await _page(datasette, request, "queries.html", queries=load().values(), page_name=page_name)


async def capture(datasette: Datasette, request: Request) -> Response:
    """``/capture/<id>.warc``: the raw record, byte for byte as it stands in the WARC file."""
    name = _name(request)
    sql = 'SELECT warc, "offset", length FROM captures WHERE id = ?'
    row = _found(await _ask(datasette, lambda database: one(database, sql, name)), f"There is no capture {name}.")
    try:
        raw = record_bytes(_folder(datasette).warc, Slot(row["warc"], row["offset"], row["length"]))
    except ArchiveError:
        raise NotFound(f"The raw record of capture {name} is not kept beside this copy of the archive.") from None
    ending = ".warc.gz" if raw.startswith(b"\x1f\x8b") else ".warc"
    headers = {
        "content-disposition": f'attachment; filename="{re.sub("[^0-9A-Za-z-]", "", name)}{ending}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(raw, headers=headers, content_type="application/warc")


async def robots() -> Response:
    """``/robots.txt``: nothing here is for search engines."""
    return Response.text("User-agent: *\nDisallow: /\n")


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/$", home),
    (r"^/search$", search),
    (r"^/article/(?P<id>[^/]+)$", article),
    (r"^/story/(?P<id>[^/]+)$", story),
    (r"^/outlet/(?P<id>[^/]+)$", outlet),
    (r"^/agency/(?P<id>[^/]+)$", agency),
    (r"^/outlets$", all_outlets),
    (r"^/agencies$", all_agencies),
    (r"^/queries$", queries),
    (r"^/capture/(?P<id>[^/]+)\.warc$", capture),
    (r"^/robots\.txt$", robots),
]


def page_name(query: str) -> str:
    """Return the name of a query's page: a query named like a table would hide the table's page."""
    return f"all_{query}" if query in TABLES else query


async def _ask(datasette: Datasette, question: Callable[[sqlite3.Connection], T]) -> T:
    """Put a page's questions to the copy, in one thread and on one connection, within the time limit."""
    limit = datasette.setting("sql_time_limit_ms")

    def within(connection: sqlite3.Connection) -> T:
        with sqlite_timelimit(connection, limit):
            return question(connection)

    answer: T = await datasette.get_database(NAME).execute_fn(within)
    return answer


async def _page(
    datasette: Datasette, request: Request, template: str, *, status: int = 200, **context: object
) -> Response:
    body = await datasette.render_template(template, context, request=request)
    return Response.html(body, status=status, headers={"content-security-policy": STRICT})


def _name(request: Request) -> str:
    return unquote(request.url_vars["id"])


def _found(thing: T | None, otherwise: str) -> T:
    if thing is None:
        raise NotFound(otherwise)
    return thing


def _folder(datasette: Datasette) -> Folder:
    return Folder(Path(datasette.get_database(NAME).path).parent)


def _why(error: sqlite3.OperationalError) -> str:
    if "interrupted" in str(error):
        return "This search took too long. A rarer word, an outlet or a span of days makes it faster."
    return "This search could not be understood. Try the words alone."
