from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liberation_cli.dates import edtf, phrase, sentence
from liberation_cli.dates.relation import Span, relate
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When
from tests.dates import strategies

WHENS = [
    # date, in English, without its year, remark
    ("1944-06-04", "4 June 1944", "4 June", "a day"),
    ("1944-06-04T10:00:00Z", "4 June 1944", "4 June", "a moment is its day"),
    ("1944-06", "June 1944", "June", "a month"),
    ("1944-06-XX", "June 1944", "June", "some day of a month"),
    ("1944", "1944", "1944", "a year stays: it is all there is"),
    ("1944-XX", "1944", "1944", "some month of a year"),
    ("194X", "the 1940s", "the 1940s", "a decade"),
    ("19XX", "1900–1999", "1900–1999", "a century is named by its ends: “the 1900s” may be ten years"),
    ("1944-21", "spring 1944", "spring", "spring"),
    ("1944-22", "summer 1944", "summer", "summer"),
    ("1944-23", "autumn 1944", "autumn", "autumn"),
    ("1943-24", "winter 1943–44", "winter", "a winter says both its years"),
    ("1999-24", "winter 1999–00", "winter", "over the turn of the century"),
    ("1944-06-04?", "4 June 1944 (uncertain)", "4 June (uncertain)", "uncertain"),
    ("1944-06~", "about June 1944", "about June", "approximate"),
    ("1944%", "about 1944 (uncertain)", "about 1944 (uncertain)", "both"),
    ("1944-06-04/1944-06-05", "4–5 June 1944", "4–5 June", "two days: the month is said once"),
    ("1944-05-11/1944-06-05", "11 May – 5 June 1944", "11 May – 5 June", "two months: the year is said once"),
    ("1943-12-31/1944-01-01", "31 December 1943 – 1 January 1944", "31 December 1943 – 1 January 1944", "two years"),
    ("1944-06-01/1944-06-30", "1–30 June 1944", "1–30 June", "all of June: June 1944 might be one day of it"),
    ("1944-01/1944-05", "January–May 1944", "January–May", "two months"),
    ("1943-07/1944-06", "July 1943 – June 1944", "July 1943 – June 1944", "two months of two years"),
    ("1943/1945", "1943–1945", "1943–1945", "two years"),
    ("1944-01/1944-12", "January–December 1944", "January–December", "it began in January: 1944 would not say so"),
    ("1943-01/1945-12", "January 1943 – December 1945", "January 1943 – December 1945", "likewise over years"),
    ("1944-06-04/1944-07", "4 June – July 1944", "4 June – July", "of two kinds, in one year, which is said once"),
    ("1943-23/1944-21", "autumn 1943 – spring 1944", "autumn 1943 – spring 1944", "seasons"),
    ("194X/195X", "the 1940s – the 1950s", "the 1940s – the 1950s", "decades"),
    ("1944-06~/1944-07", "about June 1944 – July 1944", "about June 1944 – July 1944", "about one end"),
    ("1944-06-04/1944-06-05?", "4 June 1944 – 5 June 1944 (uncertain)", "4 June 1944 – 5 June 1944 (uncertain)", "the other"),
    ("1944-06-04/..", "from 4 June 1944, without end", "from 4 June, without end", "an open end"),
    ("1944-06-04/", "from 4 June 1944, end unknown", "from 4 June, end unknown", "an unknown end"),
    ("../1944-06", "until June 1944, without beginning", "until June, without beginning", "an open start"),
    ("/1944-06~", "until about June 1944, beginning unknown", "until about June, beginning unknown", "an unknown start"),
]


@pytest.mark.parametrize(("notation", "words", "without_year", "remark"), WHENS)
def test_a_date_is_said_in_english(notation: str, words: str, without_year: str, remark: str) -> None:
    assert phrase.when(edtf.parse(notation)) == words, remark
    assert phrase.when(edtf.parse(notation), year=False) == without_year, remark


@given(strategies.whens, st.booleans())
def test_every_date_can_be_said_and_its_qualifiers_are(when: When, year: bool) -> None:
    words = phrase.when(when, year=year)
    assert words
    assert ("about" in words) == when.approximate
    assert ("uncertain" in words) == when.uncertain


