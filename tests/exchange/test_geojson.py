"""GeoJSON: any program's, and ours without loss."""

from __future__ import annotations

import json
from typing import Any

import geojson
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.event import Place
from liberation_cli.chronology.selection import Selection
from liberation_cli.errors import ChronologyError, UnknownName
from liberation_cli.exchange.incoming import Manner
from tests.chronology.making import event
from tests.exchange.strategies import Whole, anything, dated_objects, objects, wholes
from tests.exchange.trading import SMALL, Imported, exported, imported


def collection(*features: Any, **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **members})


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    told = {"title": "Siege", "date": "1944-06-04", "summary": "So it was."}
    return {"type": "Feature", "geometry": geometry, "properties": {**told, **properties}}


def point(*coordinates: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": coordinates}


def read(text: str, **columns: str) -> Imported:
    return imported("geojson", text, Manner(columns=columns))


def only(done: Imported) -> dict[str, Any]:
    """The one event that was read."""
    assert not done.problems
    (one,) = done.events
    fields: dict[str, Any] = json.loads(msgspec.json.encode(one))
    return fields


def told(done: Imported) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in done.problems]


# Written


@given(wholes())
def test_what_is_written_is_valid_geojson_to_another_reader(whole: Whole) -> None:
    done = exported("geojson", whole)
    theirs = geojson.loads(done.text)
    assert theirs.is_valid
    assert [f["id"] for f in theirs["features"]] == [e.id for e in done.events]
    points = [f["geometry"] and tuple(f["geometry"]["coordinates"]) for f in theirs["features"]]
    # That reader rounds to six decimals, about a hand's breadth.
    assert points == [_rounded(e.place) for e in done.events]


def _rounded(place: Place | None) -> tuple[float, float] | None:
    return None if place is None or place.lat is None or place.lon is None else (round(place.lon, 6), round(place.lat, 6))


def test_a_feature_takes_one_line_so_that_a_large_file_is_written_as_it_is_read() -> None:
    text = exported("geojson", SMALL).text
    assert sum(line.startswith('{"type":"Feature"') for line in text.splitlines()) == len(SMALL.events)


TOLD = [
    ("1944-06-04", ["4 June 1944", "1944-06-04", "1944-06-04", False, False]),
    ("1944-06~", ["about June 1944", "1944-06-01", "1944-06-30", True, False]),
    ("1944-06-04?", ["4 June 1944 (uncertain)", "1944-06-04", "1944-06-04", False, True]),
    ("194X", ["the 1940s", "1940-01-01", "1949-12-31", False, False]),
    ("1943-24", ["winter 1943–44", "1943-12-01", "1944-02-29", False, False]),
    ("1944/..", ["from 1944, without end", "1944-01-01", None, False, False]),
    ("/1944%", ["until about 1944 (uncertain), beginning unknown", None, "1944-12-31", True, True]),
    ("0001/9999", ["1–9999", "0001-01-01", "9999-12-31", False, False]),
]


@pytest.mark.parametrize(("date", "told"), TOLD)
def test_a_date_is_told_in_edtf_in_words_and_by_its_bounds(date: str, told: list[Any]) -> None:
    (written,) = json.loads(exported("geojson", Whole([event(date=date)])).text)["features"]
    names = ("date", "date_in_words", "earliest", "latest", "approximate", "uncertain")
    assert [written["properties"][name] for name in names] == [date, *told]


# Read back


def test_what_a_selection_leaves_out_is_told_once_and_not_again() -> None:
    done = exported("geojson", SMALL, Selection(tracks=("home",)))
    assert done.lost == {}
    assert read(done.text).events == done.events


# Any program's


