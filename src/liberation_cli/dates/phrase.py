"""Dates, periods and numbers of things in English: ``4–5 June 1944``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from liberation_cli.dates.names import MONTHS, WEEKDAYS
from liberation_cli.dates.when import FOR_EVER, OPEN_FUTURE, OPEN_PAST, SINCE_EVER, UNKNOWN, Point, When

_SEASON_STARTING_IN = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


@lru_cache(maxsize=4096)
def when(value: When, *, year: bool = True) -> str:
    """Say a date: ``4–5 June 1944``, ``about June 1944``, ``from 1944, end unknown``.

    With ``year=False`` the year is left out where it is the same throughout, for use beneath a heading that names it.
    """
    start, end = value.start, value.end
    if start == end:
        return _point(start, year=year)
    if end == FOR_EVER:
        return f"from {_point(start, year=year)}, without end"
    if end == UNKNOWN:
        return f"from {_point(start, year=year)}, end unknown"
    if start == SINCE_EVER:
        return f"until {_point(end, year=year)}, without beginning"
    if start == UNKNOWN:
        return f"until {_point(end, year=year)}, beginning unknown"
    joined = None if value.qualified else _joined(start, end, year=year)
    if joined:
        return joined
    one_year = not value.qualified and _year_of(start) is not None and _year_of(start) == _year_of(end)
    return f"{_point(start, year=not one_year)} – {_point(end, year=year or not one_year)}"


@lru_cache(maxsize=4096)
def abbreviated(words: str) -> str:
    """Shorten the months of a date that was said: ``25 August – 21 September 1944`` is ``25 Aug – 21 Sep 1944``."""
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words


def precision(value: When) -> str:
    """Say how well a date is known, as a sentence such as “Known to the day”."""
    if value.start.open or value.end.open:
        known = "Known at one end only"
    else:
        widest = max(point.latest - point.earliest for point in (value.start, value.end))
        known = next(words for days, words in _PRECISIONS if widest <= days)
    doubt = {(True, False): ", and approximate", (False, True): ", and uncertain", (True, True): ", approximate and uncertain"}
    return f"{known}{doubt.get((value.approximate, value.uncertain), '')}."


_PRECISIONS = (
    (0, "Known to the day"),
    (30, "Known to the month"),
    (91, "Known to the season"),
    (365, "Known to the year"),
    (3_652, "Known to the decade"),
    (OPEN_FUTURE, "Known to the century"),
)
"""How many days lie between the first and the last that a date may mean, at most, and what is said of it."""


def day(number: int) -> str:
    """Say a day: ``4 June 1944``; one beyond the calendar is ``the beginning`` or ``the end``."""
    if number <= OPEN_PAST:
        return "the beginning"
    return "the end" if number >= OPEN_FUTURE else _bounds(number, number)


def weekday(number: int) -> str:
    """Name the day of the week."""
    return WEEKDAYS[date.fromordinal(number).weekday()]


def period(first: int, last: int) -> str:
    """Say a period of whole days: ``July 1943``, ``11 May – 5 June 1944``, ``from 1 September 1943``."""
    if first <= OPEN_PAST and last >= OPEN_FUTURE:
        return "all time"
    if first <= OPEN_PAST:
        return f"until {day(last)}"
    if last >= OPEN_FUTURE:
        return f"from {day(first)}"
    months = _whole_months(date.fromordinal(first), date.fromordinal(last))
    return months or _bounds(first, last)


def count(number: int, noun: str, plural: str = "") -> str:
    """Say a number of things: ``1 day``, ``1,327 days``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _year_of(point: Point) -> int | None:
    """The year of a point that lies in one, and is less than the whole of it."""
    first, last = date.fromordinal(point.earliest), date.fromordinal(point.latest)
    return first.year if first.year == last.year and (first.month, last.month) != (1, 12) else None


def _point(point: Point, *, year: bool = True) -> str:
    words = _bounds(point.earliest, point.latest, year=year)
    words = f"about {words}" if point.approximate else words
    return f"{words} (uncertain)" if point.uncertain else words


def _bounds(earliest: int, latest: int, *, year: bool = True) -> str:
    """Name the period between two days: the day, month, season, year, decade or century that it is, or both its ends."""
    first, last = date.fromordinal(earliest), date.fromordinal(latest)
    if earliest == latest:
        return _day(first, year=year)
    return _named(first, last, year=year) or _days(first, last, year=year)


def _named(first: date, last: date, *, year: bool) -> str:
    months = _months_spanned(first, last)
    suffix = f" {first.year}" if year else ""
    if months == 1:
        return f"{MONTHS[first.month - 1]}{suffix}"
    if months == 3 and first.month in _SEASON_STARTING_IN:
        winter = f" {first.year}–{last.year % 100:02}" if year else ""
        return f"{_SEASON_STARTING_IN[first.month]}{winter if first.month == 12 else suffix}"
    if months == 12 and first.month == 1:
        return str(first.year)
    if first.month == 1 and months and last.year % 10 == 9 and first.year % 10 == (first.year == 1):
        if last.year - first.year in (8, 9):
            return f"the {last.year - 9}s"
        return f"{first.year}–{last.year}"
    return ""


def _months_spanned(first: date, last: date) -> int:
    """How many whole calendar months a period takes up; 0 if it does not begin and end with one."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _joined(start: Point, end: Point, *, year: bool) -> str | None:
    """Two ends of the same kind, with what they share said once; None if they are of different kinds."""
    first, last = date.fromordinal(start.earliest), date.fromordinal(end.latest)
    if start.earliest == start.latest and end.earliest == end.latest:
        return _days(first, last, year=year)
    lengths = {_months_spanned(date.fromordinal(p.earliest), date.fromordinal(p.latest)) for p in (start, end)}
    if lengths == {12}:
        return f"{first.year}–{last.year}"
    return _month_range(first, last, year=year) if lengths == {1} else None


def _whole_months(first: date, last: date, *, year: bool = True) -> str:
    """Say a period of whole months: ``July 1943``, ``January–May 1944``, ``1943–1945``; empty if it is none."""
    months = _months_spanned(first, last)
    if not months:
        return ""
    if first.month == 1 and last.month == 12:
        return str(first.year) if months == 12 else f"{first.year}–{last.year}"
    return _month_range(first, last, year=year)


def _month_range(first: date, last: date, *, year: bool) -> str:
    start, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if (first.year, first.month) == (last.year, last.month):
        return f"{start} {first.year}" if year else start
    if first.year != last.year:
        return f"{start} {first.year} – {end} {last.year}"
    return f"{start}–{end} {first.year}" if year else f"{start}–{end}"


def _days(first: date, last: date, *, year: bool) -> str:
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month != last.month:
        return f"{_day(first, year=False)} – {_day(last, year=year)}"
    return f"{first.day}–{_day(last, year=year)}"


def _day(value: date, *, year: bool = True) -> str:
    words = f"{value.day} {MONTHS[value.month - 1]}"
    return f"{words} {value.year}" if year else words
