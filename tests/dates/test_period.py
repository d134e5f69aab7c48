from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from dateutil import parser
from hypothesis import example, given
from hypothesis import strategies as st

from liberation_cli.dates import edtf, period
from liberation_cli.dates.period import ALL_TIME, Period
from liberation_cli.dates.when import When, iso
from liberation_cli.errors import DateError
from tests.dates import strategies

READ: list[tuple[str, str | None, str | None, str]] = [
    # what is typed, first day, last day (None: open), remark
    ("1944-06-04", "1944-06-04", "1944-06-04", "a day as EDTF has it"),
    ("1944-6-4", "1944-06-04", "1944-06-04", "a person need not pad with zeros"),
    ("4 June 1944", "1944-06-04", "1944-06-04", "British"),
    ("June 4, 1944", "1944-06-04", "1944-06-04", "American"),
    ("June 4 1944", "1944-06-04", "1944-06-04", "without its comma"),
    ("4 JUNE 1944", "1944-06-04", "1944-06-04", "capitals"),
    ("  4   June 1944 ", "1944-06-04", "1944-06-04", "spaces to spare"),
    ("4 jun. 1944", "1944-06-04", "1944-06-04", "an abbreviation and its point"),
    ("8 Sept 1943", "1943-09-08", "1943-09-08", "four letters of September"),
    ("4th June 1944", "1944-06-04", "1944-06-04", "an ordinal"),
    ("the 4th of June, 1944", "1944-06-04", "1944-06-04", "as it is said"),
    ("Sunday 4 June 1944", "1944-06-04", "1944-06-04", "the weekday it was"),
    ("Sun, June 4, 1944", "1944-06-04", "1944-06-04", "and abbreviated"),
    ("4-Jun-1944", "1944-06-04", "1944-06-04", "as a spreadsheet shows it"),
    ("1944 June 4", "1944-06-04", "1944-06-04", "the year first"),
    ("1944-06-04T10:00:00Z", "1944-06-04", "1944-06-04", "a moment"),
    ("13/05/1944", "1944-05-13", "1944-05-13", "no month 13: it can only be 13 May"),
    ("05/13/1944", "1944-05-13", "1944-05-13", "nor here"),
    ("5.5.1944", "1944-05-05", "1944-05-05", "both readings are the same day"),
    ("29 February 1944", "1944-02-29", "1944-02-29", "a leap day"),
    ("1943-07", "1943-07-01", "1943-07-31", "a month as EDTF has it"),
    ("1943-7", "1943-07-01", "1943-07-31", "not padded"),
    ("July 1943", "1943-07-01", "1943-07-31", "in words"),
    ("Jul 1943", "1943-07-01", "1943-07-31", "in short"),
    ("July, 1943", "1943-07-01", "1943-07-31", "with a comma"),
    ("1943 July", "1943-07-01", "1943-07-31", "the year first"),
    ("in May 1944", "1944-05-01", "1944-05-31", "as in a sentence"),
    ("during May 1944", "1944-05-01", "1944-05-31", "likewise"),
    ("1943", "1943-01-01", "1943-12-31", "a year"),
    ("the year 1943", "1943-01-01", "1943-12-31", "in words"),
    ("0044", "0044-01-01", "0044-12-31", "four digits name their century: AD 44"),
    ("1940s", "1940-01-01", "1949-12-31", "a decade"),
    ("the 1940s", "1940-01-01", "1949-12-31", "in words"),
    ("1940's", "1940-01-01", "1949-12-31", "with an apostrophe"),
    ("194X", "1940-01-01", "1949-12-31", "as EDTF has it"),
    ("194x", "1940-01-01", "1949-12-31", "with a small x"),
    ("19XX", "1900-01-01", "1999-12-31", "a century"),
    ("1944-06-XX", "1944-06-01", "1944-06-30", "some day of June"),
    ("1944~", "1944-01-01", "1944-12-31", "a qualifier widens nothing"),
    ("summer 1944", "1944-06-01", "1944-08-31", "a season"),
    ("the summer of 1944", "1944-06-01", "1944-08-31", "as it is said"),
    ("spring 1944", "1944-03-01", "1944-05-31", "spring"),
    ("autumn 1943", "1943-09-01", "1943-11-30", "autumn"),
    ("fall 1943", "1943-09-01", "1943-11-30", "in America"),
    ("1943-24", "1943-12-01", "1944-02-29", "EDTF says which winter"),
    ("early May 1944", "1944-05-01", "1944-05-10", "the first third of a month"),
    ("mid May 1944", "1944-05-11", "1944-05-20", "the second"),
    ("late May 1944", "1944-05-21", "1944-05-31", "and all that remains"),
    ("late February 1944", "1944-02-21", "1944-02-29", "in a leap year"),
    ("early-May 1944", "1944-05-01", "1944-05-10", "with a hyphen"),
    ("mid-May 1944", "1944-05-11", "1944-05-20", "which is how mid is mostly written"),
    ("late-May 1944", "1944-05-21", "1944-05-31", "likewise"),
    ("middle of May 1944", "1944-05-11", "1944-05-20", "in words"),
    ("early 1944", "1944-01-01", "1944-04-30", "a third of a year"),
    ("mid-1944", "1944-05-01", "1944-08-31", "the second"),
    ("late 1944", "1944-09-01", "1944-12-31", "the last"),
    ("early 1940s", "1940-01-01", "1943-12-31", "of a decade four years"),
    ("mid 1940s", "1944-01-01", "1946-12-31", "three"),
    ("late 1940s", "1947-01-01", "1949-12-31", "and three"),
    ("1943-07..1944-06", "1943-07-01", "1944-06-30", "a range takes in its last day"),
    ("1943-07/1944-06", "1943-07-01", "1944-06-30", "as EDTF has it"),
    ("July 1943 to June 1944", "1943-07-01", "1944-06-30", "in words"),
    ("from July 1943 until June 1944", "1943-07-01", "1944-06-30", "in other words"),
    ("between July 1943 and June 1944", "1943-07-01", "1944-06-30", "and others"),
    ("July 1943 – June 1944", "1943-07-01", "1944-06-30", "a dash"),
    ("1943-1945", "1943-01-01", "1945-12-31", "years and a hyphen"),
    ("1943–1945", "1943-01-01", "1945-12-31", "years and a dash"),
    ("May-June 1944", "1944-05-01", "1944-06-30", "the year said once"),
    ("June to August 1944", "1944-06-01", "1944-08-31", "likewise"),
    ("11 May – 5 June 1944", "1944-05-11", "1944-06-05", "likewise with days"),
    ("4–5 June 1944", "1944-06-04", "1944-06-05", "the month said once"),
    ("4-5 June 1944", "1944-06-04", "1944-06-05", "with a hyphen"),
    ("June 4-5, 1944", "1944-06-04", "1944-06-05", "American"),
    ("late May to early June 1944", "1944-05-21", "1944-06-10", "parts of months"),
    ("summer 1943 to spring 1944", "1943-06-01", "1944-05-31", "seasons"),
    ("1944-06-04..1944-06-04", "1944-06-04", "1944-06-04", "from a day to itself"),
    ("since 1943-09", "1943-09-01", None, "from its first day"),
    ("from September 1943", "1943-09-01", None, "likewise"),
    ("after 1943-09", "1943-10-01", None, "from the day behind it"),
    ("1943-09..", "1943-09-01", None, "open at the end"),
    ("1943-09/..", "1943-09-01", None, "as EDTF has it"),
    ("1943-09/", "1943-09-01", None, "unknown is open too"),
    ("before 1944", None, "1943-12-31", "up to the day before it"),
    ("until 1944", None, "1944-12-31", "up to its last day"),
    ("by June 1944", None, "1944-06-30", "likewise"),
    ("..1944-06", None, "1944-06-30", "open at the start"),
    ("../1944-06", None, "1944-06-30", "as EDTF has it"),
    ("/1944-06", None, "1944-06-30", "unknown is open too"),
    ("0001", "0001-01-01", "0001-12-31", "the first year"),
    ("9999", "9999-01-01", "9999-12-31", "the last"),
]


