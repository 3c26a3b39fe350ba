"""What only the published copy has: counts made once, so that no page has to count a million articles, and indexes.

``site.db`` never changes, so these are made when it is published and thrown away with it. What each column means is
told in ``docs/columns.md``.
"""

from __future__ import annotations

import sqlite3

from archive.store.columns import pack

DERIVED = frozenset(
    {
        "article_agencies",
        "daily",
        "agency_daily",
        "day_totals",
        "outlet_totals",
        "agency_totals",
        "agency_days",
        "agency_outlets",
        "signatures",
        "packed",
        "answered",
        "headlines",
        "agency_texts",
    }
)
"""The tables and views that only a copy has: one without one of them was published by another version."""

_FACTS = """
CREATE TEMP TABLE facts AS
SELECT articles.number, articles.id AS article, substr(articles.published_utc, 1, 10) AS day, articles.outlet,
    coalesce(articles.language, '') AS language, articles.verdict,
    CASE WHEN stories.copies > 1 THEN pickups.kind ELSE '' END AS kind, coalesce(pickups.credited, '') AS credited,
    articles.published_utc, pickups.by_story
FROM articles
LEFT JOIN pickups ON pickups.article = articles.id AND pickups.main = 1
LEFT JOIN stories ON stories.id = pickups.story;
CREATE UNIQUE INDEX temp.facts_article ON facts (article);
"""
"""Each article once, with what is counted of it."""

_AGENCIES = """
CREATE TABLE article_agencies (
    agency TEXT NOT NULL, published_utc TEXT NOT NULL, article TEXT NOT NULL, how TEXT NOT NULL, role TEXT NOT NULL,
    outlet TEXT NOT NULL, PRIMARY KEY (agency, published_utc, article)
) STRICT, WITHOUT ROWID;
INSERT INTO article_agencies
SELECT agency, facts.published_utc, found.article,
    CASE min(how) WHEN 1 THEN 'named' WHEN 2 THEN 'inferred' ELSE 'by story' END,
    CASE min(how * 10 + role) % 10
        WHEN 1 THEN 'origin' WHEN 2 THEN 'input' WHEN 3 THEN 'source' WHEN 4 THEN 'media' ELSE 'subject' END,
    facts.outlet
FROM (
    SELECT agency, article, 1 AS how,
        CASE role WHEN 'origin' THEN 1 WHEN 'input' THEN 2 WHEN 'source' THEN 3 WHEN 'media' THEN 4 ELSE 5 END AS role
    FROM credits WHERE "current" = 1
    UNION ALL
    SELECT agency, article, 2, CASE role WHEN 'origin' THEN 1 WHEN 'input' THEN 2 ELSE 3 END
    FROM inferred WHERE "current" = 1
    UNION ALL
    SELECT by_story, article, 3, 1 FROM facts WHERE by_story IS NOT NULL
) AS found JOIN facts ON facts.article = found.article
GROUP BY agency, found.article;
"""

_DAILY = """
CREATE TABLE daily (
    day TEXT NOT NULL, outlet TEXT NOT NULL, language TEXT NOT NULL, verdict TEXT NOT NULL, kind TEXT NOT NULL,
    credited TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (day, outlet, language, verdict, kind, credited)
) STRICT, WITHOUT ROWID;
INSERT INTO daily
SELECT day, outlet, language, verdict, kind, credited, count(*) FROM facts GROUP BY 1, 2, 3, 4, 5, 6;
CREATE INDEX daily_outlet ON daily (outlet, day, verdict, kind, credited, articles);
CREATE TABLE agency_daily (
    day TEXT NOT NULL, agency TEXT NOT NULL, how TEXT NOT NULL, role TEXT NOT NULL, outlet TEXT NOT NULL,
    language TEXT NOT NULL, kind TEXT NOT NULL, credited TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (agency, day, how, role, outlet, language, kind, credited)
) STRICT, WITHOUT ROWID;
INSERT INTO agency_daily
SELECT day, agency, how, role, outlet, language, kind, credited, count(*)
FROM (
    SELECT facts.day, article_agencies.agency, how, role, facts.outlet, language, kind, credited
    FROM article_agencies JOIN facts ON facts.article = article_agencies.article
)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
CREATE INDEX agency_daily_day ON agency_daily (day, agency, how, role, articles);
"""

