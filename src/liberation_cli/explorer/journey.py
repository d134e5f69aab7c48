"""Where one is on a journey through a chronology: the day, the event, what is looked for, the way back.

A journey is a value. Each step is a method that returns the next journey, and knows of no screen; the full screen and the
conversation line by line take the same steps.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from liberation_cli.chronology.selection import Selection
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When

ZOOMS = (365_242, 109_573, 36_524, 10_957, 3_652, 1_461, 731, 365, 182, 91, 31, 14, 7)
"""Days in the window on the timeline, from a millennium to a week; the furthest off is the whole chronology."""

_MARGIN = 12
"""The window moves on when the day comes nearer to its edge than this part of it."""
_WITHOUT_EVENTS = date(1944, 6, 4).toordinal()
"""The day that an empty chronology is opened on, for it has none of its own."""


class Stop(NamedTuple):
    """A place on the way: a day, and the event that was looked at, by its place in time (0: none)."""

    day: int
    event: int


class Journey(NamedTuple):
    """The state of a journey.

    ``span`` is all that can be travelled, ``window`` what the timeline shows of it; ``event`` and ``marks`` are places in
    time, and an ``event`` of None is yet to be found from the day; ``selection`` and ``words`` narrow the list; ``past`` and
    ``future`` are the stops to go back and forward to, the nearest last.
    """

    span: Period
    day: int
    window: Period
    zoom: int = 0
    event: int | None = None
    selection: Selection = Selection()
    words: str = ""
    marks: tuple[int, ...] = ()
    past: tuple[Stop, ...] = ()
    future: tuple[Stop, ...] = ()

    # In time

    def to_day(self, day: int) -> Journey:
        """Go to a day; the event is the last that has begun by then."""
        day = self._within(day)
        return self._replace(day=day, event=None, window=self._window_with(day))

    def by_days(self, days: int) -> Journey:
        """Go on by so many days, or back."""
        return self.to_day(self.day + days)

    def by_months(self, months: int) -> Journey:
        """Go on by so many months of the calendar, or back."""
        try:
            there = date.fromordinal(self.day) + relativedelta(months=months)
        except (ValueError, OverflowError):
            return self.to_day(self.span.last if months > 0 else self.span.first)
        return self.to_day(there.toordinal())

    def zoomed(self, steps: int) -> Journey:
        """Look from nearer by, or with a negative number from further off."""
        zoom = min(max(self.zoom + steps, 0), len(self._zooms) - 1)
        return self._replace(zoom=zoom, window=_around(self.day, self._zooms[zoom], self.span))

    @property
    def days_shown(self) -> int:
        """How many days the window takes in."""
        return self.window.last - self.window.first + 1

    # To events

    def at_event(self, position: int, when: When) -> Journey:
        """Go to an event, which is one step within the list: nothing is added to the way back."""
        day = self._within(_day_of(when))
        return self._replace(day=day, event=position, window=self._window_with(day))

    def opened(self, position: int, when: When) -> Journey:
        """Open an event, as a name on a card: one can go back from there."""
        if position == self.event:
            return self
        return self.at_event(position, when)._replace(past=(*self.past, self._stop), future=())

    def back(self) -> Journey:
        """Go back to where one came from; nowhere if one came from nowhere."""
        if not self.past:
            return self
        return self._to(self.past[-1])._replace(past=self.past[:-1], future=(*self.future, self._stop))

    def forward(self) -> Journey:
        """Go where one went back from."""
        if not self.future:
            return self
        return self._to(self.future[-1])._replace(past=(*self.past, self._stop), future=self.future[:-1])

    # What the list holds

    def searching(self, words: str) -> Journey:
        """Narrow the list to what matches words."""
        return self._replace(words=" ".join(words.split()))

    def narrowed(self, selection: Selection) -> Journey:
        """Narrow the list to a selection."""
        return self._replace(selection=selection)

    def widened(self) -> Journey:
        """Take away all that narrows the list."""
        return self._replace(selection=Selection(), words="")

    @property
    def is_narrowed(self) -> bool:
        """Whether the list leaves anything out."""
        return bool(self.words) or self.selection != Selection()

    def one_step_back(self) -> Journey:
        """Undo what was done last, as far as that can be told: the search, the filters, the way from event to event."""
        if self.words:
            return self.searching("")
        if self.selection != Selection():
            return self.narrowed(Selection())
        return self.back()

    # Marks

    def marking(self, position: int) -> Journey:
        """Mark an event to be compared, or take its mark away."""
        if position in self.marks:
            return self._replace(marks=tuple(mark for mark in self.marks if mark != position))
        return self._replace(marks=(*self.marks, position))

    def unmarked(self) -> Journey:
        """Take away all marks."""
        return self._replace(marks=())

    @property
    def _zooms(self) -> tuple[int, ...]:
        whole = self.span.last - self.span.first + 1
        return (whole, *(days for days in ZOOMS if days < whole))

    @property
    def _stop(self) -> Stop:
        return Stop(self.day, self.event or 0)

    def _to(self, stop: Stop) -> Journey:
        return self._replace(day=stop.day, event=stop.event or None, window=self._window_with(stop.day))

    def _within(self, day: int) -> int:
        return min(max(day, self.span.first), self.span.last)

    def _window_with(self, day: int) -> Period:
        """The window, moved if the day would lie outside it or at its very edge."""
        window, days = self.window, self.days_shown
        margin = days // _MARGIN
        settled_before = day - window.first >= margin or window.first == self.span.first
        settled_after = window.last - day >= margin or window.last == self.span.last
        if settled_before and settled_after and window.first <= day <= window.last:
            return window
        return _around(day, days, self.span)


def setting_out(span: Period | None, day: int | None = None) -> Journey:
    """Begin a journey through the days that a chronology tells of, on a day or on the first."""
    span = span or Period(_WITHOUT_EVENTS, _WITHOUT_EVENTS)
    journey = Journey(span, span.first, span)
    return journey if day is None else journey.to_day(day)


def _around(day: int, days: int, span: Period) -> Period:
    first = min(max(day - days // 2, span.first), max(span.last - days + 1, span.first))
    return Period(first, min(first + days - 1, span.last))


def _day_of(when: When) -> int:
    """The day that stands for a date: its first, or where that is open its last."""
    if when.earliest > OPEN_PAST:
        return when.earliest
    return when.latest if when.latest < OPEN_FUTURE else when.latest_start
