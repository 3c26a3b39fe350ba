"""The addresses of our pages, and what answers them; those of single things stand in ``dossiers``."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.errors import ArchiveError
from archive.queries import load
from archive.site import finding, outlets
from archive.site.answering import ask, folder, found, named, page
from archive.site.home import front
from archive.site.named import page_name
from archive.site.rows import one
from archive.store.warc import Slot, record_bytes

STATIC = Path(__file__).parent / "static"

_choices: WeakKeyDictionary[Datasette, finding.Choices] = WeakKeyDictionary()
"""What the search can be narrowed to, kept with each site: its copy never changes."""


async def home(datasette: Datasette, request: Request) -> Response:
    """``/``: the search box, the stories with most outlets, the newest articles."""
    return await page(datasette, request, "home.html", front=await ask(datasette, front))


async def search(datasette: Datasette, request: Request) -> Response:
    """``/search?q=…``: hits, with filters that stand in the address."""
    asked = finding.asked({name: request.args.get(name) or "" for name in request.args})
    if datasette not in _choices:
        _choices[datasette] = await ask(datasette, finding.choices)
    answer, failure, status = None, "", 200
    if not asked.empty:
        try:
            answer = await ask(datasette, lambda database: finding.answer(database, asked))
        except sqlite3.OperationalError as error:
            failure = _why(error)
            status = 503 if "interrupted" in str(error) else 400
    return await page(
        datasette,
        request,
        "search.html",
        status=status,
        asked=asked,
        answer=answer,
        failure=failure,
        choices=_choices[datasette],
    )


async def all_outlets(datasette: Datasette, request: Request) -> Response:
    """``/outlets``."""
    return await page(datasette, request, "outlets.html", outlets=await ask(datasette, outlets.outlets))


async def all_agencies(datasette: Datasette, request: Request) -> Response:
    """``/agencies``."""
    return await page(datasette, request, "agencies.html", agencies=await ask(datasette, outlets.agencies))


async def queries(datasette: Datasette, request: Request) -> Response:
    """``/queries``: the named queries with a sentence each."""
    return await page(datasette, request, "queries.html", queries=load().values(), page_name=page_name)


async def capture(datasette: Datasette, request: Request) -> Response:
    """``/capture/<id>.warc``: the raw record, byte for byte as it stands in the WARC file."""
    name = named(request)
    sql = 'SELECT warc, "offset", length FROM captures WHERE id = ?'
    row = found(await ask(datasette, lambda database: one(database, sql, name)), f"There is no capture {name}.")
    try:
        raw = record_bytes(folder(datasette).warc, Slot(row["warc"], row["offset"], row["length"]))
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
    (r"^/outlets$", all_outlets),
    (r"^/agencies$", all_agencies),
    (r"^/queries$", queries),
    (r"^/capture/(?P<id>[^/]+)\.warc$", capture),
    (r"^/robots\.txt$", robots),
]


def _why(error: sqlite3.OperationalError) -> str:
    if "interrupted" in str(error):
        return "This search took too long. A rarer word, an outlet or a span of days makes it faster."
    return "This search could not be understood. Try the words alone."