@pytest.mark.parametrize(("typed", "first", "last", "remark"), READ)
def test_what_a_person_types_is_read_as_whole_days(typed: str, first: str | None, last: str | None, remark: str) -> None:
    found = period.parse(typed)
    assert (iso(found.first), iso(found.last)) == (first, last), remark


REFUSED = [
    # what is typed, part of the message, part of the hint, remark
    ("06/05/1944", "6 May 1944 or 5 June 1944", "1944-06-05", "the two readings, and how to type one"),
    ("6-5-1944", "6 May 1944 or 5 June 1944", "1944-06-05", "with hyphens"),
    ("5.6.44", "5 June 44 or 6 May 44", "", "two readings of the day, and no century"),
    ("13/05/44", "", "", "one reading of the day, and no century"),
    ("30/02/1944", "no day", "", "none at all"),
    ("1944-05-06 to 06/07/1944", "6 July 1944 or 7 June 1944", "", "as the end of a range"),
    ("'44", "century", "1944", "of which century?"),
    ("’44", "century", "1944", "with a printer's apostrophe"),
    ("44", "century", "1944", "without one"),
    ("June '44", "century", "1944", "a month of it"),
    ("winter 1944", "began in 1944 or the one that ended in it", "1943-12..1944-02 or 1944-12..1945-02", "which end?"),
    ("wınter 1944", "", "", "a Turkish ı, which matches i where case is ignored"),
    ("sprıng 1944", "", "", "likewise"),
    ("sınce 1943", "", "", "nor must it turn since into until"),
    ("1943/44", "a month or two years", "1943..1944", "a slash between years"),
    ("1944..1943", "is reversed: 1 January 1944 comes after 31 December 1943", "earlier date first", "by years"),
    ("June 1944 to May 1944", "is reversed", "earlier date first", "by months"),
    ("5–4 June 1944", "is reversed: 5 June 1944 comes after 4 June 1944", "earlier date first", "by a day"),
    ("1944-06/1944-05", "is reversed", "earlier date first", "as EDTF"),
    ("1944-02-30", "February 1944 has 29 days", "", "a day that does not exist"),
    ("30 February 1944", "February 1944 has 29 days", "", "in words"),
    ("February 29, 1943", "February 1943 has 28 days", "", "no leap year"),
    ("June 31st, 1944", "June 1944 has 30 days", "", "an ordinal"),
    ("30–31 June 1944", "June 1944 has 30 days", "", "the end of a range"),
    ("0 June 1944", "names day 0", "", "days begin with 1"),
    ("1944-13", "a month is 01–12, a season 21–24", "", "no thirteenth month"),
    ("June 0000", "years run from 0001 to 9999", "", "no year 0"),
    ("summer 0000", "years run from 0001 to 9999", "", "nor a season of it"),
    ("before 0001", "outside the years 0001 to 9999", "", "nothing lies before"),
    ("after 9999", "outside the years 0001 to 9999", "", "nor after"),
    ("１９４４", "digits other than 0–9", "", "full-width digits"),
    ("４ June 1944", "digits other than 0–9", "", "one of them"),
    ("4 June 1944\x00", r"\u0000", "", "NUL"),
    ("\x1b[2J1944", r"\u001b", "", "an escape sequence is shown, not sent"),
    ("", "the date is empty", "type a date such as", "nothing"),
    ("   ", "the date is empty", "type a date such as", "nothing but spaces"),
    ("4 June 1944" + " " * 100, "too long", "", "too long, if only by spaces"),
    ("x" * 5000, "too long", "", "too long by far"),
    ("4 June", "names no year", "add the year", "a day of any year"),
    ("06-04", "names no year", "add the year", "in figures"),
    ("June", "", "", "a month of any year"),
    ("Sunday", "", "", "a day of any week"),
    ("Monday 4 June 1944", "4 June 1944 was a Sunday", "leave the weekday out", "a wrong weekday"),
    ("Mon, June 4, 1944", "4 June 1944 was a Sunday", "leave the weekday out", "abbreviated"),
    ("4 June 1944, Monday", "4 June 1944 was a Sunday", "leave the weekday out", "behind the day"),
    ("Sunday June 1944", "", "", "one of four Sundays"),
    ("Friday June 1944", "", "", "one of five Fridays"),
    ("early summer 1944", "only a month, a year or a decade", "", "a season has no thirds"),
    ("early 4 June 1944", "only a month, a year or a decade", "", "nor has a day"),
    ("today", "", "", "a chronology has no today"),
    ("D-Day", "", "", "an event is no date"),
    ("Juin 1944", "", "", "French"),
    ("4 giugno 1944", "", "", "Italian"),
    ("1944-W23", "", "", "a week"),
    ("..", "", "", "a range from nothing to nothing"),
    ("/", "", "", "likewise"),
]


