"""One page → one Article: the only function the rest of the archive calls to read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from archive.address import canonical_address
from archive.article import Article
from archive.reading import jsonld, kinds, language, times
from archive.reading.appeals import is_appeal
from archive.reading.authors import authors, byline
from archive.reading.branches import without_branches
from archive.reading.cleaning import clean, is_prompt
from archive.reading.completion import completed
from archive.reading.decode import decode_body, decode_text, is_binary
from archive.reading.edges import without_edges
from archive.reading.embedded import told_by_state
from archive.reading.folding import fold
from archive.reading.headline import heading_element, headline, host_names, standfirst, title_tag
from archive.reading.layout import unfold_tables
from archive.reading.lines import lines_of
from archive.reading.margins import MAX_MARGINS, margins
from archive.reading.marked import mark
from archive.reading.meta import first, links, read_meta
from archive.reading.names import is_byline
from archive.reading.paragraphs import extract, from_markup, plain, prune
from archive.reading.passages import Passage
from archive.reading.paywall import paywalled
from archive.reading.pictures import captions, figures, pictures
from archive.reading.pointers import without_pointers
from archive.reading.sifting import sifted, without_apart
from archive.reading.top import read_top, without_top
from archive.reading.tree import parse, text_of
from archive.reading.zone import zone_of

MAX_KEYWORDS = 40
_DAY, _LOCAL = 10, 19  # characters of a date, and of a time without offset
UNREADABLE = "unreadable"
"""How ``no_article`` begins for a page that exhausted the machine: reading it failed, it may still be an article."""

_LISTED = re.compile(r"(?<=\S)[,;|](?=\S)")  # "News,Sport" is two sections, "Arts, Books" is one
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
    nodes = jsonld.read_blocks(root)
    marked = mark(root)
    meta = read_meta(marked.metas)
    titles = [first(meta, "og:title", "twitter:title"), title_tag(root)]
    hosts = host_names(url)
    heading = heading_element(marked, titles, {*hosts, fold(first(meta, "og:site_name"))})
    node = jsonld.article_node(nodes, url, titles[0] or titles[1])
    section = jsonld.text(node.get("articleSection")) or first(meta, "article:section", "parsely-section", "section")
    section = _LISTED.split(section)[0]
    title = headline(root, heading, node, meta, hosts, [section, *urlsplit(url).path.split("/")])
    canonical = next(iter(links(marked.links, "canonical")), first(meta, "og:url"))
    latest = times.fetched(headers)
    published, published_from = times.published(node, meta, marked, url, latest)
    beside, drawn = captions(marked), figures(marked, url)
    menu = kinds.links_here(marked.anchors, url)
    scripts = list(root.iter("script"))
    prune(root)
    unfold_tables(root)
    lines = lines_of(root)
    extracted = extract(root, url, levels, lines) or plain(lines)
    told = from_markup(jsonld.text_block(node.get("articleBody")))
    found_length = sum(len(passage.text) for passage in extracted)
    if not told and found_length < _LITTLE:
        told = told_by_state(scripts, [title, *titles])
    hidden = sum(map(len, told)) > 2 * found_length  # the text stands in a script only
    passages = [Passage(text) for text in told] if hidden else extracted
    found = zone_of(lines, passages, heading)
    passages = completed(
        without_branches(passages, lines, found, lambda text: is_prompt(text) or is_appeal(text)), lines, found
    )
    given = standfirst(node, meta)
    over, under = ([line.text for line in near] for near in (found.above(lines), found.below(lines)))
    names = authors(marked, heading, over, under, node, nodes, meta, url)
    printed = byline(marked, heading, names) or next(filter(is_byline, over), "")
    top = read_top(lines, found, given, section)
    passages, above = without_top(without_apart(passages, lines, found), lines, top)
    headings = (title, *titles, text_of(heading) if heading is not None else "")
    written = [text for label, text, _ in beside if label == "picture credit" or len(text) > _CAPTION] + [
        picture.caption for picture, _ in drawn if len(picture.caption) > _CAPTION
    ]
    passages, aside = sifted(passages, lines, headings, (printed, *names), written)
    passages, moved = clean(without_pointers(passages, lines, url), lines, title)
    passages, signed = without_edges(passages, lines, (printed, *names))
    paragraphs = [passage.text for passage in passages]
    zone = zone_of(lines, passages, heading)
    shown = pictures([picture for picture, element in drawn if zone.pictures(element)], node, nodes, meta, url)
    own = [(label, text) for label, text, element in beside if zone.pictures(element)]
    around = margins(marked, lines, paragraphs, zone, shown, own, node, nodes, meta, url)
    dated = bool(published)
    claimed = language.page_language(root, meta)
    spoken = language.text_language(paragraphs, claimed)
    modified = times.modified(node, meta, latest)
    if len(published) <= _DAY:
        stamped, changed = times.printed(lines, zone, marked, claimed or spoken, latest)
        modified = modified or changed
        zoned = len(stamped) > _LOCAL or (published_from == "address" and len(stamped) > _DAY)
        if not published or (zoned and stamped.startswith(published)):
            published, published_from = stamped, "text" if stamped else ""
    locked = paywalled(node, nodes, meta, lines, zone.last, sum(map(len, paragraphs)))
    return Article(
        url=canonical_address(url, canonical, title) if canonical else url,
        headline=title,
        standfirst=top.standfirst or _summary(given, paragraphs),
        byline=printed,
        authors=names,
        section=section,
        keywords=_keywords(node, meta),
        published=published,
        published_from=published_from,
        modified=modified,
        language=spoken,
        page_language=claimed,
        paragraphs=tuple(paragraphs),
        margins=tuple(dict.fromkeys((*above, *aside, *moved, *signed, *around)))[:MAX_MARGINS],
        pictures=shown,
        paywalled=locked,
        no_article=kinds.no_article(
            kinds.Page(
                url,
                title,
                paragraphs,
                lines,
                node,
                nodes,
                first(meta, "og:type").lower(),
                locked,
                dated,
                len(shown),
                menu,
            )
        ),
    )


def _summary(given: Sequence[str], paragraphs: Sequence[str]) -> str:
    """Return the metadata's summary, for want of a standfirst; none where it is the start of the text, cut off."""
    if not given:
        return ""
    start = fold(" ".join(paragraphs[:3])[: 2 * len(given[0])])
    return "" if start.startswith(fold(given[0])) else given[0][:1_000]


def _keywords(node: jsonld.Node, meta: Mapping[str, list[str]]) -> tuple[str, ...]:
    value = node.get("keywords")
    values = value if isinstance(value, list) else [value]
    printed = [jsonld.text(item) for item in values] if value else []
    printed = printed or meta.get("news_keywords") or meta.get("keywords") or meta.get("article:tag") or []
    separator = ";" if any(";" in item for item in printed) else ","
    words = [word.strip() for item in printed for word in item.split(separator)]
    return tuple(dict.fromkeys(word[:80] for word in words if word))[:MAX_KEYWORDS]
