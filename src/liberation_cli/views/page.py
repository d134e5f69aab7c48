"""What every view is drawn for: whose chronology, and how wide."""

from __future__ import annotations

from typing import NamedTuple

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.event import Header
from liberation_cli.views.lines import opening

_TRACK_STYLES = 9


class Page(NamedTuple):
    """The chronology's header and tracks, how many cells a line may take up, and whether names on it can be opened."""

    header: Header
    tracks: list[str]
    width: int
    linked: bool = False

    def track_title(self, track: str) -> str:
        """Return the title of a track."""
        return self.header.track_title(track)

    def track_style(self, track: str) -> str:
        """Name the style of a track: one for each, in their order."""
        return f"track.{self.tracks.index(track) % _TRACK_STYLES}" if track in self.tracks else "event"

    def event_style(self, entry: Entry) -> str:
        """Name the style of an event's title: the accent for the place that the chronology is about."""
        return "accent" if self.header.focus and entry.place == self.header.focus else "event"

    def link_style(self, entry: Entry) -> str:
        """Name the style of an event's title where it can be opened."""
        return self.opening(self.event_style(entry), "event", entry.id)

    def opening(self, style: str, what: str, name: str) -> str:
        """Name a style whose text opens something, if names on this page can be opened."""
        return opening(style, what, name) if self.linked else style