@pytest.mark.parametrize(("typed", "message", "hint", "remark"), REFUSED)
def test_what_can_be_read_in_several_ways_or_in_none_is_refused(typed: str, message: str, hint: str, remark: str) -> None:
    with pytest.raises(DateError) as refusal:
        pytest.fail(f"{remark}: read as {period.parse(typed)}")
    assert message in refusal.value.message, remark
    assert hint in refusal.value.hint, remark
    assert refusal.value.message.isprintable(), "nothing that a terminal would obey"


NO_YEAR_OF_ITS_OWN = [
    ("4/5 June 1944", "how war diaries write the night of 4–5 June"),
    ("4th-5th June 1944", "ordinals"),
    ("4 and 5 June 1944", "two days"),
    ("June 4, 5 1944", "two days, American"),
    ("061944", "June 1944, or 19 June of some '44"),
    ("5 June 1944 10:30", "with the hour, its year is there"),
]


@pytest.mark.parametrize(("typed", "remark"), NO_YEAR_OF_ITS_OWN)
def test_a_year_that_was_not_typed_is_never_made_up(typed: str, remark: str) -> None:
    try:
        found = period.parse(typed)
    except DateError:
        return
    assert str(iso(found.first)).startswith("1944"), remark


def test_a_time_zone_that_dateutil_does_not_know_prints_no_warning() -> None:
    # Warnings are errors here; in a terminal they would be lines of Python between the answer's.
    with suppress(DateError):
        assert period.parse("4 June 1944 10:30 CEST") == period.parse("4 June 1944")


