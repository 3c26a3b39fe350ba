"""Pages that lie, are written twice over, or hold characters that cannot be seen: each is read as it was meant."""

from __future__ import annotations

import gzip
import json

import pytest

from archive.reading import read_page

URL = "https://news.example/town/bridge-opens-12345.html"
TEXTS = (
    "The bridge in the old town opened on Monday after ten years of work, the mayor said at the ceremony.",
    "Thousands came to walk across it; the first was a girl of nine who had never seen the river without cranes.",
    "The works cost forty million crowns, twice what had been planned, and the council wants to know why.",
)


def page(texts=TEXTS, head="", html="<html lang='en'>", title="Bridge opens"):
    body = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<!doctype html>{html}<head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def read(text: str, **headers: str):
    return read_page(text.encode(), URL, headers)


def test_a_broken_gzip_stream_gives_what_could_be_read():
    filler = "".join(f"<!-- {n * 7919} -->" for n in range(5_000))
    packed = gzip.compress(page().replace("</body>", filler + "</body>").encode())
    article = read_page(packed[:-2_000], URL, {"content-encoding": "gzip"})
    assert article.paragraphs == TEXTS


def test_tables_in_tables_that_lay_a_page_out_are_read_as_text():
    inner = f"<table><tr><td><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></td></tr><tr><td>{TEXTS[2]}</td></tr></table>"
    for _ in range(6):
        inner = f"<table><tr><td>{inner}</td></tr></table>"
    menu = "<td><a href='/a'>Home</a><br><a href='/b'>Sport</a></td>"
    article = read(
        f"<html><title>Bridge</title><body><table><tr>{menu}<td><h1>Bridge</h1>{inner}</td></tr></table></body></html>"
    )
    assert article.paragraphs == TEXTS


def test_an_amp_page_is_read():
    head = (
        "<script async src='https://cdn.ampproject.org/v0.js'></script>"
        "<style amp-boilerplate>body{visibility:hidden}</style><link rel='canonical' href='/town/bridge-opens-12345'>"
    )
    text = page(head=head, html="<html amp lang='en'>").replace(
        "<p>", "<amp-ad width=300 height=250 type='doubleclick'></amp-ad><p>", 1
    )
    text = text.replace("</article>", "<amp-social-share type='twitter'></amp-social-share></article>")
    assert read(text).paragraphs == TEXTS


def test_soft_hyphens_and_zero_width_spaces_are_no_part_of_a_word():
    article = read(page([text.replace("bridge", "bri\u00addge").replace("crowns", "cro\u200bwns") for text in TEXTS]))
    assert article.paragraphs == TEXTS
    assert read(page([text.replace("bridge", "bri&shy;dge") for text in TEXTS])).paragraphs == TEXTS


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("می\u200cخواهم", id="Persian, ZWNJ"),
        pytest.param("श्री\u200dमान", id="Hindi, ZWJ"),
        pytest.param("ක්\u200dරියා", id="Sinhala, ZWJ"),
        pytest.param("ന്\u200dറെ", id="Malayalam, ZWJ"),
    ],
)
def test_joiners_are_kept_where_spelling_needs_them(word):
    article = read(page([f"{word} {text} {word}" for text in TEXTS], title=f"{word} bridge"))
    assert article.paragraphs == tuple(f"{word} {text} {word}" for text in TEXTS)
    assert article.headline == f"{word} bridge"


def test_right_to_left_marks_do_not_hide_the_text():
    arabic = "افتتح الجسر في المدينة القديمة يوم الاثنين بعد عشر سنوات من العمل، حسبما قال رئيس البلدية في الحفل"
    article = read(
        page([f"\u200f{arabic} (\u200eBBC\u200f) {n}.\u202c" for n in range(4)], html="<html dir='rtl' lang='ar'>")
    )
    assert len(article.paragraphs) == 4
    assert all(arabic in text for text in article.paragraphs)
    assert article.language == "ar"


def test_entities_escaped_twice_are_undone_in_the_headline():
    title = "Mayor &amp;amp; council: &amp;quot;open&amp;quot;"
    head = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": title})}</script>'
    assert read(page(head=head, title=title)).headline == 'Mayor & council: "open"'


def test_entities_escaped_twice_are_undone_in_the_text():
    told = [
        text.replace("the mayor", "mayor &amp;amp; council &amp;quot;of all&amp;quot; &amp;#8211; they")
        for text in TEXTS
    ]
    assert 'mayor & council "of all" – they said' in read(page(told)).text
    shown = read(page([TEXTS[0] + " Smith &amp; Sons; AT&amp;T; rock&amp;roll;", *TEXTS[1:]]))
    assert shown.paragraphs[0].endswith("Smith & Sons; AT&T; rock&roll;")


@pytest.mark.parametrize("said", ["2099-01-01T10:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "yesterday"])
def test_a_time_that_cannot_be_true_is_no_time(said):
    head = f"<meta property='article:published_time' content='{said}'>"
    assert read(page(head=head), date="Mon, 23 Nov 2026 10:00:00 GMT").published == ""


def test_a_time_that_cannot_be_true_gives_way_to_one_that_can():
    head = (
        "<meta property='article:published_time' content='2099-01-01T10:00:00Z'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens", '
        '"datePublished": "2026-11-20T08:00:00+01:00"}</script>'
    )
    assert read(page(head=head), date="Mon, 23 Nov 2026 10:00:00 GMT").published == "2026-11-20T08:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "encoding", "headers"),
    [
        pytest.param(
            "Die Brücke wurde am Montag für den Verkehr geöffnet, sagte die Bürgermeisterin „gerührt“. ",
            "cp1252",
            {"content-type": "text/html; charset=utf-8"},
            id="Windows-1252 said to be UTF-8",
        ),
        pytest.param(
            "Мост открылся в понедельник после десяти лет работ, сообщил мэр города. ",
            "koi8-r",
            {},
            id="Russian KOI8-R, no charset",
        ),
        pytest.param(
            "पुल सोमवार को दस साल के काम के बाद खुला, महापौर ने कहा। ",
            "utf-16-be",
            {},
            id="Hindi UTF-16, no charset, no mark",
        ),
        pytest.param(
            "Мост открылся в понедельник после десяти лет работ, сообщил мэр города. ",
            "utf-16-le",
            {"content-type": "text/html; charset=utf-8"},
            id="UTF-16 said to be UTF-8",
        ),
    ],
)
def test_a_charset_that_is_lied_about_or_left_out(text, encoding, headers):
    body = f"<html><head><title>x</title></head><body><p>{text * 8}</p></body></html>".encode(encoding)
    assert text.strip() in read_page(body, URL, headers).text
