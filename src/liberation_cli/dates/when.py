"""When: the days on which something began and ended, each known to lie between two days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

OPEN_PAST = 0
"""Some day before 1 January 0001, the first that can be written."""
OPEN_FUTURE = date.max.toordinal() + 1
"""Some day after 31 December 9999, the last that can be written."""


class Point(NamedTuple):
    """One end of a :class:`When`: a day that lies between ``earliest`` and ``latest``, both included.

    ``approximate`` (EDTF ``~``) and ``uncertain`` (``?``) widen nothing, but whatever rests on such a point is not
    certain. `EDTF Level 1, Qualification of a date <https://www.loc.gov/standards/datetime/>`_.
    """

    earliest: int
    latest: int
    approximate: bool = False
    uncertain: bool = False

    @property
    def qualified(self) -> bool:
        """Whether the source of this date was itself unsure of it."""
        return self.approximate or self.uncertain

    @property
    def exact(self) -> bool:
        """Whether this is one day, without any doubt."""
        return self.earliest == self.latest and not self.open and not self.qualified

    @property
    def open(self) -> bool:
        """Whether this point lies beyond the calendar on either side, or may do so."""
        return self.earliest == OPEN_PAST or self.latest == OPEN_FUTURE


UNKNOWN = Point(OPEN_PAST, OPEN_FUTURE)
"""The end of an interval of which nothing is known (EDTF: nothing before or after the slash)."""
SINCE_EVER = Point(OPEN_PAST, OPEN_PAST)
"""The start of an interval that has none (EDTF ``../1944``)."""
FOR_EVER = Point(OPEN_FUTURE, OPEN_FUTURE)
"""The end of an interval that has none (EDTF ``1944/..``)."""


class When(NamedTuple):
    """A date as historians have it: a ``start`` and an ``end``, each known to lie between two days.

    A date of a single part, such as ``1944-06``, has equal ends: something began and ended within June, on one day of it
    or on many. Ordered by first possible day, the longer before the shorter, so that a campaign precedes its battles.
    """

    start: Point
    end: Point

    @property
    def earliest(self) -> int:
        """The first day that may belong to it; :data:`OPEN_PAST` if there is none."""
        return self.start.earliest

    @property
    def latest(self) -> int:
        """The last day that may belong to it; :data:`OPEN_FUTURE` if there is none."""
        return self.end.latest

    @property
    def latest_start(self) -> int:
        """The last day on which it may have begun: no later than its end."""
        return min(self.start.latest, self.end.latest)

    @property
    def earliest_end(self) -> int:
        """The first day on which it may have ended: no earlier than its start."""
        return max(self.end.earliest, self.start.earliest)

    @property
    def approximate(self) -> bool:
        """Whether either end is approximate."""
        return self.start.approximate or self.end.approximate

    @property
    def uncertain(self) -> bool:
        """Whether either end is uncertain."""
        return self.start.uncertain or self.end.uncertain

    @property
    def qualified(self) -> bool:
        """Whether either end is approximate or uncertain."""
        return self.approximate or self.uncertain

    @property
    def exact(self) -> bool:
        """Whether both the first and the last day are known, without any doubt."""
        return self.start.exact and self.end.exact

    @property
    def sort_key(self) -> tuple[int, int, int, int, bool, bool, bool, bool]:
        """A total order that agrees with equality."""
        start, end = self.start, self.end
        return (
            start.earliest,
            -end.latest,
            start.latest,
            end.earliest,
            start.approximate,
            start.uncertain,
            end.approximate,
            end.uncertain,
        )

    # As a tuple it would be ordered by its fields, which is another order.

    def __lt__(self, other: tuple[object, ...]) -> bool:
        return self.sort_key < _sort_key_of(other)

    def __le__(self, other: tuple[object, ...]) -> bool:
        return self.sort_key <= _sort_key_of(other)

    def __gt__(self, other: tuple[object, ...]) -> bool:
        return self.sort_key > _sort_key_of(other)

    def __ge__(self, other: tuple[object, ...]) -> bool:
        return self.sort_key >= _sort_key_of(other)


def _sort_key_of(other: tuple[object, ...]) -> tuple[int, ...]:
    return other.sort_key if isinstance(other, When) else ()


def iso(day: int) -> str | None:
    """Write a day as ``1944-06-04``; None for an open one."""
    return date.fromordinal(day).isoformat() if OPEN_PAST < day < OPEN_FUTURE else None
