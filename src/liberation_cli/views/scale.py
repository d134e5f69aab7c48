"""A scale of days drawn over columns: true to proportion, but for long empty stretches, which are folded and labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from liberation_cli.dates import edtf
from liberation_cli.dates.names import MONTHS
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST

_LEAST_FOLDED_SHARE = 0.3
"""A stretch in which nothing happened is folded if it takes up this share of the whole, and more than its label would."""
_MOST_COLUMNS_A_DAY = 4
_DAYS_TICKED = {
    1: range(1, 32),
    2: range(1, 30, 2),
    5: (1, 5, 10, 15, 20, 25),
    10: (1, 10, 20),
}
"""For each step between ticks in days, the days of the month that bear one."""
_MONTH_STEPS = (1, 3, 6, 12)
_YEAR_STEPS = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Stretch(NamedTuple):
    """Days drawn to scale over ``width`` columns from ``column`` on; a fold if it stands for days that are left out."""

    first: int
    last: int
    column: int
    width: int
    fold: bool = False

    @property
    def days(self) -> int:
        """How many days it stands for."""
        return self.last - self.first + 1


class Scale:
    """Which column a day is drawn in.

    Args:
        spans: first and last days of all that is to be drawn.
        width: the columns there are; a few days take up fewer.
        margins: whether to leave some days free at either end.
        widest: the most columns that a day may take up.
    """

    def __init__(
        self, spans: Iterable[tuple[int, int]], width: int, *, margins: bool = True, widest: int = _MOST_COLUMNS_A_DAY
    ) -> None:
        busy = _merged(spans)
        self.stretches = _lay_out(busy, max(width, 8), margins=margins, widest=widest)
        self.width = self.stretches[-1].column + self.stretches[-1].width
        self.first, self.last = self.stretches[0].first, self.stretches[-1].last

    def column(self, day: int) -> int:
        """Return the column of a day; one outside the scale is drawn at its edge."""
        day = min(max(day, self.first), self.last)
        stretch = next(s for s in self.stretches if day <= s.last)
        return stretch.column + (day - stretch.first) * stretch.width // stretch.days

    def last_column(self, day: int) -> int:
        """Return the last column of a day, where a day takes up several."""
        day = min(max(day, self.first), self.last)
        stretch = next(s for s in self.stretches if day <= s.last)
        following = stretch.column + (day + 1 - stretch.first) * stretch.width // stretch.days
        return max(following - 1, self.column(day))

    def axis(self) -> tuple[str, str]:
        """Return the two lines of the axis: what the ticks lie within (months or years), and the ticks."""
        upper, lower = [" "] * self.width, [" "] * self.width
        for stretch in self.stretches:
            if stretch.fold:
                lower[stretch.column : stretch.column + stretch.width] = _fold_label(stretch.days)
        for stretch in self.stretches:
            if not stretch.fold:
                end = stretch.column + stretch.width
                coarse, fine = _ticks(stretch)
                _write_all(upper, ((self.column(day), label) for day, label in coarse), end)
                _write_all(lower, ((self.column(day), label) for day, label in fine), end)
        return "".join(upper).rstrip(), "".join(lower).rstrip()

    def day_at(self, column: int) -> int:
        """Return the first day that is drawn in a column; one outside the scale stands for its edge."""
        column = min(max(column, 0), self.width - 1)
        stretch = next(s for s in self.stretches if column < s.column + s.width)
        within = column - stretch.column
        begun = -(-within * stretch.days // stretch.width)
        # Where a day takes up several columns, none may begin in this one.
        return stretch.first + min(begun, ((within + 1) * stretch.days - 1) // stretch.width)

    def folds(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last column of each fold."""
        return ((s.column, s.column + s.width - 1) for s in self.stretches if s.fold)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the spans that touch; what is open on one side is cut to the days that are told."""
    told = [(a if a > OPEN_PAST else min(b, OPEN_FUTURE - 1), b if b < OPEN_FUTURE else max(a, 1)) for a, b in spans]
    merged: list[tuple[int, int]] = []
    for first, last in sorted((max(a, 1), max(b, 1)) for a, b in told):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _lay_out(busy: list[tuple[int, int]], width: int, *, margins: bool, widest: int) -> list[Stretch]:
    """Give each stretch its columns: folds what their labels need, the others the rest in proportion to their days."""
    first, last = busy[0][0], busy[-1][1]
    margin = max((last - first + 1) // 30, 1) if margins else 0
    pieces: list[tuple[int, int, bool]] = []
    start = max(first - margin, 1)
    for before, after in _folds(busy, margin, width):
        pieces += [(start, before - 1, False), (before, after, True)]
        start = after + 1
    return _with_columns([*pieces, (start, min(last + margin, OPEN_FUTURE - 1), False)], width, widest)


def _folds(busy: list[tuple[int, int]], margin: int, width: int) -> list[tuple[int, int]]:
    """First and last days of the stretches to fold: the longest that are long enough, while there is room to label them."""
    total = busy[-1][1] - busy[0][0] + 1
    empty = [(before + margin + 1, after - margin - 1) for (_, before), (after, _) in pairwise(busy)]
    room = width // 2
    folds = []
    for first, last in sorted(empty, key=lambda days: days[0] - days[1]):
        days = last - first + 1
        label = len(_fold_label(days))
        unfolded = days * min(width / total, _MOST_COLUMNS_A_DAY)
        if days + 2 * margin > _LEAST_FOLDED_SHARE * total and label < unfolded and label <= room:
            folds.append((first, last))
            room -= label
    return sorted(folds)


def _with_columns(pieces: list[tuple[int, int, bool]], width: int, widest: int) -> list[Stretch]:
    labels = [len(_fold_label(b - a + 1)) if fold else 0 for a, b, fold in pieces]
    days = sum(b - a + 1 for a, b, fold in pieces if not fold)
    to_come = sum(not fold for _, _, fold in pieces)
    room = max(min(width - sum(labels), days * widest), len(pieces))
    stretches: list[Stretch] = []
    column = used_days = 0
    start = 0
    for (a, b, fold), label in zip(pieces, labels, strict=True):
        if fold:
            size = label
        else:
            used_days += b - a + 1
            to_come -= 1
            # At least a column each, without taking those of the stretches to come.
            end = min(max(used_days * room // days, start + 1), room - to_come)
            size, start = end - start, end
        stretches.append(Stretch(a, b, column, size, fold))
        column += size
    return stretches


def _fold_label(days: int) -> str:
    return f" ⋯ {days:,} {'day' if days == 1 else 'days'} ⋯ "


def _ticks(stretch: Stretch) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the coarse and the fine ticks of a stretch, as fine as their labels leave room for."""
    columns_a_day = stretch.width / stretch.days
    for step in _DAYS_TICKED:
        if step * columns_a_day >= 4:
            return list(_months(stretch, 1, with_year=True)), list(_days(stretch, step))
    for step in _MONTH_STEPS[:-1]:
        if step * 30.4 * columns_a_day >= 5:
            return list(_years(stretch, 1)), list(_months(stretch, step, with_year=False))
    for step in (1, *_YEAR_STEPS):
        if step * 365.2 * columns_a_day >= 6:
            return [], list(_years(stretch, step))
    return [], []


