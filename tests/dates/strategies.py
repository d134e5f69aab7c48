"""What the property tests draw from: EDTF of every kind, dates within one week, and what people might type."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from liberation_cli.dates import edtf
from liberation_cli.dates.when import Point, When

_years = st.integers(1, 9999)
_months = st.integers(1, 12)
_flags = st.booleans()
_zones = st.sampled_from(["", "Z", "+02", "-05", "+02:00", "-11:30"])

qualifiers = st.sampled_from(["", "?", "~", "%"])
days = st.dates().map(date.isoformat)
months = st.builds("{:04}-{:02}".format, _years, _months)
years = st.builds("{:04}".format, _years)
seasons = st.builds("{:04}-{}".format, st.integers(1, 9998), st.integers(21, 24))
decades = st.builds("{:03}X".format, st.integers(0, 999))
centuries = st.builds("{:02}XX".format, st.integers(0, 99))
unspecified = st.one_of(
    st.builds("{:04}-XX".format, _years),
    st.builds("{:04}-XX-XX".format, _years),
    st.builds("{:04}-{:02}-XX".format, _years, _months),
)
moments = st.builds("{}T{:02}:{:02}:{:02}{}".format, days, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), _zones)

points = st.builds("{}{}".format, st.one_of(days, months, years, seasons, decades, centuries, unspecified), qualifiers)


def _span(a: str, b: str) -> str:
    """Two dates as one span, turned round if it would be reversed."""
    return f"{a}/{b}" if edtf.parse(a).earliest <= edtf.parse(b).latest else f"{b}/{a}"


def spans_of(ends: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(_span, ends, ends)


_half_open = st.one_of(
    st.builds("{}/{}".format, points, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), points),
)
notations = st.one_of(points, moments, spans_of(points), _half_open)
"""Any EDTF of Level 0 or 1."""
whens = notations.map(edtf.parse)
"""Any date that EDTF of Level 0 or 1 can express."""


WEEK = range(date(1944, 6, 1).toordinal(), date(1944, 6, 7).toordinal())


def _pair(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


_bounds = st.builds(_pair, st.sampled_from(WEEK), st.sampled_from(WEEK))
_week_points = st.builds(
    lambda days, approximate, uncertain: Point(days[0], days[1], approximate, uncertain), _bounds, _flags, _flags
)
whens_of_one_week = st.builds(lambda a, b: When(a, b) if a.earliest <= b.latest else When(b, a), _week_points, _week_points)
"""Small enough for every choice of days to be tried."""


_FRAGMENTS = (
    "1944 1943 06 6 4 5 13 31 0 44 June May Sept Sunday mon early mid late since before after until to from between and "
    ".. / - – . , ' ’ ? ~ % X XX T10:00:00 Z +02:00 10:30 pm UTC CEST th the of 1940s winter summer ( : W e ı ſ"
)
date_like = st.lists(st.tuples(st.sampled_from(_FRAGMENTS.split()), st.sampled_from(["", " "])), min_size=1, max_size=6).map(
    lambda parts: "".join(fragment + space for fragment, space in parts)
)
"""Pieces of dates in any order: what a parser trips over."""
