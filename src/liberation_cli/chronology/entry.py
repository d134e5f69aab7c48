"""An event as a list shows it, straight from a narrow row of the index."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from liberation_cli.dates import edtf
from liberation_cli.dates.when import When

COLUMNS = "event.position, event.id, event.title, event.date, event.track, event.kind, event.place, event.disputed"
"""The columns of an entry, in its order."""


class Entry(NamedTuple):
    """An event as a list shows it."""

    position: int
    id: str
    title: str
    date: str
    track: str
    kind: str
    place: str
    disputed: bool

    @property
    def when(self) -> When:
        """The date, read."""
        return edtf.parse(self.date)


def entries(db: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> list[Entry]:
    """Return the entries that meet a condition on ``event``, which is SQL of ours."""
    return [Entry(*row) for row in db.execute(f"SELECT {COLUMNS} FROM event {condition}", values)]


def first_entry(db: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> Entry | None:
    """Return the first entry that meets a condition, or None."""
    return next(iter(entries(db, condition, values)), None)
