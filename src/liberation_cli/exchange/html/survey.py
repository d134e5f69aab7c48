"""What the page has to know of all events before it can write the first: a little of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from liberation_cli.chronology.event import Event
from liberation_cli.chronology.rows import is_disputed
from liberation_cli.dates import phrase
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When
from liberation_cli.exchange.html.markup import Markup, markup, tag

ONE_DAY, DISPUTED_DAY = "●", "◆"
SURE, DISPUTED, MAYBE = "━", "┅", "╌"
EARLIER, LATER = "◂", "▸"
MEANINGS = {
    ONE_DAY: "one day",
    DISPUTED_DAY: "one day, sources differ",
    SURE: "these days",
    DISPUTED: "these days, sources differ",
    MAYBE: "some time within",
    EARLIER: "from before",
    LATER: "goes on",
}
"""The signs of the timeline in a terminal, and what each means."""

_TIME_ELEMENT = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
"""Dates that mean in HTML what they mean in EDTF: a year, a month, a day."""


class Mark(NamedTuple):
    """An event as the timeline, the contents and the links of others show it."""

    id: str
    title: str
    edtf: str
    when: When
    track: str
    kind: str
    disputed: bool
    focal: bool
    part: bool
    citations: int

    @property
    def is_day(self) -> bool:
        """Whether it is drawn as a point: it can only have been on one day."""
        return self.when.earliest == self.when.latest

    @property
    def sure(self) -> tuple[int, int] | None:
        """The first and the last day that surely belong to it; None if no day does."""
        first, last = self.when.latest_start, self.when.earliest_end
        return (first, last) if first <= last and not self.when.qualified else None

    @property
    def signs(self) -> str:
        """The signs of how well its date is known, as a terminal would draw them in little: ``●``, ``━``, ``╌━╌``."""
        if self.sure is None:
            return MAYBE
        if self.is_day:
            return DISPUTED_DAY if self.disputed else ONE_DAY
        first, last = self.sure
        before = EARLIER if self.when.earliest == OPEN_PAST else ""
        before += MAYBE if first > self.when.earliest else ""
        after = MAYBE if last < self.when.latest else ""
        after += LATER if self.when.latest == OPEN_FUTURE else ""
        return f"{before}{DISPUTED if self.disputed else SURE}{after}"

    @property
    def year(self) -> str:
        """The year in which it began, or may first have done; empty if nothing is known of that."""
        return "" if self.when.earliest == OPEN_PAST else str(date.fromordinal(self.when.earliest).year)


def mark_of(event: Event, focus: str = "") -> Mark:
    """Return the little that others show of an event; ``focus`` is the place that the chronology is about."""
    return Mark(
        event.id,
        event.title,
        event.date,
        event.when,
        event.track,
        event.kind,
        is_disputed(event),
        bool(focus) and event.place is not None and event.place.name == focus,
        bool(event.part_of),
        len(event.citations),
    )


class Survey:
    """A little of every event, and which refer to which.

    Args:
        events: all that the page will show, in order.
        focus: the place that the chronology is about.
    """

    def __init__(self, events: Iterable[Event], focus: str) -> None:
        self.marks: dict[str, Mark] = {}
        self.parts: dict[str, list[str]] = {}
        self.led_from: dict[str, list[str]] = {}
        self.cited: Counter[str] = Counter()
        for event in events:
            self.marks[event.id] = mark_of(event, focus)
            if event.part_of:
                self.parts.setdefault(event.part_of, []).append(event.id)
            for link in event.led_to:
                self.led_from.setdefault(link.event, []).append(event.id)
            self.cited.update({citation.source for citation in event.citations})

    def by_importance(self) -> list[Mark]:
        """Return the marks, those first whose titles should be read first: wholes, the focus, and what many sources tell."""
        return sorted(
            self.marks.values(),
            key=lambda mark: (-len(self.parts.get(mark.id, ())), mark.part, not mark.focal, -mark.citations),
        )

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that are told."""
        told = {day for mark in self.marks.values() for day in _told_days(mark.when)}
        return min(told), max(told)


def _told_days(when: When) -> Iterator[int]:
    """The days that a date tells of: those between which it began and those between which it ended, but for open ones."""
    bounds = (when.start.earliest, when.start.latest, when.end.earliest, when.end.latest)
    return (day for day in bounds if OPEN_PAST < day < OPEN_FUTURE)


def spoken(edtf: str, when: When) -> Markup:
    """Say a date in words; as an element of time where HTML has a notation for it."""
    words = phrase.when(when)
    return tag("time", words, datetime=edtf) if _TIME_ELEMENT.fullmatch(edtf) else markup(words)
