"""A long list without the length: the places in time of the events that it holds, and those of its rows that are looked at.

Events are numbered by their place in time, from 1 on (see :mod:`liberation_cli.chronology.tables`), so that a list of some of
them is a row of numbers in order, and a list of all of them is a range.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from itertools import chain

from liberation_cli.chronology.entry import Entry, entries
from liberation_cli.chronology.selection import Selection, Sql, filters, name_query, touching
from liberation_cli.dates.period import Period

Positions = Sequence[int]
"""Places in time, ascending: a range, or an array."""


def positions(db: sqlite3.Connection, selection: Selection, query: str, count: int) -> Positions:
    """Return the positions of the events that meet a selection and match a compiled query, if there is one.

    In the order of time, whatever the order of the selection; ``count`` is how many events there are in all.
    """
    source = _source(selection, query, selection.during)
    if not source.values:
        return range(1, count + 1)[: selection.limit]
    limit = "" if selection.limit is None else f"LIMIT {selection.limit:d}"
    order = "words.rowid" if "words" in source.text else "position"
    rows = db.execute(f"SELECT {order} {source.text} ORDER BY {order} {limit}", source.values)
    return array("L", chain.from_iterable(rows))


def entries_at(db: sqlite3.Connection, wanted: Positions) -> list[Entry]:
    """Return the events at these positions, in the order of time."""
    if isinstance(wanted, range):
        return entries(db, "WHERE position BETWEEN ? AND ?", (wanted.start, wanted.stop - 1)) if wanted else []
    marks = ", ".join("?" * len(wanted))
    return entries(db, f"WHERE position IN ({marks}) ORDER BY position", tuple(wanted))


def last_begun(db: sqlite3.Connection, day: int) -> int:
    """Return the position of the last event that may have begun by a day; 0 if none had."""
    sql = "SELECT position FROM event WHERE first <= ? ORDER BY first DESC, position DESC LIMIT 1"
    row: tuple[int] | None = db.execute(sql, (day,)).fetchone()
    return row[0] if row else 0


def density(db: sqlite3.Connection, selection: Selection, query: str, period: Period, columns: int) -> dict[str, list[int]]:
    """Return, for each track, how many of the events begin in each of so many equal slices of a period."""
    source = _source(selection, query, None, Sql("first BETWEEN ? AND ?", [period.first, period.last]))
    sliced = "(first - ?) * ? / ?"
    counted = db.execute(
        f"SELECT track, {sliced} AS slice, count(*) {source.text} GROUP BY track, slice",
        [period.first, columns, period.last - period.first + 1, *source.values],
    )
    slices: dict[str, list[int]] = {}
    for track, number, count in counted:
        slices.setdefault(track, [0] * columns)[number] = count
    return slices


def _source(selection: Selection, query: str, during: Period | None, *more: Sql) -> Sql:
    """From where, and under which conditions, the events of a selection come."""
    words = " AND ".join(f"({text})" for text in (query, name_query(selection)) if text)
    conditions = [*filters(selection), *([touching(during)] if during else []), *more]
    values = [value for condition in conditions for value in condition.values]
    where = " AND ".join(condition.text for condition in conditions)
    if not words:
        return Sql(f"FROM event {f'WHERE {where}' if where else ''}", values)
    event = "CROSS JOIN event ON event.position = words.rowid" if conditions else ""
    return Sql(f"FROM words {event} WHERE words MATCH ? {f'AND {where}' if where else ''}", [words, *values])
