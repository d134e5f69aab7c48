from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given

from liberation_cli.dates import edtf
from liberation_cli.dates.relation import Allen, Relation, Span, ends_apart, relate
from liberation_cli.dates.when import When
from tests.dates import strategies

ALL = " ".join(Allen)
TOUCHING = "overlaps finished-by contains starts equals started-by during finishes overlapped-by"
Gap = tuple[int | None, int | None]


def relation_of(a: str, b: str) -> Relation:
    return relate(edtf.parse(a), edtf.parse(b))


ONE_RELATION = [
    # a, b, relation, gap, remark
    ("1944-06-04", "1944-06-06", "before", 2, "a day between"),
    ("1944-06-04/1944-06-05", "1944-06-06", "meets", 1, "Rome to D-Day: no day between"),
    ("1944-06-01/1944-06-10", "1944-06-05/1944-06-20", "overlaps", -5, "began first, ended first"),
    ("1944-06-01/1944-06-05", "1944-06-05/1944-06-20", "overlaps", 0, "a single day shared is an overlap"),
    ("1944-01-22/1944-06-05", "1944-05-11/1944-06-05", "finished-by", -25, "Anzio and Diadem"),
    ("1944-01-22/1944-06-05", "1944-02-16/1944-02-20", "contains", -110, "Anzio and Operation Fischfang"),
    ("1944-06-01/1944-06-10", "1944-06-01/1944-06-20", "starts", -9, "began together, ended first"),
    ("1944-06-04", "1944-06-04", "equals", 0, "the same day"),
    ("1944-06-04/1944-06-05", "1944-06-04/1944-06-05", "equals", -1, "the same two days"),
    ("1944-06-01/1944-06-20", "1944-06-01/1944-06-10", "started-by", -19, "began together, ended last"),
    ("1944-06-04", "1944-06-01/1944-06-10", "during", -3, "a day within a span"),
    ("1944-06-05/1944-06-10", "1944-06-01/1944-06-10", "finishes", -9, "ended together, began last"),
    ("1944-06-10", "1944-06-01/1944-06-10", "finishes", -9, "the last day of a span"),
    ("1944-06-05/1944-06-20", "1944-06-01/1944-06-10", "overlapped-by", -19, "began last, ended last"),
    ("1944-06-06", "1944-06-04/1944-06-05", "met-by", -2, "D-Day to Rome"),
    ("1944-06-06", "1944-06-04", "after", -2, "a day between"),
    ("1943-12-31", "1944-01-01", "meets", 1, "over the turn of the year"),
    ("1944-02-28", "1944-03-01", "before", 2, "the leap day lies between"),
    ("1943-02-28", "1943-03-01", "meets", 1, "no leap day"),
    ("0001-01-01", "9999-12-31", "before", 3652058, "the whole calendar"),
]


@pytest.mark.parametrize(("a", "b", "relation", "gap", "remark"), ONE_RELATION)
def test_between_known_days_one_relation_is_certain(a: str, b: str, relation: str, gap: int, remark: str) -> None:
    found = relation_of(a, b)
    assert found.possible == (Allen(relation),), remark
    assert found.certain, remark
    assert found.gap.exact == gap, remark


SEVERAL_RELATIONS: list[tuple[str, str, str, Gap, bool, str]] = [
    # a, b, relations, gap, certain, remark
    ("1944-05", "1944-07", "before", (31, 91), True, "whole months apart: the order is certain, the distance is not"),
    ("1944-06", "1944-07", "before meets", (1, 60), False, "neighbouring months"),
    ("1944-06", "1944-06", ALL, (-29, 29), False, "the same month: anything"),
    ("1944", "1944", ALL, (-365, 365), False, "the same year: anything"),
    ("1944-06", "1944-06-01", "equals started-by met-by after", (-29, 0), False, "June and its first day"),
    ("1944-06", "1944-06-30", "before meets finished-by equals", (0, 29), False, "June and its last day"),
    (
        "1944-06",
        "1944-06-15",
        "before meets finished-by contains equals started-by met-by after",
        (-15, 14),
        False,
        "June and a day in it: one day overlaps nothing, nor starts it and ends sooner",
    ),
    ("1944-06-04/1944-06", "1944-06-10", "before meets finished-by contains", (-20, 6), False, "the start is known"),
    ("1944-06-01/1944-06", "1944-06-01/1944-06", "starts equals started-by", (-29, 0), False, "which ended first?"),
    ("1944-05/1944-06-10", "1944-05-31/1944-06-05", "contains started-by", (-10, -10), False, "which began first?"),
    ("1944-06-01/1944-06-10", "1944-06-05/1944-06", "overlaps finished-by contains", (-5, -5), False, "it may end at once"),
    ("1944-01/1944-05", "1944-06", "before meets", (1, 60), False, "January to May, then June"),
    ("1944-01/1944-05", "1944-03", "contains", (-91, -31), True, "March is within it whatever days are meant"),
    ("1944-06-04?", "1944-06-06", "before", (2, 2), False, "one relation, but a source in doubt"),
    ("1944-06-04", "1944-06-06~", "before", (2, 2), False, "or the other date about right"),
    ("1944-06-01/1944-06-03%", "1944-06-04/1944-06-05", "meets", (1, 1), False, "or one end of one of them"),
]


@pytest.mark.parametrize(("a", "b", "relations", "gap", "certain", "remark"), SEVERAL_RELATIONS)
def test_between_vaguer_dates_every_relation_that_days_allow_remains(
    *, a: str, b: str, relations: str, gap: Gap, certain: bool, remark: str
) -> None:
    found = relation_of(a, b)
    assert " ".join(found.possible) == relations, remark
    assert found.gap == Span(*gap), remark
    assert found.certain is certain, remark


OPEN_ENDS: list[tuple[str, str, str, Gap, str]] = [
    ("1943", "1944/..", "before meets", (1, 730), "what never ends comes after all that ended earlier"),
    ("../1943", "1945", "before", (367, 1095), "what never began, but ended"),
    ("/1943", "1945", "before", (367, 1095), "nobody knows when it began: that changes nothing"),
    ("1944/", "1943", "met-by after", (None, -1), "nobody knows when it ended: that changes little"),
    ("1943/", "1945", "before meets overlaps finished-by contains", (None, 1095), "did it last until then?"),
    ("/1944", "/1944", ALL, (None, 365), "both starts unknown: anything"),
]


@pytest.mark.parametrize(("a", "b", "relations", "gap", "remark"), OPEN_ENDS)
def test_an_open_or_unknown_end_may_lie_at_any_distance(a: str, b: str, relations: str, gap: Gap, remark: str) -> None:
    found = relation_of(a, b)
    assert " ".join(found.possible) == relations, remark
    assert (found.gap.min, found.gap.max) == gap, remark


BEYOND_THE_CALENDAR = [
    ("1943/..", "1945", "contains", "what never ends contains all that began later"),
    ("1944/..", "1944/..", TOUCHING, "neither ends: they overlap somehow"),
    ("1945", "../1943", "after", "from the start of what never began"),
    ("../1943-06", "../1944", "overlaps starts during", "neither began: any order of their starts"),
]


@pytest.mark.parametrize(("a", "b", "relations", "remark"), BEYOND_THE_CALENDAR)
def test_no_distance_is_counted_from_the_edge_of_the_calendar(a: str, b: str, relations: str, remark: str) -> None:
    found = relation_of(a, b)
    assert " ".join(found.possible) == relations, remark
    assert found.gap == Span(None, None), remark


Days = tuple[int, int]


def choices(when: When) -> list[Days]:
    """Every first and last day that a date allows."""
    start, end = when.start, when.end
    firsts, lasts = range(start.earliest, start.latest + 1), range(end.earliest, end.latest + 1)
    return [(first, last) for first, last in product(firsts, lasts) if first <= last]


def allen(a: Days, b: Days) -> Allen:
    """The one relation between known days, by comparing them."""
    if a[1] < b[0]:
        return Allen.MEETS if a[1] + 1 == b[0] else Allen.BEFORE
    if b[1] < a[0]:
        return Allen.MET_BY if b[1] + 1 == a[0] else Allen.AFTER
    starts, ends = (a[0] > b[0]) - (a[0] < b[0]), (a[1] > b[1]) - (a[1] < b[1])
    overlapping = TOUCHING.split()
    return Allen(overlapping[3 * (starts + 1) + (ends + 1)])


def span_of(numbers: Iterable[int]) -> Span:
    found = set(numbers)
    return Span(min(found), max(found))


@given(strategies.whens_of_one_week, strategies.whens_of_one_week)
def test_relations_and_distances_are_those_of_every_choice_of_days(a: When, b: When) -> None:
    pairs = list(product(choices(a), choices(b)))
    found = relate(a, b)
    assert set(found.possible) == {allen(x, y) for x, y in pairs}
    assert found.gap == span_of(y[0] - x[1] for x, y in pairs)
    assert found.reverse_gap == span_of(x[0] - y[1] for x, y in pairs)
    assert found.lead == span_of(y[0] - x[0] for x, y in pairs)


@given(strategies.whens_of_one_week, strategies.whens_of_one_week)
def test_a_relation_is_certain_when_one_remains_and_neither_date_is_qualified(a: When, b: When) -> None:
    found = relate(a, b)
    assert found.certain == (len(found.possible) == 1 and not a.qualified and not b.qualified)


INVERSE = dict(zip(Allen, reversed(Allen), strict=True)) | {
    # Allen's order of time does not mirror these four about its middle.
    Allen.FINISHED_BY: Allen.FINISHES,
    Allen.FINISHES: Allen.FINISHED_BY,
    Allen.STARTS: Allen.STARTED_BY,
    Allen.STARTED_BY: Allen.STARTS,
    Allen.CONTAINS: Allen.DURING,
    Allen.DURING: Allen.CONTAINS,
}


def negated(span: Span) -> Span:
    return Span(None if span.max is None else -span.max, None if span.min is None else -span.min)


@given(strategies.whens, strategies.whens)
def test_the_other_way_round_everything_is_mirrored(a: When, b: When) -> None:
    there, back = relate(a, b), relate(b, a)
    assert {INVERSE[allen] for allen in there.possible} == set(back.possible)
    assert (there.gap, there.reverse_gap) == (back.reverse_gap, back.gap)
    assert there.lead == negated(back.lead)
    assert there.certain == back.certain


@given(strategies.whens, strategies.whens)
def test_some_relation_always_remains_and_stands_in_allens_order(a: When, b: When) -> None:
    possible = relate(a, b).possible
    assert possible
    assert list(possible) == [allen for allen in Allen if allen in possible]


@given(strategies.whens)
def test_a_date_may_always_equal_itself(when: When) -> None:
    assert Allen.EQUALS in relate(when, when).possible


SPAN_BOUNDS = [
    (Span(3, 3), 3, "both bounds say the same"),
    (Span(2, 3), None, "two numbers remain"),
    (Span(2, None), None, "no upper bound"),
    (Span(None, None), None, "no bound at all: the number is not None, it is not known"),
]


@pytest.mark.parametrize(("span", "exact", "remark"), SPAN_BOUNDS)
def test_a_span_of_days_is_exact_when_its_bounds_agree(span: Span, exact: int | None, remark: str) -> None:
    assert span.exact == exact, remark


@given(strategies.whens, strategies.whens)
def test_ends_lie_apart_as_starts_do_in_a_mirror(a: When, b: When) -> None:
    there, back = ends_apart(a, b), ends_apart(b, a)
    assert there == Span(None if back.max is None else -back.max, None if back.min is None else -back.min)
    if a.exact and b.exact:
        assert there.exact == b.latest - a.latest
