"""Whatever bytes arrive: an Article comes back, soon, and nothing is raised."""

import gzip
import os
import random
import time

import brotli
import pytest

from archive.reading import decode_body, read_page

URL = "https://news.example/town/bridge-opens-12345.html"
TEXT = b"The bridge in the old town opened on Monday after ten years of work, the mayor said. "
BODY = b"<p>" + TEXT * 5 + b"</p>"
SLOWEST = 10.0  # seconds a page may cost on a busy machine; the slowest here takes 4


def page(inner, head=b"<title>Bridge opens</title>"):
    return b"<html><head>" + head + b"</head><body><article><h1>Bridge opens</h1>" + inner + b"</article></body></html>"


def json_ld(text):
    return b'<script type="application/ld+json">' + text + b"</script>"


@pytest.mark.parametrize(
    ("make", "has_text"),
    [
        pytest.param(lambda: b"", False, id="empty"),
        pytest.param(lambda: b" \r\n\t", False, id="blank"),
        pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(200_000), None, id="picture"),
        pytest.param(lambda: b"<" * 1_000_000, None, id="a million <"),
        pytest.param(lambda: b'<a b="' * 200_000, None, id="unclosed quotes"),
        pytest.param(lambda: page(b"<div>" * 100_000 + BODY + b"</div>" * 100_000), True, id="100,000 nested div"),
        pytest.param(lambda: page(b"<b>" * 100_000 + BODY), True, id="100,000 nested b"),
        pytest.param(lambda: page(b"<table><tr><td>" * 30_000 + BODY), True, id="90,000 nested table cells"),
        pytest.param(lambda: page(b"<div>" * 1_500 + BODY + b"</div>" * 1_500), True, id="1,500 nested div"),
        pytest.param(lambda: page((BODY + b"<p>x</p>") * 47_000), True, id="20 MB of paragraphs"),
        pytest.param(lambda: page(b"<p>" + TEXT * 240_000 + b"</p>"), True, id="20 MB in one line"),
        pytest.param(
            lambda: page(b"<script>" + b"var a = 1;" * 2_000_000 + b"</script>" + BODY), True, id="20 MB script"
        ),
        pytest.param(lambda: page(BODY + b"<script " * 200_000), True, id="scripts never closed"),
        pytest.param(
            lambda: page(b'<li><a href="/x">Some other headline here</a></li>' * 50_000 + BODY), None, id="50,000 links"
        ),
        pytest.param(
            lambda: page(b"<p " + b" ".join(b'a%d="1"' % n for n in range(1_000_000)) + b">" + BODY),
            True,
            id="a million attributes",
        ),
        pytest.param(lambda: page(b"<figure><figcaption>x" * 900 + BODY), True, id="nested figures"),
        pytest.param(lambda: page(BODY, b"<title>" + b" | x" * 300_000 + b"</title>"), True, id="endless title"),
        pytest.param(
            lambda: page(BODY, json_ld(b'{"@type":"NewsArticle","headline":"x' + b'{"a":' * 800_000)),
            True,
            id="4 MB of broken JSON-LD",
        ),
        pytest.param(lambda: page(BODY, json_ld(b"[" * 100_000)), True, id="deep JSON-LD"),
        pytest.param(
            lambda: page(
                BODY,
                json_ld(
                    b'{"@type":["NewsArticle",null,3],"author":[[{"name":{"name":[]}}],5],"datePublished":{"x":1},"image":[null,1],"mainEntityOfPage":[],"keywords":{"a":1}}'
                ),
            ),
            True,
            id="JSON-LD of wrong types",
        ),
        pytest.param(lambda: page(b"The bridge\x00 opened. ".join([TEXT] * 5)), True, id="NUL bytes"),
        pytest.param(lambda: page(BODY)[:400], True, id="cut off"),
    ],
)
def test_any_page_comes_back_soon(make, has_text):
    body = make()
    start = time.process_time()
    article = read_page(body, URL, {})
    assert time.process_time() - start < SLOWEST
    assert article.url == URL
    if has_text is not None:
        assert ("opened on Monday" in article.text) is has_text
    if has_text is False:
        assert article.no_article == "empty"


@pytest.mark.parametrize(
    "url", ["", "not an address", "http://[::1", "https://news.example/%zz?\x00", "javascript:alert(1)"]
)
def test_any_address_is_survived(url):
    assert "opened on Monday" in read_page(page(BODY), url, {}).text


@pytest.mark.parametrize(
    "claim", ["javascript:alert(1)", "data:text/html,x", "http://[::1", "https://other.example/", "   "]
)
def test_a_trap_for_the_canonical_address_is_not_believed(claim):
    head = f'<title>Bridge opens</title><link rel="canonical" href="{claim}">'.encode()
    assert read_page(page(BODY, head), URL, {}).url == URL


@pytest.mark.parametrize("seed", range(60))
def test_a_page_damaged_at_random_is_survived(seed):
    chance = random.Random(seed)
    whole = bytearray(
        page(BODY * 3, json_ld(b'{"@type":"NewsArticle","headline":"Bridge opens","author":{"name":"A B"}}'))
    )
    for _ in range(chance.randrange(1, 60)):
        at = chance.randrange(len(whole))
        whole[at : at + chance.randrange(9)] = chance.choice(
            [b"", b"<", b">", b'"', b"\xff", b"\x00", b"</", b"<div ", b"&#xD800;"]
        )
    assert read_page(bytes(whole), URL, {}).url


