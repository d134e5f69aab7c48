"""English names of months, weekdays and seasons. Not :mod:`calendar`'s, which change with the locale."""

from __future__ import annotations

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF's number of each season; season ``s`` begins with month ``3 * (s - 20)``."""


def month_number(word: str) -> int | None:
    """Return 1–12 for a month's name or an abbreviation of it of three letters or more (``jun``, ``Sept.``)."""
    key = word.casefold().rstrip(".")
    if len(key) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(key)), None)


def weekday_number(word: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, for a weekday's name or an abbreviation of it of three letters or more."""
    key = word.casefold().rstrip(".")
    if len(key) < 3:
        return None
    return next((number for number, name in enumerate(WEEKDAYS) if name.casefold().startswith(key)), None)