def test_names_that_are_usual_are_understood_whatever_their_case() -> None:
    text = collection(
        {
            "type": "Feature",
            "geometry": point(12.5, 41.9),
            "properties": {
                "Name": "Hotel",
                "When": "c. June 1944",
                "Description": "Where he stayed.",
                "Type": "stay",
                "Group": "His war",
                "City": "Rome",
                "Country": "Italy",
                "Source": "Letters",
            },
        },
        name="My map",
        license="CC0",
    )
    done = read(text)
    assert only(done) == {
        "id": "hotel",
        "title": "Hotel",
        "date": "1944-06~",
        "track": "his-war",
        "kind": "stay",
        "place": {"name": "Rome", "country": "Italy", "lat": 41.9, "lon": 12.5},
        "summary": "Where he stayed.",
        "sources": [{"source": "letters"}],
    }
    assert (done.header.title, done.header.licence) == ("My map", "CC0")
    assert done.lost == {}


DATES = [
    ({"date": 1944}, "1944"),
    ({"date": "4 June 1944"}, "1944-06-04"),
    ({"start": "1944-06-04", "end": "1944-06-05"}, "1944-06-04/1944-06-05"),
    ({"start": "4 June 1944", "end": "5 June 1944"}, "1944-06-04/1944-06-05"),
    ({"start": "1944-06~", "end": ""}, "1944-06~"),
    ({"start": None, "end": "1944"}, "/1944"),
    ({"start": "1944", "end": "1944"}, "1944"),
    ({"start": "1944", "end": ".."}, "1944/.."),
    ({"start_date": 1943, "end_date": 1944}, "1943/1944"),
]


@pytest.mark.parametrize(("properties", "date"), DATES)
def test_a_date_may_be_one_property_or_two(properties: dict[str, Any], date: str) -> None:
    given_ = feature(**properties)
    given_["properties"] = {name: value for name, value in given_["properties"].items() if name != "date" or name in properties}
    done = read(collection(given_))
    assert only(done)["date"] == date
    assert done.lost == {}


def test_a_property_can_be_named_for_a_field() -> None:
    done = read(collection(feature(date=None, wann="1944", titel="Belagerung")), wann="date", titel="title")
    assert (only(done)["date"], only(done)["title"]) == ("1944", "Belagerung")
    assert done.lost == {"without the property “title”": ["feature 1"]}


def test_a_property_cannot_be_named_for_what_is_no_field() -> None:
    with pytest.raises(UnknownName, match="there is no field “datum”"):
        read(collection(feature()), wann="datum")


def test_a_single_feature_is_a_chronology_of_one() -> None:
    assert only(read(json.dumps({**feature(), "id": 7})))["id"] == "7"


LOSSES = [
    (feature(colour="red", width=None), "without the property “colour”", "one that no field stands for"),
    (feature(name="Other"), "without the property “name”", "a second title"),
    (feature(start="1943"), "without the property “start”", "a start beside a date"),
    (feature(figures="many"), "without the property “figures”", "a text where a list belongs"),
    (feature(sources=[5]), "without the property “sources”", "a number where a citation belongs"),
    (feature(latest="1950-01-01"), "without the property “latest”", "a bound that is not the date's"),
    (feature(date_in_words="in June"), "without the property “date_in_words”", "words that are not the date's"),
    ({**feature(id="b"), "id": "a"}, "without the property “id”", "a second id"),
    ({**feature(), "style": {}}, "without the member “style”", "a member of the feature"),
    (feature({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}), "without a shape that is no point", "a line"),
    (feature({"type": "GeometryCollection", "geometries": []}), "without a shape that is no point", "several shapes"),
    (feature(point(12.5, 41.9, 20), place="Rome"), "without its height", "a point with a height"),
    (feature(point(12.5, 41.9)), "without a name of the place, for which its coordinates stand in", "a point without a name"),
]


@pytest.mark.parametrize(("given_", "what", "remark"), LOSSES)
def test_what_has_no_place_is_told(given_: dict[str, Any], what: str, remark: str) -> None:
    done = read(collection(given_))
    assert done.lost == {what: ["feature 1"]}, remark
    only(done)


def test_a_member_of_the_collection_that_has_no_place_is_told() -> None:
    done = read(collection(feature(), generator="x", title="A", name="B"))
    assert done.header.title == "A"
    assert done.lost == {"without the member “generator”": [], "without the member “name”": []}


def test_a_point_without_coordinates_is_none() -> None:
    assert "place" not in only(read(collection(feature(point()))))