def test_encoded_bodies_are_unpacked():
    body = page(BODY)
    assert decode_body(gzip.compress(body), {"Content-Encoding": "gzip"}) == body
    assert decode_body(brotli.compress(body), {"content-encoding": "br"}) == body
    assert decode_body(gzip.compress(gzip.compress(body)), {"content-encoding": "gzip, gzip"}) == body
    assert decode_body(body, {"content-encoding": "gzip"}) == body


def test_of_a_damaged_stream_comes_what_could_be_read():
    body = page(os.urandom(50_000).hex().encode() + BODY)
    packed = gzip.compress(body)
    assert body.startswith(decode_body(packed[: len(packed) // 2], {"content-encoding": "gzip"}))
    assert len(decode_body(packed[: len(packed) // 2], {"content-encoding": "gzip"})) > 10_000
    assert decode_body(packed[:-4], {"content-encoding": "gzip"}) == body


HINDI = "पुल सोमवार को दस साल के काम के बाद खुला, महापौर ने कहा। "
RUSSIAN = "Мост открылся в понедельник после десяти лет работ, сообщил мэр города. "
GERMAN = "Die Brücke wurde am Montag für den Verkehr geöffnet, sagte die Bürgermeisterin. "


@pytest.mark.parametrize(
    ("text", "encoding", "header"),
    [
        (HINDI, "utf-8", ""),
        (HINDI, "utf-8", "text/html; charset=iso-8859-1"),
        (HINDI, "utf-16", ""),
        (HINDI, "utf-16-le", "text/html; charset=utf-8"),
        (RUSSIAN, "cp1251", ""),
        (RUSSIAN, "cp1251", "text/html; charset=windows-1251"),
        (RUSSIAN, "utf-8-sig", ""),
        (GERMAN, "cp1252", "text/html; charset=utf-8"),
        (GERMAN, "utf-8", "text/html; charset=utf-16"),
        ("橋は月曜日に十年の工事を経て開通したと市長が述べた。", "iso-2022-jp", "text/html; charset=iso-2022-jp"),
    ],
)
def test_charsets(text, encoding, header):
    body = f"<html><head><title>x</title></head><body><p>{text * 8}</p></body></html>".encode(encoding)
    assert text.strip()[:40] in read_page(body, URL, {"Content-Type": header}).text


def test_one_bad_byte_does_not_turn_a_page_to_mojibake():
    body = page(f"<p>{GERMAN * 8}</p>".encode() + b"<p>\xff</p>", b'<meta charset="utf-8">')
    assert "Brücke wurde am Montag für" in read_page(body, URL, {}).text


def test_a_page_of_scripts_is_read_from_its_json_ld():
    text = (TEXT * 8).decode().strip()
    head = json_ld(f'{{"@type": "NewsArticle", "headline": "Bridge opens", "articleBody": "{text}"}}'.encode())
    article = read_page(b"<html><head>" + head + b"</head><body><div id='app'></div></body></html>", URL, {})
    assert article.paragraphs == (text,)
    assert not article.no_article


@pytest.mark.parametrize("number", ["#xD800", "#xdfff", "#55296", "#0", "#1", "#xFFFE", "#65535"])
def test_numbers_of_no_character_are_read_as_such(number):
    broken = f"&{number};".encode()
    article = read_page(page(b"<h2>x" + broken + b"<script>a</script>" + broken + b"</h2>" + BODY), URL, {})
    assert "bridge" in article.text
    article.text.encode()


def test_halves_of_characters_in_json_are_no_text_and_whole_ones_are():
    told = (
        rb'{"@type":"NewsArticle","headline":"Bridge \ud83d\ude00 opens \ud800","author":"A\udc00da \\\\ud800 Byron"}'
    )
    article = read_page(page(BODY, json_ld(told)), URL, {})
    assert article.headline.startswith("Bridge 😀 opens")
    "".join((article.headline, *article.authors, *(margin.text for margin in article.margins))).encode()


def test_a_page_of_many_lines_that_the_fast_ways_find_little_of_is_read_soon():
    began = time.process_time()
    read_page(page(b"<table>" + b"<tr><td><a href='/x'>one</a> two three four five</td></tr>" * 11_000), URL, {})
    assert time.process_time() - began < SLOWEST


def test_tags_that_never_end_are_read_soon():
    began = time.process_time()
    read_page(page(BODY + b"<a b c=d <i e f=g " * 200_000), URL, {})
    assert time.process_time() - began < SLOWEST  # a second here; minutes when each tag is followed to the end


def test_a_string_in_a_script_that_never_ends_is_read_soon():
    began = time.process_time()
    read_page(page(b"", b"<script>var state = f(" + b'"' + b'\\"' * 200_000 + b"</script>"), URL, {})
    assert time.process_time() - began < SLOWEST  # minutes when it is followed to the end from each quote
