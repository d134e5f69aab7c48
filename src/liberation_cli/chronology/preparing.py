"""What the tables of the index are filled with, prepared from a chronology file.

A long file is prepared by a process beside the one that fills the tables, so that two processors share the work; it is this
module run as a program. It can be stopped at any time and leaves nothing behind: it writes to a pipe alone, and ends when
nobody reads that. If it fails in any way, the file is prepared once more without it, and what is wrong comes to light there.
"""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.file import ChronologyFile, Located
from liberation_cli.chronology.rows import Batch, Filed, RowMaker
from liberation_cli.errors import Problem

_BATCH = 2_000
_MOST_PROBLEMS = 1_000
"""Reading stops after so many: a file that wrong is best mended a piece at a time."""
_LARGE = 8_000_000
"""Bytes of a file from which on it is worth it to start a process."""
_NO_KEY = (None,) * 8
"""Sorts before the ``sort_key`` of any date."""
_SIZE_BYTES = 4
_SORTING_MEMORY = 16_384
"""KiB."""
_SHARE_OF_LOOKING = 0.3
"""Of the time that a file takes that is not in order."""


class Opened(msgspec.Struct, array_like=True, tag=True):
    """The file is open; what comes after this is to be filed in empty tables, even if this is said a second time."""

    header: Header


class Looked(msgspec.Struct, array_like=True, tag=True):
    """For the order of its events, the file was looked through so far: ``done`` is a share of all the work on it."""

    done: float


class Prepared(msgspec.Struct, array_like=True, tag=True):
    """Some events, and what share of the work on the file is ``done`` with them."""

    done: float
    batch: Batch


class Ended(msgspec.Struct, array_like=True, tag=True):
    """All is said; or if it is not ``whole``, so much was wrong that no more was read.

    ``header_problems`` and ``problems`` are what is wrong in the header and in single events, which are not among those
    prepared; ``refused`` are the ids of these.
    """

    whole: bool
    header_problems: list[Problem]
    problems: list[Problem]
    refused: set[str]


Message = Opened | Looked | Prepared | Ended


class _OutOfOrderError(Exception):
    """The events of the file do not come in the order of time."""


class _TooManyProblemsError(Exception):
    """So much is wrong that to read on is of no use."""


class _HelperFailedError(Exception):
    """The other process ended before all was said."""


def prepared(path: Path) -> Generator[Message]:
    """Yield what the tables are to be filled with: first :class:`Opened`, last :class:`Ended`.

    Raises:
        ChronologyError: the file cannot be read.
    """
    if _is_large(path) and sys.executable:
        try:
            yield from _prepared_beside(path)
        except (_HelperFailedError, msgspec.MsgspecError, OSError):
            yield from prepare(path)
    else:
        yield from prepare(path)


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= _LARGE
    except OSError:
        return False  # What is wrong is told when it is opened.


def prepare(path: Path) -> Generator[Message]:
    """Do in this process what :func:`prepared` promises."""
    file = ChronologyFile(path)
    problems: list[Problem] = []
    try:
        yield from _in_one_pass(file, file.events(), problems)
    except _OutOfOrderError:
        problems.clear()
        with closing(sqlite3.connect("", isolation_level=None)) as db:  # in a file without a name, if it grows long
            yield from _look_through(file, db)
            yield from _in_one_pass(file, _in_order(file, db), problems)


def _in_one_pass(file: ChronologyFile, located: Iterable[Located], problems: list[Problem]) -> Generator[Message]:
    yield Opened(file.header)
    maker = RowMaker(file.header)
    events = _filed(file, located, problems)
    try:
        while some := list(islice(events, _BATCH)):
            yield Prepared(file.done, maker.batch(some))
    except _TooManyProblemsError:
        yield Ended(False, [], problems, set())
        return
    yield Prepared(1.0, maker.last_batch())
    yield Ended(True, file.problems, problems, file.refused)


def _filed(file: ChronologyFile, located: Iterable[Located], problems: list[Problem]) -> Iterator[Filed]:
    """Number the events by their place in time, and set aside those that break the format."""
    previous: tuple[int, ...] = ()
    for position, item in enumerate(located, 1):
        event = file.decode(item, problems)
        if len(problems) > _MOST_PROBLEMS:
            raise _TooManyProblemsError
        if event is None:
            continue
        key = event.when.sort_key
        if key < previous:
            raise _OutOfOrderError
        previous = key
        yield Filed(position, event)


def _look_through(file: ChronologyFile, db: sqlite3.Connection) -> Iterator[Looked]:
    """Note down where the events stand, and what their order goes by: for those that break the format, nothing."""
    db.execute(f"PRAGMA cache_size = -{_SORTING_MEMORY}")
    db.execute("CREATE TABLE found (a, b, c, d, e, f, g, h, stands, place)")
    db.execute("BEGIN")
    rows = _keyed(file)
    while some := list(islice(rows, _BATCH)):
        db.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", some)
        yield Looked(file.done * _SHARE_OF_LOOKING)


def _keyed(file: ChronologyFile) -> Iterator[tuple[object, ...]]:
    for item in file.events():
        event: Event | None = file.decode(item, [])
        yield *(event.when.sort_key if event else _NO_KEY), item.where, item.place


def _in_order(file: ChronologyFile, db: sqlite3.Connection) -> Iterator[Located]:
    """The events in the order of time; those that break the format come first, to be reported."""
    count = db.execute("SELECT count(*) FROM found").fetchone()[0]
    places = db.execute("SELECT stands, place FROM found ORDER BY a, b, c, d, e, f, g, h, place")
    for number, item in enumerate(file.events_at(places), 1):
        file.done = _SHARE_OF_LOOKING + (1 - _SHARE_OF_LOOKING) * number / count
        yield item


# Between two processes: each message in MessagePack, with its length before it.


def _prepared_beside(path: Path) -> Generator[Message]:
    decode = msgspec.msgpack.Decoder(Message).decode
    # With -P no module is taken from where the person happens to be.
    command = [sys.executable, "-P", "-m", __name__, str(path)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as helper:  # noqa: S603 - Python itself
        assert helper.stdout is not None  # noqa: S101 - Popen was told to make it
        try:
            ended = False
            while not ended:
                message = decode(_read(helper.stdout))
                yield message
                ended = isinstance(message, Ended)
        finally:
            helper.kill()


def _read(pipe: IO[bytes]) -> bytes:
    size = int.from_bytes(pipe.read(_SIZE_BYTES))
    data = pipe.read(size)
    if not size or len(data) < size:
        raise _HelperFailedError
    return data


def _write_all(path: Path, pipe: IO[bytes]) -> None:
    # Events hold no cycles, and the collector would look for some in all of them.
    gc.disable()
    encode = msgspec.msgpack.Encoder().encode
    for message in prepare(path):
        data = encode(message)
        pipe.write(len(data).to_bytes(_SIZE_BYTES))
        pipe.write(data)
        pipe.flush()


if __name__ == "__main__":
    _write_all(Path(sys.argv[1]), sys.stdout.buffer)
