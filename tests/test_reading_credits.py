"""What tells a line to be a credit: every row of the data."""

import pytest

from archive.reading.credits import (
    bracketed_credit,
    credit_at_end,
    hints_at_credit,
    holds_credit,
    is_bare_credit,
    meta_label,
    names_photographer,
)
from archive.reading.phrases import rows

WORDS = rows("credits", "word")
TOLD = {
    "printed": credit_at_end,
    "photo": names_photographer,
    "bracketed": bracketed_credit,
    "alt": holds_credit,
    "bare": is_bare_credit,
    "hint": hints_at_credit,
}


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row['language']}: {row['words'][0]}")
def test_a_word_tells_a_credit(row):
    for sort in row["sorts"]:
        assert TOLD[sort](row["example"]), sort
        assert not TOLD[sort](row.get("counter_example", "It was long")), sort


@pytest.mark.parametrize("row", rows("credits", "meta"), ids=lambda row: row["label"])
def test_the_name_of_a_meta_tag_says_what_its_value_is(row):
    assert meta_label(row["example"]) == row["label"]
    assert [meta_label(name) for name in row["names"]] == [row["label"]] * len(row["names"])


def test_other_meta_tags_say_nothing_of_credits():
    assert [meta_label(name) for name in ("description", "og:image:width", "viewport")] == ["", "", ""]


def test_the_credit_of_a_caption_is_what_it_ends_with():
    assert credit_at_end("The old bridge in fog. Foto: Ada Byron/Example") == "Foto: Ada Byron/Example"
    assert bracketed_credit("The old bridge (built 1920) (Photo: Ada Byron)") == " (Photo: Ada Byron)"
    assert (credit_at_end("The old bridge"), bracketed_credit("The old bridge (built 1920)")) == ("", "")


@pytest.mark.parametrize("line", ["AFP", "2024 AP", "--MNA", "DPA/AFP", "abc/AFP"])
def test_a_line_of_agencies_alone_is_a_bare_credit(line):
    assert is_bare_credit(line)
    assert not is_bare_credit(f"{line} says so")
