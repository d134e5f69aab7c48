"""TimelineJS 3 (https://timeline.knightlab.com/docs/json-format.html): a slide for each event.

What TimelineJS has no place for stands under a key of our own, which it passes over. What it shows counts for more than
that, so that a date or a text that someone changed in the file is read as changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from liberation_cli.chronology.event import Citation, Event, Header, Place, Source
from liberation_cli.dates import edtf, phrase, written
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, Point
from liberation_cli.errors import ChronologyError, DateError, Location, Problem, quote
from liberation_cli.exchange import markup
from liberation_cli.exchange.incoming import Arrival, Draft, Manner
from liberation_cli.exchange.json_reading import decoded
from liberation_cli.exchange.outgoing import Losses, Outgoing

_OURS = "liberation"
_SHOWN = ("id", "title", "date", "summary", "account")
"""Fields that a slide shows, and that are not carried beside it."""
_DATES = ("start_date", "end_date", "display_date")
_SLIDE = {*_DATES, "unique_id", "text", "group", _OURS}
_SHAPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("start_date", "end_date", "text", "title", _OURS), dict),
    **dict.fromkeys(("display_date", "group", "unique_id"), (str, int)),
    "eras": list,
}
"""What a member must be to be read."""
_Kind = TypeVar("_Kind")
_LONGEST_MONTHS = 91
"""Days: what is known to the season is put where the season begins."""


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a timeline, a slide a line."""
    header = outgoing.header
    yield "{\n"
    if header.title or header.description:
        yield f'"title": {_json({"text": _text(header.title, [header.description])})},\n'
    yield f'"{_OURS}": {_json(_carried(header, ("schema", "$schema", "title", "description")))},\n'
    yield '"events": ['
    separator = "\n"
    for event in outgoing.events():
        yield separator + _json(_slide(event, header, outgoing.sources))
        separator = ",\n"
    yield "\n]\n}\n"


def read(text: str, manner: Manner) -> Arrival:
    """Read a timeline; an era is read as an event, of the kind ``era``.

    Raises:
        ChronologyError: it is none.
    """
    document = decoded(text)
    if not isinstance(document, dict) or not isinstance(document.get("events"), list):
        raise ChronologyError("is no timeline of TimelineJS: it has no list of events")
    reading = _Reading(document, manner)
    return Arrival(reading.given_header, reading.drafts(), reading.losses, reading.problems)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _carried(record: msgspec.Struct, shown: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in msgspec.to_builtins(record).items() if name not in shown}


def _slide(event: Event, header: Header, sources: Mapping[str, Source]) -> dict[str, Any]:
    text = _text(event.title, [event.summary, *event.account])
    told = _told(event.place, event.sources, sources)
    if told:
        text["text"] += markup.paragraph_of_ours(told)
    group = {"group": _group(header.track_title(event.track))} if event.track else {}
    carried = {"edtf": event.date, **_carried(event, _SHOWN)}
    return {"unique_id": event.id, **_dates(event.date), "text": text, **group, _OURS: carried}


def _text(headline: str, paragraphs: list[str]) -> dict[str, str]:
    return {"headline": markup.html(headline), "text": "".join(markup.paragraph(text) for text in paragraphs if text)}


def _told(place: Place | None, citations: Iterable[Citation], sources: Mapping[str, Source]) -> str:
    """Where an event happened and who says so, in a line."""
    where = _joined(place.name, place.country) if place else ""
    cited = [_joined(sources[c.source].title if c.source in sources else c.source, c.at) for c in citations]
    return ". ".join(filter(None, (where, f"Sources: {'; '.join(cited)}" if cited else "")))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _group(title: str) -> str:
    """A track's title as TimelineJS shows it: read as HTML when it is checked, and again when it is shown."""
    return markup.html(markup.html(" ".join(title.split())))


def _dates(text: str) -> dict[str, Any]:
    when = edtf.parse(text)
    begun = when.start if when.earliest > OPEN_PAST else when.end
    start = _date(begun, begun.earliest)
    end = _date(when.end, when.latest) if when.latest < OPEN_FUTURE else {}
    # To TimelineJS a month, as an end, is its first day: then some end before they start.
    ends = {"end_date": end} if _first_day(end) > _first_day(start) and when.start != when.end else {}
    return {"start_date": start, **ends, "display_date": phrase.when(when)}


def _first_day(moment: Mapping[str, int]) -> tuple[int, ...]:
    return moment.get("year", 0), moment.get("month", 1), moment.get("day", 1)


def _date(point: Point, day: int) -> dict[str, int]:
    """A day no more exactly than it is known."""
    known = date.fromordinal(day)
    if point.earliest == point.latest:
        return {"year": known.year, "month": known.month, "day": known.day}
    return (
        {"year": known.year, "month": known.month} if point.latest - point.earliest <= _LONGEST_MONTHS else {"year": known.year}
    )


