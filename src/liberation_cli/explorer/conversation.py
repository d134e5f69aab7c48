"""The same journey line by line, for screen readers and terminals that cannot place a cursor: no boxes, a prompt, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import phrase
from liberation_cli.errors import LiberationError, NoMatch, quote
from liberation_cli.explorer.guide import Export, Guide, Scene
from liberation_cli.explorer.journey import Journey
from liberation_cli.views.event_card import EventCard
from liberation_cli.views.lines import OPENS, Line, Part, wrap_parts
from liberation_cli.views.page import Page

_LISTED = 10
_NUMBER = " [{}]"
_ROOM_FOR_NUMBER = 6
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
        self._page = Page(guide.chronology.header, guide.chronology.tracks, self._width - _ROOM_FOR_NUMBER, linked=True)
        self._numbered: list[str] = []
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

    def answer(self, typed: str) -> Iterator[Line]:
        """Yield the answer to a line that was typed.

        Raises:
            LiberationError: it is no verb, or what stands after it makes no sense.
        """
        word, _, rest = typed.strip().partition(" ")
        if not word:
            return iter(())
        return self._verb(word.casefold()).answer(rest.strip())

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
            "back": Verb("", "back to the event you came from", lambda _: self._step(Journey.back)),
            "forward": Verb("", "forward again", lambda _: self._step(Journey.forward)),
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
            nothing = "Nothing matches; all shows all events again." if self._journey.is_narrowed else "There are no events."
            yield from self._said([(nothing, "dim")])
            return
        entry, event = scene.chosen.entry, scene.chosen.event
        told = (phrase.when(entry.when), entry.place, self._page.track_title(entry.track))
        yield from self._said([(entry.title, self._page.event_style(entry)), *((f", {text}", "dim") for text in told if text)])
        yield from self._said([(event.summary, "")])
        yield from self._said([(f"Event {scene.row + 1:,} of {len(scene.positions):,}. Read tells all of it.", "dim")])

    def _step(self, step: Callable[[Journey], Journey]) -> Iterator[Line]:
        self._journey = step(self._journey)
        return self._where()

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
        self._numbered.clear()
        for moment in self._see().moments:
            title = self._page.track_title(moment.track) or "Events"
            told: Line = []
            for entry in moment.under_way:
                told += [("; " if told else "", ""), *self._named(entry)]
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
            number = int(typed[:6])
            if not 1 <= number <= len(self._numbered):
                hint = f"the numbers go from 1 to {len(self._numbered)}" if self._numbered else "read and list give numbers"
                raise NoMatch(f"nothing bears the number {number}", hint)
            return self._numbered[number - 1]
        return f"event:{self._guide.chronology.find(typed).id}"

    def _card(self, scene: Scene) -> Iterator[Line]:
        self._numbered.clear()
        if scene.chosen is not None:
            chosen = scene.chosen
            yield from self._with_numbers(EventCard(chosen.event, chosen.entry, chosen.around, self._page).lines())

    def _list(self) -> Iterator[Line]:
        self._numbered.clear()
        scene = self._see()
        shown = self._guide.chronology.entries_at(scene.positions[scene.row : scene.row + _LISTED])
        for entry in shown:
            yield from self._said(self._named(entry))
        left = len(scene.positions) - scene.row - len(shown)
        yield from self._said([(f"{left:,} more; next {len(shown)} goes on" if left > 0 else "That is the last.", "dim")])

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
        yield from self._said([(phrase.count(len(found), "event") + ".", "title")])
        if found:
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

        if typed:
            names = [name for name in re.split(r"\s*,\s*|\s+and\s+", typed) if name]
            others = [self._guide.chronology.event(self._event_meant(name)) for name in names]
            chosen = self._see().chosen
            wanted = [*([chosen.entry.position] if chosen else []), *(self._guide.chronology.entry(e).position for e in others)]
        else:
            wanted = [*self._journey.marks]
        wanted = list(dict.fromkeys(wanted))
        if len(wanted) < 2:
            raise LiberationError("a comparison takes two different events or more", "compare d-day, or mark two of them")
        compared = self._guide.compare(wanted)
        page = self._page._replace(width=self._width, linked=False)
        return ComparisonView(compared.comparison, compared.entries, compared.sources, page).lines()

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
        told = f"{phrase.count(len(positions), 'event')} exported to {typed}{f', {lost}' if lost else ''}."
        yield from self._said([(told, "")])

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
        number = self._number(f"event:{entry.id}")
        return [(entry.title, self._page.event_style(entry)), (number, "dim"), (f", {phrase.when(entry.when)}{place}", "dim")]

    def _number(self, target: str) -> str:
        if target not in self._numbered:
            self._numbered.append(target)
        return _NUMBER.format(self._numbered.index(target) + 1)

    def _with_numbers(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Give each name that can be opened its number, after its last word."""
        parts: list[list[Part]] = [list(line) for line in lines]
        words = [(y, x, style.partition(OPENS)[2]) for y, line in enumerate(parts) for x, (_, style) in enumerate(line)]
        told = [place for place in words if parts[place[0]][place[1]][0].strip()]
        for number, (y, x, target) in enumerate(told):
            following = told[number + 1][2] if number + 1 < len(told) else ""
            if target and target != following:
                text, style = parts[y][x]
                parts[y][x] = (text + self._number(target), style)
        for line in parts:
            yield from self._fitted(line)

    def _fitted(self, line: Line) -> Iterator[Line]:
        """Break a line anew that its numbers have made too long, beneath where its text begins."""
        if sum(cell_len(text) for text, _ in line) <= self._width:
            yield line
            return
        lead, *rest = line
        for number, part in enumerate(wrap_parts(rest, max(self._width - cell_len(lead[0]), 8))):
            yield [lead if number == 0 else (" " * cell_len(lead[0]), ""), *part]

    def _said(self, parts: Line) -> Iterator[Line]:
        return iter(wrap_parts(parts, self._width))
