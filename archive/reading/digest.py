"""Whether two texts are the same text: a hash that does not see white space, charset flips or stamps of the time.

What NewsDiffs calls a boring change makes no new edition.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

_VARIANTS = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), ""),
    0x2026: "...",
}
_SPACE = re.compile(r"\s+")
_BESIDE = re.compile(r"\s*([\"'.,;:!?()\[\]/-])\s*")
_STAMP = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified)|updated on|stand|aktualisiert|veröffentlicht|"
    r"publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|"
    r"опубликовано|обновлено|प्रकाशित|अपडेटेड)\b[^\n]{0,60}\d[^\n]{0,30}",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")


def normalised(paragraphs: Sequence[str]) -> str:
    """Return the text reduced to what makes it another text: NFC, one blank for white space, one form for quotation
    marks and dashes, no line that only says when the page was published or updated. Case is kept.
    """
    kept = []
    for paragraph in paragraphs:
        line = unicodedata.normalize("NFC", _mended(paragraph)).translate(_VARIANTS)
        line = _SPACE.sub(" ", line).strip()
        if line and not _stamp(line):
            kept.append(line)
    return _BESIDE.sub(r"\1", " ".join(kept))


def text_digest(paragraphs: Sequence[str]) -> str:
    """Return ``sha256:<hex>`` of the normalised text; how it is cut into paragraphs does not count."""
    return "sha256:" + hashlib.sha256(normalised(paragraphs).encode("utf-8", "replace")).hexdigest()


def same_text(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two lists of paragraphs are the same text."""
    return normalised(a) == normalised(b)


def _stamp(line: str) -> bool:
    """Say whether a line is a time and nothing else: "Updated: …", or at least two numbers and at most three words."""
    bare = len(_NUMBERS.findall(line)) >= 2 and len(_WORDS.findall(line)) <= 3 and len(line) <= 40
    return len(line) <= 100 and bool(_STAMP.fullmatch(line) or bare)


def _mended(text: str) -> str:
    """Undo UTF-8 that was read as windows-1252 ("Ã©"), where undoing it works for the whole paragraph."""
    if not any(mark in text for mark in ("Ã", "â€", "Â")):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