@given(st.one_of(st.text(), strategies.date_like, strategies.notations))
@example("0h0Y")
@example("wınter 1944")
@example("T10:00:00/")
@example("early " * 16)
@example("since " * 16)
@example(".." * 50)
@example("1944 to " * 12 + "1944")
def test_reading_raises_nothing_but_a_date_error(typed: str) -> None:
    try:
        found = period.parse(typed)
    except DateError as refusal:
        assert refusal.message.isprintable()
    else:
        assert found.first <= found.last


@given(strategies.date_like)
@example("4/5 June 1944")
def test_a_single_day_always_has_a_year_that_was_typed(typed: str) -> None:
    try:
        found = period.parse(typed)
    except DateError:
        return
    if found.first == found.last:
        assert str(iso(found.first))[:4] in typed


@given(strategies.notations)
def test_any_edtf_can_be_typed(notation: str) -> None:
    when = edtf.parse(notation)
    assert period.parse(notation) == Period(when.earliest, when.latest)


FORMATS = st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A %d %B %Y", "%a %d %b %Y", "%Y-%m-%d", "%d-%b-%Y", "%Y %B %d"])


@given(st.dates(min_value=date(1000, 1, 1)), FORMATS)
def test_a_day_written_unambiguously_is_read_as_dateutil_reads_it(day: date, written_as: str) -> None:
    typed = day.strftime(written_as)
    found = period.parse(typed)
    assert found == Period(day.toordinal(), day.toordinal())
    assert parser.parse(typed).date() == day


def _between(a: date, b: date) -> Period:
    return Period(min(a, b).toordinal(), max(a, b).toordinal())


# From the year 1000: in words, "44" names no century, and is refused.
_some_days = st.dates(min_value=date(1000, 1, 1))
_near_days = st.dates(min_value=date(1943, 1, 1), max_value=date(1945, 12, 31))
_day_ranges = st.one_of(st.builds(_between, _some_days, _some_days), st.builds(_between, _near_days, _near_days))
_edtf_periods = (
    st.one_of(strategies.months, strategies.years, strategies.decades, strategies.spans_of(strategies.months))
    .filter(lambda notation: notation >= "1" and "/0" not in notation)
    .map(period.parse)
)


@given(st.one_of(_some_days.map(lambda day: _between(day, day)), _day_ranges, _edtf_periods))
def test_a_period_put_into_words_and_typed_again_is_the_same_period(whole: Period) -> None:
    assert period.parse(whole.phrase) == whole


OPEN_PHRASES = ["from 1 September 1943", "until 30 June 1944"]


@pytest.mark.parametrize("words", OPEN_PHRASES)
def test_an_open_period_in_words_can_be_typed_too(words: str) -> None:
    assert period.parse(words).phrase == words


