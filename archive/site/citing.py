"""How to cite an article: as a line of text, as BibTeX, as CSL-JSON (the formats of reference managers)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from archive.site.rows import Row
from archive.site.wording import day, seen

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as cited on one day; ``address`` is its page in this archive."""

    article: Row
    authors: list[str]
    digest: str
    address: str
    accessed: date

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The parts of the citation, and of each whether it is scraped and may run from right to left."""
        article = self.article
        dated = day(article["published"]) if _day_of(article["published"]) else "no date given"
        parts = [
            (", ".join(self.authors), True),
            (": " if self.authors else "", False),
            (f"“{article['headline'] or 'no headline'}”", True),
            (". ", False),
            (article["outlet_name"], True),
            (f", {dated}. {article['url']}. Archived {seen(article['first_seen'])}, archive id {article['id']}", False),
            (f", SHA-256 of the page {self.digest.removeprefix('sha256:')}" if self.digest else "", False),
            (f", {self.address}. Accessed {day(self.accessed.isoformat())}.", False),
        ]
        return [part for part in parts if part[0]]

    @property
    def text(self) -> str:
        """The citation as one line."""
        return "".join(part for part, _ in self.parts)

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry."""
        article = self.article
        fields = {
            "author": " and ".join("{" + _bibtex(author) + "}" for author in self.authors),
            "title": "{" + _bibtex(article["headline"] or "") + "}",
            "journal": _bibtex(article["outlet_name"]),
            "date": _day_of(article["published"]),
            "url": _address(article["url"]),
            "urldate": self.accessed.isoformat(),
            "language": article["language"] or "",
            "note": f"Archived {article['first_seen']}, archive id {article['id']}, {_bibtex(self.address)}",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value not in ("", "{}")]
        return "\n".join([f"@online{{wire-{article['id']},", *lines, "}"])

    @property
    def csl(self) -> dict[str, Any]:
        """The citation as a CSL-JSON item, which Zotero and pandoc read."""
        article = self.article
        published = _day_of(article["published"])
        item = {
            "id": f"wire-{article['id']}",
            "type": "article-newspaper",
            "title": article["headline"],
            "author": [{"literal": author} for author in self.authors],
            "container-title": article["outlet_name"],
            "issued": _parts(date.fromisoformat(published)) if published else None,
            "accessed": _parts(self.accessed),
            "URL": article["url"],
            "language": article["language"],
            "archive": "The Archive of the Wire",
            "archive_location": self.address,
            "note": f"First seen {article['first_seen']}; {self.digest}".rstrip("; "),
        }
        return {name: value for name, value in item.items() if value not in (None, "", [])}


def cite(article: Row, digest: str, address: str, accessed: date) -> Citation:
    """Return the citation of an article; ``digest`` is that of the capture that shows its text."""
    try:
        named = json.loads(article["authors"] or "[]")
    except ValueError:
        named = []
    authors = [str(name) for name in named] if isinstance(named, list) else []
    return Citation(article, authors or [part for part in [article["byline"]] if part], digest, address, accessed)


def _day_of(time: str | None) -> str:
    try:
        return datetime.fromisoformat(time or "").date().isoformat()
    except ValueError:
        return ""


def _parts(moment: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[moment.year, moment.month, moment.day]]}


def _bibtex(text: str) -> str:
    return text.translate(_BIBTEX)


def _address(url: str) -> str:
    """Return an address as a BibTeX field may hold it: braces would end the field."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", url)
