"""What the pages of the site ask the published copy: ``<page>/<question>.sql``, one question a file.

The folder is the page, the file the question: what the page of an outlet shows of its agencies is asked in
``outlet/agencies.sql``. A file begins with a comment that says what it answers; its parameters are written ``:name``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from archive.errors import ArchiveError


@cache
def question(name: str) -> str:
    """Return the SQL of a question by its name, such as ``outlet/agencies``.

    Raises ArchiveError where there is no such file.
    """
    file = files(__name__).joinpath(f"{name}.sql")
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise ArchiveError(f"queries/pages/{name}.sql: there is no such question") from error


def questions() -> list[str]:
    """Return the names of all questions, in order."""
    return sorted(
        f"{page.name}/{file.name.removesuffix('.sql')}"
        for page in files(__name__).iterdir()
        if page.is_dir() and not page.name.startswith("_")
        for file in page.iterdir()
    )
