"""One abbreviation, two meanings: what in the text decides between the agency and the other."""

from __future__ import annotations

import pytest

from archive.article import Article, Form, Margin, Place, Role, Verdict
from archive.attribution import attribute, credits_of_text

PARTY = "Pakistan Tehreek-e-Insaf won the seat."
TEXT = "The bridge stays closed until Monday, the mayor of the town said on Friday."


def roles(text: str, language: str = "en") -> set[tuple[str, str]]:
    return {(c.agency, c.role.value) for c in credits_of_text(text, language) if c.role is not Role.SUBJECT}


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("PTI said the vote was fair.", False),
        ("According to PTI, the vote was fair.", False),
        ("The vote was fair, the mayor told PTI.", True),
        ("The vote was fair, PTI reported.", True),
        ("The vote was fair, according to news agency PTI.", True),
    ],
)
def test_in_a_text_on_a_party_only_what_is_done_to_agencies_cites_one(said: str, cited: bool) -> None:
    assert roles(f"{PARTY} {said}") == ({("pti", "source")} if cited else set())
    assert roles(said) == {("pti", "source")}


@pytest.mark.parametrize(
    "text",
    [
        "The minister met AAP leaders.",
        "According to AFP Commander Kate Sample, two men were held.",
        "Banks told UPI users to wait.",
        "“It is ten years away,” according to AGI researchers.",
        "According to Reuters Group plc, profits rose by a third.",
        "Agence Wolff (S. A.), 2, rue du Marché : prêts sur bijouterie.",
    ],
)
def test_a_body_with_leaders_officers_or_users_and_a_firm_are_no_agency(text: str) -> None:
    assert roles(text) == set()


def test_a_party_behind_an_agency_is_not_of_its_list() -> None:
    assert roles("Speaking to ANI, AAP spokesperson Jane Roe denied it.") == {("ani", "source")}


def test_the_verb_of_another_sentence_cites_nobody() -> None:
    assert roles("Agentura CzechInvest to oznámila. ČTK sídlí v Praze.", "cs") == set()
    assert roles("Oznámila to agentura ČTK. Most je uzavřen.", "cs") == {("ctk", "source")}


def test_a_town_of_the_state_before_its_abbreviation_is_no_dateline() -> None:
    assert roles("VIJAYAWADA (AP): The cabinet met on Monday to pass the budget.") == set()
    assert roles("WASHINGTON (AP) — The cabinet met on Monday to pass the budget.") == {("ap", "origin")}


def test_what_is_signed_above_the_first_paragraph_is_a_caption() -> None:
    article = Article("https://news.example/1", paragraphs=("The bridge at dusk on Friday. (AP)", TEXT, TEXT))
    said = attribute(article)
    assert [(c.agency, c.form, c.role) for c in said.credits] == [("ap", Form.MEDIA, Role.MEDIA)]
    assert said.verdict is Verdict.OWN
    assert roles(f"The bridge at dusk. © ANP\n{TEXT}") == {("anp", "media")}
    assert roles(f"{TEXT} © ANP") == {("anp", "origin")}


@pytest.mark.parametrize(
    "below", ["This site uses material from The Associated Press and AFP.", "More stories: Storm kills nine (AP)"]
)
def test_the_imprint_and_teasers_below_the_text_credit_nothing(below: str) -> None:
    article = Article("https://news.example/1", paragraphs=(TEXT, TEXT), margins=(Margin(Place.BELOW, below, "line"),))
    assert attribute(article).credits == ()


def test_data_of_an_agency_is_not_the_text() -> None:
    assert roles("Market data provided by Reuters. All rights reserved.") == set()
    assert roles("This story was provided by Reuters.") == {("reuters", "origin")}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Dakar, 4 mars (APS) – Le ministre a lancé lundi une campagne.", "aps-sn"),
        ("ALGER, 4 mars (APS) – Le ministre a reçu lundi l'envoyé de Dakar.", "aps"),
        ("4 mars (APS) – Le ministre a lancé lundi une campagne de vaccination.", "aps"),
    ],
)
def test_the_place_named_first_tells_two_agencies_with_one_abbreviation_apart(text: str, agency: str) -> None:
    assert {found for found, _ in roles(text, "fr")} == {agency}


def test_what_an_agencys_reporters_contributed_to_its_own_text_is_its_text() -> None:
    contributed = "Associated Press writers Tom Model and Sue Draft contributed to this report."
    assert roles(contributed) == {("ap", "input")}
    article = Article("https://news.example/1", paragraphs=(f"WASHINGTON (AP) — {TEXT}", TEXT, contributed))
    assert {c.role for c in attribute(article).credits} == {Role.ORIGIN}


@pytest.mark.parametrize(
    ("line", "form", "role"),
    [
        ("AFP/The Courier", Form.TAGLINE, Role.INPUT),
        ("AFP/Jean Modèle", Form.MEDIA, Role.MEDIA),
        ("With files from The Canadian Press", Form.TAGLINE, Role.INPUT),
        ("The Courier with AFP", Form.BYLINE, Role.INPUT),
    ],
)
def test_an_outlet_a_photographer_and_given_material_beside_an_agency(line: str, form: Form, role: Role) -> None:
    assert [(c.form, c.role) for c in credits_of_text(line)] == [(form, role)]


def test_a_name_in_brackets_cites_nobody_whom_the_text_is_credited_to_besides() -> None:
    inside = "The bridge (Reuters) is the third to close this year, the mayor said."
    assert roles(inside) == {("reuters", "source")}
    assert roles(f"LONDON (Reuters) - The bridge is shut.\n{inside}\nBuses run.") == {("reuters", "origin")}


def test_a_poll_of_an_agency_is_cited_but_a_ranking_is_not() -> None:
    assert roles("Rates will rise, analysts said in a recent Reuters poll.") == {("reuters", "source")}
    assert roles("The team was third in the Associated Press poll.") == set()


def test_a_misread_word_beside_an_old_agency_is_no_mark_of_the_outlet() -> None:
    dated = credits_of_text("Paris, 3 mai. (Agencc Havas.) Le ministre est arrivé hier soir.", "fr")
    assert [(c.agency, c.form, c.role) for c in dated] == [("havas", Form.DATELINE, Role.ORIGIN)]
    assert roles("(Agencc Havas.) Le ministre est arrivé à Paris hier soir.", "fr") == {("havas", "origin")}
