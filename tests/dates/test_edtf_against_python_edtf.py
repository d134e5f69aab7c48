"""python-edtf, an independent reading of EDTF, agrees with ours; where it does not, the difference is listed and meant."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.dates import edtf
from liberation_cli.dates.when import iso
from liberation_cli.errors import DateError
from tests.dates import strategies

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its grammar, on import, uses what pyparsing warns of
    from edtf import EDTFParseException, parse_edtf

Days = tuple[str | None, str | None]


def _their_day(moment: Any) -> str | None:
    """A struct_time as an ISO day; infinite, if the end is open."""
    return None if isinstance(moment, float) else "{:04}-{:02}-{:02}".format(*moment[:3])


def theirs(notation: str) -> Days:
    parsed = parse_edtf(notation)
    return _their_day(parsed.lower_strict()), _their_day(parsed.upper_strict())


def ours(notation: str) -> Days:
    when = edtf.parse(notation)
    return iso(when.earliest), iso(when.latest)


_plain = st.one_of(strategies.days, strategies.months, strategies.years)
_qualified = st.builds("{}{}".format, _plain, strategies.qualifiers)
_unqualified_seasons = strategies.seasons.filter(lambda season: not season.endswith("24"))
_decades_and_centuries = st.one_of(strategies.decades, strategies.centuries).filter(lambda text: not text.startswith("00"))
_unspecified = st.builds("{}{}".format, st.one_of(strategies.unspecified, _decades_and_centuries), strategies.qualifiers)


_open = st.one_of(st.builds("{}/..".format, _qualified), st.builds("../{}".format, _qualified))


@given(st.one_of(_qualified, strategies.moments, _unqualified_seasons, _unspecified, strategies.spans_of(_qualified), _open))
def test_both_find_the_same_first_and_last_day(notation: str) -> None:
    assert ours(notation) == theirs(notation)


DIFFER_ON_PURPOSE: list[tuple[str, Days, Days, str]] = [
    # notation, python-edtf's first and last day, ours, remark
    (
        "1943-24",
        ("1943-12-01", "1943-12-31"),
        ("1943-12-01", "1944-02-29"),
        "its winter ends with the year, ours with February",
    ),
    ("00XX", ("0000-01-01", "0099-12-31"), ("0001-01-01", "0099-12-31"), "its first century has a year 0"),
    ("000X", ("0000-01-01", "0009-12-31"), ("0001-01-01", "0009-12-31"), "its first decade likewise"),
    ("1944-06-04/", ("1944-06-04", "1954-06-04"), ("1944-06-04", None), "it takes an unknown end for ten years later"),
    ("/1944-06-04", ("1934-06-04", "1944-06-04"), (None, "1944-06-04"), "and an unknown start for ten years earlier"),
]


@pytest.mark.parametrize(("notation", "their_days", "our_days", "remark"), DIFFER_ON_PURPOSE)
def test_where_the_two_differ_it_is_meant(notation: str, their_days: Days, our_days: Days, remark: str) -> None:
    assert theirs(notation) == their_days, f"python-edtf has changed: {remark}"
    assert ours(notation) == our_days, remark


ONLY_THEY_READ = [
    ("1XXX", "a millennium is Level 2"),
    ("1944-XX-04", "so is the fourth of some month"),
    ("-0044", "no year before 0001 is a date of ours"),
    ("0000", "nor is the year 0"),
    ("Y170000002", "nor one of more than four digits"),
    ("1943-02-29", "its grammar lets any February have 29 days"),
    ("1944/1943", "it does not mind a reversed span"),
    ("1944-06-04T24:00:00", "it knows a 24th hour"),
]


@pytest.mark.parametrize(("notation", "remark"), ONLY_THEY_READ)
def test_some_of_what_it_reads_is_refused_here(notation: str, remark: str) -> None:
    parse_edtf(notation)
    with pytest.raises(DateError):
        pytest.fail(f"{remark}: {edtf.parse(notation)}")


ONLY_WE_READ: list[tuple[str, Days, str]] = [
    ("1944-22~", ("1944-06-01", "1944-08-31"), "it takes no qualifier on a season"),
    ("1944-06-04T10:00:00Z?", ("1944-06-04", "1944-06-04"), "nor on a moment"),
    ("1944-06/1944-XX", ("1944-06-01", "1944-12-31"), "it fails on an unspecified month that ends a span"),
]


@pytest.mark.parametrize(("notation", "our_days", "remark"), ONLY_WE_READ)
def test_some_of_level_1_it_does_not_read(notation: str, our_days: Days, remark: str) -> None:
    assert ours(notation) == our_days, remark
    with pytest.raises((EDTFParseException, AttributeError)):
        theirs(notation)
