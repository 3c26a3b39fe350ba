"""What goes out of a text and what stays: every row of the phrase tables, and the sentences that begin alike."""

import pytest

from archive.reading.cleaning import clean, furniture, is_teaser, rows, without_glued_teaser

TEASERS = rows("teasers")
FURNITURE = rows("furniture")


@pytest.mark.parametrize("row", TEASERS, ids=lambda row: f"{row['language']}: {row['phrase']}")
def test_teaser_row(row):
    assert is_teaser(row["example"])
    if "counter_example" in row:
        assert not is_teaser(row["counter_example"])
        assert without_glued_teaser("It rained. " + row["counter_example"]) == "It rained. " + row["counter_example"]


@pytest.mark.parametrize("row", FURNITURE, ids=lambda row: f"{row['language']}: {row['phrase']}")
def test_furniture_row(row):
    assert furniture(row["example"]) == row["kind"]
    if "counter_example" in row:
        assert not furniture(row["counter_example"])


def test_phrases_speak_at_least_fifteen_languages_and_stand_once():
    assert len({row["language"] for row in TEASERS}) >= 20
    assert len({row["language"] for row in FURNITURE}) >= 15
    assert len({row["phrase"] for row in TEASERS}) == len(TEASERS)
    assert len({(row["phrase"], row["match"]) for row in FURNITURE}) == len(FURNITURE)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "La société vend des trains en Inde.Lire aussi – Craintes de récession : des emplois supprimés",
            "La société vend des trains en Inde.",
        ),
        (
            "Le plan existe depuis 2019. Lire aussi – La firme peut-elle partir ? Voici les réponses",
            "Le plan existe depuis 2019.",
        ),
        ("The bridge opened in May. Also Read: Ferry fares to rise in June", "The bridge opened in May."),
        ("He said: “We will stay.”Also Read | Ferry fares to rise", "He said: “We will stay.”"),
        ("पुल मई में खुला।यह भी पढ़ें: किराया बढ़ेगा", "पुल मई में खुला।"),
        ("橋は５月に開通した。あわせて読みたい：運賃が上がる", "橋は５月に開通した。"),
        (
            "“Read more, talk less,” he told the pupils on Monday.",
            "“Read more, talk less,” he told the pupils on Monday.",
        ),
        ("Read more than one paper, he said. That was all.", "Read more than one paper, he said. That was all."),
    ],
)
def test_a_teaser_glued_to_a_sentence_goes_and_the_sentence_stays_whole(line, left):
    assert without_glued_teaser(line) == left
    assert clean([line], "")[0] == [left]


def test_a_glued_teaser_with_text_behind_it_is_left_alone():
    line = "The bridge opened in May. Also Read: Ferry fares to rise. " + "The town had waited for it for years. " * 10
    assert without_glued_teaser(line) == line


def test_headline_in_first_paragraph_and_doubled_lines_go():
    lines = [
        "Bridge opens after ten years",
        "The bridge opened on Monday.",
        "The bridge opened on Monday.",
        "It is long.",
    ]
    assert clean(lines, "Bridge Opens After Ten Years!")[0] == ["The bridge opened on Monday.", "It is long."]


@pytest.mark.parametrize(
    "credit",
    [
        "(dpa)",
        "--IANS",
        "Source: AFP",
        "© 2024 The Associated Press. All rights reserved.",
        "(With inputs from PTI)",
        "(Avec apports de l’agence)",
        "mit Material der dpa",
        "Reuters",
        "(एजेंसी)",
        "(Reporting by A. Writer; Editing by B. Editor)",
    ],
)
def test_a_credit_line_is_never_junk(credit):
    kept, moved = clean(["The bridge opened on Monday.", credit], "")
    assert credit in kept or credit in [margin.text for margin in moved]
