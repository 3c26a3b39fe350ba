"""Is one text a translation of the other, or of a part of it? A pure, symmetric weighing with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from math import log, sqrt

from archive.syndication.translation.anchors import Rendering
from archive.syndication.translation.chain import Tie, heaviest_chain
from archive.syndication.translation.signs import Sign
from archive.syndication.translation.weights import telling, weight

WINDOW = timedelta(days=4)  # a translation is printed within three days, measured on papers of 26 languages
FEWEST = 3  # different shared keys in order; two numbers in common are chance
UNORDERED = -5.0
"""Log-odds below which a pair is given up before its order is looked at: 45 % of the pairs of 3,082 texts, among them
none that could be claimed, and one in 2,000 of those that come to -2, where rivals begin to count."""
REPEATS = 6  # places of one key that are tried: a name repeated in every line places nothing
LONG = 100  # anchors; a longer text meets more keys by chance


@dataclass(frozen=True, slots=True)
class Echo:
    """How much speaks for two texts being translations; ``a`` is the smaller id.

    ``score`` is in log-odds (natural): 0 is as likely as not, before other candidates are looked at. ``share_a`` is
    the part (0 to 1) of a's text that seems to stand in b, ``share_b`` the reverse. ``signs`` are the anchors.
    """

    a: str
    b: str
    score: float
    share_a: float
    share_b: float
    signs: Sequence[Sign]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two texts show, the shorter first."""

    letters: float
    """Weight of shared words in Latin script."""
    sounds: float
    """Weight of names that sound alike, countries, months and learned words."""
    numbers: float
    """Weight of shared numbers."""
    telling: int
    """Different shared numbers of two digits or more."""
    missing: int
    """Such numbers of the shorter text that the longer has nowhere."""
    size: float
    """How much the longer text says, in Latin letters' worth."""
    left_out: int = 0
    """Such numbers of the longer text, within the stretch that is shared, that the shorter has nowhere."""
    span: float = 0.0
    """Part of the shorter text between the first shared anchor and the last."""
    even: float = 0.0
    """Steps from one shared anchor to the next that are about equally long in both texts."""
    uneven: int = 0
    """Steps that are not."""

    @property
    def score(self) -> float:
        """The log-odds. The weights are those of a logistic regression, rounded; ``docs/stories.md`` tells on what."""
        return (
            0.18 * self.letters
            + 0.46 * self.sounds
            + 0.28 * self.numbers
            + 0.52 * self.telling
            - 0.52 * self.missing
            - 0.27 * self.left_out
            + 0.9 * self.span
            + 2.1 * self.even / sqrt(1 + self.even + self.uneven)
            - 0.6 * self.uneven
            - 1.65 * log(max(1.0, self.size))
            + 7.1
        )


def echo(a: Rendering, b: Rendering) -> Echo | None:
    """Return what speaks for two texts being translations, None where nothing does. ``echo(a, b) == echo(b, a)``."""
    if a.language == b.language or not (a.language and b.language) or abs(a.when - b.when) > WINDOW:
        return None
    first, second = sorted((a, b), key=lambda text: (text.size, text.id))
    ties = _ties(first, second)
    if len({tie.key for tie in ties}) < FEWEST or _without_order(first, second, ties).score < UNORDERED:
        return None
    chain = _without_strays(first, second, heaviest_chain(ties))
    if len({tie.key for tie in chain}) < FEWEST:
        return None
    evidence = _evidence(first, second, chain)
    shares = _shares(first, second, chain)
    signs = [
        (
            tie.key,
            (first.anchors[tie.a].start, first.anchors[tie.a].end),
            (second.anchors[tie.b].start, second.anchors[tie.b].end),
        )
        for tie in chain
    ]
    if first.id > second.id:
        first, second, shares, signs = second, first, shares[::-1], [(key, there, here) for key, here, there in signs]
    told = tuple(Sign(key, *here, *there) for key, here, there in signs)
    return Echo(first.id, second.id, round(evidence.score, 3), *shares, told)


