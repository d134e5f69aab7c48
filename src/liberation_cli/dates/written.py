"""A date as people write it beside an event in a list of their own: ``c. June 1944``, ``4–5 June 1944``, ``1943–45?``.

Where :mod:`period` reads a question, this reads a statement, and so keeps what it says of either end and how sure it is.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from liberation_cli.dates import edtf, period
from liberation_cli.dates.misspelt import missing_day
from liberation_cli.dates.when import FOR_EVER, UNKNOWN, Point, When
from liberation_cli.errors import DateError, quote

_APPROXIMATE = (
    r"(?:c\.|ca\.?|circa|about|around|approx\.?|approximately|roughly|~)\s*(.+)|(.+?)\s*(?:~|\(about\)|\(approx\.?\))"
)
_UNCERTAIN = r"(?:probably|perhaps|possibly|maybe)\s+(.+)|(.+?)\s*(?:\?|\(\?\)|\(uncertain\))"
_FIGURES = r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})"
_MIDNIGHT = r"(\d{4}-\d{2}-\d{2})[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?"
_YEARS = r"(\d{2})(\d{2})[-–/](\d{2})"


class Written(NamedTuple):
    """A date that was read, as EDTF; ``whole`` unless it said more than EDTF can, as ``early May 1944`` does."""

    edtf: str
    whole: bool = True


def read(text: str, *, day_first: bool | None = None) -> Written:
    """Read a date as people write it; ``day_first`` says whether 5/6/1944 begins with its day, if that is known.

    Raises:
        DateError: it cannot be read, can be read in several ways, is reversed, names a day that does not exist, or gives
            only a limit, as ``before 1944`` does.
    """
    words = " ".join(text.split())
    try:
        edtf.parse(words)
    except DateError:
        when, whole = _when(words, day_first)
        if when.earliest > when.latest:
            raise DateError(f"{quote(words)} is reversed", "put the earlier date first") from None
        return Written(edtf.write(when), whole)
    return Written(words)


def read_span(start: str, end: str, *, day_first: bool | None = None) -> Written:
    """Read the two ends of a date that stand apart, as in a table.

    Raises:
        DateError: either cannot be read, or the end comes before the start.
    """
    first, last = (read(text, day_first=day_first) for text in (start, end))
    whole = first.whole and last.whole
    if first.edtf == last.edtf:
        return first
    # An end that is a span of its own counts by what it ends with, and a start by what it begins with.
    when = When(edtf.parse(first.edtf).start, edtf.parse(last.edtf).end)
    if when.earliest > when.latest:
        raise DateError(f"{quote(end)}, the end, comes before {quote(start)}, the start", "put the earlier date first")
    return Written(edtf.write(when), whole)


def _when(words: str, day_first: bool | None) -> tuple[When, bool]:
    match = _match(r"(since|from|until|till|up to|to|before|after)\s+(.+)", words)
    parts = period.range_parts(words)
    if match and not parts:
        if match[1].casefold() in ("before", "after"):
            raise DateError(
                f"{quote(words)} gives only a limit", "write the time itself, as well as it is known, such as 1944~"
            )
        point, whole = _point(match[2], day_first)
        return (When(point, FOR_EVER) if match[1].casefold() in ("since", "from") else When(UNKNOWN, point)), whole
    days = period.joined_days(words)
    if days:
        return When(*(Point(day, day) for day in days)), True
    years = _match(_YEARS, words)
    if years and years[2] < years[3]:
        parts = f"{years[1]}{years[2]}", f"{years[1]}{years[3]}"
    if parts and all(parts) and not _match(_FIGURES, words):
        (start, start_whole), (end, end_whole) = (_point(part, day_first) for part in parts)
        return When(start, end), start_whole and end_whole
    point, whole = _point(words, day_first)
    return When(point, point), whole


def _point(words: str, day_first: bool | None) -> tuple[Point, bool]:
    words, uncertain = _unqualified(_UNCERTAIN, words)
    words, approximate = _unqualified(_APPROXIMATE, words)
    stamp = _match(_MIDNIGHT, words)
    if stamp:
        words = stamp[1]
    figures = _match(_FIGURES, words)
    if figures and day_first is not None:
        words = _iso(words, figures, day_first=day_first)
    found = period.parse(words)
    first, last = _unit_around(found)
    return Point(first, last, approximate, uncertain), (first, last) == found


def _unqualified(pattern: str, words: str) -> tuple[str, bool]:
    match = _match(pattern, words)
    return (match[1] or match[2], True) if match else (words, False)


def _iso(words: str, figures: re.Match[str], *, day_first: bool) -> str:
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
    day, month = (first, second) if day_first else (second, first)
    reason = missing_day(year, month, day)
    if reason:
        raise DateError(f"{quote(words)}, with the {'day' if day_first else 'month'} first, {reason}")
    return f"{year:04}-{month:02}-{day:02}"


def _unit_around(found: period.Period) -> tuple[int, int]:
    """The least that EDTF can say which holds a period: a day, a month, a season, a year, a decade or a century."""
    first = date.fromordinal(max(found.first, 1))
    year = f"{first.year:04}"
    for text in (first.isoformat(), *_units_of(first), year, f"{year[:3]}X", f"{year[:2]}XX"):
        when = edtf.parse(text)
        if when.earliest <= found.first and found.last <= when.latest:
            return when.earliest, when.latest
    raise DateError(f"the time from {found.phrase} is longer than a century")


def _units_of(first: date) -> list[str]:
    """The month and the season that a day lies in; but of the winter, which has two years, only the part in the first."""
    month = f"{first.year:04}-{first.month:02}"
    return [month] if first.month < 3 else [month, f"{first.year:04}-{20 + first.month // 3}"]


def _match(pattern: str, words: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII)
