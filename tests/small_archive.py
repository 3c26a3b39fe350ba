"""A small archive, written by hand through the store: seven invented articles of five invented outlets.

One story in English, with a credited first article, an uncredited copy and a German translation; one Arabic wire
article; a Hindi, a Japanese and an article that changed. Every value that a test expects can be counted here.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlite_utils import Database

from archive.article import Article, Attribution, Capture, Credit, Form, Inference, Place, Role, Verdict
from archive.store import articles, captures
from archive.store.database import open_archive
from archive.store.folder import Folder
from archive.store.publish import publish as store_publish
from archive.store.warc import Exchange, WarcWriter

SCRIPT = "<script>alert(1)</script>"

LAMP = Article(
    url="https://daily-lamp.example/monsoon-reaches-the-coast",
    headline=f"Monsoon reaches the coast {SCRIPT}",
    standfirst="Fishing boats stay in harbour",
    byline="IANS",
    authors=("IANS",),
    published="2026-11-20T08:00:00+05:30",
    published_from="json-ld",
    language="en",
    paragraphs=(
        "New Delhi, Nov 20 (IANS) The monsoon reached the coast on Friday, two weeks late.",
        f"Fishing boats stayed in harbour {SCRIPT} and schools were closed.",
        "--IANS",
    ),
)
HERALD = Article(
    url="https://coast-herald.example/2026/11/monsoon-late",
    headline="Late monsoon is here at last",
    published="2026-11-20T06:30:00Z",
    published_from="meta",
    language="en",
    paragraphs=(
        "The monsoon reached the coast on Friday, two weeks late.",
        "Fishing boats stayed in harbour and schools were closed.",
    ),
)
MORGEN = Article(
    url="https://morgenblatt.example/monsun",
    headline="Monsun erreicht die Küste",
    byline="Von Greta Beispiel (mit dpa)",
    published="2026-11-22T02:30:00+00:00",
    published_from="json-ld",
    language="de",
    paragraphs=(
        "Der Monsun hat am Freitag die Küste erreicht, zwei Wochen zu spät.",
        "Die Straßen standen unter Wasser. (mit dpa)",
    ),
)
PRABHAT = Article(
    url="https://prabhat.example/modi-yojana",
    headline="मोदी ने नई योजना शुरू की",
    published="2026-11-21T10:00:00+05:30",
    published_from="time",
    language="hi",
    paragraphs=("प्रधानमंत्री नरेंद्र मोदी ने शनिवार को नई योजना शुरू की।", "अधिकारी ने आईएएनएस को बताया कि काम जल्द शुरू होगा।"),
)
NAHR = Article(
    url="https://nahr.example/akhbar/7",
    headline="افتتاح جسر جديد على النهر",
    published="2026-11-10",
    published_from="text",
    language="ar",
    paragraphs=("القاهرة (أ ف ب) - افتتح الوزير الثلاثاء جسرا جديدا على النهر.",),
)
ASAHI = Article(
    url="https://kawa.example/news/99",
    headline="首相が新しい橋を視察",
    published="2026-11-22T09:00:00+09:00",
    published_from="json-ld",
    language="ja",
    paragraphs=("首相は日曜日、新しい橋を視察した。",),
)
BUDGET_FIRST = Article(
    url="https://coast-herald.example/2026/10/budget",
    headline="Council passes budget",
    published="2026-10-10T12:00:00Z",
    published_from="meta",
    language="en",
    paragraphs=("The council passed a budget of 40 million on Saturday.",),
)
BUDGET_NOW = Article(
    url=BUDGET_FIRST.url,
    headline="Council passes budget after long night",
    published="2026-10-10T12:00:00Z",
    published_from="meta",
    modified="2026-10-11T07:00:00Z",
    language="en",
    paragraphs=("The council passed a budget of 42 million on Sunday morning.",),
)


def _credit(agency: str, form: Form, role: Role, article: Article, evidence: str) -> Credit:
    for number, paragraph in enumerate(article.paragraphs):
        if (start := paragraph.find(evidence)) >= 0:
            return Credit(agency, form, role, evidence, Place.TEXT, number, start, start + len(evidence), "row 1")
    return Credit(agency, form, role, evidence, Place.ABOVE, rule="row 2")


READINGS: tuple[tuple[str, str, Article, Attribution], ...] = (
    (
        "daily-lamp",
        "2026-11-20T02:45:00Z",
        LAMP,
        Attribution(
            (
                _credit("ians", Form.BYLINE, Role.ORIGIN, Article("", paragraphs=()), "IANS"),
                _credit("ians", Form.DATELINE, Role.ORIGIN, LAMP, "(IANS)"),
                _credit("ians", Form.TAGLINE, Role.ORIGIN, LAMP, "--IANS"),
            ),
            Verdict.WIRE,
            "The text closes with the sign-off --IANS.",
        ),
    ),
    ("coast-herald", "2026-11-20T07:00:00Z", HERALD, Attribution((), Verdict.OWN, "No agency is credited.")),
    (
        "morgenblatt",
        "2026-11-22T03:00:00Z",
        MORGEN,
        Attribution(
            (_credit("dpa", Form.TAGLINE, Role.INPUT, MORGEN, "(mit dpa)"),),
            Verdict.MIXED,
            "The text closes (mit dpa).",
        ),
    ),
    (
        "prabhat",
        "2026-11-21T05:00:00Z",
        PRABHAT,
        Attribution(
            (_credit("ians", Form.CITATION, Role.SOURCE, PRABHAT, "आईएएनएस को बताया"),),
            Verdict.OWN,
            "An agency is only cited.",
            (
                Inference(
                    "ians",
                    _credit("unnamed", Form.TAGLINE, Role.INPUT, PRABHAT, "(एजेंसी)"),
                    _credit("ians", Form.CITATION, Role.SOURCE, PRABHAT, "आईएएनएस को बताया"),
                ),
            ),
        ),
    ),
    (
        "nahr",
        "2026-11-10T09:00:00Z",
        NAHR,
        Attribution(
            (_credit("afp", Form.DATELINE, Role.ORIGIN, NAHR, "(أ ف ب)"),), Verdict.WIRE, "The dateline names AFP."
        ),
    ),
    ("prabhat", "2026-11-22T01:00:00Z", ASAHI, Attribution((), Verdict.OWN, "No agency is credited.")),
    ("coast-herald", "2026-10-10T12:30:00Z", BUDGET_FIRST, Attribution((), Verdict.OWN, "No agency is credited.")),
    ("coast-herald", "2026-10-11T08:00:00Z", BUDGET_NOW, Attribution((), Verdict.OWN, "No agency is credited.")),
)


def fill(folder: Folder) -> dict[str, str]:
    """Write the archive into ``folder`` and return the ids of its articles by a short name."""
    database = open_archive(folder.database)
    _outlets(database)
    ids = _articles(database, folder)
    _story(database, ids)
    database.table("runs").insert(
        {
            "id": "run1",
            "command": "crawl outlets",
            "started": "2026-11-23T01:00:00Z",
            "ended": "2026-11-23T01:02:00Z",
            "state": "ended",
            "counts": json.dumps({"captures": {"read": 8}, "links": {"read": 7}}),
        }
    )
    database.conn.close()
    return ids


def publish(folder: Folder) -> None:
    """Put a published copy beside the database, as the archive does."""
    database = open_archive(folder.database)
    store_publish(database, folder)
    database.conn.close()


def _outlets(database: Database) -> None:
    database.table("agencies").insert_all(
        {"id": name, "name": full, "country": country, "home": home, "wikidata": item}
        for name, full, country, home, item in (
            ("ians", "Indo-Asian News Service", "IN", "https://ians.in/", "Q16947382"),
            ("dpa", "Deutsche Presse-Agentur", "DE", "https://www.dpa.com/", "Q312653"),
            ("afp", "Agence France-Presse", "FR", "https://www.afp.com/", "Q40464"),
            ("unnamed", "an unnamed agency", "", "", ""),
        )
    )
    database.table("outlets").insert_all(
        {"id": key, "name": name, "home": f"https://{key}.example/", "country": country, "language": language}
        for key, name, country, language in (
            ("daily-lamp", "The Daily Lamp", "IN", "en"),
            ("coast-herald", "Coast Herald", "IN", "en"),
            ("morgenblatt", "Morgenblatt", "DE", "de"),
            ("prabhat", "प्रभात समाचार", "IN", "hi"),
            ("nahr", "صحيفة النهر", "EG", "ar"),
        )
    )
    database.table("channels").insert_all(
        [
            {
                "url": "https://nahr.example/rss",
                "outlet": "nahr",
                "kind": "feed",
                "state": "failing",
                "reason": "500",
                "last_fetched": "2026-11-23T01:00:00Z",
                "failures": 4,
            },
            {
                "url": "https://coast-herald.example/rss",
                "outlet": "coast-herald",
                "kind": "feed",
                "state": "ok",
                "reason": "",
                "last_fetched": "2026-11-23T01:00:00Z",
                "failures": 0,
            },
        ]
    )


def _articles(database: Database, folder: Folder) -> dict[str, str]:
    ids: list[str] = []
    with WarcWriter(folder.warc, "small") as writer:
        for number, (outlet, fetched, article, attribution) in enumerate(READINGS):
            exchange = Exchange(
                article.url,
                datetime.fromisoformat(fetched),
                200,
                (("Content-Type", "text/html; charset=utf-8"),),
                f"<html><h1>{article.headline}</h1>{article.text}</html>".encode(),
                outlet=outlet,
            )
            slot = writer.write(exchange)
            capture = captures.put(database, exchange, slot, "run1")
            held = Capture(
                capture,
                article.url,
                exchange.fetched,
                200,
                "text/html",
                exchange.digest,
                slot.warc,
                slot.offset,
                slot.length,
            )
            kept = articles.keep(database, article, attribution, f"{number:08x}", held, outlet)
            captures.close(database, capture, "read", article=kept.article, edition=kept.edition)
            ids.append(kept.article)
    names = ("lamp", "herald", "morgen", "prabhat", "nahr", "asahi", "budget", "budget")
    return dict(zip(names, ids, strict=True))


def _story(database: Database, ids: dict[str, str]) -> None:
    database.table("stories").insert(
        {
            "id": "5707000000000001",
            "source": ids["lamp"],
            "headline": LAMP.headline,
            "language": "en",
            "agency": "ians",
            "started": "2026-11-20T02:30:00Z",
            "copies": 3,
            "outlets": 3,
        }
    )
    database.table("pickups").insert_all(
        {
            "article": ids[name],
            "story": "5707000000000001",
            "kind": kind,
            "share": share,
            "carried": carried,
            "delay": delay,
            "first": first,
            "credited": credited,
        }
        for name, kind, share, carried, delay, first, credited in (
            ("lamp", "source", 1.0, 1.0, 0, 1, "credited"),
            ("herald", "abridged", 0.92, 0.8, 14400, 0, "uncredited"),
            ("morgen", "translated", 0.5, 0.6, 172800, 0, "credited to another"),
        )
    )
    database.table("translations").insert(
        {
            "article": ids["morgen"],
            "of": ids["lamp"],
            "story": "5707000000000001",
            "confidence": 0.97,
            "anchors": json.dumps([_anchor("sound", "Monsun", "monsoon"), _anchor("date", "Freitag", "Friday")]),
        }
    )


def _anchor(kind: str, german: str, english: str) -> dict[str, object]:
    here, there = MORGEN.text.index(german), LAMP.text.index(english)
    return {
        "kind": kind,
        "article_text": german,
        "of_text": english,
        "article_start": here,
        "article_end": here + len(german),
        "of_start": there,
        "of_end": there + len(english),
    }
