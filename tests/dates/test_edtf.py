from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liberation_cli.dates import edtf
from liberation_cli.dates.when import FOR_EVER, OPEN_FUTURE, OPEN_PAST, UNKNOWN, Point, When, iso
from liberation_cli.errors import DateError
from tests.dates import strategies

Bounds = tuple[str, str, str, str]


def bounds(when: When) -> Bounds:
    """The four days of a date: ISO, or how it is open."""

    def show(day: int) -> str:
        return {OPEN_PAST: "PAST", OPEN_FUTURE: "FUTURE"}.get(day) or str(iso(day))

    return show(when.start.earliest), show(when.start.latest), show(when.end.earliest), show(when.end.latest)


SINGLE = [
    # notation, first day, last day, remark
    ("1944-06-04", "1944-06-04", "1944-06-04", "a day"),
    ("1944-02-29", "1944-02-29", "1944-02-29", "a leap day"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "2000 is a leap year: 400 divides it"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "the first day that can be written"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "the last day that can be written"),
    ("1944-06", "1944-06-01", "1944-06-30", "a month of 30 days"),
    ("1943-07", "1943-07-01", "1943-07-31", "a month of 31 days"),
    ("1944-02", "1944-02-01", "1944-02-29", "February of a leap year"),
    ("1943-02", "1943-02-01", "1943-02-28", "February of any other"),
    ("1900-02", "1900-02-01", "1900-02-28", "100 divides 1900 and 400 does not: no leap year"),
    ("9999-12", "9999-12-01", "9999-12-31", "the last month"),
    ("1944", "1944-01-01", "1944-12-31", "a year"),
    ("0001", "0001-01-01", "0001-12-31", "the first year"),
    ("9999", "9999-01-01", "9999-12-31", "the last year"),
    ("1944-06-04T10:20:30", "1944-06-04", "1944-06-04", "local time: its calendar day is kept"),
    ("1944-06-04T10:20:30Z", "1944-06-04", "1944-06-04", "UTC"),
    ("1944-06-04T23:59:59-05", "1944-06-04", "1944-06-04", "5 June in Rome, but the day is kept as written"),
    ("1944-06-04T00:00:00+02:00", "1944-06-04", "1944-06-04", "3 June in London, likewise"),
    ("1944-06-04T00:00:00+05:30", "1944-06-04", "1944-06-04", "a zone of half hours"),
    ("194X", "1940-01-01", "1949-12-31", "some year of a decade"),
    ("000X", "0001-01-01", "0009-12-31", "the first decade has no year 0"),
    ("999X", "9990-01-01", "9999-12-31", "the last decade"),
    ("19XX", "1900-01-01", "1999-12-31", "some year of the 1900s"),
    ("00XX", "0001-01-01", "0099-12-31", "the first century has no year 0"),
    ("1944-XX", "1944-01-01", "1944-12-31", "some month of 1944"),
    ("1944-XX-XX", "1944-01-01", "1944-12-31", "some day of 1944"),
    ("1944-06-XX", "1944-06-01", "1944-06-30", "some day of June"),
    ("1944-02-XX", "1944-02-01", "1944-02-29", "some day of a leap February"),
    ("1943-02-XX", "1943-02-01", "1943-02-28", "some day of any other"),
    ("1944-21", "1944-03-01", "1944-05-31", "spring, March to May"),
    ("1944-22", "1944-06-01", "1944-08-31", "summer, June to August"),
    ("1944-23", "1944-09-01", "1944-11-30", "autumn, September to November"),
    ("1943-24", "1943-12-01", "1944-02-29", "winter, from December of the year named into a leap February"),
    ("1944-24", "1944-12-01", "1945-02-28", "winter into any other February"),
    ("9998-24", "9998-12-01", "9999-02-28", "the last winter"),
]


@pytest.mark.parametrize(("notation", "first", "last", "remark"), SINGLE)
def test_a_single_date_begins_and_ends_within_the_days_it_names(notation: str, first: str, last: str, remark: str) -> None:
    when = edtf.parse(notation)
    assert bounds(when) == (first, last, first, last), remark
    assert not when.qualified, remark


