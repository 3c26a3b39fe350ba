"""The press as data: ``dispatches.toml`` and ``outlets/*.toml`` become Outlet and Page values.

The text of a page is written in paragraphs parted by an empty line. A line of its own may pull paragraphs out of a
dispatch (``@seagrass 1-3`` or ``@seagrass 4,2`` or ``@seagrass``), or begin with ``!ad``, ``!teaser``, ``!newsletter``,
``!junk`` (such a line in a bare ``<p>``) or ``#`` (a subhead). ``[[…]]`` inside a paragraph is a related-link teaser
glued to it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

FOLDER = Path(__file__).parent
GLUED = re.compile(r"\[\[(.+?)\]\]")
_PULL = re.compile(r"@(\S+)(?: ([\d,\- ]+))?$")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page's text; ``kind`` is ``text``, ``head``, ``ad``, ``teaser``, ``newsletter`` or ``junk``."""

    kind: str
    text: str

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The pieces of the text in order; True marks a teaser glued to it."""
        return [(part, n % 2 == 1) for n, part in enumerate(GLUED.split(self.text)) if part]


@dataclass(frozen=True, slots=True)
class ExpectedCredit:
    """A credit as ``corpus/LABELS.md`` defines it; ``evidence`` stands on the page exactly so."""

    agency: str
    form: str
    role: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article (or what is served in its place) with everything its template prints."""

    path: str
    headline: str
    published: str
    blocks: tuple[Block, ...] = ()
    standfirst: str = ""
    byline: str = ""
    author: str = ""  # in meta tags or JSON-LD; empty: as the byline
    provider: str = ""  # JSON-LD provider / dcterms.source
    dateline: str = ""
    credit: str = ""  # line below the text
    credit_above: str = ""  # line between headline and text
    logo: str = ""  # alt text of an agency's logo beside the byline
    caption: str = ""
    photo_credit: str = ""
    section: str = ""
    modified: str = ""
    canonical: str = ""
    moved_from: str = ""
    amp: bool = False
    behaviour: str = ""
    listed: bool = True
    extra_addresses: tuple[str, ...] = ()
    revision: Page | None = None  # what the second and every later fetch shows
    verdict: str = "own"
    story: str = ""
    kind: str = ""
    credits: tuple[ExpectedCredit, ...] = ()
    state: str = "read"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The article's own paragraphs: without teasers, advertisements and subheads, with the dateline."""
        texts = [GLUED.sub("", block.text).strip() for block in self.blocks if block.kind == "text"]
        if self.dateline and texts:
            texts[0] = f"{self.dateline} {texts[0]}"
        return tuple(texts)

    @property
    def teasers(self) -> tuple[str, ...]:
        """Strings on the page that are no article text."""
        glued = [part for block in self.blocks for part, is_teaser in block.parts if is_teaser]
        return tuple(
            glued + [block.text for block in self.blocks if block.kind in ("ad", "teaser", "newsletter", "junk")]
        )


@dataclass(frozen=True, slots=True)
class Outlet:
    """One invented publication: its look, its doors for crawlers, its pages."""

    host: str
    name: str
    language: str
    country: str
    template: str
    notice: str
    robots: str
    robots_status: int = 200
    charset: str = "utf-8"
    direction: str = "ltr"
    tagline: str = ""
    copyright: str = ""
    also: str = "More stories"
    standing: str = ""  # a line under every article that no markup tells from the text: an archive must learn it
    sections: dict[str, str] = field(default_factory=dict)
    doors: tuple[str, ...] = ()  # rss, atom, rdf, news-sitemap, sitemap
    front_links: tuple[str, ...] = ()  # further links on the front page
    feed_links: tuple[str, ...] = ()  # further entries of the feed: no articles
    pages: tuple[Page, ...] = ()

    def url(self, path: str) -> str:
        """Return the address of a path of this outlet, percent-encoded."""
        return f"http://{self.host}{quote(path, safe='/?&=%')}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What an archive of the press must say about one address. ``state`` is the state in which it must end."""

    url: str
    outlet: str
    language: str
    headline: str
    byline: str
    published: str
    verdict: str
    credits: tuple[ExpectedCredit, ...]
    story: str
    kind: str
    paragraphs: tuple[str, ...]
    teasers: tuple[str, ...]
    state: str
    addresses: tuple[str, ...]
    revised: tuple[str, ...]  # paragraphs from the second fetch on; empty: the page never changes