PERIODS = [
    # first day, last day (None: open), in English, remark
    ("1944-06-04", "1944-06-04", "4 June 1944", "a day"),
    ("1944-06-04", "1944-06-05", "4–5 June 1944", "two days"),
    ("1944-05-11", "1944-06-05", "11 May – 5 June 1944", "two months"),
    ("1943-12-31", "1944-01-01", "31 December 1943 – 1 January 1944", "two years"),
    ("1943-07-01", "1943-07-31", "July 1943", "a whole month is named"),
    ("1944-02-01", "1944-02-29", "February 1944", "a leap February"),
    ("1944-02-01", "1944-02-28", "1–28 February 1944", "a leap February but for its last day"),
    ("1944-01-01", "1944-05-31", "January–May 1944", "whole months"),
    ("1943-07-01", "1944-06-30", "July 1943 – June 1944", "whole months of two years"),
    ("1944-06-01", "1944-08-31", "June–August 1944", "a period is of days, and no season"),
    ("1944-01-01", "1944-12-31", "1944", "a whole year"),
    ("1943-01-01", "1945-12-31", "1943–1945", "whole years"),
    ("1943-09-01", None, "from 1 September 1943", "open at the end"),
    (None, "1944-06-30", "until 30 June 1944", "open at the start"),
    (None, None, "all time", "open at both"),
]


def _day(iso: str | None, if_open: int) -> int:
    return date.fromisoformat(iso).toordinal() if iso else if_open


@pytest.mark.parametrize(("first", "last", "words", "remark"), PERIODS)
def test_a_period_is_said_in_english(first: str | None, last: str | None, words: str, remark: str) -> None:
    assert phrase.period(_day(first, OPEN_PAST), _day(last, OPEN_FUTURE)) == words, remark


def test_a_day_is_said_with_its_year_and_has_a_weekday() -> None:
    d_day = date(1944, 6, 6).toordinal()
    assert phrase.day(d_day) == "6 June 1944"
    assert phrase.weekday(d_day) == "Tuesday"
    assert (phrase.day(OPEN_PAST), phrase.day(OPEN_FUTURE)) == ("the beginning", "the end")


COUNTS = [
    ((0, "day"), "0 days", "none"),
    ((1, "day"), "1 day", "one"),
    ((2, "day"), "2 days", "more"),
    ((1327, "kilometre"), "1,327 kilometres", "thousands have a comma"),
    ((1, "country", "countries"), "1 country", "one, of an irregular plural"),
    ((2, "country", "countries"), "2 countries", "more"),
]


@pytest.mark.parametrize(("arguments", "words", "remark"), COUNTS)
def test_a_number_of_things_agrees_with_its_noun(arguments: tuple[int, str], words: str, remark: str) -> None:
    assert phrase.count(*arguments) == words, remark


SPANS = [
    (Span(2, 2), "2 days", "known"),
    (Span(1, 1), "1 day", "a single one"),
    (Span(0, 0), "0 days", "none"),
    (Span(0, 1), "0 to 1 day", "the noun agrees with what stands next to it"),
    (Span(2, 31), "2 to 31 days", "between two numbers"),
    (Span(1, 1327), "1 to 1,327 days", "thousands have a comma"),
    (Span(3, None), "at least 3 days", "no upper bound"),
    (Span(None, 3), "at most 3 days", "no lower bound"),
    (Span(None, None), "an unknown number of days", "no bound at all"),
]


@pytest.mark.parametrize(("span", "words", "remark"), SPANS)
def test_a_number_of_days_is_said_with_its_bounds(span: Span, words: str, remark: str) -> None:
    assert sentence.span(span) == words, remark


DIFFERENCES = [
    ((1, 2, 3), "1 year, 2 months and 3 days", "all three"),
    ((0, 1, 1), "1 month and 1 day", "two"),
    ((2, 0, 5), "2 years and 5 days", "the middle one is nought"),
    ((0, 0, 2), "2 days", "one"),
    ((0, 0, 0), "none", "no difference"),
    ((-1, -2, -3), "1 year, 2 months and 3 days", "the other way round"),
]


@pytest.mark.parametrize(("difference", "words", "remark"), DIFFERENCES)
def test_a_calendar_difference_is_said_whichever_way_it_runs(difference: tuple[int, int, int], words: str, remark: str) -> None:
    assert sentence.calendar_difference(*difference) == words, remark


