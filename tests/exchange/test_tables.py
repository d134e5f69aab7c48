"""Tables: what people's spreadsheets hold is found, and what a spreadsheet might run is not."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given

from liberation_cli.errors import ChronologyError
from liberation_cli.exchange.incoming import Manner
from tests.exchange.strategies import Whole, few, wholes
from tests.exchange.trading import SMALL, exported, imported


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_row_has_the_date_in_edtf_in_words_and_as_days() -> None:
    rows = {row["id"]: row for row in cells(exported("csv", SMALL).text)}
    winter = rows["hunger-winter"]
    assert (winter["date"], winter["date_in_words"]) == ("1943-11~/1944-03", "about November 1943 – March 1944")
    assert (winter["earliest"], winter["latest"]) == ("1943-11-01", "1944-03-31")
    assert rows["shut-gate"]["latest"] == ""


def test_what_a_table_cannot_hold_is_said() -> None:
    assert list(exported("csv", SMALL).lost) == [
        "without what the chronology says of itself: title, description, order of tracks",
        "without more of the sources than their ids, which bibtex and csl-json have",
    ]


@given(wholes())
@few
def test_no_cell_is_a_formula(whole: Whole) -> None:
    for row in cells(exported("csv", whole).text):
        for heading, cell in row.items():
            if heading not in ("lat", "lon"):
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), heading


HEADINGS = [
    ("Event,When", "Landing,22 January 1944", ("Landing", "1944-01-22")),
    ("Headline;Start;End", "Landing;22 Jan 1944;5 June 1944", ("Landing", "1944-01-22/1944-06-05")),
    ("TITLE\tDate\tEnd date", "Landing\t1944-01\t1944-06", ("Landing", "1944-01/1944-06")),
    ("Name,Year", "Landing,1944", ("Landing", "1944")),
    ("Year,Month,Day,End Year,End Month,End Day,Headline", "1944,1,22,1944,6,5,Landing", ("Landing", "1944-01-22/1944-06-05")),
    ("Year,Month,Title", "1944,January,Landing", ("Landing", "1944-01")),
    ("sep=;\nTitle;Date", "Landing;c. 1944", ("Landing", "1944~")),
    ('"Title","Date"', '"Landing, the","1944-01-22 00:00:00"', ("Landing, the", "1944-01-22")),
]


@pytest.mark.parametrize(("headings", "row", "expected"), HEADINGS)
def test_headings_are_known_as_people_write_them(headings: str, row: str, expected: tuple[str, str]) -> None:
    (event,) = imported("csv", f"{headings}\n{row}\n").events
    assert (event.title, event.date) == expected


def test_all_that_people_put_in_a_table_finds_its_field() -> None:
    text = (
        "Title,Date,Location,Country,Latitude,Longitude,Category,Type,Description,People,Source\n"
        'Landing,1944-01-22,Anzio,Italy,"41,447",12.629° E,Sea and land,landing,Unopposed.,Lucas; Alexander,'
        '"Diary of a gunner; War diary, p. 3"\n'
    )
    back = imported("csv", text)
    (event,) = back.events
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.lat, event.place.lon) == ("Anzio", "Italy", 41.447, 12.629)
    assert (event.id, event.track, event.kind, event.summary) == ("landing", "sea-and-land", "landing", "Unopposed.")
    assert event.people == ("Lucas", "Alexander")
    assert [(source.id, source.title) for source in back.header.sources] == [
        ("diary-of-a-gunner", "Diary of a gunner"),
        ("war-diary-p-3", "War diary, p. 3"),
    ]
    assert [(track.id, track.title) for track in back.header.tracks] == [("sea-and-land", "Sea and land")]


def test_a_column_that_fits_no_field_is_said_to_be_left() -> None:
    back = imported("csv", "Title,Date,Weather,Notes,Description\nLanding,1944,fine,a note,a text\n")
    assert list(back.lost) == [
        "without the column “Weather”, which fits no field (--column Weather=FIELD names one)",
        "without the column “Description”, which fits no field (--column Description=FIELD names one)",
    ]
    assert back.events[0].summary == "a note"


def test_a_column_can_be_given_its_field() -> None:
    manner = Manner(columns={"Was geschah": "title", "Wann": "date"})
    (event,) = imported("csv", "Was geschah,Wann\nLandung,1944\n", manner).events
    assert (event.title, event.date) == ("Landung", "1944")


def test_every_row_that_cannot_be_read_is_told_with_its_line() -> None:
    rows = ('"Two\nlines",1944,,', ",1944,,", "Landing,some day,,", "", "Away,1944,91,0", "Torn,1944,1,2,3", "Half,1944,1,")
    text = "\n".join(["Title,Date,Lat,Lon", *rows, ""])
    back = imported("csv", text)
    assert [event.title for event in back.events] == ["Two lines"]
    assert [(p.where, p.what) for p in back.problems] == [
        ("line 4", "has no title"),
        ("line 5, date", "“some day” is not a date that can be read"),
        ("line 7, place, lat", "is out of range"),
        ("line 8", "has 5 cells, where there are 4 headings"),
        ("line 9, place", "has only one of lat and lon"),
    ]


NO_TABLES = [
    ("", "line 1: no column is known to hold the title; the headings are none"),
    ("Title,Place\nLanding,Anzio\n", "line 1: no column is known to hold the date; the headings are “Title”, “Place”"),
    ('Title,Date\n"Landing,1944\n' + "x" * (1 << 25), "line 2: is no row of a table: field larger than field limit (16777216)"),
]


@pytest.mark.parametrize(("text", "message"), NO_TABLES)
def test_what_is_no_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(ChronologyError) as caught:
        imported("csv", text)
    assert caught.value.message == message
