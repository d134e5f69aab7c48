from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.file import ChronologyFile
from liberation_cli.chronology.locating import located, repeated_fields
from liberation_cli.errors import ChronologyError, InvalidChronology
from tests.chronology.making import BOOK, Record, Told, dating, event, problems_in
from tests.conftest import SMALL_EVENTS, SMALL_HEADER, WriteChronology

FIELDS = (
    "the fields are id, title, aliases, date, track, kind, place, forces, people, summary, account, significance, part_of,"
    " led_to, datings, figures, sources"
)
SIEGE = "event “siege”"
ADD_SOURCE = 'add at least one, as {"source": "its-id"}'
NO_ID = ("is no id", "write lower-case words joined by hyphens, such as liberation-of-rome")
NO_OBJECT = ("the file", "is not one JSON object", 'start it with {"title": …, "events": [ … ]}')
EMPTY = ("is empty", "fill it in, or leave the field out if it may be")
ONE_LINE = {"id": "siege", "title": "Siege", "date": "1944-06-04", "summary": "So it was."}


def written(tmp_path: Path, data: str | bytes, name: str = "broken.json") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refusal(path: Path) -> str:
    """Why a file cannot be read at all, without its name: ``line:column: what`` where a line is to blame."""
    with pytest.raises(ChronologyError) as caught, Chronology(path):
        pass
    assert not isinstance(caught.value, InvalidChronology), caught.value
    return caught.value.message.removeprefix(f"{path}:").removeprefix(" ")


def content(path: Path) -> tuple[str, list[Any]]:
    with Chronology(path) as chronology:
        return chronology.title, [chronology.find(record["id"]) for record in SMALL_EVENTS]


# What is read


def test_both_layouts_hold_the_same(write_chronology: WriteChronology) -> None:
    whole = write_chronology(SMALL_EVENTS, "whole.json", **SMALL_HEADER)
    lines = write_chronology(SMALL_EVENTS, "lines.jsonl", **SMALL_HEADER)
    assert content(whole) == content(lines)
    assert content(whole)[0] == "A small war"


@pytest.mark.parametrize("name", ["war.json", "war.jsonl"])
def test_a_byte_order_mark_is_passed_over(tmp_path: Path, write_chronology: WriteChronology, name: str) -> None:
    plain = write_chronology(SMALL_EVENTS, name, **SMALL_HEADER)
    marked = written(tmp_path, b"\xef\xbb\xbf" + plain.read_bytes(), f"marked-{name}")
    assert content(marked) == content(plain)


LINES = [
    ("{}\n\n{e}\n   \n\t\n", "blank lines between and after"),
    ("{}\r\n{e}\r\n", "lines that end as on Windows"),
    ("{}\n{e}", "no end of line at the end"),
]


@pytest.mark.parametrize("name", ["war.jsonl", "WAR.JSONL", "war.ndjson"])
@pytest.mark.parametrize(("layout", "remark"), LINES)
def test_json_lines_are_read_however_they_are_spaced(tmp_path: Path, layout: str, remark: str, name: str) -> None:
    with Chronology(written(tmp_path, layout.replace("{e}", json.dumps(ONE_LINE)), name)) as chronology:
        assert len(chronology) == 1, remark


def test_a_header_alone_is_a_chronology_without_events(write_chronology: WriteChronology) -> None:
    for name in ("none.json", "none.jsonl"):
        with Chronology(write_chronology([], name)) as chronology:
            assert len(chronology) == 0
            assert chronology.title == name
            assert chronology.span is None


def test_no_more_is_asked_of_an_event_than_four_fields(tmp_path: Path) -> None:
    with Chronology(written(tmp_path, json.dumps({"events": [ONE_LINE]}))) as chronology:
        assert chronology.find("siege").summary == "So it was."


# One broken event

