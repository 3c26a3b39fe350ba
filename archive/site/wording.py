"""The site's words: verdicts, credits, times and delays as a reader would say them; filters of the templates."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from archive.store.search import MARK, UNMARK

VERDICTS = {
    "wire": ("Agency copy", "The page says that its text is an agency’s."),
    "mixed": ("Staff and agency", "The page says that its text is its own with agency material in it."),
    "own": ("No agency credited", "The page names no agency for its text."),
    "agency": ("The agency’s own page", "The page stands on the agency’s own site."),
    "other": ("Not an article", "The page holds no article."),
}
FORMS = {
    "byline": "in the byline",
    "dateline": "in the dateline",
    "tagline": "in a credit line",
    "metadata": "in the page’s metadata",
    "citation": "cited in the text",
    "media": "on a picture or video",
    "mention": "mentioned",
}
ROLES = {
    "origin": "the text is the agency’s",
    "input": "gave part of the text",
    "source": "source of a fact or quote",
    "media": "gave a picture or video",
    "subject": "is written about",
}
PLACES = {
    "above": "above the text",
    "text": "in the text",
    "below": "below the text",
    "caption": "at a picture",
    "metadata": "in the page’s metadata, not visible",
    "chrome": "in the page’s frame",
}
KINDS = {
    "source": "the source",
    "verbatim": "word for word",
    "abridged": "cut",
    "edited": "edited",
    "mixed": "mixed with other text",
    "translated": "translated",
}
CREDITED = {
    "credited": "credited",
    "credited to another": "credited to another agency",
    "uncredited": "no credit, though others credit an agency",
    "no agency": "no agency credited by anybody",
}
SAID_IN = {
    "json-ld": "in its JSON-LD",
    "meta": "in a meta tag",
    "time": "in a time element",
    "text": "in print",
    "address": "in its address",
}
LINE_PLACES = {
    "start": "at the start",
    "end": "at the end",
    "between": "between paragraphs",
    "anywhere": "anywhere",
}
ANCHORS = {
    "number": "number",
    "place": "place",
    "date": "date",
    "spelling": "same letters",
    "sound": "same sound",
    "word": "known word",
}
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "kn": "Kannada", "ko": "Korean", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "ml": "Malayalam",
    "mr": "Marathi", "ms": "Malay", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "or": "Odia", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my"})


def direction(language: str | None) -> str:
    """Return the ``dir`` of a text: by its language; by its first letters where the language is unknown."""
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def said(time: str | None) -> str:
    """Return a time as a page gives it, with its zone: ``20 November 2026, 08:00 (UTC+05:30)``."""
    if not time:
        return "not said"
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return time
    if len(time) <= len("2026-11-20"):
        return f"{day(time)} (no hour given)"
    zone = moment.strftime("%z")
    named = "UTC" if zone in ("+0000", "-0000") else f"UTC{zone[:3]}:{zone[3:5]}" if zone else "no zone given"
    return f"{day(time)}, {moment:%H:%M} ({named})"


def seen(time: str | None) -> str:
    """Return a time of ours: ``20 November 2026, 02:45 UTC``."""
    if not time:
        return "never"
    try:
        return f"{day(time)}, {datetime.fromisoformat(time):%H:%M} UTC"
    except ValueError:
        return time


def day(time: str | None) -> str:
    """Return the day of a time: ``20 November 2026``."""
    try:
        moment = datetime.fromisoformat(time or "")
    except ValueError:
        return time or ""
    return f"{moment.day} {moment:%B} {moment.year}"


def delay(seconds: int | float | None) -> str:
    """Return a delay in its two largest units: ``2 d 3 h``, ``4 h``, ``12 min``."""
    left = int(seconds or 0)
    if left < 60:
        return "under a minute" if left else "at the same time"
    days, left = divmod(left, 86400)
    hours, left = divmod(left, 3600)
    minutes = left // 60
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    while not parts[0][0]:
        parts.pop(0)
    return " ".join(f"{amount} {unit}" for amount, unit in parts[:2] if amount)


def number(value: int | float | None) -> str:
    """Return a count with its thousands apart: ``12,345``."""
    return f"{value or 0:,.0f}"


def percent(share: float | None) -> str:
    """Return a share as whole percents; never 100 for less than all, nor 0 for more than nothing."""
    value = (share or 0) * 100
    if 0 < value < 1:
        return "under 1 %"
    return f"{99 if 99 <= value < 100 else round(value)} %"


def plural(count: int | None, one: str, many: str = "") -> str:
    """Return a count with its noun: ``1 outlet``, ``1,200 outlets``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def outside(url: str | None) -> str:
    """Return an address that may be a link: http and https only; else an empty string."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return (
        url or "" if parts.scheme in ("http", "https") and parts.netloc and not set(url or "") & set(" \n\t\r") else ""
    )


def shorter(text: str, length: int) -> str:
    """Return at most ``length`` characters, with an ellipsis where some are left out; no word of a text is cut."""
    if len(text) <= length:
        return text
    head, space, rest = text[:length].rpartition(" ")
    return (head if space and len(rest) < 20 else text[: length - 1]).rstrip() + "…"


def length_told(article: Mapping[str, Any]) -> str:
    """Return an article's length: in words, or in characters where its script writes no spaces between words."""
    if (article["language"] or "").split("-")[0] in UNSPACED:
        return plural(article["words"], "character")
    return plural(article["words"], "word")


def marked(snippet: str | None) -> Markup:
    """Return a snippet with its hits in ``<mark>``; everything else of it is text."""
    return Markup(str(escape(snippet or "")).replace(MARK, "<mark>").replace(UNMARK, "</mark>"))


def unmarked(snippet: str | None) -> str:
    """Return a snippet as plain text."""
    return (snippet or "").replace(MARK, "").replace(UNMARK, "")


def language_name(code: str | None) -> str:
    """Return a language's English name, else its code."""
    return LANGUAGES.get((code or "").split("-")[0], code or "unknown language")


def _first(words: dict[str, tuple[str, str]]) -> Callable[[str], str]:
    return lambda key: words.get(key, (key, ""))[0]


def _in(words: dict[str, str]) -> Callable[[str], str]:
    return lambda key: words.get(key, key)


FILTERS: dict[str, Callable[..., Any]] = {
    "anchor": _in(ANCHORS),
    "credited": _in(CREDITED),
    "day": day,
    "delay": delay,
    "direction": direction,
    "form": _in(FORMS),
    "kind": _in(KINDS),
    "language_name": language_name,
    "length_told": length_told,
    "line_place": _in(LINE_PLACES),
    "marked": marked,
    "number": number,
    "outside": outside,
    "percent": percent,
    "place": _in(PLACES),
    "plural": plural,
    "role": _in(ROLES),
    "said": said,
    "said_in": _in(SAID_IN),
    "seen": seen,
    "shell": shlex.quote,
    "shorter": shorter,
    "unmarked": unmarked,
    "verdict": _first(VERDICTS),
    "verdict_says": lambda key: VERDICTS.get(key, ("", ""))[1],
}
