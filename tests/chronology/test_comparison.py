from __future__ import annotations

import json
from datetime import date
from math import acos, cos, radians, sin
from typing import Any

import msgspec
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.comparison import Pair, compare, distance_km
from liberation_cli.chronology.event import Event, Place
from liberation_cli.dates.relation import relate
from tests.chronology.making import Record, dating, event
from tests.conftest import SMALL_EVENTS


def read(record: Record) -> Event:
    return msgspec.convert(record, Event)


SMALL = {record["id"]: read(record) for record in SMALL_EVENTS}


def pair(a: Event, b: Event) -> Pair:
    (only,) = compare([a, b]).pairs
    return only


def dated(a: str, b: str) -> Pair:
    return pair(read(event("first", a)), read(event("second", b)))


def test_each_event_is_set_against_each_that_follows() -> None:
    events = [SMALL[name] for name in ("florence", "d-day", "fall-of-rome", "rationing")]
    comparison = compare(events)
    assert comparison.events == tuple(events)
    assert [(found.a.id, found.b.id) for found in comparison.pairs] == [
        ("florence", "d-day"),
        ("florence", "fall-of-rome"),
        ("florence", "rationing"),
        ("d-day", "fall-of-rome"),
        ("d-day", "rationing"),
        ("fall-of-rome", "rationing"),
    ]
    for found in comparison.pairs:
        assert found.relation == relate(found.a.when, found.b.when)


def test_rome_came_a_day_before_d_day() -> None:
    assert json.loads(json.dumps(pair(SMALL["fall-of-rome"], SMALL["d-day"]).to_json())) == {
        "a": "fall-of-rome",
        "b": "d-day",
        "relations": ["meets"],
        "certain": True,
        "gap_days": {"min": 1, "max": 1},
        "starts_differ": {"years": 0, "months": 0, "days": 2},
        "distance_km": 1309,
        "sentence": "The fall of Rome came 1 day before D-Day.",
        "other_datings": [
            {
                "event": "fall-of-rome",
                "date": "1944-06-04",
                "says": "the first tanks are in the city",
                "sentence": "The fall of Rome came 2 days before D-Day.",
            },
            {
                "event": "fall-of-rome",
                "date": "1944-06-05",
                "says": "the last rearguard is gone",
                "sentence": "The fall of Rome came 1 day before D-Day.",
            },
        ],
    }


def test_what_cannot_be_told_is_null() -> None:
    found: dict[str, Any] = pair(SMALL["shut-gate"], SMALL["rationing"]).to_json()
    assert found["starts_differ"] is None
    assert found["distance_km"] is None
    assert found["gap_days"] == {"min": None, "max": None}
    assert found["certain"] is True
    assert found["relations"] == ["after"]


# Distance

ROME, NORMANDY = Place("Rome", lat=41.893, lon=12.483), Place("Normandy", lat=49.34, lon=-0.6)
FLORENCE = Place("Florence", lat=43.77, lon=11.25)

DISTANCES = [
    (ROME, ROME, 0.0, "a place and itself"),
    (Place("pole", lat=90, lon=0), Place("pole", lat=-90, lon=77), 20015.1, "half round the earth"),
    (Place("a", lat=0, lon=0), Place("b", lat=0, lon=180), 20015.1, "half round the equator"),
    (Place("a", lat=0, lon=179.5), Place("b", lat=0, lon=-179.5), 111.2, "across the date line: a degree"),
    (Place("a", lat=90, lon=10), Place("b", lat=90, lon=-170), 0.0, "the pole has every longitude"),
    (Place("Paris", lat=48.8566, lon=2.3522), Place("London", lat=51.5074, lon=-0.1278), 343.6, "Paris and London"),
]


@pytest.mark.parametrize(("a", "b", "kilometres", "remark"), DISTANCES)
def test_a_distance_is_that_of_the_great_circle(a: Place, b: Place, kilometres: float, remark: str) -> None:
    found = distance_km(a, b)
    assert found == pytest.approx(kilometres, abs=0.1), remark


def law_of_cosines(a: Place, b: Place) -> float:
    """The oracle, by another formula."""
    assert a.lat is not None
    assert a.lon is not None
    assert b.lat is not None
    assert b.lon is not None
    x, y = radians(a.lat), radians(b.lat)
    cosine = sin(x) * sin(y) + cos(x) * cos(y) * cos(radians(b.lon - a.lon))
    return 6371.0088 * acos(max(-1.0, min(1.0, cosine)))


