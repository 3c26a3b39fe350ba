"""The text of a page that is drawn by its scripts: the state that a framework leaves in the page for them.

Next.js writes JSON into ``<script id="__NEXT_DATA__">``, Nuxt 3 a flat list in which objects point at their values
(https://github.com/sveltejs/devalue), Nuxt 2 a function call, others ``window.__STATE__ = {…}`` or
``JSON.parse("…")``. No field has a name one can rely on, so the article is the object that holds the page's headline
(or at least a title), and its text the field of it with the most prose. Asked only where the page shows no text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from lxml import etree

from archive.reading.folding import fold
from archive.reading.jsonld import whole_characters
from archive.reading.paragraphs import from_markup

Value: TypeAlias = Any

MAX_STATE = 2_000_000  # characters of one script that are looked at
MAX_VALUES = 60_000  # values walked through in one page
_LEVELS = 24  # levels walked into one state; a pointer in a circle ends here
_ENOUGH = 250  # characters of prose from which a field is believed to be a text
_PROSE = 40  # characters of a string that may be prose
_STATES = 8  # states of one page that are looked at
_ASSIGNED = re.compile(
    r"(?:window|self|globalThis|var|let|const)\b[\s.\[\"']*(\w{2,60})[\"'\]]*\s*=\s*(?=[{\[(f!J])", re.A
)
_PARSED = re.compile(r"JSON\.parse\(\s*(\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)("|\\?\Z)', re.S)  # one that never ends is read once, not from each quote
_TITLES = ("headline", "title", "name", "heading")
_CODE = re.compile(r"[{}]|=>|;\s*$|\bfunction *\(|^\s*(?:https?:)?//\S+\s*$|^\S+$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_MARKUP = re.compile(r"<(?:p|br|div|h\d)\b", re.I)


def told_by_state(scripts: Iterable[etree._Element], titles: Collection[str]) -> list[str]:
    """Return the paragraphs of the article that a page's scripts carry, none where they carry none.

    ``scripts`` are the page's script elements, ``titles`` its headlines as its head gives them. Never raises.
    """
    heads = {fold(title) for title in titles if len(fold(title)) > 8}
    best: tuple[bool, int] = (False, 0)
    found: list[str] = []
    for state in _states(scripts):
        for node in _objects(state):
            titled = _titled(node, heads)
            if titled is None:
                continue
            told = max((_prose(value) for value in node.values()), key=_length, default=[])
            if _length(told) >= _ENOUGH and (titled, _length(told)) > best:
                best, found = (titled, _length(told)), told
    return [text for text in found if fold(text) not in heads]


def _states(scripts: Iterable[etree._Element]) -> Iterator[Value]:
    """Yield the values that scripts hold, JSON-LD excepted."""
    count = 0
    for script in scripts:
        kind, source = (script.get("type") or "").lower(), whole_characters((script.text or "")[:MAX_STATE])
        if "ld+json" in kind or len(source) < _ENOUGH:
            continue
        value = _json(source) if "json" in kind else _assigned(source)
        if isinstance(value, (dict, list)):
            yield _unflattened(value) if isinstance(value, list) else value
            count += 1
        if count == _STATES:
            return


def _assigned(source: str) -> Value:
    """Return the value that a script assigns to a name; of a function call the strings it is given."""
    for match in list(_ASSIGNED.finditer(source))[:_STATES]:
        rest = source[match.end() :]
        if (parsed := _PARSED.match(rest)) is not None:
            quoted = parsed.group(1)
            inner = quoted if quoted[0] == '"' else json.dumps(quoted[1:-1].replace("\\'", "'").replace('\\"', '"'))
            if isinstance(value := _json(str(_json(inner) or "")), (dict, list)):
                return value
        elif rest[0] in "{[":
            try:
                return json.JSONDecoder(strict=False).raw_decode(rest)[0]
            except (ValueError, RecursionError):
                pass
        ended = (_json(f'"{raw}"') for raw, end in _STRING.findall(rest) if end == '"')
        strings = [text for text in ended if isinstance(text, str)]
        if texts := [text for text in strings if _MARKUP.search(text) and len(text) >= _ENOUGH]:
            return {"title": "", "text": max(texts, key=len)}
    return None


def _json(source: str) -> Value:
    try:
        return json.loads(whole_characters(source), strict=False)
    except (ValueError, RecursionError):
        return None


def _unflattened(values: Sequence[Value]) -> Value:
    """Return what a flat list of values means: numbers in its objects and lists are places in the list."""
    if not (values and isinstance(values[0], (dict, list)) and any(isinstance(value, str) for value in values)):
        return values
    left = MAX_VALUES

    def meant(place: object, level: int) -> Value:
        nonlocal left
        left -= 1
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(values):
            return place
        value = values[place]
        if level > _LEVELS or left < 0:
            return None
        if isinstance(value, dict):
            return {key: meant(inner, level + 1) for key, inner in value.items()}
        if isinstance(value, list):  # ["Reactive", 5]: a tag and what it stands for
            inner = value[1:] if value and isinstance(value[0], str) else value
            return [meant(item, level + 1) for item in inner]
        return value

    return meant(0, 0)


def _objects(state: Value) -> Iterator[Mapping[str, Value]]:
    """Yield the objects of a state, outer before inner."""
    waiting, seen = [(state, 0)], 0
    while waiting and seen < MAX_VALUES:
        value, level = waiting.pop(0) if len(waiting) < 1000 else waiting.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
        if level < _LEVELS and isinstance(value, (dict, list)):
            inner = value.values() if isinstance(value, dict) else value
            waiting += [(item, level + 1) for item in inner if isinstance(item, (dict, list))]


def _titled(node: Mapping[str, Value], heads: Collection[str]) -> bool | None:
    """Say whether an object has the page's headline; None where it has no title at all."""
    if any(isinstance(value, str) and len(value) < 400 and fold(value) in heads for value in node.values()):
        return True
    return False if any(isinstance(node.get(name), (str, dict)) for name in _TITLES) else None


def _prose(value: Value) -> list[str]:
    """Return the prose in a value, in order: markup cut into paragraphs, code and addresses left out."""
    found: list[str] = []
    waiting: list[tuple[Value, int]] = [(value, 0)]
    seen = 0
    while waiting and seen < MAX_VALUES:
        one, level = waiting.pop()
        seen += 1
        if isinstance(one, str):
            found += [text for text in from_markup(one) if _is_prose(text)] if len(one) >= _PROSE else []
        elif level < _LEVELS and isinstance(one, (dict, list)):
            inner = list(one.values() if isinstance(one, dict) else one)
            waiting += [(item, level + 1) for item in reversed(inner)]
    return list(dict.fromkeys(found))


def _is_prose(text: str) -> bool:
    if len(_UNSPACED.findall(text[:200])) > 0.4 * min(len(text), 200):
        return True
    return len(text) >= _PROSE and not _CODE.search(text)


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
