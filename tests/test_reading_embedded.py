"""Pages that a browser's scripts draw: their text stands in the state they carry, or nowhere."""

import json

import pytest

from archive.reading import read_page

URL = "https://news.example/town/bridge-opens-12345.html"
TEXTS = (
    "The bridge in the old town opened on Monday after ten years of work, the mayor said at the ceremony.",
    "Thousands came to walk across it; the first was a girl of nine who had never seen the river without cranes.",
    "The works cost 40 million crowns, twice what had been planned; the council wants to know why.",
    "Cars are not allowed on the bridge before the spring, when the road on the other bank is ready.",
)
OTHER = {
    "title": "Another article",
    "teaser": "It is about something else and stands in a list of things to read next.",
}
WORDS = {"consent": "We and our partners store information on your device to show you advertising you may like. " * 20}


def page(script: str, title: str = "Bridge opens in the old town") -> bytes:
    head = f"<title>{title}</title><meta property='og:type' content='article'>"
    return f"<html><head>{head}{script}</head><body><div id='app'></div></body></html>".encode()


def next_data(article: object) -> str:
    state = {"props": {"pageProps": {"words": WORDS, "article": article, "related": [OTHER] * 9}}, "buildId": "x1"}
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'


BLOCKS = {
    "headline": "Bridge opens in the old town",
    "description": "It took ten years and forty million crowns; the mayor is proud all the same, he says.",
    "body": [{"type": "paragraph", "id": f"b{n}", "data": {"text": text}} for n, text in enumerate(TEXTS)],
    "related": [OTHER] * 3,
}
MARKUP = {"title": {"rendered": "Bridge"}, "content": {"rendered": "".join(f"<p>{text}</p>" for text in TEXTS)}}
FLAT = [
    {"data": 1},
    ["Reactive", 2],
    {"headline": 3, "body": 4, "count": 9},
    "Bridge opens in the old town",
    [5, 6, 7, 8],
    *TEXTS,
    17,
]
CIRCLE = [{"title": 1, "b": 0}, [0, 0, 0, 0, 1, 1, 1], "x" * 300]
CALLED = (
    '<script>window.__NUXT__=(function(a,b,c){return {state:{a:a,body:c}}}("x","/u",'
    + json.dumps("".join(f"<p>{text}</p>" for text in TEXTS)).replace("</", "<\\u002F")
    + "));</script>"
)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(next_data(BLOCKS), id="Next.js, blocks"),
        pytest.param(next_data(MARKUP), id="Next.js, markup"),
        pytest.param(f"<script>window.__STATE__ = {json.dumps({'a': BLOCKS})};</script>", id="window.__STATE__"),
        pytest.param(
            f'<script>window["__PRELOADED_STATE__"]={json.dumps({"a": BLOCKS})};var x = 1;</script>', id="in brackets"
        ),
        pytest.param(
            f"<script>var __INITIAL_STATE__ = JSON.parse({json.dumps(json.dumps({'a': BLOCKS}))});</script>",
            id="JSON.parse",
        ),
        pytest.param(
            f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(FLAT)}</script>', id="Nuxt 3, flat"
        ),
        pytest.param(CALLED, id="Nuxt 2, a call"),
    ],
)
def test_the_text_is_read_from_the_state(script):
    article = read_page(page(script), URL, {})
    assert article.paragraphs == TEXTS
    assert not article.no_article


def test_where_the_page_has_text_the_state_is_not_asked():
    shown = "".join(f"<p>{text.replace('bridge', 'tunnel')}</p>" for text in TEXTS)
    body = page(next_data(BLOCKS)).replace(b"<div id='app'>", f"<article><h1>Tunnel</h1>{shown}".encode())
    assert "tunnel" in read_page(body, URL, {}).text
    assert "bridge" not in read_page(body, URL, {}).text


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(next_data({"id": 7}), id="no article in the state"),
        pytest.param(f"<script>window.__STATE__ = {json.dumps(WORDS)}</script>", id="words of the page only"),
        pytest.param('<script>window.__STATE__ = {"a": "' + "x" * 300, id="cut off"),
        pytest.param("<script>window.a = " + "[" * 100_000 + "</script>", id="100,000 brackets"),
        pytest.param("<script>" + "window.a = {" * 50_000 + "</script>", id="50,000 assignments"),
        pytest.param('<script>window.a = f("' + '\\"' * 500_000 + "</script>", id="a string without end"),
        pytest.param(
            f"<script type='application/json'>{json.dumps(CIRCLE)}</script>",
            id="pointers in a circle",
        ),
        pytest.param(
            f'<script type="application/json">{json.dumps([{"id": n} for n in range(200_000)])}</script>',
            id="200,000 objects",
        ),
    ],
)
def test_a_state_without_an_article_gives_no_text(script):
    assert read_page(page(script), URL, {}).text == ""


def test_japanese_prose_is_prose():
    text = "橋は月曜日に十年の工事を経て開通したと市長が式典で述べた。多くの市民が渡り初めに参加した。" * 8
    article = read_page(
        page(next_data({"headline": "橋が開通した旧市街", "body": text}), "橋が開通した旧市街"), URL, {}
    )
    assert article.paragraphs == (text,)
