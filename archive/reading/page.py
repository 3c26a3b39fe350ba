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
from archive.reading.decode import decode_body, decode_text, is_binary
from archive.reading.embedded import told_by_state
from archive.reading.headline import heading_element, headline, standfirst, title_tag
from archive.reading.layout import unfold_tables
from archive.reading.lines import lines_of
from archive.reading.margins import MAX_MARGINS, margins
from archive.reading.meta import first, links, read_meta
from archive.reading.paragraphs import cut, extract, from_markup, plain, prune, with_joiners
from archive.reading.pictures import captions, figures, pictures
from archive.reading.sifting import completed, sifted, without_apart
from archive.reading.tail import without_signoff
from archive.reading.top import read_top, without_top
from archive.reading.tree import parse, text_of
from archive.reading.zone import zone_of

MAX_KEYWORDS = 40
UNREADABLE = "unreadable"
"""How ``no_article`` begins for a page that exhausted the machine: reading it failed, it may still be an article."""

_LITTLE = 250  # characters of text below which the state that scripts leave in a page is asked
_CAPTION = 15  # characters from which a line that is also a caption is no paragraph


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
        content = decode_body(body, headers)
        if is_binary(content):
            return Article(url=url, no_article="no text")
        return _read(decode_text(content, headers), url, headers)
    except (RecursionError, MemoryError) as error:  # a page can still be made to exhaust the machine
        return Article(url=url, no_article=f"{UNREADABLE}: {type(error).__name__}")


def _read(text: str, url: str, headers: Mapping[str, str]) -> Article:
    root, levels = parse(text)
    if root is None:
        return Article(url=url, no_article="empty")
    meta = read_meta(root)
    nodes = jsonld.read_blocks(root)
    titles = [first(meta, "og:title", "twitter:title"), title_tag(root)]
    heading = heading_element(root, titles)
    node = jsonld.article_node(nodes, url, titles[0] or titles[1])
    section = jsonld.text(node.get("articleSection")) or first(meta, "article:section", "parsely-section", "section")
    title = headline(root, node, meta, [section, *urlsplit(url).path.split("/")])
    canonical = next(iter(links(root, "canonical")), first(meta, "og:url"))
    latest = times.fetched(headers)
    published, published_from = times.published(node, meta, root, url, latest)
    names = authors(root, heading, node, nodes, meta)
    printed = byline(root, heading)
    beside, drawn = captions(root), figures(root, url)
    menu = kinds.links_here(root, url)
    scripts = list(root.iter("script"))
    prune(root)
    unfold_tables(root)
    lines = lines_of(root)
    raw = extract(root, url, levels, lines) or plain(lines)
    told = from_markup(jsonld.text_block(node.get("articleBody")))
    if not told and sum(map(len, raw)) < _LITTLE:
        told = told_by_state(scripts, [title, *titles])
    hidden = sum(map(len, told)) > 2 * sum(map(len, raw))  # the text stands in a script only
    raw = told if hidden else completed(cut(with_joiners(raw, lines), lines), lines)
    given = standfirst(node, meta)
    found = zone_of(lines, raw, heading)
    top = read_top(lines, found, given, section)
    below_top, above = without_top(without_apart(raw, lines, found), top)
    headings = (title, *titles, text_of(heading) if heading is not None else "")
    written = [text for label, text, _ in beside if label == "picture credit" or len(text) > _CAPTION] + [
        picture.caption for picture, _ in drawn if len(picture.caption) > _CAPTION
    ]
    sorted_out, aside = sifted(below_top, lines, headings, (printed, *names), written, told)
    cleaned, moved = clean(sorted_out, title)
    paragraphs, signed = without_signoff(cleaned, lines)
    zone = zone_of(lines, paragraphs, heading)
    shown = pictures([picture for picture, element in drawn if zone.pictures(element)], node, nodes, meta, url)
    own = [(label, text) for label, text, element in beside if zone.pictures(element)]
    around = margins(root, lines, paragraphs, zone, shown, own, node, nodes, meta, url)
    paywalled = _paywalled(nodes, meta)
    return Article(
        url=canonical_address(url, canonical, title) if canonical else url,
        headline=title,
        standfirst=top.standfirst or next(iter(given), "")[:1_000],
        byline=printed,
        authors=names,
        section=section,
        keywords=_keywords(node, meta),
        published=published,
        published_from=published_from,
        modified=times.modified(node, meta, latest),
        language=language.text_language(paragraphs),
        page_language=language.page_language(root, meta),
        paragraphs=tuple(paragraphs),
        margins=tuple(dict.fromkeys((*above, *aside, *moved, *signed, *around)))[:MAX_MARGINS],
        pictures=shown,
        paywalled=paywalled,
        no_article=kinds.no_article(
            url, title, paragraphs, lines, node, nodes, first(meta, "og:type"), paywalled, published, menu
        ),
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
