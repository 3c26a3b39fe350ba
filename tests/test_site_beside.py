"""Two texts side by side: a copy and its source in, numbered passages on both sides out."""

from __future__ import annotations

from archive.site.beside import Anchor, Beside, Side, Stretch, anchored, side_by_side

SOURCE = (
    "PORT AMARO (MNA) Divers counted eleven thousand seahorses in the lagoon this week, "
    "four times as many as in 2025.\n"
    "The count took nine days and two hundred volunteers, among them the whole brass band.\n"
    "The lagoon had been closed to trawlers for five years after a petition by the fishermen.\n"
    "The next count is planned for the spring, when the water is colder and the animals slower."
)
COPY = (
    "The next count is planned for the spring, when the water is colder and the animals slower.\n"
    "Divers counted eleven thousand seahorses in the bay this week, four times as many as in 2025.\n"
    "Our own reporter was stung by a jellyfish."
)


def text(side: Side) -> str:
    return "\n".join("".join(stretch.text for stretch in paragraph) for paragraph in side.paragraphs)


def passages(side: Side) -> dict[int, str]:
    found: dict[int, str] = {}
    for paragraph in side.paragraphs:
        for stretch in paragraph:
            if stretch.passage:
                found[stretch.passage] = found.get(stretch.passage, "") + stretch.text
    return found


def test_no_letter_of_either_text_is_lost_or_added() -> None:
    beside = side_by_side(COPY, SOURCE, "en")
    assert (text(beside.here), text(beside.there)) == (COPY, SOURCE)


def test_what_both_have_has_the_same_number_on_both_sides_in_the_order_of_the_copy() -> None:
    beside = side_by_side(COPY, SOURCE, "en")
    here, there = passages(beside.here), passages(beside.there)
    assert list(here) == [1, 2]
    assert (
        here[1]
        == there[1]
        == "The next count is planned for the spring, when the water is colder and the animals slower."
    )
    assert here[2].startswith("Divers counted")
    assert there[2].endswith("as in 2025.")


def test_another_word_inside_a_passage_is_told_on_both_sides() -> None:
    beside = side_by_side(COPY, SOURCE, "en")
    edited = [
        [stretch.text.strip() for paragraph in side.paragraphs for stretch in paragraph if stretch.edited]
        for side in (beside.here, beside.there)
    ]
    assert edited == [["bay"], ["lagoon"]]


def test_what_was_added_and_what_was_left_out_is_counted_in_words() -> None:
    beside = side_by_side(COPY, SOURCE, "en")
    assert beside.here.alone == ["Our own reporter was stung by a jellyfish."]
    assert beside.there.alone[0] == "PORT AMARO (MNA)"
    assert beside.there.alone[-1].startswith("The lagoon had been closed")
    assert (beside.here.words, beside.here.words - beside.here.shared) == (42, 9)  # "bay" and the reporter's eight


def test_each_passage_opens_once_on_each_side_and_its_marks_belong_to_it() -> None:
    beside = side_by_side(f'He said: "{SOURCE}"', SOURCE, "en")
    opened = [stretch for paragraph in beside.here.paragraphs for stretch in paragraph if stretch.opens]
    assert len(opened) == len(beside.passages) == 1
    assert opened[0].text.startswith('"PORT AMARO')
    assert beside.here.paragraphs[-1][-1].text.endswith('slower."')


def test_a_first_word_that_two_sentences_share_goes_to_the_passage_whose_sentence_it_opens() -> None:
    long = "had been closed to trawlers for five years after a petition by the fishermen of the town."
    first = "Divers counted the seahorses of the lagoon of Port Amaro this week."
    last = "The next count is in the spring when the water of the bay is colder."
    source = f"{first}\nThe {long}\n{last}"
    copy = source.replace(f"The {long}\n", "")
    beside = side_by_side(copy, source, "en")
    assert passages(beside.there)[2].startswith("The next count")
    assert beside.there.alone == [f"The {long}"]


def test_texts_with_nothing_in_common_share_nothing() -> None:
    beside = side_by_side("Rain fell.", "The sun shone on the hills.", "en")
    assert beside.passages == []
    assert isinstance(beside, Beside)
    assert beside.here.paragraphs == [[Stretch("Rain fell.")]]


def test_an_empty_text_is_no_error() -> None:
    assert side_by_side("", SOURCE, "en").here == Side([], 0, 0)


def test_japanese_is_counted_by_the_character() -> None:
    beside = side_by_side(
        "首相は日曜日、川に架かる新しい橋を視察した。", "【港時事】首相は日曜日、川に架かる新しい橋を視察した。", "ja"
    )
    assert beside.unspaced
    assert beside.here.shared == beside.here.words == 20
    assert beside.there.alone == ["【港時事】"]


def test_anchors_of_a_translation_are_marked_in_both_texts_in_the_order_of_the_copy() -> None:
    here, there = "Am 2. November sahen 38 Menschen Sundaram.", "Sundaram was seen by 38 people."
    anchors = [("sound", 33, 41, 0, 8), ("number", 21, 23, 21, 23)]
    left, right, found = anchored(here, there, anchors)
    assert found == [Anchor(1, "number", "38", "38"), Anchor(2, "sound", "Sundaram", "Sundaram")]
    assert left[0][1] == Stretch("38", 1, opens=True)
    assert right[0][0] == Stretch("Sundaram", 2, opens=True)


def test_an_anchor_outside_its_text_marks_nothing() -> None:
    left, _, found = anchored("Rain.", "Regen.", [("word", 2, 90, 0, 3), ("word", -1, 2, 0, 3)])
    assert (left, found) == ([[Stretch("Rain.")]], [])
