"""EDTF, the Extended Date/Time Format, to :class:`When` and back.

Level 0 and Level 1 whole, as published by the Library of Congress (https://www.loc.gov/standards/datetime/, 4 February
2019; ISO 8601-2:2019), for the years 0001–9999. Seasons are the northern, meteorological ones: 21 is March to May, and 24
is December of the year named to the end of the next February.

Written by slices rather than by patterns: a date costs a few microseconds, and importing this module next to nothing.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from liberation_cli.dates.misspelt import explain
from liberation_cli.dates.when import FOR_EVER, OPEN_FUTURE, OPEN_PAST, SINCE_EVER, UNKNOWN, Point, When
from liberation_cli.errors import DateError

_QUALIFIERS = {"?": (False, True), "~": (True, False), "%": (True, True)}
_QUALIFIER_OF = {flags: sign for sign, flags in _QUALIFIERS.items()} | {(False, False): ""}


@lru_cache(maxsize=4096)
def parse(text: str) -> When:
    """Read an EDTF date.

    Raises:
        DateError: it is not EDTF of Level 0 or 1, or names a day that does not exist; the hint gives the right spelling
            of a near miss.
    """
    try:
        if "/" in text:
            return _parse_span(text)
        point = _parse_point(text)
    except ValueError:
        raise explain(text) from None
    return When(point, point)


def write(when: When) -> str:
    """Write a date as EDTF, such that :func:`parse` gives it back.

    Raises:
        DateError: an end of it is no day, month, season, year, decade or century, and so cannot be written.
    """
    if when.start == when.end:
        return _format_point(when.start)
    if when.start in (UNKNOWN, SINCE_EVER) and when.end in (UNKNOWN, FOR_EVER):
        raise DateError("a span with no date at either end cannot be written")
    start = "" if when.start == UNKNOWN else ".." if when.start == SINCE_EVER else _format_point(when.start)
    end = "" if when.end == UNKNOWN else ".." if when.end == FOR_EVER else _format_point(when.end)
    return f"{start}/{end}"


def month_bounds(year: int, month: int) -> tuple[int, int]:
    """First and last day of a month."""
    first = date(year, month, 1).toordinal()
    return first, first + monthrange(year, month)[1] - 1


def year_bounds(first_year: int, last_year: int) -> tuple[int, int]:
    """First day of one year and last day of another, within the years that can be written."""
    return date(max(first_year, 1), 1, 1).toordinal(), date(last_year, 12, 31).toordinal()


def season_bounds(year: int, season: int) -> tuple[int, int]:
    """First and last day of a season (21–24) that begins in ``year``.

    Raises:
        DateError: the winter of 9999, which would end in the year 10000.
    """
    first_month = 3 * (season - 20)
    if first_month == 12 and year == 9999:
        raise DateError("the winter of 9999 ends after the year 9999, the last that can be written")
    last_year, last_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)
    return month_bounds(year, first_month)[0], month_bounds(last_year, last_month)[1]


# The parsers below raise ValueError for whatever is not theirs; `parse` asks `misspelt` to say why.


def _parse_span(text: str) -> When:
    before, _, after = text.partition("/")
    start = UNKNOWN if not before else SINCE_EVER if before == ".." else _parse_point(before)
    end = UNKNOWN if not after else FOR_EVER if after == ".." else _parse_point(after)
    if start.earliest == OPEN_PAST and end.latest == OPEN_FUTURE:
        raise ValueError("no date at either end")
    if "T" in text:
        raise ValueError("a time of day in a span")
    if start.earliest > end.latest:
        raise ValueError("reversed")
    return When(start, end)


def _parse_point(text: str) -> Point:
    approximate, uncertain = _QUALIFIERS.get(text[-1:], (False, False))
    earliest, latest = _bounds(text[:-1] if approximate or uncertain else text)
    return Point(earliest, latest, approximate, uncertain)


def _bounds(body: str) -> tuple[int, int]:
    """First and last day of an unqualified date."""
    length = len(body)
    if length == 10:
        day = _day(body) if "X" not in body else 0
        return (day, day) if day else _unspecified(body)
    if length == 7:
        return _month_or_season(_digits(body[:4]), body[5:], body[4])
    if length == 4:
        return _year(body)
    if length > 10 and body[10] == "T":
        _check_time(body[11:])
        day = _day(body[:10])
        return day, day
    raise ValueError(body)


def _day(body: str) -> int:
    if body[4] != "-" or body[7] != "-":
        raise ValueError(body)
    return date.fromisoformat(body).toordinal()


def _year(body: str) -> tuple[int, int]:
    if body.endswith("XX"):
        century = _digits(body[:2]) * 100
        return year_bounds(century, century + 99)
    if body.endswith("X"):
        decade = _digits(body[:3]) * 10
        return year_bounds(decade, decade + 9)
    year = _digits(body)
    if not year:
        raise ValueError(body)
    return year_bounds(year, year)


def _month_or_season(year: int, code: str, hyphen: str) -> tuple[int, int]:
    if hyphen != "-" or not year:
        raise ValueError(code)
    if code == "XX":
        return year_bounds(year, year)
    number = _digits(code)
    return season_bounds(year, number) if 21 <= number <= 24 else month_bounds(year, number)


def _unspecified(body: str) -> tuple[int, int]:
    if body[4] != "-" or body[7:] != "-XX":
        raise ValueError(body)
    if body[5:7] != "XX" and _digits(body[5:7]) > 12:
        raise ValueError(body)
    return _month_or_season(_digits(body[:4]), body[5:7], "-")


def _digits(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _check_time(text: str) -> None:
    """``hh:mm:ss`` with nothing, ``Z``, ``±hh`` or ``±hh:mm`` after it (Level 0, Date and Time)."""
    clock, zone = text[:8], text[8:]
    if len(clock) != 8 or clock[2] != ":" or clock[5] != ":":
        raise ValueError(text)
    if _digits(clock[:2]) > 23 or _digits(clock[3:5]) > 59 or _digits(clock[6:]) > 59:
        raise ValueError(text)
    if zone in ("", "Z"):
        return
    if zone[0] not in "+-" or len(zone) not in (3, 6) or (len(zone) == 6 and zone[3] != ":"):
        raise ValueError(text)
    if _digits(zone[1:3]) > 14 or (len(zone) == 6 and _digits(zone[4:]) > 59):
        raise ValueError(text)


def _format_point(point: Point) -> str:
    text = _format_bounds(point.earliest, point.latest)
    return text + _QUALIFIER_OF[point.approximate, point.uncertain]


def _format_bounds(earliest: int, latest: int) -> str:
    if not OPEN_PAST < earliest <= latest < OPEN_FUTURE:
        raise DateError("an open date can only be one end of a span")
    first = date.fromordinal(earliest)
    if earliest == latest:
        return first.isoformat()
    for text in _spellings(first):
        if _bounds(text) == (earliest, latest):
            return text
    raise DateError(f"{first} to {date.fromordinal(latest)} is no month, season, year, decade or century")


def _spellings(first: date) -> list[str]:
    """What can be written of a period that begins on this day, the shortest period first."""
    year = f"{first.year:04}"
    spellings = [f"{year}-{first.month:02}"]
    if first.month % 3 == 0 and not (first.year == 9999 and first.month == 12):
        spellings.append(f"{year}-{20 + first.month // 3}")
    return [*spellings, year, f"{year[:3]}X", f"{year[:2]}XX"]