class _Reading:
    """What is noted while slides are read."""

    def __init__(self, document: Mapping[str, Any], manner: Manner) -> None:
        self.losses = Losses()
        self.problems: list[Problem] = []
        self._document = document
        self._manner = manner
        self.given_header = self._header()
        self._known = _converted(self.given_header, Header) or Header()

    def drafts(self) -> Iterator[Draft]:
        for number, slide in enumerate(self._document["events"], 1):
            yield from self._draft(slide, f"event {number}", {})
        eras = self._document.get("eras")
        for number, slide in enumerate(eras if isinstance(eras, list) else (), 1):
            yield from self._draft(slide, f"era {number}", {"kind": "era"})

    def _header(self) -> dict[str, Any]:
        self._note_members(self._document, ("title", "events", "eras", "scale", _OURS), "")
        header = dict(_object(self._document, _OURS))
        slide = _object(self._document, "title")
        self._note_members(slide, ("text", "unique_id"), "")
        headline, text = self._texts(slide, "")
        return {**header, "title": headline, "description": text.text}

    def _draft(self, slide: Any, where: str, fields: dict[str, Any]) -> Iterator[Draft]:
        if not isinstance(slide, dict) or not _object(slide, "start_date"):
            self.problems.append(Problem(Location(where), "has no start_date", 'give it one, such as {"year": 1944}'))
            return
        self._note_members(slide, _SLIDE, where)
        carried = _object(slide, _OURS)
        headline, text = self._texts(slide, where)
        summary, account = "".join(text.paragraphs[:1]), text.paragraphs[1:]
        place, cited = _converted(carried.get("place"), Place), _converted(carried.get("sources"), tuple[Citation, ...])
        if text.of_ours and text.of_ours != [_told(place, cited or (), self._sources).strip()]:
            self.losses.note("without what was changed in the line of place and sources", where)
        shown = {"id": _plain(slide.get("unique_id")), "title": headline, "summary": summary, "account": account}
        fields |= {name: value for name, value in carried.items() if name != "edtf"}
        yield Draft(where, {**fields, **shown, "date": self._date(slide, carried, where), "track": self._track(slide, carried)})

    def _note_members(self, record: Mapping[str, Any], known: Collection[str], where: str) -> None:
        for name, value in record.items():
            misshapen = not isinstance(value, _SHAPES.get(name, object))
            if value not in (None, "") and (name not in known or misshapen):
                self.losses.note(f"without the member {quote(name)}", where)

    def _texts(self, slide: Mapping[str, Any], where: str) -> tuple[str, markup.Markup]:
        text = _object(slide, "text")
        headline, body = (markup.read(_plain(text.get(name))) for name in ("headline", "text"))
        if headline.more or body.more:
            self.losses.note("without links, pictures and other markup in the text", where)
        return headline.text, body

    def _track(self, slide: Mapping[str, Any], carried: Mapping[str, Any]) -> str:
        track, group = _plain(carried.get("track")), _plain(slide.get("group"))
        return track if track and group == _group(self._known.track_title(track)) else markup.read(group).text

    def _date(self, slide: Mapping[str, Any], carried: Mapping[str, Any], where: str) -> str:
        """The date that is carried, if it is what is shown; else what is shown, in words if they can be read."""
        rendered = _rendered(_plain(carried.get("edtf")))
        shown = {name: slide[name] for name in _DATES if slide.get(name)}
        if shown == rendered:
            return _plain(carried["edtf"])
        start, end = _object(slide, "start_date"), _object(slide, "end_date")
        days = _span(_iso(start), _iso(end))
        self._note_moments((start, end), where)
        only_words_differ = {**shown, "display_date": ""} == {**rendered, "display_date": ""}
        words = _plain(slide.get("display_date")) or _plain(start.get("display_date"))
        if self._agree(words, days, end_too="/" in days, anyway=only_words_differ):
            return words
        if words:
            self.losses.note("without the words for a date, which say something else than its days", where)
        return _plain(carried["edtf"]) if only_words_differ else days

    def _note_moments(self, moments: Iterable[Mapping[str, Any]], where: str) -> None:
        for moment in moments:
            if any(_plain(moment.get(unit)) for unit in ("hour", "minute", "second", "millisecond")):
                self.losses.note("without the time of day", where)
            if _plain(moment.get("day")) and not _plain(moment.get("month")):
                self.losses.note("without a day whose month is not told", where)

    def _agree(self, words: str, days: str, *, end_too: bool, anyway: bool) -> bool:
        """Whether words are a date, and one that begins, and if an end was given ends, on the days that are told."""
        try:
            said = edtf.parse(written.read(words, day_first=self._manner.day_first).edtf)
            told = edtf.parse(days)
        except DateError:
            return False
        return anyway or (said.earliest == told.earliest and (not end_too or said.latest == told.latest))

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self._known.sources}


def _converted(value: Any, kind: type[_Kind]) -> _Kind | None:
    """A value as what it should be, if it is that; what is wrong with it is told when the event is assembled."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def _object(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _plain(value: Any) -> str:
    """A text or a number as a text; anything else as none."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _rendered(text: str) -> dict[str, Any]:
    try:
        return _dates(text)
    except DateError:
        return {}


def _iso(moment: Mapping[str, Any]) -> str:
    """A date of TimelineJS as EDTF writes it, as far as its parts are told."""
    told: list[str] = []
    for unit, digits in (("year", 4), ("month", 2), ("day", 2)):
        part = _plain(moment.get(unit)).strip()
        if not part:
            break
        told.append(part.zfill(digits))
    return "-".join(told)


def _span(start: str, end: str) -> str:
    return f"{start}/{end}" if end and end != start else start