SPANS: list[tuple[str, Bounds, str]] = [
    ("1944-06-04/1944-06-05", ("1944-06-04", "1944-06-04", "1944-06-05", "1944-06-05"), "two days"),
    ("1944-06-04/1944-06-04", ("1944-06-04", "1944-06-04", "1944-06-04", "1944-06-04"), "from a day to itself"),
    ("1944-01/1944-05", ("1944-01-01", "1944-01-31", "1944-05-01", "1944-05-31"), "began in January, ended in May"),
    ("1943/1945", ("1943-01-01", "1943-12-31", "1945-01-01", "1945-12-31"), "began in 1943, ended in 1945"),
    ("1944-01-22/1944-06", ("1944-01-22", "1944-01-22", "1944-06-01", "1944-06-30"), "a day to a month"),
    ("1943/1944-06-04", ("1943-01-01", "1943-12-31", "1944-06-04", "1944-06-04"), "a year to a day"),
    ("1944-06-10/1944-06", ("1944-06-10", "1944-06-10", "1944-06-01", "1944-06-30"), "a day to some day of that month"),
    ("1944/1944-06", ("1944-01-01", "1944-12-31", "1944-06-01", "1944-06-30"), "some day of the year to June of it"),
    ("1943-12-31/1944-01-01", ("1943-12-31", "1943-12-31", "1944-01-01", "1944-01-01"), "over the turn of the year"),
    ("0001/9999", ("0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"), "all that can be written"),
    ("194X/195X", ("1940-01-01", "1949-12-31", "1950-01-01", "1959-12-31"), "some year to some year"),
    ("1944-06-XX/1944-XX", ("1944-06-01", "1944-06-30", "1944-01-01", "1944-12-31"), "some day to some month"),
    ("1943-23/1943-24", ("1943-09-01", "1943-11-30", "1943-12-01", "1944-02-29"), "from autumn to winter"),
    ("1944-06-04/..", ("1944-06-04", "1944-06-04", "FUTURE", "FUTURE"), "without end"),
    ("../1944-06", ("PAST", "PAST", "1944-06-01", "1944-06-30"), "without beginning"),
    ("1944-06-04/", ("1944-06-04", "1944-06-04", "PAST", "FUTURE"), "nobody knows when it ended"),
    ("/1944", ("PAST", "FUTURE", "1944-01-01", "1944-12-31"), "nobody knows when it began"),
]


@pytest.mark.parametrize(("notation", "expected", "remark"), SPANS)
def test_a_span_begins_within_the_one_date_and_ends_within_the_other(notation: str, expected: Bounds, remark: str) -> None:
    assert bounds(edtf.parse(notation)) == expected, remark


QUALIFIED = [
    # notation, start approximate and uncertain, end approximate and uncertain, remark
    ("1944-06-04?", (False, True), (False, True), "uncertain"),
    ("1944-06~", (True, False), (True, False), "approximate"),
    ("1944%", (True, True), (True, True), "both"),
    ("194X?", (False, True), (False, True), "unspecified and uncertain"),
    ("1944-06-XX~", (True, False), (True, False), "some day of about June"),
    ("1944-22~", (True, False), (True, False), "about summer"),
    ("1944-06-04T10:00:00Z?", (False, True), (False, True), "a time that is uncertain leaves its day so"),
    ("1944-06?/1944-07", (False, True), (False, False), "the start only"),
    ("1944-06/1944-07~", (False, False), (True, False), "the end only"),
    ("1944-06%/1944-07?", (True, True), (False, True), "each in its own way"),
    ("1944-06-04~/..", (True, False), (False, False), "an open end is as it is"),
    ("/1944-06?", (False, False), (False, True), "an unknown start likewise"),
]


@pytest.mark.parametrize(("notation", "start", "end", "remark"), QUALIFIED)
def test_a_qualifier_marks_the_end_it_stands_on(
    notation: str, start: tuple[bool, bool], end: tuple[bool, bool], remark: str
) -> None:
    when = edtf.parse(notation)
    assert (when.start.approximate, when.start.uncertain) == start, remark
    assert (when.end.approximate, when.end.uncertain) == end, remark
    assert when.qualified, remark
    assert not when.exact, remark


