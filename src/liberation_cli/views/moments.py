"""The same moment on every track: what was under way, what came just before and what just after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from liberation_cli.chronology.chronology import Entry, Moment
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.views.lines import MARGIN, Line, wrap_parts
from liberation_cli.views.page import Page


def moments(found: Sequence[Moment], period: Period, page: Page) -> Iterator[Line]:
    """Yield a paragraph for each track; a track on which nothing is told says so."""
    for moment in found:
        yield [(MARGIN, ""), (page.track_title(moment.track) or "Events", page.track_style(moment.track))]
        rows = list(moment.labelled())
        for label, entry in rows:
            yield from _row(label, entry, period, page)
            if moment.more and entry is moment.under_way[-1]:
                yield [(MARGIN * 2 + " " * 11, ""), ("… and more", "dim")]
        if not rows:
            yield [(MARGIN * 2, ""), ("the chronology tells of nothing here", "dim")]
        elif not moment.under_way:
            yield [(MARGIN * 2, ""), ("nothing under way", "dim")]
        yield []


def _row(label: str, entry: Entry, period: Period, page: Page) -> Iterator[Line]:
    possible = label == "under way" and not period.surely_holds(entry.when)
    text = "possibly" if possible else label
    lead = MARGIN * 2 + f"{text:<11}"
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
