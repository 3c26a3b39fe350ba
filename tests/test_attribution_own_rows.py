"""Agencies and phrases that users add in a file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.article import Article, Margin, Place, Role, Verdict
from archive.attribution import Catalogue, attribute, credits_of_text
from archive.errors import ArchiveError

PROSE = "The bridge over the river stays closed until Monday, the town said, and drivers must take the long way round."


def test_a_user_adds_an_agency(tmp_path: Path) -> None:
    rows = tmp_path / "agencies.toml"
    rows.write_text(
        '[[agency]]\nid = "nordwire"\nname = "Nordwire"\nhosts = ["nordwire.example"]\nexample = "(Nordwire)"\n',
        encoding="utf-8",
    )
    catalogue = Catalogue.load(rows)
    signed = Article("https://news.example/bridge", paragraphs=(PROSE, "(Nordwire)"))
    assert attribute(signed, catalogue).verdict is Verdict.WIRE
    assert (
        attribute(Article("https://www.nordwire.example/1", paragraphs=(PROSE,)), catalogue).verdict is Verdict.AGENCY
    )
    assert attribute(signed).verdict is Verdict.OWN


def test_a_user_adds_a_spelling_to_a_known_agency(tmp_path: Path) -> None:
    rows = tmp_path / "agencies.toml"
    rows.write_text('[[agency]]\nid = "dpa"\nname = "Dpa-Zentrale"\nexample = "(Dpa-Zentrale)"\n', encoding="utf-8")
    found = credits_of_text("Die Brücke bleibt gesperrt. (Dpa-Zentrale)", "de", Catalogue.load(rows))
    assert [credit.agency for credit in found] == ["dpa"]


PHRASE = '[[phrase]]\nis = "Desk"\nrole = "origin"\nstands = "edge"\nexample = "Desk"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[agency]]\nid = ", "cannot read"),
        ('[[agency]]\nid = "x"\nexample = "x"\n', "agency 1 (x): has no name"),
        ('[[agency]]\nid = "x"\nname = "X"\nexample = "x"\nhost = "x"\n', "unknown key 'host'"),
        ('[[agency]]\nid = "x"\nname = "X"\nexample = "x"\nhosts = "x"\n', "hosts must be a list"),
        (
            '[[agency]]\nid = "x"\nname = "X"\nexample = "x"\nwikidata = "q7"\n',
            "wikidata is 'q7'; write the item as in",
        ),
        ("[agency]\nid = 1\n", "write [[agency]]"),
        ('[[phrase]]\nform = "tagline"\n', "phrase 1 (no text): has no is"),
        (f'{PHRASE}form = "foot"\n', "form is 'foot'; take one of byline"),
        (f'{PHRASE}form = "byline"\nagency = "nordwire"\n', "no agency has the id 'nordwire'"),
        (f'{PHRASE}form = "byline"\nhost = "x"\n', "unknown key 'host'"),
        (f'{PHRASE}form = "byline"\nhosts = "x"\n', "hosts must be a list"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    rows = tmp_path / "agencies.toml"
    rows.write_text(text, encoding="utf-8")
    with pytest.raises(ArchiveError) as caught:
        Catalogue.load(rows)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_outlet_has_a_style_of_its_own(tmp_path: Path) -> None:
    rows = tmp_path / "agencies.toml"
    rows.write_text(
        """[[phrase]]
is = "Meridian Wire Desk"
agency = "ap"
hosts = ["courier.example"]
form = "byline"
role = "origin"
stands = "edge"
example = "Meridian Wire Desk"

[[phrase]]
language = "de"
is = "aus dem Ticker von {agency}"
form = "tagline"
role = "input"
stands = "near"
example = "(aus dem Ticker von dpa)"
""",
        encoding="utf-8",
    )
    catalogue = Catalogue.load(rows)
    byline = (Margin(Place.ABOVE, "Meridian Wire Desk", "byline"),)
    for url, credited in (("https://www.courier.example/1", ["ap"]), ("https://other.example/1", [])):
        found = attribute(Article(url, paragraphs=(PROSE,), margins=byline), catalogue)
        assert [credit.agency for credit in found.credits] == credited
    ticker = credits_of_text("Die Brücke ist zu. (aus dem Ticker von dpa)", "de", catalogue)
    assert [(credit.agency, credit.role) for credit in ticker] == [("dpa", Role.INPUT)]
