"""Values laid aside on disk until they are asked for: of each only its place stays in memory."""

from __future__ import annotations

import pickle
from tempfile import TemporaryFile
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Aside(Generic[Value]):
    """Values by name, in a file of its own that goes with the process."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 – open as long as this is
        self._places: dict[str, int] = {}

    def put(self, name: str, value: Value) -> None:
        """Lay a value aside, instead of one of that name."""
        self._places[name] = self._file.seek(0, 2)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)

    def get(self, name: str) -> Value | None:
        """Return a value, None where there is none of that name."""
        if name not in self._places:
            return None
        self._file.seek(self._places[name])
        value: Value = pickle.load(self._file)
        return value
