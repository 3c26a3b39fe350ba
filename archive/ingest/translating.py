"""Finding the translations of texts as they come in, against those that the archive holds of the days around them.

What is near to a text, and so which pairs are compared, is kept exact whatever the order of arrival: a new text may
push another out of its place, and a text that is gone leaves a place to the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from sqlite_utils import Database
from xxhash import xxh3_64_intdigest

from archive.ingest.copies import copy_of
from archive.store import renderings, translations
from archive.store import stories as shelf
from archive.syndication import Copy
from archive.syndication.translation import (
    HOPELESS,
    PROMISING,
    WINDOW,
    Echo,
    Judge,
    Lexicon,
    Link,
    Rendering,
    Sign,
    echo,
    links,
    rendering,
    surest_first,
)
from archive.syndication.translation.index import CROWD, LEAST, Held, chosen, close, closeness, fingerprint, nearest
from archive.syndication.translation.texts import CODE
from archive.syndication.translation.weights import weight

KEPT = 800
"""Texts whose anchors stay in memory: 0.1 MB each in Latin script, 0.4 MB in Indic ones."""
Pair = tuple[str, str]
"""The ids of two texts, the smaller first."""


class Translating:
    """The translations of an archive, for one run."""

    def __init__(self, database: Database, judge: Judge = echo) -> None:
        self._database, self._judge = database, judge
        self._lexicon = Lexicon(translations.lexicon(database))
        self._index = renderings.AnchorTable(database, CROWD, LEAST)
        self._rendering = lru_cache(maxsize=KEPT)(lambda name, _digest: self._made(name))

    def update(self, sources: Mapping[str, Copy], articles: Collection[str]) -> set[str]:
        """Compare the sources of stories with the texts around them; return the texts whose links changed.

        ``articles`` are all articles of these stories: those that are no source any more are taken out.
        """
        stood = renderings.digests(self._database, articles)
        wanted = {name: _digest(copy) for name, copy in sources.items() if len(copy.language) == CODE}
        gone = {name for name, digest in stood.items() if wanted.get(name) != digest}
        new = {name: digest for name, digest in wanted.items() if stood.get(name) != digest}
        left = self._take_out(gone)
        moved = self._enter(new, sources) | self._fill(left)
        return self._compare(moved | new.keys(), gone)

    def reach(self, texts: Iterable[str]) -> tuple[set[str], list[Link]]:
        """Return all texts that links lead to from these, themselves included, and the links, the surest first."""
        known: set[str] = set()
        found: dict[tuple[str, str], float] = {}
        waiting = set(texts)
        while waiting:
            known |= waiting
            more = self._links(waiting)
            found |= more
            waiting = {end for pair in more for end in pair} - known
        told = (Link(_echo(translations.pair(self._database, *pair)), sure) for pair, sure in found.items())
        return known, sorted(told, key=surest_first)

    def _take_out(self, gone: Iterable[str]) -> dict[str, set[str]]:
        """Take texts out of the index; return who had them near, with the languages in which a place is free."""
        left: dict[str, set[str]] = {}
        for name in sorted(gone):
            if entry := renderings.entry(self._database, name):
                for beside in renderings.clear(self._database, name):
                    left.setdefault(beside, set()).add(entry.language)
        return {name: free for name, free in left.items() if name not in gone}

    def _enter(self, new: Mapping[str, int], sources: Mapping[str, Copy]) -> set[str]:
        """Enter texts into the index; return the others that have one of them among their nearest now."""
        for name, digest in sorted(new.items()):
            copy = sources[name]
            keys = fingerprint(self._rendering(name, digest))
            renderings.put(self._database, renderings.Entry(name, digest, copy.language, copy.day, tuple(keys)))
        languages = self._index.languages()
        moved: set[str] = set()
        for name in sorted(new):
            entry = renderings.entry(self._database, name)
            assert entry, "entered above"
            for language in languages:
                if language != entry.language:
                    held = self._look(entry, language)  # the new ones among them look for themselves
                    moved |= self._offer(entry, {text: worth for text, (worth, _) in held.items() if text not in new})
        return moved

    def _fill(self, left: Mapping[str, Collection[str]]) -> set[str]:
        for name, languages in sorted(left.items()):
            if entry := renderings.entry(self._database, name):
                for language in sorted(languages):
                    self._look(entry, language)
        return set(left)

    def _look(self, entry: renderings.Entry, language: str) -> Held:
        """Find a text's nearest in a language and write them down; return all that share something with it."""
        keys = {key: weight(key) for key in entry.keys}
        held = self._index.sharing(keys, language, entry.day - WINDOW, entry.day + WINDOW)
        renderings.put_nearest(self._database, entry.article, language, nearest(closeness(held)))
        return held

    def _offer(self, entry: renderings.Entry, worth: Mapping[str, float]) -> set[str]:
        """Put a text among the nearest of others where it belongs there; return those others."""
        moved = set()
        for other, near in renderings.nearest(self._database, worth, entry.language).items():
            now = nearest([*near, (close(worth[other], len(entry.keys)), entry.article)])
            if list(now) != near:
                renderings.put_nearest(self._database, other, entry.language, now)
                moved.add(other)
        return moved

    def _compare(self, texts: Collection[str], gone: Collection[str]) -> set[str]:
        """Bring the comparisons up to date with what is near to these texts; return the texts whose links changed."""
        stood: dict[Pair, int] = {}
        now: dict[Pair, int] = {}
        for text in sorted(texts):
            mine = set(chosen(renderings.nearest_of(self._database, text)))
            known = translations.compared(self._database, text) if text not in gone else {}
            others = {other: by for other, by in known.items() if other not in gone}
            stood |= {_pair(text, other): by for other, by in others.items()}
            for other in mine | others.keys():
                pair = _pair(text, other)
                bit = 1 if pair[0] == text else 2
                by = now.get(pair, others.get(other, 0))
                now[pair] = by | bit if other in mine else by & ~bit
        judged = [self._judged(pair) for pair, by in sorted(now.items()) if by and pair not in stood]
        lost = [pair for pair, by in now.items() if not by and pair in stood]
        ends = {end for pair in lost for end in pair} | {end for one in judged for end in (one.a, one.b)} | set(gone)
        for name in gone:
            ends |= translations.compared(self._database, name).keys()
        before = self._links(ends)
        for name in sorted(gone):
            translations.clear(self._database, name)
        for pair, by in sorted(now.items()):
            if pair in stood and by != stood[pair]:
                translations.choose(self._database, pair, by)
        for one in judged:
            translations.put_pair(self._database, one, now[one.a, one.b])
        after = self._links(ends)
        return {end for (pair, _) in before.items() ^ after.items() for end in pair}

    def _judged(self, pair: Pair) -> translations.Pair:
        digests = renderings.digests(self._database, pair)
        said = self._judge(*(self._rendering(name, digests[name]) for name in pair))
        if not said:
            return translations.Pair(*pair, translations.NOTHING)
        signs = [(sign.key, sign.start_a, sign.end_a, sign.start_b, sign.end_b) for sign in said.signs]
        shown = signs if said.score >= PROMISING else []
        return translations.Pair(*pair, said.score, said.share_a, said.share_b, shown)

    def _links(self, texts: Collection[str]) -> dict[Pair, float]:
        """Return the links of these texts, with their confidence."""
        scores = translations.scores(self._database, texts, HOPELESS)
        partners = {end for pair, score in scores.items() if score >= PROMISING for end in pair} - set(texts)
        scores |= translations.scores(self._database, partners, HOPELESS)
        languages = renderings.languages(self._database, {end for pair in scores for end in pair})
        found = links((Echo(*pair, score, 0.0, 0.0, ()) for pair, score in scores.items()), languages)
        ours = set(texts)
        return {(link.echo.a, link.echo.b): link.confidence for link in found if {link.echo.a, link.echo.b} & ours}

    def _made(self, name: str) -> Rendering:
        [text] = shelf.texts(self._database, [name])
        return rendering(copy_of(self._database, text), self._lexicon)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _echo(pair: translations.Pair) -> Echo:
    return Echo(pair.a, pair.b, pair.score, pair.share_a, pair.share_b, tuple(Sign(*sign) for sign in pair.signs))


def _digest(copy: Copy) -> int:
    """Return a hash of all that is compared of an article; never 0."""
    lines = sorted(copy.furniture)
    compared = f"{copy.language} {copy.when.isoformat()} {lines} {copy.text}"
    return xxh3_64_intdigest(compared.encode("utf-8", "surrogatepass")) >> 1 | 1
