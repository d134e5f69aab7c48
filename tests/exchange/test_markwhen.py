"""Markwhen: any text, and ours without loss; no text of ours is read as an event, a section or a tag."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.dates import edtf
from liberation_cli.dates.when import iso
from liberation_cli.errors import ChronologyError
from liberation_cli.exchange.incoming import Manner
from tests.chronology.making import event
from tests.exchange.strategies import HOSTILE, Whole, texts
from tests.exchange.trading import EXPECTED, Imported, exported, imported


def read(text: str, *, day_first: bool | None = None) -> Imported:
    return imported("markwhen", text, Manner(day_first))


def only(done: Imported) -> dict[str, Any]:
    """The one event that was read."""
    assert not done.problems
    (one,) = done.events
    fields: dict[str, Any] = json.loads(msgspec.json.encode(one))
    return fields


def body(*events: Any, **header: Any) -> str:
    """What is written beneath the header."""
    return exported("markwhen", Whole(events, header)).text.split("---\n", 2)[2]


# Written


def test_markwhen_s_own_parser_reads_the_same_days() -> None:
    recorded = json.loads((EXPECTED / "small.mw.parsed.json").read_text(encoding="utf-8"))
    events = {e.id: e for e in read((EXPECTED / "small.mw").read_text(encoding="utf-8")).events}
    assert recorded["messages"] == []
    assert {e["id"] for e in recorded["events"]} == set(events)
    for theirs in recorded["events"]:
        ours = events[theirs["id"]]
        when = ours.when
        last = when.latest if iso(when.latest) else when.end.earliest if iso(when.end.earliest) else when.start.latest
        assert (theirs["from"], theirs["until"]) == (iso(when.earliest), iso(last + 1)), ours.id
        assert (theirs["section"], theirs["tags"]) == (ours.track, [ours.kind])


DATES = [
    ("1944-06-04", "1944-06-04", "", "a day"),
    ("1944-06", "1944-06", "", "a month"),
    ("0044", "0044", "", "a year"),
    ("1944-06-04/1944-06-05", "1944-06-04/1944-06-05", "", "a span"),
    ("1943/1944-06-05", "1943/1944-06-05", "", "a span of mixed ends"),
    ("1944-06~", "1944-06", "about June 1944", "approximate"),
    ("1944-06-04?", "1944-06-04", "4 June 1944 (uncertain)", "uncertain"),
    ("1943%/1944", "1943/1944", "about 1943 (uncertain) – 1944", "one end in doubt"),
    ("1943-24", "1943-12/1944-02", "winter 1943–44", "a season"),
    ("194X", "1940/1949", "the 1940s", "a decade"),
    ("00XX", "0001/0099", "1–99", "a century"),
    ("1944-06-XX", "1944-06", "June 1944", "a day not specified"),
    ("1944/..", "1944", "from 1944, without end", "an open end"),
    ("1944/", "1944", "from 1944, end unknown", "an unknown end"),
    ("../9999-12-31", "9999-12-31", "until 31 December 9999, without beginning", "an open beginning"),
    ("1944-06-04T10:30:00Z", "1944-06-04", "4 June 1944", "a time of day"),
]


@pytest.mark.parametrize(("date", "shown", "words", "remark"), DATES)
def test_what_markwhen_cannot_say_of_a_date_stands_in_words_and_in_a_property(
    date: str, shown: str, words: str, remark: str
) -> None:
    more = f'edtf: "{date}"\n' if words else ""
    told = f"\n({words})\n" if words else ""
    assert body(event(date=date)) == f"\n{shown}: Siege\nid: siege\n{more}{told}\nSo it was.\n", remark


def test_events_stand_in_the_sections_of_their_tracks_and_those_on_none_before_them() -> None:
    events = [
        event("a", "1944", track="sea"),
        event("b", "1943", track="land"),
        event("c", "1942", track="sea"),
        event("d", "1945"),
    ]
    lines = body(*events, tracks=[]).splitlines()
    shown = [line for line in lines if line.startswith(("#", "19"))]
    assert shown == ["1945: D", "# land", "1943: B", "# sea", "1942: C", "1944: A"]


def test_a_kind_is_a_tag_and_a_property_too_where_a_tag_cannot_say_it() -> None:
    assert body(event(kind="battle")).startswith("\n1944-06-04: Siege #battle\nid: siege\n\n")
    assert body(event(kind="air-raid")).startswith('\n1944-06-04: Siege #air_raid\nid: siege\nkind: "air-raid"\n\n')
    assert body(event(kind="1944")).startswith('\n1944-06-04: Siege\nid: siege\nkind: "1944"\n\n')


NEUTRAL = [
    ("1944: x", "\\1944: x"),
    ("June 1944: x", "\\June 1944: x"),
    ("# x", "\\# x"),
    ("// x", "\\/\\/ x"),
    ("- x", "\\- x"),
    ("---", "\\---"),
    ("section x", "\\section x"),
    ("one #tag", "one #\\tag"),
    ("one !ref", "one !\\ref"),
    ("[x](location)", "[\\x]\\(location)"),
    ("C:\\x", "C:\\\\x"),
    ("one\n\ntwo", "one\n\\\ntwo"),
    ("He said: yes", "He said: yes"),
]


@pytest.mark.parametrize(("text", "shown"), NEUTRAL)
def test_a_text_is_nothing_but_text(text: str, shown: str) -> None:
    assert body(event(summary=text)).split("\n\n", 1)[1] == f"{shown}\n"


# Read back


def changed(old: str, new: str) -> Imported:
    """An event of ours, after someone changed a line of it."""
    full = event(date="1944-06~", track="land", kind="air-raid", account=["More."], place={"name": "Rome"})
    text = exported("markwhen", Whole([full], {"tracks": [{"id": "land", "title": "On land"}]})).text
    assert old in text
    return read(text.replace(old, new))


CHANGES = [
    ("1944-06: Siege", "1944-07: Siege", {"date": "1944-07"}),
    ("1944-06: Siege", "1944-06: The Siege", {"title": "The Siege"}),
    ("#air_raid", "#raid", {"kind": "raid"}),
    (" #air_raid", "", {"kind": None}),
    ("# On land", "# At sea", {"track": "at-sea"}),
    ("So it was.", "So it was not.", {"summary": "So it was not."}),
    ("(about June 1944)\n\n", "", {}),
    ('edtf: "1944-06~"\n', "", {"date": "1944-06", "summary": "(about June 1944)", "account": ["So it was.", "More."]}),
]


@pytest.mark.parametrize(("old", "new", "fields"), CHANGES)
def test_what_is_shown_counts_for_more_than_what_is_carried(old: str, new: str, fields: dict[str, Any]) -> None:
    before = only(changed("Siege", "Siege"))
    assert before["date"] == "1944-06~"
    done = changed(old, new)
    assert only(done) == {name: value for name, value in {**before, **fields}.items() if value is not None}
    assert done.lost == {}


def test_a_property_of_ours_that_was_broken_is_a_problem() -> None:
    done = changed('place: {"name":"Rome"}', 'place: {"name":"Rome"')
    assert [(p.where, p.what) for p in done.problems] == [("line 10, place", "is a text where an object belongs")]
    done = changed('place: {"name":"Rome"}', "placce: Rome")
    assert [(p.where, p.what) for p in done.problems] == [("line 10", "has an unknown field “placce”")]


# Any text


ANY = """\
---
title: My walk
description: 'It''s long'
timezone: America/New_York
#Travel: blue
---

