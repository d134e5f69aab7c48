"""An event as a list shows it, straight from a narrow row of the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from liberation_cli.dates import edtf
from liberation_cli.dates.when import When

COLUMNS = "event.position, event.id, event.title, event.date, event.track, event.kind, event.place, event.disputed"
"""The columns of an entry, in its order."""

_AT_ONCE = 500
"""A statement of SQL may not have a mark for each of very many values."""


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


def entries_at(db: sqlite3.Connection, positions: Sequence[int]) -> list[Entry]:
    """Return the entries of positions, which ascend."""
    parts = (positions[start : start + _AT_ONCE] for start in range(0, len(positions), _AT_ONCE))
    return [
        entry
        for part in parts
        for entry in entries(db, f"WHERE position IN ({', '.join('?' * len(part))}) ORDER BY position", tuple(part))
    ]


def first_entry(db: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> Entry | None:
    """Return the first entry that meets a condition, or None."""
    return next(iter(entries(db, condition, values)), None)
