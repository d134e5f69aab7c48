"""An event as far as the narrow rows of the index go, read apart from the rest of it.

To read it takes a quarter of the time that the whole event takes, for most of that goes on checking. What breaks the format
may pass here: to find it is for :mod:`liberation_cli.chronology.reading`.
"""

from __future__ import annotations

from msgspec import MsgspecError, Raw, Struct, json

from liberation_cli.dates import edtf
from liberation_cli.dates.when import When
from liberation_cli.errors import DateError


class _Part(Struct, frozen=True, gc=False):
    """Of any fields in the file, those named are read."""


class _Citation(_Part, frozen=True, gc=False):
    source: str


class _Place(_Part, frozen=True, gc=False):
    name: str


class _Citing(_Part, frozen=True, gc=False, kw_only=True):
    sources: tuple[_Citation, ...] = ()


class _Link(_Citing, frozen=True, gc=False, kw_only=True):
    event: str


class _Dating(_Citing, frozen=True, gc=False, kw_only=True):
    date: str


class Outline(_Citing, frozen=True, gc=False, kw_only=True):
    """Some fields of an :class:`~liberation_cli.chronology.event.Event`."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    date: str
    track: str = ""
    kind: str = ""
    place: _Place | None = None
    part_of: str = ""
    led_to: tuple[_Link, ...] = ()
    datings: tuple[_Dating, ...] = ()
    figures: tuple[_Citing, ...] = ()

    @property
    def when(self) -> When:
        """The date, read.

        Raises:
            DateError: it is not EDTF.
        """
        return edtf.parse(self.date)

    @property
    def cited(self) -> set[str]:
        """The ids of the sources that are cited anywhere in the event."""
        citing = (self, *self.led_to, *self.datings, *self.figures) if self.led_to or self.datings or self.figures else (self,)
        return {citation.source for part in citing for citation in part.sources}


def read(raw: bytes | Raw) -> Outline | None:
    """Read an event's JSON; None if it has no outline, or a date that is none."""
    try:
        found = _decode(raw)
        edtf.parse(found.date)
        for dating in found.datings:
            edtf.parse(dating.date)
    except _UNREADABLE:
        return None
    return found


_decode = json.Decoder(Outline).decode
_UNREADABLE = (MsgspecError, RecursionError, UnicodeDecodeError, DateError)
