"""The tracks of a page: their order, their titles, and the style that each is drawn in."""

from __future__ import annotations

from collections.abc import Iterable

from liberation_cli.chronology.event import Header

_STYLES = 9


class Tracks:
    """Those that the header introduces, in its order, then others in the order of the alphabet, and last what is on none."""

    def __init__(self, header: Header, used: Iterable[str]) -> None:
        introduced = [track.id for track in header.tracks]
        used = set(used)
        self.ids = [*introduced, *sorted(used - {*introduced, ""}), *([""] if "" in used else [])]
        self._header = header
        self._numbers = {track: number for number, track in enumerate(self.ids)}

    def title(self, track: str) -> str:
        """Return the title of a track; what is on none has one if anything is on another."""
        return self._header.track_title(track) or ("Events" if len(self.ids) == 1 else "On no track")

    def number(self, track: str) -> int:
        """Return the place of a track, counted from 0."""
        return self._numbers[track]

    def style(self, track: str) -> str:
        """Return the class of what is drawn in the colour of a track."""
        return f"t{self._numbers[track] % _STYLES}"
