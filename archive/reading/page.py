"""One page → one Article: the only function the rest of the archive calls to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from archive.address import canonical_address
from archive.article import Article
from archive.reading import jsonld, kinds, language, times
from archive.reading.authors import authors, byline
from archive.reading.cleaning import clean
from archive.reading.decode import decode_body, decode_text
from archive.reading.headline import heading_element, headline, standfirst, title_tag
from archive.reading.lines import lines_of
from archive.reading.margins import margins
from archive.reading.meta import first, links, read_meta
from archive.reading.paragraphs import extract, from_markup, plain, prune, with_joiners
from archive.reading.pictures import captions, pictures
from archive.reading.sifting import completed, sifted
from archive.reading.tree import parse, text_of

MAX_KEYWORDS = 40


def read_page(body: bytes, url: str, headers: Mapping[str, str]) -> Article:
    """Return what a page says.

    ``body`` is the response's body as sent (its Content-Encoding is undone here), ``url`` the address that
    answered, ``headers`` the response's (only Content-Encoding, Content-Type and Date are looked at). Never raises:
    whatever is no article comes back with ``no_article`` saying what it is.
    """
    try:
        urlsplit(url)
    except ValueError:  # no address ("http://[::1"): the page is read as if it had none, and keeps what it was given
        return replace(read_page(body, "", headers), url=url)
    try:
        return _read(decode_text(decode_body(body, headers), headers), url, headers)
    except (RecursionError, MemoryError) as error:  # a page can still be made to exhaust the machine
        return Article(url=url, no_article=f"unreadable: {type(error).__name__}")


def _read(text: str, url: str, headers: Mapping[str, str]) -> Article:
    root, levels = parse(text)
    if root is None:
        return Article(url=url, no_article="empty")
    meta = read_meta(root)
    nodes = jsonld.read_blocks(root)
    titles = [first(meta, "og:title", "twitter:title"), title_tag(root)]
    heading = heading_element(root, titles)
    node = jsonld.article_node(nodes, url, titles[0] or titles[1])
    title = headline(root, node, meta)
    canonical = next(iter(links(root, "canonical")), first(meta, "og:url"))
    latest = times.fetched(headers)
    published, published_from = times.published(node, meta, root, url, latest)
    beside = captions(root)
    shown = pictures(root, node, nodes, meta, url)
    names = authors(root, heading, node, nodes, meta)
    printed = byline(root, heading)
    prune(root)
    lines = lines_of(root)
    raw = extract(root, url, levels, lines) or plain(lines)
    told = from_markup(jsonld.text_block(node.get("articleBody")))
    hidden = sum(map(len, told)) > 2 * sum(map(len, raw))  # the text stands in a script only
    raw = told if hidden else completed(with_joiners(raw, lines), lines)
    headings = (title, *titles, text_of(heading) if heading is not None else "")
    captions_told = [text for label, text in beside if label == "caption"] + [picture.caption for picture in shown]
    sorted_out, aside = sifted(raw, lines, headings, (printed, *names), captions_told, told)
    paragraphs, moved = clean(sorted_out, title)
    paywalled = _paywalled(nodes, meta)
    return Article(
        url=canonical_address(url, canonical, title) if canonical else url,
        headline=title,
        standfirst=standfirst(node, meta),
        byline=printed,
        authors=names,
        section=jsonld.text(node.get("articleSection")) or first(meta, "article:section", "parsely-section", "section"),
        keywords=_keywords(node, meta),
        published=published,
        published_from=published_from,
        modified=times.modified(node, meta, latest),
        language=language.text_language(paragraphs),
        page_language=language.page_language(root, meta),
        paragraphs=tuple(paragraphs),
        margins=(*aside, *moved, *margins(root, lines, paragraphs, heading, shown, beside, node, nodes, meta, url))[
            :60
        ],
        pictures=shown,
        paywalled=paywalled,
        no_article=kinds.no_article(url, title, paragraphs, lines, node, nodes, first(meta, "og:type"), paywalled),
    )


def _keywords(node: jsonld.Node, meta: Mapping[str, list[str]]) -> tuple[str, ...]:
    value = node.get("keywords")
    values = value if isinstance(value, list) else [value]
    printed = [jsonld.text(item) for item in values] if value else []
    printed = printed or meta.get("news_keywords") or meta.get("keywords") or meta.get("article:tag") or []
    separator = ";" if any(";" in item for item in printed) else ","
    words = [word.strip() for item in printed for word in item.split(separator)]
    return tuple(dict.fromkeys(word[:80] for word in words if word))[:MAX_KEYWORDS]


def _paywalled(nodes: list[jsonld.Node], meta: Mapping[str, list[str]]) -> bool:
    """Say whether the page itself says so: schema.org's isAccessibleForFree or a content tier."""
    said = [
        str(node["isAccessibleForFree"]).strip().lower()
        for node in nodes
        if "isAccessibleForFree" in node and any(jsonld.ARTICLE_TYPES.get(kind, 0) >= 3 for kind in jsonld.types(node))
    ]
    tiers = {
        value.lower() for name in ("article:content_tier", "og:article:content_tier") for value in meta.get(name, [])
    }
    return any(value in ("false", "no", "0", "http://schema.org/false") for value in said) or bool(
        tiers & {"locked", "metered"}
    )
