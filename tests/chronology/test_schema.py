from __future__ import annotations

import json
from copy import deepcopy
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from liberation_cli.chronology.chronology import BUNDLED, Chronology
from liberation_cli.chronology.event import json_schema
from tests.chronology.making import event, problems_in
from tests.conftest import SMALL_EVENTS, SMALL_HEADER, WriteChronology

FIVE_LINES = """\
{ "events": [ {
    "id": "wedding",
    "title": "Our grandparents marry",
    "date": "1946-05",
    "summary": "In the town hall of Cassino, which had no roof." } ] }
"""


def published() -> str:
    return (resources.files("liberation_cli.data") / "chronology.schema.json").read_text(encoding="utf-8")


def validator() -> Any:
    return Draft202012Validator(json_schema())


def test_the_published_schema_is_the_one_that_the_types_make() -> None:
    assert published() == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_a_chronology_of_five_lines_is_valid_and_opens(tmp_path: Path) -> None:
    assert len(FIVE_LINES.splitlines()) == 5
    assert validator().is_valid(json.loads(FIVE_LINES))
    path = tmp_path / "mine.json"
    path.write_text(FIVE_LINES, encoding="utf-8")
    with Chronology(path) as chronology:
        assert chronology.find("wedding").when.earliest


def test_the_bundled_chronology_is_valid() -> None:
    document = json.loads(BUNDLED.read_text(encoding="utf-8"))
    assert [error.message for error in validator().iter_errors(document)] == []


def test_the_chronology_to_start_from_is_valid_and_sound() -> None:
    starter = BUNDLED.with_name("starter.json")
    assert [error.message for error in validator().iter_errors(json.loads(starter.read_text(encoding="utf-8")))] == []
    with Chronology(starter) as chronology:
        assert len(chronology) == 3


def test_a_chronology_that_uses_every_part_of_the_format_is_valid() -> None:
    assert validator().is_valid({"$schema": "x", "format": 1, **SMALL_HEADER, "events": SMALL_EVENTS})


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "an empty title"),
    ({"title": 7}, "a title that is a number"),
    ({"titel": "x"}, "an unknown field"),
    ({"id": "The Siege"}, "an id that is none"),
    ({"id": "a" * 101}, "an id too long"),
    ({"date": ""}, "an empty date"),
    ({"place": {"name": "Rome", "lat": 91, "lon": 0}}, "north of the pole"),
    ({"place": {"country": "Italy"}}, "a place without a name"),
    ({"datings": [{"date": "1944", "says": "x", "sources": []}]}, "a dating that no source backs"),
    ({"led_to": [{"event": "relief"}]}, "a consequence that does not say how"),
    ({"account": "One."}, "prose that is no list"),
    ({"forces": {"allied": "Fifth Army"}}, "forces that are no list"),
]


@pytest.mark.parametrize(("fields", "remark"), BROKEN)
def test_what_the_schema_refuses_the_program_refuses_too(
    write_chronology: WriteChronology, fields: dict[str, Any], remark: str
) -> None:
    broken = {**event(), **fields}
    assert not validator().is_valid({"events": [broken]}), remark
    assert problems_in(write_chronology([broken])), remark


@pytest.mark.parametrize("missing", ["id", "title", "date", "summary", "events"])
def test_what_is_needed_the_schema_needs(missing: str) -> None:
    document = {"events": [event()]}
    assert validator().is_valid(document)
    broken = deepcopy(document)
    (broken if missing == "events" else broken["events"][0]).pop(missing)
    assert not validator().is_valid(broken)


@pytest.mark.parametrize("document", [None, [], 7, {"events": {}}, {"events": [], "format": 2}, {"events": [], "titel": "x"}])
def test_what_is_no_chronology_is_not_valid(document: object) -> None:
    assert not validator().is_valid(document)
