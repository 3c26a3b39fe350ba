"""What makes another edition, and what does not."""

import pytest

from archive.reading import same_text, text_digest

TEXT = ("The bridge opened on Monday.", "“It is long,” the mayor said – and left.")


@pytest.mark.parametrize(
    "other",
    [
        ("The bridge  opened on\u00a0Monday. ", '"It is long," the mayor said - and left.'),
        ("The bridge opened on Monday. “It is long,” the mayor said – and left.",),
        ("Updated: May 6, 2024 16:30 IST", *TEXT),
        ("Stand: 06.05.2024, 16:30 Uhr", *TEXT),
        (*TEXT, "Publié le 6 mai 2024 à 16h30"),
        ("The bri\u00addge opened on Monday.", "«It is long,» the mayor said — and left."),
    ],
    ids=["blanks", "paragraphs", "stamp", "German stamp", "French stamp", "marks"],
)
def test_no_new_edition(other):
    assert same_text(TEXT, other)
    assert text_digest(TEXT) == text_digest(other)


@pytest.mark.parametrize(
    "other",
    [
        ("The bridge opened on Tuesday.", TEXT[1]),
        ("the bridge opened on Monday.", TEXT[1]),
        TEXT[:1],
        ("Six bridges opened in 2024 after 10 years.", *TEXT),
    ],
    ids=["word", "case", "cut", "added"],
)
def test_a_new_edition(other):
    assert not same_text(TEXT, other)
    assert text_digest(TEXT) != text_digest(other)


def test_composed_and_decomposed_letters_are_the_same():
    assert text_digest(["Où est la fenêtre\u0301e"]) == text_digest(["Ou\u0300 est la fene\u0302tre\u0301e"])


def test_a_charset_flip_is_no_new_edition():
    text = "Die Brücke wurde am Montag geöffnet – endlich."
    assert same_text([text], [text.encode().decode("cp1252")])
