"""Tables that only lay a page out become plain boxes: extractors read a table as data, a row in one line.

Before style sheets a page was one table: menu in one cell, article in the next. Cells that hold blocks of their own
(headings, paragraphs, lists, boxes, another table) or line breaks between running text are such boxes.
"""

from __future__ import annotations

from lxml import etree, html

_PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "center"))
_LAID_OUT = frozenset(("h1", "form", "article"))  # one of these in a cell is enough
_PASSAGE = 80  # characters of one piece of text from which a cell with a table in it holds more than data
_BLOCKS = frozenset(("p", "div", "h2", "h3", "ul", "ol", "blockquote", "hr"))
_SEVERAL = 3  # other blocks, or line breaks, from which one cell lays out a text
_CELL_TEXT = 400  # characters beside them: a table of data has short cells
MAX_TABLES = 2_000  # looked at; a page that has more is data


def unfold_tables(root: html.HtmlElement) -> None:
    """Turn, in place, the tables that lay the page out into ``<div>``; tables of data stay tables."""
    tables = list(root.iter("table"))[:MAX_TABLES]
    chosen = [table for table in tables if any(_lays_out(cell) for cell in _cells(table))]
    for table in chosen:
        for element in [table, *_own(table)]:
            element.tag = "div"


def _lays_out(cell: etree._Element) -> bool:
    several = breaks = 0
    nested = False
    for element in cell.iterdescendants():
        if element.tag in _LAID_OUT:
            return True
        nested = nested or element.tag == "table"
        several += element.tag in _BLOCKS
        breaks += element.tag == "br"
    if nested and any(len(text.strip()) >= _PASSAGE for text in cell.itertext()):
        return True
    if max(several, breaks) < _SEVERAL:
        return False
    return sum(len(text.strip()) for text in cell.itertext()) >= _CELL_TEXT


def _cells(table: etree._Element) -> list[etree._Element]:
    return [element for element in _own(table) if element.tag in ("td", "th")]


def _own(table: etree._Element) -> list[etree._Element]:
    """Return the rows and cells of this table, without those of tables inside it."""
    found: list[etree._Element] = []
    waiting = list(table)
    while waiting:
        element = waiting.pop()
        if element.tag in _PARTS and element.tag != "table":
            found.append(element)
            waiting.extend(element if element.tag not in ("td", "th") else ())
    return found
