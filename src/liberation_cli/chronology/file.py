"""A chronology file: its header and its events, or every problem in it with its place.

Two layouts, one content. JSON is one object that holds all, and is read whole. JSON Lines (``.jsonl``) has the header on
line 1 and an event on each line after it, and is read as it is needed, however long it is.
"""

from __future__ import annotations

import os
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from liberation_cli.chronology.diagnosis import diagnose, half_placed, undated, unsafe_text
from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.position import BOM, Reading
from liberation_cli.chronology.stored import open_file
from liberation_cli.dates import edtf
from liberation_cli.errors import ChronologyError, DateError, Location, Problem

_LINES = (".jsonl", ".ndjson")
_SUSPECT = re.compile(rb"\\[bfru]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
"""Bytes that may spell a control character: an event without them needs no second look."""
_EXCERPT = 72
"""Characters of a line that are quoted."""
_PIECE = 1 << 20
FILE, HEADER = Location("the file"), Location("the header")
_UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


class _Envelope(Header, frozen=True, kw_only=True):
    """The outer object of a JSON chronology, its events still undecoded."""

    events: list[msgspec.Raw]


class Located(NamedTuple):
    """An event's JSON, which event or line of the file it is, and from which byte of the file on it stands."""

    raw: bytes | msgspec.Raw
    number: int
    place: int = 0


_decode_event = msgspec.json.Decoder(Event).decode


class ChronologyFile:
    """A chronology file opened for reading; ``header`` is what it says of itself, ``problems`` what is wrong in that.

    Raises:
        ChronologyError: it cannot be read, or is not JSON.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.refused: set[str] = set()
        """The ids of the events that broke the format: a reference to one of them is not wrong for that."""
        self.done = 0.0
        """What share of the events :meth:`events` or :meth:`events_at` has yielded."""
        self._data = b""
        self._raws: list[msgspec.Raw] | None = None
        self.header = Header()
        self.problems: list[Problem] = []
        try:
            self._read_header()
        except RecursionError:
            raise ChronologyError(f"{path}: is nested too deeply to be a chronology") from None

    def open(self) -> BinaryIO:
        """Open the file for reading bytes.

        Raises:
            ChronologyError: the system will not have it.
        """
        return open_file(self.path)

    def events(self) -> Iterator[Located]:
        """Yield the events in the order of the file, undecoded."""
        if self._raws is not None:
            for number, (raw, place) in enumerate(zip(self._raws, self._places(self._raws), strict=True), 1):
                self.done = number / len(self._raws)
                yield Located(raw, number, place)
            return
        with self.open() as lines:
            size = max(lines.seek(0, os.SEEK_END), 1)
            lines.seek(0)
            read = len(lines.readline())
            for number, line in enumerate(lines, 2):
                place, read = read, read + len(line)
                self.done = read / size
                if not line.isspace():
                    yield Located(line, number, place)

    def events_at(self, numbers: Sequence[int], places: Sequence[int]) -> Iterator[Located]:
        """Yield events that :meth:`events` yielded once more, in whichever order: by their numbers and places."""
        with self.open() as lines:
            for done, (number, place) in enumerate(zip(numbers, places, strict=True), 1):
                self.done = done / len(places)
                yield Located(_line_at(lines, place) if self._raws is None else self._raws[number - 1], number, place)

    def _places(self, raws: Sequence[msgspec.Raw]) -> Iterator[int]:
        """From which byte on each event stands; if the same stands there earlier too, that is as good."""
        end = 0
        for raw in raws:
            place = self._data.index(raw, end)
            yield place
            end = place + len(memoryview(raw))

    def decode(self, located: Located, problems: list[Problem], *, dated: bool = False) -> Event | None:
        """Decode an event; if it breaks the format, add every problem in it to ``problems`` and return None.

        ``dated``: but for what may be wrong with its dates.
        """
        try:
            event = _decode_event(located.raw)
        except _UNREADABLE as error:
            problems.extend(self._problems_of(located, error))
            return None
        found = [] if (dated or _is_dated(event)) and _is_placed(event) else list(_undated(event, self._where(located)))
        if _is_suspect(bytes(located.raw)):
            found += unsafe_text(msgspec.to_builtins(event), Location(self._where(located), event.id))
        problems.extend(found)
        if found:
            self.refused.add(event.id)
        return None if found else event

    def _read_header(self) -> None:
        lines = is_lines(self.path)
        with self.open() as file:
            try:
                data = file.readline() if lines else file.read()
            except OSError as error:
                raise ChronologyError(f"{self.path}: cannot be read: {error.strerror}") from None
        self._data = data if not lines else b""
        data = data.removeprefix(BOM)
        undecodable = _first_byte_that_is_not_utf8(data)
        if undecodable is not None:
            raise _unreadable(self.path, data, _not_utf8(data), undecodable)
        try:
            if lines:
                self.header = msgspec.json.decode(data, type=Header)
            else:
                envelope = msgspec.json.decode(data, type=_Envelope)
                self._raws = envelope.events
                self.header = Header(**{name: getattr(envelope, name) for name in Header.__struct_fields__})
        except msgspec.ValidationError:
            try:
                self._diagnose_header(data, has_events=not lines)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise _unreadable(self.path, data, *malformed(data, error)) from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _unreadable(self.path, data, *malformed(data, error)) from None
        self.problems += [*unsafe_text(msgspec.to_builtins(self.header), HEADER), *_repeated(self.header)]

    def _diagnose_header(self, data: bytes, *, has_events: bool) -> None:
        """Say what is wrong with the header, and read the events all the same, for what is wrong in them."""
        self._raws = None if not has_events else []
        try:
            raws = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        except msgspec.ValidationError:
            self.problems.append(Problem(FILE, "is not one JSON object", 'start it with {"title": …, "events": [ … ]}'))
            return
        events = raws.pop("events", None) if has_events else None
        try:
            self.problems += diagnose({name: msgspec.json.decode(raw) for name, raw in raws.items()}, Header, HEADER)
        except _UNREADABLE as error:
            self.problems.append(Problem(HEADER, malformed(data, error)[0]))
        if events is not None and bytes(events).lstrip().startswith(b"["):
            self._raws = msgspec.json.decode(events, type=list[msgspec.Raw])
        elif has_events:
            what = "has no events" if events is None else "has events that are no list"
            self.problems.append(Problem(FILE if events is None else FILE.at("events"), what, 'write "events": [ … ]'))

    def _where(self, located: Located) -> str:
        return f"{'line' if is_lines(self.path) else 'event'} {located.number}"

    def _problems_of(self, located: Located, error: Exception) -> list[Problem]:
        raw, where = bytes(located.raw).strip(), self._where(located)
        try:
            value = msgspec.json.decode(raw)
            name = value.get("id") if isinstance(value, dict) else None
            self.refused |= {name} if isinstance(name, str) else set()
            found = list(diagnose(value, Event, Location(where, name if isinstance(name, str) else "")))
        except RecursionError:
            return [Problem(Location(where), "is nested too deeply to be an event")]
        except (msgspec.MsgspecError, UnicodeDecodeError) as again:
            what, byte = malformed(raw, again)
            return [Problem(Location(where, byte=byte), what)]
        return found or [Problem(Location(where), str(error))]


def is_lines(path: Path) -> bool:
    """Whether a file is JSON Lines, by its name."""
    return path.suffix.casefold() in _LINES


def _line_at(lines: BinaryIO, place: int) -> bytes:
    lines.seek(place)
    return lines.readline()


def _is_dated(event: Event) -> bool:
    """Whether every date is one: asked of every event, where :func:`_undated` would take longer than reading it."""
    try:
        edtf.parse(event.date)
        for dating in event.datings:
            edtf.parse(dating.date)
    except DateError:
        return False
    return True


def _is_placed(event: Event) -> bool:
    """Whether both coordinates of its place are given, or none."""
    return event.place is None or (event.place.lat is None) == (event.place.lon is None)


def _undated(event: Event, place: str) -> Iterator[Problem]:
    where = Location(place, event.id)
    yield from undated(event.date, where.at("date"))
    for number, dating in enumerate(event.datings):
        yield from undated(dating.date, where.at("datings", number, "date"))
    if event.place:
        yield from half_placed(event.place.lat, event.place.lon, where.at("place"))


def _is_suspect(raw: bytes) -> bool:
    """Whether an event's JSON may spell a control character; for most events that can be told at a glance."""
    return (b"\\" in raw or b"\x7f" in raw or not raw.isascii()) and _SUSPECT.search(raw) is not None


def _repeated(header: Header) -> Iterator[Problem]:
    ids = {"tracks": [track.id for track in header.tracks], "sources": [source.id for source in header.sources]}
    for name, given in ids.items():
        seen: set[str] = set()
        for number, record_id in enumerate(given):
            if record_id in seen:
                what = f"is the id of another {name.removesuffix('s')}"
                yield Problem(HEADER.at(name, number, "id"), what, "give each its own id", "ids")
            seen.add(record_id)


def _first_byte_that_is_not_utf8(data: bytes) -> int | None:
    """Look for it in pieces: a large file is not to be held twice."""
    if data.isascii():
        return None
    decoder = getincrementaldecoder("utf-8")()
    view = memoryview(data)
    for start in range(0, len(data), _PIECE):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(view[start : start + _PIECE], final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start - held + error.start
    return None


def _not_utf8(data: bytes) -> str:
    return "is not UTF-8: save it as UTF-8" if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else "is UTF-16: save it as UTF-8"


def malformed(data: bytes, error: Exception) -> tuple[str, int | None]:
    """Say why bytes are not JSON in UTF-8; and at which byte, if that is known."""
    undecodable = _first_byte_that_is_not_utf8(data)
    if undecodable is not None:
        return _not_utf8(data), undecodable
    if not data.strip():
        return "is empty", None
    if isinstance(error, msgspec.ValidationError):
        return "holds a number too great to be read" if "range" in str(error) else str(error), None
    if "truncated" in str(error):
        return "breaks off: it is not whole", len(data)
    byte = re.search(r"\(byte (\d+)\)", str(error))
    reason = re.sub(r"^JSON is malformed: | \(byte \d+\)$", "", str(error))
    # msgspec counts the first of trailing characters as read.
    return f"is not JSON: {reason}", int(byte[1]) - ("trailing" in reason) if byte else None


def _unreadable(path: Path, data: bytes, what: str, byte: int | None) -> ChronologyError:
    """Say why a file cannot be read at all, and show the line on which it ceases to be readable."""
    if byte is None:
        return ChronologyError(f"{path}: {what}")
    position = Reading(data).position(byte, byte + 1)
    line, start, _ = position.excerpt(_EXCERPT)
    return ChronologyError(f"{path}:{position.line}:{position.column}: {what}", f"  {line}\n{' ' * (start + 4)}^")
