"""A small archive, written by hand through the store: seven invented articles of five invented outlets.

One story in English, with a credited first article, an uncredited copy and a German translation; one Arabic wire
article; a Hindi, a Japanese and an article that changed. Every value that a test expects can be counted here.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlite_utils import Database

from archive.article import Capture
from archive.store import articles, captures
from archive.store.database import open_archive
from archive.store.folder import Folder
from archive.store.publish import publish as store_publish
from archive.store.warc import Exchange, WarcWriter
from tests.small_articles import LAMP, MORGEN, READINGS


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
