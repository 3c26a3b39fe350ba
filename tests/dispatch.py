"""A dispatch in six paragraphs, an outlet's own paragraphs, and what was printed of them: for the tests of stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from archive.article import Kind
from archive.syndication import Copy, Story, group

MORNING = datetime(2024, 5, 6, 8, 0, tzinfo=UTC)

LEAD = (
    "The river Orla rose above its banks near the town of Penwick on Monday, forcing 4,300 people to leave their homes "
    "and closing the main road to the coast, the regional water board said."
)
BRIDGE = (
    "Two bridges built in 1911 were swept away before dawn, and engineers do not expect a replacement to be ready "
    "before the harvest begins in late August, according to a first assessment."
)
RAIN = (
    "More rain fell in three days than in the whole of the previous spring, with 212 millimetres measured at the "
    "weather station on Cold Hill, the highest figure since records began there."
)
MILL = (
    "At the paper mill below the town, workers stacked sandbags through the night while the owners moved the newest "
    "machines to a hall on higher ground that had been empty for nine years."
)
MONEY = (
    "The provincial government set aside 18 million crowns for first repairs and said that farmers who had lost their "
    "seed could apply for help from Thursday at any post office in the valley."
)
END = (
    "Schools stay closed until the end of the week. A second crest, somewhat lower than the first, is expected to pass "
    "Penwick on Wednesday evening before the river falls."
)
DISPATCH = (LEAD, BRIDGE, RAIN, MILL, MONEY, END)

OWN = (
    "For the baker Tilda Marsh the water stopped two steps below the oven. She has sold bread in the lane for thirty "
    "years and remembers only one spring in which the cellar had to be pumped dry.",
    "Our reporter walked from the station to the market square on planks that neighbours had laid across the puddles. "
    "Most shops were shut, but the chemist was handing out candles and clean bottles.",
    "The swimming club, whose boathouse stands closest to the weir, lent its rowing boats to the fire brigade, and its "
    "youngest members carried cats and canaries to the gymnasium.",
)


def article(name: str, *paragraphs: str, hours: float = 0, outlet: str = "", **more: object) -> Copy:
    return Copy(name, outlet or name, name, "\n".join(paragraphs), "en", MORNING + timedelta(hours=hours), **more)  # type: ignore[arg-type]


def grouped(copies: Sequence[Copy]) -> list[Story]:
    return sorted(group(copies), key=lambda story: story.id)


def together(told: list[Story]) -> set[frozenset[str]]:
    return {frozenset(pickup.article for pickup in story.pickups) for story in told}


def kinds(told: list[Story]) -> dict[str, Kind]:
    return {pickup.article: pickup.kind for story in told for pickup in story.pickups}


WIRE = article("wire", *DISPATCH)
COPIES = {
    "same words": article("same", *DISPATCH, hours=1),
    "a credit line added": article("credited", *DISPATCH, "(Northern Press Service)", hours=1),
    "other quotation marks and case": article("shouted", LEAD.upper(), *DISPATCH[1:], hours=1),
    "cut to its first two paragraphs": article("cut", LEAD, BRIDGE, hours=2),
    "two paragraphs among three of their own": article("mixed", OWN[0], LEAD, OWN[1], RAIN, OWN[2], hours=3),
    "paragraphs in another order": article("moved", LEAD, MONEY, MILL, RAIN, BRIDGE, END, hours=3),
    "lightly reworded": article(
        "reworded",
        LEAD.replace("forcing", "compelling").replace("said", "announced"),
        BRIDGE.replace("swept away", "carried off").replace("replacement", "new crossing"),
        RAIN.replace("highest figure", "biggest amount"),
        MILL.replace("newest", "most recent").replace("stacked", "piled"),
        MONEY.replace("help", "aid"),
        END,
        hours=4,
    ),
    "a corrected number": article("corrected", LEAD.replace("4,300", "4,700"), *DISPATCH[1:], hours=4),
    "four paragraphs among ten of their own": article(
        "among",
        *(paragraph[::-1] for paragraph in (*OWN, *DISPATCH[:3])),  # backwards: words that nobody else has
        *DISPATCH[:2],
        *OWN[:2],
        *DISPATCH[2:4],
        *OWN[2:],
        hours=5,
    ),
    "an update with a new first paragraph": article(
        "update",
        "Two people were missing on Monday night after the river Orla flooded Penwick, the water board said.",
        *DISPATCH,
        hours=7,
    ),
    "teasers between the paragraphs": article(
        "teased", LEAD, "Read more: spring in the valley", BRIDGE, RAIN, "Subscribe now", MILL, MONEY, END, hours=5
    ),
}
