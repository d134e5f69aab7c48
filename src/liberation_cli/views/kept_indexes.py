"""The indexes that are kept in the cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from liberation_cli.chronology.cache import Kept, State
from liberation_cli.dates import phrase
from liberation_cli.errors import harmless
from liberation_cli.views.lines import MARGIN, Line, wrap

_STATES: dict[State, str] = {
    "fits": "fits its file",
    "changed": "its file has changed since, or the program has",
    "gone": "its file is gone",
    "unfinished": "being built, or left behind by a build that was killed",
    "unusable": "made by another version of this program, or damaged",
}
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def kept_indexes(kept: Sequence[Kept], directory: Path | None, width: int) -> Iterator[Line]:
    """Yield each index with its chronology file, its size, when it was built and whether it fits; then the total."""
    for one in kept:
        yield from _wrapped(str(one.chronology or one.file.name), "title", width)
        built = datetime.fromtimestamp(one.built).astimezone()
        when = f"built {phrase.day(built.toordinal())}, {built:%H:%M}"
        yield from _wrapped(f"{size_of(one.size)} · {when} · {_STATES[one.state]}", "dim", width, MARGIN * 2)
        yield []
    if directory is None:
        yield from _wrapped("Nothing is kept: there is no cache directory that you alone can write to.", "", width)
        return
    total = f"{phrase.count(len(kept), 'index', 'indexes')}, {size_of(sum(one.size for one in kept))}" if kept else "Nothing"
    yield from _wrapped(f"{total} in {directory}", "", width)


def size_of(size: int) -> str:
    """Say a size in bytes: ``640 bytes``, ``1.4 GB``."""
    number, unit = float(size), 0
    while number >= 999.5 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:.{1 if unit and number < 99.5 else 0}f} {_UNITS[unit]}"


def _wrapped(text: str, style: str, width: int, indent: str = MARGIN) -> Iterator[Line]:
    for line in wrap(harmless(text), max(width - len(indent), 16)):
        yield [(indent, ""), (line, style)]
