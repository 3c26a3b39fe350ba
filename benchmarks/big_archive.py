"""An archive of any size, made of real texts, for benchmarks/site.py.

Texts are those of ../shared, put together paragraph by paragraph from articles of one language, so that words are as
frequent as in newspapers. A third of the articles are copies of a story; credits, verdicts, outlets and days are drawn
by a seeded chance, about as they are in crawled archives. Rows go straight into the tables: what is measured is the
site.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from archive.attribution.catalogue import Catalogue
from archive.cli.keeping import agency_rows
from archive.store import articles as article_store
from archive.store.database import open_archive
from archive.store.folder import Folder

CORPUS = Path(__file__).parents[1] / "../shared/corpus/stories"
BATCH = 10_000
OUTLETS = 400
DAYS = 1000
LAST = datetime(2026, 11, 23, 20, tzinfo=UTC)
AGENCIES = ("ians", "pti", "ani", "reuters", "afp", "ap", "dpa", "efe", "xinhua", "tass", "ansa", "apa", "unnamed")
FORMS = ("dateline", "tagline", "byline", "metadata")
COUNTRIES = ("IN", "US", "GB", "DE", "FR", "ES", "BR", "JP", "EG", "TR", "RU", "CN", "BD", "IR", "PL", "ID")


@dataclass(frozen=True, slots=True)
class Text:
    """One real text: its headline and paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]


def texts() -> dict[str, list[Text]]:
    """Return the corpus's texts by language; empty where there is no corpus."""
    found: dict[str, list[Text]] = {}
    for name in ("copies", "translations"):
        path = CORPUS / f"{name}.articles.jsonl"
        if not path.exists():
            return {}
        labels = (CORPUS / f"{name}.labels.jsonl").read_text(encoding="utf-8").splitlines()
        languages = {row["id"]: row.get("lang", "en") for row in map(json.loads, labels)}
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            paragraphs = tuple(line for line in row["text"].split("\n") if line.strip())
            found.setdefault(languages.get(row["id"], "en"), []).append(Text(row["title"], paragraphs))
    return found


def build(folder: Folder, size: int, step: Callable[[int], None] = lambda _: None) -> None:
    """Fill a new archive with ``size`` articles, in order of time; calls ``step`` with the number done."""
    database = open_archive(folder.database)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -300000")
    maker = _Maker(texts(), size)
    with database.conn:
        article_store.put_agencies(database, agency_rows(Catalogue.load()))
        database.table("outlets").insert_all(maker.outlets())
        database.table("runs").insert(
            {"id": "r", "command": "crawl", "started": _stamp(LAST), "ended": _stamp(LAST), "state": "ended"}
        )
    done = 0
    for batch in maker.batches():
        database.execute("BEGIN")
        for table, rows in batch.items():
            _insert(database, table, rows)
        database.execute("COMMIT")
        done += len(batch["articles"])
        step(done)
    database.execute(
        """UPDATE stories SET copies = (SELECT count(*) FROM pickups WHERE story = stories.id),
        outlets = (SELECT count(DISTINCT outlet) FROM pickups JOIN articles ON articles.id = article
        WHERE story = stories.id)"""
    )
    enrich(database.conn)
    database.conn.close()


def enrich(connection: sqlite3.Connection) -> None:
    """Add what is told of articles afterwards: links of translations, second editions of one in thirty, agencies that
    one in a hundred means without naming it, and forty learned lines of each outlet."""
    anchor = {"kind": "name", "article_text": "Minister", "of_text": "ministre"}
    places = {"article_start": 0, "article_end": 8, "of_start": 0, "of_end": 8}
    with connection:
        connection.execute(
            """INSERT INTO translations (article, "of", story, confidence, anchors)
            SELECT article, source, story, 0.75 + (rowid % 26) / 100.0, ?
            FROM (SELECT pickups.rowid, article, source, story FROM pickups JOIN stories ON stories.id = story
                WHERE kind = 'translated' AND article <> source)""",
            [json.dumps([anchor | places] * 12)],
        )
        connection.execute(
            """INSERT INTO editions (id, article, capture, first_seen, last_seen, headline, words, verdict, text)
            SELECT id || '-first', id, 'c' || (number - 1), strftime('%Y-%m-%dT%H:%M:%SZ', published_utc, '-2 hours'),
                published_utc, headline, words + 20, verdict, text
            FROM articles WHERE number % 30 = 0"""
        )
        connection.execute(
            """INSERT INTO inferred (id, article, edition, "current", agency, role, unnamed, named)
            SELECT id, id, edition, 1, 'ians', 'origin', 'agencies', 'said IANS' FROM articles WHERE number % 100 = 7"""
        )
        connection.execute(
            """INSERT INTO furniture
                (outlet, line, text, kind, place, position, articles, days, first_day, last_day)
            SELECT outlets.id, value, 'Read more of this on page ' || value, 'furniture', 'end', 1, 9 + value, 9,
                '2026-01-01', '2026-11-20'
            FROM outlets, json_each(?)""",
            [json.dumps(list(range(40)))],
        )


