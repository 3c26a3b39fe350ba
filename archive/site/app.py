"""Putting the site together and serving it."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from archive.errors import ArchiveError
from archive.queries import Query, load
from archive.site import plugin
from archive.site.answering import NAME
from archive.site.latest import Latest
from archive.site.named import canned, page_name
from archive.store.folder import Folder
from archive.store.publish import require_current

HERE = Path(__file__).parent

SETTINGS = {
    "suggest_facets": False,  # a table page of a million articles: 1.1 s with, 0.02 s without
    "default_page_size": 25,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 500,
    "max_returned_rows": 1000,
    "max_csv_mb": 0,  # no limit: a limit ends the file in the middle with HTTP 200
    "truncate_cells_html": 300,
    "cache_size_kb": 32768,  # for each of three reading threads; the system keeps the file in memory anyway
    "allow_download": False,  # a file of gigabytes; `archive export` makes the same of choice
    "default_cache_ttl": 60,  # a new copy is published after every ingest: an hour would hide it
}

HIDDEN = ("fingerprints", "matches", "forgotten", "_sqlite_migrations", "articles_fts", "packed", "answered")
"""Tables of the engine's own, listed under "hidden" on the database page."""

PORTS_TRIED = 20


def serve(folder: Folder, host: str = "127.0.0.1", port: int = 8001, *, sql: bool = True) -> None:
    """Serve the published copy until stopped; prints the address as one line. Without ``sql`` nobody can put SQL of
    their own to it; the named queries stay.

    A taken port is said in a line and the next free one used; a copy published meanwhile is shown to every request
    that begins after it. Raises ArchiveError when nothing has been published, or no port is free.
    """
    if not folder.published.exists():
        raise ArchiveError(f"{folder.published}: nothing is published yet; run `make crawl` or `archive ingest` first")
    require_current(folder.published)
    listener = _listener(host, port)
    free = listener.getsockname()[1]
    if free != port and port != 0:
        print(f"port {port} is taken; using {free}", flush=True)
    shown = f"[{host}]" if ":" in host else host
    print(f"The archive is at http://{shown}:{free}/ (Ctrl-C ends it)", flush=True)
    config = uvicorn.Config(
        Latest(folder, partial(build, sql=sql)), log_level="warning", lifespan="off", server_header=False
    )
    with suppress(KeyboardInterrupt):  # uvicorn ends its requests on Ctrl-C, then raises it again
        uvicorn.Server(config).run(sockets=[listener])


def build(folder: Folder, *, sql: bool = True) -> Datasette:
    """Return the site over the copy that is published now."""
    if not pm.is_registered(plugin):
        pm.register(plugin, name="archive.site")
        # Every handler runs, not only the first: Datasette's own prints all local variables of a missing page to the
        # terminal where `rich` is installed.
        pm.unregister(name="datasette.handle_exception")
    site = Datasette(
        files=[],
        inspect_data=_inspection(folder),
        metadata=_metadata(load()),
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "static"))],
        settings=SETTINGS | {"default_allow_sql": sql},
    )
    site.remove_database("_memory")
    site.add_database(Database(site, path=str(folder.published), is_mutable=False), name=NAME)
    return site


def _metadata(queries: dict[str, Query]) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in HIDDEN}
    tables |= {
        "articles": {
            "label_column": "headline",
            "sort_desc": "published_utc",
            "fts_table": "articles_fts",
            "fts_pk": "number",
        },
        "outlets": {"label_column": "name", "sort": "name"},
        "agencies": {"label_column": "name", "sort": "name"},
        "stories": {"label_column": "headline", "sort_desc": "started"},
        "captures": {"sort_desc": "fetched"},
    }
    pages = {page_name(query.name): canned(query, query.sql_with_defaults) for query in queries.values()}
    return {"title": "The Archive of the Wire", "databases": {NAME: {"tables": tables, "queries": pages}}}


def _inspection(folder: Folder) -> dict[str, Any] | None:
    """Return the row counts that were taken of this very copy; those of another copy would lie."""
    try:
        told = json.loads(folder.inspection.read_text(encoding="utf-8"))
        entry = told[folder.published.stem]
        return {NAME: entry} if entry["size"] == folder.published.stat().st_size else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + PORTS_TRIED, 65536)) if port else (0,):
        # Without the protocol's number asyncio does not set TCP_NODELAY, and each page waits 40 ms for an ACK.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno != 98:  # EADDRINUSE
                raise ArchiveError(f"{host}:{candidate}: {error.strerror}; name another --host or --port") from error
            continue
        return listener
    raise ArchiveError(f"{host}: ports {port} to {port + PORTS_TRIED - 1} are all taken; name another --port")
