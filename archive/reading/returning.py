"""Lines that return: what an outlet prints under, over or between its texts again and again, learned from its articles.

One page cannot show that a line is furniture; a handful of articles that have nothing else in common can. Only hashes
of lines are compared, so that the archive can keep what it saw of each article in a few hundred bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from hashlib import blake2b

from babel import Locale, UnknownLocaleError

from archive.article import Article, Margin, Place
from archive.reading.folding import fold
from archive.reading.margins import MAX_LENGTH, MAX_MARGINS

ARTICLES = 5  # articles that have nothing else in common: a handful; four can be one week's follow-ups
DAYS = 3  # days on which they appeared: what the news of one or two days repeats is news
SHARE = 0.1  # of the outlet's articles; a rarer line (a column's, an author's) must return in OFTEN articles
OFTEN = 10  # articles; no newsroom prints a line of news so often (as for stories: syndication/furniture.py)
STEADY = 0.8  # of the articles that have the line have it in the same place
SHORT = 250  # characters; paragraphs of agencies are longer or move about
HALF = 0.5  # of the outlet's articles, and MANY of them, have a line: then it may be LONG and stand anywhere
MANY = 20  # articles; see HALF: a promise of independence, a prompt set into the text by its length
LONG = 600  # characters
SLACK = 1  # lines by which the place of a line between paragraphs may differ: a standfirst more or less
EDGE = 15  # lines kept from the start and from the end of an article; furniture stands there
SAME_HEADLINE = 0.12  # of the letter triples of two headlines; of 20,000 pairs of unrelated ones 0.1 % share as much
SAME_TEXT = 0.4  # of the characters of the shorter text, other furniture included: two copies of a dispatch share more
_LETTERS = 3  # a line with fewer, numbers and dates taken out, is no line that can be told from others
_SENTENCE = re.compile(r"[.!?…।。؟][\"”»’')\]]*$")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_GAP = (0, 0)


class Where(StrEnum):
    """Where in the text a line returns."""

    START = "start"  # nothing but such lines above it
    END = "end"  # nothing but such lines below it
    BETWEEN = "between"  # always after the same number of lines
    ANYWHERE = "anywhere"  # in half of all articles, wherever


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is kept of one article: ``day`` (YYYY-MM-DD) it appeared, headline, and ``lines`` as (key, characters) in
    order, at most EDGE from the start and EDGE from the end."""

    article: str
    day: str
    headline: str
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReturningLine:
    """A line learned of one outlet. ``position`` counts the lines above it (BETWEEN only), ``articles`` and ``days``
    those it was seen in, ``first_day`` and ``last_day`` the first and last of these. ``credit``: it names an agency.
    """

    key: int
    where: Where
    position: int = 0
    articles: int = 0
    days: int = 0
    first_day: str = ""
    last_day: str = ""
    credit: bool = False


def lines_seen(article: Article) -> tuple[tuple[int, int], ...]:
    """Return the lines of an article as a Sighting keeps them."""
    lines = [(line_key(text, _language(article)), len(text)) for text in article.paragraphs]
    return tuple(lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], _GAP, *lines[-EDGE:]])


