"""Text → one lxml tree, shared by everything that reads the page, whatever the text looks like.

libxml2 has three cliffs, each measured with 2.14: nesting beyond 2,048 levels loses all text below it; a tag with
100,000 attributes takes 124 s (quadratic); a lone surrogate ends the page. All three are mended before parsing.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

MAX_CHARS = 3_000_000
"""Characters of markup, scripts taken out, that are parsed: the longest of 438 real pages has 2.5 million with them."""

MAX_DEPTH = 1_900
"""Levels of a tree that is believed: libxml2 stops at 2,048; the deepest of 438 real pages has 43."""

_SHALLOW = 200  # levels up to which nobody needs to know how many there are
_IS_DEEP = etree.XPath(f"boolean({'/*' * (_SHALLOW + 1)})")  # 0.2 ms; counting them takes 1.5
_HEAVY = 1_500_000  # characters from which scripts and data: pictures are taken out before parsing
_TOLD = 500_000  # characters of JSON-LD that such a page may keep; the longest of 438 real pages has 34,406
_SCRIPT = re.compile(r"<(?:script|style)\b([^<>]{0,2000})>", re.I)
_SCRIPT_END = re.compile(r"</(?:script|style)", re.I)
_DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]{500,}")
_ATTRIBUTE = r"(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+)"
_MOST_ATTRIBUTES = 500
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_ATTRIBUTES = re.compile(rf"(<[a-zA-Z][^\s/>]*+)({_ATTRIBUTE}*+)")
_LONG_TAG = re.compile(rf"<[a-zA-Z][^>]{{{2 * _MOST_ATTRIBUTES}}}")
"""A tag so long that it may have so many attributes; looking for one takes a tenth of the time of counting them."""
_NESTING = re.compile(
    r"</?(?!(?:html|head|body|title|meta|link|script|style|p|h[1-6]|br|time|a)\b)[a-zA-Z][^<>]*>", re.I
)
_TAG = re.compile(r"<[^<>]*>")
_JOINED = re.compile(r"[^\W\d_][\dA-ZÄÖÜÉ@]|\d[^\W\d_]")
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_TWICE = re.compile(r"&amp;(?=(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-z]{2,8});)")  # an entity escaped twice: "&amp;quot;"
_NO_CHARACTER = re.compile(  # numbers of NUL, other controls, surrogates and U+FFFE: read, they could not be set again
    r"&#(?:[xX]0*(?:[dD][89a-fA-F][\da-fA-F]{2}|[fF]{3}[eEfF]|[0-8bBcCeEfF]|1[\da-fA-F])(?![\da-fA-F])|"
    r"0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]|6553[45]|[0-8]|1[124-9]|2\d|3[01])(?!\d));?"
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)


def parse(text: str) -> tuple[etree._Element | None, int]:
    """Return the root of the page's tree (None where there is nothing to parse) and its depth.

    Raises MemoryError where the page does not fit into what there is.
    """
    if len(text) > _HEAVY:
        text = _DATA_URI.sub("", _without_scripts(text))
    text = _TWICE.sub("&", _without_many_attributes(text)[:MAX_CHARS])
    text = _NO_CHARACTER.sub("\ufffd", text)
    root, levels = _parse(text)
    if levels > MAX_DEPTH:
        root, levels = _parse(_NESTING.sub("\n", text))
    if levels > MAX_DEPTH:
        root, levels = _parse(f"<html><body><p>{_TAG.sub(' ', text)}</p></body></html>")
    return root, levels


def text_of(element: etree._Element, limit: int = 20_000, *, apart: str = "") -> str:
    """Return the visible text of an element on one line, blocks set apart by a space.

    ``apart`` is put between what only the page's style sets apart: "Ada Byron" and "Nov 18" in two ``<span>``.
    """
    parts: list[str] = []
    size = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        blocked = node is not element and node.tag in _BLOCKS
        if blocked:
            parts.append(" ")
        if event == "start":
            if node.tag in _UNSEEN or not isinstance(node.tag, str):
                walk.skip_subtree()
                continue
            text = node.text
        elif node is element:
            break
        else:
            text = node.tail
        if text:
            if apart and parts and _JOINED.match(parts[-1][-1:] + text[:1]):
                parts.append(apart)
            parts.append(text)
            size += len(text)
        if size > limit or len(parts) > limit:
            break
    return squeeze("".join(parts))


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one blank, without soft hyphens and zero-width spaces.

    Zero-width joiners stay: Indic and Persian spelling needs them.
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").split())


def _without_many_attributes(text: str) -> str:
    """Take the attributes from tags that have more than any page needs."""
    at = 0
    while long := _LONG_TAG.search(text, at):
        tag = _ATTRIBUTES.match(text, long.start())
        if tag and _are_many(tag[2]):
            return _ATTRIBUTES.sub(lambda tag: tag[1] if _are_many(tag[2]) else tag[0], text)
        at = max(long.end(), tag.end() if tag else 0)
    return text


def _are_many(attributes: str) -> bool:
    if len(attributes) < 2 * _MOST_ATTRIBUTES:
        return False
    return next(islice(_ONE_ATTRIBUTE.finditer(attributes), _MOST_ATTRIBUTES - 1, None), None) is not None


def _without_scripts(text: str) -> str:
    """Take out scripts and styles other than JSON-LD, in one pass (a regular expression would be quadratic)."""
    kept, at = [], 0
    while script := _SCRIPT.search(text, at):
        end = _SCRIPT_END.search(text, script.end())
        stop = end.start() if end else len(text)
        told = "ld+json" in script.group(1) and stop - script.end() <= _TOLD
        kept.append(text[at : stop if told else script.end()])
        at = stop
    return "".join([*kept, text[at:]])


def _parse(text: str) -> tuple[etree._Element | None, int]:
    # Plain elements: those of lxml.html ask a table in Python for the class of each that is met: a tenth of reading.
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):  # it may hold a text
            raise MemoryError from error
        return None, 0
    return root, 0 if root is None else _depth(root)


def _depth(root: etree._Element) -> int:
    """Return the levels of the tree; ``_SHALLOW`` for every page that has no more."""
    if not _IS_DEEP(root):
        return _SHALLOW
    deepest = level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest
