from __future__ import annotations

import pytest
from hypothesis import given

from liberation_cli.dates import edtf
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When, iso
from tests.dates import strategies

IN_ORDER = [
    ("../1944", "what has no beginning comes first"),
    ("/1944", "then what may have begun on any day"),
    ("194X", "the 1940s"),
    ("1943-07-10/1943-08-17", "a campaign of that decade"),
    ("1944/..", "of what may begin on one day, the longest first"),
    ("1944", "a year"),
    ("1944-01/1944-05", "a part of it"),
    ("1944-01", "a month"),
    ("1944-01-01", "a day"),
    ("1944-01-01?", "the same day in doubt"),
    ("1944-01-01~", "about that day"),
    ("1944-01-02", "the next day"),
    ("9999-12-31", "the last day of all"),
]


def test_dates_sort_by_first_possible_day_and_the_longer_before_the_shorter() -> None:
    whens = [edtf.parse(notation) for notation, _ in reversed(IN_ORDER)]
    assert [edtf.write(when) for when in sorted(whens)] == [notation for notation, _ in IN_ORDER]


@given(strategies.whens, strategies.whens)
def test_of_two_dates_exactly_one_of_less_equal_and_greater_holds(a: When, b: When) -> None:
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (a < b or a == b)
    assert (a >= b) == (a > b or a == b)


@given(strategies.whens_of_one_week, strategies.whens_of_one_week, strategies.whens_of_one_week)
def test_the_order_of_dates_is_transitive(a: When, b: When, c: When) -> None:
    low, middle, high = sorted((a, b, c))
    assert low <= middle <= high
    assert low <= high


@given(strategies.whens, strategies.whens)
def test_equal_dates_have_equal_hashes_and_sort_keys(a: When, b: When) -> None:
    assert (a == b) == (a.sort_key == b.sort_key)
    if a == b:
        assert hash(a) == hash(b)


@given(strategies.whens)
def test_a_date_begins_no_later_than_it_ends(when: When) -> None:
    assert when.start.earliest <= when.start.latest
    assert when.end.earliest <= when.end.latest
    assert OPEN_PAST <= when.earliest <= when.latest_start <= when.latest <= OPEN_FUTURE
    assert when.earliest <= when.earliest_end <= when.latest


@given(strategies.whens_of_one_week)
def test_the_bounds_of_start_and_end_are_those_of_every_choice_of_days(when: When) -> None:
    start, end = when.start, when.end
    choices = [
        (first, last)
        for first in range(start.earliest, start.latest + 1)
        for last in range(end.earliest, end.latest + 1)
        if first <= last
    ]
    assert {when.earliest, when.latest_start} == {min(f for f, _ in choices), max(f for f, _ in choices)}
    assert {when.earliest_end, when.latest} == {min(last for _, last in choices), max(last for _, last in choices)}


EXACT = [
    ("1944-06-04", True, "a day"),
    ("1944-06-04/1944-06-05", True, "a span of days"),
    ("1944-06-04T10:00:00Z", True, "a moment"),
    ("1944-06", False, "a month"),
    ("1944-06-04?", False, "a day in doubt"),
    ("1944-06-04/1944-06", False, "one end a month"),
    ("1944-06-04/1944-06-05~", False, "one end about a day"),
    ("1944-06-04/..", False, "without end"),
    ("/1944-06-04", False, "with an unknown beginning"),
]


@pytest.mark.parametrize(("notation", "exact", "remark"), EXACT)
def test_a_date_is_exact_when_both_days_are_known_without_doubt(notation: str, exact: bool, remark: str) -> None:
    assert edtf.parse(notation).exact is exact, remark


def test_a_day_beyond_the_calendar_has_no_iso_form() -> None:
    assert [iso(OPEN_PAST), iso(1), iso(OPEN_FUTURE - 1), iso(OPEN_FUTURE)] == [None, "0001-01-01", "9999-12-31", None]