def line_key(line: str, language: str = "") -> int:
    """Return what makes a line the same line on another page: a hash (63 bits) of its letters and digits in one case.

    Numbers and the names of months and days count for nothing ("Published 12 May", "5 comments") unless the line
    closes like a sentence: "Gold rose by 3 percent." is another sentence with another number. 0 where nothing is left.
    """
    if _DIGIT.search(line) and not _SENTENCE.search(line.rstrip()):
        dates = _date_words(language)
        folded = "".join(word for word in _WORD.findall(line.casefold()) if word not in dates)
    else:
        folded = fold(line)
    if len(folded) < _LETTERS:
        return 0
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def learn(sightings: Collection[Sighting]) -> tuple[ReturningLine, ...]:
    """Return the lines that are furniture by these articles of one outlet, each article once, in any order.

    Short lines, in the same place, of articles of different days that have neither headline nor text in common:
    copies of one dispatch, follow-ups and the issues of a column count as one article. What stands in half of all
    articles needs neither to be short nor to keep its place.
    """
    ordered = sorted(sightings, key=lambda seen: (seen.day, seen.article))
    holders: dict[int, list[Sighting]] = {}
    short: dict[int, bool] = {}
    for seen in ordered:
        for key, length in dict(seen.lines).items():
            if key and length <= LONG:
                holders.setdefault(key, []).append(seen)
                short[key] = short.get(key, True) and length <= SHORT
    total = len(ordered)
    everywhere = {
        key for key, found in holders.items() if len(found) >= HALF * total and _returns(key, found, MANY, column=True)
    }
    kept = {
        key: found
        for key, found in holders.items()
        if key in everywhere or (short[key] and _returns(key, found, OFTEN if len(found) < SHARE * total else ARTICLES))
    }
    places: dict[int, tuple[Where, int]] = {}
    while len(places) != len(kept):  # a line stands at an edge only as long as what is between is furniture, too
        places = _places(kept, everywhere)
        kept = {key: kept[key] for key in places}
    for key in [key for key, (where, _) in places.items() if where is Where.BETWEEN]:
        if len(kept[key]) < SHARE * total or not _returns(key, kept[key], OFTEN, column=True):
            del places[key]
    return tuple(_line(key, *places[key], kept[key]) for key in sorted(places))


def without_returning(article: Article, known: Collection[ReturningLine]) -> Article:
    """Return the article without the lines learned of its outlet, where they stand in the place they were learned in.

    A credit stands beside the text afterwards (above or below); so does what stood above the text, a dateline for
    instance. The rest is nobody's (``Place.CHROME``). An article that has nothing else is left as it is.
    """
    rules = {line.key: line for line in known}
    keys = [line_key(text, _language(article)) for text in article.paragraphs] if rules else []
    gone = _found(keys, rules)
    if not gone or len(gone) == len(keys):
        return article
    moved = []
    for index in sorted(gone):
        line = rules[keys[index]]
        above, beside = line.where is Where.START, line.credit or line.where is Where.START
        place = (Place.ABOVE if above else Place.BELOW) if beside else Place.CHROME
        moved.append(Margin(place, article.paragraphs[index][:MAX_LENGTH], "credit" if line.credit else "line"))
    return replace(
        article,
        paragraphs=tuple(text for index, text in enumerate(article.paragraphs) if index not in gone),
        margins=tuple(dict.fromkeys((*moved, *article.margins)))[:MAX_MARGINS],
    )


def _found(keys: Sequence[int], rules: dict[int, ReturningLine]) -> set[int]:
    """Return the indexes of the lines that stand where they were learned."""
    start, end = 0, len(keys)
    while start < len(keys) and _stands(rules.get(keys[start]), Where.START):
        start += 1
    while end > start and _stands(rules.get(keys[end - 1]), Where.END):
        end -= 1
    between = {
        index
        for index in range(start, end)
        if (line := rules.get(keys[index])) is not None
        and (line.where is Where.ANYWHERE or (line.where is Where.BETWEEN and abs(index - line.position) <= SLACK))
    }
    return {*range(start), *range(end, len(keys)), *between}


def _stands(line: ReturningLine | None, where: Where) -> bool:
    return line is not None and line.where in (where, Where.ANYWHERE)


