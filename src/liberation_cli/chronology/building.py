"""Building the index over a chronology file: every event read, checked and filed in the order of time."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from liberation_cli.chronology import tables
from liberation_cli.chronology.checks import problems_between_events
from liberation_cli.chronology.event import Header
from liberation_cli.chronology.preparing import Ended, Looked, Opened, Prepared, prepared
from liberation_cli.errors import InvalidChronology

_SHARE_OF_READING = 0.85
"""The rest goes on the indexes."""

Progress = Callable[[float], None]
"""Told, from time to time, what share of the work is done."""

_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -32768")


def build(db: sqlite3.Connection, path: Path, progress: Progress) -> None:
    """Fill an empty database from a chronology file.

    Raises:
        ChronologyError: the file cannot be read.
        InvalidChronology: it breaks the format; the error holds every problem.
    """
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    header, cited, ended = _fill(db, path, progress)
    if not ended.whole:
        raise InvalidChronology(str(path), ended.problems)
    for share in tables.finish(db, header, cited):
        progress(_SHARE_OF_READING + share * (1 - _SHARE_OF_READING))
    # Tracks and sources can be checked against a header only if it could be read.
    between = problems_between_events(db, None if ended.header_problems else header, ended.refused)
    problems = [*ended.header_problems, *ended.problems, *between]
    if problems:
        raise InvalidChronology(str(path), problems)


def _fill(db: sqlite3.Connection, path: Path, progress: Progress) -> tuple[Header, Counter[str], Ended]:
    header, cited, ended = Header(), Counter[str](), Ended(False, [], [], set())
    with closing(prepared(path)) as messages:
        # What nobody holds a lock on is left over from a build that was killed, and swept: see cache.py.
        db.execute("BEGIN EXCLUSIVE")
        for message in messages:
            match message:
                case Opened():
                    header = message.header
                    cited.clear()
                    tables.drop(db)
                    tables.create(db)
                case Prepared():
                    tables.fill(db, message.batch)
                    cited.update(message.batch.cited)
                    progress(message.done * _SHARE_OF_READING)
                case Looked():
                    progress(message.done * _SHARE_OF_READING)
                case Ended():
                    ended = message
        db.execute("COMMIT")
    return header, cited, ended