BROKEN: list[tuple[Record, list[Told], str]] = [
    ({"titel": "x"}, [(SIEGE, "has an unknown field “titel”", "did you mean title?")], "a misspelt field"),
    ({"zzz": 1}, [(SIEGE, "has an unknown field “zzz”", FIELDS)], "a field like no other"),
    (
        {"place": {"name": "Rome", "contry": "Italy"}},
        [(f"{SIEGE}, place", "has an unknown field “contry”", "did you mean country?")],
        "a misspelt field of the place",
    ),
    (
        {"place": {"name": "Rome", "latitude": 41.9}},
        [(f"{SIEGE}, place", "has an unknown field “latitude”", "the fields are name, country, lat, lon")],
        "a field of the place by a longer name",
    ),
    (
        {"datings": [dating("1944"), {**dating("1944"), "say": "x"}]},
        [(f"{SIEGE}, datings 2", "has an unknown field “say”", "did you mean says?")],
        "a misspelt field of the second dating",
    ),
    (
        {"datings": [{**dating("1944"), "sources": [{"source": "book", "page": 1}]}]},
        [(f"{SIEGE}, datings 1, sources 1", "has an unknown field “page”", "the fields are source, at")],
        "three levels down",
    ),
    ({"place": {"country": "Italy"}}, [(f"{SIEGE}, place", "has no name", "add the field name")], "a place without a name"),
    ({"title": ""}, [(f"{SIEGE}, title", *EMPTY)], "an empty title"),
    ({"summary": ""}, [(f"{SIEGE}, summary", *EMPTY)], "an empty summary"),
    ({"aliases": [""]}, [(f"{SIEGE}, aliases", *EMPTY)], "an empty alias"),
    ({"title": 7}, [(f"{SIEGE}, title", "is a whole number where a text belongs", "")], "a title that is a number"),
    ({"title": None}, [(f"{SIEGE}, title", "is null where a text belongs", "")], "a title that is null"),
    ({"place": "Rome"}, [(f"{SIEGE}, place", "is a text where an object belongs", "")], "a place that is a text"),
    ({"account": "One."}, [(f"{SIEGE}, account", "is a text where a list belongs", "")], "prose that is no list"),
    ({"part_of": "The War"}, [(f"{SIEGE}, part_of", *NO_ID)], "a reference that is no id"),
    ({"track": "Italy!"}, [(f"{SIEGE}, track", *NO_ID)], "a track that is no id"),
    (
        {"place": {"name": "Rome", "lat": 91, "lon": 0}},
        [(f"{SIEGE}, place, lat", "is out of range", "write a number <= 90.0")],
        "north of the pole",
    ),
    (
        {"place": {"name": "Rome", "lat": 0, "lon": -181}},
        [(f"{SIEGE}, place, lon", "is out of range", "write a number >= -180.0")],
        "west of the date line",
    ),
    (
        {"place": {"name": "Rome", "lat": 41.9}},
        [(f"{SIEGE}, place", "has only one of lat and lon", "give both, or neither")],
        "only a latitude",
    ),
    (
        {"place": {"name": "Rome", "lon": 12.5}},
        [(f"{SIEGE}, place", "has only one of lat and lon", "give both, or neither")],
        "only a longitude",
    ),
    (
        {"datings": [{"date": "1944", "says": "x", "sources": []}]},
        [(f"{SIEGE}, datings 1, sources", "cites no source", ADD_SOURCE)],
        "a dating that no source backs",
    ),
    (
        {"datings": [{"date": "1944", "says": "x"}]},
        [(f"{SIEGE}, datings 1", "has no sources", "add the field sources")],
        "a dating without the field",
    ),
    (
        {"led_to": [{"event": "siege"}]},
        [(f"{SIEGE}, led_to 1", "has no how", "add the field how")],
        "a consequence that does not say how",
    ),
]


