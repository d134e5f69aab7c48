"""The same journey line by line, for screen readers and terminals that cannot place a cursor: no boxes, a prompt, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import phrase
from liberation_cli.errors import AmbiguousEvent, LiberationError, NoMatch, quote
from liberation_cli.explorer.guide import Export, Guide, Scene
from liberation_cli.explorer.journey import Journey
from liberation_cli.explorer.numbers import Numbers
from liberation_cli.explorer.wording import conditions, exported
from liberation_cli.views.event_card import EventCard
from liberation_cli.views.lines import Line, wrap_parts
from liberation_cli.views.page import Page

_LISTED = 10
_UNITS = {"day": 1, "week": 7}


class Verb(NamedTuple):
    """What can be said: with which words after it, and what it does."""

    takes: str
    does: str
    answer: Callable[[str], Iterator[Line]]


class Conversation:
    """A conversation: what is typed is answered in lines of text, in which names that can be opened bear numbers.

    Args:
        guide: what is asked.
        journey: where the journey begins.
        export: writes the events of the list.
        width: cells across.
    """

    def __init__(self, guide: Guide, journey: Journey, export: Export, width: int) -> None:
        self._guide = guide
        self._export = export
        self._width = max(width, 24)
        self._page = Page(guide.chronology.header, guide.chronology.tracks, self._width, linked=True)
        self._numbers = Numbers()
        self._journey = journey
        self.ended = False

    @property
    def prompt(self) -> str:
        """What stands before the place to type: the day."""
        return f"{phrase.day(self._journey.day)}> "

    def open(self) -> Iterator[Line]:
        """Yield what is said first."""
        chronology = self._guide.chronology
        span = f", {chronology.span.phrase}" if chronology.span else ""
        yield from self._said([(f"{chronology.title}. {phrase.count(len(chronology), 'event')}{span}.", "title")])
        yield from self._said([("Type help for what can be said, quit to leave.", "dim")])
        yield []
        yield from self._where()

    def answer(self, typed: str) -> list[Line]:
        """Return the answer to a line that was typed.

        Raises:
            LiberationError: it is no verb, or what stands after it makes no sense.
        """
        word, _, rest = typed.strip().partition(" ")
        if not word:
            return []
        try:
            return [*self._verb(word.casefold()).answer(rest.strip())]
        except AmbiguousEvent as error:
            return [*self._candidates(error)]

    @cached_property
    def verbs(self) -> Mapping[str, Verb]:
        """Everything that can be said."""
        return {
            "where": Verb("", "tell the day and the event again", lambda _: self._where()),
            "day": Verb("WHEN", "go to a day: day 4 June 1944", self._go_to),
            "later": Verb("[N] days, weeks, months", "go on: later 2 weeks", lambda rest: self._by_time(rest, 1)),
            "earlier": Verb("[N] days, weeks, months", "go back in time", lambda rest: self._by_time(rest, -1)),
            "next": Verb("[N]", "the next event of the list", lambda rest: self._by_events(rest, 1)),
            "previous": Verb("[N]", "the event before", lambda rest: self._by_events(rest, -1)),
            "meanwhile": Verb("", "this day on every track", lambda _: self._meanwhile()),
            "open": Verb("NUMBER or EVENT", "read an event whole", self._open),
            "read": Verb("", "read the present event whole", lambda _: self._card(self._see())),
            "back": Verb("", "back to the event you came from", lambda _: self._to_stop(Journey.back)),
            "forward": Verb("", "forward again", lambda _: self._to_stop(Journey.forward)),
            "list": Verb("", "the events from here on", lambda _: self._list()),
            "search": Verb("WORDS", "only events with these words", self._search),
            "track": Verb("TRACK", "only this track", lambda rest: self._narrow(tracks=(rest,) if rest else ())),
            "kind": Verb("KIND", "only this kind", lambda rest: self._narrow(kinds=(rest,) if rest else ())),
            "place": Verb("PLACE", "only this place or country", lambda rest: self._narrow(place=rest)),
            "person": Verb("NAME", "only this person, or this force", lambda rest: self._narrow(person=rest)),
            "all": Verb("", "all events again", lambda _: self._widen()),
            "mark": Verb("", "mark the event, to compare it", lambda _: self._mark()),
            "compare": Verb("[EVENT, …]", "the present event and these; or the marked ones", self._compare),
            "clear": Verb("", "clear the marks", lambda _: self._clear()),
            "export": Verb("FILE", "write the events of the list to a file", self._write),
            "help": Verb("", "this help", lambda _: self._help()),
            "quit": Verb("", "leave", lambda _: self._quit()),
        }

    def _verb(self, word: str) -> Verb:
        """Find a verb by its name or the start of it."""
        if word in self.verbs:
            return self.verbs[word]
        starting = [name for name in self.verbs if name.startswith(word)]
        if len(starting) != 1:
            meant = f"did you mean {' or '.join(starting)}?" if starting else "type help for what can be said"
            raise LiberationError(f"{quote(word)} is nothing that can be said here", meant)
        return self.verbs[starting[0]]

    # Where one is

    def _see(self) -> Scene:
        scene = self._guide.see(self._journey, 8)
        self._journey = scene.journey
        return scene

    def _where(self) -> Iterator[Line]:
        scene = self._see()
        day = scene.journey.day
        yield from self._said([(f"{phrase.weekday(day)} {phrase.day(day)}", "label")])
        if scene.chosen is None:
            yield from self._nothing()
            return
        entry, event = scene.chosen.entry, scene.chosen.event
        nothing = "Nothing of the list" if self._journey.is_narrowed else "Nothing"
        if entry.when.latest < day:
            yield from self._said([(f"{nothing} begins on this day. The last event before it:", "dim")])
        elif entry.when.earliest > day:
            yield from self._said([(f"{nothing} has begun by this day. The first event after it:", "dim")])
        told = (phrase.when(entry.when), entry.place, self._page.track_title(entry.track))
        yield from self._said([(entry.title, self._page.event_style(entry)), *((f", {text}", "dim") for text in told if text)])
        yield from self._said([(event.summary, "")])
        of = f"{len(scene.positions):,}{self._narrowed_to()}"
        yield from self._said([(f"Event {scene.row + 1:,} of {of}. Read tells all of it.", "dim")])

    def _nothing(self) -> Iterator[Line]:
        """Say that the list is empty."""
        narrowed = "Nothing matches; all shows all events again."
        yield from self._said([(narrowed if self._journey.is_narrowed else "There are no events.", "dim")])

    def _narrowed_to(self) -> str:
        narrowed = conditions(self._journey, self._page)
        return f" ({', '.join(narrowed)})" if narrowed else ""

    def _step(self, step: Callable[[Journey], Journey]) -> Iterator[Line]:
        self._journey = step(self._journey)
        return self._where()

    def _to_stop(self, step: Callable[[Journey], Journey]) -> Iterator[Line]:
        if step(self._journey) == self._journey:
            return self._said([("There is nowhere to go: open leads on, and back leads back from there.", "")])
        return self._step(step)

    def _go_to(self, typed: str) -> Iterator[Line]:
        if not typed:
            raise LiberationError("day takes a date or an event", "day 4 June 1944")
        return self._step(lambda journey: self._guide.go_to(journey, typed))

    def _by_time(self, typed: str, direction: int) -> Iterator[Line]:
        match = re.fullmatch(r"(\d{0,5})\s*(day|week|month|year)?s?", typed.casefold())
        if not match:
            raise LiberationError(f"{quote(typed)} is no length of time", "later 3, later 2 weeks, earlier 1 month")
        number, unit = int(match[1] or 1) * direction, match[2] or "day"
        if unit in _UNITS:
            return self._step(lambda journey: journey.by_days(number * _UNITS[unit]))
        return self._step(lambda journey: journey.by_months(number * (12 if unit == "year" else 1)))

    def _by_events(self, typed: str, direction: int) -> Iterator[Line]:
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 8):
            raise LiberationError(f"{quote(typed)} is no number of events", "next, next 5")
        steps = int(typed or 1) * direction
        return self._step(lambda journey: self._guide.by_events(journey, steps))

    def _meanwhile(self) -> Iterator[Line]:
        self._numbers.clear()
        for moment in self._see().moments:
            title = self._page.track_title(moment.track) or "Events"
            told: Line = []
            for entry in moment.under_way:
                possibly = "" if moment.period.surely_holds(entry.when) else ", possibly"
                told += [("; " if told else "", ""), *self._named(entry), (possibly, "dim")]
            if moment.more:
                told.append(("; and more", "dim"))
            yield from self._said([(f"{title}: ", "label"), *(told or [("nothing under way", "dim")])])

    # Events

    def _open(self, typed: str) -> Iterator[Line]:
        if not typed:
            return self._card(self._see())
        what, _, name = self._meant(typed).partition(":")
        if what == "place":
            return self._narrow(place=name)
        if what == "person":
            return self._narrow(person=name)
        self._journey = self._guide.open(self._see().journey, name)
        return self._card(self._see())

    def _meant(self, typed: str) -> str:
        """What a number or a name stands for."""
        if typed.isascii() and typed.isdigit():
            return self._numbers.target(typed)
        return f"event:{self._guide.chronology.find(typed).id}"

    def _card(self, scene: Scene) -> Iterator[Line]:
        self._numbers.clear()
        if scene.chosen is not None:
            chosen = scene.chosen
            yield from EventCard(chosen.event, chosen.entry, chosen.around, self._page, self._numbers.written).lines()

    def _candidates(self, error: AmbiguousEvent) -> Iterator[Line]:
        """Name the events that may be meant, each with its number."""
        self._numbers.clear()
        yield from self._said([(f"{error.message}. Each has a number: open 1 opens the first.", "")])
        for event in error.candidates:
            number = self._numbers.beside(f"event:{event.id}")
            yield from self._said([(event.title, ""), (number, "dim"), (f", {event.date}", "dim")])

    def _list(self) -> Iterator[Line]:
        self._numbers.clear()
        scene = self._see()
        shown = self._guide.chronology.entries_at(scene.positions[scene.row : scene.row + _LISTED])
        for entry in shown:
            yield from self._said(self._named(entry))
        if not shown:
            yield from self._nothing()
            return
        last, count = scene.row + len(shown), len(scene.positions)
        more = "that is the last" if last == count else f"next {len(shown)} goes on"
        yield from self._said([(f"Events {scene.row + 1:,} to {last:,} of {count:,}; {more}.", "dim")])

    # What the list holds

    def _search(self, words: str) -> Iterator[Line]:
        return self._held(self._journey.searching(words))

    def _narrow(self, **conditions: object) -> Iterator[Line]:
        return self._held(self._journey.narrowed(self._journey.selection._replace(**conditions)))  # type: ignore[arg-type]

    def _widen(self) -> Iterator[Line]:
        return self._held(self._journey.narrowed(Selection()).searching(""))

    def _held(self, journey: Journey) -> Iterator[Line]:
        """Say how many events the list holds now, and name those from here on."""
        found = self._guide.list(journey)
        self._journey = journey
        yield from self._said([(f"{phrase.count(len(found), 'event')}{self._narrowed_to()}.", "title")])
        yield from self._list()

    # Comparing and writing

    def _mark(self) -> Iterator[Line]:
        scene = self._see()
        if scene.chosen is not None:
            self._journey = self._journey.marking(scene.chosen.entry.position)
        yield from self._said([(f"{phrase.count(len(self._journey.marks), 'event')} marked.", "")])

    def _clear(self) -> Iterator[Line]:
        self._journey = self._journey.unmarked()
        yield from self._said([("No event is marked.", "")])

    def _compare(self, typed: str) -> Iterator[Line]:
        from liberation_cli.views.comparison import ComparisonView  # noqa: PLC0415 - few conversations need it

        wanted = [*self._journey.marks]
        if typed:
            chosen = self._see().chosen
            others = [self._guide.chronology.event(self._event_meant(name)) for name in self._names(typed)]
            wanted = [*([chosen.entry.position] if chosen else []), *(self._guide.chronology.entry(e).position for e in others)]
        wanted = list(dict.fromkeys(wanted))
        if len(wanted) < 2:
            raise LiberationError("a comparison takes two different events or more", "compare d-day, or mark two of them")
        compared = self._guide.compare(wanted)
        page = self._page._replace(linked=False)
        return ComparisonView(compared.comparison, compared.entries, compared.sources, page).lines()

    def _names(self, typed: str) -> Iterator[str]:
        """Part what was typed into names, at commas and at an “and” that stands within no name."""
        for name in filter(None, re.split(r"\s*,\s*(?:and\s+)?", typed)):
            if self._guide.chronology.names_event(name):
                yield name
            else:
                yield from filter(None, re.split(r"\s+and\s+", name))

    def _event_meant(self, typed: str) -> str:
        what, _, name = self._meant(typed).partition(":")
        if what != "event":
            raise NoMatch(f"{quote(typed)} is no event", "name one, or give the number of one")
        return name

    def _write(self, typed: str) -> Iterator[Line]:
        if not typed:
            raise LiberationError("export takes the name of a file", "export selection.json")
        positions = self._see().positions
        if not positions:
            raise NoMatch("the list is empty: there is nothing to export", "all shows all events again")
        lost = self._export(self._guide.chronology, positions, Path(typed))
        yield from self._said([(f"{exported(len(positions), typed, lost)}.", "")])

    def _help(self) -> Iterator[Line]:
        for name, verb in self.verbs.items():
            yield from self._said([(f"{name} {verb.takes}".strip(), "title"), (f": {verb.does}", "")])
        yield from self._said([("The start of a word will do where it is clear.", "dim")])

    def _quit(self) -> Iterator[Line]:
        self.ended = True
        return iter(())

    # Words

    def _named(self, entry: Entry) -> Line:
        """Name an event, with the number that opens it."""
        place = f", {entry.place}" if entry.place else ""
        number = self._numbers.beside(f"event:{entry.id}")
        return [(entry.title, self._page.event_style(entry)), (number, "dim"), (f", {phrase.when(entry.when)}{place}", "dim")]

    def _said(self, parts: Line) -> Iterator[Line]:
        return iter(wrap_parts(parts, self._width))
