"""What a person types for an event: its id or an alias, the start of either, or words of its title."""

from __future__ import annotations

import sqlite3

from liberation_cli.chronology.entry import COLUMNS, Entry, entries
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.selection import column_query
from liberation_cli.dates import phrase
from liberation_cli.errors import AmbiguousEvent, Candidate, UnknownEvent, quote

_LONGEST = 200
_MOST_CANDIDATES = 20
_MOST_COMPLETIONS = 100
_ENOUGH_TO_COMPARE = 5_000
"""Names: to compare the spelling of more would take longer than anybody waits for a hint."""
_VERY_LIKE = 0.8
_END = "\U0010ffff"
"""Sorts after every text that goes on from where it stands."""
_STARTING = """
SELECT * FROM (SELECT name, position FROM alias WHERE name >= ?1 AND name < ?2 ORDER BY name LIMIT ?3)
UNION ALL SELECT * FROM (SELECT replace(id, '-', ' ') AS name, position FROM event
    WHERE id >= replace(?1, ' ', '-') AND id < replace(?2, ' ', '-') ORDER BY id LIMIT ?3)"""
"""Names and positions of events of which an alias, or the id with spaces for its hyphens, lies between two texts."""


def resolve(db: sqlite3.Connection, reference: str) -> int:
    """Return the position of the event that a reference means. An exact id or alias wins over all else.

    Raises:
        UnknownEvent: no event goes by it; the hint names the nearest that do.
        AmbiguousEvent: several do.
    """
    if len(reference) > _LONGEST:
        raise UnknownEvent(f"no event goes by {quote(reference)}", f"a name has {_LONGEST} characters at most")
    wanted = fold(reference)
    positions = exactly_named(db, wanted) or _loosely_named(db, reference, wanted)
    if not positions:
        raise UnknownEvent(f"no event goes by {quote(reference)}", _nearest(db, wanted))
    if len(positions) > 1:
        raise _ambiguous(db, reference, positions)
    return positions[0]


def exactly_named(db: sqlite3.Connection, wanted: str) -> list[int]:
    """Return the position of the event whose folded id or alias is exactly this, if there is one."""
    exact = "SELECT position FROM alias WHERE name = ?1 UNION SELECT position FROM event WHERE id = replace(?1, ' ', '-')"
    return [row[0] for row in db.execute(exact, (wanted,))]


def complete(db: sqlite3.Connection, start: str) -> list[tuple[str, Entry]]:
    """Return the names that begin with what was typed, as words joined by hyphens, with the events they mean."""
    key = fold(start)
    found = db.execute(
        f"SELECT name, {COLUMNS} FROM ({_STARTING}) JOIN event USING (position) ORDER BY name LIMIT ?3",
        (key, key + _END, _MOST_COMPLETIONS),
    )
    return [(name.replace(" ", "-"), Entry(*row)) for name, *row in found]


def _loosely_named(db: sqlite3.Connection, reference: str, wanted: str) -> list[int]:
    if not wanted:
        return []
    starting = db.execute(f"SELECT DISTINCT position FROM ({_STARTING})", (wanted, wanted + _END, _MOST_CANDIDATES + 1))
    titled = db.execute(
        "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (column_query("title", reference), _MOST_CANDIDATES + 1)
    )
    return sorted({row[0] for rows in (starting, titled) for row in rows})


def _ambiguous(db: sqlite3.Connection, reference: str, positions: list[int]) -> AmbiguousEvent:
    shown = [entries(db, "WHERE position = ?", (position,))[0] for position in positions[:_MOST_CANDIDATES]]
    candidates = [Candidate(entry.id, entry.title, phrase.when(entry.when)) for entry in shown]
    count = f"more than {_MOST_CANDIDATES}" if len(positions) > _MOST_CANDIDATES else str(len(positions))
    return AmbiguousEvent(f"{quote(reference)} may be any of {count} events", candidates, "say which, by its id")


def _nearest(db: sqlite3.Connection, wanted: str) -> str:
    """Name the events whose names are spelt most like what was typed."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a miss needs it

    alike = f"SELECT name FROM ({_STARTING}) ORDER BY name LIMIT ?3"
    names = db.execute(alike, ("", _END, _ENOUGH_TO_COMPARE + 1)).fetchall()
    if len(names) > _ENOUGH_TO_COMPARE:
        start = wanted[:1]
        names = db.execute(alike, (start, start + _END, _ENOUGH_TO_COMPARE)).fetchall()
    spelt = [row[0] for row in names]
    near = get_close_matches(wanted, spelt, n=3, cutoff=_VERY_LIKE)
    if not near:
        words = get_close_matches(wanted, {word for name in spelt for word in name.split()}, n=1, cutoff=_VERY_LIKE)
        near = [name for word in words for name in spelt if word in name.split()][:3]
    near = near or get_close_matches(wanted, spelt, n=3)
    if not near:
        return f"look for it with: liberation search {wanted[:40] or 'WORDS'}"
    ids = [entries(db, "WHERE position = ?", (exactly_named(db, name)[0],))[0].id for name in near]
    return f"did you mean {' or '.join(dict.fromkeys(ids))}?"
