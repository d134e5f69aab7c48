"""What can be seen from where one is on a journey: asked of the chronology, and kept for the next step where it stays so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from liberation_cli.chronology.chronology import Chronology, Moment
from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.event import Event, Source
from liberation_cli.chronology.listing import Positions
from liberation_cli.chronology.search import Fragment, compile_query, mark_titles, show_matches
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.errors import AmbiguousEvent, DateError, NoMatch, UnknownEvent
from liberation_cli.explorer.journey import Journey, setting_out
from liberation_cli.views.event_card import Companions, Surroundings
from liberation_cli.views.lanes import MOST_DRAWN, Lane

if TYPE_CHECKING:
    from liberation_cli.chronology.comparison import Comparison

Export = Callable[[Chronology, Positions, Path], str]
"""Writes the events at some places in time to a file; given by who opens the explorer."""
PAGE = 64
"""Rows of the list that are read at once."""
_MOST_COMPANIES = 4
"""Of so many people and forces of an event a card names the events before and after."""
_MOST_LISTS = 8
"""So many lists are kept, so that a letter taken back costs nothing."""
_MOST_PAGES = 64
"""So many pages are kept."""


class Chosen(NamedTuple):
    """The event that is looked at, with all that its card tells; ``passage`` is what a search matched in it."""

    event: Event
    entry: Entry
    around: Surroundings
    passage: tuple[Fragment, ...]


class Compared(NamedTuple):
    """Events set against each other, as entries too, and the sources that they cite, by id."""

    comparison: Comparison
    entries: Sequence[Entry]
    sources: Mapping[str, Source]


class Row(NamedTuple):
    """A row of the list: an event, and its title with what a search matched."""

    entry: Entry
    title: tuple[Fragment, ...]


class Scene(NamedTuple):
    """What can be seen: the list and the row in it, the card, the day on every track, and the lanes of the timeline."""

    journey: Journey
    positions: Positions
    row: int
    pages: Mapping[int, Sequence[Row]]
    chosen: Chosen | None
    moments: Sequence[Moment]
    lanes: Sequence[Lane]


class Guide:
    """Answers what can be seen from a journey. Asked by one thread at a time."""

    def __init__(self, chronology: Chronology) -> None:
        self.chronology = chronology
        self._listed: dict[tuple[Selection, str], Positions] = {}
        self._paged: tuple[object, dict[int, Sequence[Row]]] = (None, {})
        self._laned: tuple[object, Sequence[Lane]] = (None, [])
        self._carded: tuple[object, Chosen | None] = (None, None)
        self._told: tuple[object, Sequence[Moment]] = (None, [])

    def set_out(self, start: str = "", at: str = "") -> Journey:
        """Begin a journey: at an event, on a day, at the matches of a search, or where the chronology says it is about.

        Raises:
            LiberationError: ``at`` is no date and no event, or one outside of what is told; or nothing answers ``start``.
        """
        journey = setting_out(self.chronology.span)
        if at:
            journey = self._to_time(journey, at)
        if start:
            return self._starting(journey, start)
        focus = self.chronology.header.focus
        if not at and focus and self.chronology.names_event(focus):
            return self.to(journey, self.chronology.find(focus))
        return journey

    def _starting(self, journey: Journey, start: str) -> Journey:
        """At what was typed, if it names an event or can be read as a date; else at the events that have its words."""
        if self.chronology.names_event(start):
            return self.to(journey, self.chronology.find(start))
        if any(character.isnumeric() for character in start):
            try:
                return self._to_time(journey, start)
            except (DateError, NoMatch):
                if not self.chronology.positions(Selection(), start):
                    raise
        try:
            return self.to(journey, self.chronology.find(start))
        except (AmbiguousEvent, UnknownEvent):
            found = self.chronology.positions(Selection(), start)
            if not found:
                raise
            return self.at(journey.searching(start), found[0])

    def _to_time(self, journey: Journey, typed: str) -> Journey:
        """Go to the first day of a time that was typed; it must not be one that nothing is told of."""
        time, span = self.chronology.time_of(typed), self.chronology.span
        if span is not None and (time.last < span.first or time.first > span.last):
            told = f"{phrase.day(span.first)} to {phrase.day(span.last)}"
            raise NoMatch(f"nothing is told of {time.phrase}", f"the chronology goes from {told}")
        return journey.to_day(time.first)

    def to(self, journey: Journey, event: Event) -> Journey:
        """Go to an event."""
        return journey.at_event(self.chronology.entry(event).position, event.when)

    def at(self, journey: Journey, position: int) -> Journey:
        """Go to the event at a place in time."""
        return journey.at_event(position, self.chronology.event_at(position).when)

    def at_row(self, journey: Journey, row: int) -> Journey:
        """Go to a row of the list; nowhere if it has no such row any more."""
        listed = self.list(journey)
        return self.at(journey, listed[row]) if row < len(listed) else journey

    def open(self, journey: Journey, event_id: str) -> Journey:
        """Open an event that a card names; where the list leaves it out, the list is widened."""
        entry = self.chronology.entry(self.chronology.event(event_id))
        opened = journey.opened(entry.position, entry.when)
        return opened if holds(self.list(opened), entry.position) else opened.widened()

    def go_to(self, journey: Journey, typed: str) -> Journey:
        """Go to a day or an event that was typed; one can go back from there to the event one came from.

        Raises:
            DateError: it has a digit in it, and cannot be read as a date.
            NoMatch: no event goes by it, or more than one; or it is a day before or after all that is told.
        """
        if any(character.isnumeric() for character in typed) and not self.chronology.names_event(typed):
            return self._to_time(journey, typed)
        return self.open(journey, self.chronology.find(typed).id)

    def compare(self, positions: Sequence[int]) -> Compared:
        """Set the events at some places in time against each other."""
        from liberation_cli.chronology.comparison import compare  # noqa: PLC0415 - not needed for the first screen

        chronology = self.chronology
        comparison = compare([chronology.event_at(position) for position in positions])
        sources = {name: source for event in comparison.events for name, source in chronology.sources_of(event).items()}
        return Compared(comparison, [chronology.entry(event) for event in comparison.events], sources)

    def by_events(self, journey: Journey, steps: int) -> Journey:
        """Go on by so many events of the list, or back; to its first or its last if it has no more."""
        listed = self.list(journey)
        if not listed:
            return journey
        row = self._row(journey, listed)
        if steps > 0 and listed[row] > self._last_begun(journey):
            steps -= 1  # before the first of them, that is the next
        return self.at(journey, listed[min(max(row + steps, 0), len(listed) - 1)])

    def list(self, journey: Journey) -> Positions:
        """Return the places in time of the events of the list.

        Raises:
            SearchError: the words make no question.
        """
        return self._list(journey.selection, as_typed(journey.words))

    def _list(self, selection: Selection, words: str) -> Positions:
        asked = (selection, words)
        if asked not in self._listed:
            if len(self._listed) > _MOST_LISTS:
                self._listed.clear()
            self._listed[asked] = self.chronology.positions(selection, words)
        return self._listed[asked]

    def page(self, journey: Journey, number: int) -> Sequence[Row]:
        """Return a page of the list: its rows from ``number`` times :data:`PAGE` on."""
        asked = (journey.selection, journey.words)
        if self._paged[0] != asked or len(self._paged[1]) > _MOST_PAGES:
            self._paged = (asked, {})
        pages = self._paged[1]
        if number not in pages:
            pages[number] = self._rows(self.list(journey)[number * PAGE : (number + 1) * PAGE], journey.words)
        return pages[number]

    def _pages_around(self, journey: Journey, row: int) -> Mapping[int, Sequence[Row]]:
        around = range(max(row - PAGE, 0) // PAGE, (row + PAGE) // PAGE + 1)
        return {number: self.page(journey, number) for number in around}

    def _rows(self, positions: Positions, words: str) -> Sequence[Row]:
        """Rows of the list, with what words matched in their titles."""
        found = self.chronology.entries_at(positions)
        if not as_typed(words):
            return [Row(entry, (Fragment(entry.title, matched=False),)) for entry in found]
        marked = mark_titles(compile_query(as_typed(words)), [entry.title for entry in found])
        return [Row(entry, title) for entry, title in zip(found, marked, strict=True)]

    def see(self, journey: Journey, columns: int) -> Scene:
        """Tell what can be seen from a journey, with so many columns for the timeline.

        Raises:
            SearchError: the words make no question.
        """
        listed = self.list(journey)
        row = self._row(journey, listed)
        position = listed[row] if listed else 0
        journey = journey._replace(event=position)
        return Scene(
            journey,
            listed,
            row,
            self._pages_around(journey, row),
            self._card(journey, position),
            self._moments(journey.day),
            self._lanes(journey, listed, columns),
        )

    def _row(self, journey: Journey, listed: Positions) -> int:
        """Which row of a list is looked at: that of the event, or the nearest to the day.

        Of the events that begin on the day that is the first; if none does, the last to have begun before it.
        """
        if journey.event is not None and holds(listed, journey.event):
            return bisect_left(listed, journey.event)
        row = bisect_right(listed, self.chronology.last_begun(journey.day - 1))
        begins_on_day = row < len(listed) and listed[row] <= self._last_begun(journey)
        return row if begins_on_day else max(row - 1, 0)

    def _last_begun(self, journey: Journey) -> int:
        return self.chronology.last_begun(journey.day)

    def _card(self, journey: Journey, position: int) -> Chosen | None:
        if not position:
            return None
        asked = (position, journey.words)
        if self._carded[0] != asked:
            self._carded = (asked, self.card(position, journey.words))
        return self._carded[1]

    def card(self, position: int, words: str = "") -> Chosen:
        """Return the event at a place in time with all that its card tells."""
        chronology = self.chronology
        event = chronology.event_at(position)
        places = [event.place.name] if event.place else []
        people = [*event.people, *(force for side in event.forces.values() for force in side)][:_MOST_COMPANIES]
        companions = (
            *(Companions("place", name, *chronology.neighbours_at_place(event)) for name in places),
            *(Companions("person", name, *chronology.neighbours_of(name, event)) for name in people),
        )
        around = Surroundings.of(event, chronology, tuple(shared for shared in companions if shared.before or shared.after))
        passage: tuple[Fragment, ...] = ()
        if as_typed(words):
            hit = next(show_matches(compile_query(as_typed(words)), [event]))
            passage = hit.passage if any(fragment.matched for fragment in hit.passage) else ()
        return Chosen(event, chronology.entry(event), around, passage)

    def _moments(self, day: int) -> Sequence[Moment]:
        if self._told[0] != day:
            self._told = (day, self.chronology.meanwhile(Period(day, day)))
        return self._told[1]

    def _lanes(self, journey: Journey, listed: Positions, columns: int) -> Sequence[Lane]:
        """The lanes of the window: each event of it where they are few, how many begin when where they are many."""
        asked = (journey.window, journey.selection, journey.words, columns)
        if self._laned[0] != asked:
            self._laned = (asked, self._new_lanes(journey, listed, columns))
        return self._laned[1]

    def _new_lanes(self, journey: Journey, listed: Positions, columns: int) -> Sequence[Lane]:
        chronology, selection = self.chronology, journey.selection
        window = selection._replace(during=journey.window, limit=MOST_DRAWN + 1)
        drawn = list(chronology.select(window))
        if len(drawn) > MOST_DRAWN:
            all_of = chronology.density(self._list(selection, ""), journey.window, columns)
            matched = chronology.density(listed, journey.window, columns) if journey.words else all_of
            return [Lane(track, (), all_of[track], matched[track], frozenset()) for track in chronology.tracks]
        lanes = []
        for track in chronology.tracks:
            entries = tuple(entry for entry in drawn if entry.track == track)
            matching = frozenset(e.position for e in entries if not journey.words or holds(listed, e.position))
            lanes.append(Lane(track, entries, (), (), matching))
        return lanes


def holds(positions: Positions, position: int) -> bool:
    """Whether ascending positions hold one."""
    place = bisect_left(positions, position)
    return place < len(positions) and positions[place] == position


def as_typed(words: str) -> str:
    """Take words that are still being typed: the last may be the beginning of one, and counts from its second letter on."""
    before, _, last = words.rpartition(" ")
    if not last.isalnum() or last in ("OR", "NOT", "AND") or '"' in words:
        return words
    return f"{words}*" if len(last) > 1 else before
