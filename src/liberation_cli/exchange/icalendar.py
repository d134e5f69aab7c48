"""iCalendar (RFC 5545): an all-day entry an event, with the day after the last as its end.

Each entry carries its whole event in a property of ours. When an entry comes back, what a calendar shows of it and somebody
changed there counts for more than what it carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from liberation_cli.chronology.event import Event, Header
from liberation_cli.dates import edtf, phrase
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When
from liberation_cli.errors import ChronologyError
from liberation_cli.exchange.incoming import Arrival, Draft, Manner
from liberation_cli.exchange.outgoing import Losses, Outgoing

if TYPE_CHECKING:
    import icalendar

_PRODUCT = "-//liberation//liberation//EN"
_EVENT, _HEADER = "X-LIBERATION-EVENT", "X-LIBERATION-HEADER"
_READ = {"SUMMARY", "DTSTART", "DTEND", "DURATION", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES", _EVENT}
_TECHNICAL = {"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "STATUS", "CLASS", "PRIORITY"}
"""Properties that say how a calendar keeps an entry, and nothing of what happened."""
_Record = TypeVar("_Record", bound=msgspec.Struct)
_LAST_DAY = date.max
_NO_OTHERS = "without what is no event but a task or a journal entry"


class _Shown(NamedTuple):
    """What a calendar shows of an event; the days are the first and the last, both included."""

    title: str
    days: tuple[str, str]
    description: str
    location: str
    coordinates: tuple[float, float] | None
    categories: tuple[str, ...]


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a calendar, an entry at a time."""
    import icalendar  # noqa: PLC0415 - 50 ms

    header = outgoing.header
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for name, value in (("x-wr-calname", header.title), ("x-wr-caldesc", header.description)):
        if value:
            calendar.add(name, icalendar.vText(value))
    calendar.add(_HEADER, icalendar.vText(msgspec.json.encode(header).decode()))
    before, end, after = calendar.to_ical().decode().rpartition("END:VCALENDAR")
    yield before
    for event in outgoing.events():
        yield _entry(event, _shown(event, header), outgoing.revised).to_ical().decode()
        if event.when.start.open or event.when.end.open:
            outgoing.losses.note("without an open end but in the words of the entry", event.id)
    yield end + after


