"""The canonical layout: nothing is lost, everything stands in its order, and what is in order stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.chronology.event import ChronologyDocument, Event
from liberation_cli.chronology.layout import Ordered, is_laid_out, laid_out, ordered
from liberation_cli.errors import InvalidChronology
from tests.chronology.making import BOOK, Record, dating, event
from tests.chronology.strategies import any_dates
from tests.conftest import SMALL_EVENTS, SMALL_HEADER, WriteChronology

prose = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
    | st.sampled_from("\n\t\"\\/"),
    min_size=1,
    max_size=12,
).filter(lambda text: not any("\u2066" <= character <= "\u2069" for character in text))  # fmt: skip
places = st.fixed_dictionaries({"name": prose}, optional={"country": prose}) | st.fixed_dictionaries(
    {"name": prose, "lat": st.floats(-90, 90) | st.integers(-90, 90), "lon": st.floats(-180, 180)}
)
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "aliases": st.lists(prose, max_size=2),
    "track": st.just("land"),
    "kind": prose | st.just(""),
    "place": places | st.none(),
    "forces": st.dictionaries(prose, st.lists(prose, max_size=2), max_size=2),
    "people": st.lists(prose, max_size=2),
    "account": st.lists(prose, max_size=2),
    "significance": prose,
    "datings": st.lists(any_dates.map(dating), max_size=2),
    "figures": st.lists(st.fixed_dictionaries({"what": prose, "value": prose}), max_size=2),
}


@st.composite
def documents(draw: Any) -> Record:
    """A chronology with any texts in any fields, in any order."""
    events = [
        event(f"e{number}", date, title=draw(prose), summary=draw(prose), **draw(st.fixed_dictionaries({}, optional=OPTIONAL)))
        for number, date in enumerate(draw(st.lists(any_dates, max_size=6)))
    ]
    return {"title": draw(prose), "sources": [BOOK], "events": [dict(draw(st.permutations(list(e.items())))) for e in events]}


def written(directory: Path, document: Record, name: str, ascii_only: bool) -> Path:
    path = directory / name
    if name.endswith("l"):
        header = {field: value for field, value in document.items() if field != "events"}
        lines = [json.dumps(part, ensure_ascii=ascii_only) for part in (header, *document["events"])]
        path.write_text("\n\n".join(lines), encoding="utf-8")
    else:
        path.write_text(json.dumps(document, ensure_ascii=ascii_only), encoding="utf-8")
    return path


def read(path: Path) -> ChronologyDocument:
    """A file decoded whole, without any of the code that lays it out."""
    if path.suffix != ".jsonl":
        return msgspec.json.decode(path.read_bytes(), type=ChronologyDocument)
    header, *events = [msgspec.json.decode(line) for line in path.read_bytes().split(b"\n") if line.strip()]
    return msgspec.convert({**header, "events": events}, ChronologyDocument)


def lay_out(path: Path, name: str) -> tuple[Path, Ordered]:
    found = ordered(path)
    other = path.with_name(name)
    other.write_bytes(b"".join(laid_out(found.header, found.events, lines=name.endswith("l"))))
    return other, found


def by_id(events: tuple[Event, ...]) -> list[Event]:
    return sorted(events, key=lambda each: each.id)


@given(documents(), st.sampled_from(["mine.json", "mine.jsonl"]), st.sampled_from(["new.json", "new.jsonl"]), st.booleans())
def test_what_is_laid_out_is_the_same_in_the_order_of_time_and_stays_so(
    document: Record, name: str, new_name: str, ascii_only: bool
) -> None:
    with TemporaryDirectory() as directory:
        path = written(Path(directory), document, name, ascii_only)
        new, found = lay_out(path, new_name)
        before, after = read(path), read(new)
        assert by_id(after.events) == by_id(before.events)
        assert msgspec.structs.replace(after, events=()) == msgspec.structs.replace(before, events=())
        whens = [each.when for each in after.events]
        assert whens == sorted(whens)
        assert (found.moved == 0) == (after.events == before.events)
        again, found_again = lay_out(new, f"again-{new_name}")
        assert (again.read_bytes(), found_again.moved) == (new.read_bytes(), 0)
        assert is_laid_out(new, found_again)


MOVED = [
    ([], 0, "none"),
    (["1943", "1944", "1945"], 0, "in order"),
    (["1944", "1944", "1944"], 0, "of one date: they stay as they stand"),
    (["1944", "1943"], 1, "two in the wrong order: one moves"),
    (["1945", "1942", "1943", "1944"], 1, "the first belongs last"),
    (["1945", "1944", "1943"], 2, "backwards"),
    (["1942", "1945", "1943", "1944", "1941"], 2, "two astray"),
]


@pytest.mark.parametrize(("dates", "moved", "remark"), MOVED)
def test_no_more_are_said_to_move_than_must(
    write_chronology: WriteChronology, dates: list[str], moved: int, remark: str
) -> None:
    path = write_chronology([event(f"e{number}", date) for number, date in enumerate(dates)])
    assert ordered(path).moved == moved, remark


def test_both_layouts_look_as_documented(write_chronology: WriteChronology) -> None:
    path = write_chronology([event("b", "1945", kind=""), event("a", "1944", place={"lon": 12, "lat": 41.50, "name": "Rome"})])
    assert lay_out(path, "new.json")[0].read_text() == (
        '{\n  "events": [\n    {\n      "id": "a",\n      "title": "A",\n      "date": "1944",\n      "place": {\n'
        '        "name": "Rome",\n        "lat": 41.5,\n        "lon": 12.0\n      },\n      "summary": "So it was."\n    },\n'
        '    {\n      "id": "b",\n      "title": "B",\n      "date": "1945",\n      "summary": "So it was."\n    }\n  ]\n}\n'
    )
    assert lay_out(path, "new.jsonl")[0].read_text() == (
        "{}\n"
        '{"id":"a","title":"A","date":"1944","place":{"name":"Rome","lat":41.5,"lon":12.0},"summary":"So it was."}\n'
        '{"id":"b","title":"B","date":"1945","summary":"So it was."}\n'
    )


@pytest.mark.parametrize("data", [BUNDLED.read_bytes(), BUNDLED.with_name("starter.json").read_bytes()])
def test_what_is_shipped_is_laid_out(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(data)
    assert is_laid_out(path, ordered(path))


@pytest.mark.parametrize("changed", [b" ", b"\n", b"\xef\xbb\xbf"])
def test_one_byte_more_or_less_is_another_layout(write_chronology: WriteChronology, changed: bytes) -> None:
    path, found = lay_out(write_chronology(SMALL_EVENTS, **SMALL_HEADER), "new.json")
    whole = path.read_bytes()
    for data in (whole + changed, changed + whole, whole[:-1], whole[:-10]):
        path.write_bytes(data)
        assert not is_laid_out(path, found)


LOST = [
    ('{"events": [{"id": "a", "title": "A", "date": "1944", "summary": "One.", "summary": "Two."}]}', "a text given twice"),
    ('{"title": "One", "title": "Two", "events": []}', "in the header"),
    ('{"events": [{"id": "a", "title": "A", "date": "1944"}], "events": []}', "all the events"),
    ('{"events": [{"id": "a", "title": "A", "date": "1944-6", "summary": "s"}]}', "a date that is none"),
    ('{"titel": "x", "events": []}', "an unknown field"),
]


@pytest.mark.parametrize(("text", "remark"), LOST)
def test_what_would_be_lost_is_refused(tmp_path: Path, text: str, remark: str) -> None:
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidChronology) as caught:
        ordered(path)
    assert all(problem.position for problem in caught.value.problems), remark
