"""The command that groups: the archive's own articles, or texts of the user's own."""

from __future__ import annotations

from pathlib import Path

import click

from archive.cli.own_texts import group_articles


@click.command()
@click.option(
    "--articles", type=click.Path(path_type=Path), help='Lines {"id", "outlet", "published", "title", "text"}.'
)
@click.option("--out", type=click.Path(path_type=Path), help="Where the lines go (default: standard output).")
def group(articles: Path | None, out: Path | None) -> int:
    """Group the archive's articles into stories from scratch, or with --articles texts of your own.

    Its lines hold {"id", "outlet", "published", "title", "text", "language"?}.
    """
    if articles:
        return group_articles(articles, out)
    from archive.cli.keeping import group_archive  # loads what reads pages: a second that one's own texts need not wait

    return group_archive()
