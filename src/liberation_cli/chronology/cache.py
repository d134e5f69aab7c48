"""What is kept in the user's cache directory: the indexes, each over one chronology file, and what killed builds left there."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from stat import S_ISREG
from typing import Literal, NamedTuple

from liberation_cli.chronology.index import fingerprint_of
from liberation_cli.chronology.stored import state_of
from liberation_cli.errors import ChronologyError

BUILDING = "building-"
"""How the names of indexes begin that are being built."""
_INDEXES = "*.sqlite"
_ABANDONED_AFTER = 60
"""Seconds in which nobody has written to an unfinished index: a live build may for a moment hold no lock on its own."""

State = Literal["fits", "changed", "gone", "unfinished", "unusable"]


class Kept(NamedTuple):
    """A ``file`` of the cache: the index over ``chronology``, if that can be told, last written to at ``built`` (Unix time).

    Its ``state``: it ``fits`` the file; the file, or the program, has ``changed`` since; the file is ``gone``; it is being
    built or its build was killed (``unfinished``); or it is nothing that can be used.
    """

    file: Path
    chronology: Path | None
    size: int
    built: float
    state: State


def kept_in(directory: Path) -> Iterator[Kept]:
    """Yield what is kept in a cache directory, in the order of names; the chronologies themselves are not read."""
    for index in sorted(directory.glob(_INDEXES)):
        try:
            status = index.stat()
        except FileNotFoundError:
            continue  # A build has ended meanwhile.
        if not S_ISREG(status.st_mode):
            continue
        chronology, fingerprint = (None, "") if index.name.startswith(BUILDING) else _noted_in(index)
        yield Kept(index, chronology, status.st_size, status.st_mtime, _state(index, chronology, fingerprint))


def remove(kept: Kept) -> bool:
    """Remove an index, and tell whether that was done: one that is being built is left alone.

    Raises:
        ChronologyError: the system will not have it.
    """
    if kept.state == "unfinished" and _is_held(kept.file):
        return False
    try:
        kept.file.unlink(missing_ok=True)
    except OSError as error:
        raise ChronologyError(f"{kept.file}: cannot be removed: {error.strerror}") from None
    return True


def sweep(directory: Path) -> None:
    """Remove what builds left behind that were killed."""
    for leftover in directory.glob(f"{BUILDING}{_INDEXES}"):
        try:
            abandoned = time.time() - leftover.stat().st_mtime > _ABANDONED_AFTER and not _is_held(leftover)
        except FileNotFoundError:
            continue  # That build has ended meanwhile.
        if abandoned:
            leftover.unlink(missing_ok=True)


def _noted_in(index: Path) -> tuple[Path | None, str]:
    """The chronology file of an index, and its fingerprint when it was read."""
    try:
        with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            noted = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('path', 'fingerprint')"))
    except sqlite3.DatabaseError:
        return None, ""
    if not isinstance(noted.get("path"), bytes):
        return None, ""
    return Path(os.fsdecode(noted["path"])), str(noted.get("fingerprint"))


def _state(index: Path, chronology: Path | None, fingerprint: str) -> State:
    if index.name.startswith(BUILDING):
        return "unfinished"
    if chronology is None:
        return "unusable"
    try:
        return "fits" if fingerprint_of(chronology, state_of(chronology)) == fingerprint else "changed"
    except ChronologyError:
        return "gone"


def _is_held(building: Path) -> bool:
    """Whether a process is building this index: from its first row to its last it holds the lock of the database."""
    try:
        with closing(sqlite3.connect(f"{building.as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        return "locked" in str(error)
    return False
