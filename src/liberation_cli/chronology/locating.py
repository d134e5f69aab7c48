"""Finding the line and column of what is wrong: a second look at a file, for which only a broken one is opened again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from liberation_cli.chronology.file import FILE, HEADER, is_lines
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.position import BOM, Reading
from liberation_cli.chronology.scanning import Span, Steps, end_of, find, first, items, members, repeated_names, text_at
from liberation_cli.chronology.stored import open_file
from liberation_cli.errors import Location, Problem, quote

_UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


def located(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems of a chronology file with their positions, in the order of the file.

    Raises:
        ChronologyError: the file cannot be read.
    """
    wanted = _Wanted(problems)
    placed = list(problems)
    for text in _texts(path):
        found = sorted(wanted.in_text(text), key=lambda place: place.span)
        reading = Reading(text.data, text.line)
        for place in found:
            before = placed[place.number]
            if before.position is None or place.span.whole:
                placed[place.number] = before._replace(
                    location=place.location, position=reading.position(place.span.start, place.span.end)
                )
    return sorted(placed, key=lambda problem: problem.position[:2] if problem.position else (0, 0))


def repeated_fields(path: Path) -> Iterator[Problem]:
    """Yield each field that is given twice in one object of a file: reading takes the last in silence.

    Raises:
        ChronologyError: the file cannot be read.
    """
    for text in _texts(path):
        for record in text.records:
            for steps in _repeated(text.data, record):
                event = "" if record.name == HEADER.record else _id_at(text.data, record.start)
                where = Location(record.name, event, steps, name_only=True)
                yield Problem(where, f"has the field {quote(str(steps[-1]))} twice", "leave one: only the last is read")


class _Record(NamedTuple):
    """An event or a header, by its place in the file, and where it begins."""

    name: str
    start: int


class _Text(NamedTuple):
    """What is looked through at once: a JSON file, or a line of JSON Lines; and on which line of the file it begins."""

    data: bytes
    line: int
    records: list[_Record]


class _Place(NamedTuple):
    """Where a problem, by its number, was found."""

    span: Span
    number: int
    location: Location


def _texts(path: Path) -> Iterator[_Text]:
    with open_file(path) as file:
        if not is_lines(path):
            data = file.read()
            yield _Text(data, 1, list(_records(data)))
            return
        for number, line in enumerate(file, 1):
            name = HEADER.record if number == 1 else f"line {number}"
            yield _Text(line, number, [_Record(name, _start(line))])


def _records(data: bytes) -> Iterator[_Record]:
    start = _start(data)
    yield _Record(HEADER.record, start)
    events = find(data, start, ("events",))
    if events.whole and data[events.start : events.start + 1] == b"[":
        for number, at in enumerate(items(data, events.start), 1):
            yield _Record(f"event {number}", at)


def _start(data: bytes) -> int:
    return first(data, len(BOM) if data.startswith(BOM) else 0)


class _Wanted:
    """The problems to be found, by the record or else by the id of the event that they are in."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self._in_record: dict[str, list[tuple[int, Location]]] = defaultdict(list)
        self._in_event: dict[str, list[tuple[int, Location]]] = defaultdict(list)
        for number, problem in enumerate(problems):
            where = problem.location
            record = HEADER.record if where.record == FILE.record else where.record
            (self._in_record[record] if record else self._in_event[where.event]).append((number, where))

    def in_text(self, text: _Text) -> Iterator[_Place]:
        """Yield where the problems of a text are; one of an event whose id is given twice perhaps in each of the two."""
        for record in text.records:
            here = [*self._in_record.get(record.name, ())]
            if self._in_event:
                here += self._in_event.get(_id_at(text.data, record.start), ())
            for number, where in here:
                location = _resolved(text.data, record.start, where)
                yield _Place(_span(text.data, record.start, location), number, location)


def _span(data: bytes, start: int, where: Location) -> Span:
    if where.byte is not None:
        return Span(start + where.byte, start + where.byte + 1)
    span = find(data, start, where.steps, name_only=where.name_only)
    return span._replace(whole=False) if where.value else span


def _resolved(data: bytes, start: int, where: Location) -> Location:
    """Find the field that holds the value which is meant, if it is told by that."""
    if not where.value:
        return where
    try:
        value = msgspec.json.decode(data[start : end_of(data, start)])
    except _UNREADABLE:
        # Another event of this id, that is no JSON.
        return where
    for steps, text in _texts_in(value, ()):
        named = tuple(step for step in steps if isinstance(step, str))
        if named[-len(where.steps) :] == where.steps and where.value in (text, fold(text)):
            return where._replace(steps=steps, value="")
    return where


def _texts_in(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from _texts_in(held, (*steps, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts_in(item, (*steps, number))


def _id_at(data: bytes, start: int) -> str:
    """The id of the event that begins here; empty if it has none that can be read."""
    if data[start : start + 1] != b"{":
        return ""
    at = next((member.value_at for member in members(data, start) if member.name == "id"), start)
    return text_at(data, at) if data[at : at + 1] == b'"' else ""


def _repeated(data: bytes, record: _Record) -> Iterator[Steps]:
    """The fields of a record that are given twice; the events are no part of the header."""
    try:
        if record.name == HEADER.record:
            yield from _repeated_in_header(data, record.start)
        elif not _is_plain(data[record.start : end_of(data, record.start)]):
            yield from repeated_names(data, record.start)
    except _UNREADABLE:
        # Not JSON, or no text that Unicode has: that is told as a problem of its own.
        return


def _repeated_in_header(data: bytes, start: int) -> Iterator[Steps]:
    seen: dict[str, int] = {}
    for member in members(data, start) if data[start : start + 1] == b"{" else ():
        seen[member.name] = seen.get(member.name, 0) + 1
        if seen[member.name] == 2:
            yield (member.name,)
        if member.name != "events" and not _is_plain(data[member.value_at : end_of(data, member.value_at)]):
            yield from ((member.name, *steps) for steps in repeated_names(data, member.value_at))


def _is_plain(value: bytes) -> bool:
    """Whether JSON is written as it would be anew, but for space: then nothing is in it twice. Most is."""
    return msgspec.json.format(value, indent=-1) == msgspec.json.encode(msgspec.json.decode(value))
