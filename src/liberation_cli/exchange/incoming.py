"""Events on their way from another program's file to a chronology: dates read, ids given, references seen to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from liberation_cli.chronology.diagnosis import UNSAFE, diagnose
from liberation_cli.chronology.event import Event, Header, Source, Track
from liberation_cli.chronology.file import HEADER
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import written
from liberation_cli.errors import DateError, Location, Problem, quote
from liberation_cli.exchange.outgoing import Losses

_LONGEST_ID = 100
_LONGEST_MADE = 80
"""Characters of an id that is made of a title, so that a number may follow."""


class Manner(NamedTuple):
    """How people wrote in a file, where the file does not tell.

    ``day_first`` says whether 5/6/1944 begins with its day, and ``columns`` which field a heading means.
    """

    day_first: bool | None = None
    columns: Mapping[str, str] = {}


class Draft(NamedTuple):
    """An event as another program's file tells it, and its place there.

    ``fields`` are those of an event in a chronology file, more loosely: the date as people write it, or a pair of its start
    and its end; the track by its id or its title, or by a pair of both; a source by an id or by any text; a place perhaps
    without a name; an id only if the file has one.
    """

    where: str
    fields: dict[str, Any]


class Arrival(NamedTuple):
    """What was read of another program's file; ``header`` has fields of a chronology's header.

    Iterating over the drafts may add to ``losses`` and ``problems``.
    """

    header: dict[str, Any]
    drafts: Iterable[Draft]
    losses: Losses
    problems: list[Problem]


class Assembled(NamedTuple):
    """A chronology made of another program's file, what is wrong with the rest of that, and what was lost on the way."""

    header: Header
    listed: list[Event]
    problems: list[Problem]
    losses: Losses

    def events(self) -> Iterator[Event]:
        """Yield the events, in the order of time."""
        return iter(self.listed)


def assemble(arrival: Arrival, manner: Manner) -> Assembled:
    """Make a chronology that keeps every rule of the format of what was read; what cannot be part of one is a problem."""
    assembly = _Assembly(_sound_header(arrival), manner, arrival)
    events = [event for draft in arrival.drafts if (event := assembly.event(draft))]
    events = _without_loops(_resolved(events, arrival.losses), arrival.losses)
    events.sort(key=lambda event: event.when)
    return Assembled(assembly.header(), events, arrival.problems, arrival.losses)


def slug(text: str, longest: int = _LONGEST_MADE) -> str:
    """Return the id nearest to a text: its words in lower-case ASCII, joined by hyphens; empty if it has none."""
    words = re.findall("[a-z0-9]+", fold(text))
    return "-".join(words)[:longest].strip("-")


def _sound_header(arrival: Arrival) -> Header:
    """The header without what breaks the format, which becomes a problem."""
    fields = _cleaned(arrival.header, lambda: arrival.losses.note("without control characters in the header"))
    sound = {}
    for name, value in fields.items():
        found = list(diagnose({name: value}, Header, HEADER))
        arrival.problems.extend(found)
        if not found:
            sound[name] = value
    return msgspec.convert(sound, Header)


