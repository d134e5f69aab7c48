"""The SQLite index over a chronology file: built once, reused, thrown away when stale.

It lies in the user's own cache directory, readable by no one else, and holds nothing that the file does not. A build goes to
a file of its own and is moved into place whole, so that a reader never sees half an index and two processes may build at
once. Where no cache can be written the index is built in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zlib import crc32

from platformdirs import user_cache_path

from liberation_cli import __version__
from liberation_cli.chronology.stored import State, changed, is_pipe, state_of
from liberation_cli.errors import ChronologyError

_LAYOUT = 8
"""Raised when the tables change, so that an index of another layout is never read."""


def open_index(path: Path, progress: Callable[[float], None]) -> tuple[sqlite3.Connection, State]:
    """Open the index over a chronology file, and tell the state of the file that it fits.

    It is built if there is none that fits; ``progress`` is told how far it is.

    It may be asked from another thread than the one that opened it, by one thread at a time.

    Raises:
        ChronologyError: the file cannot be read.
        InvalidChronology: it breaks the format.
    """
    state = state_of(path)
    return _open(path, fingerprint_of(path, state), progress), state


def _open(path: Path, fingerprint: str, progress: Callable[[float], None]) -> sqlite3.Connection:
    target = place_of_index(path)
    if target is None or is_pipe(path):
        return _build_in_memory(path, fingerprint, progress)
    found = _open_if_fresh(target, fingerprint)
    if found is not None:
        return found
    try:
        _build_at(target, path, fingerprint, progress)
    except (OSError, sqlite3.OperationalError):
        return _build_in_memory(path, fingerprint, progress)
    return _open_if_fresh(target, fingerprint) or _build_in_memory(path, fingerprint, progress)


def discard_index(path: Path) -> None:
    """Throw away the index over a chronology file, if there is one."""
    target = place_of_index(path)
    if target is not None:
        target.unlink(missing_ok=True)


def place_of_index(path: Path) -> Path | None:
    """Where the index over a file is kept; None if it can be kept nowhere."""
    directory = cache_directory()
    # Two files may share this name; the fingerprint tells them apart.
    return directory and directory / f"{path.stem[:40]}-{crc32(os.fsencode(path.resolve())):08x}.sqlite"


def fingerprint_of(path: Path, state: State) -> str:
    """What changes whenever the file or this program does."""
    return " ".join(map(str, (_LAYOUT, __version__, *state, ascii(str(path.resolve())))))


def cache_directory() -> Path | None:
    """The user's cache directory, made if need be; None if there can be none that only the user can write to."""
    try:
        directory = user_cache_path("liberation", appauthor=False)
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "geteuid") and (directory.stat().st_uid != os.geteuid() or directory.stat().st_mode & 0o022):
            return None
        return directory
    except (OSError, RuntimeError):
        return None


def _open_if_fresh(target: Path, fingerprint: str) -> sqlite3.Connection | None:
    """Open an index if it is there, whole and of this file; whatever else is there is as good as nothing."""
    if not target.is_file():
        return None
    # Never written to once in place, so SQLite may leave out its locks.
    db = sqlite3.connect(f"{target.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        # An answer reads few pages, and few of them twice.
        db.execute("PRAGMA cache_size = -96")
        kept = db.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
        pages, page_size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        if kept == (fingerprint,) and pages * page_size == target.stat().st_size:
            return db
    except (sqlite3.DatabaseError, OSError):
        pass
    db.close()
    return None


def _build_at(target: Path, path: Path, fingerprint: str, progress: Callable[[float], None]) -> None:
    """Build an index in a file of its own, and move it into place whole."""
    from tempfile import mkstemp  # noqa: PLC0415 - needed once for each change of a chronology

    from liberation_cli.chronology.cache import BUILDING, sweep  # noqa: PLC0415 - likewise

    sweep(target.parent)
    handle, name = mkstemp(prefix=BUILDING, suffix=target.suffix, dir=target.parent)
    os.close(handle)
    building = Path(name)
    try:
        with closing(sqlite3.connect(building, isolation_level=None)) as db:
            _build(db, path, fingerprint, building.with_name(f"{building.stem}-words{building.suffix}"), progress)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)


def _build_in_memory(path: Path, fingerprint: str, progress: Callable[[float], None]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA temp_store = MEMORY")
        _build(db, path, fingerprint, None, progress)
    except sqlite3.OperationalError as error:
        db.close()
        raise ChronologyError(f"{path}: there is no room for an index over it: {error}", "make room on the disk") from None
    except OSError as error:
        db.close()
        raise ChronologyError(f"{path}: cannot be read: {error.strerror}") from None
    except BaseException:
        db.close()
        raise
    return db


def _build(db: sqlite3.Connection, path: Path, fingerprint: str, room: Path | None, progress: Callable[[float], None]) -> None:
    from liberation_cli.chronology.building import build  # noqa: PLC0415 - reading and checking a file takes many imports

    try:
        build(db, path, room, progress)
    except ChronologyError:
        _refuse_if_changed(path, fingerprint)
        raise
    _refuse_if_changed(path, fingerprint)
    kept = {"path": os.fsencode(path.resolve()), "fingerprint": fingerprint}
    db.executemany("INSERT INTO meta VALUES (?, ?)", kept.items())


def _refuse_if_changed(path: Path, fingerprint: str) -> None:
    """Say so if a file is no longer the one that was to be read: then what is wrong in it may be half of either."""
    if fingerprint_of(path, state_of(path)) != fingerprint:
        raise changed(path)
