"""What boxes are called: every row of the data, and the boxes that are told from the text by it."""

import pytest

from archive.reading import read_page
from archive.reading.classes import sorts_of
from archive.reading.phrases import rows

CLASSES = rows("classes", "class")
SENTENCES = (
    "The library of the lower town opens its reading room again after the flood of last autumn has dried.",
    "Four thousand volumes were lost, said the librarian, among them the bound papers of a hundred years.",
    "A bindery in the next valley has taken eight hundred of the rest, which will come back one by one.",
)


@pytest.mark.parametrize("row", CLASSES, ids=lambda row: f"{' '.join(row['sorts'])}: {row['words'][0]}")
def test_a_name_tells_what_a_box_is(row):
    for sort in row["sorts"]:
        assert sort in sorts_of(row["example"])
        if "counter_example" in row:
            assert sort not in sorts_of(row["counter_example"])


@pytest.mark.parametrize("row", CLASSES, ids=lambda row: f"{' '.join(row['sorts'])}: {row['words'][0]}")
def test_every_word_of_a_row_is_found(row):
    for word in row["words"]:
        name = row.get("after", [""])[0] + word.replace("*", "s")
        assert set(row["sorts"]) <= sorts_of(name), word


OTHER = "It is high time that somebody said so, and I for one have said it from the first day, as all know."


def paragraphs(box):
    first, second, third = (f"<p>{sentence}</p>" for sentence in SENTENCES)
    text = f"<article><h1>The room is dry</h1><div class='x7'>{first}{box}{second}{third}</div></article>"
    return read_page(f"<body>{text}</body>".encode(), "https://www.example-valley.test/room", {}).paragraphs


@pytest.mark.parametrize(
    "name", ["lista-comentarios", "kommentare", "article-diskuze", "contact-modal", "visually-hidden", "sr-only"]
)
def test_what_readers_say_and_what_is_not_shown_is_no_text(name):
    box = f"<div class='{{}}'><p>{OTHER}</p></div>"
    assert paragraphs(box.format("x8")) == (SENTENCES[0], OTHER, *SENTENCES[1:])
    assert paragraphs(box.format(name)) == SENTENCES
