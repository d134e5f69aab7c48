"""A timeline in text: to scale, in lanes by track, with each kind of knowledge drawn by its own sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len

from liberation_cli.chronology.entry import Entry
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST, When
from liberation_cli.views.lines import MARGIN, Line, fit, join_wrapped, shorten, wrap
from liberation_cli.views.page import Page
from liberation_cli.views.scale import Scale

DAY, DISPUTED_DAY = "●", "◆"
SURE, DISPUTED, MAYBE = "━", "┅", "╌"
EARLIER, LATER, EMPTY = "◂", "▸", " "

_MEANINGS = {
    DAY: "one day",
    DISPUTED_DAY: "one day, sources differ",
    SURE: "these days",
    DISPUTED: "these days, sources differ",
    MAYBE: "some time within",
    EARLIER: "from before",
    LATER: "goes on",
}
_STACKED_BELOW = 64
"""In a narrower window the title and the date stand above an event's line, not beside it."""
_LEAST_BESIDE_DATES = 30
"""Cells that titles and the scale need beside the dates; with fewer, they stand above one another as well."""


def sign_of(entry: Entry) -> str:
    """Return the sign that tells at a glance what an event's date is: a day, days, and whether it is sure."""
    when = entry.when
    if when.qualified or not when.exact:
        return MAYBE
    if when.earliest == when.latest:
        return DISPUTED_DAY if entry.disputed else DAY
    return DISPUTED if entry.disputed else SURE


