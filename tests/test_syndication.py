"""Copies of one dispatch are found, however they were cut and mixed, and what only looks like a copy is left alone."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.article import Kind
from archive.syndication import Copy, Match, Story, compare, fingerprint, group, shared_passages
from archive.syndication.quotations import quotations

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


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_found_and_stands_in_the_story_of_its_source(name: str) -> None:
    told = grouped([WIRE, COPIES[name]])
    assert together(told) == {frozenset({"wire", COPIES[name].id})}
    assert told[0].source == "wire"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("same words", Kind.VERBATIM),
        ("a credit line added", Kind.VERBATIM),
        ("cut to its first two paragraphs", Kind.ABRIDGED),
        ("two paragraphs among three of their own", Kind.MIXED),
        ("paragraphs in another order", Kind.EDITED),
        ("lightly reworded", Kind.EDITED),
    ],
)
def test_the_kind_says_what_was_done_to_the_dispatch(name: str, kind: Kind) -> None:
    assert kinds(grouped([WIRE, COPIES[name]])) == {"wire": Kind.SOURCE, COPIES[name].id: kind}


def test_a_pickup_says_how_much_and_how_late() -> None:
    story = grouped([WIRE, COPIES["two paragraphs among three of their own"]])[0]
    source, mixed = story.pickups
    assert (source.share, source.carried, source.delay, source.first) == (1.0, 1.0, 0, True)
    assert mixed.share == pytest.approx(0.42, abs=0.05)
    assert mixed.carried == pytest.approx(0.35, abs=0.05)
    assert (mixed.delay, mixed.first) == (3 * 3600, False)


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


def test_a_match_is_the_same_from_both_sides() -> None:
    cut = COPIES["cut to its first two paragraphs"]
    match = compare(WIRE, cut)
    assert match == compare(cut, WIRE)
    assert isinstance(match, Match)
    assert (match.a, match.b) == ("cut", "wire")
    assert match.share("cut") == 1.0
    assert 0.2 < match.share("wire") < 0.5
    assert match.longest == len(f"{LEAD} {BRIDGE}".split())


def test_the_shared_passages_can_be_shown_side_by_side() -> None:
    mixed = COPIES["two paragraphs among three of their own"]
    found = shared_passages(mixed, WIRE)
    assert [mixed.text[passage.start_a : passage.end_a] for passage in found] == [LEAD.rstrip("."), RAIN.rstrip(".")]
    assert [WIRE.text[passage.start_b : passage.end_b] for passage in found] == [LEAD.rstrip("."), RAIN.rstrip(".")]


PROVISIONS = tomllib.loads(
    (Path(quotations.__code__.co_filename).parent / "provisions.toml").read_text(encoding="utf-8")
)["provision"]


@pytest.mark.parametrize("row", PROVISIONS, ids=lambda row: row["opening"])
def test_provisions_of_laws_count_as_quotations(row: dict[str, str]) -> None:
    assert quotations(row["example"]) == [(0, len(row["example"]))]
    assert quotations(row["counter"]) == []


HINDI = (
    "ओरला नदी सोमवार को पेनविक शहर के पास अपने किनारों से ऊपर बहने लगी, जिससे 4,300 लोगों को अपने घर छोड़ने पड़े और तट की ओर "
    "जाने वाली मुख्य सड़क बंद करनी पड़ी, क्षेत्रीय जल बोर्ड ने बताया।",
    "साल 1911 में बने दो पुल सुबह होने से पहले बह गए और इंजीनियरों को उम्मीद नहीं है कि अगस्त के अंत में फसल कटने से पहले नया पुल "
    "तैयार हो सकेगा, शुरुआती आकलन में कहा गया है।",
    "प्रांत की सरकार ने पहली मरम्मत के लिए 18 करोड़ रुपये अलग रखे हैं और कहा है कि बीज खो चुके किसान गुरुवार से घाटी के किसी "
    "भी डाकघर में मदद के लिए आवेदन कर सकते हैं।",
)
HINDI_OWN = "बाज़ार में दुकानदारों ने दिन भर पानी निकाला और बच्चों ने स्कूल की छत से नावों को गिना, हमारे संवाददाता ने देखा।"
JAPANESE = (
    "オルラ川は月曜日、ペンウィックの町の近くで堤防を越え、4300人が自宅からの避難を余儀なくされ、海岸へ向かう幹線道路も通行止めになったと、地域の水道局が発表した。",
    "1911年に架けられた二つの橋が夜明け前に流され、技術者たちは八月下旬の収穫が始まるまでに新しい橋が完成する見込みはないとの最初の調査結果を示した。",
    "州政府は最初の修理のために1800万クローネを用意し、種を失った農家は木曜日から谷のどの郵便局でも支援を申請できると述べた。",
)
JAPANESE_OWN = "市場では店主たちが一日中水をくみ出し、子どもたちは学校の屋根から舟を数えていた。"


@pytest.mark.parametrize(
    ("language", "dispatch", "own"),
    [("hi", HINDI, HINDI_OWN), ("ja", JAPANESE, JAPANESE_OWN)],
    ids=["Hindi", "Japanese"],
)
def test_copies_are_found_in_other_scripts(language: str, dispatch: tuple[str, ...], own: str) -> None:
    def printed(name: str, *paragraphs: str) -> Copy:
        return Copy(name, name, "", "\n".join(paragraphs), language, MORNING)

    told = grouped(
        [
            printed("a whole", *dispatch),
            printed("b cut", *dispatch[:2]),
            printed("c mixed", own, dispatch[0], dispatch[2]),
            printed("d own", own),
        ]
    )
    assert together(told) == {frozenset({"a whole", "b cut", "c mixed"}), frozenset({"d own"})}


def test_a_fingerprint_is_small_and_the_same_in_every_process() -> None:
    text = "\n".join(DISPATCH)
    here = fingerprint(text, "en")
    assert here == fingerprint(text.replace("\n", "\n\n"), "en")
    assert all(0 <= value < 2**63 for value in here)
    assert len(fingerprint(" ".join(f"word{number}" for number in range(20_000)), "en")) <= 400
    assert fingerprint("", "en") == ()
    script = f"from archive.syndication import fingerprint; print(list(fingerprint({text!r}, 'en')))"
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert there.strip() == str(list(here))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “Stay at home.” Then he left.", ["Stay at home."]),
        ('"Stay at home," he said, "and wait."', ["Stay at home,", "and wait."]),
        ("„Bleiben Sie zu Hause“, sagte er.", ["Bleiben Sie zu Hause"]),
        ("Il a dit « restez chez vous » hier.", [" restez chez vous "]),
        ("彼は「家にいてください」と述べた。", ["家にいてください"]),
        ("The workers' union said 'no' to the mayor's plan.", ["no"]),
        ("“We go on.\n“We never stop,” he said.", ["We go on.", "We never stop,"]),
        ("The notice in full:\nStay at home.\nThe mayor left.", ["Stay at home."]),
        (
            "Stay at home. — The Mayor (@mayor) May 6, 2024\nHe left.",
            ["Stay at home. — The Mayor (@mayor) May 6, 2024"],
        ),
        ('A board of 6" by 9" was found.', []),
    ],
)
def test_quotations_are_known_by_the_marks_of_every_language(text: str, quoted: list[str]) -> None:
    assert [text[start:end].lstrip("“„«「'\"") for start, end in quotations(text)] == quoted
