"""The card of an event: all that the chronology says of it, with links to the events and sources that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from liberation_cli.chronology.event import Event, Place
from liberation_cli.dates import edtf, phrase
from liberation_cli.exchange.html.markup import Markup, joined, markup, tag
from liberation_cli.exchange.html.references import References
from liberation_cli.exchange.html.survey import Mark, Survey, spoken
from liberation_cli.exchange.html.tracks import Tracks


class Cards:
    """Makes the cards of a page."""

    def __init__(self, survey: Survey, tracks: Tracks, references: References) -> None:
        self._survey = survey
        self._tracks = tracks
        self._references = references

    def card(self, event: Event) -> Markup:
        """Return the card of an event."""
        mark = self._survey.marks[event.id]
        rows = [
            tag("div", tag("dt", label), *(tag("dd", entry) for entry in entries))
            for label, entries in ((label, list(entries)) for label, entries in self._rows(event, mark))
            if entries
        ]
        return tag(
            "article",
            tag("div", self._date(event, mark), *self._whereabouts(event), class_="margin"),
            tag(
                "div",
                tag("h4", tag("a", event.title, href=f"#{event.id}")),
                tag("p", event.summary, class_="summary"),
                *(tag("p", paragraph) for paragraph in event.account),
                tag("dl", *rows),
            ),
            Markup("\n"),
            id=event.id,
            class_=f"{self._tracks.style(event.track)}{' focal' if mark.focal else ''}",
            data_track=event.track,
            data_kind=event.kind,
            data_days=_days(mark),
            data_doubt=_doubt(mark),
        )

    def content(self, mark: Mark) -> Markup:
        """Return the line of the list of contents that leads to an event."""
        date = tag("span", phrase.when(mark.when, year=not mark.year), class_="date")
        return tag("li", tag("a", date, " ", mark.title, href=f"#{mark.id}", class_=self._tracks.style(mark.track)))

    def _date(self, event: Event, mark: Mark) -> Markup:
        when = event.when
        weekday = f"{phrase.weekday(when.earliest)} " if when.exact and mark.is_day else ""
        sign = tag("span", mark.signs, class_="sign", aria_hidden="true")
        return tag("p", sign, " ", weekday, spoken(event.date, when), class_="date")

    def _whereabouts(self, event: Event) -> Iterator[Markup]:
        if event.place:
            yield _place(event.place)
        if event.track:
            yield tag("p", self._tracks.title(event.track), class_="track")
        if event.kind:
            yield tag("p", event.kind.replace("-", " "))

    def _rows(self, event: Event, mark: Mark) -> Iterator[tuple[str, Iterable[Markup]]]:
        survey, cited = self._survey, self._references.cited
        yield "How sure", map(markup, _how_sure(mark))
        yield "Datings", (_with_sources(_dating(d.date, d.says), cited(d.sources)) for d in event.datings)
        yield "Figures", (_with_sources(_figure(f.what, f.value), cited(f.sources)) for f in event.figures)
        yield "Forces", (markup(f"{side.capitalize()}: {', '.join(names)}") for side, names in event.forces.items() if names)
        yield "People", [markup(", ".join(event.people))] if event.people else []
        yield "Judgement", [markup(event.significance)] if event.significance else []
        yield "Part of", [self._link(event.part_of)] if event.part_of else []
        yield "Its parts", map(self._link, survey.parts.get(event.id, ()))
        yield "Led here", map(self._link, survey.led_from.get(event.id, ()))
        yield (
            "Led to",
            (
                _with_sources(Markup(f"{self._link(link.event)} — {markup(link.how)}"), cited(link.sources))
                for link in event.led_to
            ),
        )
        yield "Sources", [cited(event.sources)] if event.sources else []
        yield "Called", [markup(", ".join(event.aliases))] if event.aliases else []

    def _link(self, event_id: str) -> Markup:
        mark = self._survey.marks[event_id]
        link = tag("a", mark.title, href=f"#{event_id}")
        return tag("span", link, f" ({phrase.when(mark.when)})", class_="other")


def _place(place: Place) -> Markup:
    names = ", ".join(dict.fromkeys(part for part in (place.name, place.country) if part))
    where = None if place.lat is None or place.lon is None else f"{place.lat:g}, {place.lon:g}"
    return tag("p", names, title=where, class_="place")


def _how_sure(mark: Mark) -> Iterator[str]:
    yield phrase.precision(mark.when)
    if mark.disputed:
        yield "Sources give other days too: see the datings."


def _dating(date: str, says: str) -> Markup:
    return joined("", [tag("b", spoken(date, edtf.parse(date))), markup(f": {says}")])


def _figure(what: str, value: str) -> Markup:
    return joined("", [markup(f"{what}: "), tag("b", value)])


def _with_sources(said: Markup, sources: Markup) -> Markup:
    return Markup(f"{said} {tag('small', Markup(f'({sources})'))}" if sources else said)


def _doubt(mark: Mark) -> str | None:
    doubts = {"qualified": mark.when.qualified, "disputed": mark.disputed}
    return " ".join(name for name, there in doubts.items() if there) or None


def _days(mark: Mark) -> str:
    """The earliest and the latest day on which it began, and those on which it ended, numbered as Python numbers days."""
    when = mark.when
    return f"{when.earliest} {when.latest_start} {when.earliest_end} {when.latest}"
