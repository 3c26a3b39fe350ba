"""Full-text search: words in any script in, articles with marked snippets out.

Two indexes (FTS5): ``articles_fts`` for scripts that write spaces, ``unspaced_fts`` for Chinese, Japanese, Thai and
their like, in which each character stands as a word of its own; a query word in such a script becomes a phrase of its
characters, so 首相 is found although no space surrounds it, which a trigram index can't.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from sqlite_utils import Database

from archive.article import Article

MARK, UNMARK = "\ue000", "\ue001"
"""Private-use characters around a hit in a snippet: no page's text can forge markup with them."""

_UNSPACED_RANGE = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_UNSPACED = re.compile(f"[{_UNSPACED_RANGE}]")
_CLUSTER = re.compile(f"([{_UNSPACED_RANGE}][\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]*)")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+(?:[^\W_]|[\u0300-\u036f\u0900-\u0dff\u200c\u200d'’.-])*", re.UNICODE)
_UNSPACED_SHARE = 0.2
"""From this share of such characters on, a text belongs to the second index; Hindi with a Chinese name does not."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may be narrowed to; empty means all. Dates are ``YYYY-MM-DD``, ``until`` is included."""

    agency: str = ""
    verdict: str = ""
    outlet: str = ""
    language: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. ``snippet`` is plain text with MARK and UNMARK around what matched."""

    id: str
    headline: str
    outlet: str
    outlet_name: str
    url: str
    language: str
    published: str
    published_utc: str
    first_seen: str
    verdict: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits and how many there are in all."""

    total: int
    hits: list[Hit] = field(default_factory=list)


def search(
    database: Database,
    words: str,
    filters: Filters | None = None,
    *,
    newest_first: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Find articles: words (all must occur), ``"phrases"``, ``AND``, ``OR``, ``NOT``, ``prefix*``.

    Stray quotes and brackets are no error: what can't be a word is passed over. With no words left, every article that
    the filters admit is found, newest first.
    """
    wanted, unwanted = expression(words)
    where, values = _conditions(filters or Filters())
    if wanted:
        source, order = f"({_matches(words)}) AS hits JOIN articles ON articles.number = hits.number", "hits.rank"
        values["query"] = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
    else:
        source, order = "articles", "articles.published_utc DESC"
        if unwanted:
            where.append(f"articles.number NOT IN (SELECT number FROM ({_matches(words)}))")
            values["query"] = unwanted
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    total = database.execute(f"SELECT count(*) FROM {source} {condition}", values).fetchone()[0]
    rows = database.execute(
        f"""SELECT articles.number, articles.id, articles.headline, articles.outlet,
        coalesce(outlets.name, articles.outlet), articles.url, articles.language, articles.published,
        articles.published_utc, articles.first_seen, articles.verdict
        FROM {source} LEFT JOIN outlets ON outlets.id = articles.outlet {condition}
        ORDER BY {"articles.published_utc DESC" if newest_first else order}, articles.number
        LIMIT :limit OFFSET :offset""",
        {**values, "limit": limit, "offset": offset},
    ).fetchall()
    return Found(total, [Hit(*(*row[1:], _snippet(database, row[0], wanted))) for row in rows])


def expression(words: str) -> tuple[str, str]:
    """Return FTS5 expressions for what a person typed: what must be found, and what must not; empty for none."""
    wanted: list[str] = []
    unwanted: list[str] = []
    operator = ""
    for phrase, word in _TERM.findall(unicodedata.normalize("NFC", words)):
        if word in ("AND", "OR", "NOT"):
            operator = word
            continue
        terms = _WORD.findall(separate(phrase or word))
        if not terms:
            continue
        quoted = '"' + " ".join(terms) + '"' + ("*" if word.rstrip(")]}\"'").endswith("*") else "")
        if operator == "NOT":
            unwanted.append(quoted)
        else:
            wanted += [operator, quoted] if wanted and operator else [quoted]
        operator = ""
    return " ".join(wanted), " OR ".join(unwanted)


def separate(text: str) -> str:
    """Put a space on both sides of each character (with its marks) of a script that writes none."""
    return _CLUSTER.sub(r" \1 ", text) if _UNSPACED.search(text) else text


def join(text: str) -> str:
    """Undo ``separate`` in a snippet: take out the spaces beside such characters."""
    if not _UNSPACED.search(text):
        return text
    mark = f"[{MARK}{UNMARK}]*"
    text = re.sub(f"(?<=[{_UNSPACED_RANGE}\u3099\u309a])({mark}) +({mark})(?=\\S)", r"\1\2", text)
    text = re.sub(f" +({mark})(?=[{_UNSPACED_RANGE}])", r"\1", text)
    return text.replace(UNMARK + MARK, "")


def index_unspaced(database: Database, number: int, article: Article) -> None:
    """Bring the second index up to date with an article; one in a script with spaces leaves it."""
    database.execute("DELETE FROM unspaced_fts WHERE rowid = ?", [number])
    letters = article.text or article.headline
    if len(_UNSPACED.findall(letters)) >= _UNSPACED_SHARE * max(1, len(letters)):
        database.execute(
            "INSERT INTO unspaced_fts (rowid, headline, standfirst, byline, text) VALUES (?, ?, ?, ?, ?)",
            [number, *map(separate, (article.headline, article.standfirst, article.byline, article.text))],
        )


def _matches(words: str) -> str:
    """Return the SQL of (number, rank) of what matches :query: words in both indexes, each article once."""
    unspaced = "SELECT rowid AS number, rank FROM unspaced_fts WHERE unspaced_fts MATCH :query"
    if _UNSPACED.search(words):
        return unspaced
    spaced = "SELECT rowid AS number, rank FROM articles_fts WHERE articles_fts MATCH :query"
    return f"{spaced} UNION ALL {unspaced} AND rowid NOT IN (SELECT number FROM ({spaced}))"


def _snippet(database: Database, number: int, wanted: str) -> str:
    """Return the best passage of one article. Asked row by row: in the listing it would be made for every match."""
    for index in ("unspaced_fts", "articles_fts") if wanted else ():
        row = database.execute(
            f"""SELECT snippet({index}, 3, '{MARK}', '{UNMARK}', '…', 24),
            snippet({index}, -1, '{MARK}', '{UNMARK}', '…', 24)
            FROM {index} WHERE {index} MATCH ? AND rowid = ?""",
            [wanted, number],
        ).fetchone()
        if row:  # from the text where it matches there: the headline is shown beside it anyway
            return join(row[0] if MARK in row[0] else row[1]).strip()
    text = str(database.execute("SELECT text FROM articles WHERE number = ?", [number]).fetchone()[0])
    return text if len(text) <= 200 else text[:200].rsplit(" ", 1)[0] + " …"


def _conditions(filters: Filters) -> tuple[list[str], dict[str, object]]:
    conditions = {
        "agency": """articles.id IN (SELECT article FROM credits WHERE agency = :agency AND "current" = 1)""",
        "verdict": "articles.verdict = :verdict",
        "outlet": "articles.outlet = :outlet",
        "language": "articles.language = :language",
        "since": "articles.published_utc >= :since",
        "until": "articles.published_utc < date(:until, '+1 day')",
    }
    values: dict[str, object] = {name: getattr(filters, name) for name in conditions if getattr(filters, name)}
    return [conditions[name] for name in values], values
