"""Lanes: to scale, several events in a row, named where there is room, counted where they are too many."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.search import Fragment
from liberation_cli.dates import edtf
from liberation_cli.dates.period import Period
from liberation_cli.views.event_line import event_line
from liberation_cli.views.lanes import Cursor, Lane, Lanes, columns
from liberation_cli.views.lines import OPENS, Line, cut
from tests.dates import strategies as dates
from tests.views.drawing import entry, page, text_of, texts, widest

JUNE = Period(*edtf.month_bounds(1944, 6))
NOWHERE = Cursor(0)


def lane(*entries: Entry, track: str = "front", matching: frozenset[int] | None = None) -> Lane:
    return Lane(track, entries, (), (), frozenset(e.position for e in entries) if matching is None else matching)


def lanes(*shown: Lane, width: int = 63, height: int = 8, cursor: Cursor = NOWHERE, window: Period = JUNE) -> Lanes:
    return Lanes(shown, page(width), window, cursor, height)


def rows(drawn: Lanes) -> list[str]:
    return [text.rstrip() for text in texts(drawn.lines())]


def styles(line: Line, text: str) -> set[str]:
    return {style.partition(OPENS)[0] for part, style in line if text in part}


ROME = entry("1944-06-04/1944-06-05", "Rome", position=1)
D_DAY = entry("1944-06-06", "D-Day", position=2)
RATION = entry("1944-06", "Ration", position=3, track="sea")
CONVOY = entry("1944-06-08/1944-06-12", "Convoy", position=3, track="sea")


def test_each_event_is_drawn_to_scale_with_its_title_beside_it() -> None:
    assert rows(lanes(lane(ROME, D_DAY))) == [
        "June 1944",
        "1   3   5   7   9    11  13  15  17  19   21  23  25  27  29",
        "      ━━━━ Rome",
        "          ● D-Day",
    ]


def test_in_a_single_row_titles_give_way_to_events() -> None:
    assert rows(lanes(lane(ROME, D_DAY), height=3))[2:] == ["      ━━━━● D-Day"]


def test_a_long_bar_bears_its_title() -> None:
    drawn = rows(lanes(lane(entry("1944-05-11/1944-06-25", "Diadem", position=1))))
    assert drawn[2:] == ["◂━ Diadem ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━"]


def test_in_a_wide_window_lanes_bear_the_names_of_their_tracks() -> None:
    assert rows(lanes(lane(ROME), lane(track="city"), lane(RATION, track="sea"), width=80, height=5)) == [
        "                  June 1944",
        "                  1   3   5   7   9   11  13  15   17  19  21  23  25  27  29",
        "The front in It…        ━━━━ Rome",
        "Life in the city",
        "The war at sea    ╌╌ Ration ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌",
    ]


def test_lanes_that_have_no_room_are_joined() -> None:
    drawn = rows(lanes(lane(ROME), lane(track="city"), lane(CONVOY, track="sea"), width=80, height=3))
    assert drawn == [
        "June 1944         1   3   5   7   9   11  13  15   17  19  21  23  25  27  29",
        "The front in It…        ━━━━ Rome",
        "2 more tracks                   ━━━━━━━━━━ Convoy",
    ]


def test_the_lane_of_the_chosen_event_is_not_joined() -> None:
    shown = [lane(ROME), lane(track="city"), lane(CONVOY, track="sea")]
    drawn = rows(lanes(*shown, width=80, height=3, cursor=Cursor(0, CONVOY)))
    assert [row[:16].rstrip() for row in drawn[1:]] == ["The war at sea", "2 more tracks"]


def test_lanes_without_names_are_not_told_apart_where_they_are_not_all_there() -> None:
    drawn = rows(lanes(lane(ROME), lane(track="city"), lane(CONVOY, track="sea"), width=40, height=3))
    assert drawn[1:] == ["    ━━ Rome", "         ━━━━━━━ Convoy"]


def test_the_day_is_a_line_through_what_is_empty_and_a_ground_under_what_is_not() -> None:
    window = Period(JUNE.first, JUNE.first + 199)
    drawn = lanes(lane(ROME), lane(track="city"), window=window, cursor=Cursor(JUNE.first + 3))
    *_, first, second = drawn.lines()
    column = drawn.scale.column(JUNE.first + 3)
    assert text_of(second)[column] == "│"
    assert text_of(first)[column] == "━"
    assert any(style.startswith("track.0+cursor") for _, style in first)


def test_a_day_out_of_sight_is_not_drawn() -> None:
    assert all("cursor" not in style for line in lanes(lane(ROME)).lines() for _, style in line)


def test_what_a_search_leaves_out_is_faint_and_has_no_title() -> None:
    *_, row = lanes(lane(ROME, D_DAY, matching=frozenset({2})), height=3).lines()
    assert styles(row, "━") == {"faint"}
    assert styles(row, "D-Day") == {"track.0"}


def test_the_chosen_the_marked_and_the_focus_stand_out() -> None:
    there = entry("1944-06-20", "Feast", position=4, place="Rome")
    *_, row = lanes(lane(ROME, D_DAY, there), height=3, cursor=Cursor(0, ROME, marks=(2,))).lines()
    assert styles(row, "━") == {"chosen"}
    assert styles(row, "●") == {"marked", "accent"}


def test_the_title_of_the_chosen_event_stands_before_it_if_it_must() -> None:
    third = entry("1944-06-07", "Pursuit", position=3)
    *_, row = lanes(lane(ROME, D_DAY, third), height=3, cursor=Cursor(0, D_DAY)).lines()
    assert text_of(row).rstrip() == "      ━━━━● ● Pursuit"
    early = entry("1944-06-15", "Siege", position=1)
    *_, row = lanes(lane(early, entry("1944-06-16", "Relief", position=2)), height=3, cursor=Cursor(0, early)).lines()
    assert text_of(row).strip().startswith("Siege ●")


def counts(*numbers: int, width: int = 40) -> list[int]:
    return [*numbers, *[0] * (columns(page(width)) - len(numbers))]


def counted(track: str, numbers: Sequence[int], matching: Sequence[int] | None = None) -> Lane:
    return Lane(track, (), numbers, numbers if matching is None else matching, frozenset())


def test_events_that_are_too_many_are_counted_in_their_columns() -> None:
    shown = [counted("front", counts(0, 1, 8, 4)), counted("city", counts(2, 2)), counted("sea", counts())]
    assert rows(lanes(*shown, width=40, height=5))[2:] == [" ▁█▄", "▂▂", ""]


def test_counts_rise_through_all_the_rows_of_a_lane() -> None:
    assert rows(lanes(counted("front", counts(1, 4, 6, 8)), width=40, height=4))[2:] == ["  ▄█", "▂███"]


def test_counts_of_joined_lanes_are_added() -> None:
    shown = [counted("front", counts(1, 2)), counted("city", counts(0, 2)), counted("sea", counts(1, 4))]
    assert rows(lanes(*shown, width=40, height=2))[1:] == ["▂█"]


def test_what_is_looked_for_stands_out_from_what_is_counted() -> None:
    *_, row = lanes(counted("front", counts(2, 2, 2), counts(2, 1, 0)), width=40, height=3).lines()
    assert [style for text, style in row if text.strip()] == ["track.0", "match", "faint"]


@given(
    st.lists(dates.notations, max_size=12),
    st.integers(24, 130),
    st.integers(2, 20),
    st.integers(1, 730_000),
    st.integers(1, 4_000),
)
def test_lanes_stay_within_the_window(notations: list[str], width: int, height: int, first: int, days: int) -> None:
    window = Period(first, first + days - 1)
    found = [entry(text, f"Event {n} of them", position=n, track="front") for n, text in enumerate(notations)]
    shown = [lane(*(e for e in found if window.may_hold(e.when))), lane(track="city"), lane(track="sea")]
    drawn = lanes(*shown, width=width, height=height, window=window, cursor=Cursor(first))
    lines = list(drawn.lines())
    assert len(lines) <= height
    assert widest(lines) <= width


@given(st.integers(30, 120), st.integers(1, 2_000))
def test_each_column_stands_for_the_first_day_that_is_drawn_in_it(width: int, days: int) -> None:
    drawn = lanes(lane(track="front"), width=width, window=Period(700_000, 700_000 + days - 1))
    lead = width - columns(page(width))
    for column in range(drawn.scale.width):
        found = drawn.day_at(lead + column)
        assert drawn.scale.column(found) <= column <= drawn.scale.last_column(found)


LINES = [
    ("1944-06-04/1944-06-05", 60, "4–5 Jun 1944         ━ The fall", "a span"),
    ("1944-06-04", 60, "4 Jun 1944           ● The fall", "a day"),
    ("1944-06~", 60, "about Jun 1944       ╌ The fall", "a date that is not sure"),
    ("1943-11-20/1944-09-21", 60, "20 Nov 1943 –        ━ The fall", "a date that is too long is cut to its beginning"),
    ("1944-06-04/1944-06-05", 30, "4–5 Jun 1944   ━ The fall", "a narrow list"),
]


@pytest.mark.parametrize(("date", "width", "text", "remark"), LINES)
def test_an_event_in_a_line(date: str, width: int, text: str, remark: str) -> None:
    one = entry(date, "The fall", track="city")
    assert text_of(event_line(one, [Fragment("The fall", matched=False)], page(width))).rstrip() == text, remark


def test_a_line_tells_the_place_where_there_is_room_and_marks_what_matched() -> None:
    one = entry("1944-06-04", "The fall of Rome", place="Rome")
    title = [Fragment("The fall of ", matched=False), Fragment("Rome", matched=True)]
    line = event_line(one, title, page(80))
    assert text_of(line) == "4 Jun 1944           ● The fall of Rome" + " " * 25 + "Rome            "
    assert ("Rome", "accent+match") in line
    assert text_of(event_line(one, title, page(34))) == "4 Jun 1944     ● The fall of Rome"
    assert text_of(event_line(one, title, page(29))) == "4 Jun 1944     ● The fall of…"


@given(dates.notations, st.text(min_size=1, max_size=40), st.integers(20, 120))
def test_a_line_is_no_wider_than_its_window(date: str, title: str, width: int) -> None:
    one = entry(date, title, place="Castelnuovo dei Sabbioni")
    assert widest([event_line(one, [Fragment(title, matched=False)], page(width))]) <= width


def test_a_line_of_several_styles_is_cut_where_the_window_ends() -> None:
    line: Line = [("Liberation", "title"), (" of ", ""), ("Rome", "accent")]
    assert cut(line, 18) == line
    assert cut(line, 17) == [("Liberation", "title"), (" of ", ""), ("Ro…", "accent")]
    assert cut(line, 14) == [("Liberation", "title"), (" of…", "")]
    assert cut(line, 0) == []
