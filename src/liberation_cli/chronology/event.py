"""The shape of a chronology file.

These types are the format: files are decoded into them, the published JSON Schema is made from them, and docs/format.md
explains them field by field.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from liberation_cli.dates import edtf
from liberation_cli.dates.when import When

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)"
"""To Python ``$`` also means before a last new line; to JSON Schema it does not, and what follows it changes nothing."""

Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[
    str,
    Meta(pattern=_ID, max_length=100, description="Lower-case words joined by hyphens."),
]
Edtf = Annotated[
    str,
    Meta(
        min_length=1,
        description="A date in EDTF (ISO 8601-2), Level 0 or 1: 1944, 1944-06, 1944-06-04, 1944-06-04/1944-06-05, 1944-06~.",
    ),
]


class _Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a chronology share: frozen, named fields, none unknown, none written that says nothing."""


class Citation(_Record, frozen=True):
    """Where a statement is found: a source, and the place in it."""

    source: Id
    at: str = ""


Citations = Annotated[tuple[Citation, ...], Meta(min_length=1)]


class Source(_Record, frozen=True):
    """A work that events cite."""

    id: Id
    title: Text
    author: str = ""
    publisher: str = ""
    year: Annotated[int, Meta(ge=1, le=9999)] | None = None
    kind: str = ""
    url: str = ""

    def cited(self, at: str = "") -> str:
        """Name the source in a few words: its author, or else who published it, the year, and the place in it."""
        who = self.author or self.publisher or self.title
        year = f" {self.year}" if self.year else ""
        return f"{who}{year}{f', {at}' if at else ''}"


class Track(_Record, frozen=True):
    """A lane of the timeline: a front, a theme, a branch of a family."""

    id: Id
    title: Text


class Place(_Record, frozen=True):
    """Where an event happened, to the town; ``lat`` and ``lon`` in degrees, WGS 84."""

    name: Text
    country: str = ""
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None


class Link(_Record, frozen=True):
    """One event leading to another: ``how`` is a clause."""

    event: Id
    how: Text
    sources: tuple[Citation, ...] = ()


class Dating(_Record, frozen=True):
    """A date that a source gives to an event: the one chosen, or another."""

    date: Edtf
    says: Text
    sources: Citations


class Figure(_Record, frozen=True):
    """A number that a source gives, such as the dead or the bombers."""

    what: Text
    value: Text
    sources: tuple[Citation, ...] = ()


class Event(_Record, frozen=True, kw_only=True):
    """Something that happened."""

    id: Id
    title: Text
    aliases: tuple[Text, ...] = ()
    date: Edtf
    track: Id = ""
    kind: str = ""
    place: Place | None = None
    forces: dict[str, tuple[str, ...]] = {}
    people: tuple[str, ...] = ()
    summary: Text
    account: tuple[str, ...] = ()
    significance: str = ""
    part_of: Id = ""
    led_to: tuple[Link, ...] = ()
    datings: tuple[Dating, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Citation, ...] = ()

    @property
    def when(self) -> When:
        """The date, read.

        Raises:
            DateError: it is not EDTF, which reading the file would have refused.
        """
        return edtf.parse(self.date)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the event, in the order of its fields."""
        if not (self.led_to or self.datings or self.figures):
            return self.sources
        cited = [*(link.sources for link in self.led_to), *(dating.sources for dating in self.datings)]
        cited += [figure.sources for figure in self.figures]
        return (*(citation for citations in cited for citation in citations), *self.sources)


class Header(_Record, frozen=True, kw_only=True):
    """What a chronology says of itself. ``focus`` is the place whose events stand out when they are drawn."""

    schema: str = msgspec.field(default="", name="$schema")
    format: Literal[1] = 1
    title: str = ""
    description: str = ""
    licence: str = ""
    focus: str = ""
    tracks: tuple[Track, ...] = ()
    sources: tuple[Source, ...] = ()

    def track_title(self, track: str) -> str:
        """Return a track's title, or its id where the file does not introduce it."""
        return next((t.title for t in self.tracks if t.id == track), track)


class ChronologyDocument(Header, frozen=True, kw_only=True):
    """A whole chronology, as one JSON object holds it."""

    events: tuple[Event, ...]


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a chronology file."""
    schema = msgspec.json.schema(ChronologyDocument)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A chronology", **schema}


if __name__ == "__main__":
    import json

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))  # noqa: T201 - redirected into data/
