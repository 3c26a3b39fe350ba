"""The addresses of our pages, and what answers them; those of single things stand in ``dossiers``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.errors import ArchiveError
from archive.queries import load
from archive.site.answering import ask, folder, found, named, page
from archive.site.named import page_name
from archive.site.rows import one, rows
from archive.store.warc import Slot, record_bytes

STATIC = Path(__file__).parent / "static"


async def all_outlets(datasette: Datasette, request: Request) -> Response:
    """``/outlets``."""
    outlets = await ask(datasette, lambda database: rows(database, "outlets/outlets"))
    return await page(datasette, request, "outlets.html", outlets=outlets)


async def all_agencies(datasette: Datasette, request: Request) -> Response:
    """``/agencies``."""
    agencies = await ask(datasette, lambda database: rows(database, "agencies/agencies"))
    return await page(datasette, request, "agencies.html", agencies=agencies)


async def queries(datasette: Datasette, request: Request) -> Response:
    """``/queries``: the named queries with a sentence each."""
    return await page(datasette, request, "queries.html", queries=load().values(), page_name=page_name)


async def capture(datasette: Datasette, request: Request) -> Response:
    """``/capture/<id>.warc``: the raw record, byte for byte as it stands in the WARC file."""
    name = named(request)
    asked = await ask(datasette, lambda database: one(database, "capture/record", capture=name))
    row = found(asked, f"There is no capture {name}.")
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
    (r"^/outlets$", all_outlets),
    (r"^/agencies$", all_agencies),
    (r"^/queries$", queries),
    (r"^/capture/(?P<id>[^/]+)\.warc$", capture),
    (r"^/robots\.txt$", robots),
]