@pytest.mark.parametrize(("fields", "problems", "remark"), BROKEN, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_wrong_in_an_event_is_told_with_its_place_and_a_remedy(
    write_chronology: WriteChronology, fields: Record, problems: list[Told], remark: str
) -> None:
    assert problems_in(write_chronology([event(**fields)], sources=[BOOK])) == problems, remark


BROKEN_IDS: list[tuple[str, tuple[str, str], str]] = [
    ("Siege", NO_ID, "capitals"),
    ("the siege", NO_ID, "a space"),
    ("siege-", NO_ID, "a hyphen that joins nothing"),
    ("città", NO_ID, "an accent"),
    ("", NO_ID, "nothing"),
    ("siege\n", NO_ID, "a line end after it, where a pattern's $ also matches"),
    ("a" * 101, ("is too long", "keep it within 100 characters"), "longer than any name"),
]


@pytest.mark.parametrize(("event_id", "problem", "remark"), BROKEN_IDS)
def test_an_id_is_lower_case_words_joined_by_hyphens(
    write_chronology: WriteChronology, event_id: str, problem: tuple[str, str], remark: str
) -> None:
    ((where, what, instead),) = problems_in(write_chronology([event("siege") | {"id": event_id}]))
    assert (what, instead) == problem, remark
    assert where.startswith("event"), remark
    assert where.endswith(", id"), remark


@pytest.mark.parametrize("field", ["id", "title", "date", "summary"])
def test_each_of_the_four_needed_fields_is_missed(write_chronology: WriteChronology, field: str) -> None:
    without = {name: value for name, value in ONE_LINE.items() if name != field}
    where = "event 1" if field == "id" else SIEGE
    assert problems_in(write_chronology([without])) == [(where, f"has no {field}", f"add the field {field}")]


BROKEN_DATES = [
    ("1944-06-31", "“1944-06-31” names day 31; June 1944 has 30 days", "no such day"),
    ("1943-02-29", "“1943-02-29” names day 29; February 1943 has 28 days", "no leap year"),
    ("1944-13", "“1944-13” names code 13; a month is 01–12, a season 21–24", "no such month"),
    ("1944-06-05/1944-06-04", "“1944-06-05/1944-06-04” ends before it starts", "reversed"),
    ("1944-6-5", "“1944-6-5” is not spelt as EDTF spells it", "a near miss"),
    ("5 June 1944", "“5 June 1944” is not EDTF", "as people write it"),
    ("last spring", "“last spring” is not an EDTF date", "no date at all"),
    ("０９４４", "“０９４４” has digits other than 0–9", "full-width digits"),
]


@pytest.mark.parametrize(("date", "what", "remark"), BROKEN_DATES)
def test_a_date_that_is_none_is_told_with_the_reason(
    write_chronology: WriteChronology, date: str, what: str, remark: str
) -> None:
    broken = [event("siege", date), event("relief", "1945", datings=[dating(date)])]
    told = problems_in(write_chronology(broken, sources=[BOOK]))
    assert [problem[:2] for problem in told] == [
        (f"{SIEGE}, date", what),
        ("event “relief”, datings 1, date", what),
    ], remark
    assert all(problem[2] for problem in told), remark


def test_the_right_spelling_of_a_near_miss_is_given(write_chronology: WriteChronology) -> None:
    ((_, _, instead),) = problems_in(write_chronology([event("siege", "1944-6-5")]))
    assert instead == "write 1944-06-05"


# Characters that a terminal would obey

CONTROLS = [
    ("\x1b", "U+001B", "escape, with which every terminal sequence begins"),
    ("\x00", "U+0000", "NUL"),
    ("\x07", "U+0007", "the bell"),
    ("\x08", "U+0008", "a step back, over what was told"),
    ("\x0b", "U+000B", "a vertical tab"),
    ("\x0c", "U+000C", "a form feed"),
    ("\r", "U+000D", "back to the start of the line, over what was told"),
    ("\x02", "U+0002", "what search marks its findings with"),
    ("\x7f", "U+007F", "delete"),
    ("\x85", "U+0085", "next line, of C1"),
    ("\x9b", "U+009B", "C1's own beginning of a sequence"),
    ("\u2028", "U+2028", "a line separator"),
    ("\u202e", "U+202E", "right-to-left override"),
    ("\u202a", "U+202A", "left-to-right embedding"),
    ("\u2066", "U+2066", "left-to-right isolate"),
    ("\u2069", "U+2069", "end of isolate"),
]


@pytest.mark.parametrize(("character", "named", "remark"), CONTROLS)
def test_a_control_character_is_refused_as_an_escape(tmp_path: Path, character: str, named: str, remark: str) -> None:
    for ascii_only in (True, False):  # the second writes all above U+001F raw
        data = json.dumps({"events": [event(people=["Anna", f"Ann{character}a"])]}, ensure_ascii=ascii_only)
        told = problems_in(written(tmp_path, data, f"{ascii_only}.json"))
        assert told == [(f"{SIEGE}, people 2", f"holds the control character {named}", "take it out")], remark


@pytest.mark.parametrize("character", ["\x1b", "\r", "\x7f", "\x9b", "\u202e"])
def test_a_control_character_is_refused_wherever_it_stands(tmp_path: Path, character: str) -> None:
    control = ("holds the control character " + f"U+{ord(character):04X}", "take it out")
    broken = event(
        title=f"a{character}",
        forces={"allied": [f"a{character}"], f"x{character}": ["b"]},
        account=["fine\nand\tfine", f"a{character}"],
        datings=[dating("1944") | {"says": f"a{character}"}],
    )
    path = written(tmp_path, json.dumps({"title": f"a{character}", "sources": [BOOK], "events": [broken]}))
    assert problems_in(path) == [
        ("the header, title", *control),
        (f"{SIEGE}, title", *control),
        (f"{SIEGE}, forces, allied 1", *control),
        (f"{SIEGE}, forces", *control),
        (f"{SIEGE}, account 2", *control),
        (f"{SIEGE}, datings 1, says", *control),
    ]


@pytest.mark.parametrize("name", ["raw.json", "raw.jsonl"])
def test_a_raw_control_character_is_no_json(tmp_path: Path, name: str) -> None:
    event_line = b'{"id": "siege", "title": "Si\x1bege", "date": "1944", "summary": "x"}'
    data = b"{}\n" + event_line if name.endswith("l") else b'{"events": [' + event_line + b"]}"
    with pytest.raises(ChronologyError), Chronology(written(tmp_path, data, name)):
        pass


def test_tabs_and_line_ends_belong_to_prose(write_chronology: WriteChronology) -> None:
    with Chronology(write_chronology([event(summary="One\n\tline after another.")])) as chronology:
        assert chronology.find("siege").summary == "One\n\tline after another."


def test_no_message_holds_a_control_character(tmp_path: Path) -> None:
    broken = event() | {"id": "si\x1bege", "ti\x1btel": 1, "date": "1944\x9b", "part_of": "\u202eno"}
    for where, what, instead in problems_in(written(tmp_path, json.dumps({"events": [broken]}))):
        assert all(text.isprintable() for text in (where, what, instead)), (where, what, instead)


# Events seen together

TOGETHER: list[tuple[list[Record], list[Told], str]] = [
    (
        [event("siege"), event("relief"), event("siege")],
        [("event “siege”, id", "is the id of 2 events", "give each its own id")],
        "an id twice",
    ),
    (
        [event("siege"), event("siege"), event("siege")],
        [("event “siege”, id", "is the id of 3 events", "give each its own id")],
        "an id three times",
    ),
    (
        [event("siege", aliases=["the great siege"]), event("relief", aliases=["Great Siège, the", "The Great-Siege"])],
        [("event “siege”, aliases 1", "shares the name “the great siege” with “relief”", "leave it to one of them")],
        "an alias of two, but for case and hyphens",
    ),
    (
        [event("siege"), event("relief", aliases=["Siège"])],
        [("event “relief”, aliases 1", "shares the name “siege” with “siege”", "leave it to one of them")],
        "an alias that is another's id, but for an accent",
    ),
    (
        [event("siege"), event("relief", part_of="sige")],
        [("event “relief”, part_of", "names the event “sige”, which the chronology does not have", "did you mean siege?")],
        "part of nothing",
    ),
    (
        [event("siege", led_to=[{"event": "releif", "how": "x"}]), event("relief")],
        [
            (
                "event “siege”, led_to 1, event",
                "names the event “releif”, which the chronology does not have",
                "did you mean relief?",
            )
        ],
        "leading to nothing",
    ),
    (
        [event("siege", sources=[{"source": "boook"}])],
        [
            (
                "event “siege”, sources 1, source",
                "names the source “boook”, which the chronology does not have",
                "did you mean book?",
            )
        ],
        "a source that is not there",
    ),
    (
        [event("siege", datings=[dating("1944", "zzz")])],
        [("event “siege”, datings 1, sources 1, source", "names the source “zzz”, which the chronology does not have", "")],
        "a source of a dating, like none that is there",
    ),
    (
        [event("siege", track="lande")],
        [("event “siege”, track", "names the track “lande”, which the chronology does not have", "did you mean land?")],
        "a track that is not there",
    ),
    (
        [event("siege", part_of="siege")],
        [("event “siege”, part_of", "goes round in a loop: “siege” → “siege”", "break it at one of them")],
        "part of itself",
    ),
    (
        [event("siege", part_of="relief"), event("relief", part_of="siege"), event("war", part_of="siege")],
        [("event “siege”, part_of", "goes round in a loop: “siege” → “relief” → “siege”", "break it at one of them")],
        "part of its part, and one that only hangs on the loop",
    ),
]


@pytest.mark.parametrize(("events", "problems", "remark"), TOGETHER, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("name", ["together.json", "together.jsonl"])
def test_what_is_wrong_between_events_is_told(
    write_chronology: WriteChronology, name: str, events: list[Record], problems: list[Told], remark: str
) -> None:
    tracks = [{"id": "land", "title": "Land"}]
    assert problems_in(write_chronology(events, name, sources=[BOOK], tracks=tracks)) == problems, remark


def ring(what: str) -> list[str]:
    """The ids of a loop as it is told, from the least on."""
    members = re.findall("“([^”]+)”", what.removeprefix("goes round in a loop: "))
    assert members.pop() == members[0]
    start = members.index(min(members))
    return members[start:] + members[:start]


def test_each_of_two_loops_is_told_once(write_chronology: WriteChronology) -> None:
    events = [event("a1", part_of="a2"), event("a2", part_of="a1"), event("b1", part_of="b2"), event("b2", part_of="b1")]
    assert sorted(ring(what) for _, what, _ in problems_in(write_chronology(events))) == [["a1", "a2"], ["b1", "b2"]]


def test_a_loop_of_a_thousand_is_told_once(write_chronology: WriteChronology) -> None:
    names = [f"e{number:03}" for number in range(1000)]
    events = [event(name, part_of=names[number + 1 - 1000]) for number, name in enumerate(names)]
    ((_, what, instead),) = problems_in(write_chronology(events))
    assert ring(what) == names
    assert instead == "break it at one of them"


def test_a_long_line_of_parts_is_no_loop(write_chronology: WriteChronology) -> None:
    events = [event(f"e{number}", part_of=f"e{number + 1}") for number in range(2000)] + [event("e2000")]
    with Chronology(write_chronology(events)) as chronology:
        assert len(chronology) == 2001


def test_tracks_need_no_introduction_where_none_is_introduced(write_chronology: WriteChronology) -> None:
    with Chronology(write_chronology([event(track="west"), event("relief", track="east")])) as chronology:
        assert chronology.tracks == ["east", "west"]


# The header

BROKEN_HEADERS: list[tuple[Record, list[Told], str]] = [
    ({"titel": "x"}, [("the header", "has an unknown field “titel”", "did you mean title?")], "a misspelt field"),
    (
        {"format": 2},
        [("the header, format", "is 2, which this program does not know", "write 1")],
        "a format of the future",
    ),
    ({"title": ["x"]}, [("the header, title", "is a list where a text belongs", "")], "a title that is a list"),
    (
        {"tracks": [{"id": "land", "title": "Land"}, {"id": "sea", "titel": "Sea"}]},
        [
            ("the header, tracks 2", "has no title", "add the field title"),
            ("the header, tracks 2", "has an unknown field “titel”", "did you mean title?"),
        ],
        "a misspelt field of the second track",
    ),
    (
        {"sources": [{**BOOK, "year": 19440}]},
        [("the header, sources 1, year", "is out of range", "write a number <= 9999")],
        "a year beyond the calendar",
    ),
    (
        {"sources": [BOOK, {"id": "other", "title": "Other"}, BOOK]},
        [("the header, sources 3, id", "is the id of another source", "give each its own id")],
        "a source twice",
    ),
    (
        {"tracks": [{"id": "sea", "title": "Sea"}, {"id": "sea", "title": "Ocean"}]},
        [("the header, tracks 2, id", "is the id of another track", "give each its own id")],
        "a track twice",
    ),
]


@pytest.mark.parametrize(("header", "problems", "remark"), BROKEN_HEADERS)
@pytest.mark.parametrize("name", ["header.json", "header.jsonl"])
def test_what_is_wrong_in_the_header_is_told(
    write_chronology: WriteChronology, name: str, header: Record, problems: list[Told], remark: str
) -> None:
    assert problems_in(write_chronology([event()], name, **header)) == problems, remark


def test_an_event_where_the_header_belongs_is_told(tmp_path: Path) -> None:
    told = problems_in(written(tmp_path, json.dumps(ONE_LINE) + "\n", "lines.jsonl"))
    assert {problem[:2] for problem in told} == {
        ("the header", f"has an unknown field “{name}”") for name in ("id", "date", "summary")
    }


# All at once


def test_all_problems_of_a_file_are_told_in_one_go_in_its_order(write_chronology: WriteChronology) -> None:
    events: list[Any] = [
        event("siege", titel="x"),
        event("relief", "1944-6"),
        event("relief", "1944-07"),
        event("war", place={"name": "", "lat": 100, "lon": "x"}),
        {"id": "peace"},
        event("sea", part_of="lake"),
        "no event",
    ]
    assert problems_in(write_chronology(events, titel="x")) == [
        ("the header", "has an unknown field “titel”", "did you mean title?"),
        (SIEGE, "has an unknown field “titel”", "did you mean title?"),
        ("event “relief”, date", "“1944-6” is not spelt as EDTF spells it", "write 1944-06"),
        ("event “war”, place, name", *EMPTY),
        ("event “war”, place, lat", "is out of range", "write a number <= 90.0"),
        ("event “war”, place, lon", "is a text where a number belongs", ""),
        ("event “peace”", "has no title", "add the field title"),
        ("event “peace”", "has no date", "add the field date"),
        ("event “peace”", "has no summary", "add the field summary"),
        ("event “sea”, part_of", "names the event “lake”, which the chronology does not have", ""),
        ("event 7", "is a text where an object belongs", ""),
    ]


def test_all_problems_of_one_event_are_told_in_one_go(write_chronology: WriteChronology) -> None:
    broken = event("siege", "1944-6", titel="x", place={"name": "Rome", "lat": 4}, datings=[dating("1944-7")], track="N")
    assert sorted(where for where, _, _ in problems_in(write_chronology([broken], sources=[BOOK]))) == [
        SIEGE,
        f"{SIEGE}, date",
        f"{SIEGE}, datings 1, date",
        f"{SIEGE}, place",
        f"{SIEGE}, track",
    ]


def test_unknown_fields_are_told_in_the_order_of_the_file(write_chronology: WriteChronology) -> None:
    names = [f"zz{number}" for number in range(12)]
    told = problems_in(write_chronology([event() | dict.fromkeys(names, 1)]))
    assert [what for _, what, _ in told] == [f"has an unknown field “{name}”" for name in names]


def test_events_out_of_order_do_not_hide_problems_or_tell_them_twice(write_chronology: WriteChronology) -> None:
    events = [event("b", "1945"), event("c", titel="x"), event("a", "1943"), event("d", "1944-6")]
    assert problems_in(write_chronology(events)) == [
        ("event “c”", "has an unknown field “titel”", "did you mean title?"),
        ("event “d”, date", "“1944-6” is not spelt as EDTF spells it", "write 1944-06"),
    ]


@pytest.mark.parametrize("dates", [("1944", "1944"), ("1945", "1944")])
def test_after_a_thousand_problems_the_rest_is_not_awaited(write_chronology: WriteChronology, dates: tuple[str, str]) -> None:
    sound = [event(f"e{number}", date) for number, date in enumerate(dates)]
    told = problems_in(write_chronology([*sound, *(event(f"b{number}", titel="x") for number in range(3000))]))
    assert 1000 <= len(told) < 1100
    assert told[0][0] == "event “b0”"


def test_one_problem_and_several_are_counted_in_english(write_chronology: WriteChronology) -> None:
    for count, told in ((1, "1 problem"), (2, "2 problems")):
        path = write_chronology([event(f"e{number}", titel="x") for number in range(count)], f"{count}.json")
        with pytest.raises(InvalidChronology) as caught, Chronology(path):
            pass
        assert caught.value.message == f"{path}: {told}"
        assert caught.value.exit_code == 2


# What is no chronology at all

NOT_READ: list[tuple[str | bytes, str, str]] = [
    ("", "is empty", "no byte"),
    (" \n\t\n", "is empty", "only space"),
    (b"\xef\xbb\xbf", "is empty", "only a byte order mark"),
    ("{}".encode("utf-16"), "1:1: is UTF-16: save it as UTF-8", "as some editors save"),
    (b"\xfe\xff\x00{\x00}", "1:1: is UTF-16: save it as UTF-8", "the other way round"),
    (b'{"title": "x\n caff\xe8", "events": []}', "2:6: is not UTF-8: save it as UTF-8", "Latin-1"),
    ('{"title": "x",\n "events": [{"id": "a",', "2:24: breaks off: it is not whole", "cut off"),
    ('{"title": "caffè', "1:17: breaks off: it is not whole", "columns count characters, not bytes"),
    ('{"title": "x"\n "events": []}', "2:2: is not JSON: expected ',' or '}'", "a missing comma"),
    ('{"events": []} x', "1:16: is not JSON: trailing characters", "something after it"),
    ("# A chronology", "1:1: is not JSON: invalid character", "Markdown"),
    ("\x7fELF\x02\x01\x01", "1:1: is not JSON: invalid character", "a program"),
]


@pytest.mark.parametrize(("data", "message", "remark"), NOT_READ)
def test_why_a_file_cannot_be_read_is_told_with_line_and_column(
    tmp_path: Path, data: str | bytes, message: str, remark: str
) -> None:
    assert refusal(written(tmp_path, data)) == message, remark


NOT_AN_OBJECT = ["null", "[]", "[1, 2]", "7", '"text"', "true"]


@pytest.mark.parametrize("data", NOT_AN_OBJECT)
@pytest.mark.parametrize("name", ["top.json", "top.jsonl"])
def test_what_is_no_object_is_told(tmp_path: Path, data: str, name: str) -> None:
    assert problems_in(written(tmp_path, data, name)) == [NO_OBJECT]


EVENTS_MISSING = [
    ("{}", "has no events", "no field"),
    ('{"events": {}}', "has events that are no list", "an object"),
    ('{"events": null}', "has events that are no list", "null"),
    ('{"events": "none"}', "has events that are no list", "a text"),
    ('{"events": ' + "1" * 10_000_000 + "}", "has events that are no list", "a number of ten million digits"),
]


@pytest.mark.parametrize(("data", "what", "remark"), EVENTS_MISSING, ids=lambda value: str(value)[:30])
def test_events_are_missed_where_they_are_no_list(tmp_path: Path, data: str, what: str, remark: str) -> None:
    where = "the file" if what == "has no events" else "the file, events"
    assert problems_in(written(tmp_path, data)) == [(where, what, 'write "events": [ … ]')], remark


@pytest.mark.parametrize("item", ["null", "7", '"text"', "[]"])
def test_an_event_that_is_no_object_is_told(tmp_path: Path, item: str) -> None:
    ((where, what, _),) = problems_in(written(tmp_path, f'{{"events": [{item}]}}'))
    assert where == "event 1"
    assert what.endswith("where an object belongs")


LATIN_EVENT = b'{"id": "caffe",\n "title": "caff\xe8"}'


def test_bytes_that_are_not_utf_8_in_an_event_are_told_with_the_line_and_column_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, b'{"title": "x",\n"events": [\n' + LATIN_EVENT + b"]}")
    with pytest.raises(ChronologyError) as caught, Chronology(path):
        pass
    assert caught.value.message == f"{path}:4:16: is not UTF-8: save it as UTF-8"
    assert caught.value.hint.split("\n") == ['  "title": "caff�"}]}', "                  ^"]


def test_a_broken_line_of_json_lines_is_told_with_its_own_number_and_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, b'{}\n\n{"id": "a",\n{"id": "caff\xe8"}\n  {"id": "a" 1}\n', "lines.jsonl")
    with pytest.raises(InvalidChronology) as caught, Chronology(path):
        pass
    assert [(p.where, p.what, p.position and p.position[:2]) for p in caught.value.problems] == [
        ("line 3", "breaks off: it is not whole", (3, 12)),
        ("line 4", "is not UTF-8: save it as UTF-8", (4, 13)),
        ("line 5", "is not JSON: expected ',' or '}'", (5, 14)),
    ]


