"""A chronology you can question: find one event, select many, search, and look around in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec

from liberation_cli.chronology import listing, reference
from liberation_cli.chronology.entry import COLUMNS, Entry, entries, entries_at, first_entry
from liberation_cli.chronology.event import Event, Header, Source
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.index import discard_index, open_index
from liberation_cli.chronology.listing import Positions
from liberation_cli.chronology.selection import Selection, first_steps, name_query, statements
from liberation_cli.chronology.stored import Bodies
from liberation_cli.dates import period
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import iso
from liberation_cli.errors import InvalidChronology, UnknownName, quote

BUNDLED = Path(import_module("liberation_cli.data").__path__[0]) / "events.json"
"""The chronology that ships with the program."""

_MOST_UNDER_WAY = 8


class Moment(NamedTuple):
    """A period on one track: what was under way, and what came just before and just after."""

    track: str
    period: Period
    before: Entry | None
    under_way: list[Entry]
    more: bool
    after: Entry | None

    def labelled(self) -> Iterator[tuple[str, Entry]]:
        """Yield its events in the order of time, each as ``before``, ``under way``, ``possibly`` or ``after``."""
        if self.before:
            yield "before", self.before
        for entry in self.under_way:
            yield "under way" if self.period.surely_holds(entry.when) else "possibly", entry
        if self.after:
            yield "after", self.after


class Chronology:
    """The events of one file, through its index.

    Args:
        path: the chronology file; the bundled one if None.
        progress: told from time to time what share is done, if the file has to be read anew.

    Raises:
        ChronologyError: the file cannot be read.
        InvalidChronology: it breaks the format.
    """

    def __init__(self, path: Path | None = None, progress: Callable[[float], None] = lambda _: None) -> None:
        self.path = path or BUNDLED
        try:
            self._db, state = open_index(self.path, progress)
        except InvalidChronology as invalid:
            from liberation_cli.chronology.locating import located  # noqa: PLC0415 - few files are broken

            raise InvalidChronology(invalid.path, located(self.path, invalid.problems)) from None
        self._bodies = Bodies(self.path, state)

    def __enter__(self) -> Self:
        return self

    def discard_index(self) -> None:
        """Throw the index away: the next to open the chronology builds it anew."""
        discard_index(self.path)

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._bodies.close()

    @cached_property
    def header(self) -> Header:
        """What the chronology says of itself, without its sources: for those there is :meth:`sources`."""
        return msgspec.json.decode(self._meta("header"), type=Header)

    @property
    def title(self) -> str:
        """The chronology's title, or its file's name."""
        return self.header.title or self.path.name

    def __len__(self) -> int:
        return int(self._meta("count"))

    @property
    def span(self) -> Period | None:
        """From the first day that is told to the last; None where there is no event with a date."""
        first, last = self._meta("first"), self._meta("last")
        return None if first is None or last is None else Period(first, last)

    @property
    def histogram(self) -> dict[str, list[int]]:
        """For each track, how many events begin in each of equal slices of the whole span."""
        return msgspec.json.decode(self._meta("histogram"), type=dict[str, list[int]])

    @cached_property
    def tracks(self) -> list[str]:
        """The tracks, in the order of the header, or of the alphabet where the header names none.

        The last is the empty one, if there are events on no track.
        """
        used: list[str] = msgspec.json.decode(self._meta("tracks"))
        named = [track.id for track in self.header.tracks] or [track for track in used if track]
        return [*named, ""] if "" in used else named

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of event that there are."""
        used: list[str] = msgspec.json.decode(self._meta("kinds"))
        return [kind for kind in used if kind]

    # One event

    def find(self, name: str) -> Event:
        """Find the event that a reference means: its id or an alias, the start of either, or words of its title.

        Raises:
            UnknownEvent: no event goes by it; the hint names the nearest that do.
            AmbiguousEvent: several do.
        """
        return self.event_at(reference.resolve(self._db, name))

    def time_of(self, typed: str) -> Period:
        """Return the time that was typed, as a date or as an event, which stands for its own dates.

        An event's exact name comes first. After that, what has a digit in it is a date, for no date is without one.

        Raises:
            DateError: it has a digit in it, and cannot be read as a date.
            NoMatch: it has none, and no event, or more than one, goes by it.
        """
        if any(character.isnumeric() for character in typed) and not self.names_event(typed):
            return period.parse(typed)
        when = self.find(typed).when
        return Period(when.earliest, when.latest)

    def names_event(self, name: str) -> bool:
        """Whether a reference is exactly the id or an alias of an event."""
        return bool(reference.exactly_named(self._db, fold(name)))

    def complete(self, start: str) -> list[tuple[str, Entry]]:
        """Return the names that begin with what was typed, as words joined by hyphens, with the events they mean."""
        return reference.complete(self._db, start)

    def entry(self, event: Event) -> Entry:
        """Return the entry of an event of this chronology."""
        return entries(self._db, "WHERE id = ?", (event.id,))[0]

    # Many events

    def select(self, selection: Selection) -> Iterator[Entry]:
        """Yield the events of a selection, as they are read.

        Raises:
            UnknownName: a track or a kind that this chronology does not have.
        """
        for row in self._rows(COLUMNS, self._resolved(selection)):
            yield Entry(*row)

    def events(self, selection: Selection = Selection()) -> Iterator[Event]:  # noqa: B008 - it cannot be changed
        """Yield the events of a selection whole; every event, in the order of time, if none is given.

        Raises:
            UnknownName: a track or a kind that this chronology does not have.
        """
        for place in self._rows("event.start, event.size", self._resolved(selection)):
            yield msgspec.json.decode(self._bodies.read(*place), type=Event)

    def event(self, event_id: str) -> Event:
        """Return the event of an id that is in the chronology."""
        position: int = self._db.execute("SELECT position FROM event WHERE id = ?", (event_id,)).fetchone()[0]
        return self.event_at(position)

    def select_json(self, selection: Selection) -> Iterator[bytes]:
        """Yield the events of a selection whole, each as JSON with what can be computed from its date."""
        return map(with_computed_fields, self.events(selection))

    def ids(self) -> Iterator[tuple[str, int]]:
        """Yield the id of each event, and its position in the order of time."""
        yield from self._db.execute("SELECT id, position FROM event ORDER BY position")

    def entry_at(self, position: int) -> Entry:
        """Return the entry of the event at a position."""
        return entries(self._db, "WHERE position = ?", (position,))[0]

    def body_at(self, position: int) -> bytes:
        """Return the event at a position whole, as the file has it."""
        place = self._db.execute("SELECT start, size FROM event WHERE position = ?", (position,)).fetchone()
        return self._bodies.read(*place)

    def _rows(self, columns: str, selection: Selection) -> Iterator[tuple[Any, ...]]:
        if selection.order != "date" and selection.limit:
            found = self._db.execute(*first_steps(columns, selection)).fetchall()
            if len(found) == selection.limit:
                return iter(found)
        rows = (self._db.execute(*statement) for statement in statements(columns, selection))
        return islice(chain.from_iterable(rows), selection.limit)

    def json_at(self, entry: Entry) -> bytes:
        """Return the event of an entry whole, as JSON with what can be computed from its date."""
        return with_computed_fields(self.event_at(entry.position))

    @staticmethod
    def json_of(event: Event) -> bytes:
        """Return an event whole, as JSON with what can be computed from its date."""
        return with_computed_fields(event)

    def _resolved(self, selection: Selection) -> Selection:
        """Complete the names of tracks and kinds, and make ``part_of`` an id."""
        return selection._replace(
            tracks=tuple(self._named(track, self.tracks, "track") for track in selection.tracks),
            kinds=tuple(self._named(kind, self.kinds, "kind") for kind in selection.kinds),
            part_of=self.find(selection.part_of).id if selection.part_of else "",
        )

    def _named(self, wanted: str, known: list[str], noun: str) -> str:
        """Find a track or a kind by its id, the start of it, or a track's title."""
        key = fold(wanted)
        names = {fold(name): name for name in known if name}
        if noun == "track":
            names |= {fold(self.header.track_title(name)): name for name in known if name}
        if key in names:
            return names[key]
        starting = sorted({name for folded, name in names.items() if key and folded.startswith(key)})
        if len(starting) != 1:
            raise UnknownName(f"there is no {noun} {quote(wanted)}", f"the {noun}s are {', '.join(filter(None, known))}")
        return starting[0]

    def search(self, words: str, selection: Selection) -> tuple[list[Event], int | None, str]:
        """Return the events that match, best first; how many there are in all, or None for very many; and the query.

        Raises:
            SearchError: the words make no question.
            UnknownName: a track or a kind that this chronology does not have.
        """
        from liberation_cli.chronology import search  # noqa: PLC0415 - most questions search for nothing

        query = search.compile_query(words)
        found = search.find(self._db, query, self._resolved(selection), selection.limit or 20)
        return [self.event_at(position) for position in found.positions], found.total, query

    def positions(self, selection: Selection, words: str = "") -> Positions:
        """Return the places in time of the events that meet a selection and match search words, in the order of time.

        Raises:
            SearchError: the words make no question.
            UnknownName: a track or a kind that this chronology does not have.
        """
        return listing.positions(self._db, self._resolved(selection), _compiled(words), len(self))

    def entries_at(self, positions: Positions) -> list[Entry]:
        """Return the events at these places in time, in that order."""
        return entries_at(self._db, positions)

    def event_at(self, position: int) -> Event:
        """Return the event at a place in time, which must be one."""
        return msgspec.json.decode(self.body_at(position), type=Event)

    def last_begun(self, day: int) -> int:
        """Return the place in time of the last event that may have begun by a day; 0 if none had."""
        return listing.last_begun(self._db, day)

    def density(self, positions: Positions, period: Period, slices: int) -> dict[str, list[int]]:
        """Return, for each track, how many of the events at these places begin in each of equal slices of a period."""
        return self._tracks_in_time.count(positions, listing.ends_of_slices(self._db, period, slices))

    @cached_property
    def _tracks_in_time(self) -> listing.Tracks:
        return listing.Tracks(self._db, self.tracks)

    # Around one event

    def neighbours(self, event: Event) -> tuple[Entry | None, Entry | None]:
        """Return the events just before and just after, in the order of time."""
        position = self.entry(event).position
        before = first_entry(self._db, "WHERE position < ? ORDER BY position DESC LIMIT 1", (position,))
        after = first_entry(self._db, "WHERE position > ? ORDER BY position LIMIT 1", (position,))
        return before, after

    def neighbours_at_place(self, event: Event) -> tuple[Entry | None, Entry | None]:
        """Return the events just before and just after at the same place; None where it has no place."""
        if event.place is None:
            return None, None
        position, name = self.entry(event).position, event.place.name
        at_place = "WHERE place = ? COLLATE NOCASE AND position"
        before = first_entry(self._db, f"{at_place} < ? ORDER BY position DESC LIMIT 1", (name, position))
        after = first_entry(self._db, f"{at_place} > ? ORDER BY position LIMIT 1", (name, position))
        return before, after

    def neighbours_of(self, person: str, event: Event) -> tuple[Entry | None, Entry | None]:
        """Return the events just before and just after in which a person, or a force, has a part too."""
        query = name_query(Selection(person=person))
        position = self.entry(event).position
        beside = "WHERE position = (SELECT rowid FROM words WHERE words MATCH ? AND rowid {} LIMIT 1)"
        before = first_entry(self._db, beside.format("< ? ORDER BY rowid DESC"), (query, position))
        after = first_entry(self._db, beside.format("> ? ORDER BY rowid"), (query, position))
        return before, after

    def parts(self, event: Event) -> list[Entry]:
        """Return the events that are part of it."""
        return self._referring("part_of", event.id)

    def led_from(self, event: Event) -> list[Entry]:
        """Return the events that led to it."""
        return self._referring("led_to", event.id)

    def whole(self, event: Event) -> Entry | None:
        """Return the event that it is part of."""
        return first_entry(self._db, "WHERE id = ?", (event.part_of,)) if event.part_of else None

    def led_to(self, event: Event) -> list[Entry]:
        """Return the events that it led to, in the order in which it names them."""
        return [entry for link in event.led_to for entry in entries(self._db, "WHERE id = ?", (link.event,))]

    def _referring(self, field: str, target: str) -> list[Entry]:
        return entries(
            self._db, "JOIN reference USING (position) WHERE field = ? AND target = ? ORDER BY position", (field, target)
        )

    # Around a moment

    def on_day_of_year(self, month: int, day: int) -> list[Entry]:
        """Return what happened on a day of any year: began, ended, or went on for no more than a month."""
        rows = self._db.execute("SELECT positions FROM day_of_year WHERE month_day = ? ORDER BY rowid", (month * 100 + day,))
        positions = [position for (found,) in rows for position in msgspec.json.decode(found, type=list[int])]
        return entries_at(self._db, positions)

    def meanwhile(self, period: Period) -> list[Moment]:
        """Return the same moment on every track."""
        return [self._moment(track, period) for track in self.tracks]

    def _moment(self, track: str, period: Period) -> Moment:
        selection = Selection(during=period, tracks=(track,), limit=_MOST_UNDER_WAY + 1)
        under_way = [Entry(*row) for row in self._rows(COLUMNS, selection)]
        before = first_entry(self._db, "WHERE track = ? AND last < ? ORDER BY last DESC LIMIT 1", (track, period.first))
        after = first_entry(self._db, "WHERE track = ? AND first > ? ORDER BY first, position LIMIT 1", (track, period.last))
        return Moment(track, period, before, under_way[:_MOST_UNDER_WAY], len(under_way) > _MOST_UNDER_WAY, after)

    # Sources

    def sources(self) -> list[Source]:
        """Return every source, in the order of the file."""
        rows = self._db.execute("SELECT json FROM source ORDER BY number")
        return [msgspec.json.decode(row[0], type=Source) for row in rows]

    def sources_of(self, event: Event) -> dict[str, Source]:
        """Return the sources that an event cites, by id, in the order in which it first cites them."""
        ids = dict.fromkeys(citation.source for citation in event.citations)
        rows = {name: self._db.execute("SELECT json FROM source WHERE id = ?", (name,)).fetchone() for name in ids}
        return {name: msgspec.json.decode(row[0], type=Source) for name, row in rows.items()}

    @property
    def source_count(self) -> int:
        """How many sources there are."""
        return int(self._meta("sources"))

    def times_cited(self) -> dict[str, int]:
        """Return, for each source, how many events cite it."""
        return dict(self._db.execute("SELECT id, cited FROM source").fetchall())

    def _meta(self, key: str) -> Any:
        return self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0]


def _compiled(words: str) -> str:
    from liberation_cli.chronology import search  # noqa: PLC0415 - most questions search for nothing

    return search.compile_query(words) if words else ""


def with_computed_fields(event: Event) -> bytes:
    """Return an event as JSON, with ``earliest`` and ``latest`` (ISO days or null), ``approximate`` and ``uncertain``."""
    when = event.when
    computed = {
        "earliest": iso(when.earliest),
        "latest": iso(when.latest),
        "approximate": when.approximate,
        "uncertain": when.uncertain,
    }
    return msgspec.json.encode(event)[:-1] + b"," + msgspec.json.encode(computed)[1:]
