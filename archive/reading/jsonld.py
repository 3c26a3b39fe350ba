"""JSON-LD read tolerantly: every object of every block, broken blocks mended where that costs linear time.

Sources: https://schema.org/Article and the ways publishers break it: entities inside scripts, trailing commas,
several objects without a list, raw line breaks, HTML comments around the JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, TypeAlias

from lxml import html

from archive.address import address_key
from archive.reading.tree import squeeze

Node: TypeAlias = Mapping[str, Any]

MAX_BLOCK = 2_000_000  # characters of one script; the longest of 438 real pages has 34,406
MAX_VALUE = 3_000  # characters of one value other than the articleBody
MAX_NODES = 3_000  # objects kept of one page
MAX_LEVEL = 12  # levels walked into one object
_MENDED = 300_000  # characters up to which a broken block is mended

ARTICLE_TYPES = {
    "NewsArticle": 6, "ReportageNewsArticle": 6, "AnalysisNewsArticle": 6, "OpinionNewsArticle": 6,
    "BackgroundNewsArticle": 6, "ReviewNewsArticle": 6, "AskPublicNewsArticle": 6, "LiveBlogPosting": 5,
    "Article": 5, "AdvertiserContentArticle": 5, "SatiricalArticle": 5, "Report": 4, "BlogPosting": 5,
    "ScholarlyArticle": 4, "TechArticle": 4, "MedicalScholarlyArticle": 4, "SocialMediaPosting": 3, "Review": 3,
    "Recipe": 3, "VideoObject": 1, "WebPage": 1, "ItemPage": 1,
}  # fmt: skip
"""Types that can be the page's article, and how surely they are it."""

_ELSEWHERE = {"itemListElement", "hasPart", "relatedLink", "citation", "mentions", "isPartOf", "comment", "review"}
_HALF = re.compile(
    r"(?<!\\)\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F][\da-fA-F]{2})|"
    r"(?<!\\u[dD][89abAB][\da-fA-F]{2})(?<!\\)\\u[dD][c-fC-F][\da-fA-F]{2}"
)
_WRAPPERS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.S)
_COMMA = re.compile(r",(\s*[}\]])")
_STRAY = re.compile(r"\\(?![\"\\/bfnrtu])")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|description|isAccessibleForFree)"\s*:\s*'
    r'"((?:[^"\\]|\\.){1,1000})"'
)


def read_blocks(root: html.HtmlElement) -> list[Node]:
    """Return every JSON-LD object of the page in document order, nested ones after the object that holds them."""
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for value in _load("".join(script.itertext())[:MAX_BLOCK]):
            nodes.extend(_walk(value))
            if len(nodes) > MAX_NODES:
                return nodes[:MAX_NODES]
    return nodes


def article_node(nodes: list[Node], url: str, headline: str) -> Node:
    """Return the object that describes the article of this page, an empty one where none does.

    The type weighs most, then whether its address is this page's, whether its headline is the page's, and whether
    it has a time: an object of another article (a teaser, a list element) has another address and headline.
    """
    here, words = address_key(url), _fold(headline)
    best, best_score = {}, 0.0
    for order, node in enumerate(nodes):
        if not (weight := max((ARTICLE_TYPES.get(kind, 0) for kind in types(node)), default=0)):
            continue
        addresses = {address_key(link) for link in _links(node) if link.startswith("http")}
        title = _fold(text(node.get("headline") or node.get("name")))
        score = (
            float(weight) + 3 * (here in addresses) + 2 * bool(title and words and (title in words or words in title))
        )
        score += bool(node.get("datePublished")) + bool(node.get("author")) - 0.01 * order
        if score > best_score:
            best, best_score = dict(node), score
    return best


def types(node: Node) -> list[str]:
    """Return the types of an object without their schema.org prefix."""
    kinds = node.get("@type") or node.get("type") or ()
    return [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def text(value: object) -> str:
    """Return the text of a value: a string, the first of a list, the name of an object; entities undone."""
    if isinstance(value, list):
        return next((found for item in value if (found := text(item))), "")
    if isinstance(value, Mapping):
        return text(value.get("name") or value.get("@value") or value.get("url") or "")
    return squeeze(unescape(unescape(value[:MAX_VALUE]))) if isinstance(value, str) else ""


def texts(value: object, nodes: list[Node]) -> list[str]:
    """Return the texts of a value that may be one or many, objects by reference looked up among ``nodes``."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping) and "@id" in item and "name" not in item:
            item = next((node for node in nodes if node.get("@id") == item["@id"] and "name" in node), item)
        if isinstance(item, Mapping) and isinstance(item.get("name"), list):
            found.extend(texts(item["name"], nodes))
        elif one := text(item):
            found.append(one)
    return found


def whole_characters(source: str) -> str:
    """Return JSON without halves of a character ("\\ud83d" alone), which no text can hold (RFC 8259, section 8.2)."""
    return _HALF.sub(r"\\ufffd", source) if "\\u" in source else source


def _load(source: str) -> list[object]:
    source = whole_characters(_WRAPPERS.sub("", source.strip()).strip())
    if not source:
        return []
    if (value := _json(source)) is not None:
        return [value]
    if len(source) > _MENDED:
        return _fields(source)
    mended = _STRAY.sub(r"\\\\", _COMMA.sub(r"\1", source))
    if "&quot;" in mended and mended.count('"') < 4:
        mended = unescape(mended)
    return _pieces(mended) or _fields(source)


def _json(source: str) -> object | None:
    try:
        return json.loads(source, strict=False)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def _pieces(source: str) -> list[object]:
    """Read objects that follow each other without a list around them."""
    decoder, found, at = json.JSONDecoder(strict=False), [], 0
    while at < len(source):
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while at < len(source) and source[at] in " \t\r\n,;":
            at += 1
    return found


def _fields(source: str) -> list[object]:
    """Take single fields out of a block that is beyond mending: the first of each, as one unsure article."""
    node: dict[str, str] = {}
    for name, value in _FIELD.findall(source):
        node.setdefault(name, str(_json(f'"{value}"') or value))
    return [{"@type": "Article", **node}] if "headline" in node or "datePublished" in node else []


def _walk(value: object, level: int = 0) -> Iterator[Node]:
    if level > MAX_LEVEL:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, level + 1)
    elif isinstance(value, Mapping):
        if types(value) or "@id" in value:
            yield value
        for key, inner in value.items():
            if key not in _ELSEWHERE and isinstance(inner, (list, Mapping)):
                yield from _walk(inner, level + 1)


def _links(node: Node) -> list[str]:
    main = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), main, *(main.values() if isinstance(main, Mapping) else ())]
    return [value for value in values if isinstance(value, str)]


def _fold(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).casefold()


def text_block(value: object) -> str:
    """Return a long text with its line breaks, empty where the value is none."""
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""
