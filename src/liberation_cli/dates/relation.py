"""How two dates lie to each other, and how sure that is.

James F. Allen, "Maintaining Knowledge about Temporal Intervals", Communications of the ACM 26 (1983), 832–843, names the
thirteen ways in which one interval can lie to another. They hold here between closed intervals of whole days, so that
*meets* says: the second starts the day after the first ends.
"""

from __future__ import annotations

from enum import StrEnum
from math import inf
from typing import NamedTuple

from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, Point, When


class Allen(StrEnum):
    """Allen's thirteen relations, in his order of time: from wholly before to wholly after."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    FINISHED_BY = "finished-by"
    CONTAINS = "contains"
    STARTS = "starts"
    EQUALS = "equals"
    STARTED_BY = "started-by"
    DURING = "during"
    FINISHES = "finishes"
    OVERLAPPED_BY = "overlapped-by"
    MET_BY = "met-by"
    AFTER = "after"


class Span(NamedTuple):
    """A number of days known to lie between two numbers; None where nothing bounds it."""

    min: int | None
    max: int | None

    @property
    def exact(self) -> int | None:
        """The number, if it is known."""
        return self.min if self.min == self.max else None


class Relation(NamedTuple):
    """How one date lies to another.

    ``possible``: the relations that remain, never none. ``gap``: start of the second minus end of the first, in days;
    1 when the second begins the day after the first ends. ``reverse_gap``: start of the first minus end of the second.
    ``lead``: start of the second minus start of the first. ``qualified``: whether either date is approximate or uncertain.
    """

    possible: tuple[Allen, ...]
    gap: Span
    reverse_gap: Span
    lead: Span
    qualified: bool

    @property
    def certain(self) -> bool:
        """Whether one relation remains and nothing that it rests on is qualified."""
        return len(self.possible) == 1 and not self.qualified


# A constraint (x, k, y) says x + k <= y, of the days on which the first (a) and the second (b) start and end.
_A_START, _A_END, _B_START, _B_END = range(4)
_Constraint = tuple[int, int, int]
_ALWAYS: tuple[_Constraint, ...] = ((_A_START, 0, _A_END), (_B_START, 0, _B_END))
_SAME_START: tuple[_Constraint, ...] = ((_A_START, 0, _B_START), (_B_START, 0, _A_START))
_SAME_END: tuple[_Constraint, ...] = ((_A_END, 0, _B_END), (_B_END, 0, _A_END))
_A_STARTS_FIRST: _Constraint = (_A_START, 1, _B_START)
_B_STARTS_FIRST: _Constraint = (_B_START, 1, _A_START)
_A_ENDS_FIRST: _Constraint = (_A_END, 1, _B_END)
_B_ENDS_FIRST: _Constraint = (_B_END, 1, _A_END)

_DEFINITIONS: dict[Allen, tuple[_Constraint, ...]] = {
    Allen.BEFORE: ((_A_END, 2, _B_START),),
    Allen.MEETS: ((_A_END, 1, _B_START), (_B_START, -1, _A_END)),
    Allen.OVERLAPS: (_A_STARTS_FIRST, (_B_START, 0, _A_END), _A_ENDS_FIRST),
    Allen.FINISHED_BY: (_A_STARTS_FIRST, *_SAME_END),
    Allen.CONTAINS: (_A_STARTS_FIRST, _B_ENDS_FIRST),
    Allen.STARTS: (*_SAME_START, _A_ENDS_FIRST),
    Allen.EQUALS: (*_SAME_START, *_SAME_END),
    Allen.STARTED_BY: (*_SAME_START, _B_ENDS_FIRST),
    Allen.DURING: (_B_STARTS_FIRST, _A_ENDS_FIRST),
    Allen.FINISHES: (_B_STARTS_FIRST, *_SAME_END),
    Allen.OVERLAPPED_BY: (_B_STARTS_FIRST, (_A_START, 0, _B_END), _B_ENDS_FIRST),
    Allen.MET_BY: ((_B_END, 1, _A_START), (_A_START, -1, _B_END)),
    Allen.AFTER: ((_B_END, 2, _A_START),),
}


def relate(a: When, b: When) -> Relation:
    """Return how ``a`` lies to ``b``: what ``a`` does to ``b`` is possible if some choice of days allows it."""
    bounds = [_bounds(point) for point in (a.start, a.end, b.start, b.end)]
    possible = tuple(allen for allen, constraints in _DEFINITIONS.items() if _feasible(bounds, constraints))
    return Relation(
        possible,
        gap=_difference(a.earliest_end, a.latest, b.earliest, b.latest_start),
        reverse_gap=_difference(b.earliest_end, b.latest, a.earliest, a.latest_start),
        lead=_difference(a.earliest, a.latest_start, b.earliest, b.latest_start),
        qualified=a.qualified or b.qualified,
    )


def ends_apart(a: When, b: When) -> Span:
    """Return the end of ``b`` minus the end of ``a``, in days."""
    return _difference(a.earliest_end, a.latest, b.earliest_end, b.latest)


def _bounds(point: Point) -> tuple[float, float]:
    """Least and greatest day; what lies beyond the calendar may lie any distance beyond it."""
    return (
        -inf if point.earliest == OPEN_PAST else point.earliest,
        inf if point.latest == OPEN_FUTURE else point.latest,
    )


def _feasible(bounds: list[tuple[float, float]], constraints: tuple[_Constraint, ...]) -> bool:
    """Whether days exist within the bounds that satisfy the constraints.

    A simple temporal problem (R. Dechter, I. Meiri and J. Pearl, "Temporal constraint networks", Artificial Intelligence
    49 (1991), 61–95). No definition contradicts itself, so narrowing each bound by its neighbours until nothing changes
    takes at most one round for each of the four days, and leaves every bound non-empty exactly if a solution exists.
    """
    least = [low for low, _ in bounds]
    greatest = [high for _, high in bounds]
    for _ in bounds:
        for x, k, y in (*_ALWAYS, *constraints):
            least[y] = max(least[y], least[x] + k)
            greatest[x] = min(greatest[x], greatest[y] - k)
    return all(low <= high for low, high in zip(least, greatest, strict=True))


def _difference(first_min: int, first_max: int, second_min: int, second_max: int) -> Span:
    """Bounds of second minus first. A day beyond the calendar may lie any distance beyond it, and bounds nothing."""
    open_days = (OPEN_PAST, OPEN_FUTURE)
    least = None if second_min in open_days or first_max in open_days else second_min - first_max
    greatest = None if second_max in open_days or first_min in open_days else second_max - first_min
    return Span(least, greatest)
