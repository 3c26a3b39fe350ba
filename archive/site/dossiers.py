"""The pages of single things – articles, stories, outlets, agencies – and the same as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from datasette import Request, Response
from datasette.app import Datasette

from archive.site import copies, editions, profiles, records, stories
from archive.site.answering import ask, found, named, page
from archive.site.articles import Shown, article_of, show
from archive.site.citing import Citation, cite

DATA = {"content-security-policy": "default-src 'none'; sandbox"}


async def article(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>``."""
    shown = await _shown(datasette, request)
    return await page(datasette, request, "article.html", shown=shown, citation=_citation(datasette, request, shown))


async def article_json(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>.json``: everything that the page shows."""
    shown = await _shown(datasette, request)
    citation = _citation(datasette, request, shown)
    return _data(records.record(shown) | {"page": citation.address, "citation": citation.text})


async def article_ninjs(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>.ninjs.json``: a news item of the IPTC's ninjs 2.1."""
    return _data(records.ninjs(await _shown(datasette, request)))


async def article_csl(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>.csl.json``: the citation for a reference manager, in CSL-JSON."""
    shown = await _shown(datasette, request)
    return _data([_citation(datasette, request, shown).csl], "application/vnd.citationstyles.csl+json; charset=utf-8")


async def article_bib(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>.bib``: the citation in BibTeX."""
    shown = await _shown(datasette, request)
    kind = "application/x-bibtex; charset=utf-8"
    return Response(_citation(datasette, request, shown).bibtex + "\n", headers=DATA, content_type=kind)


async def article_compare(datasette: Datasette, request: Request) -> Response:
    """``/article/<id>/compare?from=&to=``: what turns one edition into another; without them, the newest change."""
    name = named(request)
    whole = found(await ask(datasette, lambda database: article_of(database, name)), f"There is no article {name}.")
    every = await ask(datasette, lambda database: editions.editions_of(database, name))
    earlier = request.args.get("from") or every[max(0, len(every) - 2)]["id"]
    later = request.args.get("to") or every[-1]["id"]
    comparison = await ask(datasette, lambda database: editions.compare(database, name, earlier, later))
    return await page(
        datasette,
        request,
        "compare_editions.html",
        article=whole,
        editions=every,
        comparison=found(comparison, f"The article {name} has no such edition."),
    )


async def story(datasette: Datasette, request: Request) -> Response:
    """``/story/<id>``, narrowed and ordered by its address."""
    name = named(request)
    view = stories.view({key: request.args.get(key) or "" for key in request.args})
    told = await ask(datasette, lambda database: stories.tell(database, name, view))
    return await page(datasette, request, "story.html", told=found(told, f"There is no story {name}."), view=view)


async def story_compare(datasette: Datasette, request: Request) -> Response:
    """``/story/<id>/compare/<article>``: a copy beside the source; beside another copy with ``?with=<article>``."""
    name, copy = named(request), named(request, "article")
    other = request.args.get("with") or ""
    compared = await ask(datasette, lambda database: copies.compare(database, name, copy, other))
    otherwise = f"The story {name} has no copy {copy} that could be compared with {other or 'its source'}."
    return await page(datasette, request, "compare_copies.html", compared=found(compared, otherwise))


async def story_note(datasette: Datasette, request: Request) -> Response:
    """``/story/<id>/note/<article>``: what is known of a copy without a credit, to be printed on one page."""
    name, copy = named(request), named(request, "article")
    note = await ask(datasette, lambda database: copies.note(database, name, copy))
    return await page(
        datasette,
        request,
        "note.html",
        note=found(note, f"The story {name} has no copy {copy} without a credit, so there is no note on it."),
        address=str(datasette.absolute_url(request, f"/story/{name}/note/{copy}")),
        today=_today().isoformat(),
    )


async def outlet(datasette: Datasette, request: Request) -> Response:
    """``/outlet/<id>?by=day`` (or week, month)."""
    name, by = named(request), request.args.get("by") or ""
    profile = await ask(datasette, lambda database: profiles.outlet(database, name, by))
    return await page(datasette, request, "outlet.html", profile=found(profile, f"There is no outlet {name}."))


async def agency(datasette: Datasette, request: Request) -> Response:
    """``/agency/<id>?by=day`` (or week, month)."""
    name, by = named(request), request.args.get("by") or ""
    profile = await ask(datasette, lambda database: profiles.agency(database, name, by))
    return await page(datasette, request, "agency.html", profile=found(profile, f"There is no agency {name}."))


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/article/(?P<id>[^/]+)\.ninjs\.json$", article_ninjs),
    (r"^/article/(?P<id>[^/]+)\.csl\.json$", article_csl),
    (r"^/article/(?P<id>[^/]+)\.json$", article_json),
    (r"^/article/(?P<id>[^/]+)\.bib$", article_bib),
    (r"^/article/(?P<id>[^/]+)/compare$", article_compare),
    (r"^/article/(?P<id>[^/]+)$", article),
    (r"^/story/(?P<id>[^/]+)/compare/(?P<article>[^/]+)$", story_compare),
    (r"^/story/(?P<id>[^/]+)/note/(?P<article>[^/]+)$", story_note),
    (r"^/story/(?P<id>[^/]+)$", story),
    (r"^/outlet/(?P<id>[^/]+)$", outlet),
    (r"^/agency/(?P<id>[^/]+)$", agency),
]


async def _shown(datasette: Datasette, request: Request) -> Shown:
    name = named(request)
    return found(await ask(datasette, lambda database: show(database, name)), f"There is no article {name}.")


def _citation(datasette: Datasette, request: Request, shown: Shown) -> Citation:
    return cite(shown.article, shown.digest, _address(datasette, request, shown.article["id"]), _today())


def _address(datasette: Datasette, request: Request, name: str) -> str:
    return str(datasette.absolute_url(request, f"/article/{name}"))


def _today() -> date:
    return datetime.now(UTC).date()


def _data(value: object, kind: str = "application/json; charset=utf-8") -> Response:
    return Response(json.dumps(value, ensure_ascii=False, indent=1), headers=DATA, content_type=kind)
