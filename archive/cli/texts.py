"""Commands over files of the user's own, without an archive: read, credits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from archive.article import Capture, Credit, Inference
from archive.attribution import Explanation, credits_of_text, explain
from archive.cli import explaining
from archive.cli.lines import Line, lines_of, writer
from archive.cli.progress import progress
from archive.errors import ArchiveError
from archive.ingest.learning import known
from archive.ingest.pool import Reading, load_catalogue
from archive.ingest.reading import PageFile, read_again, read_files
from archive.reading import ReturningLine
from archive.store.captures import captures_at
from archive.store.database import read_archive
from archive.store.folder import Folder


@click.command()
@click.argument("pages", nargs=-1, metavar="FILE|URL …")
@click.option("--pages", "pages_file", type=click.Path(path_type=Path), help='Lines {"id", "url", "path"}.')
@click.option("--out", type=click.Path(path_type=Path), help="Where the lines go (default: standard output).")
@click.option("--url", default="", help="The address a FILE came from.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page.")
@click.option("--explain", "why", is_flag=True, help="Say why this verdict, and what would change it, not the text.")
def read(pages: tuple[str, ...], pages_file: Path | None, out: Path | None, url: str, as_json: bool, why: bool) -> int:
    """Read saved pages: headline, byline, times, text, credits, verdict.

    FILE is a page (.html or .html.gz). URL is an address: its last capture is read, or it is fetched first.
    """
    if bool(pages) == bool(pages_file):
        raise click.UsageError("name pages, or a list of them with --pages, not both")
    if pages_file and why:
        raise click.UsageError("--explain explains named pages; name them instead of --pages")
    if pages_file:
        return _read_list(pages_file, out)
    folder, failed = Folder.here(), 0
    for page in pages:
        reading = _read_one(page, url, folder)
        failed += bool(reading.error)
        if reading.error:
            click.echo(f"archive: {page}: {reading.error}", err=True)
        if as_json:
            row = _row(page, reading)
            if why:
                row["explanation"] = explaining.as_json(_explained(reading, folder))
            click.echo(json.dumps(row, ensure_ascii=False))
        elif not reading.error and why:
            told = explaining.lines_for_people(_explained(reading, folder))
            click.echo("\n".join([*_head(reading), *told]))
        elif not reading.error:
            click.echo(_told(reading))
    return int(failed > 0)


@click.command()
@click.option("--texts", type=click.Path(path_type=Path), required=True, help='Lines {"id", "text", "language"?}.')
@click.option("--out", type=click.Path(path_type=Path), help="Where the lines go (default: standard output).")
def credits(texts: Path, out: Path | None) -> int:
    """Find the credits in plain texts: a line {"id", "credits"} for each line of the file."""
    catalogue, failed = load_catalogue(Folder.here().agencies), 0
    with writer(out) as write, progress("credits", len(lines := lines_of(texts, ("id", "text")))) as step:
        for line in lines:
            row: dict[str, Any] = {"id": line.values.get("id"), "credits": []}
            if not line.error:
                language = str(line.values.get("language") or "")
                found = credits_of_text(str(line.values["text"]), language, catalogue)
                row["credits"] = [_credit(credit) for credit in found]
            failed += line.complain(row)
            write(row)
            step(1)
    return int(failed > 0)


def _read_list(pages_file: Path, out: Path | None) -> int:
    lines = lines_of(pages_file, ("id", "url", "path"), {"file": "path"})
    jobs = [_listed_page(line, pages_file.parent) for line in lines]
    readings = read_files([job for job in jobs if job], Folder.here().agencies)
    failed = 0
    with writer(out) as write, progress("reading", len(lines)) as step:
        for line, job in zip(lines, jobs, strict=True):
            row = _row(line.values.get("id"), next(readings)) if job else {"id": line.values.get("id")}
            failed += line.complain(row)
            write(row)
            step(1)
    return int(failed > 0)


def _listed_page(line: Line, folder: Path) -> PageFile | None:
    if line.error:
        return None
    return PageFile(str(line.values["url"]), folder / str(line.values["path"]))


def _read_one(page: str, url: str, folder: Folder) -> Reading:
    if urlsplit(page).scheme not in ("http", "https"):
        return next(read_files([PageFile(url or Path(page).absolute().as_uri(), Path(page))], folder.agencies))
    if not (found := _captured(page, folder)):
        _fetch(page)
        found = _captured(page, folder)
    if not found:
        raise ArchiveError(f"{page}: no page came back; the lines above say why")
    return next(read_again([found[-1]], folder))


def _captured(url: str, folder: Folder) -> list[tuple[Capture, tuple[ReturningLine, ...]]]:
    """Return the captures of an address, oldest first, each with the lines learned of its outlet."""
    if not folder.database.exists():
        return []
    database = read_archive(folder.database)
    found = captures_at(database, url)
    learned = known(database, {outlet for _, _, outlet in found})
    return [(capture, learned[outlet]) for capture, _, outlet in found]


def _explained(reading: Reading, folder: Folder) -> Explanation:
    return explain(reading.article, reading.attribution, load_catalogue(folder.agencies))


def _fetch(url: str) -> None:
    """Let the crawler fetch one address, as politely as any other, and keep its evidence."""
    command = [sys.executable, "-m", "scrapy", "crawl", "pages", "-a", f"urls={url}"]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    subprocess.run(command, env=environment, stdout=sys.stderr, check=False)


def _row(name: object, reading: Reading) -> dict[str, Any]:
    article = reading.article
    return {
        "id": name,
        "url": article.url,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "authors": list(article.authors),
        "section": article.section,
        "keywords": list(article.keywords),
        "published": article.published or None,
        "modified": article.modified or None,
        "language": article.language,
        "text": article.text,
        "paywalled": article.paywalled,
        "no_article": article.no_article or None,
        "verdict": reading.attribution.verdict.value,
        "reason": reading.attribution.reason,
        "credits": [_credit(credit) for credit in reading.attribution.credits],
        "inferred": [_inference(one) for one in reading.attribution.inferred],
        "error": reading.error or None,
    }


def _credit(credit: Credit) -> dict[str, Any]:
    return {
        "agency": credit.agency,
        "form": credit.form.value,
        "role": credit.role.value,
        "evidence": credit.evidence,
        "place": credit.place.value,
        "paragraph": credit.paragraph,
        "start": credit.start,
        "end": credit.end,
    }


def _inference(one: Inference) -> dict[str, Any]:
    return {"agency": one.agency, "unnamed": _credit(one.unnamed), "named": _credit(one.named)}


def _told(reading: Reading) -> str:
    return "\n".join(_lines_for_people(reading))


def _head(reading: Reading) -> Iterator[str]:
    article = reading.article
    if article.no_article:
        yield f"not an article: {article.no_article}"
        return
    yield click.style(article.headline or "(no headline)", bold=True)
    about = [article.byline, article.published, article.language, article.url]
    yield " · ".join(part for part in about if part)


def _lines_for_people(reading: Reading) -> Iterator[str]:
    article, attribution = reading.article, reading.attribution
    yield from _head(reading)
    if article.no_article:
        return
    yield f"verdict: {attribution.verdict.value} — {attribution.reason}"
    for credit in attribution.credits:
        yield f"  {credit.agency}: {credit.role.value}, {credit.form.value} ({credit.place.value}): “{credit.evidence}”"
    for one in attribution.inferred:
        yield f"  {one.agency}: inferred from “{one.unnamed.evidence}” and “{one.named.evidence}”, not credited"
    yield ""
    yield "\n\n".join(article.paragraphs)
