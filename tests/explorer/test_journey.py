"""A journey is a value: each step leads to the next, and none leaves the days that the chronology tells of."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import edtf
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE
from liberation_cli.explorer.journey import Journey, setting_out


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


SPAN = Period(day("1943-01-14"), day("1945-06-26"))


def at(text: str) -> Journey:
    return setting_out(SPAN, day(text))


STEPS = [
    ("1944-06-04", lambda j: j.by_days(1), "1944-06-05", "a day on"),
    ("1944-06-04", lambda j: j.by_days(-7), "1944-05-28", "a week back"),
    ("1944-01-31", lambda j: j.by_months(1), "1944-02-29", "a month on ends with a shorter month"),
    ("1944-03-31", lambda j: j.by_months(-1), "1944-02-29", "and so does a month back"),
    ("1945-06-26", lambda j: j.by_days(1), "1945-06-26", "not beyond the last day"),
    ("1943-01-14", lambda j: j.by_months(-1), "1943-01-14", "nor before the first"),
    ("1944-06-04", lambda j: j.to_day(day("1999-01-01")), "1945-06-26", "a day beyond is the last"),
]


@pytest.mark.parametrize(("start", "step", "end", "remark"), STEPS)
def test_steps_through_time(start: str, step: object, end: str, remark: str) -> None:
    assert callable(step)
    assert date.fromordinal(step(at(start)).day).isoformat() == end, remark


def test_the_ends_of_the_calendar_are_as_far_as_months_go() -> None:
    journey = setting_out(Period(1, OPEN_FUTURE - 1))
    assert journey.by_months(-1).day == 1
    assert journey.to_day(OPEN_FUTURE - 1).by_months(1).day == OPEN_FUTURE - 1


moves = st.lists(
    st.one_of(
        st.integers(-4_000, 4_000).map(lambda days: lambda j: j.by_days(days)),
        st.integers(-60, 60).map(lambda months: lambda j: j.by_months(months)),
        st.integers(-12, 12).map(lambda steps: lambda j: j.zoomed(steps)),
        st.integers(1, 420).map(lambda position: lambda j: j.opened(position, edtf.parse("1944-06-04/1944-06-05"))),
        st.sampled_from([Journey.back, Journey.forward, Journey.one_step_back, Journey.unmarked, Journey.widened]),
    ),
    max_size=30,
)
spans = st.builds(lambda a, b: Period(min(a, b), max(a, b)), st.integers(1, 800_000), st.integers(1, 800_000))


@given(spans, moves)
def test_the_day_stays_within_the_window_and_the_window_within_the_span(span: Period, steps: list[object]) -> None:
    journey = setting_out(span)
    for step in steps:
        assert callable(step)
        journey = step(journey)
        assert span.first <= journey.window.first <= journey.day <= journey.window.last <= span.last


@given(st.integers(1, 30))
def test_zooming_in_and_out_again_leads_to_the_whole(steps: int) -> None:
    assert at("1944-06-04").zoomed(steps).zoomed(-steps).window == SPAN


def test_each_zoom_shows_less_down_to_a_week() -> None:
    journeys = [at("1944-06-04").zoomed(steps) for steps in range(8)]
    assert [journey.days_shown for journey in journeys] == [895, 731, 365, 182, 91, 31, 14, 7]
    assert journeys[-1].zoomed(1) == journeys[-1]


def test_a_chronology_of_centuries_is_zoomed_into_by_steps_of_a_few_times() -> None:
    shown = [setting_out(Period(1, day("9990-01-01"))).zoomed(steps).days_shown for steps in range(14)]
    assert shown[-1] == 7
    assert all(near < far <= 11 * near for far, near in pairwise(shown))


def test_the_window_stays_while_the_day_is_well_within_it_and_follows_where_it_is_not() -> None:
    journey = at("1944-06-04").zoomed(5)
    assert journey.by_days(10).window == journey.window
    moved = journey.by_days(15)
    assert moved.window.first == moved.day - 15


ROME, D_DAY, ANZIO = edtf.parse("1944-06-04/1944-06-05"), edtf.parse("1944-06-06"), edtf.parse("1944-01-22")


def test_one_goes_back_and_forward_as_in_a_browser() -> None:
    start = at("1944-06-04").at_event(226, ROME)
    there = start.opened(233, D_DAY).opened(150, ANZIO)
    assert [(j.event, j.day) for j in (there, there.back(), there.back().back())] == [
        (150, ANZIO.earliest),
        (233, D_DAY.earliest),
        (226, ROME.earliest),
    ]
    assert there.back().back().back() == there.back().back()
    assert there.back().forward()[:5] == there[:5]
    assert there.back().opened(7, ANZIO).forward().event == 7, "a new way makes an end of the old one"


def test_opening_the_event_that_is_open_leads_nowhere() -> None:
    start = at("1944-06-04").at_event(226, ROME)
    assert start.opened(226, ROME) == start


def test_an_event_without_a_beginning_is_gone_to_at_its_end() -> None:
    assert at("1944-06-04").at_event(1, edtf.parse("../1943-07-25")).day == day("1943-07-25")


def test_escape_undoes_the_search_then_the_filters_then_the_way() -> None:
    start = at("1944-06-04").at_event(226, ROME)
    journey = start.opened(233, D_DAY).narrowed(Selection(kinds=("battle",))).searching("  rome   fell ")
    assert journey.words == "rome fell"
    without_words = journey.one_step_back()
    assert (without_words.words, without_words.selection.kinds) == ("", ("battle",))
    without_filters = without_words.one_step_back()
    assert not without_filters.is_narrowed
    assert without_filters.one_step_back().event == 226
    assert start.one_step_back() == start


def test_marks_are_set_and_taken_away() -> None:
    journey = at("1944-06-04").marking(3).marking(9)
    assert journey.marks == (3, 9)
    assert journey.marking(3).marks == (9,)
    assert journey.unmarked().marks == ()


def test_an_empty_chronology_has_one_day() -> None:
    journey = setting_out(None)
    assert journey.span == journey.window
    assert journey.by_days(5).by_months(-3).zoomed(4).day == journey.day
