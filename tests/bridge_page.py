"""One article of an invented paper, as the tests of reading print it: "Bridge opens after ten years"."""

import json

from archive.reading import read_page

URL = "https://www.example-courier.test/world/bridge-opens-after-ten-years-4711.html"
SENTENCES = (
    "The bridge across the river in the old town opened to traffic on Monday after ten years of work.",
    "Mayor Ada Lindqvist cut the ribbon at noon and thanked the four hundred workers who had built it.",
    "The work cost 90 million crowns, twice as much as the council had been told when it voted for the plan.",
    "Buses will use the bridge from Tuesday, trams from next spring, when the rails in the harbour are laid.",
)
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def read(inner=TEXT, head="", ld=None, url=URL, headers=None, above="", below="", lang="en"):
    if ld is not None:
        head += f'<script type="application/ld+json">{ld if isinstance(ld, str) else json.dumps(ld)}</script>'
    page = (
        f'<html lang="{lang}"><head><title>Bridge opens after ten years | Example Courier</title>{head}</head><body>'
        f'<header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header><main><article>'
        f"<h1>Bridge opens after ten years</h1>{above}<div class='text'>{inner}</div>{below}</article></main>"
        f"<footer>Example Courier, Harbour Street 1</footer></body></html>"
    )
    return read_page(page.encode(), url, headers or {})


NEWS = {
    "@type": "NewsArticle",
    "headline": "Bridge opens after ten years",
    "datePublished": "2024-05-06T14:03:00+02:00",
    "dateModified": "2024-05-06T16:30:00+02:00",
    "author": [{"@type": "Person", "name": "Ada Byron"}, {"@type": "Person", "name": "Max Muster"}],
    "articleSection": "World",
    "keywords": ["bridge", "river"],
    "publisher": {"@type": "Organization", "name": "Example Courier"},
}