def draw_bar(entry: Entry, scale: Scale) -> tuple[int, str]:
    """Return the column where an event begins, and the signs that it is drawn with from there on."""
    when = entry.when
    begin, end = scale.column(when.earliest), scale.last_column(when.latest)
    sure_begin, sure_end = scale.column(when.latest_start), scale.last_column(when.earliest_end)
    sure = DISPUTED if entry.disputed else SURE
    cells = [sure if sure_begin <= column <= sure_end and not when.qualified else MAYBE for column in range(begin, end + 1)]
    if when.earliest == when.latest and not when.qualified:
        cells = [EMPTY] * len(cells)
        cells[(end - begin) // 2] = DISPUTED_DAY if entry.disputed else DAY
    if when.earliest < scale.first or when.earliest == OPEN_PAST:
        cells[0] = EARLIER
    if when.latest > scale.last or when.latest == OPEN_FUTURE:
        cells[-1] = LATER
    return begin, "".join(cells)


class Timeline:
    """A timeline of entries.

    Args:
        entries: what to draw, in order.
        page: whose chronology, and how wide; each of its tracks is a lane.
        during: the period to draw; from the first to the last event if None.
        lanes: whether to draw lanes under the titles of their tracks.
        places: whether to name the places.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        page: Page,
        *,
        during: Period | None = None,
        lanes: bool = True,
        places: bool = False,
    ) -> None:
        self._entries = entries
        self._page = page
        self._lanes = lanes
        self._width = max(page.width, 24)
        self._signs: set[str] = set()
        years = {year for entry in entries for year in _years(entry.when)}
        self._year = str(min(years)) if len(years) == 1 and lanes and self._width >= _STACKED_BELOW else ""
        self._dates = self._dates_of(entries, places=places)
        beside = self._width - max((cell_len(date) for date in self._dates.values()), default=0)
        self._stacked = self._width < _STACKED_BELOW or beside < _LEAST_BESIDE_DATES
        if self._stacked:
            self._year = ""
            self._dates = self._dates_of(entries, places=False)
        self._label, chart = self._widths()
        spans = [(e.when.earliest, e.when.latest) for e in entries]
        self._scale = Scale(_clipped(spans, during), chart)

    def lines(self) -> Iterator[Line]:
        """Yield the timeline, line by line."""
        upper, lower = self._scale.axis()
        # A year that is left out of the dates is said beside the axis, if the axis does not say it.
        for axis, lead in ((upper, "" if self._year in upper else self._year), (lower, "")):
            if axis or lead:
                yield [(f"{MARGIN}{lead:<{self._label}}{axis}", "axis")]
        if not self._lanes:
            for entry in self._entries:
                yield from self._row(entry, "event")
        else:
            yield from self._lane_lines()
        yield []
        yield from self._legend()

    def _lane_lines(self) -> Iterator[Line]:
        known = [*self._page.tracks, *sorted({e.track for e in self._entries} - set(self._page.tracks))]
        for track in known:
            lane = [entry for entry in self._entries if entry.track == track]
            style = self._page.track_style(track)
            if lane and track:
                yield [(MARGIN, ""), (self._page.track_title(track), style)]
            for entry in lane:
                yield from self._row(entry, style)

    def _row(self, entry: Entry, style: str) -> Iterator[Line]:
        title_style = self._page.event_style(entry)
        bar_style = title_style if title_style == "accent" else style
        bar = self._bar(entry)
        date = self._dates[entry.position]
        if self._stacked:
            for text in wrap(f"{entry.title} · {date}", self._width - 2 * len(MARGIN)):
                yield [(MARGIN * 2, ""), (text, title_style)]
            yield [(MARGIN, ""), (bar.rstrip(), bar_style)]
            return
        indent = MARGIN * 2 if self._lanes else MARGIN
        label = fit(entry.title, self._label + len(MARGIN) - len(indent) - 1)
        yield [(indent, ""), (label + " ", title_style), (bar, bar_style), (MARGIN + date, "dim")]

    def _bar(self, entry: Entry) -> str:
        """Draw an event over the columns of the scale, sign by sign."""
        when, scale = entry.when, self._scale
        cells = [EMPTY] * scale.width
        for first, last in scale.folds():
            cells[first + (last - first) // 2] = "⋯" if when.earliest <= self._day_in_fold(first) <= when.latest else EMPTY
        begin, signs = draw_bar(entry, scale)
        cells[begin : begin + len(signs)] = signs
        self._signs.update(cells)
        return "".join(cells)

    def _day_in_fold(self, column: int) -> int:
        return next(s.first for s in self._scale.stretches if s.column == column)

    def _legend(self) -> Iterator[Line]:
        meanings = [f"{sign} {meaning}" for sign, meaning in _MEANINGS.items() if sign in self._signs]
        for text in join_wrapped(meanings, "   ", self._width - len(MARGIN)):
            yield [(MARGIN, ""), (text, "dim")]

    def _dates_of(self, entries: Sequence[Entry], *, places: bool) -> dict[int, str]:
        """What stands at the end of each row, by position: the date, and the place if it is asked for."""
        dates = {entry.position: phrase.when(entry.when, year=not self._year) for entry in entries}
        if not places or not dates:
            return dates
        widest = max(len(text) for text in dates.values())
        places_width = max(self._width // 5, 8)
        return {e.position: f"{dates[e.position]:<{widest}}   {shorten(e.place, places_width)}".rstrip() for e in entries}

    def _widths(self) -> tuple[int, int]:
        """Share the width out: what the titles get, and what is left for the scale."""
        if self._stacked:
            return 0, self._width - 2 * len(MARGIN)
        longest = max((cell_len(e.title) for e in self._entries), default=0) + 3
        dates = max((cell_len(date) for date in self._dates.values()), default=0)
        label = max(min(longest, (self._width - dates) // 2), 12)
        return label, max(self._width - label - dates - 2 * len(MARGIN), 8)


def _years(when: When) -> tuple[int, int]:
    first, last = max(when.earliest, 1), min(when.latest, OPEN_FUTURE - 1)
    return date.fromordinal(first).year, date.fromordinal(last).year


def _clipped(spans: list[tuple[int, int]], during: Period | None) -> list[tuple[int, int]]:
    if during is None:
        return spans
    return [(max(first, during.first), min(last, during.last)) for first, last in spans]
