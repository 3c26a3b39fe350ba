"""Every row of the data files keeps the promise of its own example."""

from __future__ import annotations

import pytest

from archive.article import UNNAMED, Article, Form, Margin, Place
from archive.attribution import Agency, Catalogue, attribute, credits_of_text
from archive.attribution.phrases import Phrase, load_phrases

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


def test_catalogue_is_large_and_has_no_doubles() -> None:
    ids = [agency.id for agency in CATALOGUE.agencies]
    assert len(ids) == len(set(ids)) >= 120
    assert len({phrase.language for phrase in PHRASES}) >= 30
    assert len({(phrase.language, phrase.template) for phrase in PHRASES}) == len(PHRASES)


def test_a_careful_name_is_a_spelling_of_its_agency() -> None:
    for agency in CATALOGUE.agencies:
        assert agency.careful | agency.listed | agency.bracketed <= set(agency.spellings), agency.id
