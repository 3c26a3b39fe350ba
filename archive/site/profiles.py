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
    subject = one(database, "outlet/outlet", outlet=name)
    if subject is None:
        return None
    totals = rows(database, "outlet/totals", outlet=name)
    step = _step(asked, totals)
    copies = [line for line in totals if line["kind"]]
    verdicts = _by(rows(database, "outlet/verdicts_by_day", outlet=name), "verdict")
    credits = _by(rows(database, "outlet/credits_by_day", outlet=name), "credited")
    charts = [
        over_time("texts", "Where its texts come from", step, verdicts, _VERDICTS),
        over_time("copies", "Copies of stories, credited and not", step, credits, _STANDINGS),
    ]
    tallies = {
        "verdicts": _tally(totals, "verdict"),
        "kinds": _tally(copies, "kind"),
        "credited": _tally(copies, "credited"),
        "agencies": rows(database, "outlet/agencies", outlet=name, most=TOP),
    }
    learned = one(database, "outlet/learned", outlet=name)
    return Profile(
        subject,
        sum(line["articles"] for line in totals),
        step,
        [chart for chart in charts if chart],
        tallies,
        _signs(
            rows(database, "outlet/signs", outlet=name),
            rows(database, "outlet/sign_examples", outlet=name, newest=LOOKED_AT),
        ),
        _delay(rows(database, "outlet/delays", outlet=name, newest=LOOKED_AT)),
        rows(database, "outlet/articles", outlet=name, most=NEWEST),
        rows(database, "outlet/furniture", outlet=name, most=LINES),
        learned["lines"] if learned else 0,
    )


def agency(database: sqlite3.Connection, name: str, asked: str = "") -> Profile | None:
    """Return the agency of that id, or None for one that is neither in the catalogue nor found in any article."""
    totals = rows(database, "agency/totals", agency=name)
    subject = one(database, "agency/agency", agency=name)
    if subject is None and not totals:
        return None
    named = [line for line in totals if line["how"] == "named"]
    texts = [line for line in totals if line["role"] in ("origin", "input")]
    step = _step(asked, totals)
    days = _by(rows(database, "agency/texts_by_day", agency=name), "how")
    charts = [over_time("texts", "Articles that carry its text", step, days, _HOW)]
    tallies = {
        "roles": _tally(named, "role"),
        "how": _tally(texts, "how"),
        "kinds": _tally([line for line in texts if line["kind"]], "kind"),
        "outlets": rows(database, "agency/outlets", agency=name, most=TOP),
        "languages": rows(database, "agency/languages", agency=name),
    }
    return Profile(
        subject or {"id": name, "name": name},
        sum(line["articles"] for line in named),
        step,
        [chart for chart in charts if chart],
        tallies,
        _signs(
            rows(database, "agency/signs", agency=name),
            rows(database, "agency/sign_examples", agency=name, newest=LOOKED_AT),
        ),
        _delay(rows(database, "agency/delays", agency=name, newest=LOOKED_AT)),
        rows(database, "agency/articles", agency=name, most=NEWEST),
    )


def _signs(signs: list[Row], credits: list[Row]) -> list[Row]:
    """Return how credits for text are given: each form with its newest examples, distinct ones, from ``credits``."""
    examples: dict[str, dict[str, Row]] = {}
    for credit in credits:
        known = examples.setdefault(credit["form"], {})
        if len(known) < EXAMPLES:
            known.setdefault(credit["evidence"], credit)
    for sign in signs:
        older = {"evidence": sign["example"], "article": sign["article"], "language": ""}
        sign["examples"] = list(examples.get(sign["form"], {}).values()) or [older]
    return signs


def _delay(delays: list[Row]) -> Delay | None:
    """Return the middle delay of the newest copies; those that were first have none."""
    return Delay(round(median(line["delay"] for line in delays)), len(delays)) if delays else None


def _step(asked: str, totals: list[Row]) -> str:
    first, last = ([line[name] for line in totals] for name in ("first_day", "last_day"))
    return step_of(asked, min(first, default=None), max(last, default=None))


def _by(daily: list[Row], name: str) -> list[tuple[str, str, int]]:
    return [(line["day"], line[name], line["articles"]) for line in daily]


def _tally(totals: list[Row], name: str) -> list[Row]:
    """Return the articles of each value, most first, and their part of all."""
    found: dict[str, int] = {}
    for line in totals:
        found[line[name]] = found.get(line[name], 0) + line["articles"]
    whole = sum(found.values())
    counted = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [{"value": value, "articles": articles, "part": articles / whole} for value, articles in counted]
