"""What the pages of one outlet and of one agency show: counts over time, kinds, credits, signatures, delays."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from statistics import median

from archive.site.charts import Chart
from archive.site.rows import Row, one, rows
from archive.site.spans import over_time, step_of

NEWEST = 20
"""Articles on a page; the rest is one link away, in the search."""

LOOKED_AT = 1000
"""Newest articles of which delays and signatures are taken: those of years ago say little of today."""

EXAMPLES = 3
TOP = 20
LINES = 30

_LINE = """articles.id, articles.headline, articles.language, articles.published_utc, articles.verdict, articles.outlet,
coalesce(outlets.name, articles.outlet) AS outlet_name, outlets.language AS outlet_language"""

_VERDICTS = (
    ("wire", "agency copy"),
    ("mixed", "staff and agency"),
    ("own", "no agency credited"),
    ("agency", "the agency’s own page"),
)
_STANDINGS = (
    ("credited", "credited"),
    ("credited to another", "credited to another agency"),
    ("uncredited", "no credit, though others credit one"),
    ("no agency", "nobody credits one"),
)
_HOW = (("named", "credited on the page"), ("inferred", "inferred"), ("by story", "by story only"))


@dataclass(frozen=True, slots=True)
class Delay:
    """The middle delay behind the first copy, in seconds, over so many ``copies`` that were not first."""

    median: int
    copies: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An outlet or agency: ``tallies`` are counts by their name, ``signs`` forms with examples, the newest first."""

    subject: Row
    articles: int
    step: str
    charts: list[Chart]
    tallies: dict[str, list[Row]]
    signs: list[Row]
    delay: Delay | None
    newest: list[Row]
    furniture: list[Row] = field(default_factory=list)
    learned: int = 0


def outlet(database: sqlite3.Connection, name: str, asked: str = "") -> Profile | None:
    """Return the outlet of that id, its charts by the step ``asked`` for (day, week, month); or None."""
    subject = one(database, "SELECT * FROM outlets WHERE id = ?", name)
    if subject is None:
        return None
    daily = rows(
        database,
        """SELECT day, verdict, kind, credited, sum(articles) AS articles FROM daily WHERE outlet = ?
        GROUP BY day, verdict, kind, credited""",
        name,
    )
    step = _step(asked, daily)
    copies = [line for line in daily if line["kind"]]
    charts = [
        over_time("texts", "Where its texts come from", step, _by(daily, "verdict"), _VERDICTS),
        over_time("copies", "Copies of stories, credited and not", step, _by(copies, "credited"), _STANDINGS),
    ]
    tallies = {
        "verdicts": _tally(daily, "verdict"),
        "kinds": _tally(copies, "kind"),
        "credited": _tally(copies, "credited"),
        "agencies": rows(
            database,
            """SELECT agency AS id, coalesce(agencies.name, agency) AS name, count(*) AS articles
            FROM article_agencies LEFT JOIN agencies ON agencies.id = agency
            WHERE outlet = ? AND how = 'named' AND role IN ('origin', 'input')
            GROUP BY agency ORDER BY articles DESC, agency LIMIT ?""",
            name,
            TOP,
        ),
    }
    lines = "SELECT * FROM furniture WHERE outlet = ? ORDER BY articles DESC, text LIMIT ?"
    learned = one(database, "SELECT count(*) AS n FROM furniture WHERE outlet = ?", name)
    latest = "SELECT id AS article FROM articles WHERE outlet = ?1 ORDER BY published_utc DESC LIMIT ?2"
    return Profile(
        subject,
        sum(line["articles"] for line in daily),
        step,
        [chart for chart in charts if chart],
        tallies,
        _signs(database, "outlet", name, latest),
        _delay(database, name, latest),
        rows(
            database,
            f"""SELECT {_LINE} FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet
            WHERE articles.outlet = ? ORDER BY articles.published_utc DESC LIMIT {NEWEST}""",
            name,
        ),
        rows(database, lines, name, LINES),
        learned["n"] if learned else 0,
    )


