"""A page in, an Article out: metadata, text, and what stands around it."""

import json
import re

import pytest

from archive.article import Margin, Place
from tests.bridge_page import NEWS, SENTENCES, TEXT, URL, read


def test_a_plain_page():
    article = read(ld=NEWS)
    assert article.paragraphs == SENTENCES
    assert article.headline == "Bridge opens after ten years"
    assert article.authors == ("Ada Byron", "Max Muster")
    assert (article.published, article.published_from) == ("2024-05-06T14:03:00+02:00", "json-ld")
    assert article.modified == "2024-05-06T16:30:00+02:00"
    assert (article.section, article.keywords) == ("World", ("bridge", "river"))
    assert (article.language, article.page_language) == ("en", "en")
    assert (article.no_article, article.paywalled, article.url) == ("", False, URL)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda node: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Example"}, node]},
        lambda node: [{"@type": "BreadcrumbList", "itemListElement": []}, node],
        lambda node: json.dumps(node)[:-1] + ",}",
        lambda node: "<!-- " + json.dumps(node) + " -->",
        lambda node: json.dumps({"@type": "Organization", "name": "x"}) + "\n" + json.dumps(node),
        lambda node: json.dumps(node).replace("bridge", "two\nlines"),
        lambda node: {
            **node,
            "@type": ["Article", "NewsArticle"],
            "author": {"@id": "#a"},
            "x": [{"@id": "#a", "@type": "Person", "name": ["Ada Byron", "Max Muster"]}],
        },
        lambda node: [
            {
                **node,
                "headline": "Another story",
                "url": "https://www.example-courier.test/other-1.html",
                "author": "Someone Else",
            },
            {**node, "url": URL},
        ],
    ],
    ids=["graph", "list", "trailing comma", "comment", "two objects", "raw line break", "by reference", "teaser first"],
)
def test_json_ld_in_its_many_shapes(wrap):
    article = read(ld=wrap(NEWS))
    assert article.authors == ("Ada Byron", "Max Muster")
    assert article.published == "2024-05-06T14:03:00+02:00"


def test_the_summary_of_the_metadata_stands_in_for_a_standfirst_unless_it_is_the_text_cut_off():
    cut = re.sub("<[^>]*>", "", TEXT)[:60] + "..."
    assert read(head=f'<meta property="og:description" content="{cut}">').standfirst == ""
    assert read(head='<meta property="og:description" content="Ten years late">').standfirst == "Ten years late"


@pytest.mark.parametrize(("given", "section"), [("News,Harbour", "News"), ("Arts, Books", "Arts, Books")])
def test_of_several_sections_the_first(given, section):
    assert read(head=f'<meta property="article:section" content="{given}">').section == section


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("2024-05-06T14:03:00+0530", "2024-05-06T14:03:00+05:30"),
        ("2024-05-06T14:03:00.123Z", "2024-05-06T14:03:00+00:00"),
        ("2024-05-06 14:03:00 +02:00", "2024-05-06T14:03:00+02:00"),
        ("2024-05-06T14:03", "2024-05-06T14:03:00"),
        ("2024-05-06", "2024-05-06"),
        ("Mon, 06 May 2024 14:03:00 -0400", "2024-05-06T14:03:00-04:00"),
        ("1714997000", "2024-05-06T12:03:20+00:00"),
        ("1970-01-01T00:00:00Z", ""),
        ("2099-01-01T00:00:00Z", ""),
        ("soon", ""),
    ],
)
def test_times_keep_their_offset_and_lies_are_none(given, read_as):
    article = read(
        head=f'<meta property="article:published_time" content="{given}">',
        headers={"Date": "Tue, 07 May 2024 08:00:00 GMT"},
    )
    assert article.published == read_as
    assert article.published_from == ("meta" if read_as else "")


