"""The tables, as steps that are applied in order and never changed once released.

What each column means to a user is told in ``docs/columns.md``; a test holds the two together.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from archive.splitting import count_words
from archive.store import index, tables

migrations = Migrations("archive")


@migrations()
def first_house(db: Database) -> None:
    """Crawl, articles, credits, stories, search."""
    tables.crawl(db)
    tables.article(db)
    tables.story(db)
    tables.search(db)


@migrations()
def inferred_agencies(db: Database) -> None:
    """Agencies that a page most likely means where it credits agencies without a name."""
    db.table("inferred").create(
        {
            "id": str,
            "article": str,
            "edition": str,
            "current": int,
            "agency": str,
            "role": str,
            "unnamed": str,
            "named": str,
        },
        pk="id",
        not_null={"article", "edition", "current", "agency", "role", "unnamed", "named"},
        foreign_keys=[("article", "articles", "id"), ("edition", "editions", "id"), ("agency", "agencies", "id")],
        strict=True,
    )
    for columns in (["article", "current"], ["agency", "current"], ["edition"]):
        db.table("inferred").create_index(columns)


@migrations()
def whole_pickups(db: Database) -> None:
    """Round-ups in several stories, agencies lent by a story, furniture as it comes in, a smaller index.

    Stories are computed from the articles: these tables are made anew, and the next `archive ingest` fills them.
    """
    db.executescript(
        """
        DROP TABLE pickups;
        DROP TABLE fingerprints;
        DROP TABLE grouped;
        DROP TABLE matches;
        DELETE FROM stories;
        CREATE TABLE fingerprints (
            hash INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, day, article)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lines (
            key INTEGER NOT NULL, day INTEGER NOT NULL, article TEXT NOT NULL, outlet TEXT NOT NULL,
            PRIMARY KEY (key, day, article)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE grouped (
            article TEXT PRIMARY KEY, edition TEXT NOT NULL, day INTEGER NOT NULL, hashes BLOB NOT NULL,
            line_keys BLOB NOT NULL, line_sizes BLOB NOT NULL, furniture BLOB NOT NULL
        ) STRICT;
        CREATE TABLE matches (
            a TEXT NOT NULL, b TEXT NOT NULL, share_a REAL NOT NULL, share_b REAL NOT NULL, spanned_a REAL NOT NULL,
            spanned_b REAL NOT NULL, longest INTEGER NOT NULL, reordered INTEGER NOT NULL, PRIMARY KEY (a, b)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX matches_b ON matches (b);
        """
    )
    db.table("pickups").create(
        {
            "article": str,
            "story": str,
            "main": int,
            "kind": str,
            "share": float,
            "carried": float,
            "longest": int,
            "delay": int,
            "time": str,
            "seen_delay": int,
            "first": int,
            "credited": str,
            "by_story": str,
            "lent_by": str,
            "lent_share": float,
        },
        pk=["article", "story"],
        not_null={"main", "kind", "share", "carried", "longest", "delay", "time", "first", "credited"},
        defaults={"main": 1, "longest": 0, "time": "said"},
        foreign_keys=[("article", "articles", "id"), ("story", "stories", "id"), ("by_story", "agencies", "id")],
        strict=True,
    )
    for columns in (["story", "delay"], ["credited", "kind"], ["by_story"]):
        db.table("pickups").create_index(columns)


@migrations()
def learned_lines(db: Database) -> None:
    """What was seen of an outlet's articles, and the lines learned from it."""
    db.table("sightings").create(
        {"article": str, "outlet": str, "seen": str, "lines": str},
        pk="article",
        not_null={"outlet", "seen", "lines"},
        foreign_keys=[("article", "articles", "id"), ("outlet", "outlets", "id")],
        strict=True,
    )
    db.table("sightings").create_index(["outlet"])
    db.table("furniture").create(
        {
            "outlet": str,
            "line": str,
            "text": str,
            "kind": str,
            "place": str,
            "position": int,
            "articles": int,
            "days": int,
            "first_day": str,
            "last_day": str,
        },
        pk=["outlet", "line"],
        not_null={"text", "kind", "place", "position", "articles", "days", "first_day", "last_day"},
        foreign_keys=[("outlet", "outlets", "id")],
        strict=True,
    )


@migrations()
def translations(db: Database) -> None:
    """Links between a dispatch and its translations, and what is kept to find them as articles come in.

    Articles that are grouped already are told anew by the next `archive ingest`.
    """
    db.table("translations").create(
        {"article": str, "of": str, "story": str, "confidence": float, "anchors": str},
        pk=["article", "of"],
        not_null={"story", "confidence", "anchors"},
        foreign_keys=[("article", "articles", "id"), ("of", "articles", "id"), ("story", "stories", "id")],
        strict=True,
    )
    for columns in (["of"], ["story"]):
        db.table("translations").create_index(columns)
    db.executescript(
        """
        CREATE TABLE renderings (
            number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, digest INTEGER NOT NULL, language TEXT NOT NULL,
            day INTEGER NOT NULL, size INTEGER NOT NULL, keys TEXT NOT NULL
        ) STRICT;
        CREATE INDEX renderings_language ON renderings (language);
        CREATE TABLE anchors (
            key INTEGER NOT NULL, language TEXT NOT NULL, day INTEGER NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (key, language, day, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE nearest (
            article TEXT NOT NULL, language TEXT NOT NULL, other TEXT NOT NULL, worth REAL NOT NULL,
            PRIMARY KEY (article, language, other)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX nearest_other ON nearest (other);
        CREATE TABLE echoes (
            a TEXT NOT NULL, b TEXT NOT NULL, chosen INTEGER NOT NULL, score REAL NOT NULL, share_a REAL NOT NULL,
            share_b REAL NOT NULL, signs TEXT NOT NULL, PRIMARY KEY (a, b)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX echoes_b ON echoes (b);
        CREATE TABLE lexicon (
            language TEXT NOT NULL, stem TEXT NOT NULL, concept TEXT NOT NULL, PRIMARY KEY (language, stem)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE untold (article TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
        INSERT INTO untold SELECT article FROM grouped;
        """
    )


@migrations()
def folded_index(db: Database) -> None:
    """One index for all scripts, of words written one way; the two before it go. The health of an outlet at once."""
    for trigger in ("unspaced_forgotten", "articles_ai", "articles_ad", "articles_au"):
        db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for table in ("unspaced_fts", "articles_fts"):
        db.execute(f"DROP TABLE {table}")
    index.create(db.conn)
    db.table("links").create_index(["outlet", "found"])  # when an outlet last gave something new, for its health


@migrations()
def compared_words(db: Database) -> None:
    """Words of articles and editions counted as texts are compared, so that all pages tell the same number."""
    db.conn.create_function("counted", 1, count_words)
    for table in ("articles", "editions"):
        db.execute(f"UPDATE {table} SET words = counted(text)")