def _insert(database: Database, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        database.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", rows)


class _Maker:
    def __init__(self, texts: dict[str, list[Text]], size: int) -> None:
        self._chance = random.Random(6)
        self._texts = texts
        self._size = size
        # English makes a third, the rest is as the corpus has it: some twenty languages
        self._languages = [*texts, *(["en"] * (len(texts) // 2))]
        self._outlets = [
            (f"outlet-{number}", self._chance.choice(self._languages), self._chance.choice(COUNTRIES))
            for number in range(OUTLETS)
        ]
        self._weights = [1 / (1 + number) ** 0.6 for number in range(OUTLETS)]
        self._running: list[tuple[str, Text, str, datetime, str]] = []

    def outlets(self) -> Iterator[dict[str, object]]:
        for name, language, country in self._outlets:
            yield {
                "id": name,
                "name": name.replace("outlet-", "The Gazette No. "),
                "home": f"https://{name}.example/",
                "country": country,
                "language": language,
                "first_seen": _stamp(LAST - timedelta(days=DAYS)),
            }

    def batches(self) -> Iterator[dict[str, list[dict[str, object]]]]:
        rows: dict[str, list[dict[str, object]]] = {
            name: [] for name in ("articles", "editions", "captures", "stories", "credits", "pickups")
        }
        for number in range(self._size):
            self._article(number, rows)
            if len(rows["articles"]) == BATCH or number == self._size - 1:
                yield rows
                rows = {name: [] for name in rows}

    def _article(self, number: int, rows: dict[str, list[dict[str, object]]]) -> None:
        chance = self._chance
        outlet, language, _ = chance.choices(self._outlets, self._weights)[0]
        time = LAST - timedelta(seconds=(self._size - number) * DAYS * 86400 / self._size)
        key = sha256(f"article {number}".encode()).hexdigest()[:16]
        story, text, agency, started, source = self._story(number, key, language, time, rows)
        share = chance.random()
        verdict = "wire" if share < 0.22 else "mixed" if share < 0.34 else "own"
        if agency and verdict != "own":
            rows["credits"] += self._credits(key, agency, verdict, number)
        elif chance.random() < 0.25:  # a source of a fact
            rows["credits"].append(self._credit(key, chance.choice(AGENCIES), "citation", "source", number, 9))
        first = source == key
        standing = "no agency" if not agency else "credited" if verdict != "own" else "uncredited"
        rows["pickups"].append(
            {
                "article": key,
                "story": story,
                "main": 1,
                "kind": "source" if first else chance.choice(("verbatim", "abridged", "edited", "mixed", "translated")),
                "share": 1.0 if first else round(chance.uniform(0.3, 1), 3),
                "carried": 1.0 if first else round(chance.uniform(0.3, 1), 3),
                "longest": 80,
                "delay": int((time - started).total_seconds()),
                "time": "said",
                "first": int(first),
                "credited": standing,
                "by_story": agency if standing == "uncredited" and not first else None,
            }
        )
        body = "\n".join(text.paragraphs)
        edition = f"{key}-00000000"
        rows["articles"].append(
            {
                "id": key,
                "url": f"https://{outlet}.example/{number}",
                "outlet": outlet,
                "edition": edition,
                "headline": text.headline,
                "standfirst": "",
                "byline": "",
                "authors": "[]",
                "section": "",
                "keywords": "[]",
                "language": language,
                "published": _stamp(time),
                "published_utc": _stamp(time),
                "first_seen": _stamp(time),
                "words": body.count(" ") + 1,
                "verdict": verdict,
                "reason": "",
                "paywalled": 0,
                "pictures": "[]",
                "text": body,
            }
        )
        rows["editions"].append(
            {
                "id": edition,
                "article": key,
                "capture": f"c{number}",
                "first_seen": _stamp(time),
                "last_seen": _stamp(time),
                "headline": text.headline,
                "words": body.count(" ") + 1,
                "verdict": verdict,
                "text": body,
            }
        )
        rows["captures"].append(
            {
                "id": f"c{number}",
                "run": "r",
                "outlet": outlet,
                "purpose": "article",
                "url": f"https://{outlet}.example/{number}",
                "fetched": _stamp(time),
                "status": 200,
                "warc": "a.warc.gz",
                "offset": number * 30_000,
                "length": 30_000,
                "state": "read",
                "article": key,
                "edition": edition,
            }
        )

    def _story(
        self, number: int, key: str, language: str, time: datetime, rows: dict[str, list[dict[str, object]]]
    ) -> tuple[str, Text, str, datetime, str]:
        """Return the story an article is in, and its text: one of the last stories, else one of its own."""
        chance = self._chance
        if self._running and chance.random() < 0.33:
            story, text, agency, started, source = chance.choice(self._running)
            kept = text.paragraphs[: max(2, len(text.paragraphs) - chance.randrange(3))]
            return story, Text(text.headline, kept), agency, started, source
        texts = self._texts[language]
        parts = [chance.choice(texts) for _ in range(3)]
        paragraphs = tuple(line for part in parts for line in part.paragraphs[: chance.randrange(2, 6)])
        text = Text(chance.choice(texts).headline, paragraphs)
        agency = chance.choice(AGENCIES[:-1]) if chance.random() < 0.6 else ""
        story = sha256(f"story {number}".encode()).hexdigest()[:16]
        rows["stories"].append(
            {
                "id": story,
                "source": key,
                "headline": text.headline,
                "language": language,
                "agency": agency or None,
                "started": _stamp(time),
                "copies": 1,
                "outlets": 1,
            }
        )
        if chance.random() < 0.15:
            self._running = [*self._running[-60:], (story, text, agency, time, key)]
        return story, text, agency, time, key

    def _credits(self, key: str, agency: str, verdict: str, number: int) -> list[dict[str, object]]:
        role = "origin" if verdict == "wire" else "input"
        forms = self._chance.sample(FORMS, self._chance.randrange(1, 3))
        return [self._credit(key, agency, form, role, number, place) for place, form in enumerate(forms)]

    def _credit(self, key: str, agency: str, form: str, role: str, number: int, place: int) -> dict[str, object]:
        return {
            "id": f"{number}-{place}",
            "article": key,
            "edition": f"{key}-00000000",
            "current": 1,
            "agency": agency,
            "form": form,
            "role": role,
            "evidence": f"({agency.upper()})",
            "place": "above",
            "rule": "",
        }


def _stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
