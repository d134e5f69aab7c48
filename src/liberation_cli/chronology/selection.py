"""Which events: the conditions that commands share, and the SQL that finds them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from liberation_cli.chronology.fold import searchable
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

_LEVELS = range((OPEN_FUTURE - OPEN_PAST).bit_length() + 1)
_ORDERS = {
    "date": "position",
    "title": "event.title COLLATE NOCASE, position",
    "place": "event.place COLLATE NOCASE, position",
}

Order = Literal["date", "title", "place"]


class Selection(NamedTuple):
    """Conditions that an event must meet, all of them; ``tracks`` and ``kinds`` are met by any one of theirs.

    ``during`` takes events that may have been under way in the period; ``place`` words of a place's or country's name;
    ``person`` the name of a person or of a force; ``part_of`` an event and all that belongs to it, at any depth.
    """

    during: Period | None = None
    tracks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    place: str = ""
    person: str = ""
    part_of: str = ""
    order: Order = "date"
    limit: int | None = None


class Sql(NamedTuple):
    """A statement or a condition, and the values of its marks."""

    text: str
    values: list[object]


MANY = 20_000
"""Events in a period: to sort more for the sake of a few takes longer than to walk an index of their order."""


def statements(columns: str, selection: Selection, join: str = "", *, many: bool = False) -> list[Sql]:
    """Return the statements that yield columns of the selected events, each going on where the last ends.

    In the order of time, what was under way when the period began comes before what began in it. The former must be looked
    for and sorted, and is little; the latter may be most of the chronology, and lies in order already. In another order the
    events of a period are sorted, or if they are ``many`` and few are wanted, met with on a walk in that order.
    """
    conditions = filters(selection)
    order, limit = _ORDERS[selection.order], selection.limit
    source = f"SELECT {columns} FROM event {join}"
    names = name_query(selection)
    if names:
        # From the words to the events, which come in the order of time: the other way round, all the words would be read.
        source = f"SELECT {columns} FROM words CROSS JOIN event ON event.position = words.rowid {join}"
        conditions.insert(0, Sql("words MATCH ?", [names]))
        order = order.replace("position", "words.rowid")
    period = selection.during
    if period is None or (period.first == OPEN_PAST and period.last == OPEN_FUTURE):
        return [_statement(source, conditions, order, limit)]
    if selection.order != "date":
        condition = touching(period, indexed=not many or limit is None)
        return [_statement(source, [*conditions, condition], order, limit)]
    return [
        _statement(source, [*conditions, reaching(period)], order, limit),
        _statement(source, [*conditions, _beginning(period)], order if names else "first, position", limit),
    ]


def filters(selection: Selection) -> list[Sql]:
    """Return the conditions on ``event`` other than the period and the names of place and person."""
    conditions = [
        Sql(f"{column} IN ({', '.join('?' * len(wanted))})", [*wanted])
        for column, wanted in (("track", selection.tracks), ("kind", selection.kinds))
        if wanted
    ]
    if selection.part_of:
        conditions.append(Sql(_BELONGING, [selection.part_of]))
    return conditions


def name_query(selection: Selection) -> str:
    """Return the full-text query for the names that a selection asks for; empty if it asks for none."""
    asked = []
    if selection.place:
        asked.append(column_query("place", selection.place))
    if selection.person:
        asked.append(f'people : "{searchable(selection.person)}"')
    return " AND ".join(f"({query})" for query in asked)


def column_query(column: str, typed: str) -> str:
    """Return the full-text query for events in one of whose columns all these words, or beginnings of words, stand."""
    words = [f'"{searchable(word)}"*' for word in typed.split() if searchable(word)]
    return f"{column} : ({' AND '.join(words)})" if words else '""'


def touching(period: Period, *, indexed: bool = True) -> Sql:
    """Return the condition on ``event`` that it may touch a period, to be met by the indexes of days or on the way."""
    beginning, earlier = _beginning(period), reaching(period)
    # A plus sign keeps SQLite from using an index for what it stands before.
    plus = "" if indexed else "+"
    return Sql(f"({plus}{beginning.text} OR {plus}{earlier.text})", [*beginning.values, *earlier.values])


def _statement(source: str, conditions: list[Sql], order: str, limit: int | None) -> Sql:
    where = f"WHERE {' AND '.join(condition.text for condition in conditions)}" if conditions else ""
    values = [value for condition in conditions for value in condition.values]
    return Sql(f"{source} {where} ORDER BY {order} {'' if limit is None else f'LIMIT {limit:d}'}", values)


def _beginning(period: Period) -> Sql:
    return Sql("first BETWEEN ? AND ?", [period.first, period.last])


def reaching(period: Period, column: str = "position") -> Sql:
    """Return the condition on an event that it began before a period and may reach into it, looked for level by level.

    ``column`` is where its position stands. See :mod:`liberation_cli.chronology.tables` for what a level is.
    """
    branch = "SELECT position FROM event WHERE level = {} AND first BETWEEN ? AND ? AND last >= ?"
    values: list[object] = []
    for level in _LEVELS:
        values += [max(OPEN_PAST, period.first - (1 << level)), period.first - 1, period.first]
    return Sql(f"{column} IN ({' UNION ALL '.join(branch.format(level) for level in _LEVELS)})", values)


_BELONGING = """position IN (
    WITH RECURSIVE part (id, position) AS (
        SELECT id, position FROM event WHERE id = ?
        UNION SELECT event.id, event.position FROM part
            CROSS JOIN reference ON field = 'part_of' AND target = part.id
            CROSS JOIN event ON event.position = reference.position)
    SELECT position FROM part)"""
