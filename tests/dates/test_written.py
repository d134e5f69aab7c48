"""Dates as people write them beside an event: a table of what is written and what is understood."""

from __future__ import annotations

import pytest
from hypothesis import given

from liberation_cli.dates import edtf, phrase, written
from liberation_cli.errors import DateError
from tests.dates import strategies

READ = [
    ("1944-06-04", "1944-06-04", "EDTF is taken as it stands"),
    ("1944-06~/1944-08", "1944-06~/1944-08", ""),
    ("1944-06-04T10:30:00Z", "1944-06-04T10:30:00Z", "with its time"),
    ("4 June 1944", "1944-06-04", ""),
    ("June 4th, 1944", "1944-06-04", ""),
    ("22-Jan-1944", "1944-01-22", "as spreadsheets write it"),
    ("1944-06-05 00:00:00", "1944-06-05", "as spreadsheets export it"),
    ("13/05/1944", "1944-05-13", "no other reading"),
    ("June 1944", "1944-06", "a month stays a month"),
    ("summer 1943", "1943-22", ""),
    ("1940s", "194X", ""),
    ("c. 1943", "1943~", ""),
    ("circa June 1944", "1944-06~", ""),
    ("about 10 July 1943?", "1943-07-10%", "both"),
    ("1943?", "1943?", ""),
    ("probably May 1944", "1944-05?", ""),
    ("4–5 June 1944", "1944-06-04/1944-06-05", ""),
    ("11 May – 5 June 1944", "1944-05-11/1944-06-05", "the year said once"),
    ("June-July 1944", "1944-06/1944-07", ""),
    ("1943-1945", "1943/1945", ""),
    ("1943–45", "1943/1945", ""),
    ("c. June 1944 – Aug 1944", "1944-06~/1944-08", "either end has its own doubt"),
    ("July 1943 to June 1944", "1943-07/1944-06", ""),
    ("since 1943", "1943/..", "it goes on"),
    ("until May 1944", "/1944-05", "when it began is not told"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), READ)
def test_what_people_write_is_read(text: str, expected: str, remark: str) -> None:
    assert written.read(text) == (expected, True), remark


WIDENED = [("early May 1944", "1944-05"), ("late 1944", "1944"), ("mid 1940s", "194X")]


@pytest.mark.parametrize(("text", "expected"), WIDENED)
def test_what_edtf_cannot_say_is_widened_and_said_to_be(text: str, expected: str) -> None:
    assert written.read(text) == (expected, False)


REFUSED = [
    ("", "the date is empty"),
    ("06/05/1944", "“06/05/1944” may be 6 May 1944 or 5 June 1944"),
    ("before 1944", "“before 1944” gives only a limit"),
    ("winter 1943", "“winter 1943” may be the winter that began in 1943 or the one that ended in it"),
    ("5 June 1944 to 4 June 1944", "“5 June 1944 to 4 June 1944” is reversed"),
    ("31 June 1944", "“31 June 1944” names day 31; June 1944 has 30 days"),
    ("1944 or 1945", "“1944 or 1945” is not a date that can be read"),
    ("Tuesday 6 June 1945", "“Tuesday 6 June 1945”: 6 June 1945 was a Wednesday"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_cannot_be_told_is_refused(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        written.read(text)
    assert caught.value.message == message


def test_whoever_knows_which_number_is_the_day_can_say_so() -> None:
    assert written.read("06/05/1944", day_first=True).edtf == "1944-05-06"
    assert written.read("06/05/1944", day_first=False).edtf == "1944-06-05"
    assert written.read("6.5.1944 - 7.5.1944", day_first=True).edtf == "1944-05-06/1944-05-07"
    with pytest.raises(DateError, match="with the month first, names month 13"):
        written.read("13/05/1944", day_first=False)


def test_two_ends_may_stand_apart() -> None:
    assert written.read_span("c. May 1944", "5 June 1944").edtf == "1944-05~/1944-06-05"
    assert written.read_span("1944", "1944").edtf == "1944"
    with pytest.raises(DateError, match="“May 1944”, the end, comes before “June 1944”, the start"):
        written.read_span("June 1944", "May 1944")


@given(strategies.notations)
def test_edtf_of_every_kind_is_taken_as_it_stands(notation: str) -> None:
    assert written.read(notation) == (notation, True)


@given(strategies.days.filter(lambda day: day >= "1000"))
def test_a_day_in_the_words_of_this_program_is_read_back(day: str) -> None:
    assert written.read(phrase.when(edtf.parse(day))).edtf == day