## In Italy
colour: red

4 June 1944 - 5 June 1944: To Rome #Travel #war !rome [Rome](location)
  people: [Tom, "Ann"]
  fee: $4

  On foot.
  By night:

  Then by car.
// never mind
1944-06-10 10:30am / 1944-06-11: Lunch at 12:30
now: here
"""


def test_a_text_of_another_hand() -> None:
    done = read(ANY)
    rome, lunch = (json.loads(msgspec.json.encode(e)) for e in done.events)
    assert rome == {
        "id": "rome",
        "title": "To Rome",
        "date": "1944-06-04/1944-06-05",
        "track": "in-italy",
        "kind": "Travel",
        "place": {"name": "Rome"},
        "people": ["Tom", "Ann"],
        "summary": "On foot.\nBy night:",
        "account": ["Then by car."],
    }
    assert (lunch["title"], lunch["date"]) == ("Lunch at 12:30", "1944-06-10/1944-06-11")
    assert (done.header.title, done.header.description) == ("My walk", "It's long")
    assert [(p.where, p.what) for p in done.problems] == [("line 21, date", "“now” is not a date that can be read")]
    assert done.lost == {
        "without the line “#Travel: blue” of the header": [],
        "without “timezone” of the header": [],
        "without a property of a section, “colour”": ["line 9"],
        "without the property “fee”": ["line 11"],
        "without the tag “war”": ["line 11"],
        "without comments": ["line 19"],
        "without the time of day": ["line 20"],
        "without a summary, for which the title stands in": ["lunch-at-12-30"],
    }


def test_what_is_told_twice_is_kept_once_and_the_other_is_told_as_lost() -> None:
    done = read("1944: A #war #raid !one [Rome](location)\nname: B\nkind: battle\nplace: Anzio\nnotes: N\n\nText.\n")
    told = only(done)
    assert (told["title"], told["kind"], told["place"]) == ("A", "battle", {"name": "Anzio"})
    assert (told["id"], told["summary"], told["account"]) == ("one", "N", ["Text."])
    assert done.lost == {
        "without the property “name”": ["line 1"],
        "without the tag “war”": ["line 1"],
        "without the tag “raid”": ["line 1"],
        "without a second id or location": ["line 1"],
    }


def test_a_tag_that_was_added_to_ours_is_told_as_lost() -> None:
    assert changed("#air_raid", "#air_raid #night").lost == {"without the tag “night”": ["line 10"]}


READ = [
    ("1944: x", "1944"),
    ("1944 / 1945-05: x", "1944/1945-05"),
    ("1944/now: x", "1944/.."),
    ("1943-1944: x", "1943/1944"),
    ("June 1944: x", "1944-06"),
    ("June 4, 1944: x", "1944-06-04"),
    ("6/5/1944: x", "1944-06-05"),
    ("1944-06-04T10:30:00Z: x", "1944-06-04"),
    ("1944:x", "1944"),
]


@pytest.mark.parametrize(("line", "date"), READ)
def test_dates_of_another_hand(line: str, date: str) -> None:
    assert only(read(line))["date"] == date


def test_figures_are_read_month_first_unless_the_header_or_the_person_says_otherwise() -> None:
    assert only(read("6/5/1944: x"))["date"] == "1944-06-05"
    assert only(read("dateFormat: d/M/y\n6/5/1944: x"))["date"] == "1944-05-06"
    assert only(read("6/5/1944: x", day_first=True))["date"] == "1944-05-06"


@pytest.mark.parametrize("line", ["5 days: x", "after !a: x", "every week: x", "44 BCE: x", "10:30: x"])
def test_a_date_that_rests_on_another_is_a_problem(line: str) -> None:
    done = read(f"1944: a\n{line}")
    assert [p.where for p in done.problems] == ["line 2, date"]


@pytest.mark.parametrize("line", ["He came: x", "key: value", "to 5: x", "Marseille: x", "http://a.b", "10:30"])
def test_a_line_that_begins_with_no_date_is_text(line: str) -> None:
    assert only(read(f"1944: a\n\n{line}"))["summary"] == line


def test_sections_by_words_as_markwhen_had_them_are_read_where_they_are_ended() -> None:
    text = "1943: a\nsection One\n1944: b\ngroup Two\n1945: c\nend group\nendSection\n1946: d\n_-_-_break_-_-_\ntitle: e\n"
    done = read(text)
    assert [(e.title, e.track) for e in done.events] == [("a", ""), ("b", "one"), ("c", "two"), ("d", "")]
    assert done.lost == {
        "without the sections around a section": ["line 5"],
        "without its division into pages": [],
        "without a text that belongs to no event": ["line 10"],
        "without a summary, for which the title stands in": ["a", "b", "c", "d"],
    }
    assert only(read("1944: a\n\nSection 5 held."))["summary"] == "Section 5 held."


def test_a_header_without_an_end_is_refused_with_its_place() -> None:
    with pytest.raises(ChronologyError) as caught:
        read("\n---\ntitle: x\n1944: y\n")
    assert (caught.value.message, caught.value.hint) == (
        "line 2, column 1: the header that begins there has no end",
        "end it with a line of three hyphens",
    )


_LINES = st.one_of(st.sampled_from(HOSTILE), texts)


@given(st.lists(_LINES, max_size=8), st.booleans())
def test_whatever_a_text_holds_what_is_read_is_a_chronology(lines: list[str], ours: bool) -> None:
    read(("---\ngenerator: liberation\n---\n" if ours else "1944: start\n") + "\n".join(lines))


def test_edtf_of_every_kind_stands_within_what_is_shown() -> None:
    for date, shown, *_ in DATES:
        when, theirs = edtf.parse(date), edtf.parse(shown)
        assert {when.earliest, theirs.earliest} == {theirs.earliest} or not iso(when.earliest)
        assert {when.latest, theirs.latest} == {theirs.latest} or not iso(when.latest)
