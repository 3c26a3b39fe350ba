"""Grouping the articles that are new or changed, against all that the archive holds of the days around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from sqlite_utils import Database

from archive.ingest.copies import bare, copy_of
from archive.ingest.furniture import judge
from archive.ingest.telling import tell_again
from archive.ingest.translating import Translating
from archive.store import likeness, renderings, translations
from archive.store import stories as shelf
from archive.store.database import writing
from archive.syndication import Copy, Match, candidates, compare
from archive.syndication.furniture import CROWD, keyed_lines, without
from archive.syndication.index import worth_comparing
from archive.syndication.translation import TEACHER, TEACHERS, Bitext, learn

BATCH = 100
"""Articles in one transaction; each batch leaves whole stories behind."""
Progress = Callable[[int], None]


def group_new(database: Database, progress: Progress = lambda _: None) -> int:
    """Bring the stories up to date; return how many articles were grouped. A run cut off goes on where it stood."""
    translating = Translating(database)
    waiting = shelf.to_group(database)
    for batch in _batches(waiting):
        with writing(database):
            again: set[str] = set()  # articles that a line of furniture must leave, or come back to
            for text in shelf.texts(database, batch):
                again |= _enter(database, text)
            for text in shelf.texts(database, sorted(again)):
                _enter(database, text)
            tell_again(database, {*batch, *again}, translating)
        progress(len(batch))
    _tell_untold(database, translating, progress)
    return len(waiting)


def group_all(database: Database, progress: Progress = lambda _: None) -> int:
    """Group every article from scratch; what was learned of languages is forgotten."""
    with writing(database):
        shelf.clear_all(database)
        renderings.clear_all(database)
        translations.clear_echoes(database)
        translations.put_lexicon(database, {})
    return group_new(database, progress)


def learn_words(database: Database, progress: Progress = lambda _: None) -> int:
    """Learn a lexicon from the surest translations, and weigh all texts once more with it; return its words.

    A run cut off goes on with the next ``group_new``.
    """
    taught = translations.sure(database, TEACHER, TEACHERS)
    learned = learn(Bitext(t.language_a, t.text_a, t.language_b, t.text_b, t.ties) for t in taught)
    if learned.keys:
        with writing(database):
            translations.put_lexicon(database, learned.keys)
            renderings.clear_all(database)
            translations.clear_echoes(database)
            shelf.untell_all(database)
        _tell_untold(database, Translating(database), progress)
    return len(learned.keys)


def _tell_untold(database: Database, translating: Translating, progress: Progress) -> None:
    while batch := shelf.untold(database, BATCH):
        with writing(database):
            tell_again(database, batch, translating)
        progress(len(batch))


def _batches(articles: Sequence[str]) -> list[Sequence[str]]:
    return [articles[start : start + BATCH] for start in range(0, len(articles), BATCH)]


def _enter(database: Database, text: shelf.Text) -> frozenset[str]:
    """Compare an article with all others of its days; return those for which a line became furniture, or text again."""
    before = likeness.entered(database, text.id)
    copy = bare(text)
    lines = keyed_lines(copy.text, copy.outlet)
    entry = likeness.Entry(text.id, text.edition, text.outlet, copy.day, lines)
    likeness.put(database, entry)
    judged = judge(database, entry, before)
    copy = without(copy, judged.furniture)
    near = _candidates(database, copy)
    likeness.put_fingerprint(database, entry, copy.fingerprint.tolist(), judged.furniture)
    likeness.put_matches(database, (_row(match) for match in _matches(database, copy, near)))
    return judged.touched


def _matches(database: Database, copy: Copy, near: Sequence[str]) -> Iterator[Match]:
    """Yield the matches with articles near it; of those that are the same, letter by letter, words are read once."""
    read: dict[tuple[str, str, frozenset[int]], Copy] = {}
    for text in shelf.texts(database, near):
        other = copy_of(database, text)
        twin = read.setdefault((other.text, other.language, other.furniture), other)
        if twin is not other:
            other.take_words(twin)
        if match := compare(copy, other):
            yield match


def _candidates(database: Database, copy: Copy) -> list[str]:
    index = likeness.FingerprintIndex(database, CROWD)
    shared = candidates(copy, index)
    sizes = np.array([index.size(article) for article in shared], np.int64)
    counts, own = np.array(list(shared.values()), np.int64), np.full_like(sizes, len(copy.fingerprint))
    worth = worth_comparing(counts, own, sizes)
    return [article for article, worthy in zip(shared, worth.tolist(), strict=True) if worthy]


def _row(match: Match) -> likeness.MatchRow:
    shares = match.share_a, match.share_b, match.spanned_a, match.spanned_b
    return match.a, match.b, *shares, match.longest, int(match.reordered)
