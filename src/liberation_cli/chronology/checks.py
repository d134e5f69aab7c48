"""What must hold between the events of a chronology, asked of the filled index.

What must hold within one event was asked when it was decoded.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import compress, count, islice

from liberation_cli.chronology.event import Header
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.reference import exactly_named
from liberation_cli.errors import Location, Problem, quote

FORMAT_CHECKS = {
    "format": "the fields that the format has, each holding what it may",
    "dates": "dates that EDTF has, on days that there are",
    "text": "no characters that a terminal would obey",
    "ids": "ids and aliases that mean one event each",
    "references": "events, tracks and sources that are there, and no event part of itself",
}
"""What every chronology is checked for whenever it is read, and what each check asks for."""

_ENOUGH_TO_COMPARE = 5_000


def problems_between_events(db: sqlite3.Connection, header: Header | None, refused: set[str]) -> Iterator[Problem]:
    """Yield every problem that shows only when events are seen together, and beside the header if it is sound.

    ``refused`` are the ids of events that are in the file but not in the index, for what is wrong within them.
    """
    yield from _repeated_ids(db)
    yield from _shared_names(db)
    yield from _loops(db)
    yield from _unresolved(db, "part_of", "event", refused)
    yield from _unresolved(db, "led_to", "event", refused)
    if header is not None:
        yield from _unresolved(db, "source", "source", {source.id for source in header.sources})
    if header is not None and header.tracks:
        yield from _unresolved(db, "track", "track", {track.id for track in header.tracks})


def _repeated_ids(db: sqlite3.Connection) -> Iterator[Problem]:
    for event_id, times in db.execute("SELECT id, count(*) FROM event GROUP BY id HAVING count(*) > 1 ORDER BY min(position)"):
        where = Location(event=event_id, steps=("id",))
        yield Problem(where, f"is the id of {times} events", "give each its own id", "ids")


def _shared_names(db: sqlite3.Connection) -> Iterator[Problem]:
    # First the few names that are there twice: to look up the events of all would take long.
    shared = db.execute(
        "SELECT name FROM alias GROUP BY name HAVING count(*) > 1"
        " UNION SELECT name FROM alias WHERE EXISTS (SELECT 1 FROM event WHERE id = replace(name, ' ', '-'))"
    ).fetchall()
    for events, name in sorted((_events_named(db, name), name) for (name,) in shared):
        ids = sorted({event_id for _, event_id in events})
        if len(ids) == 1:
            continue
        # It is taken from one that has it as an alias, for an id stays.
        holder = next(event_id for event_id in reversed(ids) if fold(event_id) != name)
        others = " and ".join(quote(event_id) for event_id in ids if event_id != holder)
        where = Location(event=holder, steps=("aliases",), value=name)
        yield Problem(where, f"shares the name {quote(name)} with {others}", "leave it to one of them", "ids")


def _events_named(db: sqlite3.Connection, name: str) -> list[tuple[int, str]]:
    """Position and id of each event that a folded name means."""
    event_id = "SELECT id FROM event WHERE position = ?"
    return [(position, *db.execute(event_id, (position,)).fetchone()) for position in exactly_named(db, name)]


def _unresolved(db: sqlite3.Connection, field: str, noun: str, known: set[str]) -> Iterator[Problem]:
    """References to an event, source or track that is not there; of events, the index knows more than ``known``."""
    # Not a join: SQLite would go through all the events for the sake of their order.
    used = db.execute(
        "SELECT target, (SELECT id FROM event WHERE event.position = reference.position) FROM reference"
        " WHERE field = ? AND NOT (? AND EXISTS (SELECT 1 FROM event WHERE id = target)) ORDER BY position",
        (field, noun == "event"),
    )
    for target, event_id in used:
        if target in known:
            continue
        near = get_close_matches(target, _some_ids(db) if noun == "event" else known, n=1)
        what = f"names the {noun} {quote(target)}, which the chronology does not have"
        instead = f"did you mean {near[0]}?" if near else ""
        where = Location(event=event_id, steps=("event" if field == "led_to" else field,), value=target)
        yield Problem(where, what, instead, "references")


def _some_ids(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT id FROM event LIMIT ?", (_ENOUGH_TO_COMPARE,))]


def _loops(db: sqlite3.Connection) -> Iterator[Problem]:
    # By position, in four bytes an event, for every event may be part of another.
    last = db.execute("SELECT max(position) FROM event").fetchone()[0] or 0
    whole_of = array("I", [0]) * (last + 1)
    whole_of_part = (
        "SELECT reference.position, event.position FROM reference CROSS JOIN event ON event.id = target WHERE field = 'part_of'"
    )
    for part, whole in db.execute(whole_of_part):
        whole_of[part] = whole
    cleared = bytearray(last + 1)
    for start in compress(count(), whole_of):
        path: dict[int, None] = {}
        position = start
        while whole_of[position] and position not in path and not cleared[position]:
            path[position] = None
            position = whole_of[position]
        if position in path:
            ring = [*islice(path, list(path).index(position), None), position]
            ids = [db.execute("SELECT id FROM event WHERE position = ?", (member,)).fetchone()[0] for member in ring]
            chain = " → ".join(map(quote, ids))
            where = Location(event=ids[0], steps=("part_of",))
            yield Problem(where, f"goes round in a loop: {chain}", "break it at one of them", "references")
        for member in path:
            cleared[member] = True