_TOTALS = """
CREATE TABLE day_totals (
    day TEXT NOT NULL, verdict TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (day, verdict)
) STRICT, WITHOUT ROWID;
INSERT INTO day_totals SELECT day, verdict, sum(articles) FROM daily GROUP BY 1, 2;
CREATE TABLE outlet_totals (
    outlet TEXT NOT NULL, verdict TEXT NOT NULL, kind TEXT NOT NULL, credited TEXT NOT NULL, articles INTEGER NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL, PRIMARY KEY (outlet, verdict, kind, credited)
) STRICT, WITHOUT ROWID;
INSERT INTO outlet_totals
SELECT outlet, verdict, kind, credited, sum(articles), min(day), max(day) FROM daily GROUP BY 1, 2, 3, 4;
CREATE TABLE agency_totals (
    agency TEXT NOT NULL, how TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    articles INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    PRIMARY KEY (agency, how, role, kind, language)
) STRICT, WITHOUT ROWID;
INSERT INTO agency_totals
SELECT agency, how, role, kind, language, sum(articles), min(day), max(day) FROM agency_daily GROUP BY 1, 2, 3, 4, 5;
CREATE TABLE agency_days (
    agency TEXT NOT NULL, day TEXT NOT NULL, how TEXT NOT NULL, role TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (agency, day, how, role)
) STRICT, WITHOUT ROWID;
INSERT INTO agency_days SELECT agency, day, how, role, sum(articles) FROM agency_daily GROUP BY 1, 2, 3, 4;
CREATE TABLE agency_outlets (
    agency TEXT NOT NULL, outlet TEXT NOT NULL, how TEXT NOT NULL, role TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (agency, outlet, how, role)
) STRICT, WITHOUT ROWID;
INSERT INTO agency_outlets SELECT agency, outlet, how, role, sum(articles) FROM agency_daily GROUP BY 1, 2, 3, 4;
CREATE INDEX agency_outlets_outlet ON agency_outlets (outlet, agency, how, role, articles);
"""

_SIGNATURES = """
CREATE TABLE signatures (
    outlet TEXT NOT NULL, agency TEXT NOT NULL, form TEXT NOT NULL, role TEXT NOT NULL, articles INTEGER NOT NULL,
    article TEXT NOT NULL, example TEXT NOT NULL, PRIMARY KEY (outlet, agency, form, role)
) STRICT, WITHOUT ROWID;
INSERT INTO signatures
SELECT facts.outlet, agency, form, role, count(DISTINCT credits.article), min(credits.article), evidence
FROM credits JOIN facts ON facts.article = credits.article WHERE "current" = 1
GROUP BY facts.outlet, agency, form, role;
CREATE INDEX signatures_agency ON signatures (agency, form, role);
"""

_VIEWS = """
CREATE VIEW headlines AS
SELECT articles.id, articles.headline, articles.language, articles.published_utc, articles.verdict, articles.outlet,
    coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language
FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet;
CREATE VIEW agency_texts AS
SELECT agency, published_utc, article FROM article_agencies WHERE how = 'named' AND role IN ('origin', 'input');
"""
"""What several pages ask in the same words. SQLite puts a view into the statement that reads it: plans and times are
those of the whole statement (10,000 articles)."""

_INDEXES = """
CREATE INDEX articles_facts ON articles (id, outlet, language, verdict, published_utc);
CREATE INDEX articles_by_outlet ON articles (outlet, published_utc, verdict, language, first_seen, id);
CREATE INDEX articles_by_day ON articles (published_utc, id, outlet, language, verdict);
CREATE INDEX editions_by_article ON editions (article, first_seen, id);
CREATE INDEX editions_by_time ON editions (first_seen DESC, article, id);
CREATE INDEX pickups_by_share ON pickups (credited, share DESC, delay, article);
CREATE INDEX pickups_by_delay ON pickups (delay DESC, article);
CREATE INDEX pickups_by_article ON pickups (article, main, story, kind, share, delay, credited, first);
CREATE INDEX pickups_by_story ON pickups (story, delay, article, share, credited, first);
CREATE INDEX pickups_translated ON pickups (story, delay, article) WHERE kind = 'translated';
CREATE INDEX stories_by_start ON stories (started, id);
CREATE INDEX captures_by_time ON captures (fetched, id);
CREATE INDEX credits_by_agency ON credits ("current", agency, article, role);
CREATE INDEX credits_by_form ON credits ("current", form, role, article, agency, evidence);
DROP INDEX idx_articles_id;
DROP INDEX idx_articles_outlet_published_utc;
DROP INDEX idx_articles_published_utc;
DROP INDEX idx_editions_article_first_seen;
DROP INDEX idx_pickups_story_delay;
DROP INDEX idx_stories_started;
"""
"""For the pages of the named queries: each is in the order of one of them, so that the first rows are there without a
sort, or holds all that is counted, so that the wide rows of articles are not read (100,000 articles: 487 → 16 ms for
uncredited copies, 666 → 139 ms for the wire's share). Writing an archive need not keep them up to date. Indexes that
one of these begins with go: SQLite would take the shorter one, and read the wide rows after all."""


def derive(copy: sqlite3.Connection) -> None:
    """Make tables and indexes in a copy that is about to be published. It must hold all tables of this version."""
    copy.execute("PRAGMA temp_store = FILE")  # a million articles: 150 MB that memory need not hold
    copy.executescript(_FACTS + _AGENCIES + _DAILY + _TOTALS + _SIGNATURES + _VIEWS + _INDEXES)
    pack(copy)
    copy.execute("DROP TABLE temp.facts")
