"""Reading a chronology file through: every event is checked, and its words go where they can be searched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Self

import msgspec

from liberation_cli.chronology import words
from liberation_cli.chronology.event import Event
from liberation_cli.chronology.file import ChronologyFile, Located
from liberation_cli.chronology.ordering import Order
from liberation_cli.chronology.stored import changed
from liberation_cli.errors import Problem

BATCH = 200
"""Events that are dealt with at a time: few enough for the processor to have them at hand all the while."""
_MOST_PROBLEMS = 1_000
"""Reading stops after so many: a file that wrong is best mended a piece at a time."""


class Read(msgspec.Struct, frozen=True):
    """What was found: how many events are ``sound``, what is wrong with the others, and the ids that these have.

    If it is not the ``whole``, so much was wrong that no more was read.
    """

    whole: bool
    sound: int
    problems: list[Problem]
    refused: set[str]


class Reader:
    """Reads the events of a file, which come in the order of time or else in the one given; to be used with ``with``.

    ``dated``: but for what may be wrong with their dates.
    """

    def __init__(self, file: ChronologyFile, order: Order | None, *, dated: bool = False) -> None:
        self._file = file
        self._order = order
        self._dated = dated

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @property
    def gave_up(self) -> bool:
        """Whether so much is known to be wrong already that nothing else matters."""
        return False

    def finish(self, db: sqlite3.Connection, filed: int, progress: Callable[[float], None]) -> Read:
        """Read what has not been read, and see that the words are in a database; so many events are ``filed`` in it already.

        Raises:
            ChronologyError: the file cannot be read, or was not the same twice.
        """
        found = self.read(db, progress)
        if found.whole and not found.problems and found.sound != filed:
            raise changed(self._file.path)
        return found

    def read(self, db: sqlite3.Connection, progress: Callable[[float], None]) -> Read:
        """Read all events, and file the words of those that are sound in a database.

        Raises:
            ChronologyError: the file cannot be read.
        """
        checker = _Checker(self._file, dated=self._dated)
        events = checker.sound_events(in_order(self._file, self._order))
        db.execute("BEGIN EXCLUSIVE")
        words.create(db)
        while some := list(islice(events, BATCH)):
            words.insert(db, some)
            progress(self._file.done)
        db.execute("COMMIT")
        return Read(not checker.gave_up, checker.sound, checker.problems, self._file.refused)


def in_order(file: ChronologyFile, order: Order | None) -> Iterator[Located]:
    """Yield the events of a file as they stand in it, or in another order."""
    return file.events_at(*order) if order else file.events()


class _Checker:
    def __init__(self, file: ChronologyFile, *, dated: bool) -> None:
        self._file = file
        self._dated = dated
        self.problems: list[Problem] = []
        self.sound = 0

    @property
    def gave_up(self) -> bool:
        return len(self.problems) > _MOST_PROBLEMS

    def sound_events(self, located: Iterator[Located]) -> Iterator[tuple[int, Event]]:
        """Number the events that are sound, and note down what is wrong with the others."""
        for item in located:
            event = self._file.decode(item, self.problems, dated=self._dated)
            if self.gave_up:
                return
            if event is not None:
                self.sound += 1
                yield self.sound, event
