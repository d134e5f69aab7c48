"""The tables of the index, and how a chronology file fills them.

Events are numbered by their place in time (``position``), so that order costs nothing to keep. What a list shows stands in
narrow rows of ``event``; the whole of each event is one blob in ``body``, decoded only when it is shown.

Which events touch a period is a question about intervals, and an ordinary index on their first days answers it badly where
one event of a century forces a look at a century of days. So each event has a ``level``, the bit length of its duration:
events of level *n* last less than 2ⁿ days, and only those that begin less than 2ⁿ days before the period can reach it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

import msgspec

from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import edtf
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL, track TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
    disputed INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, level INTEGER NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, number INTEGER NOT NULL, cited INTEGER NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE body (position INTEGER PRIMARY KEY, json BLOB NOT NULL);
CREATE TABLE name (name TEXT, position INTEGER, PRIMARY KEY (name, position)) WITHOUT ROWID;
CREATE TABLE reference (field TEXT, target TEXT, position INTEGER, PRIMARY KEY (field, target, position)) WITHOUT ROWID;
CREATE TABLE day_of_year (month_day INTEGER, position INTEGER, PRIMARY KEY (month_day, position)) WITHOUT ROWID;
"""

_WORDS = """
CREATE VIRTUAL TABLE words USING fts5(
    title, names, place, people, text, {content}tokenize='unicode61 remove_diacritics 2')"""

INSERT_WORDS = "INSERT INTO words (rowid, title, names, place, people, text) VALUES (?, ?, ?, ?, ?, ?)"
"""For a number and what :func:`searched_text` returns."""

_INDEXES = """
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_first ON event (first);
CREATE INDEX event_by_level ON event (level, first);
CREATE INDEX event_by_track ON event (track);
CREATE INDEX event_by_track_first ON event (track, first);
CREATE INDEX event_by_track_last ON event (track, last);
CREATE INDEX event_by_kind ON event (kind);
CREATE INDEX event_by_last ON event (last);
CREATE INDEX event_by_title ON event (title COLLATE NOCASE);
CREATE INDEX event_by_place ON event (place COLLATE NOCASE);
"""

_FIRST_TOLD = f"CASE WHEN first > {OPEN_PAST} THEN first ELSE last END"
_LAST_TOLD = f"CASE WHEN last < {OPEN_FUTURE} THEN last ELSE first END"
"""An event that is open at one end counts by the day that is told of the other."""

_BATCH = 2_000
_LONGEST_ANNIVERSARY = 31
"""Days: an event that lasted longer is remembered on its first and last day only, not on each between."""

HISTOGRAM_SLICES = 240
"""Into how many equal parts the whole span is cut for the strip of the front page."""


class Row(msgspec.Struct):
    """An event on its way into the tables."""

    position: int
    event: Event
    json: bytes


def create(db: sqlite3.Connection) -> None:
    """Make the empty tables."""
    db.executescript(_TABLES)
    db.execute(_WORDS.format(content="content='', "))


def create_words(db: sqlite3.Connection) -> None:
    """Make the table of words alone, with the words themselves in it, so that what matched can be shown."""
    db.execute(_WORDS.format(content=""))


def drop(db: sqlite3.Connection) -> None:
    """Do away with the tables, if there are any."""
    for table in ("meta", "event", "source", "body", "name", "reference", "day_of_year", "words"):
        db.execute(f"DROP TABLE IF EXISTS {table}")


