"""Calendars: all-day entries that end on the day after, and entries of other calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given

from liberation_cli.errors import ChronologyError
from tests.chronology.making import event
from tests.exchange.strategies import Whole, few, wholes
from tests.exchange.trading import SMALL, exported, imported


def entries(text: str) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(text)
    return {str(entry["uid"]).removesuffix("@liberation"): entry for entry in calendar.walk("VEVENT")}


DAYS = [
    ("d-day", (date(1944, 6, 6), date(1944, 6, 7), "CONFIRMED"), "a day ends with the next"),
    ("fall-of-rome", (date(1944, 6, 4), date(1944, 6, 6), "CONFIRMED"), "two days"),
    ("rationing", (date(1944, 5, 1), date(1944, 6, 1), "TENTATIVE"), "a month is all its days, in pencil"),
    ("partisan-raid", (date(1944, 3, 17), date(1944, 3, 18), "TENTATIVE"), "an uncertain day"),
    ("shut-gate", (date(1944, 6, 10), date(1944, 6, 11), "TENTATIVE"), "of an open end only the start"),
]


@pytest.mark.parametrize(("event_id", "expected", "remark"), DAYS)
def test_an_entry_takes_up_the_days_on_which_it_may_have_been(
    event_id: str, expected: tuple[date, date, str], remark: str
) -> None:
    entry = entries(exported("ics", SMALL).text)[event_id]
    assert (entry["dtstart"].dt, entry["dtend"].dt, entry["status"]) == expected, remark


def test_an_entry_says_in_words_when_it_was_and_how_surely() -> None:
    entry = entries(exported("ics", SMALL).text)["hunger-winter"]
    assert str(entry["description"]).splitlines()[0] == "about November 1943 – March 1944. Known to the month, and approximate."


def test_an_open_end_is_said_to_be_lost() -> None:
    assert exported("ics", SMALL).lost == {"without an open end but in the words of the entry": ["shut-gate"]}


@given(wholes())
@few
def test_another_reader_finds_each_event_once_whatever_its_texts_are(whole: Whole) -> None:
    text = exported("ics", whole).text
    read = vobject.readOne(text)
    titles = [event["title"].replace("\\N", "\n").lstrip("\ufeff") for event in whole.events]  # which the library does
    assert sorted(entry.summary.value for entry in read.vevent_list) == sorted(titles)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("text", ["C:\\New", "C:\\new", "C:\\\\New\\", "\ufeffSiege", "x\\N"])
def test_what_a_calendar_shows_otherwise_comes_back_all_the_same(text: str) -> None:
    odd = event(title=text, summary=text, kind=text, track="t", place={"name": text}, significance=text)
    done = exported("ics", Whole([odd], {"title": text, "description": text, "tracks": [{"id": "t", "title": text}]}))
    back = imported("ics", done.text)
    assert (back.header, back.events, back.lost) == (done.header, done.events, {})


def calendar(*lines: str) -> str:
    entry = ["BEGIN:VEVENT", "UID:x", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *entry, "END:VCALENDAR", ""])


FOREIGN = [
    (["DTSTART;VALUE=DATE:19440604", "DTEND;VALUE=DATE:19440606"], "1944-06-04/1944-06-05", "the end is the day after"),
    (["DTSTART;VALUE=DATE:19440604"], "1944-06-04", "no end: one day"),
    (["DTSTART;VALUE=DATE:19440604", "DURATION:P2D"], "1944-06-04/1944-06-05", "a duration"),
    (["DTSTART:19440604T220000Z", "DTEND:19440605T020000Z"], "1944-06-04/1944-06-05", "over midnight"),
    (["DTSTART;TZID=Europe/Rome:19440604T100000", "DTEND;TZID=Europe/Rome:19440605T000000"], "1944-06-04", "to midnight"),
    (["DTSTART:19440604T220000", "DURATION:PT1H"], "1944-06-04", "an hour"),
]


@pytest.mark.parametrize(("lines", "expected", "remark"), FOREIGN)
def test_an_entry_of_another_calendar_has_its_days(lines: list[str], expected: str, remark: str) -> None:
    (event,) = imported("ics", calendar("SUMMARY:Visit", *lines)).events
    assert (event.title, event.date, event.summary) == ("Visit", expected, "Visit"), remark


def test_what_an_entry_has_and_an_event_has_not_is_said() -> None:
    text = calendar(
        "SUMMARY:Visit",
        "DTSTART:19440604T100000Z",
        "RRULE:FREQ=YEARLY",
        "ATTENDEE:mailto:a@example.org",
        "CATEGORIES:War,Rome",
        "LOCATION:Rome\\, Italy",
        "GEO:41.893;12.483",
        "DESCRIPTION:First.\\n\\nSecond.",
    )
    back = imported("ics", text)
    (event,) = back.events
    assert event.place is not None
    assert (event.place.name, event.place.lat, event.track) == ("Rome, Italy", 41.893, "war")
    assert (event.summary, event.account) == ("First.", ("Second.",))
    assert set(back.lost) == {
        "without the time of day",
        "without RRULE",
        "without ATTENDEE",
        "without further categories",
    }


def test_what_was_changed_in_the_calendar_counts_for_more_than_what_the_entry_carries() -> None:
    text = exported("ics", SMALL).text
    changed = text.replace("SUMMARY:D-Day", "SUMMARY:Overlord").replace(
        "DTSTART;VALUE=DATE:19440606", "DTSTART;VALUE=DATE:19440605"
    )
    (event,) = (event for event in imported("ics", changed).events if event.id == "d-day")
    assert (event.title, event.date) == ("Overlord", "1944-06-05/1944-06-06")
    assert (event.kind, event.aliases) == ("landing", ("normandy landings",))


NONE = [
    ("", "is no iCalendar file: no calendar begins and ends in it"),
    ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "is no iCalendar file: no calendar begins and ends in it"),
    ("hello", "is no iCalendar file: Content line could not be parsed into parts: 'hello': Invalid content line"),
]


@pytest.mark.parametrize(("text", "message"), NONE)
def test_what_is_no_calendar_is_refused(text: str, message: str) -> None:
    with pytest.raises(ChronologyError) as caught:
        imported("ics", text)
    assert caught.value.message == message


def test_an_entry_without_a_date_that_can_be_read_is_told_with_its_line() -> None:
    back = imported("ics", calendar("SUMMARY:Visit", "DTSTART:soon"))
    assert [(p.where, p.what) for p in back.problems] == [("line 4, date", "“soon” is not a date that can be read")]
