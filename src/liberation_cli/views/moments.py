"""The same moment on every track: what was under way, what came just before and what just after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from liberation_cli.chronology.chronology import Moment
from liberation_cli.chronology.entry import Entry
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.views.lines import MARGIN, Line, wrap_parts
from liberation_cli.views.page import Page

_LABEL = 11


def moments(found: Sequence[Moment], period: Period, page: Page) -> Iterator[Line]:
    """Yield a paragraph for each track; a track on which nothing is told says so."""
    for moment in found:
        yield [(MARGIN, ""), (page.track_title(moment.track) or "Events", page.track_style(moment.track))]
        if moment.before:
            yield from _row("before", moment.before, period, page)
        for entry in moment.under_way:
            yield from _row("under way", entry, period, page)
        if moment.more:
            yield _note("… and more")
        if not moment.under_way:
            yield _note("nothing under way" if moment.before or moment.after else "nothing is told of this track")
        if moment.after:
            yield from _row("after", moment.after, period, page)
        yield []


def _note(text: str) -> Line:
    return [(MARGIN * 2 + " " * _LABEL, ""), (text, "dim")]


def _row(label: str, entry: Entry, period: Period, page: Page) -> Iterator[Line]:
    possible = label == "under way" and not period.surely_holds(entry.when)
    text = "possibly" if possible else label
    lead = MARGIN * 2 + f"{text:<{_LABEL}}"
    parts: Line = [
        (entry.title, page.event_style(entry) if label == "under way" else "dim"),
        (f" · {phrase.when(entry.when)}{_distance(label, entry, period)}", "dim"),
    ]
    for number, line in enumerate(wrap_parts(parts, max(page.width - len(lead), 16))):
        yield [(lead if number == 0 else " " * len(lead), "dim"), *line]


def _distance(label: str, entry: Entry, period: Period) -> str:
    """How long before or after, where that is known to the day."""
    when = entry.when
    if label == "before" and when.exact:
        return f", {phrase.count(period.first - when.latest, 'day')} before"
    if label == "after" and when.exact:
        return f", {phrase.count(when.earliest - period.last, 'day')} after"
    return ""