def fill(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Insert events, which come in order of position, in batches."""
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        _insert(db, "event", 11, (_event_row(row) for row in batch))
        _insert(db, "body", 2, ((row.position, row.json) for row in batch))
        _insert(db, "name", 2, ((name, row.position) for row in batch for name in names_of(row.event)))
        _insert(db, "reference", 3, (ref for row in batch for ref in _reference_rows(row)))
        _insert(db, "day_of_year", 2, (day for row in batch for day in _anniversary_rows(row)))
        db.executemany(INSERT_WORDS, ((row.position, *searched_text(row.event)) for row in batch))


def finish(db: sqlite3.Connection, header: Header) -> None:
    """Index the filled tables, file the sources, and note down what the front page tells of the whole."""
    db.executescript(_INDEXES)
    counted = db.execute("SELECT target, count(*) FROM reference WHERE field = 'source' GROUP BY target")
    cited: dict[str, int] = dict(counted.fetchall())
    sources = ((s.id, number, cited.get(s.id, 0), msgspec.json.encode(s)) for number, s in enumerate(header.sources))
    _insert(db, "source", 4, sources)
    count, first, last = db.execute(f"SELECT count(*), min({_FIRST_TOLD}), max({_LAST_TOLD}) FROM event").fetchone()
    summary = {
        # Without the sources, which are many, and of which an answer needs few.
        "header": msgspec.json.encode(msgspec.structs.replace(header, sources=())),
        "sources": len(header.sources),
        "kinds": msgspec.json.encode(_used(db, "kind")),
        "tracks": msgspec.json.encode(_used(db, "track")),
        "count": count,
        "first": first,
        "last": last,
    }
    db.executemany("INSERT INTO meta VALUES (?, ?)", summary.items())
    db.execute("INSERT INTO meta VALUES ('histogram', ?)", (_histogram(db, first, last),))


def names_of(event: Event) -> set[str]:
    """Return the names that mean exactly this event: its id and its aliases, folded."""
    return {fold(event.id), *(fold(alias) for alias in event.aliases)} - {""}


def searched_text(event: Event) -> tuple[str, str, str, str, str]:
    """Return what a search looks through: title, other names, place, people and forces, and all the prose."""
    place = f"{event.place.name} {event.place.country}" if event.place else ""
    people = [*event.people, *(force for side in event.forces.values() for force in side)]
    prose = [event.summary, *event.account, event.significance, *(dating.says for dating in event.datings)]
    prose += [f"{figure.what} {figure.value}" for figure in event.figures]
    names = [*event.aliases, event.id.replace("-", " ")]
    return event.title, ", ".join(names), place, ", ".join(people), "\n".join(prose)


def is_disputed(event: Event) -> bool:
    """Whether a source dates the event to a day that its date leaves out.

    A dating within the date is no dispute: where a city was entered on the 4th and held on the 5th, both lie in 4–5 June.
    """
    when = event.when
    others = (edtf.parse(dating.date) for dating in event.datings)
    return any(other.earliest < when.earliest or other.latest > when.latest for other in others)


def level_of(when: When) -> int:
    """Return the level of a date: see the module."""
    return (when.latest - when.earliest).bit_length()


def _insert(db: sqlite3.Connection, table: str, columns: int, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * columns)
    db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


def _event_row(row: Row) -> tuple[object, ...]:
    event, when = row.event, row.event.when
    place = event.place.name if event.place else ""
    return (
        row.position,
        event.id,
        event.title,
        event.date,
        event.track,
        event.kind,
        place,
        is_disputed(event),
        when.earliest,
        when.latest,
        level_of(when),
    )


def _reference_rows(row: Row) -> Iterator[tuple[str, str, int]]:
    event = row.event
    if event.part_of:
        yield "part_of", event.part_of, row.position
    if event.track:
        yield "track", event.track, row.position
    for link in event.led_to:
        yield "led_to", link.event, row.position
    for citation in event.citations:
        yield "source", citation.source, row.position


def _anniversary_rows(row: Row) -> Iterator[tuple[int, int]]:
    """The days of the year on which an event of exactly known days is remembered."""
    when = row.event.when
    if when.start.earliest != when.start.latest or when.end.earliest != when.end.latest or when.start.open or when.end.open:
        return
    first, last = when.earliest, when.latest
    days = range(first, last + 1) if last - first < _LONGEST_ANNIVERSARY else (first, last)
    for day in days:
        as_date = date.fromordinal(day)
        yield as_date.month * 100 + as_date.day, row.position


def _used(db: sqlite3.Connection, column: str) -> list[str]:
    """Every track or kind that events have, in the order of the alphabet."""
    return [row[0] for row in db.execute(f"SELECT DISTINCT {column} FROM event ORDER BY {column}")]


def _histogram(db: sqlite3.Connection, first: int | None, last: int | None) -> bytes:
    """For each track, how many events begin in each of the equal slices of the whole span."""
    slices: dict[str, list[int]] = {}
    if first is not None and last is not None:
        span = last - first + 1
        counted = db.execute(
            f"SELECT track, ({_FIRST_TOLD} - ?) * ? / ? AS slice, count(*) FROM event GROUP BY track, slice",
            (first, HISTOGRAM_SLICES, span),
        )
        for track, number, count in counted:
            slices.setdefault(track, [0] * HISTOGRAM_SLICES)[number] = count
    return msgspec.json.encode(slices)
