"""Articles in, credits and verdict out."""

from __future__ import annotations

import time

import pytest

from archive.article import Article, Form, Margin, Place, Role, Verdict
from archive.attribution import Catalogue, attribute, credits_of_text, explain

PROSE = "The bridge over the river stays closed until Monday, the town said, and drivers must take the long way round."


def article(*paragraphs: str, margins: tuple[Margin, ...] = (), language: str = "") -> Article:
    return Article(
        "https://news.example/bridge", paragraphs=paragraphs or (PROSE, PROSE), margins=margins, language=language
    )


def pairs(found: Article) -> set[tuple[str, Form, Role]]:
    return {(credit.agency, credit.form, credit.role) for credit in attribute(found).credits}


def test_french_article_with_a_quoted_agency_and_unnamed_input_is_mixed() -> None:
    result = attribute(
        article(
            "New Delhi : le fabricant de téléphones a fermé vendredi sa filiale de crédit, ouverte il y a trois ans.",
            "Dans une déclaration à l’IANS, le fabricant a dit vouloir se recentrer sur ses services de base.",
            "La filiale avait prêté 125 crores de roupies à ses clients.",
            "(Avec apports de l’agence)",
            language="fr",
        )
    )
    assert [(c.agency, c.form, c.role) for c in result.credits] == [
        ("ians", Form.CITATION, Role.SOURCE),
        ("unnamed", Form.TAGLINE, Role.INPUT),
    ]
    assert result.verdict is Verdict.MIXED
    assert "agencies without a name" in result.reason
    assert result.credits[1].evidence == "Avec apports de l’agence"


def test_the_same_article_with_plain_apostrophes() -> None:
    found = article(
        "Dans une déclaration à l'IANS, la société l'a nié.", PROSE, "(Avec apports de l'agence)", language="fr"
    )
    assert {(agency, role) for agency, _, role in pairs(found)} == {("ians", Role.SOURCE), ("unnamed", Role.INPUT)}


def test_copyright_of_the_house_that_owns_an_agency_is_no_credit() -> None:
    assert pairs(article(PROSE, "Copyright ©2019 Dow Jones & Company, Inc. All Rights Reserved")) == set()


@pytest.mark.parametrize(
    ("last", "agency", "role"),
    [
        ("dpa", "dpa", Role.ORIGIN),
        ("(dpa/lby)", "dpa", Role.ORIGIN),
        ("--IANS", "ians", Role.ORIGIN),
        ("© AFP", "afp", Role.ORIGIN),
        ("Source: Reuters", "reuters", Role.ORIGIN),
        ("(abc/Reuters)", "reuters", Role.INPUT),
        ("(FR mit dpa)", "dpa", Role.INPUT),
        ("With files from The Canadian Press", "cp", Role.INPUT),
        ("(Con información de EFE)", "efe", Role.INPUT),
        ("(एजेंसी)", "unnamed", Role.ORIGIN),
        ("mit Agenturmaterial", "unnamed", Role.INPUT),
    ],
)
def test_last_line(last: str, agency: str, role: Role) -> None:
    result = attribute(article(PROSE, PROSE, last))
    assert [(c.agency, c.role) for c in result.credits] == [(agency, role)]
    assert result.credits[0].paragraph == 2
    assert last[result.credits[0].start : result.credits[0].end] == result.credits[0].evidence


def test_dateline_of_another_article_far_down_is_not_this_article_s() -> None:
    assert pairs(article(*[PROSE] * 9, "PHOENIX (AP) — A man was held on Monday.")) == set()


def test_own_site_of_an_agency() -> None:
    result = attribute(Article("https://apnews.com/article/bridge-1", paragraphs=(f"PARIS (AP) — {PROSE}",)))
    assert result.verdict is Verdict.AGENCY
    assert "Associated Press" in result.reason


def test_no_article_has_no_credits() -> None:
    result = attribute(
        Article("https://news.example/", paragraphs=("PARIS (AP) — " + PROSE,), no_article="section page")
    )
    assert (result.verdict, result.credits) == (Verdict.OTHER, ())
    assert "section page" in result.reason


