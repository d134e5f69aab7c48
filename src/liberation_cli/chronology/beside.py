"""Reading a long file through in a process beside the one that builds the index, so that two processors share the work.

The process is this module run as a program. It fills a database of its own, which the other takes the words from in the end; on
standard output it tells how far it is, and then what it found. Whatever ends the other process, it takes its database away and
ends too: it is only left if standard input says, before it closes, that it is wanted.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import IO, Self

import msgspec

from liberation_cli.chronology import words
from liberation_cli.chronology.file import ChronologyFile
from liberation_cli.chronology.ordering import Order
from liberation_cli.chronology.reading import Read, Reader

_PRAGMAS = (
    "page_size = 32768",
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "cache_size = -8192",
)
_SIZE_BYTES = 4
_WANTED = b"+"
_STEP = 0.01
"""The share of the work after which something is said again."""
_PATIENCE = 0.1
"""Seconds."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(float | Read).decode


class _NotTakenOverError(Exception):
    """The other process could not be started, or ended before all was said, or did not find all well."""


class ReaderBeside(Reader):
    """Has another process read the file meanwhile; if that fails, in whichever way, reads it in this one after all.

    The other process does not look at dates, for those of the events that are filed have been read. If it finds anything wrong,
    or another number of events than are filed, the file is read in this process, and every problem told.
    """

    def __init__(self, file: ChronologyFile, order: Order | None, database: Path) -> None:
        super().__init__(file, order)
        self._database = database
        self._process: Popen[bytes] | None = None
        self._listener = Thread(target=self._listen, daemon=True)
        self._share = 0.0
        self._read: Read | None = None

    def __enter__(self) -> Self:
        # With -P no module is taken from where the person happens to be.
        command = [sys.executable or "", "-P", "-m", __name__, str(self._file.path), str(self._database)]
        try:
            self._database.touch(mode=0o600)
            self._process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 - Python itself
            _send(self._process.stdin, self._order.to_bytes() if self._order else b"")
        except OSError:
            return self
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            with suppress(OSError):
                self._process.communicate()
        self._database.unlink(missing_ok=True)

    @property
    def gave_up(self) -> bool:
        """Whether the other process has seen so much wrong that it reads no more."""
        return self._read is not None and not self._read.whole

    def finish(self, db: sqlite3.Connection, filed: int, progress: Callable[[float], None]) -> Read:
        """Wait for the other process, and take over the words that it has filed.

        Raises:
            ChronologyError: the file cannot be read, or was not the same twice.
        """
        while self._listener.is_alive():
            self._listener.join(_PATIENCE)
            progress(self._share)
        try:
            return self._taken_over(db, filed)
        except (_NotTakenOverError, OSError, sqlite3.DatabaseError):
            return super().finish(db, filed, progress)

    def _taken_over(self, db: sqlite3.Connection, filed: int) -> Read:
        if self._process is None or self._read is None:
            raise _NotTakenOverError
        if not self._read.whole:
            return self._read
        if self._read.problems or self._read.sound != filed:
            raise _NotTakenOverError
        self._process.communicate(_WANTED)
        words.create(db)
        words.take_over(db, self._database)
        return self._read

    def _listen(self) -> None:
        assert self._process is not None  # noqa: S101 - it was started before this
        while self._read is None and (data := _received(self._process.stdout)):
            try:
                message = _decode(data)
            except msgspec.MsgspecError:
                return  # It is some other program that speaks.
            if isinstance(message, Read):
                self._read = message
            else:
                self._share = message


def _send(pipe: IO[bytes] | None, data: bytes) -> None:
    assert pipe is not None  # noqa: S101 - Popen was told to make it
    pipe.write(len(data).to_bytes(_SIZE_BYTES))
    pipe.write(data)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> bytes:
    """What was sent; nothing, if the other end closed the pipe before it was whole."""
    assert pipe is not None  # noqa: S101 - Popen was told to make it
    size = int.from_bytes(pipe.read(_SIZE_BYTES))
    data = pipe.read(size)
    return data if len(data) == size else b""


# The other process


def _main(path: Path, database: Path) -> None:
    # Events hold no cycles, and the collector would look for some in all of them.
    gc.disable()
    order = _received(sys.stdin.buffer)
    wanted = False
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as db:
            for pragma in _PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            reader = Reader(ChronologyFile(path), Order.from_bytes(order) if order else None, dated=True)
            _send(sys.stdout.buffer, _encode(reader.read(db, _told_in_steps())))
            wanted = sys.stdin.buffer.read() == _WANTED
    finally:
        if not wanted:
            database.unlink(missing_ok=True)


def _told_in_steps() -> Callable[[float], None]:
    told = 0.0

    def tell(share: float) -> None:
        nonlocal told
        if share >= told + _STEP:
            told = share
            _send(sys.stdout.buffer, _encode(share))

    return tell


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
