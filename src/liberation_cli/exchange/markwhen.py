"""Markwhen (https://docs.markwhen.com): a line for each event, its fields as properties beneath it, then its text.

Of EDTF, markwhen reads years, months and days, and spans of them. Another date stands on its line as the span of all it may
mean, in words above the text, and as it is in a property. In our files a backslash keeps a text from being read as anything
else, and the header tells that they are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from liberation_cli.chronology.event import Event
from liberation_cli.exchange.incoming import Arrival, Manner
from liberation_cli.exchange.markwhen_reading import Reading
from liberation_cli.exchange.markwhen_text import HEADER, OURS, escaped_line, in_words, one_line, shown, tag_of
from liberation_cli.exchange.outgoing import Outgoing

_ON_THE_LINE = ("id", "title", "date", "track", "kind", "summary", "account")
_WORDS = {"true", "false", "null"}
"""Ids that YAML would not read as a text."""


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield the header, the events on no track, and those of each track in a section of its own."""
    header: dict[str, Any] = msgspec.to_builtins(outgoing.header)
    yield "---\n"
    yield from (f"{name}: {_json(header[name])}\n" for name in HEADER if name in header)
    yield from (f"{name}: {value}\n" for name, value in OURS.items())
    yield "---\n"
    for track in sorted(outgoing.tracks, key=bool):
        heading = f"\n# {one_line(outgoing.header.track_title(track))}\nid: {_id(track)}\n" if track else ""
        for event in outgoing.events_on(track):
            yield heading + "\n" + "".join(f"{line}\n" for line in _lines(event))
            heading = ""


def read(text: str, manner: Manner) -> Arrival:
    """Read the text of a timeline, of ours or of any other hand.

    Raises:
        ChronologyError: its header has no end.
    """
    reading = Reading(text.replace("\r\n", "\n").split("\n"), manner)
    return Arrival(reading.header, reading.drafts(), reading.losses, [])


def _json(value: Any) -> str:
    """A value for YAML, in which markwhen would read a # as a tag."""
    return msgspec.json.encode(value).decode().replace("#", "\\u0023")


def _id(event_id: str) -> str:
    return event_id if event_id[0].isalpha() and event_id not in _WORDS else _json(event_id)


def _lines(event: Event) -> Iterator[str]:
    date, tag = shown(event.date), tag_of(event.kind)
    yield f"{date}: {one_line(event.title)}{f' #{tag}' if tag else ''}"
    yield f"id: {_id(event.id)}"
    fields: dict[str, Any] = msgspec.to_builtins(event)
    unsaid = {"edtf": (event.date, date), "kind": (event.kind, tag)}
    yield from (f"{name}: {_json(value)}" for name, (value, told) in unsaid.items() if value != told)
    yield from (f"{name}: {_json(value)}" for name, value in fields.items() if name not in _ON_THE_LINE)
    words = [in_words(event.date)] if event.date != date else []
    for text in (*words, event.summary, *event.account):
        yield ""
        yield from map(escaped_line, text.split("\n"))
