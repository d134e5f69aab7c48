"""The one layout in which a chronology is kept: fields in the order of the format, and events in the order of time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from liberation_cli.chronology.event import Header
from liberation_cli.chronology.file import ChronologyFile, is_lines
from liberation_cli.chronology.locating import located, repeated_fields
from liberation_cli.chronology.stored import open_file
from liberation_cli.errors import InvalidChronology, Problem


class _Document(Header, frozen=True, kw_only=True):
    events: tuple[msgspec.Raw, ...]


class Ordered(NamedTuple):
    """What a chronology file holds: its header, and its events as JSON, in the order of time.

    ``moved`` is how many of them, at the least, have to change places for that.
    """

    header: Header
    events: list[bytes]
    moved: int


def canonical(document: msgspec.Struct) -> bytes:
    """Return the JSON of a whole chronology, laid out so that a change to an event is a small difference."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def laid_out(header: Header, events: Sequence[bytes], *, lines: bool) -> Iterator[bytes]:
    """Yield a chronology in its canonical layout, piece by piece: in JSON, or in JSON Lines."""
    if not lines:
        yield canonical(_Document(**msgspec.structs.asdict(header), events=tuple(map(msgspec.Raw, events))))
        return
    yield msgspec.json.encode(header) + b"\n"
    for event in events:
        yield event + b"\n"


def is_laid_out(path: Path, found: Ordered) -> bool:
    """Whether a file is, byte for byte, what was found in it in the canonical layout.

    Raises:
        ChronologyError: the file cannot be read.
    """
    with open_file(path) as file:
        same = all(file.read(len(piece)) == piece for piece in laid_out(found.header, found.events, lines=is_lines(path)))
        return same and not file.read(1)


def ordered(path: Path) -> Ordered:
    """Read all that a file holds, and put its events in the order of time; those of one date stay as they stand.

    Raises:
        ChronologyError: the file cannot be read.
        InvalidChronology: an event or the header breaks the format, or a field is given twice, of which one would be lost.
    """
    file = ChronologyFile(path)
    problems: list[Problem] = [*file.problems, *repeated_fields(path)]
    keyed: list[tuple[tuple[int, ...], int, bytes]] = []
    for item in file.events():
        event = file.decode(item, problems)
        if event is not None:
            keyed.append((event.when.sort_key, len(keyed), msgspec.json.encode(event)))
    if problems:
        raise InvalidChronology(str(path), located(path, problems))
    keyed.sort()
    return Ordered(file.header, [event for _, _, event in keyed], _moved([number for _, number, _ in keyed]))


def _moved(numbers: Sequence[int]) -> int:
    """How many have to be moved at the least: all but the longest row of them that stand in order already."""
    ends: list[int] = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
    return len(numbers) - len(ends)
