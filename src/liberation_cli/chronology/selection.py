"""Which events: the conditions that commands share, and the SQL that finds them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from liberation_cli.chronology.fold import fold
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

COLUMNS = "position, event.id, title, date, track, kind, place, disputed"
"""The columns of an entry."""

_LEVELS = range((OPEN_FUTURE - OPEN_PAST).bit_length() + 1)
_ORDERS = {"date": "position", "title": "title COLLATE NOCASE, position", "place": "place COLLATE NOCASE, position"}

Order = Literal["date", "title", "place"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that an event must meet, all of them; ``tracks`` and ``kinds`` are met by any one of theirs.

    ``during`` takes events that may have been under way in the period; ``place`` words of a place's or country's name;
    ``part_of`` an event and all that belongs to it, at any depth.
    """

    during: Period | None = None
    tracks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    place: str = ""
    part_of: str = ""
    order: Order = "date"
    limit: int | None = None

    def replace(self, **changes: Any) -> Selection:
        """Return a copy with some conditions changed."""
        return replace(self, **changes)


def select_sql(columns: str, selection: Selection, join: str = "") -> tuple[str, list[object]]:
    """Return the SQL that yields columns of the selected events in order, and its values."""
    conditions, values = filters(selection)
    order, limit = _ORDERS[selection.order], "" if selection.limit is None else f" LIMIT {int(selection.limit)}"
    period = selection.during
    if period is None or (period.first == OPEN_PAST and period.last == OPEN_FUTURE):
        where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
        return f"SELECT {columns} FROM event {join} {where}ORDER BY {order}{limit}", values
    touching, touching_values = _touching(period, conditions, values)
    sql = f"SELECT {columns} FROM ({touching}) JOIN event USING (position) {join} ORDER BY {order}{limit}"
    return sql, touching_values


def filters(selection: Selection) -> tuple[list[str], list[object]]:
    """Return the conditions other than the period, as SQL over ``event``, and their values."""
    conditions: list[str] = []
    values: list[object] = []
    for column, wanted in (("track", selection.tracks), ("kind", selection.kinds)):
        if wanted:
            conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    if selection.place:
        conditions.append("position IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append("place : " + " AND ".join(f'"{word}"*' for word in fold(selection.place).split() or [""]))
    if selection.part_of:
        conditions.append(_BELONGING)
        values += [selection.part_of]
    return conditions, values


_BELONGING = """position IN (
    WITH RECURSIVE part (id, position) AS (
        SELECT id, position FROM event WHERE id = ?
        UNION SELECT event.id, event.position FROM part
            JOIN reference ON field = 'part_of' AND target = part.id JOIN event ON event.position = reference.position)
    SELECT position FROM part)"""


def _touching(period: Period, conditions: list[str], values: list[object]) -> tuple[str, list[object]]:
    """Positions of the events that may touch a period, level by level: see :mod:`liberation_cli.chronology.tables`."""
    branches: list[str] = []
    branch_values: list[object] = []
    extra = "".join(f" AND {condition}" for condition in conditions)
    for level in _LEVELS:
        branches.append(f"SELECT position FROM event WHERE level = {level} AND first BETWEEN ? AND ? AND last >= ?{extra}")
        earliest = max(OPEN_PAST, period.first - (1 << level))
        branch_values += [earliest, period.last, period.first, *values]
    return " UNION ALL ".join(branches), branch_values
