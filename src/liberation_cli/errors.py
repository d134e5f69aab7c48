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


class Problem(NamedTuple):
    """One thing wrong in a chronology file: where it is, what it is, what to write instead, and which check found it."""

    where: str
    what: str
    instead: str = ""
    check: str = "format"


class InvalidChronology(ChronologyError):
    """A chronology file that breaks the format; ``problems`` holds all that was found, in the order of the file."""

    def __init__(self, path: str, problems: Sequence[Problem], hint: str = "") -> None:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"{path}: {count}", hint)
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