def _ties(first: Rendering, second: Rendering) -> list[Tie]:
    """Return where each anchor of the first text stands in the second, by the most telling key that both have."""
    discount = max(0.0, log(max(1, len(second.anchors)) / LONG))
    shared: dict[int, tuple[int, str, float]] = {}
    for key in first.places.keys() & second.places.keys():
        if (worth := weight(key) - discount) > 0:
            for number in first.places[key]:
                rank = first.anchors[number].keys.index(key)
                if number not in shared or rank < shared[number][0]:
                    shared[number] = rank, key, worth
    return [
        Tie(number, place, key, worth)
        for number, (_, key, worth) in shared.items()
        for place in second.places[key][:REPEATS]
    ]


def _without_order(first: Rendering, second: Rendering, ties: Sequence[Tie]) -> Evidence:
    """Return what two texts show as long as nobody asks in which order: more of it than order will leave."""
    worth = {tie.key: tie.weight for tie in ties}
    return Evidence(
        letters=sum(weight for key, weight in worth.items() if key[0] == "l"),
        sounds=sum(weight for key, weight in worth.items() if key[0] in "csw"),
        numbers=sum(weight for key, weight in worth.items() if key[0] == "n"),
        telling=sum(map(telling, worth)),
        missing=_absent((key for _, key in first.figures), second),
        size=second.size,
    )


def _evidence(first: Rendering, second: Rendering, chain: list[Tie]) -> Evidence:
    start, end = chain[0], chain[-1]
    even, uneven = _steps(first, second, chain)
    return replace(
        _without_order(first, second, chain),
        left_out=_absent((key for number, key in second.figures if start.b <= number <= end.b), first),
        span=(first.offsets[end.a] - first.offsets[start.a]) / max(1.0, first.size),
        even=even,
        uneven=uneven,
    )


def _absent(figures: Iterable[str], other: Rendering) -> int:
    """Return how many different numbers the other text has nowhere."""
    return len({key for key in figures if key not in other.places})


CLOSE = 40.0  # letters: two anchors so near each other are one phrase, and their distance says little
LITTLE = 0.3  # of a step that such a pair counts for
SLACK = 0.15, 25.0  # of both steps together, and letters, by which equal steps may differ: languages are wordy


def _steps(first: Rendering, second: Rendering, chain: list[Tie]) -> tuple[float, int]:
    """Return how many steps of the chain are about equally long in both texts, and how many are not."""
    even, uneven = 0.0, 0
    for one, next_one in pairwise(chain):
        here, there = _step(first, second, one, next_one)
        if max(here, there) < CLOSE:
            even += LITTLE
        elif _is_even(here, there):
            even += 1
        else:
            uneven += 1
    return even, uneven


def _step(first: Rendering, second: Rendering, one: Tie, other: Tie) -> tuple[float, float]:
    return first.offsets[other.a] - first.offsets[one.a], second.offsets[other.b] - second.offsets[one.b]


def _is_even(here: float, there: float) -> bool:
    return abs(here - there) <= SLACK[0] * (here + there) + SLACK[1]


def _without_strays(first: Rendering, second: Rendering, chain: list[Tie]) -> list[Tie]:
    """Return a chain without the ties that spoil two uneven steps where one even step would lead past them."""
    kept: list[Tie] = []
    for number, tie in enumerate(chain):
        after = chain[number + 1] if number + 1 < len(chain) else None
        if kept and after:
            stray = not _is_even(*_step(first, second, kept[-1], tie)) and not _is_even(
                *_step(first, second, tie, after)
            )
            if stray and _is_even(*_step(first, second, kept[-1], after)):
                continue
        kept.append(tie)
    return kept


def _shares(first: Rendering, second: Rendering, chain: list[Tie]) -> tuple[float, float]:
    """Return which part of each text seems to stand in the other.

    Between two shared anchors as much is shared as the shorter of the two steps holds, with some slack; before the
    first and behind the last, as much as both texts have there.
    """
    ends = [(0.0, 0.0), *((first.offsets[tie.a], second.offsets[tie.b]) for tie in chain), (first.size, second.size)]
    here = there = 0.0
    for (a, b), (next_a, next_b) in pairwise(ends):
        step_a, step_b = next_a - a, next_b - b
        here += min(step_a, step_b * (1 + 2 * SLACK[0]) + SLACK[1])
        there += min(step_b, step_a * (1 + 2 * SLACK[0]) + SLACK[1])
    return round(here / max(1.0, first.size), 3), round(there / max(1.0, second.size), 3)
