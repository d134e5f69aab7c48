"""A format is written as its events are read: a large chronology is never held whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from liberation_cli.chronology.event import Event
from liberation_cli.chronology.selection import Selection
from liberation_cli.exchange import formats
from liberation_cli.exchange.outgoing import Outgoing
from tests.chronology.making import chronology_of, event


class Counting(Outgoing):
    """Counts the events that were given out."""

    given = 0

    def events(self) -> Iterator[Event]:
        for each in super().events():
            self.given += 1
            yield each


@pytest.mark.parametrize("name", ["geojson", "timelinejs", "markwhen", "mermaid"])
def test_an_event_is_written_before_the_next_but_one_is_read(name: str) -> None:
    events = [event(f"e{number}", f"1944-06-{number + 1:02}", title=f"Event {number}") for number in range(20)]
    with chronology_of(events) as chronology:
        outgoing = Counting(chronology, Selection())
        pieces = formats.writer(formats.named(name))(outgoing)
        for number in range(20):
            next(piece for piece in pieces if f"Event {number}" in piece)
            assert number < outgoing.given <= number + 2
