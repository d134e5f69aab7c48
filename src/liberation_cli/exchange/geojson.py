"""GeoJSON (RFC 7946): a feature for each event, with a point where its place has coordinates.

The header stands beside the features as foreign members of the collection, which readers that do not know them pass over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any

import msgspec

from liberation_cli.chronology.event import Event
from liberation_cli.dates import edtf, phrase
from liberation_cli.dates.when import iso
from liberation_cli.errors import ChronologyError, DateError, Location, Problem, quote
from liberation_cli.exchange.incoming import Arrival, Draft, Manner
from liberation_cli.exchange.json_reading import decoded
from liberation_cli.exchange.naming import recognise
from liberation_cli.exchange.outgoing import Losses, Outgoing

_WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326")
_COLLECTION = {"type", "features", "bbox", "crs"}
_FEATURE = {"type", "id", "geometry", "properties", "bbox", "crs"}
_HEADER = {"title": str, "description": str, "licence": str, "focus": str, "tracks": list, "sources": list}
_USUAL_HEADER = {"name": "title", "license": "licence"}


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a collection of features, one a line."""
    header: dict[str, Any] = msgspec.to_builtins(outgoing.header)
    yield '{\n"type": "FeatureCollection",\n'
    yield from (f"{_json(name)}: {_json(header[name])},\n" for name in _HEADER if name in header)
    yield '"features": ['
    separator = "\n"
    for event in outgoing.events():
        yield separator + _json(_feature(event))
        separator = ",\n"
    yield "\n]\n}\n"


def read(text: str, manner: Manner) -> Arrival:
    """Read a feature, or a collection of them, of any program.

    Raises:
        ChronologyError: it is no such file, or its coordinates are not degrees of WGS 84.
    """
    document = decoded(text)
    kind = document.get("type") if isinstance(document, dict) else None
    features = [document] if kind == "Feature" else document.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list):
        raise ChronologyError("is no GeoJSON Feature or FeatureCollection")
    _check_reference_system(document.get("crs"))
    reading = _Reading(manner)
    header = reading.header(document) if kind == "FeatureCollection" else {}
    return Arrival(header, reading.drafts(features), reading.losses, reading.problems)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _feature(event: Event) -> dict[str, Any]:
    fields = msgspec.to_builtins(event)
    place = fields.pop("place", {})
    point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if "lat" in place else None
    told = {"title": fields.pop("title"), "date": fields.pop("date"), **_told_by(event.date)}
    located = {field: place[name] for field, name in (("place", "name"), ("country", "country")) if name in place}
    return {"type": "Feature", "id": fields.pop("id"), "geometry": point, "properties": {**told, **located, **fields}}


def _told_by(date: str) -> dict[str, Any]:
    """What a date says, for programs that do not read EDTF."""
    when = edtf.parse(date)
    return {
        "date_in_words": phrase.when(when),
        "earliest": iso(when.earliest),
        "latest": iso(when.latest),
        "approximate": when.approximate,
        "uncertain": when.uncertain,
    }


def _check_reference_system(system: Any) -> None:
    named = system.get("properties") if isinstance(system, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if system is not None and not (isinstance(name, str) and name.endswith(_WGS84)):
        raise ChronologyError(
            f"has its coordinates in {quote(name) if isinstance(name, str) else 'a system of its own'}, not WGS 84",
            "save it in WGS 84 (EPSG:4326) first",
        )


class _Reading:
    """What is noted while features are read."""

    def __init__(self, manner: Manner) -> None:
        self._columns = manner.columns
        self.losses = Losses()
        self.problems: list[Problem] = []

    def header(self, collection: Mapping[str, Any]) -> dict[str, Any]:
        header: dict[str, Any] = {}
        for name, value in collection.items():
            field = name if name in _HEADER else _USUAL_HEADER.get(name)
            if field and isinstance(value, _HEADER[field]) and (field == name or field not in collection):
                header[field] = value
            elif name not in _COLLECTION:
                self.losses.note(f"without the member {quote(name)}")
        return header

    def drafts(self, features: list[Any]) -> Iterator[Draft]:
        for number, feature in enumerate(features, 1):
            where = f"feature {number}"
            problem = _problem_of(feature, where)
            if problem:
                self.problems.append(problem)
            else:
                yield Draft(where, self._fields(feature, where))

    def _fields(self, feature: Mapping[str, Any], where: str) -> dict[str, Any]:
        for name in feature:
            if name not in _FEATURE:
                self.losses.note(f"without the member {quote(name)}", where)
        properties, own = feature.get("properties") or {}, feature.get("id")
        fields, left = recognise({**properties, **({} if own is None else {"id": own})}, self._columns)
        if own is not None and properties.get("id", own) != own:
            left.append("id")
        told = _told(fields.get("date"))
        for name in left:
            if name not in told or properties[name] != told[name]:
                self.losses.note(f"without the property {quote(name)}", where)
        point = self._point(feature.get("geometry") or {}, where)
        if point:
            if "place" not in fields:
                self.losses.note("without a name of the place, for which its coordinates stand in", where)
            fields["place"] = {**fields.get("place", {}), **point}
        return fields

    def _point(self, geometry: Mapping[str, Any], where: str) -> dict[str, float] | None:
        coordinates = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        if geometry and coordinates is None:
            self.losses.note("without a shape that is no point", where)
        if not coordinates:
            return None
        if len(coordinates) > 2:
            self.losses.note("without its height", where)
        return {"lat": coordinates[1], "lon": coordinates[0]}


def _problem_of(feature: Any, where: str) -> Problem | None:
    """What keeps a value from being a feature."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Problem(Location(where), "is no GeoJSON Feature")
    if not isinstance(feature.get("properties"), (dict, NoneType)):
        return Problem(Location(where).at("properties"), "are no object")
    geometry = feature.get("geometry")
    sound = geometry is None or isinstance(geometry, dict)
    if sound and geometry and geometry.get("type") == "Point":
        sound = _are_coordinates(geometry.get("coordinates"))
    return None if sound else Problem(Location(where).at("geometry"), "is no GeoJSON geometry")


def _are_coordinates(value: Any) -> bool:
    """Whether a value is a list of numbers that is a point, or an empty one, which is none."""
    return isinstance(value, list) and len(value) != 1 and all(type(number) in (int, float) for number in value)


def _told(date: Any) -> dict[str, Any]:
    try:
        return _told_by(date) if isinstance(date, str) else {}
    except DateError:
        return {}
