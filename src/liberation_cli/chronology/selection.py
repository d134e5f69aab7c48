"""Which events: the conditions that commands share, and the SQL that finds them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from liberation_cli.chronology.fold import fold
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

_LEVELS = range((OPEN_FUTURE - OPEN_PAST).bit_length() + 1)
_ORDERS = {"date": "position", "title": "title COLLATE NOCASE, position", "place": "place COLLATE NOCASE, position"}

Order = Literal["date", "title", "place"]


class Selection(NamedTuple):
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


def select_sql(columns: str, selection: Selection, join: str = "") -> tuple[str, list[object]]:
    """Return the SQL that yields columns of the selected events in order, and its values."""
    conditions, values = filters(selection)
    order, limit = _ORDERS[selection.order], "" if selection.limit is None else f" LIMIT {int(selection.limit)}"
    period = selection.during
    source = "event"
    if period is not None and (period.first > OPEN_PAST or period.last < OPEN_FUTURE):
        touching, touching_values = positions_touching(period)
        source = f"({touching}) JOIN event USING (position)"
        values = [*touching_values, *values]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {columns} FROM {source} {join} {where} ORDER BY {order}{limit}", values


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


def positions_touching(period: Period) -> tuple[str, list[object]]:
    """Return SQL for the positions of the events that may touch a period, level by level, and its values.

    See :mod:`liberation_cli.chronology.tables` for what a level is.
    """
    values: list[object] = []
    for level in _LEVELS:
        values += [max(OPEN_PAST, period.first - (1 << level)), period.last, period.first]
    branch = "SELECT position FROM event WHERE level = {} AND first BETWEEN ? AND ? AND last >= ?"
    return " UNION ALL ".join(branch.format(level) for level in _LEVELS), values