def agency(database: sqlite3.Connection, name: str, asked: str = "") -> Profile | None:
    """Return the agency of that id, or None for one that is neither in the catalogue nor found in any article."""
    daily = rows(
        database,
        """SELECT day, how, role, kind, credited, sum(articles) AS articles FROM agency_daily WHERE agency = ?
        GROUP BY day, how, role, kind, credited""",
        name,
    )
    subject = one(database, "SELECT * FROM agencies WHERE id = ?", name)
    if subject is None and not daily:
        return None
    named = [line for line in daily if line["how"] == "named"]
    texts = [line for line in daily if line["role"] in ("origin", "input")]
    step = _step(asked, daily)
    charts = [
        over_time("texts", "Articles that carry its text", step, _by(texts, "how"), _HOW),
    ]
    tallies = {
        "roles": _tally(named, "role"),
        "how": _tally(texts, "how"),
        "kinds": _tally([line for line in texts if line["kind"]], "kind"),
        "outlets": rows(
            database,
            """SELECT outlets.id, outlets.name, outlets.language, sum(found.articles) AS articles,
            sum(found.articles * (found.how = 'named')) AS credited
            FROM agency_daily AS found JOIN outlets ON outlets.id = found.outlet
            WHERE found.agency = ? AND found.role IN ('origin', 'input')
            GROUP BY outlets.id ORDER BY articles DESC, outlets.name LIMIT ?""",
            name,
            TOP,
        ),
        "languages": rows(
            database,
            """SELECT language, sum(articles) AS articles FROM agency_daily
            WHERE agency = ? AND role IN ('origin', 'input') GROUP BY language ORDER BY articles DESC, language""",
            name,
        ),
    }
    latest = """SELECT article FROM article_agencies WHERE agency = ?1 AND how = 'named'
        AND role IN ('origin', 'input') ORDER BY published_utc DESC LIMIT ?2"""
    return Profile(
        subject or {"id": name, "name": name},
        sum(line["articles"] for line in named),
        step,
        [chart for chart in charts if chart],
        tallies,
        _signs(database, "agency", name, latest),
        _delay(database, name, latest),
        rows(
            database,
            f"""SELECT {_LINE} FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet
            WHERE articles.id IN ({latest}) ORDER BY articles.published_utc DESC""",
            name,
            NEWEST,
        ),
    )


def _signs(database: sqlite3.Connection, of: str, name: str, latest: str) -> list[Row]:
    """Return how credits for text are given: each form with its articles and newest examples, distinct ones."""
    signs = rows(
        database,
        f"""SELECT form, sum(articles) AS articles, min(article) AS article, min(example) AS example FROM signatures
        WHERE {of} = ? AND role IN ('origin', 'input') GROUP BY form ORDER BY articles DESC, form""",
        name,
    )
    narrowed = "AND credits.agency = ?1" if of == "agency" else ""
    found = rows(
        database,
        f"""SELECT credits.form, credits.evidence, articles.id AS article, articles.language, articles.published_utc
        FROM ({latest}) AS latest JOIN articles ON articles.id = latest.article
        JOIN credits ON credits.article = latest.article AND credits."current" = 1 {narrowed}
        WHERE credits.role IN ('origin', 'input') ORDER BY articles.published_utc DESC, credits.id""",
        name,
        LOOKED_AT,
    )
    examples: dict[str, dict[str, Row]] = {}
    for credit in found:
        known = examples.setdefault(credit["form"], {})
        if len(known) < EXAMPLES:
            known.setdefault(credit["evidence"], credit)
    for sign in signs:
        older = {"evidence": sign["example"], "article": sign["article"], "language": ""}
        sign["examples"] = list(examples.get(sign["form"], {}).values()) or [older]
    return signs


def _delay(database: sqlite3.Connection, name: str, latest: str) -> Delay | None:
    """Return the middle delay of the newest copies; those that were first have none."""
    delays = rows(
        database,
        f"""SELECT pickups.delay FROM ({latest}) AS latest
        JOIN pickups ON pickups.article = latest.article AND pickups.main = 1
        JOIN stories ON stories.id = pickups.story
        WHERE stories.copies > 1 AND pickups."first" = 0 AND pickups.time = 'said'""",
        name,
        LOOKED_AT,
    )
    return Delay(round(median(line["delay"] for line in delays)), len(delays)) if delays else None


def _step(asked: str, daily: list[Row]) -> str:
    days = [line["day"] for line in daily]
    return step_of(asked, min(days, default=None), max(days, default=None))


def _by(daily: list[Row], name: str) -> list[tuple[str, str, int]]:
    return [(line["day"], line[name], line["articles"]) for line in daily]


def _tally(daily: list[Row], name: str) -> list[Row]:
    """Return the articles of each value, most first, and their part of all."""
    found: dict[str, int] = {}
    for line in daily:
        found[line[name]] = found.get(line[name], 0) + line["articles"]
    whole = sum(found.values())
    counted = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [{"value": value, "articles": articles, "part": articles / whole} for value, articles in counted]
