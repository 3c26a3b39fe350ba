"""The tables of the first version of an archive; what changed since is in ``migrations``."""

from __future__ import annotations

from sqlite_utils import Database

TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
"""Mn and Mc keep the vowel signs of Indic scripts inside words: without them मोदी and मादा are one word to FTS5."""


def crawl(db: Database) -> None:
    """Outlets, runs, channels, links, captures, and what was forgotten."""
    db.table("outlets").create(
        {"id": str, "name": str, "home": str, "country": str, "language": str, "first_seen": str},
        pk="id",
        not_null={"id", "name"},
        strict=True,
    )
    db.table("runs").create(
        {"id": str, "command": str, "started": str, "ended": str, "state": str, "counts": str},
        pk="id",
        not_null={"command", "started", "state"},
        strict=True,
    )
    db.table("channels").create(
        {
            "url": str,
            "outlet": str,
            "kind": str,
            "named": int,
            "state": str,
            "reason": str,
            "etag": str,
            "last_modified": str,
            "digest": str,
            "last_fetched": str,
            "last_new": str,
            "failures": int,
        },
        pk=["outlet", "url"],
        not_null={"kind", "state"},
        foreign_keys=[("outlet", "outlets", "id")],
        defaults={"failures": 0, "named": 1},
        strict=True,
    )
    db.table("links").create(
        {
            "key": str,
            "url": str,
            "outlet": str,
            "channel": str,
            "found": str,
            "title": str,
            "published": str,
            "state": str,
            "reason": str,
            "rung": int,
            "attempts": int,
            "due": str,
            "last_fetched": str,
            "etag": str,
            "last_modified": str,
            "digest": str,
            "run": str,
            "article": str,
        },
        pk="key",
        not_null={"url", "found", "state", "rung", "attempts"},
        defaults={"rung": 0, "attempts": 0},
        foreign_keys=[("outlet", "outlets", "id")],
        strict=True,
    )
    db.table("links").create_index(["outlet", "due"])
    db.table("links").create_index(["article"])
    db.table("links").create_index(["run", "state"])
    db.table("captures").create(
        {
            "id": str,
            "run": str,
            "link": str,
            "outlet": str,
            "purpose": str,
            "url": str,
            "fetched": str,
            "status": int,
            "content_type": str,
            "digest": str,
            "warc": str,
            "offset": int,
            "length": int,
            "state": str,
            "reason": str,
            "article": str,
            "edition": str,
        },
        pk="id",
        not_null={"purpose", "url", "fetched", "status", "warc", "offset", "length", "state"},
        strict=True,
    )
    for columns in (
        ["state", "fetched"],
        ["link", "fetched"],
        ["article", "fetched"],
        ["warc", "offset"],
        ["run", "state"],
    ):
        db.table("captures").create_index(columns)
    db.table("forgotten").create({"key_hash": str, "forgotten": str}, pk="key_hash", strict=True)


