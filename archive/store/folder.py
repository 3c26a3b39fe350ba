"""Where an archive lives: one folder with a database, a published copy and the raw evidence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of one archive. ``root`` is ``$ARCHIVE_DATA``, else ``data`` in the working folder."""

    root: Path

    @classmethod
    def here(cls) -> Folder:
        """Return the folder that the environment names."""
        return cls(Path(os.environ.get("ARCHIVE_DATA") or "data").absolute())

    @property
    def database(self) -> Path:
        """The working database: everything but the raw bytes."""
        return self.root / "archive.db"

    @property
    def published(self) -> Path:
        """The immutable copy that Datasette serves."""
        return self.root / "site.db"

    @property
    def inspection(self) -> Path:
        """Datasette's row counts and hash of the published copy."""
        return self.root / "site.inspect.json"

    @property
    def warc(self) -> Path:
        """The raw evidence."""
        return self.root / "warc"

    @property
    def agencies(self) -> Path:
        """The user's own agencies, merged into the catalogue where the file exists."""
        return self.root / "agencies.toml"

    @property
    def lock(self) -> Path:
        """The file whose lock says that somebody is changing this archive."""
        return self.root / "archive.lock"
