"""Every row of the data files keeps the promise of its own example."""

from __future__ import annotations

import re

import pytest

from archive.article import UNNAMED, Article, Form, Margin, Place, Role
from archive.attribution import Agency, Catalogue, attribute, credits_of_text
from archive.attribution.agencies import OWN_ROWS
from archive.attribution.catalogue import markdown
from archive.attribution.ocr import Confusion, confusions
from archive.attribution.phrases import Phrase, load_phrases
from archive.attribution.words import Are, WordRow, word_rows

CATALOGUE = Catalogue.load()
PHRASES = load_phrases().rows


@pytest.mark.parametrize("agency", CATALOGUE.agencies, ids=lambda agency: agency.id)
def test_agency_example_gives_the_agency(agency: Agency) -> None:
    found = {credit.agency for credit in credits_of_text(agency.example) if credit.role.value != "subject"}
    assert found, f"{agency.example!r} gives no credit"
    assert agency.id in found


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.rule)
def test_phrase_example_gives_its_role(phrase: Phrase) -> None:
    found = credits_of_text(phrase.example, phrase.language)
    if phrase.form is Form.BYLINE:
        margin = Margin(Place.ABOVE, phrase.example, "byline")
        found = attribute(Article("https://news.example/1", paragraphs=("Text.",), margins=(margin,))).credits
    roles = {credit.role for credit in found if (credit.agency == UNNAMED) == ("{agency}" not in phrase.template)}
    assert phrase.role in roles, f"{phrase.example!r} gives {[(c.agency, c.form.value, c.role.value) for c in found]}"


@pytest.mark.parametrize("phrase", [row for row in PHRASES if row.counter_example], ids=lambda phrase: phrase.rule)
def test_counter_example_gives_nothing(phrase: Phrase) -> None:
    assert credits_of_text(phrase.counter_example, phrase.language) == ()


IN_BYLINES = {
    Are.BY: Role.ORIGIN,
    Are.JOINING: Role.INPUT,
    Are.WITH: Role.INPUT,
    Are.OFFICE: Role.ORIGIN,
    Are.WEEKDAY: Role.ORIGIN,
    Are.DATED: Role.ORIGIN,
    Are.CITY: Role.ORIGIN,
    Are.BIOGRAPHY: None,
}
IN_LINES = {
    Are.LABEL: Role.ORIGIN,
    Are.OUTLET: Role.INPUT,
    Are.RIGHTS: Role.ORIGIN,
    Are.STAFF: Role.INPUT,
    Are.PICTURE: Role.MEDIA,
    Are.MONTH: Role.ORIGIN,
    Are.PLACE: Role.ORIGIN,
    Are.CREDIT: Role.ORIGIN,
    Are.AGENCY: Role.SOURCE,
    Are.ENDING: Role.SOURCE,
    Are.REPORT: Role.SOURCE,
    Are.SAYING: Role.SOURCE,
    Are.OPENING: Role.INPUT,
    Are.GLUED: Role.SOURCE,
    Are.PREFIX: Role.SOURCE,
}
CREDIT_NOTHING = (Are.TRADE, Are.BODY, Are.AT, Are.TEASER, Are.SITE, Are.FIRM, Are.PARTICLE)


@pytest.mark.parametrize("row", word_rows(), ids=lambda row: f"{row.language}-{row.are}")
def test_example_of_words_holds_one_and_gives_the_role(row: WordRow) -> None:
    assert re.search(any_word(row), row.example, re.I), f"{row.example!r} holds none of the words"
    if row.are in IN_BYLINES:
        margin = Margin(Place.ABOVE, row.example, "byline")
        found = attribute(Article("https://news.example/1", paragraphs=("Text.",), margins=(margin,))).credits
        assert {credit.role for credit in found} == ({IN_BYLINES[row.are]} - {None})
    elif row.are in CREDIT_NOTHING:
        below = (Margin(Place.BELOW, row.example, "line"),)
        found = attribute(Article("https://news.example/1", paragraphs=("Text.",), margins=below)).credits
        in_text = () if row.are is Are.SITE else credits_of_text(row.example, row.language)
        assert {credit.role for credit in (*found, *in_text)} <= {Role.SUBJECT}
    else:
        assert IN_LINES[row.are] in {credit.role for credit in credits_of_text(row.example, row.language)}


def any_word(row: WordRow) -> str:
    return "|".join(re.escape(word.strip("*")).replace(r"\ ", r"\s+") for word in row.words)


@pytest.mark.parametrize("confusion", confusions(), ids=lambda confusion: confusion.printed)
def test_misread_example_is_an_agency_in_a_dateline(confusion: Confusion) -> None:
    found = credits_of_text(f"Paris, 14. — ({confusion.example}.) — La Chambre s'est réunie.", "fr")
    assert {credit.role for credit in found} == {Role.ORIGIN}


def test_catalogue_is_large_and_has_no_doubles() -> None:
    ids = [agency.id for agency in CATALOGUE.agencies]
    assert len(ids) == len(set(ids)) >= 120
    assert len({phrase.language for phrase in PHRASES}) >= 30
    assert len({(phrase.language, phrase.template) for phrase in PHRASES}) == len(PHRASES)


def test_a_wikidata_item_is_one_agencys_told_with_its_source_and_shown_in_the_catalogue() -> None:
    items = {agency.id: agency.wikidata for agency in CATALOGUE.agencies if agency.wikidata}
    assert len(items) == len(set(items.values())) >= 65
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items.values())
    sources = OWN_ROWS.read_text(encoding="utf-8").partition("[[agency]]")[0]
    assert [agency for agency in items if not re.search(rf"[: ]{agency}[ .;:\n]", sources)] == []
    table = markdown(CATALOGUE)
    assert [
        agency for agency, item in items.items() if not re.search(rf"^\| `{agency}` .* {item} \|", table, re.M)
    ] == []


def test_a_careful_name_is_a_spelling_of_its_agency() -> None:
    for agency in CATALOGUE.agencies:
        assert agency.careful | agency.listed | agency.bracketed <= set(agency.spellings), agency.id
