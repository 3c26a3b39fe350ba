"""Words that people write differently: each row of folding.toml, and what was agreed on in the users' own words."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store import index
from archive.store.asking import understand
from archive.store.folding import fold, letters_rows, spelling_rows, spellings, token
from archive.store.snippets import MARK, Marker


class Shelf:
    """One article at a time in an index of its own."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        index.register(self._connection)
        self._connection.execute(
            "CREATE TABLE articles (number INTEGER PRIMARY KEY, headline, standfirst, byline, text, language)"
        )
        index.create(self._connection)

    def finds(self, typed: str, printed: str, language: str = "") -> bool:
        """Tell whether an article that says ``printed`` is found by what somebody typed."""
        self._connection.execute("DELETE FROM articles")
        self._connection.execute("INSERT INTO articles (text, language) VALUES (?, ?)", (printed, language))
        match = understand(typed).match
        found = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
        return bool(match) and bool(self._connection.execute(found, [match]).fetchall())


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


@pytest.mark.parametrize("row", letters_rows(), ids=lambda row: row.typed)
def test_each_row_of_letters_finds_its_example_both_ways(shelf, row):
    for word in row.typed.split():
        assert shelf.finds(word, row.printed), word
    assert shelf.finds(row.printed.split()[0], row.typed)
    if row.apart:
        assert not shelf.finds(*row.apart)
    with Marker(understand(row.typed).wanted) as marker:
        assert MARK in marker.snippet(row.printed)


@pytest.mark.parametrize("row", spelling_rows(), ids=lambda row: row.letter)
def test_each_row_of_spellings_finds_its_example(shelf, row):
    assert shelf.finds(row.typed, row.printed)
    assert shelf.finds(row.printed, row.typed)
    for language in row.not_in:
        assert not shelf.finds(row.typed, row.printed, language)
    if row.apart:
        assert not shelf.finds(*row.apart)
        assert not shelf.finds(row.apart[1], row.apart[0])
    with Marker(understand(row.typed).wanted) as marker:
        assert MARK in marker.snippet(row.printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Strasse", "die Straße"),
        ("STRASSE", "Straße"),
        ("straße", "Strasse in Zürich"),
        ("Muller", "Müller"),
        ("Müller", "Mueller & Söhne"),
        ("istanbul", "İSTANBUL’da"),
        ("İstanbul", "ISTANBUL"),
        ("ısparta", "Isparta"),
        ("Erdogan", "Erdoğan"),
        ("Besiktas", "Beşiktaş"),
        ("resume", "résumé"),
        ("Sao Paulo", "São Paulo"),
        ("Nguyen", "Nguyễn"),
        ("Αθηνα", "Αθήνα"),
        ("μητσοτακης", "Μητσοτάκης"),
        ("Артем", "Артём"),
        ("مسئول", "مسؤول مسئول"),
        ("آزادی", "ازادي"),
        ("تهران", "تهرانَ"),
        ("میشود", "می‌شود"),
        ("می شود", "می‌شود"),
        ("می‌شود", "میشود"),
        ("می‌شود", "می شود"),
        ("2026", "۲۰۲۶"),
        ("٢٠٢٦", "2026"),
        ("२०२६", "2026 में"),
        ("फ़ैसला", "फैसला"),
        ("हिन्दी", "हिंदी"),
        ("সময়", "সময়"),
        ("কলকাতা", "কলকাতায় বৃষ্টি, কলকাতা"),
        ("தமிழ்", "தமிழ்"),
        ("首相", "東京で首相が"),
        ("莫迪", "印度总理莫迪访问"),
        ("ﾄﾖﾀ", "トヨタ"),
        ("ＮＨＫ", "NHKが"),
        ("한국", "한국 대통령"),
        ("กรุงเทพ", "ที่กรุงเทพมหานคร"),
        ("Wasser", "Was\u00adser"),
        ("שלום", "שָׁלוֹם"),
        ("elections l'ete", "Les élections à l’été"),
    ],
)
def test_words_are_found_however_they_are_typed(shelf, typed, printed):
    assert shelf.finds(typed, printed)
    with Marker(understand(typed).wanted) as marker:
        assert MARK in marker.snippet(printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("poet", "pot"),
        ("pot", "poet"),
        ("Manuel", "Manul"),
        ("मोदी", "मादा"),
        ("मुख", "मुँह"),
        ("首相", "首が相"),
        ("мой", "мои"),
    ],
)
def test_different_words_stay_different(shelf, typed, printed):
    assert not shelf.finds(typed, printed)


def test_further_spellings_are_few():
    assert spellings("The minister met Ms Müller-Lüdenscheidt; Müller said.") == "mueller luedenscheidt"
    assert spellings("görüşme", "tr") == ""
    assert spellings("plain words") == ""


texts = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cn"),
        blacklist_characters=MARK + "\ue001\0",
        max_codepoint=0xEFFFF,  # FTS5 takes private characters of the last planes for letters
    ),
    max_size=80,
)


@pytest.mark.parametrize("sign", ["\u061d", "\u0c77", "\u2e43", "\u1abe", "\U0001da87", "\U0001f9ff"])
def test_signs_that_are_newer_than_the_index_part_words(shelf, sign):
    assert shelf.finds("lamp", f"lamp{sign}pier")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("2008", "2008🄫"), ("20", "20℃"), ("5", "№5"), ("sol", "sol\U0001d1bbla"), ("la", "sol\U0001d1bbla")],
)
def test_letters_in_a_sign_belong_to_no_word_beside_it(shelf, typed, printed):
    assert shelf.finds(typed, printed)


@pytest.mark.parametrize("printed", ["၂၀၂၆", "๒๐๒๖", "២០២៦", "໒໐໒໖"])
def test_a_number_of_an_unspaced_script_is_one_word(shelf, printed):
    assert shelf.finds("2026", printed)
    assert shelf.finds(printed, "2026")
    assert not shelf.finds("2", printed)


@given(texts)
def test_every_word_of_a_text_finds_it(printed):
    shelf = Shelf()
    for word in token().findall(printed):
        if any(letter.isalnum() for letter in fold(word)) and word not in ("AND", "OR", "NOT"):
            assert shelf.finds(word, printed), word


@given(texts | st.text(st.sampled_from(list("abé首\"()* ANDORT-:^{}+'")), max_size=60))
def test_nothing_that_is_typed_is_an_error(typed):
    Shelf().finds(typed, "a b é 首")
    question = understand(typed)
    for wanted in (question.wanted, question.unwanted, question.match):
        with Marker(wanted) as marker:
            assert marker.headline("a b é 首").replace(MARK, "").replace("\ue001", "") == "a b é 首"


@given(texts, texts)
def test_marks_change_no_letter_of_a_text(typed, printed):
    with Marker(understand(typed).wanted) as marker:
        assert marker.headline(printed).replace(MARK, "").replace("\ue001", "") == printed