def _places(kept: dict[int, list[Sighting]], everywhere: Collection[int]) -> dict[int, tuple[Where, int]]:
    """Return the place of each line that has one; of ``everywhere`` each has."""
    places: dict[int, Counter[Where]] = {key: Counter() for key in kept}
    positions: dict[int, Counter[int]] = {key: Counter() for key in kept}
    for seen in {seen.article: seen for found in kept.values() for seen in found}.values():
        for index, key, where in _walk(seen, kept):
            places[key][where] += 1
            positions[key][index] += 1
    found: dict[int, tuple[Where, int]] = {}
    for key, holders in kept.items():
        enough = STEADY * len(holders)
        (where, times), *_ = places[key].most_common(1)
        position = max(positions[key], key=lambda index: (_near(positions[key], index), -index))
        if where is not Where.BETWEEN and times >= enough:
            found[key] = (where, 0)
        elif _near(positions[key], position) >= enough and 0 < position < EDGE:
            found[key] = (Where.BETWEEN, position)
        elif key in everywhere:
            found[key] = (Where.ANYWHERE, 0)
    return found


def _walk(seen: Sighting, kept: Collection[int]) -> Iterator[tuple[int, int, Where]]:
    """Yield the lines of an article that are among ``kept``, each once: its index, its key, where it stands."""
    keys = [key for key, _ in seen.lines]
    start, end = 0, len(keys)
    while end > 0 and keys[end - 1] in kept:
        end -= 1
    while start < end and keys[start] in kept:
        start += 1
    told = set()
    for index in reversed(range(len(keys))):
        if (key := keys[index]) in kept and key not in told:
            told.add(key)
            yield index, key, Where.END if index >= end else Where.START if index < start else Where.BETWEEN


def _near(positions: Counter[int], at: int) -> int:
    return sum(positions[index] for index in range(at - SLACK, at + SLACK + 1))


def _returns(key: int, holders: Sequence[Sighting], times: int, *, column: bool = False) -> bool:
    """Say whether so many of these articles, on enough days, have nothing but this line in common.

    ``column``: articles whose headlines differ in a number only ("Quote of the day, 12") count as one, too.
    """
    if len(holders) < times:
        return False
    apart: list[Sighting] = []
    # The longest first: of a brief, what its outlet prints under all of them is half.
    for seen in sorted(holders, key=_length, reverse=True):
        if not any(_alike(key, seen, other, column) for other in apart):
            apart.append(seen)
        if len(apart) >= times and len({other.day for other in apart}) >= DAYS:
            return True
    return False


def _alike(key: int, one: Sighting, other: Sighting, column: bool) -> bool:
    """Say whether two articles tell the same: their headlines, or their texts without this line, have much in common.

    A headline that is all the same but for a number ("Live 3") tells nothing of the text, except in a column.
    """
    first, second = _triples(one.headline), _triples(other.headline)
    if len(first & second) >= SAME_HEADLINE * max(1, len(first | second)) and (column or first != second):
        return True
    lengths = dict(one.lines)
    own = lengths.pop(key, 0)
    both = sum(lengths[line] for line in lengths.keys() & {line for line, _ in other.lines} if line)
    return both >= SAME_TEXT * (min(_length(one), _length(other)) - own)  # true where one has no other text


def _length(seen: Sighting) -> int:
    return sum(length for _, length in seen.lines)


def _triples(headline: str) -> frozenset[str]:
    letters = re.sub(r"\d", "", fold(headline))
    return frozenset(letters[at : at + 3] for at in range(max(1, len(letters) - 2)))


def _line(key: int, where: Where, position: int, holders: Sequence[Sighting]) -> ReturningLine:
    days = sorted({seen.day for seen in holders})
    return ReturningLine(key, where, position, len(holders), len(days), days[0], days[-1])


def _language(article: Article) -> str:
    return article.page_language or article.language


@cache
def _date_words(language: str) -> frozenset[str]:
    """Return the words of the names of months and days in a language and in English (Unicode's CLDR, by babel)."""
    try:
        locale = Locale.parse(language) if language else None
    except (UnknownLocaleError, ValueError):
        locale = None
    names = [
        name
        for known in (Locale("en"), locale)
        if known
        for table in (known.months, known.days)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in table[context][width].values()
    ]
    return frozenset(word for name in names for word in _WORD.findall(name.casefold()))
