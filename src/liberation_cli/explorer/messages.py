"""What the panes tell the application: what was chosen in them, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Opened(Message):
    """A name was chosen: an ``event`` by its id, a ``place``, a ``person``."""

    what: str
    name: str


@dataclass
class DayChosen(Message):
    """A day was chosen on the timeline."""

    day: int


@dataclass
class RowChosen(Message):
    """A row of the list was chosen, by its number."""

    row: int


@dataclass
class Moved(Message):
    """Another event of the list is wanted, so many rows on or back."""

    rows: int


@dataclass
class Zoomed(Message):
    """The timeline is to be looked at from nearer by, or from further off."""

    steps: int


@dataclass
class Searched(Message):
    """Words were typed; ``done`` when no more are to come."""

    words: str
    done: bool = False


@dataclass
class PageWanted(Message):
    """Rows of the list are to be shown that have not been read yet."""

    number: int


def opened_by(target: str) -> Opened:
    """Return the message for a target in the name of a style: see :func:`liberation_cli.views.lines.opening`."""
    what, _, name = target.partition(":")
    return Opened(what, name)
