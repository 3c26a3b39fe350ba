"""The credits in what stands beside the text: bylines, metadata, captions, sign-offs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.article import Credit, Form, Margin, Place, Role
from archive.attribution.bylines import read_byline, unnamed_byline
from archive.attribution.case import Case, Context, Ruling
from archive.attribution.line import Line, groups
from archive.attribution.lines import (
    credit_of,
    credits_of,
)
from archive.attribution.margins import AUTHORS, Beside
from archive.attribution.names import Name, Strength
from archive.attribution.rulings import judge
from archive.attribution.unnamed import unnamed

IGNORED = frozenset(("publisher", "canonical", "contributor", "editor", "copyright", "provider", "creditText", "logo"))
"""Metadata that names the outlet itself, as a rule; what it says of agencies is read apart."""

PROVIDED = "the page's data name the agency as its provider"
"""The rule that takes "provider": "Reuters" for the text's origin where nothing on the page names anybody else."""


def margin_credits(beside: Beside, context: Context, own: str) -> Iterator[Credit]:
    """Yield the credits of one string beside the text; ``own`` is the agency on whose site the page is, or empty."""
    margin, names, catalogue = beside.margin, beside.names, context.catalogue
    metadata = margin.place is Place.METADATA
    if metadata and is_address(margin.text):
        if margin.label in ("canonical", "source") and (owner := catalogue.owner(margin.text)) and owner != own:
            ruling = Ruling(
                Form.METADATA, Role.ORIGIN, 0, len(margin.text), f"{margin.label} address on the agency's site"
            )
            yield credit_of(owner, ruling, Line(margin.text, margin.place, margin.label))
        return
    if metadata and margin.label in IGNORED:
        yield from _picture_metadata(margin, names)
        yield from _provider(margin, names)
        return
    caption = margin.place is Place.CAPTION or margin.label in ("caption", "picture credit")
    text = margin.text
    apart = beside.apart and margin.label == "line"
    line = Line(text, margin.place, margin.label, first=True, last=not caption, caption=caption, apart=apart)
    cues = catalogue.phrases.find(text, context.language, context.host)
    if margin.label in AUTHORS or metadata:
        form = Form.METADATA if metadata else Form.BYLINE
        if (found := unnamed_byline(text, cues)) and not any(0 <= n.start - found[3] <= 3 for n in names):
            agency, role, start, end = found
            yield credit_of(agency, Ruling(form, role, start, end, "agencies in the byline"), line)
        for group in groups(line, names):
            if (said := read_byline(text, group)) and not (
                metadata and all(n.strength is Strength.SMALL for n in group.names) and len(text) > 6
            ):
                yield from credits_of(
                    Ruling(form, said.role, 0, len(text), f"{margin.label} of the page", group.names), line
                )
        return
    for agency, ruling in unnamed(line, cues, names):
        yield credit_of(agency, ruling, line)
    for group in groups(line, names):
        case = Case(group, cues, context)
        if caption:
            yield from _caption_credits(case)
        elif (judged := judge(case)) and judged.form not in (Form.CITATION, Form.MENTION):
            yield from credits_of(judged, line)  # a sentence beside the text is not the article's


def is_address(text: str) -> bool:
    """Say whether a value is a web address."""
    return text.startswith(("http://", "https://", "//"))


def _provider(margin: Margin, names: tuple[Name, ...]) -> Iterator[Credit]:
    """Yield the agency where the value is its name and nothing else; an agency's own pages name it so too."""
    if margin.label not in ("provider", "publisher"):
        return
    for name in names:
        if name.strength is Strength.SURE and margin.text[name.start : name.end] == margin.text.strip():
            ruling = Ruling(Form.METADATA, Role.ORIGIN, name.start, name.end, PROVIDED, (name,))
            yield credit_of(name.agency, ruling, Line(margin.text, margin.place, margin.label))


def _picture_metadata(margin: Margin, names: tuple[Name, ...]) -> Iterator[Credit]:
    if margin.label != "creditText":
        return
    line = Line(margin.text, margin.place, margin.label)
    for name in names:
        yield credit_of(
            name.agency, Ruling(Form.MEDIA, Role.MEDIA, 0, len(margin.text), "a picture's creditText", (name,)), line
        )


def _caption_credits(case: Case) -> Iterator[Credit]:
    ruling = judge(case)
    if ruling and ruling.form is None:
        return
    group, text = case.group, case.text
    if ruling and ruling.form is Form.CITATION:
        return
    credit_line = case.line.label == "picture credit"
    last = not group.after.strip(" .)]") and case.group.names[0].agency not in case.doubtful
    if (
        last
        and not case.sure
        and re.search(r"[a-z’'\".,]\s+$", group.before)
        and text[group.start : group.end].isupper()
    ):
        yield from credits_of(
            Ruling(Form.MEDIA, Role.MEDIA, group.start, group.end, "at the end of a caption", group.names), case.line
        )
        return
    edge = not group.after.strip(" .)]") or not group.before.strip(" ([©") or case.group.bracket() is not None
    slash = re.search(r"[/|©]\s*$", group.before) or re.match(r"\s*[/|]", group.after)
    if (ruling and ruling.form is Form.MEDIA) or credit_line or (edge and case.sure) or slash:
        start = ruling.start if ruling and ruling.form is Form.MEDIA else group.start
        end = ruling.end if ruling and ruling.form is Form.MEDIA else group.end
        yield from credits_of(
            Ruling(Form.MEDIA, Role.MEDIA, start, min(end, len(text)), "in a caption", group.names), case.line
        )
