"""Some events of a chronology as a chronology of their own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import ChronologyDocument, Event


def excerpt(chronology: Chronology, positions: Sequence[int]) -> ChronologyDocument:
    """Return the events at some places in time, with the tracks and sources that they name.

    What an event refers to outside of the excerpt is left out of it, so that every reference in it resolves.
    """
    events = [chronology.event_at(position) for position in positions]
    kept = {event.id for event in events}
    sources = {name: source for event in events for name, source in chronology.sources_of(event).items()}
    tracks = {event.track for event in events}
    header = chronology.header
    return ChronologyDocument(
        title=header.title,
        description=header.description,
        licence=header.licence,
        focus=header.focus,
        tracks=tuple(track for track in header.tracks if track.id in tracks),
        sources=tuple(sources[name] for name in sorted(sources)),
        events=tuple(_within(event, kept) for event in events),
    )


def _within(event: Event, kept: set[str]) -> Event:
    return replace(
        event,
        part_of=event.part_of if event.part_of in kept else "",
        led_to=tuple(link for link in event.led_to if link.event in kept),
    )