class _Assembly:
    """Drafts turned into events one by one; what an event refers to is gathered on the way."""

    def __init__(self, header: Header, manner: Manner, arrival: Arrival) -> None:
        self._manner = manner
        self._losses, self._problems = arrival.losses, arrival.problems
        self._header = header
        self._ids: set[str] = set()
        self._tracks = {track.id: track for track in header.tracks}
        self._sources = {source.id: source for source in header.sources}
        self._track_of = {_key(track.title): track.id for track in reversed(header.tracks)}
        self._source_of = {_key(source.title): source.id for source in reversed(header.sources)}

    def header(self) -> Header:
        """The header, with the tracks and sources that the events name."""
        return msgspec.structs.replace(self._header, tracks=tuple(self._tracks.values()), sources=tuple(self._sources.values()))

    def event(self, draft: Draft) -> Event | None:
        """Return the event of a draft; None if it can be none, and then the problems say why."""
        altered: list[bool] = []
        given = {name: value for name, value in draft.fields.items() if value not in ("", None, [], {})}
        fields = _cleaned(given, lambda: altered.append(True))
        fields["title"] = " ".join(str(fields.get("title", "")).split())
        before, where = len(self._problems), Location(draft.where)
        whole = self._date(fields, where)
        event_id = self._id(fields, where)
        if len(self._problems) > before:
            return None
        if not fields.get("summary"):
            fields["summary"] = fields["title"]
            self._losses.note("without a summary, for which the title stands in", event_id)
        if not whole:
            self._losses.note("without “early”, “mid” or “late” in the date", event_id)
        if altered:
            self._losses.note("without control characters", event_id)
        if isinstance(fields.get("place"), dict):
            fields["place"].setdefault("name", _whereabouts(fields["place"]))
        self._name_references(fields)
        event = self._converted({**fields, "id": event_id}, where)
        if event:
            self._ids.add(event_id)
        return event

    def _date(self, fields: dict[str, Any], where: Location) -> bool:
        """Put EDTF in the place of the date as it was written, and tell whether that says all of it."""
        date = fields.get("date", "")
        try:
            if isinstance(date, list):
                fields["date"], whole = written.read_span(*date, day_first=self._manner.day_first)
            else:
                fields["date"], whole = written.read(date, day_first=self._manner.day_first)
        except DateError as error:
            self._problems.append(Problem(where.at("date"), error.message, error.hint, "dates"))
            return True
        return whole

    def _id(self, fields: dict[str, Any], where: Location) -> str:
        """Return the id that the file gives, or one made of the title, which no other event has."""
        if not fields["title"]:
            self._problems.append(Problem(where, "has no title", "give each event a title"))
        given = slug(fields.get("id", ""), _LONGEST_ID)
        if given in self._ids:
            self._problems.append(Problem(where.at("id"), f"{quote(given)} is the id of an earlier event", "", "ids"))
        return given or _new_id(fields["title"], "event", self._ids)

    def _name_references(self, fields: dict[str, Any]) -> None:
        """Put ids in the places of tracks and sources named by a text, and make each known to the header."""
        if "track" in fields:
            fields["track"] = self._track(fields["track"])
        lists = [records for name in ("datings", "figures", "led_to") if isinstance(records := fields.get(name), list)]
        for citing in (fields, *chain.from_iterable(lists)):
            if isinstance(citing, dict) and isinstance(citing.get("sources"), list):
                citing["sources"] = [self._citation(cited) for cited in citing["sources"]]

    def _track(self, named: str | list[str]) -> str:
        given, title = named if isinstance(named, list) else ("", named)
        if not given and title in self._tracks:
            return title
        track = slug(given) or self._track_of.get(_key(title)) or _new_id(title, "track", self._tracks)
        self._track_of.setdefault(_key(title), track)
        self._tracks.setdefault(track, Track(track, title))
        return track

    def _citation(self, cited: Any) -> Any:
        """A citation, of a source by its id or by a text that stands for one; anything else as it is, to be diagnosed."""
        citation = {"source": cited} if isinstance(cited, str) else cited
        named = citation.get("source") if isinstance(citation, dict) else None
        if not named or not isinstance(named, str) or named in self._sources:
            return citation
        known = self._source_of.get(_key(named))
        if known is None:
            known = self._source_of[_key(named)] = _new_id(named, "source", self._sources)
            url = named if named.startswith(("http://", "https://")) else ""
            self._sources[known] = Source(known, named, url=url)
        return {**citation, "source": known}

    def _converted(self, fields: dict[str, Any], where: Location) -> Event | None:
        found = list(diagnose(fields, Event, where))
        self._problems += found
        return None if found else msgspec.convert(fields, Event)


def _whereabouts(place: dict[str, Any]) -> str:
    """A name for a place that has none: its country, or its coordinates."""
    return place.get("country") or f"{place.get('lat')}, {place.get('lon')}"


def _new_id(named: str, noun: str, taken: Collection[str]) -> str:
    """An id that is not taken, made of a name, or of what is named if the name has no letters for one."""
    made = slug(named) or noun
    candidates = (made if number == 1 else f"{made}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _key(named: str) -> str:
    """What two spellings of one name have in common."""
    return fold(named) or named


def _cleaned(value: Any, altered: Callable[[], object]) -> Any:
    """A value without the characters that a terminal would obey; ``altered`` is called if it had any."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        clean = UNSAFE.sub("", text)
        if clean != text:
            altered()
        return clean
    if isinstance(value, dict):
        return {_cleaned(key, altered): _cleaned(item, altered) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(item, altered) for item in value]
    return value


def _resolved(events: list[Event], losses: Losses) -> list[Event]:
    """The events without references to events that are not there, and without names that mean two of them."""
    ids = {event.id for event in events}
    taken = {fold(event_id): event_id for event_id in ids}
    resolved = []
    for event in events:
        links = tuple(link for link in event.led_to if link.event in ids)
        part_of = event.part_of if event.part_of in ids else ""
        if (part_of, links) != (event.part_of, event.led_to):
            losses.note("without references to events that the file does not have", event.id)
        aliases = tuple(alias for alias in event.aliases if taken.setdefault(fold(alias), event.id) == event.id)
        if aliases != event.aliases:
            losses.note("without an alias that is another event's name", event.id)
        resolved.append(msgspec.structs.replace(event, part_of=part_of, led_to=links, aliases=aliases))
    return resolved


def _without_loops(events: list[Event], losses: Losses) -> list[Event]:
    """The events, of which none is part of itself by way of others."""
    whole_of = {event.id: event.part_of for event in events if event.part_of}
    broken = []
    for event in events:
        seen, above = {event.id}, whole_of.get(event.id, "")
        while above and above not in seen:
            seen.add(above)
            above = whole_of.get(above, "")
        if above:
            losses.note("without what it is part of, which went round in a loop", event.id)
            del whole_of[event.id]
        broken.append(msgspec.structs.replace(event, part_of="") if above else event)
    return broken