@given(strategies.points, strategies.qualifiers)
def test_a_qualifier_widens_nothing(notation: str, qualifier: str) -> None:
    body = notation.rstrip("?~%")
    assert bounds(edtf.parse(body + qualifier)) == bounds(edtf.parse(body))


PLAIN_HINT = "write a date as 1944"
REFUSED = [
    # notation, part of the message, part of the hint, remark
    ("1944-6-5", "not spelt as EDTF spells it", "write 1944-06-05", "months and days have two digits"),
    ("1944-06-5", "not spelt as EDTF spells it", "write 1944-06-05", "the day alone"),
    ("1944-6", "not spelt as EDTF spells it", "write 1944-06", "the month alone"),
    ("1944-6-5?", "not spelt as EDTF spells it", "write 1944-06-05?", "the hint keeps the qualifier"),
    ("1944.06.05", "not spelt as EDTF spells it", "write 1944-06-05", "points for hyphens"),
    ("1944 06 05", "not spelt as EDTF spells it", "write 1944-06-05", "spaces for hyphens"),
    ("19440604", "has no hyphens", "write 1944-06-04", "the basic format of ISO 8601"),
    ("19440230", "February 1944 has 29 days", "", "without hyphens, and a day that does not exist"),
    ("04061944", "", PLAIN_HINT, "eight digits that are no year, month and day have no right spelling"),
    ("1944-02-30", "names day 30; February 1944 has 29 days", "", "a day that does not exist"),
    ("1943-02-29", "names day 29; February 1943 has 28 days", "", "no leap year"),
    ("1900-02-29", "names day 29; February 1900 has 28 days", "", "no leap year either"),
    ("1944-06-31", "names day 31; June 1944 has 30 days", "", "June has 30"),
    ("1944-06-00", "names day 0", "", "days begin with 1"),
    ("1944-13", "a month is 01–12, a season 21–24", "", "no thirteenth month"),
    ("1944-00", "a month is 01–12, a season 21–24", "", "months begin with 1"),
    ("1944-25", "a month is 01–12, a season 21–24", "", "southern seasons are Level 2"),
    ("1944-13-01", "months run from 1 to 12", "", "no day of a thirteenth month"),
    ("1944-21-04", "months run from 1 to 12", "", "a season has no days"),
    ("1944-21-XX", "months run from 1 to 12", "", "not even an unspecified one"),
    ("1944-00-XX", "months run from 1 to 12", "", "a day of no month"),
    ("1XXX", "only Level 2 of EDTF may: use X from the right, as in 194X", "", "a millennium is Level 2"),
    ("XXXX", "only Level 2 of EDTF", "", "any year at all"),
    ("1944-XX-04", "from the right", "", "the fourth of some month is Level 2"),
    ("1944-0X", "from the right", "", "half a month"),
    ("1944-06-0X", "from the right", "", "half a day"),
    ("194X-06", "from the right", "", "June of some year is Level 2"),
    ("194x", "otherwise than as X", "write 194X", "a small x"),
    ("1944-uu", "otherwise than as X", "write 1944-XX", "the u of the draft of 2012"),
    ("06/05/1944", "has slashes", "write 1944-05-06 or 1944-06-05", "6 May or 5 June: both are offered"),
    ("13/05/1944", "has slashes", "write 1944-05-13", "can only be 13 May"),
    ("1944/06/04", "has slashes", "write 1944-06-04", "slashes for hyphens"),
    ("31/31/1944", "has slashes", "", "no reading at all"),
    ("１９４４", "digits other than 0–9", "", "full-width digits"),
    ("1944-06-٠٤", "digits other than 0–9", "", "Arabic digits"),
    ("1944-0６", "digits other than 0–9", "", "one full-width digit among others"),
    ("1944\n", "control character", "", "a line feed, which some patterns let through"),
    ("\x1b[31m1944", r"\u001b", "", "an escape sequence is shown, not sent"),
    ("1944\u202e", r"\u202e", "", "what turns the direction of writing is no better"),
    ("1944\x00", r"\u0000", "", "NUL"),
    ("", "the date is empty", "", "nothing"),
    ("  ", "the date is empty", "", "nothing but spaces"),
    (" 1944", "a space around it", "write 1944", "a space before"),
    ("1944-06 ", "a space around it", "write 1944-06", "a space behind"),
    ("Y170000002", "outside the years 0001 to 9999", "", "Level 1, but no year of history"),
    ("Y-17", "outside the years 0001 to 9999", "", "likewise"),
    ("-0044", "outside the years 0001 to 9999", "", "Caesar's murder was in 44 BC"),
    ("-0044-03-15", "outside the years 0001 to 9999", "", "even to the day"),
    ("0000", "years run from 0001 to 9999", "", "EDTF's 1 BC"),
    ("0000-06-04", "years run from 0001 to 9999", "", "a day of it"),
    ("0000-XX", "years run from 0001 to 9999", "", "some month of it"),
    ("9999-24", "ends after the year 9999", "", "its winter would end in 10000"),
    ("944", "fewer than four digits", "", "years have four"),
    ("44-06-04", "fewer than four digits", "", "of which century?"),
    ("12345", "is not an EDTF date", "", "or five digits"),
    ("1944/1943", "ends before it starts", "write 1943/1944", "reversed"),
    ("1944-06-05/1944-06-04", "ends before it starts", "write 1944-06-04/1944-06-05", "reversed by a day"),
    ("1944-06-XX/1944-05", "ends before it starts", "write 1944-05/1944-06-XX", "no day of June is before May's end"),
    ("1944-W23", "weeks or days of the year", "", "a week"),
    ("1944-W23-1", "weeks or days of the year", "", "a day of a week"),
    ("1944-156", "weeks or days of the year", "", "a day of the year"),
    ("1944-06-04T10:00:00/1944-06-05", "time of day in a span", "write 1944-06-04/1944-06-05", "at the start"),
    ("1944-06-04/1944-06-05T10:00:00Z", "time of day in a span", "write 1944-06-04/1944-06-05", "at the end"),
    ("1944-06-05T10:00:00/1944-06-04T10:00:00", "", "", "times in a span, and reversed"),
    ("1944-06-04T10:00", "not hh:mm:ss", "write 1944-06-04", "no seconds"),
    ("1944-06-04T24:00:00", "not hh:mm:ss", "write 1944-06-04", "no 24th hour"),
    ("1944-06-04T10:60:00", "not hh:mm:ss", "write 1944-06-04", "no 60th minute"),
    ("1944-06-04T10:00:60", "not hh:mm:ss", "write 1944-06-04", "no leap second"),
    ("1944-06-04T10:00:00+0200", "not hh:mm:ss", "write 1944-06-04", "a zone without its colon"),
    ("1944-06-04T10:00:00z", "not hh:mm:ss", "write 1944-06-04", "a small z"),
    ("1944-06-04T10:00:00.5", "not hh:mm:ss", "write 1944-06-04", "a part of a second"),
    ("1944-06-04 10:00:00", "not hh:mm:ss", "write 1944-06-04", "a space for the T"),
    ("1944-02-30T10:00:00", "February 1944 has 29 days", "", "a time on a day that does not exist"),
    ("1944-06T10:00:00", "is not an EDTF date", "", "a time on a month"),
    ("T10:00:00/", "", "", "a time on no day"),
    ("4 June 1944", "is not EDTF", "write 1944-06-04", "fine at the prompt, not in a file"),
    ("June 4, 1944", "is not EDTF", "write 1944-06-04", "likewise, American"),
    ("June 1944", "is not EDTF", "write 1944-06", "a month in words"),
    ("30 February 1944", "February 1944 has 29 days", "", "in words, and a day that does not exist"),
    ("1944?-06", "only Level 2 of EDTF", "write 1944-06?", "a qualifier on a part"),
    ("?1944", "only Level 2 of EDTF", "write 1944?", "a qualifier before"),
    ("1944??", "", "write 1944?", "a qualifier twice"),
    ("1944?~", "", "", "two qualifiers: % says both"),
    ("?", "is not an EDTF date", "", "a qualifier of nothing"),
    ("/", "names no date at either end", "", "unknown to unknown"),
    ("../..", "names no date at either end", "", "open to open"),
    ("../", "names no date at either end", "", "open to unknown"),
    ("/..", "names no date at either end", "", "unknown to open"),
    ("1944/1945/1946", "“1945/1946” is not an EDTF date", "", "two slashes"),
    ("1944/2x", "“2x” is not an EDTF date", "", "the bad part is named"),
    ("1944-6-5/1944-06-06", "“1944-6-5” is not spelt", "write 1944-06-05", "the bad part, and its right spelling"),
    ("1944-06-04/05", "“05”", "", "ISO 8601's short end is not EDTF"),
    ("1944..1945", "is not an EDTF date", "", "the range of the prompt and of Level 2"),
    ("[1944,1945]", "is not an EDTF date", "", "one of a set is Level 2"),
    ("{1944,1945}", "is not an EDTF date", "", "all of a set is Level 2"),
    ("1944E2", "is not an EDTF date", "", "significant digits are Level 2"),
    ("A" * 1000, "A…”", "", "a long text is shown short"),
]