@cache
def press() -> tuple[Outlet, ...]:
    """Return all outlets, read from the data files. A wrong field is an error that names the file."""
    rows = tomllib.loads((FOLDER / "dispatches.toml").read_text(encoding="utf-8"))
    dispatches = {name: _split(row["text"]) for name, row in rows.items()}
    return tuple(_outlet(path, dispatches) for path in sorted((FOLDER / "outlets").glob("*.toml")))


def expected() -> list[Expected]:
    """Return what is true of every page of the press, in the order of the data files."""
    return [_expect(outlet, page) for outlet in press() for page in outlet.pages]


def _expect(outlet: Outlet, page: Page) -> Expected:
    others = [outlet.url(path) for path in (page.moved_from,) if path]
    others += [outlet.url(amp_path(page))] if page.amp else []
    others += [address if "://" in address else outlet.url(address) for address in page.extra_addresses]
    return Expected(
        url=outlet.url(page.path),
        outlet=outlet.name,
        language=outlet.language,
        headline=page.headline,
        byline=page.byline,
        published=page.published,
        verdict=page.verdict,
        credits=page.credits,
        story=page.story,
        kind=page.kind,
        paragraphs=page.paragraphs,
        teasers=page.teasers,
        state=page.state,
        addresses=tuple(others),
        revised=page.revision.paragraphs if page.revision else (),
    )


def amp_path(page: Page) -> str:
    """Return where the AMP variant of a page stands."""
    return page.path.rstrip("/") + "/amp"


def _outlet(path: Path, dispatches: dict[str, list[str]]) -> Outlet:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        pages = tuple(_page(row, dispatches) for row in data.pop("article"))
        for name in ("doors", "front_links", "feed_links"):
            data[name] = tuple(data.get(name, ()))
        return Outlet(pages=pages, **data)
    except (tomllib.TOMLDecodeError, TypeError, KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _page(row: dict[str, Any], dispatches: dict[str, list[str]]) -> Page:
    edits, second = row.pop("edit", []), row.pop("edition2", None)
    row["blocks"] = tuple(_blocks(row.pop("text", ""), dispatches, edits))
    row["extra_addresses"] = tuple(row.get("extra_addresses", ()))
    row["credits"] = tuple(_credit(line) for line in row.get("credits", ()))
    page = Page(**row)
    return replace(page, revision=_revise(page, second)) if second else page


def _revise(page: Page, second: dict[str, Any]) -> Page:
    blocks = [replace(block, text=_edit(block.text, second.get("edit", []))) for block in page.blocks]
    blocks += [Block("text", text) for text in _split(second.get("add", ""))]
    headline, modified = second.get("headline", page.headline), second.get("modified", page.modified)
    return replace(page, blocks=tuple(blocks), headline=headline, modified=modified)


def _blocks(text: str, dispatches: dict[str, list[str]], edits: list[list[str]]) -> list[Block]:
    blocks = []
    for piece in _split(text):
        if pull := _PULL.match(piece):
            source = dispatches[pull[1]]
            chosen = _numbers(pull[2]) if pull[2] else range(1, len(source) + 1)
            blocks += [Block("text", _edit(source[number - 1], edits)) for number in chosen]
        elif mark := re.match(r"(?:!(ad|teaser|newsletter|junk)|(#)) (.+)", piece, re.S):
            blocks.append(Block(mark[1] or "head", mark[3]))
        else:
            blocks.append(Block("text", piece))
    return blocks


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def _split(text: str) -> list[str]:
    return [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text.strip()) if piece.strip()]


def _edit(text: str, edits: list[list[str]]) -> str:
    for old, new in edits:
        text = text.replace(old, new)
    return text


def _credit(line: str) -> ExpectedCredit:
    head, _, evidence = line.partition(" | ")
    agency, form, role = head.split()
    return ExpectedCredit(agency, form, role, evidence)
