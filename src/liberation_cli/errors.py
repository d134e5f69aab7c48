"""What can go wrong, and what each failure tells the person who asked.

::

    LiberationError               exit 2: the question or the file was wrong
    ├── DateError                 a date that cannot be read
    ├── SearchError               search words that make no question
    ├── UnknownName               a track or kind that the chronology does not have
    ├── ChronologyError           a chronology file that cannot be read
    │   └── InvalidChronology     one that can, but breaks the format: every problem in it
    └── NoMatch                   exit 1: nothing answers the question
        ├── UnknownEvent          no event goes by that reference; the nearest that do
        └── AmbiguousEvent        several events do
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

_LONGEST_QUOTED = 60


def harmless(text: str) -> str:
    """Write out what a terminal would obey rather than show: controls, and marks that turn the direction of text."""
    return text if text.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in text)


def quote(text: str) -> str:
    """Quote a text that came from outside in a message: shortened, and harmless."""
    kept = text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
    return f"“{harmless(kept)}”"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"[: max(width, 0)]


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"


class LiberationError(Exception):
    """A failure to report: ``message`` says what is wrong and where, ``hint`` what to do instead."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DateError(LiberationError):
    """A date that cannot be read: as EDTF in a file, or as a person typed it."""


class SearchError(LiberationError):
    """Search words that make no question, such as ``NOT`` with nothing to take away from."""


class UnknownName(LiberationError):
    """A track or a kind that the chronology does not have."""


class ChronologyError(LiberationError):
    """A chronology file that cannot be read at all."""


class Location(NamedTuple):
    """Where in a chronology something stands: in which record of the file, and where in that.

    ``record`` is "the file", "the header", or an event by its place, "event 3" or "line 4"; it is empty for the event of
    that id, wherever it stands. ``steps`` lead from the record to a field: its name, or the number of an item of a list,
    counted from 0. Where they lead to several, ``value`` is the one that is meant.
    """

    record: str = ""
    event: str = ""
    steps: tuple[str | int, ...] = ()
    value: str = ""
    name_only: bool = False
    """Whether it is the name of the field that is meant, and not what it holds."""
    byte: int | None = None
    """How far into the record, in bytes, where that is no JSON."""

    def at(self, *steps: str | int) -> Location:
        """Return the location of a field, or of an item, within this one."""
        return self._replace(steps=(*self.steps, *steps))

    @property
    def field(self) -> str:
        """The field as programs write it: ``datings[0].date``; empty for the whole record."""
        written = "".join(
            f"[{step}]" if isinstance(step, int) else f".{step}" if step.isidentifier() else f'["{harmless(step)}"]'
            for step in self.steps
        )
        return written.removeprefix(".")

    def __str__(self) -> str:
        """Say it to a person: event “anzio”, datings 1, date."""
        words = f"event {quote(self.event)}" if self.event else self.record
        for step in self.steps[: -1 if self.name_only else None]:
            words += f" {step + 1}" if isinstance(step, int) else f", {step if step.isidentifier() else quote(step)}"
        return words


class Position(NamedTuple):
    """Where in a file something stands: line and column, counted from 1, and what the line has before, there and after.

    Columns count characters. Of a long line only the neighbourhood is kept, as it may be shown: see :func:`harmless`.
    """

    line: int
    column: int
    before: str
    there: str
    after: str

    def excerpt(self, width: int) -> tuple[str, int, int]:
        """Return the line cut to so many characters, and from which to which of them it is meant."""
        before = self.before
        room = max(width // 2, width - len(self.there) - len(self.after), 2)
        if len(before) > room:
            before = "…" + before[1 - room :]
        there = _cut(self.there, max(width - len(before), 1))
        after = _cut(self.after, width - len(before) - len(there))
        return before + there + after, len(before), len(before) + len(there)


class Problem(NamedTuple):
    """One thing wrong in a chronology file: where it is, what it is, what to write instead, and which check found it."""

    location: Location
    what: str
    instead: str = ""
    check: str = "format"
    position: Position | None = None

    @property
    def where(self) -> str:
        """Where it is, for a person."""
        return str(self.location)


class InvalidChronology(ChronologyError):
    """A chronology file that breaks the format; ``problems`` holds all that was found, in the order of the file."""

    def __init__(self, path: str, problems: Sequence[Problem], hint: str = "") -> None:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"{path}: {count}", hint)
        self.path = path
        self.problems = tuple(problems)


class NoMatch(LiberationError):
    """Nothing answers the question."""

    exit_code = 1


class UnknownEvent(NoMatch):
    """No event goes by the reference."""


class Candidate(NamedTuple):
    """One of several events that a reference may mean."""

    id: str
    title: str
    date: str


class AmbiguousEvent(NoMatch):
    """Several events go by the reference; ``candidates`` are the first of them, in order of date."""

    def __init__(self, message: str, candidates: Sequence[Candidate], hint: str = "") -> None:
        super().__init__(message, hint)
        self.candidates = tuple(candidates)
