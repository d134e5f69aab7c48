"""One event whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.event import Citation, Event, Source
from liberation_cli.dates import edtf, phrase
from liberation_cli.views.lines import MARGIN, PROSE_WIDTH, Line, labelled, wrap, wrap_parts
from liberation_cli.views.page import Page

_LABEL = 12

if TYPE_CHECKING:
    from liberation_cli.chronology.chronology import Chronology


class Companions(NamedTuple):
    """The events just before and just after that share something with an event: ``what`` is ``place`` or ``person``."""

    what: str
    name: str
    before: Entry | None
    after: Entry | None


class Surroundings(NamedTuple):
    """What stands around an event in its chronology, and the sources that it cites, by id."""

    whole: Entry | None
    parts: Sequence[Entry]
    led_from: Sequence[Entry]
    led_to: Sequence[Entry]
    before: Entry | None
    after: Entry | None
    sources: Mapping[str, Source]
    companions: Sequence[Companions] = ()

    @classmethod
    def of(cls, event: Event, chronology: Chronology, companions: Sequence[Companions] = ()) -> Surroundings:
        """Ask a chronology what stands around an event of it."""
        before, after = chronology.neighbours(event)
        return cls(
            whole=chronology.whole(event),
            parts=chronology.parts(event),
            led_from=chronology.led_from(event),
            led_to=chronology.led_to(event),
            before=before,
            after=after,
            sources=chronology.sources_of(event),
            companions=companions,
        )


class EventCard:
    """An event with all that its chronology says of it, and what stands around it.

    ``written`` may add to a line what is to be read beside its names, before the line is broken to fit.
    """

    def __init__(
        self, event: Event, entry: Entry, surroundings: Surroundings, page: Page, written: Callable[[Line], Line] = list
    ) -> None:
        self._event = event
        self._entry = entry
        self._around = surroundings
        self._page = page
        self._written = written
        self._width = max(min(page.width, PROSE_WIDTH + 16) - len(MARGIN), 20)
        self._sources = surroundings.sources

    def lines(self) -> Iterator[Line]:
        """Yield the card, line by line."""
        event = self._event
        style = self._page.event_style(self._entry)
        yield from self._prose(event.title, "title" if style == "event" else style)
        yield from ([(MARGIN, ""), *line] for line in wrap_parts(self._written(self._byline()), min(self._width, PROSE_WIDTH)))
        for paragraph in (event.summary, *event.account):
            yield []
            yield from self._prose(paragraph, "")
        yield []
        for label, entries in self._fields():
            yield from labelled(label, map(self._written, entries), self._width + len(MARGIN), _LABEL)

    def _byline(self) -> Line:
        event, place = self._event, self._event.place
        where = ", ".join(dict.fromkeys(part for part in (place.name, place.country) if part)) if place else ""
        parts = (
            (self._date(), "dim"),
            (where, self._page.opening("dim", "place", place.name) if place else ""),
            (self._page.track_title(event.track), "dim"),
            (event.kind.replace("-", " "), "dim"),
        )
        told = [part for part in parts if part[0]]
        return [piece for number, part in enumerate(told) for piece in ((" · " if number else "", "dim"), part)]

    def _date(self) -> str:
        when = self._event.when
        words = phrase.when(when)
        return f"{phrase.weekday(when.earliest)} {words}" if when.exact and when.earliest == when.latest else words

    def _fields(self) -> Iterator[tuple[str, Iterable[Line]]]:
        event, around = self._event, self._around
        yield "How sure", [[(text, "")] for text in self._how_sure()]
        yield "Datings", [self._dating(dating.date, dating.says, dating.sources) for dating in event.datings]
        yield "Figures", [self._figure(figure.what, figure.value, figure.sources) for figure in event.figures]
        yield "Forces", self._forces()
        yield "People", [self._named(event.people)] if event.people else []
        yield "Judgement", [[(event.significance, "")]] if event.significance else []
        yield "Part of", [self._link(entry) for entry in (around.whole,) if entry]
        yield "Its parts", [self._link(entry) for entry in around.parts]
        yield "Led here", [self._link(entry) for entry in around.led_from]
        yield "Led to", self._led_to()
        yield "Before", [self._link(entry) for entry in (around.before,) if entry]
        yield "After", [self._link(entry) for entry in (around.after,) if entry]
        yield "Same place", self._companions("place")
        yield "Same people", self._companions("person")
        yield "Sources", [self._source(citation) for citation in event.sources]
        yield "Called", [[(", ".join([event.id, *event.aliases]), "dim")]]

    def _how_sure(self) -> Iterator[str]:
        yield phrase.precision(self._event.when)
        if self._entry.disputed:
            yield "Sources give other days too: see the datings."

    def _dating(self, date: str, says: str, citations: Sequence[Citation]) -> Line:
        return [(f"{phrase.when(edtf.parse(date))}: ", "title"), (f"{says} ", ""), (f"({self._cited(citations)})", "dim")]

    def _figure(self, what: str, value: str, citations: Sequence[Citation]) -> Line:
        cited = f" ({self._cited(citations)})" if citations else ""
        return [(f"{what}: ", ""), (value, "title"), (cited, "dim")]

    def _forces(self) -> Iterator[Line]:
        for side, forces in self._event.forces.items():
            if forces:
                yield [(f"{side.capitalize()}: ", "dim"), *self._named(forces)]

    def _named(self, people: Sequence[str]) -> Line:
        named = [(name, self._page.opening("", "person", name)) for name in people]
        return [piece for number, part in enumerate(named) for piece in ((", " if number else "", ""), part)]

    def _companions(self, what: str) -> Iterator[Line]:
        for shared in self._around.companions:
            if shared.what == what:
                yield [(shared.name, self._page.opening("title", what, shared.name))]
                yield from ([("before: ", "dim"), *self._link(entry)] for entry in (shared.before,) if entry)
                yield from ([("after: ", "dim"), *self._link(entry)] for entry in (shared.after,) if entry)

    def _led_to(self) -> Iterator[Line]:
        how = {link.event: link.how for link in self._event.led_to}
        for entry in self._around.led_to:
            yield [*self._link(entry), (f" — {how[entry.id]}", "")]

    def _link(self, entry: Entry) -> Line:
        return [(entry.title, self._page.link_style(entry)), (f" ({phrase.when(entry.when)})", "dim")]

    def _cited(self, citations: Sequence[Citation]) -> str:
        return "; ".join(self._sources[citation.source].cited(citation.at) for citation in citations)

    def _source(self, citation: Citation) -> Line:
        source = self._sources[citation.source]
        return [*full_source(source), (f", {citation.at}" if citation.at else "", "dim")]

    def _prose(self, text: str, style: str) -> Iterator[Line]:
        return ([(MARGIN, ""), (line, style)] for line in wrap(text, min(self._width, PROSE_WIDTH)))


def full_source(source: Source) -> Line:
    """Name a source as a bibliography does; the title leads to its address where the terminal can follow one."""
    author = f"{source.author}, " if source.author else ""
    published = ", ".join(part for part in (source.publisher, str(source.year or "")) if part)
    title_style = f"url:{source.url}" if source.url else ""
    return [(author, ""), (source.title, title_style), (f" ({published})" if published else "", "dim")]
