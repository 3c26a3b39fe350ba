"""What comparing rests on: fingerprints of words, and what of a text is a quotation."""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from archive.syndication import fingerprint
from archive.syndication.alignment import hits_of
from archive.syndication.furniture import keyed_lines
from archive.syndication.quotations import quotations
from archive.syndication.slots import CROWDED, slots_of
from archive.syndication.words import read_together, read_words
from tests.dispatch import DISPATCH

PROVISIONS = tomllib.loads(
    (Path(quotations.__code__.co_filename).parent / "provisions.toml").read_text(encoding="utf-8")
)["provision"]


@pytest.mark.parametrize("row", PROVISIONS, ids=lambda row: row["opening"])
def test_provisions_of_laws_count_as_quotations(row: dict[str, str]) -> None:
    assert quotations(row["example"]) == [(0, len(row["example"]))]
    assert quotations(row["counter"]) == []


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


MIXED = [
    "The storm hit the coast on Monday, killing 3,400 people at 12:30.",
    "",
    "Straße, naïve, ½ of it… and the workers' union\nsaid no.",
    "首相は10日に東京で会談した。\nNATO加盟。",
    "\u00ad \u0651",
    "प्रधानमंत्री ने कहा\n१२ लाख",
]


def test_texts_have_the_same_words_whether_read_together_or_alone() -> None:
    for text, together in zip(MIXED, read_together([(text, "ja") for text in MIXED]), strict=True):
        alone = read_words(text, "ja")
        assert together.unspaced == alone.unspaced
        for part in ("values", "starts", "ends", "breaks", "numbers"):
            assert getattr(together, part).tolist() == getattr(alone, part).tolist()


def test_words_stand_where_they_stand_in_the_text() -> None:
    words = read_together([("One.", ""), ("Two hits at 12:30,\nor three", "")])[1]
    found = [words.text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert found == ["Two", "hits", "at", "12:30", "or", "three"]
    assert words.numbers.tolist() == [False, False, False, True, False, False]


@pytest.mark.parametrize("beside", ["Plain text.", "A “quoted” text – set well.", "Un texte accentué.", "日本語。"])
def test_a_line_has_one_key_whatever_stands_beside_it(beside: str) -> None:
    line, same = "Follow The Daily “on air” – now", "FOLLOW  thedaily “ON AIR” –\u2009NOW"
    keys = {keyed_lines(f"{text}\n{beside}", "The Daily")[0] for text in (line, same)}
    assert keys == {keyed_lines("follow “on air” – now")[0]}
    assert keyed_lines(f"{beside}\n\n \t")[1:] == keyed_lines("\n")


def test_every_seed_that_two_texts_share_is_found() -> None:
    pick = random.Random(7)
    for _ in range(50):
        a, b = (read_words(" ".join(pick.choices("abcde", k=pick.randint(0, 120)))) for _ in "ab")
        hits = hits_of(a, b)
        assert hits.here.tolist() == [place for place, seed in enumerate(a.seeds) if seed in b.seeds]
        assert a.seeds[hits.here].tolist() == b.seeds[hits.there].tolist()


def test_a_place_is_found_among_hashes_that_end_alike() -> None:
    hashes = np.array([7 << 40, 1, 5 << 40, 1, 3], np.uint64)  # all zeros at the end, twice; and one hash twice
    slots = slots_of(hashes)
    assert slots.first_guess(hashes).tolist() == [CROWDED, CROWDED, CROWDED, CROWDED, 4]
    assert slots.rest[:-1].tolist() == [1, 1, 5 << 40, 7 << 40]
    assert slots.rest_places.tolist() == [1, 3, 2, 0]