def article(db: Database) -> None:
    """Agencies, articles, editions, credits."""
    db.table("agencies").create(
        {"id": str, "name": str, "country": str, "home": str, "wikidata": str}, pk="id", not_null={"name"}, strict=True
    )
    db.table("articles").create(
        {
            # VACUUM may renumber the rows of a table without an integer key, and the search index holds row numbers.
            "number": int,
            "id": str,
            "url": str,
            "outlet": str,
            "edition": str,
            "headline": str,
            "standfirst": str,
            "byline": str,
            "authors": str,
            "section": str,
            "keywords": str,
            "language": str,
            "page_language": str,
            "published": str,
            "published_from": str,
            "published_utc": str,
            "modified": str,
            "first_seen": str,
            "words": int,
            "verdict": str,
            "reason": str,
            "paywalled": int,
            "pictures": str,
            "text": str,
        },
        pk="number",
        not_null={"id", "url", "outlet", "edition", "headline", "first_seen", "verdict", "text"},
        foreign_keys=[("outlet", "outlets", "id")],
        strict=True,
    )
    db.table("articles").create_index(["id"], unique=True)
    for columns in (["outlet", "published_utc"], ["published_utc"], ["first_seen"], ["verdict", "published_utc"]):
        db.table("articles").create_index(columns)
    db.table("editions").create(
        {
            "id": str,
            "article": str,
            "capture": str,
            "first_seen": str,
            "last_seen": str,
            "headline": str,
            "modified": str,
            "words": int,
            "verdict": str,
            "text": str,
        },
        pk="id",
        not_null={"article", "first_seen", "last_seen", "text"},
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )
    db.table("editions").create_index(["article", "first_seen"])
    db.table("credits").create(
        {
            "id": str,
            "article": str,
            "edition": str,
            "current": int,
            "agency": str,
            "form": str,
            "role": str,
            "evidence": str,
            "place": str,
            "paragraph": int,
            "start": int,
            "end": int,
            "rule": str,
        },
        pk="id",
        not_null={"article", "edition", "current", "agency", "form", "role", "evidence", "place"},
        foreign_keys=[("article", "articles", "id"), ("edition", "editions", "id"), ("agency", "agencies", "id")],
        strict=True,
    )
    for columns in (["article", "current"], ["agency", "role", "current"], ["edition"]):
        db.table("credits").create_index(columns)


def story(db: Database) -> None:
    """Stories and pickups, and what is kept to find them."""
    db.table("stories").create(
        {
            "id": str,
            "source": str,
            "headline": str,
            "language": str,
            "agency": str,
            "started": str,
            "copies": int,
            "outlets": int,
        },
        pk="id",
        not_null={"source", "headline", "copies", "outlets"},
        foreign_keys=[("source", "articles", "id"), ("agency", "agencies", "id")],
        strict=True,
    )
    db.table("stories").create_index(["started"])
    db.table("stories").create_index(["outlets", "started"])
    db.table("pickups").create(
        {
            "article": str,
            "story": str,
            "kind": str,
            "share": float,
            "carried": float,
            "delay": int,
            "first": int,
            "credited": str,
        },
        pk="article",
        not_null={"story", "kind", "share", "carried", "delay", "first", "credited"},
        foreign_keys=[("article", "articles", "id"), ("story", "stories", "id")],
        strict=True,
    )
    db.table("pickups").create_index(["story", "delay"])
    db.table("pickups").create_index(["credited", "kind"])
    db.executescript(
        """
        CREATE TABLE fingerprints (
            hash INTEGER NOT NULL, day TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (hash, day, article)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX fingerprints_article ON fingerprints (article);
        CREATE TABLE grouped (article TEXT PRIMARY KEY, edition TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE matches (
            a TEXT NOT NULL, b TEXT NOT NULL, share_a REAL NOT NULL, share_b REAL NOT NULL, longest INTEGER NOT NULL,
            PRIMARY KEY (a, b)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX matches_b ON matches (b);
        """
    )


def search(db: Database) -> None:
    """The index over the words of articles."""
    db.table("articles").enable_fts(
        ["headline", "standfirst", "byline", "text"], tokenize=TOKENIZER, create_triggers=True
    )
    # Weights stored in the index: `ORDER BY rank` with them takes 0.3 s where bm25(…) in the query takes over 5.
    db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('rank', 'bm25(5.0, 3.0, 2.0, 1.0)')")
    # Chinese, Japanese, Thai and the like write no spaces: their articles stand here too, one character a token.
    db.executescript(
        f"""
        CREATE VIRTUAL TABLE unspaced_fts USING fts5(
            headline, standfirst, byline, text, tokenize={db.quote(TOKENIZER)}
        );
        INSERT INTO unspaced_fts(unspaced_fts, rank) VALUES ('rank', 'bm25(5.0, 3.0, 2.0, 1.0)');
        CREATE TRIGGER unspaced_forgotten AFTER DELETE ON articles BEGIN
            DELETE FROM unspaced_fts WHERE rowid = old.number;
        END;
        """
    )
