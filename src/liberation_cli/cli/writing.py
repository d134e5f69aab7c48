"""Files that commands write: whole or not at all, and never over another without being told to."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from liberation_cli.cli.screen import write_data
from liberation_cli.errors import LiberationError

STANDARD_OUTPUT = Path("-")
"""Standard output, where a file to write is asked for."""


def write(path: Path, pieces: Iterable[bytes], *, force: bool) -> None:
    """Write a file as :func:`write_atomically` does, or standard output.

    Raises:
        LiberationError: the file is there already and ``force`` was not given, or the system will not have it written.
    """
    if path == STANDARD_OUTPUT:
        for piece in pieces:
            write_data(piece)
    else:
        write_atomically(path, pieces, force=force)


def refuse_to_overwrite(path: Path, *, force: bool) -> None:
    """Refuse a file that is there already, before anything else is written.

    Raises:
        LiberationError: the file is there already and ``force`` was not given, or it may not be written to.
    """
    before = _status(Path(os.path.realpath(path)))
    _refuse(path, before if before and stat.S_ISREG(before.st_mode) else None, force=force)


def write_atomically(path: Path, pieces: Iterable[bytes], *, force: bool) -> None:
    """Write a file, which at every moment is there as it was before or as it is to be.

    The pieces go to a file of their own in the same directory, which then takes the place of the other. A file that was
    there keeps its permissions, and one that a symbolic link leads to is written where it lies. What is no file, such as
    ``/dev/stdout`` or a pipe, is written to as it stands. Nothing is left behind if writing, or making a piece, fails.

    Args:
        path: what to write.
        pieces: what it is to hold, taken one after the other.
        force: whether a file that is there already is to be overwritten.

    Raises:
        LiberationError: the file is there already and ``force`` was not given, or the system will not have it written.
    """
    target = Path(os.path.realpath(path))
    try:
        before = _status(target)
        if before and not stat.S_ISREG(before.st_mode):
            with target.open("wb") as device:
                device.writelines(pieces)
            return
        _refuse(path, before, force=force)
        _write_beside(path, target, pieces, force=force)
    except OSError as error:
        raise LiberationError(f"{path}: cannot be written: {error.strerror}") from None


def _write_beside(path: Path, target: Path, pieces: Iterable[bytes], *, force: bool) -> None:
    beside = target.parent / f".liberation-{os.urandom(8).hex()}.tmp"
    try:
        with beside.open("xb") as file:
            before = _status(target)
            if before:
                _take_over(beside, before)
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        # What was not there when the first piece was made may be there now.
        _refuse(path, _status(target), force=force)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _refuse(path: Path, before: os.stat_result | None, *, force: bool) -> None:
    if before and not force:
        raise LiberationError(f"{path}: is there already", "--force overwrites it")
    if before and not os.access(path, os.W_OK):
        raise LiberationError(f"{path}: cannot be written: it is write-protected")


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _take_over(beside: Path, before: os.stat_result) -> None:
    """Give a file the owner and the permissions of another."""
    mine = beside.stat()
    if (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(beside, before.st_uid, before.st_gid)
        except PermissionError:
            # Another's file in a directory of one's own: whoever writes it owns it, but no group gains a right by that.
            beside.chmod(stat.S_IMODE(before.st_mode) & ~stat.S_IRWXG)
            return
    beside.chmod(stat.S_IMODE(before.st_mode))
