"""A long list without the length: the places in time of the events that it holds, and those of its rows that are looked at.

Events are numbered by their place in time, from 1 on (see :mod:`liberation_cli.chronology.tables`), so that a list of some of
them is a row of numbers in order, and a list of all of them is a range.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, pairwise

from liberation_cli.chronology.selection import Selection, Sql, filters, full_text, touching
from liberation_cli.dates.period import Period

_A_BYTE = 256

Positions = Sequence[int]
"""Places in time, ascending: a range, or an array."""


def positions(db: sqlite3.Connection, selection: Selection, query: str, count: int) -> Positions:
    """Return the positions of the events that meet a selection and match a compiled query, if there is one.

    In the order of time, whatever the order of the selection; ``count`` is how many events there are in all.
    """
    source = _source(selection, query)
    if not source.values:
        return range(1, count + 1)[: selection.limit]
    limit = "" if selection.limit is None else f"LIMIT {selection.limit:d}"
    order = "words.rowid" if "words" in source.text else "position"
    rows = db.execute(f"SELECT {order} {source.text} ORDER BY {order} {limit}", source.values)
    return array("L", chain.from_iterable(rows))


def last_begun(db: sqlite3.Connection, day: int) -> int:
    """Return the position of the last event that may have begun by a day; 0 if none had."""
    sql = "SELECT position FROM event WHERE first <= ? ORDER BY first DESC, position DESC LIMIT 1"
    row: tuple[int] | None = db.execute(sql, (day,)).fetchone()
    return row[0] if row else 0


class Tracks:
    """Which track each event is on, by its place in time: a number for each, kept as closely as can be."""

    def __init__(self, db: sqlite3.Connection, tracks: Sequence[str]) -> None:
        self._tracks = tracks
        number = {track: number for number, track in enumerate(tracks)}
        of_events = (number[track] for (track,) in db.execute("SELECT track FROM event ORDER BY position"))
        self._numbers: bytes | array[int] = bytes(of_events) if len(tracks) <= _A_BYTE else array("L", of_events)

    def count(self, listed: Positions, ends: Sequence[int]) -> dict[str, list[int]]:
        """Return, for each track, how many listed events lie between one position and the next: after it, up to the other."""
        bounds = [bisect_right(listed, end) for end in ends]
        slices = [self._among(listed[start:stop]) for start, stop in pairwise(bounds)]
        return {track: [among.count(number) for among in slices] for number, track in enumerate(self._tracks)}

    def _among(self, listed: Positions) -> bytes | array[int]:
        if isinstance(listed, range):
            return self._numbers[listed.start - 1 : listed.stop - 1]
        numbers = map(self._numbers.__getitem__, (position - 1 for position in listed))
        return bytes(numbers) if isinstance(self._numbers, bytes) else array("L", numbers)


def ends_of_slices(db: sqlite3.Connection, period: Period, count: int) -> list[int]:
    """Return the positions of the last events begun before a period, and by the end of each of its equal slices."""
    days = period.last - period.first + 1
    # A day belongs to the slice in which its first part lies.
    ends = (period.first + -(-number * days // count) - 1 for number in range(count + 1))
    return [last_begun(db, day) for day in ends]


def _source(selection: Selection, query: str) -> Sql:
    """From where, and under which conditions, the events of a selection come."""
    words = full_text(selection, query)
    conditions = [*filters(selection, by_words=bool(words)), *([touching(selection.during)] if selection.during else [])]
    values = [value for condition in conditions for value in condition.values]
    where = " AND ".join(condition.text for condition in conditions)
    if not words:
        return Sql(f"FROM event {f'WHERE {where}' if where else ''}", values)
    event = "CROSS JOIN event ON event.position = words.rowid" if conditions else ""
    return Sql(f"FROM words {event} WHERE words MATCH ? {f'AND {where}' if where else ''}", [words, *values])
