"""What the property tests draw from: small chronologies in a few weeks, and the periods that people ask about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST
from tests.chronology.making import Record, event
from tests.dates import strategies as dates

FIRST = date(1943, 12, 1)

TRACKS = ["land", "home", "sea"]
KINDS = ["battle", "raid", "feast"]

_near_days = st.integers(0, 99).map(lambda number: (FIRST + timedelta(number)).isoformat())
_near_points = st.one_of(
    _near_days,
    _near_days,
    st.sampled_from(["1943-12", "1944-01", "1944-02", "1943-24", "1943", "1944", "194X", "1944-01~", "1944-02-01?"]),
)
near_dates = st.one_of(
    _near_points,
    dates.spans_of(_near_points),
    st.builds("{}/{}".format, _near_points, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), _near_points),
)
"""EDTF of every kind, crowded into a hundred days so that it meets."""
any_dates = st.one_of(near_dates, near_dates, dates.notations)

_bounds = st.one_of(
    st.integers(FIRST.toordinal() - 5, FIRST.toordinal() + 105),
    st.integers(FIRST.toordinal() - 5, FIRST.toordinal() + 105),
    st.integers(OPEN_PAST, OPEN_FUTURE),
    st.sampled_from([OPEN_PAST, 1, OPEN_FUTURE - 1, OPEN_FUTURE]),
)
periods = st.builds(lambda a, b: Period(min(a, b), max(a, b)), _bounds, _bounds)


@st.composite
def chronologies(draw: Any) -> list[Record]:
    """Up to a dozen events in any order, on tracks and of kinds, some part of an event before them in the file."""
    records: list[Record] = []
    for number, notation in enumerate(draw(st.lists(any_dates, max_size=12))):
        record = event(f"e{number}", notation, track=draw(st.sampled_from(TRACKS)), kind=draw(st.sampled_from(KINDS)))
        if records and draw(st.booleans()):
            record["part_of"] = draw(st.sampled_from(records))["id"]
        records.append(record)
    return records