def test_a_point_is_north_and_east_of_nothing_that_it_is_not() -> None:
    assert only(read(collection(feature(point(-0.6, 49.34), place="Normandy"))))["place"] == {
        "name": "Normandy",
        "lat": 49.34,
        "lon": -0.6,
    }


PROBLEMS = [
    (feature(point(12.5)), ("feature 1, geometry", "is no GeoJSON geometry"), "half a point"),
    (feature(point("12", "41")), ("feature 1, geometry", "is no GeoJSON geometry"), "a point of texts"),
    (feature([12.5, 41.9]), ("feature 1, geometry", "is no GeoJSON geometry"), "a bare pair"),
    (feature(point(12.5, 98)), ("feature 1, place, lat", "is out of range"), "beyond the pole"),
    (feature(title=""), ("feature 1", "has no title"), "no title"),
    (feature(date="soon"), ("feature 1, date", "“soon” is not a date that can be read"), "no date"),
    (feature(figures=[{"what": "dead"}]), ("feature 1, figures 1", "has no value"), "half a figure"),
    (feature(datings=[{"date": "1944", "says": "x", "sources": [5]}]), None, "a citation that is none"),
    (5, ("feature 1", "is no GeoJSON Feature"), "a number"),
    ({"type": "Point", "coordinates": [1, 2]}, ("feature 1", "is no GeoJSON Feature"), "a bare geometry"),
    ({**feature(), "properties": [1]}, ("feature 1, properties", "are no object"), "properties in a list"),
]


@pytest.mark.parametrize(("given_", "problem", "remark"), PROBLEMS)
def test_what_is_no_event_is_a_problem_with_its_place(given_: Any, problem: tuple[str, str] | None, remark: str) -> None:
    done = read(collection(given_))
    assert done.events == [], remark
    assert problem is None or problem in told(done), remark
    assert done.problems, remark


def test_an_id_that_two_features_have_is_a_problem() -> None:
    assert told(read(collection({**feature(), "id": "a"}, {**feature(), "id": "a"}))) == [
        ("feature 2, id", "“a” is the id of an earlier event")
    ]


@given(st.lists(st.tuples(st.one_of(objects, dated_objects), anything, anything), max_size=4), objects)
def test_whatever_the_features_hold_what_is_read_is_a_chronology(features: list[Any], members: dict[str, Any]) -> None:
    made = [{"type": "Feature", "id": own, "geometry": shape, "properties": held} for held, own, shape in features]
    done = read(collection(*made, **{**members, "type": "FeatureCollection", "features": made, "crs": None}))
    assert len(done.events) <= len(features)


NO_GEOJSON = [
    ("", "is empty"),
    ('{"type": "FeatureCollection",\n "features": [}', "line 2, column 15: is not JSON: invalid character"),
    ('{"type": "FeatureCollection", "features": [', "line 1, column 44: breaks off: it is not whole"),
    ("[" * 100_000, "is nested too deeply to be read"),
    ('{"title": "\\ud800"}', None),
    ("[]", "is no GeoJSON Feature or FeatureCollection"),
    ('{"type": "Point", "coordinates": [1, 2]}', "is no GeoJSON Feature or FeatureCollection"),
    ('{"type": "FeatureCollection", "features": 5}', "is no GeoJSON Feature or FeatureCollection"),
    ('{"type": ["Feature"]}', "is no GeoJSON Feature or FeatureCollection"),
]


@pytest.mark.parametrize(("text", "message"), NO_GEOJSON)
def test_a_file_that_is_no_geojson_is_refused_with_its_place(text: str, message: str | None) -> None:
    with pytest.raises(ChronologyError) as caught:
        read(text)
    assert message is None or caught.value.message == message


def test_coordinates_in_another_system_are_refused() -> None:
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    with pytest.raises(ChronologyError, match=r"in “urn:ogc:def:crs:EPSG::3857”, not WGS 84"):
        read(collection(feature(), crs=system))
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"):
        only(read(collection(feature(), crs={"type": "name", "properties": {"name": name}})))
