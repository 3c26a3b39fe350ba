"""Notes right above and below a text: every row of the data, and where what goes is kept."""

import pytest

from archive.article import Margin, Place
from archive.reading.edges import without_edges
from archive.reading.lines import lines_of
from archive.reading.notes import is_stamp, note, tells_reading_time
from archive.reading.passages import Passage
from archive.reading.phrases import rows
from archive.reading.tree import parse

NOTES = rows("notes", "note")
POINTERS = rows("notes", "pointer")
FIRST = "The old toll bridge was closed on Tuesday after a barge had struck its middle pier in the fog."
LAST = "Divers will look at the pier on Thursday, and until then the ferry of the lower town runs all night."


def edged(*parts):
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    lines = lines_of(parse(f"<html><body><div>{body}</div></body></html>")[0])
    kept, moved = without_edges([Passage(line.text, at, at) for at, line in enumerate(lines)], lines, ())
    return [passage.text for passage in kept], moved


@pytest.mark.parametrize("row", NOTES, ids=lambda row: f"{row['kind']}: {row['language']}")
def test_a_note_is_known_by_its_words(row):
    assert note(row["example"]) == row["kind"]
    assert not note(row.get("counter_example", LAST))


@pytest.mark.parametrize("row", NOTES, ids=lambda row: f"{row['kind']}: {row['language']}")
def test_every_phrase_of_a_row_is_known(row):
    shapes = {
        "tags": "{}: Bridges",
        "stamp": "{}: 6",
        "reading time": "{}: 6",
        "picture": "{}: Ada Byron",
        "phone": "{}: 01632 960 123",
    }
    for phrase in row["phrases"]:
        line = shapes.get(row["kind"], "{}").format(phrase)
        assert note(line) or note(f"6 {phrase}"), phrase


@pytest.mark.parametrize("row", POINTERS, ids=lambda row: row["language"])
def test_a_last_line_that_ends_in_a_bare_link_goes(row):
    assert edged(FIRST, LAST, row["example"])[0] == [FIRST, LAST]
    for phrase in row["phrases"]:
        assert edged(FIRST, LAST, f'<p>Of the bridge one reads <a href="/x">{phrase}</a>.</p>')[0] == [FIRST, LAST]


def test_a_sentence_with_such_a_link_in_its_midst_stays():
    line = '<p>The divers, of whom <a href="/x">here</a> is more, are of the lower town.</p>'
    assert len(edged(FIRST, line)[0]) == 2


@pytest.mark.parametrize("line", ["By Ada Byron", "Von Ada Byron und Max Roe"])
def test_a_byline_at_an_edge_is_no_paragraph(line):
    assert edged(line, FIRST, LAST) == ([FIRST, LAST], [Margin(Place.ABOVE, line, "byline")])
    assert edged(FIRST, LAST, line) == ([FIRST, LAST], [Margin(Place.BELOW, line, "byline")])


@pytest.mark.parametrize("line", ["Foto: Ada Byron", "[Featured image by Ada Byron/Example Pictures]", "© Ada Byron"])
def test_the_credit_of_a_picture_above_the_text_is_a_captions(line):
    assert edged(line, FIRST, LAST) == ([FIRST, LAST], [Margin(Place.CAPTION, line, "picture credit")])


def test_the_credit_of_a_picture_below_the_text_is_a_captions():
    kept, moved = edged(FIRST, LAST, "Beitragsbild: Ada Byron")
    assert (kept, moved) == ([FIRST, LAST], [Margin(Place.CAPTION, "Beitragsbild: Ada Byron", "picture credit")])


def test_where_a_text_appeared_first_is_a_credit_below_it():
    kept, moved = edged(FIRST, LAST, "Originally published by the Example Gazette.", "Tags: bridges, barges")
    assert kept == [FIRST, LAST]
    assert [(margin.place, margin.text, margin.label) for margin in moved] == [
        (Place.BELOW, "Originally published by the Example Gazette.", "source"),
        (Place.BELOW, "Tags: bridges, barges", "line"),
    ]


def test_a_label_before_a_link_leads_elsewhere():
    line = '<p>Tip: are you at home here? <a href="/quiz">Test what you know of bridges in the quiz</a>.</p>'
    assert edged(FIRST, LAST, line)[0] == [FIRST, LAST]
    assert len(edged(FIRST, LAST, line.replace("Tip: are", "Are"))[0]) == 3


def test_tags_and_stamps_among_the_paragraphs_stay():
    assert edged(FIRST, "Category: stone bridges", "Updated: 6 May 2024", LAST)[0] == [
        FIRST,
        "Category: stone bridges",
        "Updated: 6 May 2024",
        LAST,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "6 May 2024",
        "April 21, 2022",
        "17:41 JST, October 13, 2024",
        "Mis à jour le 6 mai 2024 à 10h15",
        "2024年5月6日 10:15",
    ],
)
def test_a_date_alone_is_a_stamp(line):
    assert is_stamp(line)


@pytest.mark.parametrize("line", ["— Example News (@example) January 28, 2019", "The bridge of 1920 has three arches"])
def test_the_end_of_a_post_and_a_sentence_are_no_stamps(line):
    assert not is_stamp(line)


@pytest.mark.parametrize(
    "row", [row for row in NOTES if row["kind"] == "reading time"], ids=lambda row: row["language"]
)
def test_a_byline_may_tell_the_reading_time(row):
    assert tells_reading_time(f"By Ada Byron · {row['example']}")
    assert not tells_reading_time("By Ada Byron")
