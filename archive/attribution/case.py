"""A group of names, what stands around it, and the ruling on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.article import Form, Role
from archive.attribution.catalogue import Catalogue
from archive.attribution.line import Group, Line
from archive.attribution.names import Name, Strength
from archive.attribution.parts import Kind, parts
from archive.attribution.phrases import Cue, Phrases, Stands


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a group of names is; ``form`` None means: no credit. ``start`` and ``end`` bound the evidence."""

    form: Form | None
    role: Role
    start: int
    end: int
    rule: str
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the page or passage of a line: its language, its host, and which names are doubtful in it."""

    catalogue: Catalogue
    doubtful: frozenset[str] = frozenset()
    language: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A group of names, the cues of its line, and the knowledge to judge it by."""

    group: Group
    cues: tuple[Cue, ...]
    context: Context

    @property
    def catalogue(self) -> Catalogue:
        return self.context.catalogue

    @property
    def phrases(self) -> Phrases:
        return self.context.catalogue.phrases

    @property
    def doubtful(self) -> frozenset[str]:
        return self.context.doubtful

    @property
    def line(self) -> Line:
        return self.group.line

    @property
    def text(self) -> str:
        return self.group.line.text

    @property
    def sure(self) -> bool:
        """Whether a name of the group needs no help to be an agency."""
        return any(name.strength is Strength.SURE and name.agency not in self.doubtful for name in self.group.names)

    def kind(self, start: int, end: int) -> Kind:
        return parts(self.text, start, end, self.group.names, self.catalogue).kind

    def cue(self, *forms: Form, stands: tuple[Stands, ...] = (Stands.NEAR, Stands.FAR), within: int = 0) -> Cue | None:
        """Return the nearest cue of these forms that fits the group; far ones not from before ``within``."""
        first, last = self.group.start, self.group.end
        fitting = [
            cue
            for cue in self.cues
            if cue.phrase.form in forms
            and cue.phrase.stands in stands
            and cue.start >= within
            and self.phrases.fits(cue, self.text, first, last)
        ]
        return min(fitting, key=lambda cue: (max(first - cue.end, cue.start - last), cue.start - cue.end), default=None)

    def ruling(self, form: Form | None, role: Role, start: int, end: int, rule: str) -> Ruling:
        return Ruling(form, role, start, end, rule, self.group.names)


Rule = Callable[[Case], Ruling | None]
