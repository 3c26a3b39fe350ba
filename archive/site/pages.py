"""The addresses of our pages, and what answers them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.errors import ArchiveError
from archive.queries import load
from archive.site import outlets
from archive.site.answering import NAME
from archive.site.answering import ask as _ask
from archive.site.answering import page as _page
from archive.site.articles import show
from archive.site.rows import one
from archive.site.stories import tell
from archive.store.folder import Folder
from archive.store.warc import Slot, record_bytes

STATIC = Path(__file__).parent / "static"
TABLES = frozenset({"articles", "credits", "pickups", "captures"})

T = TypeVar("T")


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


def _name(request: Request) -> str:
    return unquote(request.url_vars["id"])


def _found(thing: T | None, otherwise: str) -> T:
    if thing is None:
        raise NotFound(otherwise)
    return thing


def _folder(datasette: Datasette) -> Folder:
    return Folder(Path(datasette.get_database(NAME).path).parent)
