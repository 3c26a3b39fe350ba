"""What holds for any bytes at all: reading returns, soon, and what it returns hangs together."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article import Article
from archive.reading import learn, lines_seen, read_page, text_digest, without_returning
from archive.reading.returning import ReturningLine, Where

URL = "https://news.example/town/bridge-opens-12345.html"
SENTENCE = "The bridge in the old town opened on Monday after ten years of work, the mayor said."
TAGS = ("p", "div", "b", "a", "article", "h1", "li", "table", "td", "script", "figure", "nav", "time", "meta", "br")

attributes = st.dictionaries(
    st.sampled_from(("class", "id", "href", "style", "itemprop", "property", "content", "datetime", "type")),
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(("byline", "articleBody", "author", "application/ld+json", "2026-02-30", "http://[::1", "//")),
    ),
    max_size=3,
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Draw a page of tags that open, close or never close, with text and data between them."""
    parts = []
    for _ in range(draw(st.integers(0, 30))):
        tag = draw(st.sampled_from(TAGS))
        told = "".join(f' {key}="{value}"' for key, value in draw(attributes).items())
        inside = draw(
            st.one_of(
                st.text(max_size=60),
                st.just(SENTENCE),
                st.sampled_from(
                    ('{"@type": "NewsArticle", "headline": ["x"], "author": {"name": 3}}', "&amp;#0;", "]]>")
                ),
            )
        )
        parts.append(f"<{tag}{told}>{inside}" + draw(st.sampled_from((f"</{tag}>", "", "</div>", "<!--"))))
    return "".join(parts)


def hangs_together(article: Article) -> None:
    """Assert what every reading promises."""
    assert all(text == text.strip() and "\n" not in text for text in article.paragraphs)
    assert all(re.search(r"\w", text) for text in article.paragraphs)
    assert len(article.margins) <= 60
    assert all(len(margin.text) <= 300 for margin in article.margins)
    text_digest(article.paragraphs).encode()


fewer = settings(max_examples=60)  # each reads a page or more


@fewer
@given(st.binary(max_size=2_000), st.text(max_size=40), st.dictionaries(st.text(max_size=20), st.text(max_size=20)))
def test_any_bytes_address_and_headers(body, url, headers):
    hangs_together(read_page(body, url, headers))


@fewer
@given(markup(), st.sampled_from(("utf-8", "utf-16", "cp1252", "shift_jis")))
def test_any_markup_in_any_charset(text, charset):
    hangs_together(read_page(text.encode(charset, "replace"), URL, {"content-type": f"text/html; charset={charset}"}))


@fewer
@given(st.lists(st.sampled_from([f"{SENTENCE} {n}" for n in range(6)] + ["Follow us", "12:30", ""]), max_size=40))
def test_lines_taken_out_and_lines_left_are_the_text(paragraphs):
    article = Article(URL, paragraphs=tuple(paragraphs))
    known = [
        ReturningLine(key, where, 1)
        for (key, _), where in zip(lines_seen(article), list(Where) * 40, strict=False)
        if key
    ]
    read = without_returning(article, known)
    left = list(paragraphs)
    for text in read.paragraphs:
        left.remove(text)
    assert set(left) <= {margin.text for margin in read.margins}
    assert learn([]) == ()