def test_the_header_and_the_rest_may_both_be_broken(tmp_path: Path) -> None:
    """The first thing wrong is met before the file is known to be cut off."""
    assert refusal(written(tmp_path, '{"format": 2,\n "title": ')) == "2:11: breaks off: it is not whole"


DEEP = 100_000
TOO_DEEP = [
    ('{"title": ' + "[" * DEEP + "]" * DEEP + ', "events": []}', "deep.json", "in the header"),
    ('{"events": [{"id": "a", "x": ' + "[" * DEEP + "]" * DEEP + "}]}", "deep.json", "in an event"),
    ('{"events": [{"id": "a", "x": ' + '{"a":' * DEEP + "1" + "}" * DEEP + "}]}", "deep.json", "objects"),
    ('{"title": ' + "[" * DEEP + "]" * DEEP + "}", "deep.jsonl", "in the header of JSON Lines"),
    ('{}\n{"id": "a", "x": ' + "[" * DEEP + "]" * DEEP + "}", "deep.jsonl", "in a line"),
    ("[" * DEEP + "]" * DEEP, "deep.json", "nothing else"),
    ("[" * DEEP, "deep.json", "and cut off"),
]


@pytest.mark.parametrize(("data", "name", "remark"), TOO_DEEP, ids=lambda value: str(value)[:30])
def test_a_hundred_thousand_levels_of_nesting_are_refused(tmp_path: Path, data: str, name: str, remark: str) -> None:
    with pytest.raises(ChronologyError) as caught, Chronology(written(tmp_path, data, name)):
        pass
    told = [caught.value.message, *(p.what for p in getattr(caught.value, "problems", ()))]
    assert any("nested too deeply" in text or "not one JSON object" in text for text in told), (remark, told)


