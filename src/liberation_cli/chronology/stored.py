"""A chronology file as the system stores it: known again when it has changed, and read where an event stands in it."""

from __future__ import annotations

import os
from functools import cache
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from liberation_cli.errors import ChronologyError


class State(NamedTuple):
    """What changes whenever a file does: its size in bytes, when it was last written to (ns of Unix time), where it lies."""

    size: int
    modified: int
    inode: int
    device: int

    @classmethod
    def of(cls, status: os.stat_result) -> State:
        """Return what the system says of it; of a pipe, which changes as it is read, only where it lies."""
        if not S_ISREG(status.st_mode):
            return cls(0, 0, status.st_ino, status.st_dev)
        return cls(status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev)


def state_of(path: Path) -> State:
    """Return the state that a file is in.

    Raises:
        ChronologyError: it cannot be looked at.
    """
    try:
        return State.of(path.stat())
    except FileNotFoundError:
        raise ChronologyError(f"{path}: there is no such file") from None
    except OSError as error:
        raise _unreadable(path, error) from None


def is_pipe(path: Path) -> bool:
    """Whether a file can be read only once: a pipe, a terminal, a device."""
    try:
        return not S_ISREG(path.stat().st_mode) and not path.is_dir()
    except OSError:
        return False  # What is wrong is told when it is opened.


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading bytes.

    Raises:
        ChronologyError: the system will not have it.
    """
    try:
        return BytesIO(_contents_of_pipe(path)) if is_pipe(path) else path.open("rb")
    except FileNotFoundError:
        raise ChronologyError(f"{path}: there is no such file") from None
    except OSError as error:
        raise _unreadable(path, error) from None


@cache
def _contents_of_pipe(path: Path) -> bytes:
    return path.read_bytes()


def changed(path: Path) -> ChronologyError:
    """Return the error for a file that is no longer the one that was to be read."""
    return ChronologyError(f"{path}: was changed while it was read", "start again")


class Bodies:
    """The events of a file that is in a state, as the file has them."""

    def __init__(self, path: Path, state: State) -> None:
        self._path = path
        self._state = state
        self._file: BinaryIO | None = None

    def read(self, start: int, size: int) -> bytes:
        """Return what stands in the file.

        Raises:
            ChronologyError: the file cannot be read, or is in another state than it was.
        """
        if self._file is None:
            self._file = open_file(self._path)
        try:
            self._file.seek(start)
            found = self._file.read(size)
        except OSError as error:
            raise _unreadable(self._path, error) from None
        # Asked afterwards: then what was read was as it should be.
        if not isinstance(self._file, BytesIO) and State.of(os.fstat(self._file.fileno())) != self._state:
            raise changed(self._path)
        return found

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def _unreadable(path: Path, error: OSError) -> ChronologyError:
    return ChronologyError(f"{path}: cannot be read: {error.strerror}")