SHIFTS = [
    # starts and ends, of the second from those of the first, words, remark
    (Span(1, 1), Span(1, 1), "1 day later", "both by as much"),
    (Span(-2, -2), Span(-2, -2), "2 days earlier", "or the other way"),
    (Span(0, 0), Span(1, 1), "starts the same day, ends 1 day later", "one end only"),
    (Span(-1, -1), Span(0, 0), "starts 1 day earlier, ends the same day", "the other end only"),
    (Span(1, 60), Span(1, 60), "1 to 60 days later", "within bounds"),
    (Span(-60, -1), Span(-60, -1), "1 to 60 days earlier", "within bounds, the other way"),
    (Span(0, 30), Span(0, 30), "up to 30 days later", "perhaps not at all"),
    (Span(-30, 0), Span(-30, 0), "up to 30 days earlier", "nor the other way"),
    (Span(-3, 5), Span(-3, 5), "up to 3 days earlier or 5 later", "either way"),
    (Span(3, None), Span(3, None), "at least 3 days later", "bounded below"),
    (Span(None, -3), Span(None, -3), "at least 3 days earlier", "bounded above"),
    (Span(0, 0), Span(None, None), "starts the same day, ends an unknown number of days apart", "no bound"),
    (Span(-3, None), Span(-3, None), "an unknown number of days apart", "bounded on the wrong side"),
]


@pytest.mark.parametrize(("starts", "ends", "words", "remark"), SHIFTS)
def test_a_shift_says_which_way_and_by_how_much(starts: Span, ends: Span, words: str, remark: str) -> None:
    assert sentence.shift(starts, ends) == words, remark


def sentence_of(a: str, b: str) -> str:
    return sentence.relation(relate(edtf.parse(a), edtf.parse(b)), "A", "B")


SENTENCES = [
    # a, b, sentence, remark
    ("1944-06-04/1944-06-05", "1944-06-06", "A came 1 day before B", "Rome and D-Day"),
    ("1944-06-06", "1944-06-04/1944-06-05", "A came 1 day after B", "D-Day and Rome"),
    ("1944-06-04", "1944-06-06", "A came 2 days before B", "a day between"),
    ("1944-06-04", "1944-06-04", "A and B came on the same day", "the same day"),
    ("1944-06-04/1944-06-05", "1944-06-04/1944-06-05", "A and B took up the very same days", "the same days"),
    (
        "1944-06-01/1944-06-10",
        "1944-06-05/1944-06-20",
        "A began 4 days before B and was still under way when it began",
        "overlaps",
    ),
    ("1944-06-05/1944-06-20", "1944-06-01/1944-06-10", "A began 4 days after B, which was still under way", "overlapped-by"),
    (
        "1944-01-22/1944-06-05",
        "1944-05-11/1944-06-05",
        "A began 110 days before B, and both ended on the same day",
        "finished-by",
    ),
    ("1944-06-05/1944-06-10", "1944-06-01/1944-06-10", "A began 4 days after B, and both ended on the same day", "finishes"),
    ("1944-06-01/1944-06-10", "1944-06-05", "B fell within A, which began 4 days before it", "contains"),
    ("1944-06-05", "1944-06-01/1944-06-10", "A fell within B, which began 4 days before it", "during"),
    ("1944-06-01/1944-06-05", "1944-06-01/1944-06-10", "A began the same day as B and ended sooner", "starts"),
    ("1944-06-01/1944-06-10", "1944-06-01/1944-06-05", "A began the same day as B and lasted longer", "started-by"),
    ("1944-05", "1944-07", "A came 31 to 91 days before B", "certainly before, at a distance within bounds"),
    ("1944-07", "1944-06", "A came 1 to 60 days after B", "neighbouring months"),
    ("/1944", "1945", "A came 1 to 730 days before B", "an unknown start changes nothing"),
    ("1943", "1944/", "A came 1 to 730 days before B", "nor does an unknown end"),
    ("1944-06-04?", "1944-06-06", "Going by dates that are not certain, A came 2 days before B", "an uncertain date"),
    ("1944-06-04", "1944-06-06~", "Going by dates that are not certain, A came 2 days before B", "an approximate one"),
    (
        "1944-06-04/1944-06",
        "1944-06-10",
        "A began 6 days before B; whether they overlapped cannot be told",
        "the start is known, the end is not",
    ),
    (
        "1944-06-10",
        "1944-06-04/1944-06",
        "A began 6 days after B; whether they overlapped cannot be told",
        "the other way round",
    ),
    (
        "1944-06-01/1944-06-10",
        "1944-06-05/1944-06",
        "A began 4 days before B; they overlapped, and which ended first cannot be told",
        "they shared a day at least",
    ),
    (
        "1944-06-01/1944-06",
        "1944-06-01/1944-06",
        "A began the same day as B; which ended first cannot be told",
        "their start is known, their ends are not",
    ),
    (
        "1944-05/1944-06-10",
        "1944-05-31/1944-06-05",
        "A and B overlapped; which began first cannot be told (A up to 30 days before, or the same day)",
        "they shared a day at least, but who was first?",
    ),
    (
        "1944-06",
        "1944-06",
        "Which came first, A or B, cannot be told: A began up to 29 days before or 29 days after",
        "the same month",
    ),
    (
        "1944-06",
        "1944-06-30",
        "Which came first, A or B, cannot be told: A began up to 29 days before, or the same day",
        "it cannot have begun later",
    ),
    (
        "1944-06",
        "1944-06-01",
        "Which came first, A or B, cannot be told: A began up to 29 days after, or the same day",
        "it cannot have begun earlier",
    ),
    (
        "1944-06?",
        "1944-06",
        "Which came first, A or B, cannot be told: A began up to 29 days before or 29 days after",
        "what cannot be told needs no other doubt",
    ),
    (
        "/1944",
        "/1944",
        "Which came first, A or B, cannot be told: A began up to any number of days before or any number after",
        "nobody knows when either began",
    ),
]


