"""The line and column of what is wrong, and the line itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.locating import located, repeated_fields
from liberation_cli.errors import InvalidChronology, Location, Problem
from tests.chronology.making import BOOK, Record, dating, event
from tests.chronology.test_file import BROKEN, BROKEN_HEADERS, TOGETHER

Pointed = tuple[int, int, str]
"""A line, a column, and what stands there."""


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(InvalidChronology) as caught, Chronology(path):
        pass
    return list(caught.value.problems)


def pointed(problem: Problem) -> Pointed:
    assert problem.position is not None
    return problem.position.line, problem.position.column, problem.position.there


def written(tmp_path: Path, text: str, name: str = "mine.json") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


LAYOUTS: list[tuple[str, dict[str, Any], str]] = [
    ("mine.json", {"indent": 2, "ensure_ascii": False}, "a field a line"),
    ("mine.json", {"ensure_ascii": False}, "all on one line"),
    ("mine.json", {"indent": "\t"}, "tabs, and escapes for what ASCII has not"),
    ("mine.jsonl", {"ensure_ascii": False}, "an event a line"),
]


def lay_out(tmp_path: Path, events: list[Record], header: Record, name: str, layout: dict[str, Any]) -> Path:
    if name.endswith("l"):
        return written(tmp_path, "".join(json.dumps(part, **layout) + "\n" for part in (header, *events)), name)
    return written(tmp_path, json.dumps({**header, "events": events}, **layout), name)


ALL_BROKEN: list[tuple[list[Record], Record, str]] = [
    *(([event("before", "1943"), event(**fields)], {"sources": [BOOK]}, remark) for fields, _, remark in BROKEN),
    *((events, {"sources": [BOOK], "tracks": [{"id": "land", "title": "Land"}]}, remark) for events, _, remark in TOGETHER),
    *(([event()], header, remark) for header, _, remark in BROKEN_HEADERS),
]


@pytest.mark.parametrize("laid_out", LAYOUTS, ids=lambda value: value[2])
@pytest.mark.parametrize("broken", ALL_BROKEN, ids=lambda value: value[2])
def test_every_problem_is_pointed_at_in_every_layout(
    tmp_path: Path, broken: tuple[list[Record], Record, str], laid_out: tuple[str, dict[str, Any], str]
) -> None:
    """What stands at the line and column of the file is what the location says by its steps."""
    (events, header, _), (name, layout, _) = broken, laid_out
    path = lay_out(tmp_path, events, header, name, layout)
    lines = path.read_text(encoding="utf-8").split("\n")
    for problem in problems_of(path):
        line, column, there = pointed(problem)
        at = lines[line - 1][column - 1 :]
        assert at.startswith(there)
        value = json.JSONDecoder().raw_decode("\n".join([at, *lines[line:]]))[0]
        where = problem.location
        if where.name_only:
            assert value == where.steps[-1]
            continue
        record: Any = header if where.record == "the header" else None
        candidates = [record] if record else [e for e in events if e["id"] == where.event]
        assert value in [_held(candidate, where.steps) for candidate in candidates]


def _held(record: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        record = record[step]
    return record


def test_an_id_given_twice_is_pointed_at_where_it_is_given_again(tmp_path: Path) -> None:
    path = lay_out(tmp_path, [event("siege"), event("relief"), event("siege")], {}, "mine.jsonl", {})
    assert [pointed(problem) for problem in problems_of(path)] == [(4, 8, '"siege"')]


def test_columns_count_characters_and_not_the_byte_order_mark(tmp_path: Path) -> None:
    text = '\ufeff{"title": "città 東京 \U0001f3db", "events": [{"id": "a", "title": 7, "date": "1944", "summary": "s"}]}'
    (problem,) = problems_of(written(tmp_path, text))
    assert pointed(problem) == (1, text.index("7"), "7")
    assert problem.position is not None
    assert problem.position.before.startswith('{"title": "città 東京 \U0001f3db"')


def test_lines_end_as_on_windows(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(b'{"events": [\r\n  {"id": "a", "title": "A", "date":\r\n   "1944-6",\r\n "summary": "s"}]}\r\n')
    (problem,) = problems_of(path)
    assert pointed(problem) == (3, 4, '"1944-6"')
    assert problem.position is not None
    assert problem.position.excerpt(72) == ('"1944-6",', 0, 8)


ONE = '"id": "a", "title": "A", "date": "1944", "summary": "s"'
REPEATED = [
    # text, where and which, remark
    ('{"events": [], "title": "a", "title": "b"}', [("the header", "title")], "in the header"),
    ('{"events": [], "events": []}', [("the header", "events")], "the events themselves"),
    ('{"tracks": [{"id": "a", "title": "A", "id": "b"}], "events": []}', [("the header, tracks 1", "id")], "in a track"),
    (
        f'{{"events": [{{{ONE}, "date": "1945", "place": {{"name": "R", "name": "N"}}}}]}}',
        [("event “a”", "date"), ("event “a”, place", "name")],
        "in an event, and deeper in it",
    ),
    (f'{{"events": [{{{ONE}, "titl\\u0065": "B"}}]}}', [("event “a”", "title")], "spelt with an escape"),
    (f'{{"events": [{{{ONE}, "significance": "{{\\"a\\": 1, \\"a\\": 2}}"}}]}}', [], "only in prose"),
    ('{"events": [{"id": "a", "forces": {"A": [], "a": []}}, {"id": "a"}]}', [], "names that differ, in different objects"),
    ("[1]", [], "no object"),
    ('{"events": [', [], "cut off"),
]


@pytest.mark.parametrize(("text", "told", "remark"), REPEATED, ids=lambda value: value if isinstance(value, str) else "")
def test_a_field_given_twice_is_told_and_pointed_at_where_it_is_given_again(
    tmp_path: Path, text: str, told: list[tuple[str, str]], remark: str
) -> None:
    path = written(tmp_path, text)
    problems = located(path, list(repeated_fields(path)))
    assert [(p.where, p.what) for p in problems] == [(where, f"has the field “{name}” twice") for where, name in told], remark
    for problem, (_, name) in zip(problems, told, strict=True):
        _, column, there = pointed(problem)
        assert json.loads(there) == name
        assert text[column - 1 :].startswith(there)
        assert name in text[: column - 1]


def test_fields_given_twice_are_found_line_by_line_past_lines_that_are_no_json(tmp_path: Path) -> None:
    path = written(tmp_path, '{"title": "a", "title": "b"}\n{"id": \n\n{"id": "b", "id": "c"}\n', "mine.jsonl")
    assert [pointed(p) for p in located(path, list(repeated_fields(path)))] == [(1, 16, '"title"'), (4, 13, '"id"')]


def test_a_hundred_problems_on_one_line_of_ten_megabytes_are_found_at_once(tmp_path: Path) -> None:
    events = [event(f"e{n}", "1944-6", account=["è" * 50_000]) for n in range(100)]
    path = lay_out(tmp_path, events, {}, "mine.json", {"ensure_ascii": False})
    assert path.stat().st_size > 10_000_000
    text = path.read_text(encoding="utf-8")
    for problem in problems_of(path):
        line, column, there = pointed(problem)
        assert (line, there) == (1, '"1944-6"')
        assert text[column - 1 :].startswith(there)
        assert problem.position is not None
        assert max(len(part) for part in problem.position[2:]) <= 200


def test_an_excerpt_is_harmless_and_as_wide_as_it_may_be(tmp_path: Path) -> None:
    broken = event(summary="\u202eevil\x9b" * 100, datings=[dating("1944")], titel="\x85" * 300)
    path = lay_out(tmp_path, [broken], {"sources": [BOOK]}, "mine.json", {"ensure_ascii": False})
    for problem in problems_of(path):
        assert problem.position is not None
        for width in (1, 2, 16, 40, 72, 1000):
            text, start, end = problem.position.excerpt(width)
            assert text.isprintable()
            assert len(text) <= max(width, 3)
            assert 0 <= start < end <= len(text)


def test_what_is_no_longer_in_the_file_has_no_position(tmp_path: Path) -> None:
    path = written(tmp_path, '{"events": []}')
    gone = Problem(Location(event="siege", steps=("date",)), "was wrong")
    assert located(path, [gone]) == [gone]


def test_a_location_is_said_in_words_and_as_programs_write_it() -> None:
    where = Location("event 3", "anzio").at("datings", 1, "sources", 0, "source")
    assert (str(where), where.field) == ("event “anzio”, datings 2, sources 1, source", "datings[1].sources[0].source")
    assert str(Location("line 4").at("forces", "the Axis")) == "line 4, forces, “the Axis”"
    assert Location("line 4").at("forces", "the Axis").field == 'forces["the Axis"]'
    unknown = Location("event 3", "anzio").at("place", "nam")._replace(name_only=True)
    assert (str(unknown), unknown.field) == ("event “anzio”, place", "place.nam")
