from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from liberation_cli.dates.names import MONTHS
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST
from liberation_cli.views.scale import Scale, Stretch

Spans = list[tuple[int, int]]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _span(first: int, length: int) -> tuple[int, int]:
    return first, min(first + length, OPEN_FUTURE - 1)


_war = st.builds(_span, st.integers(day("1939-09-01"), day("1945-09-02")), st.integers(0, 400))
_ever = st.builds(_span, st.integers(1, OPEN_FUTURE - 1), st.integers(0, 40_000))
_open = st.one_of(
    st.builds(lambda first: (first, OPEN_FUTURE), st.integers(1, OPEN_FUTURE - 1)),
    st.builds(lambda last: (OPEN_PAST, last), st.integers(1, OPEN_FUTURE - 1)),
)
spans = st.one_of(st.lists(_war, min_size=1, max_size=8), st.lists(st.one_of(_war, _ever, _open), min_size=1, max_size=6))
widths = st.integers(8, 200)
scales = st.builds(Scale, spans, widths, margins=st.booleans())


@given(scales, st.data())
def test_columns_follow_the_days(scale: Scale, data: st.DataObject) -> None:
    days = [scale.first, scale.last, *data.draw(st.lists(st.integers(scale.first, scale.last), max_size=20))]
    for earlier, later in pairwise(sorted(days)):
        assert scale.column(earlier) <= scale.column(later)
        assert scale.last_column(earlier) <= scale.last_column(later)


@given(spans, widths, st.booleans(), st.integers(1, OPEN_FUTURE - 1))
def test_every_day_lies_within_the_width(busy: Spans, width: int, margins: bool, other: int) -> None:
    scale = Scale(busy, width, margins=margins)
    for number in (scale.first, scale.last, other, OPEN_PAST, OPEN_FUTURE, *(n for one in busy for n in one)):
        assert 0 <= scale.column(number) <= scale.last_column(number) < width


@given(scales)
def test_stretches_stand_side_by_side_and_miss_no_day(scale: Scale) -> None:
    assert (scale.first, scale.last) == (scale.stretches[0].first, scale.stretches[-1].last)
    assert scale.stretches[0].column == 0
    for before, after in pairwise(scale.stretches):
        assert after.first == before.last + 1
        assert after.column == before.column + before.width
    assert all(stretch.width >= 1 and stretch.days >= 1 for stretch in scale.stretches)


@given(scales, st.data())
def test_equal_stretches_of_days_get_equal_columns_up_to_one(scale: Scale, data: st.DataObject) -> None:
    stretch = data.draw(st.sampled_from([s for s in scale.stretches if not s.fold]))
    length = data.draw(st.integers(0, stretch.days - 1))
    starts = st.integers(stretch.first, stretch.last - length)
    one, other = data.draw(starts), data.draw(starts)

    def columns(start: int) -> int:
        return scale.column(start + length) - scale.column(start)

    assert abs(columns(one) - columns(other)) <= 1


@given(scales)
def test_what_is_not_folded_is_drawn_to_one_scale(scale: Scale) -> None:
    drawn = [stretch for stretch in scale.stretches if not stretch.fold]
    columns_a_day = sum(s.width for s in drawn) / sum(s.days for s in drawn)
    assume(all(s.days * columns_a_day >= 2 for s in drawn))
    for stretch in drawn:
        assert abs(stretch.width - stretch.days * columns_a_day) <= 1.001


@given(scales)
def test_a_day_takes_up_no_more_than_four_columns(scale: Scale) -> None:
    for stretch in scale.stretches:
        if not stretch.fold:
            assert stretch.width <= 4 * stretch.days


@given(spans, widths)
def test_only_what_is_empty_is_folded(busy: Spans, width: int) -> None:
    for stretch in Scale(busy, width).stretches:
        if stretch.fold:
            for first, last in busy:
                # What is open on one side is drawn where it is told: at its known end.
                told = (first if first > OPEN_PAST else last, last if last < OPEN_FUTURE else first)
                assert told[1] < stretch.first or told[0] > stretch.last


def _folded(axis: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"⋯ ([\d,]+) days? ⋯", axis)]


@given(spans, st.integers(40, 200))
def test_every_fold_says_how_many_days_it_stands_for(busy: Spans, width: int) -> None:
    scale = Scale(busy, width)
    folds = [stretch.days for stretch in scale.stretches if stretch.fold]
    assert _folded(scale.axis()[1]) == folds
    shown = sum(stretch.days for stretch in scale.stretches if not stretch.fold)
    assert sum(folds) + shown == scale.last - scale.first + 1
    assert [stretch.column for stretch in scale.stretches if stretch.fold] == [first for first, _ in scale.folds()]