@pytest.mark.parametrize(("a", "b"), [(ROME, NORMANDY), (ROME, FLORENCE), (FLORENCE, NORMANDY)])
def test_distances_agree_with_the_law_of_cosines(a: Place, b: Place) -> None:
    assert distance_km(a, b) == pytest.approx(law_of_cosines(a, b), rel=1e-9)


places = st.builds(Place, st.just("somewhere"), lat=st.floats(-90, 90), lon=st.floats(-180, 180))


@given(places, places)
def test_any_two_places_have_one_distance_and_it_is_the_same_both_ways(a: Place, b: Place) -> None:
    found = distance_km(a, b)
    assert found is not None
    assert 0 <= found <= 20015.2
    assert found == pytest.approx(distance_km(b, a))
    assert found == pytest.approx(law_of_cosines(a, b), abs=0.5)


def test_without_coordinates_there_is_no_distance() -> None:
    assert distance_km(None, ROME) is distance_km(ROME, None) is distance_km(Place("L’Aquila"), ROME) is None


def test_a_place_on_the_equator_and_the_meridian_has_coordinates() -> None:
    assert distance_km(Place("null island", lat=0, lon=0), Place("null island", lat=0.0, lon=0.0)) == 0


# The calendar

STARTS = [
    ("1944-06-04/1944-06-05", "1944-06-06", (0, 0, 2), "first day to first day"),
    ("1944-06-06", "1944-06-04/1944-06-05", (0, 0, -2), "the other way round"),
    ("1944-01-31", "1944-03-01", (0, 1, 1), "over a short month"),
    ("1943-09-08", "1945-05-02", (1, 7, 24), "years, months and days"),
    ("1944-06-04", "1944-06-04", (0, 0, 0), "the same day"),
    ("1944-06-04?", "1944-06-06", (0, 0, 2), "a source in doubt names a day all the same"),
    ("1944-06-04/..", "1944-06-06", (0, 0, 2), "where the end is open, the start is known"),
    ("1944-06-04/1944-07", "1944-06-06", (0, 0, 2), "or vague"),
    ("1944-06", "1944-07-01", None, "a month has no first day that is known"),
    ("../1944-06-04", "1944-07-01", None, "no beginning"),
    ("/1944-06-04", "1944-07-01", None, "an unknown beginning"),
]


@pytest.mark.parametrize(("a", "b", "difference", "remark"), STARTS)
def test_the_starts_differ_by_the_calendar(a: str, b: str, difference: tuple[int, int, int] | None, remark: str) -> None:
    assert dated(a, b).starts_differ == difference, remark


@given(st.dates(), st.dates())
def test_the_calendar_is_dateutil_s(a: date, b: date) -> None:
    between, found = relativedelta(b, a), dated(a.isoformat(), b.isoformat()).starts_differ
    assert found == (between.years, between.months, between.days)


# Other datings


def test_another_dating_of_either_event_is_weighed() -> None:
    a = read(event("siege", "1944-06-04", datings=[dating("1944-06-04"), dating("1944-06-05"), dating("1944")]))
    b = read(event("relief", "1944-06-06", datings=[dating("1944-06-07")]))
    found = pair(a, b)
    assert [(other.event.id, other.dating.date, other.sentence, other.differs) for other in found.alternatives] == [
        ("siege", "1944-06-05", "Siege came 1 day before Relief.", True),
        ("siege", "1944", found.alternatives[1].sentence, True),
        ("relief", "1944-06-07", "Siege came 3 days before Relief.", True),
    ]
    assert found.sentence == "Siege came 2 days before Relief."


def test_a_dating_that_changes_nothing_says_so() -> None:
    assert [other.differs for other in pair(SMALL["fall-of-rome"], SMALL["d-day"]).alternatives] == [True, False]


def test_where_sources_agree_there_is_no_alternative() -> None:
    assert pair(SMALL["d-day"], SMALL["florence"]).alternatives == ()


def test_a_pair_turned_round_keeps_its_datings() -> None:
    found = pair(SMALL["d-day"], SMALL["fall-of-rome"])
    assert found.relation.possible == ("met-by",)
    assert [other.event.id for other in found.alternatives] == ["fall-of-rome"] * 2
    assert found.starts_differ == (0, 0, -2)


def test_an_event_can_be_set_against_itself() -> None:
    found = pair(SMALL["d-day"], SMALL["d-day"])
    assert found.relation.possible == ("equals",)
    assert found.distance_km == 0
