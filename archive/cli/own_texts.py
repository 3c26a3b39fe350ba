"""``archive group --articles``: the archive's own engine over texts that people bring."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.cli.lines import Line, lines_of, writer
from archive.cli.progress import progress
from archive.errors import ArchiveError
from archive.syndication import Copy, group


def group_articles(path: Path, out: Path | None) -> int:
    """Group the articles of a file of JSON lines; write ``{"id", "story", "kind", "share"}`` in the file's order.

    Two articles with one id are refused, with both lines named. Returns the exit code.
    """
    lines = lines_of(path, ("id", "text"))
    copies = [_copy(line) for line in _distinct(lines)]
    with progress("grouping", len(copies)) as step:
        pickups = {pickup.article: pickup for story in group(copies, lambda _: step(1)) for pickup in story.pickups}
    failed = 0
    with writer(out) as write:
        for line in lines:
            row: dict[str, object] = {"id": line.values.get("id")}
            if pickup := pickups.get(str(row["id"])) if not line.error else None:
                row |= {"story": pickup.story, "kind": pickup.kind.value, "share": pickup.share}
            failed += line.complain(row)
            write(row)
    return int(failed > 0)


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