_MONTH = "|".join([*MONTHS, *(name[:3] for name in MONTHS)])
_UPPER = re.compile(rf"(?:(?:{_MONTH})(?: \d{{1,4}})?|\d{{1,4}})")
_LOWER = re.compile(rf"(?:{_MONTH}|\d{{1,4}}|⋯ [\d,]+ days? ⋯)")


@given(spans, widths, st.booleans())
@example([(day("1944-06-04"), day("1944-06-05")), (day("1944-06-06"), day("1944-06-06"))], 60, True)
def test_axis_labels_never_overlap_and_never_pass_the_width(busy: Spans, width: int, margins: bool) -> None:
    for line, label in zip(Scale(busy, width, margins=margins).axis(), (_UPPER, _LOWER), strict=True):
        assert len(line) <= width
        # Two labels that touched would read as neither.
        assert re.fullmatch(rf" *(?:{label.pattern}(?: +|$))*", line), line


@given(spans, widths, st.booleans())
def test_a_tick_stands_over_the_day_that_it_names(busy: Spans, width: int, margins: bool) -> None:
    scale = Scale(busy, width, margins=margins)
    upper, lower = scale.axis()
    for found in re.finditer(r"\b\d{1,4}\b", upper if not re.search("[A-Z]", upper) else ""):
        year = int(found[0])
        starts = [max(date(year, 1, 1).toordinal(), s.first) for s in scale.stretches if not s.fold]
        assert found.start() in [scale.column(start) for start in starts]
    assert lower == lower.rstrip()


FAR_APART = [(day(f"{year:04}-01-01"), day(f"{year:04}-01-02")) for year in (1, 3000, 6000, 9000)]
"""Three folds, each with a long label."""


def test_long_folds_stay_within_a_narrow_width() -> None:
    scale = Scale(FAR_APART, 40)
    assert scale.last_column(scale.last) < 40
    assert max(map(len, scale.axis())) <= 40


@pytest.mark.parametrize("width", [80, 100, 200])
def test_a_fold_that_meets_a_tick_says_its_days_all_the_same(width: int) -> None:
    scale = Scale(FAR_APART, width)
    assert _folded(scale.axis()[1]) == [stretch.days for stretch in scale.stretches if stretch.fold]


AXES = [
    # first day, last day, width, upper line, lower line, remark
    ("1944-06-04", "1944-06-06", 40, "June 1944", "3   4   5   6   7", "days: four columns each, however much room there is"),
    ("1944-05-01", "1944-06-30", 40, "May 1944", "1    10    20", "tens of days"),
    ("1943-09-01", "1945-05-01", 60, "1943", "Oct", "quarters of years"),
    ("1900-01-01", "1999-12-31", 60, "", "1900", "decades"),
    ("0001-01-01", "9999-12-31", 60, "", "2000", "millennia"),
]


@pytest.mark.parametrize(("first", "last", "width", "upper", "lower", "remark"), AXES)
def test_ticks_are_as_fine_as_there_is_room(*, first: str, last: str, width: int, upper: str, lower: str, remark: str) -> None:
    coarse, fine = Scale([(day(first), day(last))], width).axis()
    assert upper in coarse, remark
    assert lower in fine, remark
    assert bool(coarse) == bool(upper), remark


def test_a_long_empty_stretch_is_folded_and_a_short_one_is_not() -> None:
    busy = [(day("1943-07-10"), day("1943-07-20")), (day("1944-06-04"), day("1944-06-05"))]
    folded = Scale(busy, 80)
    assert [stretch.fold for stretch in folded.stretches] == [False, True, False]
    near = Scale([(day("1944-06-01"), day("1944-06-10")), (day("1944-06-12"), day("1944-06-20"))], 80)
    assert len(near.stretches) == 1


def test_a_narrow_scale_has_no_room_for_folds() -> None:
    busy = [(day("1943-07-10"), day("1943-07-20")), (day("1944-06-04"), day("1944-06-05"))]
    assert len(Scale(busy, 20).stretches) == 1


def test_what_touches_is_one_stretch() -> None:
    assert Scale([(1000, 1010), (1011, 1020)], 80, margins=False).stretches == [Stretch(1000, 1020, 0, 80)]


@pytest.mark.parametrize(
    "span", [(1, 1), (OPEN_FUTURE - 1, OPEN_FUTURE - 1), (1, OPEN_FUTURE - 1), (OPEN_PAST, 5), (700_000, OPEN_FUTURE)]
)
def test_the_ends_of_the_calendar_can_be_drawn(span: tuple[int, int]) -> None:
    scale = Scale([span], 60)
    assert scale.first >= 1
    assert scale.last < OPEN_FUTURE
    scale.axis()