def _entry(event: Event, shown: _Shown, revised: datetime) -> icalendar.Event:
    import icalendar  # noqa: PLC0415 - 50 ms

    entry = icalendar.Event()
    entry.add("uid", f"{event.id}@liberation")
    entry.add("dtstamp", revised)
    first, last = map(date.fromisoformat, shown.days)
    entry.add("dtstart", first)
    if last < _LAST_DAY:
        entry.add("dtend", last + timedelta(days=1))
    entry.add("summary", shown.title)
    entry.add("description", shown.description)
    if shown.location:
        entry.add("location", shown.location)
    if shown.coordinates:
        entry.add("geo", shown.coordinates)
    if shown.categories:
        entry.add("categories", shown.categories)
    # What is not known to the day is pencilled in; and nothing here makes anybody busy.
    entry.add("status", "CONFIRMED" if event.when.exact else "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    entry.add(_EVENT, icalendar.vText(msgspec.json.encode(event).decode()))
    return entry


def _shown(event: Event, header: Header) -> _Shown:
    place = event.place
    return _Shown(
        title=_visible(event.title),
        days=_days(event.when),
        description=_description(event, {source.id: source.title for source in header.sources}),
        location=_visible(", ".join(filter(None, (place.name, place.country)))) if place else "",
        coordinates=(place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None,
        categories=tuple(filter(None, map(_visible, (header.track_title(event.track), event.kind)))),
    )


def _visible(text: str) -> str:
    """A text without marks of byte order at its beginning, where the library takes them for no part of it."""
    return text.lstrip("\ufeff")


def _days(when: When) -> tuple[str, str]:
    """First and last day of an entry: all on which it may have been; of an open date the one end that is told."""
    first = when.earliest if when.earliest > OPEN_PAST else when.end.earliest
    last = when.latest if when.latest < OPEN_FUTURE else when.start.latest
    # The very last day that can be written has none after it to end on.
    last = min(last, max(first, _LAST_DAY.toordinal() - 1))
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def _description(event: Event, titles: dict[str, str]) -> str:
    """The date in words, the story, what sources differ on, and the sources."""
    dated = f"{phrase.when(event.when)}. {phrase.precision(event.when)}"
    datings = [f"{phrase.when(edtf.parse(dating.date))}: {dating.says}" for dating in event.datings]
    cited = [f"{titles.get(c.source, c.source)}{f', {c.at}' if c.at else ''}" for c in event.sources]
    lists = [*(["Datings:", *datings] if datings else []), *(["Sources:", *cited] if cited else [])]
    return "\n\n".join(filter(None, [dated, event.summary, *event.account, event.significance, "\n".join(lists)]))


def read(text: str, manner: Manner) -> Arrival:  # noqa: ARG001 - dates are always written in one way here
    """Read a calendar.

    Raises:
        ChronologyError: it is none.
    """
    import icalendar  # noqa: PLC0415 - 50 ms

    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except ValueError as error:
        raise ChronologyError(f"is no iCalendar file: {error}") from None
    if not calendars:
        raise ChronologyError("is no iCalendar file: no calendar begins and ends in it")
    losses = Losses()
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().upper() == "BEGIN:VEVENT"]
    entries = [part for calendar in calendars for part in calendar.walk("VEVENT")]
    if any(part.name in ("VTODO", "VJOURNAL") for calendar in calendars for part in calendar.walk()):
        losses.note(_NO_OTHERS)
    header = _header(calendars[0])
    drafts = (Draft(f"line {line}", _fields(entry, header, losses)) for line, entry in zip(lines, entries, strict=False))
    return Arrival(msgspec.to_builtins(header), drafts, losses, [])


def _header(calendar: icalendar.Calendar) -> Header:
    """What a calendar says of itself, where that was changed, and what it carries."""
    carried = _carried(calendar, _HEADER, Header) or Header()
    title, description = (_text_of(calendar, name) for name in ("x-wr-calname", "x-wr-caldesc"))
    return msgspec.structs.replace(
        carried,
        title=carried.title if title in ("", _visible(carried.title)) else title,
        description=carried.description if description in ("", _visible(carried.description)) else description,
    )


def _fields(entry: icalendar.Component, header: Header, losses: Losses) -> dict[str, Any]:
    """The fields of the event that an entry carries, changed as the entry was; or those that it shows."""
    now = _seen(entry, losses)
    carried = _carried(entry, _EVENT, Event)
    was = _shown(carried, header) if carried else None
    fields: dict[str, Any] = msgspec.to_builtins(carried) if carried else {}
    changed = {name: value for name, value in now._asdict().items() if not was or value != getattr(was, name)}
    if "title" in changed:
        fields["title"] = now.title
    if "days" in changed:
        fields["date"] = now.days
    if "description" in changed:
        fields["summary"], *fields["account"] = now.description.split("\n\n")
    if "location" in changed or "coordinates" in changed:
        fields["place"] = _place(now)
    if "categories" in changed:
        fields["track"] = now.categories[0] if now.categories else ""
        if now.categories[1:]:
            losses.note("without further categories", now.title)
    for name in entry:
        if name.upper() not in _READ | _TECHNICAL:
            losses.note(f"without {name.upper()}", now.title)
    if entry.subcomponents:
        losses.note("without alarms", now.title)
    return fields


def _seen(entry: icalendar.Component, losses: Losses) -> _Shown:
    """What an entry shows."""
    title = str(entry.get("summary", ""))
    place, categories = entry.get("geo"), entry.get("categories")
    listed = categories if isinstance(categories, list) else [categories] if categories else []
    return _Shown(
        title=title,
        days=_days_seen(entry, title, losses),
        description=str(entry.get("description", "")).replace("\r\n", "\n").strip(),
        location=str(entry.get("location", "")),
        coordinates=(place.latitude, place.longitude) if place else None,
        categories=tuple(str(category) for part in listed for category in part.cats),
    )


def _days_seen(entry: icalendar.Component, title: str, losses: Losses) -> tuple[str, str]:
    """First and last day of an entry; what is no date comes as it is written, to be reported."""
    first, end, duration = (_moment(entry, name) for name in ("dtstart", "dtend", "duration"))
    if first is None:
        return (str(entry.get("dtstart", "")), "")
    after = end or (first + duration if duration else first + timedelta(days=not isinstance(first, datetime)))
    if isinstance(first, datetime):
        losses.note("without the time of day", title)
    # A calendar's end is the first moment that no longer belongs to it.
    last = after - (
        timedelta(microseconds=1) if isinstance(after, datetime) and after > first else timedelta(days=after > first)
    )
    return _day(first), _day(last)


def _moment(entry: icalendar.Component, name: str) -> Any:
    """The date, time or duration of a property; None if it has none that can be read."""
    try:
        return getattr(entry[name], "dt", None) if name in entry else None
    except ValueError:
        return None


def _day(moment: date) -> str:
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def _place(shown: _Shown) -> dict[str, Any]:
    place: dict[str, Any] = {"name": shown.location} if shown.location else {}
    if shown.coordinates:
        place["lat"], place["lon"] = shown.coordinates
    return place


def _carried(part: icalendar.Component, name: str, record: type[_Record]) -> _Record | None:
    """A record that was written into a property of ours; None if it is not there, or is no longer whole."""
    try:
        return msgspec.json.decode(_text_of(part, name), type=record)
    except (msgspec.MsgspecError, RecursionError):
        return None


def _text_of(part: icalendar.Component, name: str) -> str:
    """The text of a property that no standard knows, whose escapes the library leaves as they are (RFC 5545, 3.3.11)."""
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], str(part.get(name, "")))
