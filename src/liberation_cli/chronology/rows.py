"""The rows that events make in the tables of the index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.outline import Outline
from liberation_cli.dates import edtf
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When

_LONGEST_ANNIVERSARY = 31
"""Days: an event that lasted longer is remembered on its first and last day only, not on each between."""
_MOST_ANNIVERSARIES = 250_000
"""So many are gathered before they are filed, that there be few rows of many positions rather than many of few."""

EventRow = tuple[int, str, str, str, str, str, str, bool, int, int, int, int, int]
"""The columns of ``event``."""


class Filed(NamedTuple):
    """An event's place in the order of time, its outline, and where in the file it stands: from which byte on, how many."""

    position: int
    outline: Outline
    start: int
    size: int


class Batch(NamedTuple):
    """The rows of some events; ``days`` are those of this batch and of some before it: see :class:`Anniversaries`."""

    events: list[EventRow]
    aliases: list[tuple[str, int]]
    references: list[tuple[str, str, int]]
    days: list[tuple[int, bytes]]


class RowMaker:
    """Makes the rows of events that come in the order of their positions, under a header.

    ``filed`` counts the events, and ``cited`` for each source how many of them cite it.
    """

    def __init__(self, header: Header) -> None:
        self.filed = 0
        self.cited: Counter[str] = Counter()
        self._sources = {source.id for source in header.sources}
        self._tracks = {track.id for track in header.tracks}
        self._days = Anniversaries()

    def batch(self, filed: Sequence[Filed]) -> Batch:
        """Return the rows of some events."""
        cited: list[str] = []
        references: list[tuple[str, str, int]] = []
        for position, outline, _, _ in filed:
            sources = outline.cited
            cited += sources
            references += self._references(position, outline, sources)
            self._days.add(position, outline.when)
        self.cited.update(cited)
        self.filed += len(filed)
        return Batch(
            [event_row(*one) for one in filed],
            [(alias, position) for position, outline, _, _ in filed if outline.aliases for alias in aliases_of(outline)],
            references,
            self._days.rows() if self._days.many else [],
        )

    def last_batch(self) -> Batch:
        """Return the rows that were kept back."""
        return Batch([], [], [], self._days.rows())

    def _references(self, position: int, outline: Outline, sources: set[str]) -> list[tuple[str, str, int]]:
        """References to events; and to sources and tracks that the header does not have, for those are mistakes."""
        rows: list[tuple[str, str, int]] = []
        if outline.led_to:
            rows += [("led_to", target, position) for target in dict.fromkeys(link.event for link in outline.led_to)]
        if outline.part_of:
            rows.append(("part_of", outline.part_of, position))
        if not sources <= self._sources:
            rows += [("source", source, position) for source in sorted(sources - self._sources)]
        if outline.track and outline.track not in self._tracks:
            rows.append(("track", outline.track, position))
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
        for day in map(date.fromordinal, days):
            self._positions[day.month * 100 + day.day].append(position)
        self._count += len(days)

    def rows(self) -> list[tuple[int, bytes]]:
        """Return each day of the year, as month · 100 + day, with the positions added to it, as JSON; and forget them."""
        rows = [(day, msgspec.json.encode(list(dict.fromkeys(found)))) for day, found in self._positions.items()]
        self._positions.clear()
        self._count = 0
        return rows


def aliases_of(event: Event | Outline) -> set[str]:
    """Return the names that mean exactly this event beside its id: its aliases, folded."""
    return {fold(alias) for alias in event.aliases} - {"", event.id.replace("-", " ")}


def event_row(position: int, outline: Outline, start: int, size: int) -> EventRow:
    """Return what a list shows of an event, what it is selected by, and where it stands."""
    when = outline.when
    place = outline.place.name if outline.place else ""
    disputed = bool(outline.datings) and is_disputed(outline)
    return (
        position,
        outline.id,
        outline.title,
        outline.date,
        outline.track,
        outline.kind,
        place,
        disputed,
        when.earliest,
        when.latest,
        level_of(when),
        start,
        size,
    )


def is_disputed(event: Event | Outline) -> bool:
    """Whether a source dates the event to a day that its date leaves out.

    A dating within the date is no dispute: where a city was entered on the 4th and held on the 5th, both lie in 4–5 June.
    """
    when = event.when
    others = (edtf.parse(dating.date) for dating in event.datings)
    return any(other.earliest < when.earliest or other.latest > when.latest for other in others)


def level_of(when: When) -> int:
    """Return the level of a date: see :mod:`liberation_cli.chronology.tables`."""
    return (when.latest - when.earliest).bit_length()
