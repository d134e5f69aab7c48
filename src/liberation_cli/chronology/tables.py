"""The tables of the index, and how a chronology file fills them.

Events are numbered by their place in time (``position``), so that order costs nothing to keep. What a list shows stands in
narrow rows of ``event``; the whole of each event stays in the file, from its byte ``start`` on, and is read when it is shown.

Which events touch a period is a question about intervals, and an ordinary index on their first days answers it badly where
one event of a century forces a look at a century of days. So each event has a ``level``, the bit length of its duration:
events of level *n* last less than 2ⁿ days, and only those that begin less than 2ⁿ days before the period can reach it. The
index of levels has the last days too, so that those which do not reach it need not be looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from liberation_cli.chronology.event import Header
from liberation_cli.chronology.rows import Batch
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

_TABLES = (
    "meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    """event (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL, track TEXT NOT NULL, kind TEXT NOT NULL, place TEXT NOT NULL,
    disputed INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, level INTEGER NOT NULL,
    start INTEGER NOT NULL, size INTEGER NOT NULL)""",
    "source (id TEXT PRIMARY KEY, number INTEGER NOT NULL, cited INTEGER NOT NULL, json BLOB NOT NULL) WITHOUT ROWID",
    "alias (name TEXT NOT NULL, position INTEGER NOT NULL)",
    "reference (field TEXT NOT NULL, target TEXT NOT NULL, position INTEGER NOT NULL)",
    "day_of_year (month_day INTEGER NOT NULL, positions BLOB NOT NULL)",
)

_INDEXES = (
    "event_by_id ON event (id)",
    "event_by_first ON event (first)",
    "event_by_level ON event (level, first, last)",
    "event_by_track ON event (track)",
    "event_by_track_first ON event (track, first)",
    "event_by_track_last ON event (track, last)",
    "event_by_kind ON event (kind)",
    "event_by_title ON event (title COLLATE NOCASE)",
    "event_by_place ON event (place COLLATE NOCASE)",
    "alias_by_name ON alias (name, position)",
    "reference_by_target ON reference (field, target, position)",
    "day_of_year_by_day ON day_of_year (month_day)",
)

_FIRST_TOLD = f"CASE WHEN first > {OPEN_PAST} THEN first ELSE last END"
_LAST_TOLD = f"CASE WHEN last < {OPEN_FUTURE} THEN last ELSE first END"
"""An event that is open at one end counts by the day that is told of the other."""

HISTOGRAM_SLICES = 240
"""Into how many equal parts the whole span is cut for the strip of the front page."""


def create(db: sqlite3.Connection) -> None:
    """Make the empty tables, anew if they are there."""
    for table in _TABLES:
        db.execute(f"DROP TABLE IF EXISTS {table.split()[0]}")
        db.execute(f"CREATE TABLE {table}")


def fill(db: sqlite3.Connection, batch: Batch) -> None:
    """Insert events, which come in order of position."""
    _insert(db, "event", 13, batch.events)
    _insert(db, "alias", 2, batch.aliases)
    _insert(db, "reference", 3, batch.references)
    _insert(db, "day_of_year", 2, batch.days)


def remove(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Remove events, and what refers from them to others."""
    for event_id in ids:
        for table in ("alias", "reference", "event"):
            db.execute(f"DELETE FROM {table} WHERE position IN (SELECT position FROM event WHERE id = ?)", (event_id,))


def finish(db: sqlite3.Connection, header: Header, cited: Mapping[str, int]) -> Iterator[float]:
    """Index the filled tables, file the sources, and note down what the front page tells of the whole.

    Yields what share of that is done.
    """
    for done, index in enumerate(_INDEXES, 1):
        db.execute(f"CREATE INDEX {index}")
        yield done / (len(_INDEXES) + 1)
    # Of two of one id, which is reported, the first.
    sources = {s.id: (s.id, n, cited.get(s.id, 0), msgspec.json.encode(s)) for n, s in reversed([*enumerate(header.sources)])}
    _insert(db, "source", 4, sources.values())
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
    yield 1.0


def _insert(db: sqlite3.Connection, table: str, columns: int, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * columns)
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


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
