"""Addresses: one article however it is spelt, and canonical links that are no traps."""

import pytest

from archive.address import address_key, article_id, canonical_address, site

SAME = [
    "https://www.harbour-post.example/news/sea-grass-returns",
    "http://harbour-post.example/news/sea-grass-returns/",
    "https://www.harbour-post.example/news/sea-grass-returns?utm_source=rss&utm_medium=feed",
    "https://www.harbour-post.example/news/sea-grass-returns#comments",
    "https://www.harbour-post.example/news/sea-grass-returns/amp",
    "https://amp.harbour-post.example/news/sea-grass-returns",
    "https://www.harbour-post.example/amp/news/sea-grass-returns",
    "https://www.harbour-post.example/news/sea-grass-returns?amp=1&fbclid=abc",
    "https://www.harbour-post.example:443/news/sea-grass-returns?outputType=amp",
    "HTTPS://WWW.Harbour-Post.example/news//sea-grass-returns",
]
APART = [
    ("https://a.example/story?id=1", "https://a.example/story?id=2"),
    ("https://a.example/story?cid=4711", "https://a.example/story?cid=4712"),
    ("https://a.example/news/one", "https://a.example/news/two"),
    ("https://a.example/", "https://b.example/"),
    ("https://a.example:8080/x", "https://a.example/x"),
    ("https://news.a.example/x", "https://sport.a.example/x"),
]


@pytest.mark.parametrize("spelling", SAME)
def test_every_spelling_of_an_address_is_one_article(spelling):
    assert article_id(spelling) == article_id(SAME[0])


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_may_be_two_articles_stays_two(one, other):
    assert address_key(one) != address_key(other)


def test_the_order_of_the_query_and_the_case_of_escapes_do_not_matter():
    assert address_key("http://a.example/%e0%a4%ae?b=2&a=1") == address_key("http://a.example/%E0%A4%AE?a=1&b=2")


def test_the_site_of_an_address_is_its_registrable_domain():
    assert site("https://www.bbc.co.uk/hindi") == "bbc.co.uk"
    assert site("http://www.harbour-post.example/") == "harbour-post.example"


FETCHED = "https://www.a.example/news/ferry-strike-ends-after-nine-days-812345?from=home"
HEADLINE = "Ferry strike ends after nine days"


@pytest.mark.parametrize(
    "claim",
    [
        "https://www.a.example/news/ferry-strike-ends-after-nine-days-812345",
        "/news/ferry-strike-ends-after-nine-days-812345",
        "https://a.example/812345",
        "https://sport.a.example/ferry-strike-over",
    ],
)
def test_a_canonical_link_that_names_this_page_is_believed(claim):
    assert canonical_address(FETCHED, claim, HEADLINE) != FETCHED


@pytest.mark.parametrize(
    "trap",
    [
        "javascript:void(0)",
        "https://www.a.example/",
        "https://www.a.example/news",
        "https://other.example/news/ferry-strike-ends-after-nine-days-812345",
        "http://[broken",
        "",
        "mailto:editor@a.example",
        "https://www.a.example/20261123/index.html",
    ],
)
def test_a_canonical_trap_is_not_followed(trap):
    assert canonical_address(FETCHED, trap, HEADLINE) == FETCHED