def _days(stretch: Stretch, step: int) -> Iterator[tuple[int, str]]:
    for day in range(stretch.first, stretch.last + 1):
        number = date.fromordinal(day).day
        if number in _DAYS_TICKED[step]:
            yield day, str(number)


def _months(stretch: Stretch, step: int, *, with_year: bool) -> Iterator[tuple[int, str]]:
    start = date.fromordinal(stretch.first)
    year, month = start.year, start.month
    while True:
        day = edtf.month_bounds(year, month)[0]
        if day > stretch.last:
            return
        if (month - 1) % step == 0:
            name = MONTHS[month - 1]
            yield max(day, stretch.first), f"{name} {year}" if with_year else name[:3]
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year > 9999:
            return


def _years(stretch: Stretch, step: int) -> Iterator[tuple[int, str]]:
    first, last = date.fromordinal(stretch.first).year, date.fromordinal(stretch.last).year
    for year in range(first, last + 1):
        if year % step == 0:
            yield max(date(year, 1, 1).toordinal(), stretch.first), str(year)


def _write_all(cells: list[str], labels: Iterable[tuple[int, str]], end: int) -> None:
    """Write labels where they fit. One that would meet the next is written shorter, or not at all."""
    placed = list(labels)
    for number, (column, label) in enumerate(placed):
        following = placed[number + 1][0] if number + 1 < len(placed) else end + 1
        month, _, year = label.partition(" ")
        shorter = (label, f"{month[:3]} {year}", month[:3]) if year else (label,)
        for text in shorter:
            if column + len(text) < following and _write(cells, column, text, end):
                break


def _write(cells: list[str], column: int, label: str, end: int) -> bool:
    """Write a label if there is room for it and for a space before it."""
    room = cells[max(column - 1, 0) : column + len(label)]
    if column + len(label) > end or any(cell != " " for cell in room):
        return False
    cells[column : column + len(label)] = label
    return True
