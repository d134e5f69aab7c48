"""Long lists by their places in time, against lists of events; counts by track, against counting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import edtf
from liberation_cli.dates.period import Period
from liberation_cli.errors import NoMatch, SearchError
from tests.chronology import strategies
from tests.chronology.making import Record, chronology_of, event, ids


@given(
    records=strategies.chronologies(),
    during=st.none() | strategies.periods,
    tracks=st.lists(st.sampled_from(strategies.TRACKS), unique=True, max_size=2),
)
def test_the_positions_of_a_selection_are_those_of_its_events(
    records: list[Record], during: Period | None, tracks: list[str]
) -> None:
    with chronology_of(records, tracks=[{"id": track, "title": track} for track in strategies.TRACKS]) as chronology:
        selection = Selection(during=during, tracks=tuple(tracks))
        entries = sorted(chronology.select(selection), key=lambda entry: entry.position)
        positions = chronology.positions(selection)
        assert list(positions) == [entry.position for entry in entries]
        assert chronology.entries_at(positions) == entries


def test_the_positions_of_everything_are_a_range(small_chronology: Path) -> None:
    with Chronology(small_chronology) as chronology:
        assert chronology.positions(Selection()) == range(1, 10)
        assert chronology.positions(Selection(limit=3)) == range(1, 4)
        assert [entry.id for entry in chronology.entries_at(range(5, 7))] == ["fall-of-rome", "d-day"]
        assert chronology.entries_at(range(5, 5)) == []


WORDS = [
    ("bridges", {}, ["fall-of-rome", "bridges-blown"], "words"),
    ("rome OR bread", {}, ["hunger-winter", "fall-of-rome", "d-day"], "in the order of time, not of rank"),
    ("bridges", {"place": "florence"}, ["bridges-blown"], "words and a place"),
    ("bridges", {"kinds": ("demolition",)}, ["bridges-blown"], "words and a kind"),
    ("", {"person": "Zoë Müller"}, ["hunger-winter"], "a person"),
    ("", {"person": "Fifth Army"}, ["fall-of-rome"], "a force"),
    ("", {"person": "Army Fifth"}, [], "a name keeps its order"),
    ("", {"place": "italy", "person": "fifth army"}, ["fall-of-rome"], "a place and a force"),
    ("nowhere", {}, [], "nothing"),
]


@pytest.mark.parametrize(("words", "conditions", "events", "remark"), WORDS)
def test_words_and_names_narrow_a_list(
    small_chronology: Path, words: str, conditions: dict[str, str], events: list[str], remark: str
) -> None:
    with Chronology(small_chronology) as chronology:
        found = chronology.entries_at(chronology.positions(Selection(**conditions), words))  # type: ignore[arg-type]
        assert [entry.id for entry in found] == events, remark
        if not words:
            assert ids(chronology, **conditions) == events, "a selection tells the same"


def test_words_that_make_no_question_are_refused(small_chronology: Path) -> None:
    with Chronology(small_chronology) as chronology, pytest.raises(SearchError):
        chronology.positions(Selection(), "NOT rome")


@given(records=strategies.chronologies(), period=strategies.periods, slices=st.integers(1, 40), part=st.booleans())
def test_the_density_of_a_period_counts_the_events_that_begin_in_each_slice(
    records: list[Record], period: Period, slices: int, part: bool
) -> None:
    period = Period(max(period.first, 1), max(period.last, 1))
    with chronology_of(records, tracks=[{"id": track, "title": track} for track in strategies.TRACKS]) as chronology:
        positions = list(chronology.positions(Selection()))[:: 2 if part else 1]
        expected = {track: [0] * slices for track in chronology.tracks}
        for entry in chronology.entries_at(positions):
            first = entry.when.earliest
            if period.first <= first <= period.last:
                expected[entry.track][(first - period.first) * slices // (period.last - period.first + 1)] += 1
        assert chronology.density(positions, period, slices) == expected
        if not part:
            assert chronology.density(chronology.positions(Selection()), period, slices) == expected


def test_the_last_event_begun_by_a_day_is_found(small_chronology: Path) -> None:
    with Chronology(small_chronology) as chronology:
        days = ("1943-09-02", "1943-09-03", "1944-06-05", "1944-06-06", "2000-01-01")
        found = [chronology.last_begun(edtf.parse(day).earliest) for day in days]
    assert found == [0, 1, 5, 6, 9]


def test_the_neighbours_at_a_place_are_the_nearest_there_in_time() -> None:
    there = {"place": {"name": "Rome"}}
    records = [
        event("a", "1944-01", **there),
        event("b", "1944-02", place={"name": "Rome in Ohio"}),
        event("c", "1944-03", place={"name": "ROME"}),
        event("d", "1944-04", **there),
        event("e", "1944-05"),
        event("f", "1944-06", **there),
    ]
    with chronology_of(records) as chronology:
        before, after = chronology.neighbours_at_place(chronology.event("d"))
        assert (before and before.id, after and after.id) == ("c", "f")
        assert chronology.neighbours_at_place(chronology.event("b")) == (None, None)
        assert chronology.neighbours_at_place(chronology.event("e")) == (None, None)


def test_the_neighbours_of_a_person_are_the_nearest_with_that_name() -> None:
    records = [
        event("a", "1944-01", people=["Mark Clark", "Alphonse Juin"]),
        event("b", "1944-02", people=["Clark Mark"]),
        event("c", "1944-03", people=["Mark Clark"]),
        event("d", "1944-04", forces={"allied": ["Staff of Mark Clark"]}),
    ]
    with chronology_of(records) as chronology:
        third = chronology.event("c")
        before, after = chronology.neighbours_of("Mark Clark", third)
        assert (before and before.id, after and after.id) == ("a", "d")
        assert chronology.neighbours_of("Alphonse Juin", chronology.event("a")) == (None, None)


TIMES = [
    ("d-day", Period(709_823, 709_823), "an event stands for its own dates"),
    ("4 June 1944", Period(709_821, 709_821), "a date"),
    ("1944-06", Period(709_818, 709_847), "a month"),
]


@pytest.mark.parametrize(("typed", "time", "remark"), TIMES)
def test_a_time_is_typed_as_a_date_or_as_an_event(small_chronology: Path, typed: str, time: Period, remark: str) -> None:
    with Chronology(small_chronology) as chronology:
        assert chronology.time_of(typed) == time, remark


def test_what_is_neither_date_nor_event_is_no_time(small_chronology: Path) -> None:
    with Chronology(small_chronology) as chronology, pytest.raises(NoMatch):
        chronology.time_of("utopia")
