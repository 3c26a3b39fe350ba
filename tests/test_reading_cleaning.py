"""What goes out of a text and what stays: every row of the phrase tables, and the sentences that begin alike."""

import pytest

from archive.reading import read_page
from archive.reading.appeals import is_appeal, is_closing, is_note_on, is_plain_appeal, opens_credit
from archive.reading.cleaning import clean, furniture, is_teaser, without_glued_teaser
from archive.reading.passages import Passage
from archive.reading.phrases import rows

TEASERS = rows("teasers", "teaser")
FURNITURE = rows("furniture", "furniture")
APPEALS = rows("appeals", "appeal")
CLOSINGS = rows("appeals", "closing")
CREDITS = rows("appeals", "credit")
COPULAS = rows("appeals", "copula")


def cleaned(*texts, headline=""):
    kept, moved = clean([Passage(text) for text in texts], (), headline)
    return [passage.text for passage in kept], [margin.text for margin in moved]


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


@pytest.mark.parametrize("row", APPEALS, ids=lambda row: row["language"])
def test_appeal_row(row):
    assert is_appeal(row["example"])
    assert not is_appeal(row["counter_example"])


@pytest.mark.parametrize("row", CLOSINGS, ids=lambda row: row["phrase"])
def test_closing_row(row):
    assert is_closing(row["example"], ())
    assert not is_closing(row.get("counter_example", "The bridge opened on Monday after ten years."), ())


@pytest.mark.parametrize("row", CREDITS, ids=lambda row: row["phrase"])
def test_credit_row(row):
    assert opens_credit(row["example"])


@pytest.mark.parametrize("row", COPULAS, ids=lambda row: row["language"])
def test_copula_row(row):
    assert is_note_on(f"Jana Roe {row['example']}", ("Max Roe", "Jana Roe"))
    assert not is_note_on(f"Someone else {row['example']}", ("Jana Roe",))


def test_an_appeal_in_the_midst_of_a_text_begins_a_sentence():
    assert is_plain_appeal("No time? Sign up for our free morning newsletter.")
    assert not is_plain_appeal("The chain now lets its guests listen to music on their phones, as does Spotify.")
    assert not is_appeal("“Sign up for the newsletter,” he told the crowd.")


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
    assert cleaned(line)[0] == [left]


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
    assert cleaned(*lines, headline="Bridge Opens After Ten Years!")[0] == [
        "The bridge opened on Monday.",
        "It is long.",
    ]


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
    kept, moved = cleaned("The bridge opened on Monday.", credit)
    assert credit in kept or credit in moved


def test_a_line_with_an_address_closes_but_a_picture_of_a_post_does_not():
    assert is_closing("Write to jana.roe@example.test", ())
    assert is_closing("Find me at twitter.com/janaroe", ())
    assert not is_closing("The bridge at dawn pic.twitter.com/uEfynUpiy7", ())


def read(markup):
    page = f"<html><body><article><h1>Bridge opens</h1><div class='x7'>{markup}</div></article></body></html>"
    return read_page(page.encode(), "https://www.example-courier.test/bridge-opens-4711", {}).paragraphs


LONG = "<p>The bridge opened on Monday after ten years of work, and the first to cross it was a woman of ninety.</p>"


def test_an_appeal_in_the_midst_goes_where_its_link_is_the_asking_word():
    appeal = "<p>Das Wichtigste zur Brücke jeden Tag kompakt, mit dem Newsletter – {}.</p>"
    linked = appeal.format('<a href="/nl">hier entlang</a>')
    assert len(read(LONG + linked + LONG.replace("Monday", "May Day") + LONG.replace("ten", "six"))) == 3
    other = appeal.format('<a href="/nl">mehr als tausend Leser</a> gehen hier entlang')
    assert len(read(LONG + other + LONG.replace("Monday", "May Day") + LONG.replace("ten", "six"))) == 4


def test_a_prompt_takes_a_small_box_with_it_but_no_recipe():
    steps = "".join(f"<p>Step {number}: beat the eggs for {number} minutes.</p>" for number in range(1, 10))
    prompt = "<p>Subscribe to our newsletter</p>"
    assert read(f"{LONG * 2}<div class='x8'><p>Bake with us</p>{prompt}</div>")[-1].startswith("The bridge")
    assert "Step 4: beat the eggs for 4 minutes." in read(f"{LONG * 2}<div class='x8'>{steps}{prompt}</div>{LONG}")