HOLDS = [
    # period, date, may hold, surely holds, remark
    ("June 1944", "1944-06-04", True, True, "a day in it"),
    ("June 1944", "1944-06", True, True, "the month itself"),
    ("4 June 1944", "1944-06", True, False, "a day of that month, or not"),
    ("June 1944", "1944", True, False, "a month of that year, or not"),
    ("June 1944", "1944-05/1944-07", True, True, "under way throughout"),
    ("June 1944", "1944-05", False, False, "the month before"),
    ("June 1944", "1944-06-30/1944-07-02", True, True, "the last day counts"),
    ("until May 1944", "../1944-06", True, True, "what never began"),
    ("since 1945", "1944/", True, False, "did it last so long?"),
    ("since 1945", "1944/..", True, True, "it never ended"),
]


@pytest.mark.parametrize(("typed", "notation", "may", "surely", "remark"), HOLDS)
def test_a_period_may_or_surely_does_hold_a_day_of_a_date(
    typed: str, notation: str, may: bool, surely: bool, remark: str
) -> None:
    when = edtf.parse(notation)
    assert period.parse(typed).may_hold(when) is may, remark
    assert period.parse(typed).surely_holds(when) is surely, remark


@given(st.sampled_from(strategies.WEEK), st.sampled_from(strategies.WEEK), strategies.whens_of_one_week)
def test_what_a_period_holds_is_what_every_choice_of_days_shows(a: int, b: int, when: When) -> None:
    whole = Period(min(a, b), max(a, b))
    held = [
        first <= whole.last and last >= whole.first
        for first in range(when.start.earliest, when.start.latest + 1)
        for last in range(when.end.earliest, when.end.latest + 1)
        if first <= last
    ]
    assert (whole.may_hold(when), whole.surely_holds(when)) == (any(held), all(held))


@given(strategies.whens)
def test_all_time_surely_holds_everything(when: When) -> None:
    assert ALL_TIME.may_hold(when)
    assert ALL_TIME.surely_holds(when)


DAYS_OF_ANY_YEAR: list[tuple[str, tuple[int, int] | None, str]] = [
    ("06-04", (6, 4), "in figures, as in 1944-06-04"),
    ("--06-04", (6, 4), "as vCards have it"),
    ("4 June", (6, 4), "British"),
    ("June 4", (6, 4), "American"),
    ("4th June", (6, 4), "an ordinal"),
    ("4th of June", (6, 4), "as it is said"),
    ("June 4th", (6, 4), "American, and an ordinal"),
    ("  4   JUN. ", (6, 4), "an abbreviation, spaces and capitals"),
    ("29 February", (2, 29), "a day of some years"),
    ("31 December", (12, 31), "the last"),
    ("4 June 1944", None, "a day of one year"),
    ("1944-06-04", None, "likewise"),
    ("June", None, "a month"),
    ("4", None, "a number"),
    ("4 Thermidor", None, "no month of this calendar"),
    ("rome", None, "no date at all"),
    ("ma 4", None, "two letters name no month: March or May?"),
]


@pytest.mark.parametrize(("typed", "month_and_day", "remark"), DAYS_OF_ANY_YEAR)
def test_a_day_of_any_year_is_a_month_and_a_day(typed: str, month_and_day: tuple[int, int] | None, remark: str) -> None:
    assert period.parse_day_of_year(typed) == month_and_day, remark


NO_DAYS_OF_ANY_YEAR = [
    ("30 February", "February has 29 at most"),
    ("31 June", "June has 30"),
    ("13-04", "no thirteenth month"),
    ("00-04", "nor a noughth"),
    ("06-00", "nor a day 0"),
    ("", "nothing"),
    ("４ June", "a full-width digit"),
]


@pytest.mark.parametrize(("typed", "remark"), NO_DAYS_OF_ANY_YEAR)
def test_a_day_that_no_year_has_is_refused(typed: str, remark: str) -> None:
    with pytest.raises(DateError):
        pytest.fail(f"{remark}: {period.parse_day_of_year(typed)}")


@given(st.one_of(st.text(), strategies.date_like))
def test_reading_a_day_of_any_year_raises_nothing_but_a_date_error(typed: str) -> None:
    try:
        found = period.parse_day_of_year(typed)
    except DateError:
        return
    if found:
        date(2000, *found)
