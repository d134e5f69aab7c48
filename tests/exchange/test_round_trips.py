"""What every format has in common: it is written as expected, and what comes back of it is what went out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given

from liberation_cli.chronology.event import Event
from liberation_cli.exchange.formats import FORMATS
from tests.conftest import SMALL_HEADER, Expect
from tests.exchange.strategies import Whole, wholes
from tests.exchange.trading import SMALL, exported, imported

BOTH_WAYS = [name for name, format_ in FORMATS.items() if format_.read]
WITH_HEADERS = [name for name in BOTH_WAYS if name not in ("csv", "tsv")]
WHOLLY = ["geojson", "timelinejs", "markwhen"]
"""Formats that say everything, in one place or another."""
OF_ONE_FILE = [name for name in FORMATS if name != "html"]
"""Formats that are written whole in ``expected``; what a page has beside its resources is compared with the other pages."""

REVISED = datetime(2026, 6, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", OF_ONE_FILE)
def test_a_small_chronology_is_written_as_expected(name: str, expect: Expect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liberation_cli.exchange.outgoing.Outgoing.revised", REVISED)
    expect(f"small{FORMATS[name].suffixes[0]}", exported(name, SMALL).text)


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(whole=wholes())
def test_every_field_of_every_event_comes_back(name: str, whole: Whole) -> None:
    done = exported(name, whole)
    back = imported(name, done.text)
    assert (back.problems, back.lost) == ([], {})
    assert by_id(back.events) == by_id(done.events)
    if name in WITH_HEADERS:
        assert back.header == done.header
    if name in WHOLLY:
        assert done.lost == {}
    if name != "markwhen":
        assert back.events == done.events


@pytest.mark.parametrize("name", WITH_HEADERS)
def test_what_the_chronology_says_of_itself_comes_back(name: str) -> None:
    back = imported(name, exported(name, SMALL).text)
    assert msgspec.json.decode(msgspec.json.encode(back.header)) == SMALL_HEADER


@pytest.mark.parametrize("name", WHOLLY)
def test_nothing_is_lost_of_a_small_chronology(name: str) -> None:
    assert exported(name, SMALL).lost == {}


def by_id(events: Sequence[Event]) -> dict[str, Event]:
    return {event.id: event for event in events}
