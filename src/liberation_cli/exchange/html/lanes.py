"""How the marks of a lane are set into rows, so that no two of them meet and the most important keep their titles."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
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
        self._taken: list[Extent] = []

    def take(self, extent: Extent) -> bool:
        """Take an extent if it is free, and say whether it was."""
        at = bisect(self._taken, extent)
        if at and self._taken[at - 1].end + _GAP > extent.start:
            return False
        if at < len(self._taken) and self._taken[at].start < extent.end + _GAP:
            return False
        self._taken.insert(at, extent)
        return True

    def widen(self, extent: Extent, wider: Extent) -> bool:
        """Take a wider extent instead of one that is taken, if that is free, and say whether it was."""
        self._taken.remove(extent)
        if self.take(wider):
            return True
        self.take(extent)
        return False


def place(boxes: Sequence[Box], rows: int) -> dict[str, Place]:
    """Set boxes, the most important first, into rows.

    A title is shown if there is room for it in one of the first ``rows``. What is left is set without, into as many rows
    more as it needs; in those, titles are shown wherever nothing is in their way.
    """
    taken = [_Row() for _ in range(MOST_ROWS)]
    places: dict[str, Place] = {}
    for box in boxes:
        row = _first_free(taken[:rows], box.titled)
        if row is not None:
            places[box.id] = Place(row, titled=True)
    untitled = [box for box in boxes if box.id not in places]
    bare = {box.id: _first_free(taken, box.bare) for box in untitled}
    for box in untitled:
        row = bare[box.id]
        titled = row is not None and taken[row].widen(box.bare, box.titled)
        places[box.id] = Place(MOST_ROWS - 1 if row is None else row, titled)
    return places


def _first_free(rows: Iterable[_Row], extent: Extent) -> int | None:
    return next((number for number, row in enumerate(rows) if row.take(extent)), None)


def title_width(title: str) -> float:
    """Return about how many pixels a title is wide."""
    return sum(_LETTER * (2 if east_asian_width(letter) in "WF" else 1) for letter in title)
