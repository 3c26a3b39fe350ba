"""Copies of one dispatch are found, however they were cut and mixed, and told for what they are."""

from __future__ import annotations

import pytest

from archive.article import Kind
from archive.syndication import Copy, Match, compare, shared_passages
from tests.dispatch import BRIDGE, COPIES, LEAD, MORNING, RAIN, WIRE, grouped, kinds, together


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
