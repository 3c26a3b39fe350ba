"""What stands beside the text: bylines, lines above and below, metadata, captions in; credits out."""

from __future__ import annotations

import pytest

from archive.article import Article, Form, Margin, Place, Role, Verdict
from archive.attribution import attribute

PROSE = "The bridge over the river stays closed until Monday, the town said, and drivers must take the long way round."


def article(*paragraphs: str, margins: tuple[Margin, ...]) -> Article:
    return Article("https://news.example/bridge", paragraphs=paragraphs or (PROSE, PROSE), margins=margins)


def pairs(found: Article) -> set[tuple[str, Form, Role]]:
    return {(credit.agency, credit.form, credit.role) for credit in attribute(found).credits}


@pytest.mark.parametrize(
    ("byline", "agency", "role", "verdict"),
    [
        ("Reuters", "reuters", Role.ORIGIN, Verdict.WIRE),
        ("By Reuters", "reuters", Role.ORIGIN, Verdict.WIRE),
        ("Von dpa", "dpa", Role.ORIGIN, Verdict.WIRE),
        ("Por Agencia EFE", "efe", Role.ORIGIN, Verdict.WIRE),
        ("dpa 25.10.2025 - 15:26 Uhr", "dpa", Role.ORIGIN, Verdict.WIRE),
        ("By Jane Roe - Associated Press", "ap", Role.ORIGIN, Verdict.WIRE),
        ("Jane Roe and Jo Doe, Associated Press", "ap", Role.ORIGIN, Verdict.WIRE),
        ("JANE ROE Associated Press", "ap", Role.ORIGIN, Verdict.WIRE),
        ("Jane Roe and AP", "ap", Role.INPUT, Verdict.MIXED),
        ("Par Le Courrier et AFP", "afp", Role.INPUT, Verdict.MIXED),
        ("Von: abc/dpa", "dpa", Role.INPUT, Verdict.MIXED),
        ("Reuters, Jana Roe", "reuters", Role.INPUT, Verdict.MIXED),
        ("Staff and agencies", "unnamed", Role.INPUT, Verdict.MIXED),
        ("Agencies", "unnamed", Role.ORIGIN, Verdict.WIRE),
        ("Agencies, Springfield | 3 May 2021", "unnamed", Role.ORIGIN, Verdict.WIRE),
        ("Jane Roe in Springfield and agency", "unnamed", Role.INPUT, Verdict.MIXED),
        ("Ana Roe y agencias", "unnamed", Role.INPUT, Verdict.MIXED),
        ("Agenturen", "unnamed", Role.ORIGIN, Verdict.WIRE),
        ("एजेंसी, देवगढ़ | 2026-11-11 14:20 IST", "unnamed", Role.ORIGIN, Verdict.WIRE),
        ("وكالات", "unnamed", Role.ORIGIN, Verdict.WIRE),
        ("Agencia EFE", "efe", Role.ORIGIN, Verdict.WIRE),
        ("Jane Roe, Ap Business Writer", "ap", Role.ORIGIN, Verdict.WIRE),
    ],
)
def test_byline(byline: str, agency: str, role: Role, verdict: Verdict) -> None:
    found = article(margins=(Margin(Place.ABOVE, byline, "byline"),))
    assert pairs(found) == {(agency, Form.BYLINE, role)}
    assert attribute(found).verdict is verdict


@pytest.mark.parametrize(
    "box",
    [
        "Jane Roe is a freelance writer who previously worked for Reuters and Bloomberg News.",
        "Jane Roe previously worked with agencies",
        "The Talent Agency",
    ],
)
def test_author_biography_is_no_byline(box: str) -> None:
    assert pairs(article(margins=(Margin(Place.BELOW, box, "byline"),))) == set()


@pytest.mark.parametrize(
    ("line", "author", "agency"),
    [
        ("Agencias 15.11.2026, 20:14", "Agencias", "unnamed"),
        ("By Reuters", "Reuters", "reuters"),
        ("· AFP, 3 May 2021", "AFP", "afp"),
    ],
)
def test_line_that_says_only_who_the_author_is_is_the_byline(line: str, author: str, agency: str) -> None:
    margins = (Margin(Place.ABOVE, line, "credit"), Margin(Place.METADATA, author, "author"))
    assert pairs(article(margins=margins)) == {(agency, Form.BYLINE, Role.ORIGIN)}


def test_line_of_all_the_authors_is_the_byline() -> None:
    authors = (Margin(Place.METADATA, "Jo Doe", "author"), Margin(Place.METADATA, "AP", "author"))
    found = article(margins=(Margin(Place.ABOVE, "Jo Doe and AP", "line"), *authors))
    assert pairs(found) == {("ap", Form.BYLINE, Role.INPUT)}


def test_line_that_repeats_the_byline_with_the_date_glued_on_says_nothing_new() -> None:
    margins = (Margin(Place.ABOVE, "· APA/dpa18.11.2026 12:41", "credit"), Margin(Place.ABOVE, "APA/dpa", "byline"))
    found = pairs(article(margins=margins))
    assert found == {("apa", Form.BYLINE, Role.ORIGIN), ("dpa", Form.BYLINE, Role.ORIGIN)}


def test_signature_under_the_text_is_no_second_byline() -> None:
    for signature in (Margin(Place.BELOW, "--IANS", "line"), Margin(Place.BELOW, "(IANS)", "byline")):
        margins = (Margin(Place.ABOVE, "IANS", "byline"), signature)
        assert {form for _, form, _ in pairs(article(margins=margins))} == {Form.BYLINE, Form.TAGLINE}


