"""Building the index over a chronology file: every event filed in the order of time, read, and checked.

Two things are done with each event. Its outline goes into the tables, here; and it is read whole and checked, and its words
filed, which a process beside this one does if the file is long (:mod:`~liberation_cli.chronology.beside`).
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from liberation_cli.chronology import outline, tables
from liberation_cli.chronology.beside import ReaderBeside
from liberation_cli.chronology.checks import problems_between_events
from liberation_cli.chronology.file import ChronologyFile, Located, is_lines
from liberation_cli.chronology.ordering import Order, order_of
from liberation_cli.chronology.reading import BATCH, Reader, in_order
from liberation_cli.chronology.rows import Filed, RowMaker
from liberation_cli.errors import InvalidChronology, Problem

Progress = Callable[[float], None]
"""Told, from time to time, what share of the work is done."""

_LONG = 8_000_000
"""Bytes of a file from which on it is worth it to start a process."""
_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -4096")


class _OutOfOrderError(Exception):
    """The events of the file do not come in the order of time."""


def build(db: sqlite3.Connection, path: Path, room: Path | None, progress: Progress) -> None:
    """Fill an empty database from a chronology file; ``room`` is where another may stand meanwhile, if anywhere.

    Raises:
        ChronologyError: the file cannot be read.
        InvalidChronology: it breaks the format; the error holds every problem.
    """
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    with _collector_held():
        file = ChronologyFile(path)
        try:
            problems = _build(db, file, None, room, progress)
        except _OutOfOrderError:
            db.execute("COMMIT")  # Without a journal nothing can be taken back: the tables are made anew.
            order = order_of(file, _part(progress, 0, 0.2))
            problems = _build(db, file, order, room, _part(progress, 0.2, 1))
    if problems:
        raise InvalidChronology(str(path), problems)
    progress(1)


def _build(
    db: sqlite3.Connection, file: ChronologyFile, order: Order | None, room: Path | None, progress: Progress
) -> list[Problem]:
    """Return what is wrong."""
    with ReaderBeside(file, order, room) if room and _is_long(file.path) else Reader(file, order) as reader:
        maker = RowMaker(file.header)
        # What nobody holds a lock on is left over from a build that was killed, and swept: see cache.py.
        db.execute("BEGIN EXCLUSIVE")
        tables.create(db)
        events = _filed(in_order(file, order), in_time=order is not None)
        while not reader.gave_up and (some := list(islice(events, BATCH))):
            tables.fill(db, maker.batch(some))
            progress(0.5 * file.done)
        tables.fill(db, maker.last_batch())
        for share in tables.finish(db, file.header, maker.cited):
            progress(0.5 + 0.3 * share)
        db.execute("COMMIT")
        between = _between(db, file, set())  # asked now, for the other process may be at work still
        read = reader.finish(db, maker.filed, _part(progress, 0.8, 1))
    if not read.whole:
        return read.problems
    if read.refused:
        tables.remove(db, read.refused)
        between = _between(db, file, read.refused)
    return [*file.problems, *read.problems, *between]


def _filed(located: Iterator[Located], *, in_time: bool) -> Iterator[Filed]:
    """Number the events by their place in time; those that have no outline are somebody else's to report."""
    position = 0
    previous: tuple[int, ...] = ()
    for item in located:
        found = outline.read(item.raw)
        if found is None:
            continue
        key = found.when.sort_key
        if key < previous and not in_time:
            raise _OutOfOrderError
        previous = key
        position += 1
        yield Filed(position, found, item.place, len(memoryview(item.raw)))


def _between(db: sqlite3.Connection, file: ChronologyFile, refused: set[str]) -> list[Problem]:
    # Tracks and sources can be checked against a header only if it could be read.
    return [*problems_between_events(db, None if file.problems else file.header, refused)]


def _is_long(path: Path) -> bool:
    try:
        return is_lines(path) and path.stat().st_size >= _LONG
    except OSError:
        return False  # What is wrong is told when it is opened.


def _part(progress: Progress, start: float, end: float) -> Progress:
    return lambda share: progress(start + share * (end - start))


@contextmanager
def _collector_held() -> Iterator[None]:
    """Events hold no cycles, and Python's collector would look for some in all of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