@pytest.mark.parametrize(("a", "b", "words", "remark"), SENTENCES)
def test_a_relation_is_said_in_a_sentence(a: str, b: str, words: str, remark: str) -> None:
    assert sentence_of(a, b) == words, remark


OPEN_ENDS = [
    ("../1944", "1944-06", "A never began: it began before B, but not some days after the year 1"),
    ("1944-06-04", "../1944", "B never began"),
    ("1944-06", "../1945", "nor here, where A fell within B"),
    ("1945", "1944/..", "B never ended"),
    ("1943-01-01/..", "1944/..", "neither ended"),
]


@pytest.mark.parametrize(("a", "b", "remark"), OPEN_ENDS)
def test_no_sentence_counts_days_from_the_edge_of_the_calendar(a: str, b: str, remark: str) -> None:
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", sentence_of(a, b))]
    assert max(numbers, default=0) < 1000, f"{remark}: {sentence_of(a, b)}"


@given(strategies.whens, strategies.whens)
def test_a_sentence_always_names_both_and_ends_without_a_full_stop(a: When, b: When) -> None:
    words = sentence.relation(relate(a, b), "the Fall of {Rome}", "D-Day 100%")
    assert "the Fall of {Rome}" in words
    assert "D-Day 100%" in words
    assert not words.endswith(".")


@given(strategies.whens, strategies.whens, st.sampled_from(["A", "Which came first?"]))
@example(edtf.parse("1944-06-04?"), edtf.parse("1944-06-06"), "Which came first?")
def test_a_sentence_that_rests_on_a_doubtful_date_says_so_whatever_the_names(a: When, b: When, name: str) -> None:
    words = sentence.relation(relate(a, b), name, "B")
    cannot_tell = words.startswith(f"Which came first, {name} or B, cannot be told")
    assert (words.startswith("Going by dates that are not certain, ")) == ((a.qualified or b.qualified) and not cannot_tell)


@given(strategies.whens_of_one_week, strategies.whens_of_one_week)
def test_a_sentence_tells_an_order_only_where_every_choice_of_days_has_it(a: When, b: When) -> None:
    words = sentence.relation(relate(a, b), "A", "B").removeprefix("Going by dates that are not certain, ")
    if re.match(r"A came .* before B$", words):
        assert a.latest < b.earliest
    elif re.match(r"A came .* after B$", words):
        assert b.latest < a.earliest
    elif re.match(r"A began .* before B", words):
        assert a.latest_start < b.earliest
    elif re.match(r"A began .* after B", words):
        assert b.latest_start < a.earliest
    elif re.match(r"A and B came on the same day|A and B took up", words):
        assert (a.earliest, a.latest) == (b.earliest, b.latest)
