"""What goes out in a format and comes back is what it was, but for what was said to be lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Event
from liberation_cli.exchange.formats import FORMATS
from tests.conftest import SMALL_EVENTS, SMALL_HEADER
from tests.exchange.conftest import Exchange
from tests.exchange.strategies import Record, chronologies

BOTH_WAYS = [name for name, format_ in FORMATS.items() if format_.read]
SMALL = {**SMALL_HEADER, "events": SMALL_EVENTS}

REVISED = datetime(2026, 6, 4, 12, tzinfo=UTC)

at_ease = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(record=chronologies())
@at_ease
def test_every_field_of_every_event_comes_back(exchange: Exchange, name: str, record: Record) -> None:
    written = exchange.out(record, name)
    back = exchange.back(written.text, name)
    assert back.problems == []
    assert by_id(back.listed) == by_id(written.events)


@pytest.mark.parametrize("name", BOTH_WAYS)
@given(record=chronologies())
@at_ease
def test_what_comes_back_keeps_every_rule_of_the_format(exchange: Exchange, name: str, record: Record) -> None:
    back = exchange.back(exchange.out(record, name).text, name)
    made = {**msgspec.to_builtins(back.header), "events": msgspec.to_builtins(back.listed)}
    with Chronology(exchange.kept(made)) as chronology:
        assert len(chronology) == len(record["events"])


@pytest.mark.parametrize("name", [name for name in BOTH_WAYS if name not in ("csv", "tsv")])
def test_what_the_chronology_says_of_itself_comes_back(exchange: Exchange, name: str) -> None:
    back = exchange.back(exchange.out(SMALL, name).text, name)
    assert msgspec.json.decode(msgspec.json.encode(back.header)) == SMALL_HEADER


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_small_chronology_is_written_as_expected(
    exchange: Exchange, name: str, expect: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liberation_cli.exchange.outgoing.Outgoing.revised", REVISED)
    expect(f"small{FORMATS[name].suffixes[0]}", exchange.out(SMALL, name).text)


def by_id(events: list[Event]) -> Mapping[str, Event]:
    return {event.id: event for event in events}
