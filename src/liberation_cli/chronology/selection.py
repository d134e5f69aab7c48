"""Which events: the conditions that commands share, and the SQL that finds them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from liberation_cli.chronology.fold import searchable
from liberation_cli.chronology.words import SEARCHED, filing_word
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

_LEVELS = range((OPEN_FUTURE - OPEN_PAST).bit_length() + 1)
_ORDERS = {
    "date": "position",
    "title": "event.title COLLATE NOCASE, position",
    "place": "event.place COLLATE NOCASE, position",
}

_BEYOND = 1 << 62

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


_STEPS = 1_000
"""Events that are looked at in an order other than time's before the selected ones are looked for by themselves and sorted."""


def statements(columns: str, selection: Selection) -> list[Sql]:
    """Return the statements that yield columns of the selected events, each going on where the last ends.

    In the order of time, what was under way when the period began comes before what began in it. The former must be looked
    for and sorted, and is little; the latter may be most of the chronology, and lies in order already.
    """
    order, limit, period = _ORDERS[selection.order], selection.limit, selection.during
    source, conditions = f"SELECT {columns} FROM event", filters(selection)
    names = full_text(selection)
    if names:
        # From the words to the events, which come in the order of time: the other way round, all the words would be read.
        source = f"SELECT {columns} FROM words CROSS JOIN event ON event.position = words.rowid"
        conditions = [Sql("words MATCH ?", [names]), *filters(selection, by_words=True)]
        order = order.replace("position", "words.rowid")
    if period is None or (period.first == OPEN_PAST and period.last == OPEN_FUTURE):
        return [_statement(source, conditions, order, limit)]
    if selection.order != "date":
        return [_statement(source, [*conditions, touching(period)], order, limit)]
    if names:
        earlier, beginning = _extent_of_reaching(period), beginning_at(period)
        return [
            # Asked before the event is looked at, for very many may have the name; the plus keeps SQLite from asking for each.
            _statement(source, [*conditions, earlier, reaching(period, "+words.rowid")], order, limit),
            _statement(source, [*conditions, beginning], order, limit),
        ]
    return [
        _statement(source, [*conditions, reaching(period)], order, limit),
        _statement(source, [*conditions, _beginning(period)], "first, position", limit),
    ]


def first_steps(columns: str, selection: Selection) -> Sql:
    """Return the statement that yields those of the selected events that come very early in the order of the selection.

    If there are as many as are wanted, these are they; and nothing had to be sorted.
    """
    order, conditions = _ORDERS[selection.order], filters(selection)
    if selection.during:
        conditions.append(touching(selection.during, indexed=False))
    names = name_query(selection)
    if names:
        conditions.append(Sql("position IN (SELECT rowid FROM words WHERE words MATCH ?)", [names]))
    source = f"SELECT {columns} FROM (SELECT * FROM event ORDER BY {order} LIMIT {_STEPS}) AS event"
    return _statement(source, conditions, order, selection.limit)


def filters(selection: Selection, *, by_words: bool = False) -> list[Sql]:
    """Return the conditions on ``event`` other than the period and the names of place and person.

    ``by_words``: and other than what :func:`full_text` asks for.
    """
    asked = () if by_words else (("track", selection.tracks), ("kind", selection.kinds))
    conditions = [Sql(f"{column} IN ({', '.join('?' * len(wanted))})", [*wanted]) for column, wanted in asked if wanted]
    if selection.part_of:
        conditions.append(Sql(_BELONGING, [selection.part_of]))
    if selection.part_of and by_words:
        # Parts lie close together in time, and words are quickly looked for in a range of positions.
        first, last = (f"(SELECT {end}(position) FROM event WHERE {_BELONGING})" for end in ("min", "max"))
        conditions.append(Sql(f"words.rowid BETWEEN {first} AND {last}", [selection.part_of] * 2))
    return conditions


def full_text(selection: Selection, query: str = "", columns: str = SEARCHED) -> str:
    """Return the full-text query for search words, which are looked for in some columns, and for all else that it can ask for.

    Empty if there are neither words nor names: then tracks and kinds alone are better asked of ``event``.
    """
    asked = [f"{columns} : ({query})"] if query else []
    if name_query(selection):
        asked.append(name_query(selection))
    if asked:
        asked += [_filed("track", selection.tracks)] if selection.tracks else []
        asked += [_filed("kind", selection.kinds)] if selection.kinds else []
    return " AND ".join(f"({one})" for one in asked)


def _filed(field: Literal["track", "kind"], wanted: tuple[str, ...]) -> str:
    return f"filed : ({' OR '.join(filing_word(field, value) for value in wanted)})"


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


def beginning_at(period: Period) -> Sql:
    """Return the condition on ``words`` that their event begins in a period: by position, in which events follow each other."""
    from_day = f"ifnull((SELECT position FROM event WHERE first >= ? ORDER BY first, position LIMIT 1), {_BEYOND})"
    return Sql(f"words.rowid >= {from_day} AND words.rowid < {from_day}", [period.first, period.last + 1])


def _extent_of_reaching(period: Period) -> Sql:
    """The condition on ``words`` that their event lies no further back than those that reach into a period."""
    earliest = reaching(period)
    return Sql(f"words.rowid >= (SELECT min(position) FROM event WHERE {earliest.text})", earliest.values)


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
