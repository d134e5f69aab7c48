"""Building the index over a chronology file: every event read, checked and filed in the order of time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from liberation_cli.chronology import tables
from liberation_cli.chronology.checks import problems_between_events
from liberation_cli.chronology.file import ChronologyFile, Located
from liberation_cli.errors import InvalidChronology, Problem

_REPORTED_EVERY = 1_000
_SHARE_OF_READING = 0.9
"""The rest goes on the indexes, of which nothing can be told while they are made."""
_MOST_PROBLEMS = 1_000
"""Reading stops after so many: a file that wrong is best mended a piece at a time."""


class _OutOfOrderError(Exception):
    """The events of the file do not come in the order of time."""


Progress = Callable[[float], None]
"""Told, from time to time, what share of the work is done."""


def build(db: sqlite3.Connection, path: Path, progress: Progress) -> None:
    """Fill an empty database from a chronology file.

    Raises:
        ChronologyError: the file cannot be read.
        InvalidChronology: it breaks the format; the error holds every problem.
    """
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536"):
        db.execute(f"PRAGMA {pragma}")
    file = ChronologyFile(path)
    problems: list[Problem] = []
    try:
        _fill(db, file, _reporting(file, file.events(), progress), problems)
    except _OutOfOrderError:
        problems.clear()
        _fill(db, file, _reporting(file, _in_order(file), progress), problems)
    tables.finish(db, file.header)
    # Tracks and sources can be checked against a header only if it could be read.
    between = problems_between_events(db, None if file.problems else file.header, file.refused)
    problems = [*file.problems, *problems, *between]
    if problems:
        raise InvalidChronology(str(path), problems)


def _fill(db: sqlite3.Connection, file: ChronologyFile, located: Iterable[Located], problems: list[Problem]) -> None:
    tables.drop(db)
    tables.create(db)
    db.execute("BEGIN")
    tables.fill(db, _rows(file, located, problems))
    db.execute("COMMIT")


def _reporting(file: ChronologyFile, located: Iterable[Located], progress: Progress) -> Iterator[Located]:
    for number, item in enumerate(located):
        if number % _REPORTED_EVERY == 0:
            progress(file.done * _SHARE_OF_READING)
        yield item


def _rows(file: ChronologyFile, located: Iterable[Located], problems: list[Problem]) -> Iterator[tables.Row]:
    """Number the events by their place in time, and set aside those that break the format."""
    previous: tuple[int, ...] = ()
    for position, item in enumerate(located, 1):
        event = file.decode(item, problems)
        if len(problems) > _MOST_PROBLEMS:
            raise InvalidChronology(str(file.path), problems)
        if event is None:
            continue
        key = event.when.sort_key
        if key < previous:
            raise _OutOfOrderError
        previous = key
        yield tables.Row(position, event, msgspec.json.encode(event))


def _in_order(file: ChronologyFile) -> Iterator[Located]:
    """The events in the order of time; those that break the format keep their places at the head, to be reported."""
    keyed = []
    for item in file.events():
        event = file.decode(item, [])
        keyed.append(((event.when.sort_key if event else ()), item))
    keyed.sort(key=lambda pair: pair[0])
    return (item for _, item in keyed)
