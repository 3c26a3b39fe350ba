"""Articles, their editions and credits: what reading and attribution said, written down."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from archive.address import article_id
from archive.article import Article, Attribution, Capture, Credit, Inference
from archive.ids import short_hash
from archive.splitting import count_words
from archive.store import captures, furniture, likeness, renderings, stories, translations
from archive.store.database import stamp


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading: ids, whether this capture is the first that shows the edition, and whether the
    article, known before, got a text it never had."""

    article: str
    edition: str
    opens_edition: bool
    changed: bool


def keep(
    database: Database, article: Article, attribution: Attribution, digest: str, capture: Capture, outlet: str
) -> Kept:
    """Write what a capture says. A text not seen before makes an edition; the newest capture's edition is current.

    ``digest`` is that of the normalised text (``sha256:<hex>``): the same text again only moves ``last_seen``. It is
    taken before lines learned of the outlet are left out, so that learning one makes no new edition of any article. The
    credits of an edition are replaced by those of this reading, so a capture can be read again with better rules.
    """
    name = article_id(article.url)
    edition = f"{name}-{digest.rpartition(':')[2][:8]}"
    seen = stamp(capture.fetched)
    known = database.execute("SELECT number, edition, first_seen FROM articles WHERE id = ?", [name]).fetchone()
    newest = known is None or seen >= captures.last_shown(database, name)
    first_seen = min(seen, known[2]) if known else seen
    changed = known is not None and not database.execute("SELECT 1 FROM editions WHERE id = ?", [edition]).fetchone()
    if newest:
        _put_article(database, known[0] if known else None, name, edition, article, attribution, first_seen, outlet)
    elif first_seen != known[2]:
        database.execute("UPDATE articles SET first_seen = ? WHERE id = ?", [first_seen, name])
    _put_edition(database, edition, name, article, attribution, capture, seen)
    _put_credits(database, edition, name, attribution.credits)
    _put_inferred(database, edition, name, attribution.inferred)
    if newest:
        for table in ("credits", "inferred"):
            database.execute(f'UPDATE {table} SET "current" = (edition = ?) WHERE article = ?', [edition, name])
    opener = database.execute("SELECT capture FROM editions WHERE id = ?", [edition]).fetchone()[0]
    return Kept(name, edition, opener == capture.id, changed)


def remove(database: Database, article: str) -> None:
    """Delete an article with its editions, credits and all that grouping keeps of it; the search index follows by its
    triggers. The stories of those that hung together with it are told anew by the next grouping."""
    rows = database.execute(
        """SELECT DISTINCT article FROM pickups WHERE article <> :id
        AND story IN (SELECT story FROM pickups WHERE article = :id)""",
        {"id": article},
    )
    siblings = {row[0] for row in rows}
    stories.tell(database, [article, *siblings], [])
    likeness.clear(database, article)
    beside = renderings.clear(database, article)
    renderings.look_again(database, beside)
    stories.untell(database, {*siblings, *beside, *translations.clear(database, article)})
    furniture.forget(database, article)
    for table, column in (("credits", "article"), ("inferred", "article"), ("editions", "article"), ("articles", "id")):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", [article])


def sweep(database: Database) -> list[str]:
    """Remove editions and articles that no capture says any more, after a reread; return the articles touched."""
    stale = database.execute(
        """SELECT id, article FROM editions
        WHERE NOT EXISTS (SELECT 1 FROM captures WHERE captures.edition = editions.id)"""
    ).fetchall()
    for edition, _ in stale:
        database.execute("DELETE FROM credits WHERE edition = ?", [edition])
        database.execute("DELETE FROM inferred WHERE edition = ?", [edition])
        database.execute("DELETE FROM editions WHERE id = ?", [edition])
    touched = sorted({article for _, article in stale})
    for article in touched:
        if not database.execute("SELECT 1 FROM editions WHERE article = ?", [article]).fetchone():
            remove(database, article)
    return touched


