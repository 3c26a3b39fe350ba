"""Copies of one dispatch are found, however they were cut and mixed, and what only looks like a copy is left alone."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest

from archive.address import short_hash
from archive.article import Kind
from archive.syndication import (
    Copy,
    Match,
    MemoryIndex,
    Story,
    candidates,
    compare,
    fingerprint,
    group,
    shared_passages,
    stories,
)

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
    "More rain fell in three days than in the whole of the previous spring, with 212 millimetres measured at the weather "
    "station on Cold Hill, the highest figure since records began there."
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
    "teasers between the paragraphs": article(
        "teased", LEAD, "Read more: spring in the valley", BRIDGE, RAIN, "Subscribe now", MILL, MONEY, END, hours=5
    ),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_found_and_stands_in_the_story_of_its_source(name: str) -> None:
    told = group([WIRE, COPIES[name]])
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
    assert kinds(group([WIRE, COPIES[name]])) == {"wire": Kind.SOURCE, COPIES[name].id: kind}


def test_a_pickup_says_how_much_and_how_late() -> None:
    story = group([WIRE, COPIES["two paragraphs among three of their own"]])[0]
    source, mixed = story.pickups
    assert (source.share, source.carried, source.delay, source.first) == (1.0, 1.0, 0, True)
    assert mixed.share == pytest.approx(0.42, abs=0.05)
    assert mixed.carried == pytest.approx(0.35, abs=0.05)
    assert (mixed.delay, mixed.first) == (3 * 3600, False)


APART = {
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
    assert together(group([one, other])) == {frozenset({one.id}), frozenset({other.id})}


SECOND = (
    "A court in the harbour city of Varn found three former directors of the Lighthouse Bank guilty on Monday of hiding "
    "losses of 96 million crowns from their depositors over a period of six years.",
    "The judge said that the bank had kept two sets of books, one of them in a summer house on the island of Lissa, "
    "where investigators found it behind a row of preserving jars in 2021.",
    "The youngest of the directors was sentenced to four years in prison. The two others, who had cooperated, received "
    "suspended sentences and must repay 11 million crowns each by the end of next year.",
)


def test_a_round_up_of_two_dispatches_does_not_glue_them() -> None:
    bank = article("bank", *SECOND)
    roundup = article("round-up", *DISPATCH[:4], *SECOND, hours=6)
    told = together(group([WIRE, COPIES["same words"], bank, article("bank again", *SECOND, hours=1), roundup]))
    assert len(told) == 2
    assert {"wire", "same"} <= next(members for members in told if "wire" in members)
    assert "bank" not in next(members for members in told if "wire" in members)


def test_the_line_under_every_article_of_a_newsroom_is_no_story() -> None:
    footer = (
        "The {} depends on its readers. If you value what our newsroom does for the valley, consider a subscription, "
        "write to us, or follow us wherever you read the news. Comments are moderated by hand every day."
    )
    texts = {
        "Herald": (OWN[0],),
        "Courier": (OWN[1],),
        "Mirror": (OWN[2],),
        "Gazette": (MILL,),
        "Tribune": (SECOND[1],),
        "Post": (MONEY,),
    }
    told = group(article(name, *own, footer.format(name), outlet=name) for name, own in texts.items())
    assert len(told) == len(texts)


def test_an_error_page_served_ten_thousand_times_is_no_story() -> None:
    page = "The page that you asked for is not here. It may have moved, or the address may have been typed wrongly."
    told = group(Copy(f"p{number:05}", f"outlet {number % 700}", "", page, "en", MORNING) for number in range(10_000))
    assert len(told) == 10_000


def test_the_source_is_the_agency_s_own_page_even_when_it_was_crawled_last() -> None:
    late = article("agency", *DISPATCH, hours=5, agency_site=True)
    assert group([COPIES["same words"], late])[0].source == "agency"


def test_without_an_agency_page_the_source_is_the_earliest_fullest_text() -> None:
    brief = article("brief", LEAD, hours=0)
    full = article("full", *DISPATCH, hours=0.5)
    again = article("again", *DISPATCH, hours=9)
    told = group([again, brief, full])
    assert [story.source for story in told] == ["full"]
    assert told[0].id == short_hash("story", "full")
    assert [(pickup.article, pickup.first) for pickup in told[0].pickups] == [
        ("brief", True),
        ("full", False),
        ("again", False),
    ]


def test_where_most_print_a_cut_version_the_whole_dispatch_is_still_the_source() -> None:
    cut = [article(f"cut {number}", LEAD, BRIDGE, RAIN, hours=1 + number) for number in range(6)]
    told = group([*cut, WIRE])
    assert [story.source for story in told] == ["wire"]
    assert set(kinds(told).values()) == {Kind.SOURCE, Kind.ABRIDGED}


def test_an_article_without_copies_has_a_story_of_its_own() -> None:
    (story,) = group([article("alone", *OWN)])
    assert (story.source, [pickup.kind for pickup in story.pickups]) == ("alone", [Kind.SOURCE])


def test_the_order_of_arrival_changes_nothing() -> None:
    bank = [article("bank", *SECOND), article("bank cut", *SECOND[:2], hours=2)]
    roundup = article("round-up", *DISPATCH[:4], *SECOND, hours=6)
    everything = [WIRE, *COPIES.values(), *bank, roundup]
    expected = group(everything)
    assert len(expected) == 2
    for seed in range(5):
        shuffled = random.Random(seed).sample(everything, len(everything))
        assert group(shuffled) == expected


def test_matches_may_come_in_any_order_and_one_component_at_a_time() -> None:
    first = [WIRE, *COPIES.values()]
    second = [article("bank", *SECOND), article("bank again", *SECOND, hours=1)]
    matches = [match for one, other in combinations(first + second, 2) if (match := compare(one, other))]
    whole = stories(first + second, matches)
    assert stories((first + second)[::-1], matches[::-1]) == whole
    assert sorted(stories(first, matches) + stories(second, matches), key=lambda story: story.id) == whole


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


HINDI = (
    "ओरला नदी सोमवार को पेनविक शहर के पास अपने किनारों से ऊपर बहने लगी, जिससे 4,300 लोगों को अपने घर छोड़ने पड़े और तट की ओर जाने वाली "
    "मुख्य सड़क बंद करनी पड़ी, क्षेत्रीय जल बोर्ड ने बताया।",
    "साल 1911 में बने दो पुल सुबह होने से पहले बह गए और इंजीनियरों को उम्मीद नहीं है कि अगस्त के अंत में फसल कटने से पहले नया पुल "
    "तैयार हो सकेगा, शुरुआती आकलन में कहा गया है।",
    "प्रांत की सरकार ने पहली मरम्मत के लिए 18 करोड़ रुपये अलग रखे हैं और कहा है कि बीज खो चुके किसान गुरुवार से घाटी के किसी भी डाकघर में मदद "
    "के लिए आवेदन कर सकते हैं।",
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

    told = group(
        [
            printed("a whole", *dispatch),
            printed("b cut", *dispatch[:2]),
            printed("c mixed", own, dispatch[0], dispatch[2]),
            printed("d own", own),
        ]
    )
    assert together(told) == {frozenset({"a whole", "b cut", "c mixed"}), frozenset({"d own"})}


def test_an_impossible_date_gives_way_to_the_day_it_was_first_seen() -> None:
    for said in (
        datetime(2099, 1, 1, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        None,
    ):
        odd = Copy("odd", "odd", "", "\n".join(DISPATCH), "en", said, first_seen=MORNING + timedelta(hours=2))
        assert together(group([WIRE, odd])) == {frozenset({"wire", "odd"})}


def test_an_article_of_unknown_date_joins_the_story_whose_text_it_has() -> None:
    assert together(group([WIRE, Copy("undated", text="\n".join(DISPATCH))])) == {frozenset({"wire", "undated"})}


def test_two_articles_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two articles have the id 'wire'"):
        group([WIRE, WIRE])


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


def test_candidates_come_from_a_window_of_days_and_a_crowded_hash_is_passed_over() -> None:
    index = MemoryIndex([WIRE, article("late", *DISPATCH, hours=24 * 9)])
    assert candidates(COPIES["same words"], index) == ["wire"]
    assert index.sharing(WIRE.fingerprint, date(2024, 5, 1), date(2024, 5, 2)) == {}
    for number in range(1001):
        index.add(article(f"crowd {number}", *DISPATCH))
    assert candidates(COPIES["same words"], index) == []
