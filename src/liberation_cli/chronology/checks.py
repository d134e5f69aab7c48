"""What must hold between the events of a chronology, asked of the filled index.

What must hold within one event was asked when it was decoded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from difflib import get_close_matches

from liberation_cli.chronology.event import Header
from liberation_cli.chronology.fold import fold
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
    for event_id, count in db.execute("SELECT id, count(*) FROM event GROUP BY id HAVING count(*) > 1 ORDER BY min(position)"):
        where = Location(event=event_id, steps=("id",))
        yield Problem(where, f"is the id of {count} events", "give each its own id", "ids")


def _shared_names(db: sqlite3.Connection) -> Iterator[Problem]:
    shared = db.execute(
        "SELECT name, group_concat(DISTINCT id) FROM name JOIN event USING (position)"
        " GROUP BY name HAVING count(DISTINCT id) > 1 ORDER BY min(position)"
    )
    for name, ids in shared:
        holders = sorted(ids.split(","))
        # It is taken from one that has it as an alias, for an id stays.
        holder = next(event_id for event_id in reversed(holders) if fold(event_id) != name)
        others = " and ".join(quote(event_id) for event_id in holders if event_id != holder)
        where = Location(event=holder, steps=("aliases",), value=name)
        yield Problem(where, f"shares the name {quote(name)} with {others}", "leave it to one of them", "ids")


def _unresolved(db: sqlite3.Connection, field: str, noun: str, known: set[str]) -> Iterator[Problem]:
    """References to an event, source or track that is not there; of events, the index knows more than ``known``."""
    used = db.execute(
        "SELECT target, event.id, position FROM reference JOIN event USING (position) WHERE field = ? ORDER BY position",
        (field,),
    )
    for target, event_id, _ in used:
        if target in known or (noun == "event" and _is_event(db, target)):
            continue
        near = get_close_matches(target, _some_ids(db) if noun == "event" else known, n=1)
        what = f"names the {noun} {quote(target)}, which the chronology does not have"
        instead = f"did you mean {near[0]}?" if near else ""
        where = Location(event=event_id, steps=("event" if field == "led_to" else field,), value=target)
        yield Problem(where, what, instead, "references")


def _is_event(db: sqlite3.Connection, event_id: str) -> bool:
    return db.execute("SELECT 1 FROM event WHERE id = ? LIMIT 1", (event_id,)).fetchone() is not None


def _some_ids(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT id FROM event LIMIT ?", (_ENOUGH_TO_COMPARE,))]


def _loops(db: sqlite3.Connection) -> Iterator[Problem]:
    pairs = db.execute("SELECT event.id, target FROM reference JOIN event USING (position) WHERE field = 'part_of'")
    parent_of: dict[str, str] = dict(pairs.fetchall())
    cleared: set[str] = set()
    for start in parent_of:
        path: dict[str, None] = {}
        event_id = start
        while event_id in parent_of and event_id not in path and event_id not in cleared:
            path[event_id] = None
            event_id = parent_of[event_id]
        if event_id in path:
            ring = list(path)[list(path).index(event_id) :]
            chain = " → ".join(quote(member) for member in [*ring, event_id])
            where = Location(event=event_id, steps=("part_of",))
            yield Problem(where, f"goes round in a loop: {chain}", "break it at one of them", "references")
        cleared.update(path)