@pytest.mark.parametrize(("notation", "message", "hint", "remark"), REFUSED)
def test_what_is_no_date_is_refused_with_the_reason_and_the_right_spelling(
    notation: str, message: str, hint: str, remark: str
) -> None:
    with pytest.raises(DateError) as refusal:
        edtf.parse(notation)
    assert message in refusal.value.message, remark
    assert hint in refusal.value.hint, remark
    assert refusal.value.message.isprintable(), "nothing that a terminal would obey"
    assert len(refusal.value.message) < 250, "and no longer than can be read"


@pytest.mark.parametrize("notation", [notation for notation, *_ in REFUSED])
def test_the_spelling_that_a_hint_gives_can_itself_be_read(notation: str) -> None:
    with pytest.raises(DateError) as refusal:
        edtf.parse(notation)
    hint = refusal.value.hint
    if hint.startswith("write ") and not hint.startswith(PLAIN_HINT + ","):
        for spelling in hint.removeprefix("write ").removesuffix(", if that is what is meant").split(" or "):
            edtf.parse(spelling)


@given(strategies.whens)
def test_what_is_written_reads_back_as_the_same_date(when: When) -> None:
    assert edtf.parse(edtf.write(when)) == when


@given(strategies.notations)
def test_writing_is_canonical(notation: str) -> None:
    written = edtf.write(edtf.parse(notation))
    assert edtf.write(edtf.parse(written)) == written


