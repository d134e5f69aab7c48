"""How the marks of a lane are set into rows, so that no two of them meet and the most important keep their titles."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

MOST_ROWS = 60
"""Where more than this many things happened at once, some are drawn over one another."""
_LETTER = 6.1
"""The width of a letter of a title, on the average, in pixels."""
_GAP = 4


class Extent(NamedTuple):
    """From where to where something is drawn, in pixels."""

    start: float
    end: float


class Box(NamedTuple):
    """What a mark takes up by itself, what it does with its title, and on which side of it the title stands."""

    id: str
    bare: Extent
    titled: Extent
    title_before: bool


class Place(NamedTuple):
    """In which row a mark is, counted from 0, and whether its title is shown."""

    row: int
    titled: bool


class _Row:
    """The extents that are taken in a row."""

    def __init__(self) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []

    def take(self, extent: Extent) -> bool:
        """Take an extent if it is free, and say whether it was."""
        at = bisect(self._starts, extent.start)
        if (at and self._ends[at - 1] + _GAP > extent.start) or (
            at < len(self._starts) and self._starts[at] < extent.end + _GAP
        ):
            return False
        self._starts.insert(at, extent.start)
        self._ends.insert(at, extent.end)
        return True


def place(boxes: Iterable[Box], rows: int) -> dict[str, Place]:
    """Set boxes, the most important first, into rows.

    A title is shown if there is room for it in one of the first ``rows``. What is left without is set after that, into as
    many rows more as it needs.
    """
    taken = [_Row() for _ in range(MOST_ROWS)]
    places: dict[str, Place] = {}
    untitled: list[Box] = []
    for box in boxes:
        row = _first_free(taken[:rows], box.titled)
        if row is None:
            untitled.append(box)
        else:
            places[box.id] = Place(row, titled=True)
    for box in untitled:
        row = _first_free(taken, box.bare)
        places[box.id] = Place(MOST_ROWS - 1 if row is None else row, titled=False)
    return places


def _first_free(rows: Iterable[_Row], extent: Extent) -> int | None:
    return next((number for number, row in enumerate(rows) if row.take(extent)), None)


def title_width(title: str) -> float:
    """Return about how many pixels a title is wide."""
    return sum(_LETTER * (2 if east_asian_width(letter) in "WF" else 1) for letter in title)
