"""The rows that an event makes in the tables of the index.

Rows are plain tuples, in batches, so that they can be made by one process and filed by another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import edtf
from liberation_cli.dates.when import When

_LONGEST_ANNIVERSARY = 31
"""Days: an event that lasted longer is remembered on its first and last day only, not on each between."""
_MOST_ANNIVERSARIES = 250_000
"""So many are gathered before they are filed, that there be few rows of many positions rather than many of few."""

EventRow = tuple[int, str, str, str, str, str, str, bool, int, int, int]
"""The columns of ``event``."""
WordsRow = tuple[int, str, str, str, str, str]
"""A position and what :func:`searched_text` returns."""


class Batch(msgspec.Struct, array_like=True):
    """The rows of some events; ``done`` is what share of the file has been read with them.

    ``cited`` counts for each source how many of these events cite it. ``days`` are those of this batch and of some before
    it: see :class:`Anniversaries`.
    """

    done: float
    events: list[EventRow]
    bodies: list[tuple[int, bytes]]
    words: list[WordsRow]
    names: list[tuple[str, int]]
    references: list[tuple[str, str, int]]
    cited: dict[str, int]
    days: list[tuple[int, bytes]]


class Filed(NamedTuple):
    """An event, and its place in the order of time."""

    position: int
    event: Event


class RowMaker:
    """Makes the rows of events that come in the order of their positions, under a header."""

    def __init__(self, header: Header) -> None:
        self._sources = {source.id for source in header.sources}
        self._tracks = {track.id for track in header.tracks}
        self._days = Anniversaries()

    def batch(self, filed: Sequence[Filed], done: float) -> Batch:
        """Return the rows of some events."""
        cited: dict[str, int] = {}
        references: list[tuple[str, str, int]] = []
        for position, event in filed:
            sources = {citation.source for citation in event.citations}
            for source in sources:
                cited[source] = cited.get(source, 0) + 1
            references += [(*pair, position) for pair in self._references(event, sources)]
            self._days.add(position, event.when)
        return Batch(
            done,
            [event_row(position, event) for position, event in filed],
            [(position, msgspec.json.encode(event)) for position, event in filed],
            [(position, *searched_text(event)) for position, event in filed],
            [(name, position) for position, event in filed for name in names_of(event)],
            references,
            cited,
            self._days.rows() if self._days.many else [],
        )

    def last_batch(self) -> Batch:
        """Return the rows that were kept back."""
        return Batch(1.0, [], [], [], [], [], {}, self._days.rows())

    def _references(self, event: Event, sources: set[str]) -> Iterator[tuple[str, str]]:
        """References to events; and to sources and tracks that the header does not have, for those are mistakes."""
        if event.part_of:
            yield "part_of", event.part_of
        for link in event.led_to:
            yield "led_to", link.event
        for source in sources - self._sources:
            yield "source", source
        if event.track and event.track not in self._tracks:
            yield "track", event.track


class Anniversaries:
    """On which days of the year which events of exactly known days are remembered."""

    def __init__(self) -> None:
        self._positions: dict[int, list[int]] = {}
        self._count = 0

    @property
    def many(self) -> bool:
        """Whether so many were added since the last :meth:`rows` that these had better be filed."""
        return self._count >= _MOST_ANNIVERSARIES

    def add(self, position: int, when: When) -> None:
        """Add an event."""
        start, end = when
        if start.earliest != start.latest or end.earliest != end.latest or start.open or end.open:
            return
        first, last = start.earliest, end.latest
        for day in range(first, last + 1) if last - first < _LONGEST_ANNIVERSARY else (first, last):
            self._positions.setdefault(_month_day(day), []).append(position)
            self._count += 1

    def rows(self) -> list[tuple[int, bytes]]:
        """Return each day of the year, as month · 100 + day, with the positions added to it, as JSON; and forget them."""
        rows = [(day, msgspec.json.encode(list(dict.fromkeys(found)))) for day, found in self._positions.items()]
        self._positions, self._count = {}, 0
        return rows


def names_of(event: Event) -> set[str]:
    """Return the names that mean exactly this event: its id and its aliases, folded."""
    # An id is folded when its hyphens are gone.
    return {event.id.replace("-", " "), *(fold(alias) for alias in event.aliases)} - {""}


def searched_text(event: Event) -> tuple[str, str, str, str, str]:
    """Return what a search looks through: title, other names, place, people and forces, and all the prose."""
    place = f"{event.place.name} {event.place.country}" if event.place else ""
    people = [*event.people, *(force for side in event.forces.values() for force in side)]
    prose = [event.summary, *event.account, event.significance, *(dating.says for dating in event.datings)]
    prose += [f"{figure.what} {figure.value}" for figure in event.figures]
    names = [*event.aliases, event.id.replace("-", " ")]
    return event.title, ", ".join(names), place, ", ".join(people), "\n".join(prose)


def event_row(position: int, event: Event) -> EventRow:
    """Return what a list shows of an event, and what it is selected by."""
    when = event.when
    place = event.place.name if event.place else ""
    disputed = bool(event.datings) and is_disputed(event)
    return (
        position,
        event.id,
        event.title,
        event.date,
        event.track,
        event.kind,
        place,
        disputed,
        when.earliest,
        when.latest,
        level_of(when),
    )


def is_disputed(event: Event) -> bool:
    """Whether a source dates the event to a day that its date leaves out.

    A dating within the date is no dispute: where a city was entered on the 4th and held on the 5th, both lie in 4–5 June.
    """
    when = event.when
    others = (edtf.parse(dating.date) for dating in event.datings)
    return any(other.earliest < when.earliest or other.latest > when.latest for other in others)


def level_of(when: When) -> int:
    """Return the level of a date: see :mod:`liberation_cli.chronology.tables`."""
    return (when.latest - when.earliest).bit_length()


@lru_cache(maxsize=4096)
def _month_day(day: int) -> int:
    as_date = date.fromordinal(day)
    return as_date.month * 100 + as_date.day