def test_party_and_agency_of_one_name_in_one_text() -> None:
    found = article(
        "Imran Khan's Pakistan Tehreek-e-Insaf (PTI) will march on Monday.",
        "PTI workers gathered in Lahore, a party leader told news agency PTI.",
    )
    assert {(agency, role) for agency, _, role in pairs(found)} == {("pti", Role.SOURCE)}


def test_names_inside_addresses_and_words_are_no_agencies() -> None:
    assert credits_of_text("See https://news.example/ap/AFP/reuters and www.dpa.com for CUPTI and A$AP.") == ()


def test_a_page_that_repeats_itself_without_end_is_read_in_bounded_time() -> None:
    sentence = "He told AFP on Friday that it was so and Reuters said (Photo: PA) it was not, as dpa reports. "
    began = time.process_time()
    found = credits_of_text(sentence * 300, "en")
    assert {"afp", "reuters", "pa", "dpa"} <= {credit.agency for credit in found}
    assert time.process_time() - began < 30  # two seconds here; minutes when every rule looks at the whole line


def test_a_line_of_names_without_a_blank_ends_soon() -> None:
    began = time.process_time()
    credits_of_text("<+AFP!" * 200_000 + " (dpa)", "en")
    assert time.process_time() - began < 20  # three seconds here; 90 when each name is looked at


def test_a_text_of_nothing_but_names_ends_soon_and_keeps_its_last_line():
    paragraphs = ("Reuters AFP said " * 5_000,) * 20 + ("A bridge opened on Monday.", "(dpa)")
    began = time.process_time()
    found = attribute(Article(url="https://news.example/a", headline="A bridge", paragraphs=paragraphs)).credits
    assert time.process_time() - began < 10  # one second here; 110 when every name is looked at
    assert "dpa" in {credit.agency for credit in found}


def test_the_one_agency_cited_is_inferred_where_agencies_have_no_name() -> None:
    told, inputs = "The mayor told PTI that the bridge was safe.", "(With agency inputs)"
    result = attribute(article(PROSE, told, inputs))
    (one,) = result.inferred
    assert (one.agency, one.unnamed.evidence, one.named.evidence) == ("pti", "With agency inputs", "told PTI")
    assert ("pti", Role.INPUT) not in {(credit.agency, credit.role) for credit in result.credits}
    assert attribute(article(PROSE, told)).inferred == ()
    assert attribute(article(PROSE, told, "He told Reuters so too.", inputs)).inferred == ()
    assert attribute(article(PROSE, told, "(With agency inputs)", "(AFP)")).inferred == ()


def test_evidence_stands_where_the_credit_says() -> None:
    found = article(
        "PARIS, 3 May (AFP) - The bridge is shut.", PROSE, "“It is safe,” the mayor told Reuters on Friday."
    )
    for credit in attribute(found).credits:
        assert credit.paragraph is not None
        assert found.paragraphs[credit.paragraph][credit.start : credit.end] == credit.evidence


def test_an_explanation_names_what_decides_what_was_passed_over_and_what_would_change_it() -> None:
    text = article(
        "NEW DELHI: The bridge is shut, the Andhra Pradesh government said.",
        "AP has no money for it.",
        "He told ANI so.",
        "(With inputs from Reuters)",
        margins=(Margin(Place.CHROME, "Latest from AFP", "line"),),
    )
    told = explain(text, attribute(text), Catalogue.load())
    assert told.verdict is Verdict.MIXED
    assert {(weight.credit.agency, weight.without) for weight in told.weights} == {
        ("ani", Verdict.MIXED),
        ("reuters", Verdict.OWN),
    }
    passed = {one.agency: one.why for one in told.passed_over}
    assert "Andhra Pradesh" in passed["ap"]
    assert "frame" in passed["afp"]
    assert told.changes[0] == "Without “With inputs from Reuters” it would be own."


def test_an_explanation_of_a_page_of_an_agency_or_of_no_article() -> None:
    own = Article("https://www.reuters.com/1", paragraphs=(PROSE,))
    assert "outside the sites of Reuters" in explain(own, attribute(own), Catalogue.load()).changes[0]
    none = Article("https://news.example/", no_article="section page")
    assert explain(none, attribute(none), Catalogue.load()).verdict is Verdict.OTHER
