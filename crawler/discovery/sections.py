"""Section pages and front pages: the links that look like articles, told by general rules."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html
from w3lib.encoding import html_to_unicode

from crawler.discovery.links import Link, absolute, names_an_article

MOST_LINKS = 500
"""Links taken from one page: the longest front pages seen have about 400 to articles."""

_SKIPPED = ("nav", "footer")  # menus; a <header> may hold the headline of a card


def section_links(body: bytes, url: str, content_type: str = "") -> tuple[Link, ...]:
    """Return the links of a page that look like articles of the same site, in its order, each address once.

    The title is the longest text that links to the address: a picture and a "more" link to it, too.
    """
    tree = parse(body, content_type)
    if tree is None:
        return ()
    base = base_address(tree, url)
    titles: dict[str, str] = {}
    for anchor in tree.iter("a"):
        address = absolute(base, anchor.get("href") or "")
        if address and not _in_menu(anchor):
            title = " ".join("".join(anchor.itertext()).split()) or " ".join((anchor.get("title") or "").split())
            if len(title) > len(titles.setdefault(address, "")):
                titles[address] = title
    found = (Link(address, title) for address, title in titles.items() if names_an_article(address, title, url))
    return tuple(link for _, link in zip(range(MOST_LINKS), found, strict=False))


def parse(body: bytes, content_type: str = "") -> lxml_html.HtmlElement | None:
    """Return the tree of a page, decoded as a browser would; None for what holds no element."""
    text = html_to_unicode(content_type or None, body)[1].replace("\0", "")
    try:
        tree = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def base_address(tree: lxml_html.HtmlElement, url: str) -> str:
    """Return what relative links of a page start from."""
    for base in tree.iter("base"):
        return absolute(url, base.get("href") or "") or url
    return url


def _in_menu(anchor: lxml_html.HtmlElement) -> bool:
    for parent in anchor.iterancestors():
        if parent.tag == "article":
            return False
        if parent.tag in _SKIPPED or parent.get("role") == "navigation":
            return True
    return False