@pytest.mark.parametrize("shape", ["a list", "objects"])
@pytest.mark.parametrize("name", ["deep.json", "deep.jsonl"])
def test_any_depth_of_nesting_is_told_of_and_never_a_traceback(tmp_path: Path, shape: str, name: str) -> None:
    for depth in (*range(50, 1100, 35), *range(880, 1000, 4)):
        nest = "[" * depth + "]" * depth if shape == "a list" else '{"a":' * depth + "1" + "}" * depth
        item = f'{{"id": "a", "x": {nest}}}'
        path = written(tmp_path, f"{{}}\n{item}" if name.endswith("l") else f'{{"events": [{item}]}}', f"{depth}-{name}")
        with pytest.raises(ChronologyError):
            ChronologyFileReader(path).read()


class ChronologyFileReader:
    """Reads a file as an index does, without the tables."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> None:
        file = ChronologyFile(self.path)
        problems = list(file.problems)
        for item in file.events():
            file.decode(item, problems)
        if problems:
            raise InvalidChronology(str(self.path), problems)


DIGITS = "1" * 10_000_000
LONG_NUMBERS = [
    (f'{{"events": [{{"id": "a", "title": {DIGITS}}}]}}', "event 1", "as a title"),
    (f'{{"events": [{{"id": "a", "place": {{"name": "b", "lat": {DIGITS}, "lon": 1}}}}]}}', "event 1", "as a latitude"),
    (f'{{"events": [{{"id": "a", "x": -{DIGITS}}}]}}', "event 1", "in an unknown field, negative"),
    (f'{{"events": [{{"id": "a", "x": 0.{DIGITS}e{DIGITS}}}]}}', "event 1", "with an exponent"),
    (f'{{"format": {DIGITS}, "events": []}}', "the header", "as the format"),
    (f'{{"sources": [{{"id": "a", "title": "b", "year": {DIGITS}}}], "events": []}}', "the header", "as a year"),
]


@pytest.mark.parametrize(("data", "where", "remark"), LONG_NUMBERS, ids=lambda value: str(value)[:30])
def test_a_number_of_ten_million_digits_is_refused(tmp_path: Path, data: str, where: str, remark: str) -> None:
    told = problems_in(written(tmp_path, data))
    assert [problem[0].partition(" (")[0] for problem in told if "too great" in problem[1]] == [where], remark
    assert all(len(text) < 300 for problem in told for text in problem), remark


# What the system will not have


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.json") == "there is no such file"
    assert refusal(tmp_path / "nowhere" / "at-all.json") == "there is no such file"


@pytest.mark.parametrize("name", ["directory", "directory.json", "directory.jsonl"])
def test_a_directory_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert refusal(tmp_path / name) == "cannot be read: Is a directory"


def test_a_file_below_a_file_is_told(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, "{}") / "below.json") == "cannot be read: Not a directory"


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(link)
    assert refusal(link).startswith("cannot be read: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, '{"events": []}')
    path.chmod(0)
    assert refusal(path) == "cannot be read: Permission denied"


# Whatever else there may be


def read_or_refuse(data: bytes, suffix: str, directory: Path) -> None:
    path = directory / f"any{suffix}"
    path.write_bytes(data)
    try:
        ChronologyFileReader(path).read()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(path))
            with Chronology(path):
                pass
    except InvalidChronology as error:
        assert error.message.startswith(f"{path}: ")
        assert all(problem.position for problem in located(path, error.problems))
        assert all(problem.position for problem in located(path, list(repeated_fields(path))))
    except ChronologyError as error:
        assert error.message.startswith(f"{path}:")
        assert "\x1b" not in error.message + error.hint


@given(st.binary(max_size=200), st.sampled_from([".json", ".jsonl"]))
def test_reading_any_bytes_raises_nothing_but_our_own(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    read_or_refuse(data, suffix, tmp_path_factory.getbasetemp())


VALID = {
    ".json": json.dumps({**SMALL_HEADER, "events": SMALL_EVENTS[4:6]}, ensure_ascii=False).encode(),
    ".jsonl": b"\n".join(json.dumps(part, ensure_ascii=False).encode() for part in (SMALL_HEADER, *SMALL_EVENTS[4:6])),
}
INSERTED = [b"", b"{", b"}", b"[", b"]", b'"', b",", b"null", b"1e999", b"-", b"\\ud800", b"\\u001b", b"\xff", b"\x00", b"\n"]


@given(data=st.data(), suffix=st.sampled_from([".json", ".jsonl"]))
def test_reading_mutilated_json_raises_nothing_but_our_own(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, suffix: str
) -> None:
    valid = VALID[suffix]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(valid)))
        length = data.draw(st.sampled_from([0, 1, 2, 10, len(valid)]))
        valid = valid[:start] + data.draw(st.sampled_from(INSERTED)) + valid[start + length :]
    read_or_refuse(valid, suffix, tmp_path_factory.getbasetemp())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data())
def test_any_value_in_any_field_raises_nothing_but_our_own(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    document: Record = json.loads(VALID[".json"])
    record = data.draw(st.sampled_from([document, document["sources"][0], *document["events"], document["events"][0]["place"]]))
    record[data.draw(st.sampled_from([*record, "other"]))] = data.draw(json_values)
    read_or_refuse(json.dumps(document).encode(), ".json", tmp_path_factory.getbasetemp())
