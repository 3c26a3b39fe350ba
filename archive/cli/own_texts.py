"""``archive group --articles``: the archive's own engine over texts that people bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.cli.lines import Line, lines_of, writer
from archive.cli.progress import progress
from archive.errors import ArchiveError
from archive.reading.language import text_language
from archive.syndication import Copy, group
from archive.syndication.translation import Joined, join

LANGUAGE_SAMPLE = 500  # characters: the guess is as good as on the whole text, in half the time


def group_articles(path: Path, out: Path | None) -> int:
    """Group the articles of a file of JSON lines; write ``{"id", "story", "kind", "share"}`` in the file's order.

    The source of a story that was joined with one in another language has ``translations`` too: for each, its id, the
    confidence, and the anchors both texts have, as offsets here and there.
    Two articles with one id are refused, with both lines named. Returns the exit code.
    """
    lines = lines_of(path, ("id", "text"))
    copies = [_copy(line) for line in _distinct(lines)]
    with progress("grouping", len(copies)) as step:
        told = group(copies, lambda _: step(1))
    known = {copy.id: copy for copy in copies}
    sources = {story.source: _with_language(known[story.source]) for story in told}
    with progress("languages", len(told)) as step:
        joined = join(told, sources, progress=step)
    pickups = {pickup.article: pickup for story in joined.stories for pickup in story.pickups}
    translations = _translations(joined)
    failed = 0
    with writer(out) as write:
        for line in lines:
            row: dict[str, object] = {"id": line.values.get("id")}
            if pickup := pickups.get(str(row["id"])) if not line.error else None:
                row |= {"story": pickup.story, "kind": pickup.kind.value, "share": pickup.share}
            if links := translations.get(str(row["id"])):
                row["translations"] = links
            failed += line.complain(row)
            write(row)
    return int(failed > 0)


def _with_language(copy: Copy) -> Copy:
    return copy if copy.language else replace(copy, language=text_language([copy.text[:LANGUAGE_SAMPLE]]))


def _translations(joined: Joined) -> dict[str, list[dict[str, object]]]:
    """Return for each article what it is a translation of, or is translated by, and what the two have in common."""
    found: dict[str, list[dict[str, object]]] = {}
    for link in joined.links:
        said = link.echo
        for here, there in ((said.a, said.b), (said.b, said.a)):
            anchors = [
                [sign.start_a, sign.end_a, sign.start_b, sign.end_b]
                if here == said.a
                else [sign.start_b, sign.end_b, sign.start_a, sign.end_a]
                for sign in said.signs
            ]
            found.setdefault(here, []).append({"of": there, "confidence": link.confidence, "anchors": anchors})
    return found


def _distinct(lines: list[Line]) -> list[Line]:
    seen: dict[str, str] = {}
    good = [line for line in lines if not line.error]
    for line in good:
        name = str(line.values["id"])
        if name in seen:
            raise ArchiveError(
                f"{line.where}: the id {name!r} stands at {seen[name]} too; give each article its own", code=2
            )
        seen[name] = line.where
    return good


def _copy(line: Line) -> Copy:
    values = line.values
    return Copy(
        id=str(values["id"]),
        outlet=str(values.get("outlet") or ""),
        title=str(values.get("title") or ""),
        text=str(values["text"] or ""),
        language=str(values.get("language") or ""),
        published=_moment(str(values.get("published") or "")),
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if moment <= datetime.now(UTC) + timedelta(days=1) else None  # a page dated 2099 is not dated