def put_agencies(database: Database, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
    """Write the catalogue: (id, name, country, home, wikidata)."""
    database.conn.executemany(
        """INSERT INTO agencies (id, name, country, home, wikidata) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, country = excluded.country, home = excluded.home,
        wikidata = excluded.wikidata""",
        list(rows),
    )


def utc(published: str, first_seen: datetime) -> str:
    """Return the page's time in UTC where it is believable, else when we saw the page first.

    Not believable: unreadable, before 1990 (pages that say 1970), or more than a day after we saw it (2099). A time
    without an offset is taken as UTC: at most fourteen hours wrong, and ``published`` keeps what the page said.
    """
    try:
        said = datetime.fromisoformat(published)
    except ValueError:
        return stamp(first_seen)
    said = said if said.tzinfo else said.replace(tzinfo=UTC)
    if said.year < 1990 or said > first_seen + timedelta(days=1):
        return stamp(first_seen)
    return stamp(said)


def _put_article(
    database: Database,
    number: int | None,
    name: str,
    edition: str,
    article: Article,
    attribution: Attribution,
    first_seen: str,
    outlet: str,
) -> None:
    row = {
        "id": name,
        "url": article.url,
        "outlet": outlet,
        "edition": edition,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "authors": _list(article.authors),
        "section": article.section,
        "keywords": _list(article.keywords),
        "language": article.language,
        "page_language": article.page_language,
        "published": article.published,
        "published_from": article.published_from,
        "published_utc": utc(article.published, datetime.fromisoformat(first_seen)),
        "modified": article.modified,
        "first_seen": first_seen,
        "words": count_words(article.text),
        "verdict": attribution.verdict.value,
        "reason": attribution.reason,
        "paywalled": int(article.paywalled),
        "pictures": _list([{"url": p.url, "caption": p.caption, "credit": p.credit} for p in article.pictures]),
        "text": article.text,
    }
    table = database.table("articles")
    if number is None:
        table.insert(row)
    else:
        table.update(number, row)


def _put_edition(
    database: Database,
    edition: str,
    name: str,
    article: Article,
    attribution: Attribution,
    capture: Capture,
    seen: str,
) -> None:
    # The same edition read with better rules: its stories are told by the new text.
    database.execute(
        """UPDATE grouped SET edition = '' WHERE edition = ? AND EXISTS (
            SELECT 1 FROM editions WHERE id = ? AND text <> ?
        )""",
        [edition, edition, article.text],
    )
    database.execute(
        """INSERT INTO editions (id, article, capture, first_seen, last_seen, headline, modified, words, verdict, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
        last_seen = max(last_seen, excluded.last_seen), headline = excluded.headline, verdict = excluded.verdict,
        text = excluded.text, words = excluded.words,
        capture = CASE WHEN excluded.first_seen < first_seen THEN excluded.capture ELSE capture END""",
        [
            edition,
            name,
            capture.id,
            seen,
            seen,
            article.headline,
            article.modified,
            count_words(article.text),
            attribution.verdict.value,
            article.text,
        ],
    )


def _put_credits(database: Database, edition: str, article: str, credits: Iterable[Credit]) -> None:
    database.execute("DELETE FROM credits WHERE edition = ?", [edition])
    database.conn.executemany(
        """INSERT OR IGNORE INTO credits (id, article, edition, "current", agency, form, role, evidence, place,
        paragraph, "start", "end", rule) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                short_hash(edition, c.agency, c.form, c.role, c.evidence, c.place, str(c.paragraph), str(c.start)),
                article,
                edition,
                c.agency,
                c.form.value,
                c.role.value,
                c.evidence,
                c.place.value,
                c.paragraph,
                c.start,
                c.end,
                c.rule,
            )
            for c in credits
        ],
    )


def _put_inferred(database: Database, edition: str, article: str, inferred: Iterable[Inference]) -> None:
    database.execute("DELETE FROM inferred WHERE edition = ?", [edition])
    database.conn.executemany(
        """INSERT OR IGNORE INTO inferred (id, article, edition, "current", agency, role, unnamed, named)
        VALUES (?, ?, ?, 0, ?, ?, ?, ?)""",
        [
            (
                short_hash(edition, one.agency, one.unnamed.evidence, one.named.evidence),
                article,
                edition,
                one.agency,
                one.unnamed.role.value,
                one.unnamed.evidence,
                one.named.evidence,
            )
            for one in inferred
        ],
    )


def _list(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
