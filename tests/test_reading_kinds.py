"""What is an article, and what is an error page, a list of articles, a wall against robots."""

import pytest

from archive.reading import read_page
from tests.bridge_page import SENTENCES, TEXT, URL, read


def bare(title, inner):
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{inner}</body></html>"


def listing(count):
    return "".join(
        f'<li><a href="/s-{n}.html">Council votes for harbour plan number {n} after debate</a></li>'
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("page", "url", "verdict"),
    [
        ("", URL, "empty"),
        (
            bare("404 Not Found", "<p>Sorry, the page is gone.</p>"),
            URL,
            "error page",
        ),
        (
            bare("Seite nicht gefunden", "<p>Leider gibt es sie nicht mehr.</p>"),
            URL,
            "error page",
        ),
        (
            bare("Just a moment...", "<p>Checking your browser before you go on.</p>"),
            URL,
            "bot wall",
        ),
        (
            bare("World", f"<ul>{listing(60)}</ul>"),
            "https://www.example-courier.test/world",
            "section page",
        ),
        (
            bare("Example Courier", f"<ul>{listing(60)}</ul>{TEXT}"),
            "https://www.example-courier.test/",
            "home page",
        ),
    ],
)
def test_what_is_no_article_is_told_apart(page, url, verdict):
    assert read_page(page.encode(), url, {}).no_article == verdict


@pytest.mark.parametrize(
    "headline", ["Court not found guilty of delay", "Why 404 families still wait", "Just a moment of joy"]
)
def test_an_article_about_such_words_is_an_article(headline):
    assert read_page(bare(headline, TEXT).encode(), URL, {}).no_article == ""


def test_a_short_brief_is_an_article():
    assert read("<p>" + SENTENCES[0] + "</p><p>(dpa)</p>").no_article == ""
