"""Events on their way to another program's format, and what that format has no place for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple, Protocol

import msgspec

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Event, Header, Source
from liberation_cli.chronology.selection import Selection


class Loss(NamedTuple):
    """Something that could not be kept, and of which events; of none if it was the whole's."""

    what: str
    events: tuple[str, ...]


class Losses:
    """What could not be kept on the way, told once for each kind of loss."""

    def __init__(self) -> None:
        self._events: dict[str, dict[str, None]] = {}

    def note(self, what: str, event_id: str = "") -> None:
        """Note what an event, or the whole if none is named, goes on without: ``without datings``."""
        self._events.setdefault(what, {}).update({event_id: None} if event_id else {})

    def note_fields(self, event: Event, held: Collection[str]) -> None:
        """Note every field that an event fills and a format does not hold."""
        for field in event.__struct_fields__:
            if field not in held and getattr(event, field):
                self.note(f"without {_PLURALS.get(field, field)}", event.id)

    def __iter__(self) -> Iterator[Loss]:
        return (Loss(what, tuple(events)) for what, events in self._events.items())


_PLURALS = {
    "track": "tracks",
    "kind": "kinds",
    "place": "places",
    "summary": "summaries",
    "account": "accounts",
    "significance": "judgements of significance",
    "part_of": "wholes that events are part of",
    "led_to": "links to what events led to",
}
"""What a loss of a field is called, where its name is not the word for it."""


class Written(Protocol):
    """A header and events: all that a chronology in JSON needs to be written."""

    @property
    def header(self) -> Header:
        """What the chronology says of itself."""

    def events(self) -> Iterator[Event]:
        """Yield the events."""


class Outgoing:
    """The events of a selection, and what they refer to; ``losses`` fills as they are written.

    Args:
        chronology: where they come from.
        chosen: which they are: a selection, or their places in time.

    Raises:
        UnknownName: the selection names a track or a kind that the chronology does not have.
    """

    def __init__(self, chronology: Chronology, chosen: Selection | Sequence[int]) -> None:
        self._chronology = chronology
        self._chosen = chosen
        self.losses = Losses()
        self.count = 0
        """How many events were given out when they last were."""

    @cached_property
    def header(self) -> Header:
        """What the chronology says of itself, with the tracks and the sources that the events refer to, and no others."""
        header = self._chronology.header
        if self._refers is None:
            return msgspec.structs.replace(header, sources=tuple(self._chronology.sources()))
        tracks = tuple(track for track in header.tracks if track.id in self._refers.tracks)
        sources = tuple(source for source in self._chronology.sources() if source.id in self._refers.sources)
        return msgspec.structs.replace(header, tracks=tracks, sources=sources)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources that the events cite, by id."""
        return {source.id: source for source in self.header.sources}

    @property
    def share(self) -> float:
        """What share of the events was given out, when they last were."""
        return self.count / max(len(self._chronology if self._refers is None else self._refers.events), 1)

    @property
    def revised(self) -> datetime:
        """When the chronology was last written."""
        return datetime.fromtimestamp(self._chronology.path.stat().st_mtime, UTC)

    def events(self) -> Iterator[Event]:
        """Yield the events; a reference to one that is not among them is taken out, and noted as lost."""
        self.count = 0
        for event in self._all():
            self.count += 1
            yield event if self._refers is None else self._closed(event, self._refers.events)

    @cached_property
    def tracks(self) -> list[str]:
        """The tracks of the events, in the order in which they are drawn; the last is empty if there are events on none."""
        return [track for track in self._chronology.tracks if self._refers is None or track in self._refers.tracks]

    def events_on(self, track: str) -> Iterator[Event]:
        """Yield the events on a track, for formats that keep each track together."""
        return (event for event in self.events() if event.track == track)

    def _all(self) -> Iterator[Event]:
        if isinstance(self._chosen, Selection):
            return self._chronology.events(self._chosen)
        return map(self._chronology.event_at, self._chosen)

    def _closed(self, event: Event, ids: Collection[str]) -> Event:
        links = tuple(link for link in event.led_to if link.event in ids)
        part_of = event.part_of if event.part_of in ids else ""
        if (part_of, links) == (event.part_of, event.led_to):
            return event
        self.losses.note("without references to events that were not selected", event.id)
        return msgspec.structs.replace(event, part_of=part_of, led_to=links)

    @cached_property
    def _refers(self) -> _References | None:
        """What the selected events refer to; None if they are all there are."""
        if isinstance(self._chosen, Selection) and self._chosen._replace(order="date") == Selection():
            return None
        found = _References(set(), set(), set())
        for event in self._all():
            found.events.add(event.id)
            found.tracks.add(event.track)
            found.sources.update(citation.source for citation in event.citations)
        return found


class _References(NamedTuple):
    events: set[str]
    tracks: set[str]
    sources: set[str]