def test_author_agency_and_date_in_one_line_are_the_byline() -> None:
    line = "By Jo Doe - Associated Press - Friday, April 28, 2023"
    margins = (
        Margin(Place.ABOVE, "By Jo Doe", "byline"),
        Margin(Place.ABOVE, "- Associated Press - Friday, April 28, 2023", "source"),
        Margin(Place.ABOVE, line, "line"),
    )
    assert pairs(article(margins=margins)) == {("ap", Form.BYLINE, Role.ORIGIN)}


def test_boxes_of_many_sources_belong_to_a_list_of_articles() -> None:
    margins = tuple(Margin(Place.ABOVE, text, "source") for text in ("Sky News", "Reuters", "IB Times"))
    assert attribute(article(margins=margins)).verdict is Verdict.OWN


def test_agency_alone_behind_the_date_is_the_byline() -> None:
    margins = (Margin(Place.ABOVE, "Freitag, 04.02.2022 | 11:38 Uhr"), Margin(Place.ABOVE, "SID"))
    assert pairs(article(margins=margins)) == {("sid", Form.BYLINE, Role.ORIGIN)}


def test_agency_alone_above_the_text_is_a_picture_s() -> None:
    margins = (Margin(Place.ABOVE, "The bridge on Friday"), Margin(Place.ABOVE, "AFP"))
    assert pairs(article(margins=margins)) == {("afp", Form.MEDIA, Role.MEDIA)}


def test_agency_alone_far_below_the_text_is_a_teaser_s_or_a_picture_s() -> None:
    margins = (
        Margin(Place.BELOW, "More about"),
        Margin(Place.BELOW, "Fans with a banner"),
        Margin(Place.BELOW, "REUTERS"),
    )
    assert attribute(article(margins=margins)).verdict is Verdict.OWN


def test_box_that_names_the_source_credits_the_text() -> None:
    assert pairs(article(margins=(Margin(Place.ABOVE, "Reuters", "source"),))) == {
        ("reuters", Form.TAGLINE, Role.ORIGIN)
    }


def test_metadata_repeats_no_visible_byline() -> None:
    found = article(margins=(Margin(Place.ABOVE, "AFP", "byline"), Margin(Place.METADATA, "AFP", "author")))
    assert pairs(found) == {("afp", Form.BYLINE, Role.ORIGIN)}


def test_author_in_the_metadata_alone() -> None:
    found = article(margins=(Margin(Place.METADATA, "AFP", "author"),))
    assert pairs(found) == {("afp", Form.METADATA, Role.ORIGIN)}


def test_agency_beside_a_person_in_the_metadata_is_a_mixture() -> None:
    found = article(margins=(Margin(Place.METADATA, "AFP", "author"), Margin(Place.METADATA, "Jane Roe", "author")))
    assert attribute(found).verdict is Verdict.MIXED


def test_agency_s_reporter_in_the_metadata_is_the_agency() -> None:
    margins = (
        Margin(Place.METADATA, "By JO DOE, AP Business Writer", "author"),
        Margin(Place.METADATA, "JO DOE", "author"),
    )
    assert attribute(article(margins=margins)).verdict is Verdict.WIRE


def test_agency_as_the_provider_in_the_data_of_an_unsigned_page() -> None:
    found = article(margins=(Margin(Place.METADATA, "Reuters", "provider"),))
    assert pairs(found) == {("reuters", Form.METADATA, Role.ORIGIN)}


def test_provider_says_nothing_of_a_signed_text() -> None:
    margins = (Margin(Place.METADATA, "Reuters", "provider"), Margin(Place.ABOVE, "By Jane Roe", "byline"))
    assert pairs(article(margins=margins)) == set()


def test_canonical_address_on_the_agency_site_is_a_credit() -> None:
    found = article(margins=(Margin(Place.METADATA, "https://apnews.com/article/bridge-1", "canonical"),))
    assert pairs(found) == {("ap", Form.METADATA, Role.ORIGIN)}


@pytest.mark.parametrize(
    "margin",
    [
        Margin(Place.CAPTION, "A closed bridge. (AP Photo/Jane Roe)", "caption"),
        Margin(Place.CAPTION, "Quelle: dpa", "picture credit"),
        Margin(Place.CAPTION, "The bridge on Monday. AFP", "caption"),
        Margin(Place.CAPTION, "Jane Roe/Reuters", "picture credit"),
        Margin(Place.METADATA, "Jane Roe/AFP via Getty Images", "creditText"),
    ],
)
def test_credit_under_a_picture_is_the_picture_s(margin: Margin) -> None:
    result = attribute(article(margins=(margin,)))
    assert {credit.role for credit in result.credits} == {Role.MEDIA}
    assert result.verdict is Verdict.OWN


def test_source_line_that_repeats_a_picture_credit_is_the_picture_s() -> None:
    margins = (Margin(Place.BELOW, "Quelle: dpa", "line"), Margin(Place.CAPTION, "Quelle: dpa", "picture credit"))
    assert attribute(article(margins=margins)).verdict is Verdict.OWN


def test_imprint_of_the_whole_site_credits_nobody() -> None:
    imprint = "Copyright 2026 The Springfield News. Copyright 2026 The Associated Press. All rights reserved."
    assert pairs(article(margins=(Margin(Place.BELOW, imprint, "line"),))) == set()
    own_end = "Copyright 2026 The Associated Press. All rights reserved."
    assert attribute(article(margins=(Margin(Place.BELOW, own_end, "line"),))).verdict is Verdict.WIRE


def test_chrome_credits_nobody() -> None:
    footer = "Copyright © 2020 The Associated Press. All rights reserved."
    assert pairs(article(margins=(Margin(Place.CHROME, footer, "line"),))) == set()
