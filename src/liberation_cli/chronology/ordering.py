"""The order of time, for a file whose events do not come in it."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from typing import NamedTuple, Self

from liberation_cli.chronology import outline
from liberation_cli.chronology.file import ChronologyFile, Located

_BATCH = 2_000
_SORTING_MEMORY = 8_192
"""KiB."""
_NO_KEY = (None,) * 8
"""Sorts before the ``sort_key`` of any date."""


class Order(NamedTuple):
    """Which event or line of the file each event is, and the place it is found at; by time, the undated first."""

    numbers: array[int]
    places: array[int]

    def to_bytes(self) -> bytes:
        """Return what :meth:`from_bytes`, on this machine, makes the order of again."""
        return self.numbers.tobytes() + self.places.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Make an order of what :meth:`to_bytes` returned."""
        both = array("Q", data)
        return cls(both[: len(both) // 2], both[len(both) // 2 :])


def order_of(file: ChronologyFile, progress: Callable[[float], None]) -> Order:
    """Find out the order of the events of a file: those of one date stay as they stand in it.

    In constant memory, but for sixteen bytes an event.
    """
    order = Order(array("Q"), array("Q"))
    # Without a name, SQLite keeps a database in memory while it is small, and then in a file that nobody else sees.
    with closing(sqlite3.connect("", isolation_level=None)) as db:
        db.execute(f"PRAGMA cache_size = -{_SORTING_MEMORY}")
        db.execute("CREATE TABLE found (a, b, c, d, e, f, g, h, number, place)")
        db.execute("BEGIN")
        rows = map(_keyed, file.events())
        while some := list(islice(rows, _BATCH)):
            db.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", some)
            progress(file.done)
        for number, place in db.execute("SELECT number, place FROM found ORDER BY a, b, c, d, e, f, g, h, number"):
            order.numbers.append(number)
            order.places.append(place)
    return order


def _keyed(located: Located) -> tuple[object, ...]:
    found = outline.read(located.raw)
    return *(found.when.sort_key if found else _NO_KEY), located.number, located.place