WRITTEN = [
    ("1944-XX", "1944", "the same days, written shorter"),
    ("1944-XX-XX~", "1944~", "a qualifier stays"),
    ("1944-06-XX", "1944-06", "some day of June is June"),
    ("1944-06-04T10:00:00Z", "1944-06-04", "a time of day is not kept"),
    ("1944-06/1944-06", "1944-06", "a span from a month to itself is within the month"),
    ("194X", "194X", "a decade has no shorter form"),
    ("00XX", "00XX", "nor has the first century"),
    ("1943-24", "1943-24", "nor a season"),
    ("../1944?", "../1944?", "an open start"),
    ("1944/", "1944/", "an unknown end"),
]


@pytest.mark.parametrize(("notation", "expected", "remark"), WRITTEN)
def test_a_date_is_written_in_its_shortest_form(notation: str, expected: str, remark: str) -> None:
    assert edtf.write(edtf.parse(notation)) == expected, remark


UNWRITABLE = [
    (When(Point(709950, 709955), Point(709950, 709955)), "six days that are no month or season"),
    (When(UNKNOWN, UNKNOWN), "nothing known at all"),
    (When(UNKNOWN, FOR_EVER), "a span with no date at either end, which cannot be read either"),
]


@pytest.mark.parametrize(("when", "remark"), UNWRITABLE)
def test_what_edtf_has_no_notation_for_is_not_written(when: When, remark: str) -> None:
    with pytest.raises(DateError):
        pytest.fail(f"{remark}: {edtf.write(when)}")


@given(st.one_of(st.text(), strategies.date_like, st.text("0123456789X-/.?~%TZ+:", max_size=12)))
@example("T/")
@example("/T")
@example("-/1944")
def test_reading_raises_nothing_but_a_date_error(text: str) -> None:
    try:
        edtf.parse(text)
    except DateError as refusal:
        assert refusal.message.isprintable()