def test_a_later_place_lends_the_offset_that_the_first_lacks():
    head = '<meta property="article:published_time" content="2024-05-06T14:03:00+02:00">'
    article = read(ld={**NEWS, "datePublished": "2024-05-06"}, head=head)
    assert (article.published, article.published_from) == ("2024-05-06T14:03:00+02:00", "meta")


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ('<meta property="og:site_name" content="Example Courier">', "Bridge opens after ten years"),
        (
            '<meta property="og:title" content="Bridge opens after ten years - Example Courier">',
            "Bridge opens after ten years",
        ),
        ('<meta property="og:title" content="Bridge opens after ten y…">', "Bridge opens after ten years"),
        ('<meta property="og:title" content="Bridge: a decade of work ends">', "Bridge: a decade of work ends"),
    ],
)
def test_the_headline_is_the_publishers_without_the_sites_name(head, headline):
    assert read(head=head).headline == headline


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ('<p class="syndication-credit">PTI</p>', "", Margin(Place.ABOVE, "PTI", "source")),
        ('<div class="byline">By Ada Byron with AFP</div>', "", Margin(Place.ABOVE, "By Ada Byron with AFP", "byline")),
        ('<div class="author"><img src="/dpa.svg" alt="dpa"></div>', "", Margin(Place.ABOVE, "dpa", "logo")),
        (
            "",
            '<p class="footer-note">(With inputs from agencies)</p>',
            Margin(Place.BELOW, "(With inputs from agencies)", "line"),
        ),
        ("", '<div class="source">Quelle: dpa</div>', Margin(Place.BELOW, "Quelle: dpa", "source")),
        (
            '<figure><figcaption>The bridge. <span class="credit">Foto: X/dpa</span></figcaption></figure>',
            "",
            Margin(Place.CAPTION, "Foto: X/dpa", "picture credit"),
        ),
        (
            '<div class="wp-caption"><p class="wp-caption-text">The bridge (AP Photo/A. Byron)</p></div>',
            "",
            Margin(Place.CAPTION, "The bridge (AP Photo/A. Byron)", "caption"),
        ),
    ],
)
def test_credits_beside_the_text_reach_the_margins_with_their_place(above, below, expected):
    article = read(above=above, below=below)
    assert expected in article.margins or any(expected.text in paragraph for paragraph in article.paragraphs)
    assert all(sentence in article.paragraphs for sentence in SENTENCES)


def test_credits_in_metadata_keep_the_key_they_came_from():
    article = read(
        ld={
            **NEWS,
            "sourceOrganization": {"name": "dpa"},
            "copyrightHolder": "AFP",
            "isBasedOn": "https://wire.example/1",
        },
        head='<meta name="syndication-source" content="https://wire.example/1"><meta name="author" content="AP">'
        '<link rel="canonical" href="https://wire-agency.example/bridge-opens-after-ten-years-4711.html">',
    )
    told = {(margin.label, margin.text) for margin in article.margins if margin.place is Place.METADATA}
    assert {("source", "dpa"), ("copyright", "AFP"), ("author", "AP"), ("publisher", "Example Courier")} <= told
    assert ("canonical", "https://wire-agency.example/bridge-opens-after-ten-years-4711.html") in told
    assert article.url == URL


def test_margins_are_few_and_short():
    many = "".join(f'<p class="credit">Credit number {n} {"x" * 400 if n % 2 else ""}</p>' for n in range(200))
    margins = read(above=many).margins
    assert len(margins) <= 60
    assert all(len(margin.text) <= 300 for margin in margins)


def test_a_text_cut_into_boxes_is_read_whole():
    boxes = "".join(
        f"<div class='part'>{TEXT.replace('bridge', f'bridge number {n}')}</div><div class='ad'></div>"
        for n in range(4)
    )
    assert sum("Mayor Ada Lindqvist" in paragraph for paragraph in read(boxes).paragraphs) >= 1
    assert all(f"The bridge number {n} across" in read(boxes).text for n in range(4))


def test_zero_width_joiners_stay_and_soft_hyphens_go():
    text = "क्\u200dष और न\u200cम\u200b: पुल सोम\u00adवार को खुला। " * 8
    assert "क्\u200dष और न\u200cम: पुल सोमवार को खुला।" in read(f"<p>{text}</p>", lang="hi").text


@pytest.mark.parametrize(
    ("marks", "paywalled"),
    [
        ({"isAccessibleForFree": False}, True),
        ({"isAccessibleForFree": "False"}, True),
        ({"isAccessibleForFree": "True"}, False),
        ({}, False),
    ],
)
def test_a_paywall_is_what_the_page_calls_one(marks, paywalled):
    assert read(ld={**NEWS, **marks}).paywalled is paywalled
