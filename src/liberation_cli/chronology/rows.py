"""The rows that an event makes in the tables of the index.

Rows are plain tuples, in batches, so that they can be made by one process and filed by another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import msgspec

from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import edtf
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When

_LONGEST_ANNIVERSARY = 31
"""Days: an event that lasted longer is remembered on its first and last day only, not on each between."""
_MOST_ANNIVERSARIES = 250_000
"""So many are gathered before they are filed, that there be few rows of many positions rather than many of few."""

EventRow = tuple[int, str, str, str, str, str, str, bool, int, int, int]
"""The columns of ``event``."""
WordsRow = tuple[int, str, str, str, str, str]
"""A position and what :func:`searched_text` returns."""


class Batch(msgspec.Struct, array_like=True):
    """The rows of some events.

    ``cited`` counts for each source how many of these events cite it. ``days`` are those of this batch and of some before
    it: see :class:`Anniversaries`.
    """

    events: list[EventRow]
    bodies: list[tuple[int, bytes]]
    words: list[WordsRow]
    aliases: list[tuple[str, int]]
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

    def batch(self, filed: Sequence[Filed]) -> Batch:
        """Return the rows of some events."""
        cited: dict[str, int] = {}
        references: list[tuple[str, str, int]] = []
        for position, event in filed:
            sources = {citation.source for citation in event.citations}
            for source in sources:
                cited[source] = cited.get(source, 0) + 1
            references += self._references(position, event, sources)
            self._days.add(position, event.when)
        return Batch(
            [event_row(position, event) for position, event in filed],
            [(position, msgspec.json.encode(event)) for position, event in filed],
            [(position, *searched_text(event)) for position, event in filed],
            [(alias, position) for position, event in filed for alias in aliases_of(event)],
            references,
            cited,
            self._days.rows() if self._days.many else [],
        )

    def last_batch(self) -> Batch:
        """Return the rows that were kept back."""
        return Batch([], [], [], [], [], {}, self._days.rows())

    def _references(self, position: int, event: Event, sources: set[str]) -> list[tuple[str, str, int]]:
        """References to events; and to sources and tracks that the header does not have, for those are mistakes."""
        rows = (
            [("led_to", target, position) for target in dict.fromkeys(link.event for link in event.led_to)]
            if event.led_to
            else []
        )
        if event.part_of:
            rows.append(("part_of", event.part_of, position))
        if not sources <= self._sources:
            rows += [("source", source, position) for source in sorted(sources - self._sources)]
        if event.track and event.track not in self._tracks:
            rows.append(("track", event.track, position))
        return rows


class Anniversaries:
    """On which days of the year which events of exactly known days are remembered."""

    def __init__(self) -> None:
        self._positions: defaultdict[int, list[int]] = defaultdict(list)
        self._count = 0

    @property
    def many(self) -> bool:
        """Whether so many were added since the last :meth:`rows` that these had better be filed."""
        return self._count >= _MOST_ANNIVERSARIES

    def add(self, position: int, when: When) -> None:
        """Add an event."""
        (first, latest_start, *_), (earliest_end, last, *_) = when
        if first != latest_start or earliest_end != last or first == OPEN_PAST or last == OPEN_FUTURE:
            return
        days = range(first, last + 1) if last - first < _LONGEST_ANNIVERSARY else (first, last)
        for day in days:
            self._positions[_month_day(day)].append(position)
        self._count += len(days)

    def rows(self) -> list[tuple[int, bytes]]:
        """Return each day of the year, as month · 100 + day, with the positions added to it, as JSON; and forget them."""
        rows = [(day, msgspec.json.encode(list(dict.fromkeys(found)))) for day, found in self._positions.items()]
        self._positions.clear()
        self._count = 0
        return rows


def aliases_of(event: Event) -> set[str]:
    """Return the names that mean exactly this event beside its id: its aliases, folded."""
    return {fold(alias) for alias in event.aliases} - {"", event.id.replace("-", " ")} if event.aliases else set()


def searched_text(event: Event) -> tuple[str, str, str, str, str]:
    """Return what a search looks through: title, other names, place, people and forces, and all the prose."""
    words = event.id.replace("-", " ")
    names = ", ".join([*event.aliases, words]) if event.aliases else words
    place = f"{event.place.name} {event.place.country}" if event.place else ""
    people = ", ".join([*event.people, *chain.from_iterable(event.forces.values())])
    prose = [event.summary, *event.account, event.significance]
    if event.datings or event.figures:
        prose += [dating.says for dating in event.datings]
        prose += [f"{figure.what} {figure.value}" for figure in event.figures]
    return event.title, names, place, people, "\n".join(prose)


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
