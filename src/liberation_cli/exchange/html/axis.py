"""The days that a timeline spans, and the ticks beneath which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from liberation_cli.dates import edtf
from liberation_cli.dates.names import MONTHS
from liberation_cli.dates.when import OPEN_FUTURE

LABEL = 84
"""How far ticks stand apart at the least, in pixels: a label such as “10 Sep 1943” and the space after it."""
_DAYS = {1: range(1, 32), 2: range(1, 28, 2), 4: (1, 5, 10, 15, 20, 25), 9: (1, 10, 20)}
"""For the least number of days between ticks, the days of the month that bear one."""
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Tick(NamedTuple):
    """A day with a label."""

    day: int
    label: str


class Scale(NamedTuple):
    """The days from ``first`` to ``last``, drawn over a width in pixels, each as wide as any other."""

    first: int
    last: int
    width: float

    @property
    def day(self) -> float:
        """How wide a day is."""
        return self.width / (self.last - self.first + 1)

    def x(self, day: int) -> float:
        """Return where a day begins; one outside the scale at its edge."""
        return (min(max(day, self.first), self.last + 1) - self.first) * self.day


def scale_over(first: int, last: int, width: float) -> Scale:
    """Return the scale on which days are drawn, with some free at either end."""
    margin = max((last - first + 1) // 40, 3)
    return Scale(max(first - margin, 1), min(last + margin, OPEN_FUTURE - 1), width)


def ticks(scale: Scale) -> Iterator[Tick]:
    """Yield the ticks of a scale, as close as their labels allow."""
    for step, days in _DAYS.items():
        if step * scale.day >= LABEL:
            yield from _days(scale, days)
            return
    for step in _MONTHS:
        if step * 28 * scale.day >= LABEL:
            yield from _months(scale, step)
            return
    step = next((step for step in _YEARS if step * 365 * scale.day >= LABEL), 5000)
    yield from _years(scale, step)


def _days(scale: Scale, numbers: Sequence[int]) -> Iterator[Tick]:
    for day in range(scale.first, scale.last + 1):
        on = date.fromordinal(day)
        if on.day in numbers:
            yield Tick(day, f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}")


def _months(scale: Scale, step: int) -> Iterator[Tick]:
    start, end = date.fromordinal(scale.first), date.fromordinal(scale.last)
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        year, month = divmod(number, 12)
        day = edtf.month_bounds(year, month + 1)[0]
        if month % step == 0 and day >= scale.first:
            yield Tick(day, f"{MONTHS[month][:3]} {year}")


def _years(scale: Scale, step: int) -> Iterator[Tick]:
    start, end = date.fromordinal(scale.first), date.fromordinal(scale.last)
    for year in range(start.year, end.year + 1):
        day = date(year, 1, 1).toordinal()
        if year % step == 0 and day >= scale.first:
            yield Tick(day, str(year))
