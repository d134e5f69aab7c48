"""The same moment on every track: what was under way, what came just before and what just after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from liberation_cli.chronology.chronology import Moment
from liberation_cli.chronology.entry import Entry
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.views.lines import MARGIN, Line, Part, cut, fit, wrap, wrap_parts
from liberation_cli.views.page import Page

_LABEL = 11
_NARROW = 60
"""Below this width a label stands above its event."""


def moments(found: Sequence[Moment], page: Page) -> Iterator[Line]:
    """Yield a paragraph for each track; a track on which nothing is told says so."""
    for number, moment in enumerate(found):
        if number:
            yield []
        yield [(MARGIN, ""), (page.track_title(moment.track) or "Events", page.track_style(moment.track))]
        told = list(moment.labelled())
        for label, entry in told:
            if label == "after":
                yield from _remarks(moment, page)
            yield from _row(label, entry, moment.period, page)
        if not told or told[-1][0] != "after":
            yield from _remarks(moment, page)


def moments_in_brief(found: Sequence[Moment], page: Page) -> Iterator[Line]:
    """Yield a line for each track: what is under way, or else the last event before and the first after."""
    label = min(max((cell_len(page.track_title(moment.track)) for moment in found), default=0), page.width // 3)
    for moment in found:
        title = page.track_title(moment.track) or "Events"
        yield [
            (fit(title, label), page.track_style(moment.track)),
            (MARGIN, ""),
            *cut(_in_brief(moment, page), page.width - label - 2),
        ]


def _in_brief(moment: Moment, page: Page) -> Iterator[Part]:
    for number, entry in enumerate(moment.under_way):
        sure = moment.period.surely_holds(entry.when)
        yield (" · " if number else "", "dim")
        yield (entry.title if sure else f"{entry.title} (possibly)", page.link_style(entry))
    if moment.more:
        yield (" … and more", "dim")
    if not moment.under_way:
        yield ("nothing under way" if moment.before or moment.after else "nothing is told of this track", "dim")
        if moment.before:
            yield (f" · {_since(moment.before, moment.period)}: ", "dim")
            yield (moment.before.title, page.opening("dim", "event", moment.before.id))


def _since(entry: Entry, period: Period) -> str:
    days = period.first - entry.when.latest
    return f"{phrase.count(days, 'day')} before" if entry.when.exact else "before"


def _remarks(moment: Moment, page: Page) -> Iterator[Line]:
    """What is to be said after the events under way: that there are more, or none."""
    if moment.more:
        yield from _remark("… and more", page)
    if not moment.under_way:
        nothing = "nothing under way" if moment.before or moment.after else "nothing is told of this track"
        yield from _remark(nothing, page)


def _remark(text: str, page: Page) -> Iterator[Line]:
    indent = MARGIN * 2 + " " * (_LABEL if page.width >= _NARROW else 0)
    return ([(indent, ""), (line, "dim")] for line in wrap(text, page.width - len(indent)))


def _row(label: str, entry: Entry, period: Period, page: Page) -> Iterator[Line]:
    style = "dim" if label in ("before", "after") else page.event_style(entry)
    when = f" · {phrase.when(entry.when)}{_distance(label, entry, period)}"
    parts: Line = [(entry.title, page.opening(style, "event", entry.id)), (when, "dim")]
    if page.width < _NARROW:
        yield [(MARGIN * 2, ""), (label, "dim")]
        yield from ([(MARGIN * 3, ""), *line] for line in wrap_parts(parts, page.width - 3 * len(MARGIN)))
        return
    lead = MARGIN * 2 + f"{label:<{_LABEL}}"
    for number, line in enumerate(wrap_parts(parts, page.width - len(lead))):
        yield [(lead if number == 0 else " " * len(lead), "dim"), *line]


def _distance(label: str, entry: Entry, period: Period) -> str:
    """How long before or after, where that is known to the day."""
    when = entry.when
    if label == "before" and when.exact:
        return f", {phrase.count(period.first - when.latest, 'day')} before"
    if label == "after" and when.exact:
        return f", {phrase.count(when.earliest - period.last, 'day')} after"
    return ""
