"""What only looks like a copy is left alone: laws, posts, forms, statements, and one event told twice."""

from __future__ import annotations

import pytest

from archive.syndication import compare
from tests.dispatch import BRIDGE, DISPATCH, LEAD, MILL, OWN, article, grouped, together

LAW = (
    "Article 5. No vessel of more than 300 tons shall enter the inner harbour without a pilot of the guild on board.",
    "Article 6. Whoever finds wreckage shall report it to the harbour office within three days and keep it from harm.",
)
POST = (
    "The pumps in Mill Lane have been running since four this morning and will run until the cellars are dry, please "
    "keep the lane free of carts and cars for the fire brigade — Water Board (@penwickwater) May 6, 2024"
)

APART = {
    "a law that both print": (article("one", OWN[0], *LAW), article("other", OWN[1], OWN[2], *LAW)),
    "an embedded post": (article("one", OWN[0], OWN[1], POST), article("other", LEAD, BRIDGE, POST)),
    "two reports of matches from one form": (
        article(
            "home",
            "The match of the day in the second division of the valley league was won by Penwick Rovers, who scored "
            "after eleven minutes through their captain Arden and had few worries after that. The next match of the "
            "side is played on Saturday against the neighbours from Varn, and tickets are sold at the town hall.",
        ),
        article(
            "away",
            "The match of the day in the second division of the valley league was won by Lissa Town, who scored "
            "after eleven minutes through their captain Brook and had few worries after that. The next match of the "
            "side is played on Saturday against the neighbours from Orla, and tickets are sold at the town hall.",
            hours=1,
        ),
    ),
    "a follow-up of the next day": (
        article("monday", *DISPATCH),
        article(
            "tuesday",
            "The Orla went on falling at Penwick on Tuesday as soldiers began to clear the coast road of mud and of "
            "trees. People whose houses lie above Mill Lane were let back in the afternoon with a pass.",
            "The flood had forced 4,300 people to leave their homes on Monday and swept away two old bridges.",
            "A ferry borrowed from the fire brigade of Varn will cross the river every half hour from Wednesday, and "
            "children will be taken to schools in the hills by bus until the new bridge is built.",
            hours=26,
        ),
    ),
    "two forms with other numbers": (
        article(
            "monday",
            "Penwick will see a high of 21 degrees and a low of 9 degrees on May 6, the weather service said in its "
            "bulletin. Winds will be from the south at 14 kilometres per hour with a 30 percent chance of rain in the "
            "afternoon. Sunrise is at 5:41 and sunset at 20:12 for the town and its surroundings.",
        ),
        article(
            "tuesday",
            "Penwick will see a high of 17 degrees and a low of 11 degrees on May 7, the weather service said in its "
            "bulletin. Winds will be from the south at 32 kilometres per hour with a 70 percent chance of rain in the "
            "afternoon. Sunrise is at 5:39 and sunset at 20:14 for the town and its surroundings.",
            hours=24,
        ),
    ),
    "two tables with other numbers": (
        article(
            "monday",
            "The grain exchange of Varn reported the following stocks in its own silos, in thousands of tons, for "
            "delivery against contracts of the running season as of the close of trading.",
            "Wheat 412 408 377\nBarley 96 91 120\nOats 33 35 41",
        ),
        article(
            "tuesday",
            "The grain exchange of Varn reported the following stocks in its own silos, in thousands of tons, for "
            "delivery against contracts of the running season as of the close of trading.",
            "Wheat 398 412 376\nBarley 90 97 119\nOats 30 32 40",
            hours=24,
        ),
    ),
    "a shared quotation": (
        article(
            "one",
            OWN[0],
            OWN[1],
            "“We have never asked this valley for patience as often as we do today, and we know that patience does not "
            "dry a single cellar or bring back a single bridge, but we ask for it again,” the mayor said.",
        ),
        article(
            "other",
            OWN[2],
            "In the town hall the talk was of money and of who would pay for the pumps that ran for days.",
            "“We have never asked this valley for patience as often as we do today, and we know that patience does not "
            "dry a single cellar or bring back a single bridge, but we ask for it again,” the mayor said.",
        ),
    ),
    "a statement that a colon announces": (
        article(
            "one",
            OWN[0],
            "The water board wrote on its page:",
            "The sluices at Upper Orla will be opened at noon. Keep away from the meadows below the weir. Boats that "
            "are not made fast will be lost, and nobody will be sent to fetch them before the crest has passed.",
        ),
        article(
            "other",
            OWN[1],
            "Its notice in full:",
            "The sluices at Upper Orla will be opened at noon. Keep away from the meadows below the weir. Boats that "
            "are not made fast will be lost, and nobody will be sent to fetch them before the crest has passed.",
        ),
    ),
    "one event told by two newsrooms": (
        article("one", LEAD, MILL),
        article(
            "other",
            "Thousands had to flee from the Orla when the river flooded Penwick at the start of the week.",
            "The mill was saved by its workers, who built a wall of sandbags during the night.",
        ),
    ),
    "the same text a month later": (article("spring", *DISPATCH), article("summer", *DISPATCH, hours=24 * 30)),
    "two empty pages": (article("one"), article("other")),
    "two pages of one line": (article("one", "Page not found"), article("other", "Page not found")),
}


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_like_a_copy_stays_alone(name: str) -> None:
    one, other = APART[name]
    assert compare(one, other) is None
    assert together(grouped([one, other])) == {frozenset({one.id}), frozenset({other.id})}
