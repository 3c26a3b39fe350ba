"""Commands that take something out of the archive: search, export, serve."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import click

from archive import queries
from archive.cli.progress import progress
from archive.errors import ArchiveError
from archive.exports import FORMATS, Rows
from archive.exports import export as export_rows
from archive.store.database import read_archive
from archive.store.folder import Folder
from archive.store.search import HOW, MARK, UNMARK, Filters
from archive.store.search import search as search_archive

_TOLD = ("id", "url", "headline", "outlet", "language", "published", "verdict")


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--agency", default="", help="Only articles that have this agency.")
@click.option("--how", type=click.Choice(HOW), help="In this way only: on the page, from the page, by the story.")
@click.option("--verdict", default="", help="Only this verdict: wire, mixed, own, agency.")
@click.option("--credited", default="", help="Only copies whose credit is this: credited, uncredited …")
@click.option("--kind", default="", help="Only this kind of pickup: source, verbatim, abridged, edited …")
@click.option("--outlet", default="", help="Only this outlet.")
@click.option("--country", default="", help="Only outlets of this country (ISO 3166).")
@click.option("--language", default="", help="Only this language (ISO 639-1).")
@click.option("--since", default="", help="From this day on (YYYY-MM-DD).")
@click.option("--until", default="", help="Up to this day.")
@click.option("--newest", is_flag=True, help="Newest first instead of best first.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article.")
def search(words: tuple[str, ...], newest: bool, limit: int, as_json: bool, **filters: str | None) -> int:
    """Find articles: words, "phrases", AND, OR, NOT, prefix*, brackets. Leaves with 1 when nothing is found."""
    wanted = Filters(**{name: value or "" for name, value in filters.items()})
    database = read_archive(Folder.here().database)
    found = search_archive(database, " ".join(words), wanted, newest_first=newest, limit=limit)
    for hit in found.hits:
        snippet = hit.snippet.replace("\n", " ")
        if as_json:
            row = {
                name: getattr(hit, name)
                for name in ("id", "url", "headline", "outlet", "language", "published", "verdict")
            }
            print(json.dumps(row | {"snippet": snippet.replace(MARK, "").replace(UNMARK, "")}, ensure_ascii=False))
        else:
            marks = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
            click.echo(f"{hit.published_utc[:10]}  {hit.outlet_name}  {hit.headline}  ({hit.verdict})")
            click.echo(f"    {snippet.replace(MARK, marks[0]).replace(UNMARK, marks[1])}")
            click.echo(f"    {hit.url}")
    if not as_json:
        click.echo(f"{found.total} found" + (f", {len(found.hits)} shown" if found.total > len(found.hits) else ""))
    return int(found.total == 0)


@click.command()
@click.argument("name", required=False)
@click.option("--sql", help="Any SELECT instead of a named query.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file (default: exports/NAME.FORMAT).")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the named query.")
@click.option("--all", "everything", is_flag=True, help="Every named query.")
@click.option("--list", "listing", is_flag=True, help="Tell the named queries and their parameters.")
def export(
    name: str | None,
    sql: str | None,
    format_: str,
    out: Path | None,
    params: tuple[str, ...],
    everything: bool,
    listing: bool,
) -> int:
    """Write all rows of a named query, or of --sql, to a file."""
    if listing:
        _list_queries()
        return 0
    if sum(map(bool, (name, sql, everything))) != 1:
        raise click.UsageError("name one query, or give --sql, or --all; `archive export --list` tells the names")
    values = dict(_parameter(text) for text in params)
    database = read_archive(Folder.here().database)
    wanted = [queries.find(name)] if name else list(queries.load().values()) if everything else []
    jobs = [Rows(database, query.sql, query.values(values), query.name) for query in wanted]
    for rows in jobs or [Rows(database, str(sql), values)]:
        suffix = "ndjson" if format_ == "ninjs" else format_
        path = out if out and not everything else (out or Path("exports")) / f"{rows.name}.{suffix}"
        number = export_rows(rows, format_, path, partial(progress, f"export {rows.name}"))
        click.echo(f"{path}: {number} rows")
    return 0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any free one.")
@click.option("--no-sql", is_flag=True, help="Nobody can put SQL of their own; the named queries stay.")
def serve(host: str, port: int, no_sql: bool) -> int:
    """Serve the published archive: search, articles, stories, tables, named queries."""
    from archive.site.app import serve as serve_site  # Datasette takes half a second to import; no other command waits

    serve_site(Folder.here(), host, port, sql=not no_sql)
    return 0


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ArchiveError(f"--param {text}: write it as NAME=VALUE", code=2)
    return name, value


def _list_queries() -> None:
    for query in queries.load().values():
        click.echo(f"{query.name}: {query.says}")
        for parameter in query.parameters:
            default = f" (default: {parameter.default})" if parameter.default else ""
            click.echo(f"    {parameter.name}: {parameter.what}{default}")
