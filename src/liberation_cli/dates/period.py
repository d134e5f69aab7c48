"""What a person types for a stretch of time: ``1943-07``, ``July 1943 to June 1944``, ``since 1943-09``, ``late May 1944``.

Liberal, but never guessing in silence: what can be read in two ways is refused, with the readings spelt out. A range takes
in its last day. ``early``, ``mid`` and ``late`` are thirds: of a month its days 1–10, 11–20 and from 21; of a year its
months 1–4, 5–8 and 9–12; of a decade its years 0–3, 4–6 and 7–9.

The common forms are read here, in microseconds; a day written in some other way goes to :mod:`dateutil.parser`, whose guesses
are accepted only where guessing otherwise would give the same day.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from liberation_cli.dates import edtf, phrase
from liberation_cli.dates.misspelt import missing_day, strange_characters
from liberation_cli.dates.names import MONTHS, SEASONS, WEEKDAYS, month_number, weekday_number
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When
from liberation_cli.errors import DateError, quote

_HINT = "type a date such as 1944-06-04, 4 June 1944, June 1944 or 1944, or a range such as 1943-07..1944-06"
_LONGEST = 100

_PASTED_SPACES = "\u00a0\u2009\u202f"
_LEAD_IN = ("in ", "during ", "the year ", "year ")

_DASH = r"(?:st|nd|rd|th)?\s*(?:[-–—/]|and|to)\s*"
_MONTHS_JOINED = r"([a-z]+)-([a-z]+ \d{4})"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"


class Period(NamedTuple):
    """A stretch of whole days, from ``first`` to ``last``, both included; either may be open."""

    first: int
    last: int

    @property
    def phrase(self) -> str:
        """The period in English."""
        return phrase.period(self.first, self.last)

    def may_hold(self, when: When) -> bool:
        """Whether a day of ``when`` may lie in this period."""
        return when.earliest <= self.last and when.latest >= self.first

    def surely_holds(self, when: When) -> bool:
        """Whether a day of ``when`` certainly lies in this period, taking its date at its word."""
        return when.latest_start <= self.last and when.earliest_end >= self.first


ALL_TIME = Period(OPEN_PAST, OPEN_FUTURE)


def parse(text: str) -> Period:
    """Read a stretch of time as a person types it.

    Raises:
        DateError: it cannot be read, can be read in several ways, is reversed, or names a day that does not exist.
    """
    words = _normalise(text)
    for lead_in in _LEAD_IN:
        if words.casefold().startswith(lead_in):
            words = words[len(lead_in) :]
    for reader in (_read_open, _read_range, joined_days, _read_part, _read_edtf_span):
        found = reader(words)
        if found:
            if found.first > found.last:
                raise DateError(
                    f"{quote(text)} is reversed: {phrase.day(found.first)} comes after {phrase.day(found.last)}",
                    "put the earlier date first",
                )
            return found
    return _read_single(words)


def parse_day_of_year(text: str) -> tuple[int, int] | None:
    """Read a day of any year, such as ``06-04``, ``4 June`` or ``June 4th``, as month and day; None for anything else.

    Raises:
        DateError: the month or the day does not exist.
    """
    words = _normalise(text)
    match = _match(r"(?:--)?(?P<number>\d{2})-(?P<day>\d{2})", words)
    month: int | None
    if match:
        month = int(match["number"])
    else:
        match = _match(rf"{_DAY}(?: of)? {_MONTH}|{_MONTH.replace('month', 'month2')} {_DAY.replace('day', 'day2')}", words)
        month = month_number(match["month"] or match["month2"]) if match else None
    if not match or month is None:
        return None
    day = int(match["day"] or match["day2"])
    if not 1 <= month <= 12 or not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        raise DateError(f"{quote(text)} is no day of any year", "type a day of the year as 06-04 or 4 June")
    return month, day


def _normalise(text: str) -> str:
    shown = quote(text)
    for space in _PASTED_SPACES:
        text = text.replace(space, " ")
    if len(text) > _LONGEST:
        raise DateError(f"{shown} is too long for a date (more than {_LONGEST} characters)", _HINT)
    strange = strange_characters(text)
    if strange:
        raise DateError(f"{shown} {strange}", _HINT)
    words = " ".join(text.split())
    if not words:
        raise DateError("the date is empty", _HINT)
    return words


# Each reader returns None for what is not its own, and raises DateError for what is but makes no sense.


def _read_open(words: str) -> Period | None:
    match = _match(r"(since|from|after|before|until|till|to|up to|by|through)\s+(.+)", words)
    if not match or range_parts(words):
        return None
    inner = parse(match[2])
    match match[1].casefold():
        case "since" | "from":
            found = Period(inner.first, OPEN_FUTURE)
        case "after":
            found = Period(inner.last + 1, OPEN_FUTURE)
        case "before":
            found = Period(OPEN_PAST, inner.first - 1)
        case _:
            found = Period(OPEN_PAST, inner.last)
    if found.last == OPEN_PAST or found.first == OPEN_FUTURE:
        raise DateError(f"{quote(words)} lies outside the years 0001 to 9999", _HINT)
    return found


def range_parts(words: str) -> tuple[str, str] | None:
    """Return what stands on either side of a range, such as ``July 1943`` and ``June 1944``; None for what is no range."""
    for pattern in (
        r"(?:from )?(.+?)\s(?:to|until|till|through)\s(.+)",
        r"between (.+) and (.+)",
        r"(.*?)\s*\.\.\s*(.*)",
        r"(\d{4}[-\d?~%x]*)/(\d{4}[-\d?~%x]*)",
        r"(.+?)(?:\s[-–—]\s|–|—)(.+)",
        r"(\d{4})-(\d{4})",
        _MONTHS_JOINED,
    ):
        match = _match(pattern, words)
        if match and (pattern != _MONTHS_JOINED or month_number(match[1])):
            return _with_year_of(match[1], match[2]), match[2]
    return None


def _read_range(words: str) -> Period | None:
    if joined_days(words):
        return None
    parts = range_parts(words)
    if not parts:
        return None
    before, after = parts
    if not before and not after:
        return None
    last = parse(after).last if after else OPEN_FUTURE
    first = parse(before).first if before else OPEN_PAST
    return Period(first, last)


def _with_year_of(before: str, after: str) -> str:
    """Complete ``11 May`` from ``5 June 1944``: in ``11 May – 5 June 1944`` the year is said once."""
    year = re.search(r"(\d{4})$", after)
    return f"{before} {year[1]}" if year and not re.search(r"\d{3}", before) and re.search(r"[A-Za-z]{3}", before) else before


def joined_days(words: str) -> Period | None:
    """``4–5 June 1944``, as this program writes it, and ``June 4-5, 1944``."""
    match = _match(rf"(?P<first>\d{{1,2}}){_DASH}{_DAY} {_MONTH},? {_YEAR}", words) or _match(
        rf"{_MONTH} (?P<first>\d{{1,2}}){_DASH}{_DAY},? {_YEAR}", words
    )
    month = month_number(match["month"]) if match else None
    if not match or not month:
        return None
    year = int(match["year"])
    return Period(*(_day(words, year, month, int(match[part])) for part in ("first", "day")))


def _read_part(words: str) -> Period | None:
    match = _match(r"(early|mid|middle of|late)[- ](?:in )?(.+)", words)
    if not match:
        return None
    third = {"early": 0, "late": 2}.get(match[1].casefold(), 1)
    whole = parse(match[2])
    first, last = date.fromordinal(max(whole.first, 1)), date.fromordinal(min(whole.last, OPEN_FUTURE - 1))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1 and first.day == 1 and last.day > 27:
        starts = [date(first.year, first.month, day).toordinal() for day in (1, 11, 21)]
    elif months == 12 and first.month == 1:
        starts = [date(first.year, month, 1).toordinal() for month in (1, 5, 9)]
    elif months in (108, 120) and first.month == 1:
        decade = last.year - 9
        starts = [date(max(decade + year, 1), 1, 1).toordinal() for year in (0, 4, 7)]
    else:
        raise DateError(f"{quote(words)}: only a month, a year or a decade has an early, a middle and a late part", _HINT)
    return Period(starts[third], [*starts[1:], whole.last + 1][third] - 1)


def _read_edtf_span(words: str) -> Period | None:
    if not _match(r"[\dx?~%-]*/[\dx?~%-]*|\.\./.+|.+/\.\.", words) or _match(r"\d{1,4}/\d{1,2}", words):
        return None
    when = edtf.parse(words.upper())
    return Period(when.earliest, when.latest)


def _read_single(words: str) -> Period:
    for reader in (_read_edtf, _read_decade, _read_month, _read_day, _read_season, _read_figures):
        found = reader(words)
        if found:
            return found
    _refuse_incomplete(words)
    return _read_with_dateutil(words)


def _read_edtf(words: str) -> Period | None:
    if not _match(r"\d[\dx]{3}(-[\dx]{2}(-[\dx]{2}(t.*)?)?)?[?~%]?|\d{4}-\d{1,2}(-\d{1,2})?", words):
        return None
    if _match(r"\d{4}-\d{1,2}(-\d{1,2})?", words):
        words = "-".join(part.zfill(2) for part in words.split("-"))
    when = edtf.parse(words.upper())
    return Period(when.earliest, when.latest)


def _read_decade(words: str) -> Period | None:
    match = _match(r"(?:the )?(\d{3})0'?s", words)
    if match:
        decade = int(match[1]) * 10
        return Period(*edtf.year_bounds(decade, decade + 9))
    return None


def _read_month(words: str) -> Period | None:
    match = _match(rf"{_MONTH},? {_YEAR}|(?P<year2>\d{{4}}) (?P<month2>[a-z]{{3,9}})\.?", words)
    month = month_number(match["month"] or match["month2"]) if match else None
    if not match or not month:
        return None
    year = int(match["year"] or match["year2"])
    if not year:
        raise DateError(f"{quote(words)} {missing_day(year, 1, 1)}", _HINT)
    return Period(*edtf.month_bounds(year, month))


def _read_day(words: str) -> Period | None:
    weekday, rest = _split_weekday(words)
    match = _match(rf"(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}", rest) or _match(rf"{_MONTH} {_DAY},? {_YEAR}", rest)
    month = month_number(match["month"]) if match else None
    if not match or not month:
        return None
    day = _day(words, int(match["year"]), month, int(match["day"]))
    _check_weekday(words, weekday, day)
    return Period(day, day)


def _split_weekday(words: str) -> tuple[int | None, str]:
    first, _, rest = words.partition(" ")
    weekday = weekday_number(first.rstrip(","))
    return (None, words) if weekday is None else (weekday, rest)


def _check_weekday(words: str, weekday: int | None, day: int) -> None:
    actual = date.fromordinal(day).weekday()
    if weekday is not None and weekday != actual:
        raise DateError(
            f"{quote(words)}: {phrase.day(day)} was a {WEEKDAYS[actual]}", "leave the weekday out, or mend the date"
        )


def _read_season(words: str) -> Period | None:
    match = _match(rf"(?:the )?({'|'.join(SEASONS)})(?: of)?,? (\d{{4}})", words)
    if not match:
        return None
    year, season = int(match[2]), SEASONS[match[1].casefold()]
    if not year:
        raise DateError(f"{quote(words)} {missing_day(year, 1, 1)}", _HINT)
    if season == 24:
        raise DateError(
            f"{quote(words)} may be the winter that began in {year} or the one that ended in it",
            f"type {year - 1:04}-12..{year:04}-02 or {year:04}-12..{year + 1:04}-02",
        )
    return Period(*edtf.season_bounds(year, season))


def _read_figures(words: str) -> Period | None:
    """``13/05/1944``: read where only one of its figures can be the month, refused where both can."""
    match = _match(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", words)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), match[4]
    readings = [(d, m) for d, m in dict.fromkeys([(first, second), (second, first)]) if not missing_day(int(year) or 1, m, d)]
    if len(readings) == 1 and len(year) == 4:
        day, month = readings[0]
        found = _day(words, int(year), month, day)
        return Period(found, found)
    either = " or ".join(f"{day} {MONTHS[month - 1]} {year}" for day, month in readings) or "no day at all"
    raise DateError(f"{quote(words)} may be {either}", "type the month as a word, or year-month-day: 1944-06-05")


def _refuse_incomplete(words: str) -> None:
    if _match(r"\d{4}/\d{2}", words):
        raise DateError(
            f"{quote(words)} may be a month or two years", f"type {words[:4]}..{words[:2]}{words[5:]} for the years"
        )
    century = re.search(r"^(?:['’]?(\d\d)s?)$|['’](\d\d)$", words)
    if century:
        raise DateError(
            f"{quote(words)} does not name its century", f"type the whole year, such as 19{century[1] or century[2]}"
        )
    if parse_day_of_year(words):
        raise DateError(f"{quote(words)} names no year", "add the year, as in 4 June 1944; “on” takes a day of any year")


def _day(words: str, year: int, month: int, day: int) -> int:
    reason = missing_day(year, month, day)
    if reason:
        raise DateError(f"{quote(words)} {reason}", _HINT)
    return date(year, month, day).toordinal()


def _read_with_dateutil(words: str) -> Period:
    """Read the many rarer ways of writing one day, accepting only what does not depend on a guess.

    dateutil fills what is not said from a default and takes a side on 5/6: a text names a day only if every default and
    either side give the same one.
    """
    from datetime import datetime  # noqa: PLC0415

    from dateutil import parser  # noqa: PLC0415

    readings = set()
    try:
        for default in (datetime(2001, 2, 3), datetime(2004, 5, 17)):
            for day_first in (False, True):
                readings.add(parser.parse(words, default=default, dayfirst=day_first, ignoretz=True).date())
    except (ValueError, OverflowError):
        raise DateError(f"{quote(words)} is not a date that can be read", _HINT) from None
    day = min(readings)
    if len(readings) > 1 or f"{day.year:04}" not in words:
        raise DateError(f"{quote(words)} does not name one day, month and year", _HINT)
    for word in words.replace(",", " ").split():
        _check_weekday(words, weekday_number(word), day.toordinal())
    return Period(day.toordinal(), day.toordinal())


def _match(pattern: str, words: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, words, re.IGNORECASE | re.ASCII)
