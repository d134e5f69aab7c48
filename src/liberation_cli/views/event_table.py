"""A list of events: of one look, however long it is, and written as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from rich.cells import cell_len

from liberation_cli.chronology.entry import Entry
from liberation_cli.dates import phrase
from liberation_cli.dates.period import Period
from liberation_cli.views.lines import MARGIN, Line, Lines, fit, wrap
from liberation_cli.views.page import Page

_CHUNK = 200
"""How many rows are handed over at once; the first so many settle the widths."""
_GAP = "  "
_NARROW = 60
"""Below this width an event takes two lines: its date, and its title."""
_LEAST_BESIDE_DATE = 24
"""Cells that must be left beside the dates: where they are very long, an event takes two lines as well."""
_LEAST_TITLE = 34
_MOST_TITLE = 64

_HEADINGS = {"place": "Place", "track": "Track", "id": "Show it with"}

DISPUTED, POSSIBLE = "*", "?"


class EventTable:
    """A table of entries.

    Args:
        entries: the events, read as they are drawn.
        page: whose chronology, and how wide.
        during: where the list answers what lay in a period, that period: what only may have lain in it is marked.
    """

    def __init__(self, entries: Iterable[Entry], page: Page, during: Period | None = None) -> None:
        self._entries = iter(entries)
        self._page = page
        self._width = max(page.width, 20)
        self._during = during
        self._count = 0
        self._marks: set[str] = set()

    def chunks(self) -> Iterator[Lines]:
        """Yield the table in pieces that can be written one after the other; nothing if there are no events."""
        first = list(islice(self._entries, _CHUNK))
        if not first:
            return
        rows = chain(first, self._entries)
        dates = max(cell_len(phrase.when(entry.when)) for entry in first)
        if self._width < _NARROW or self._width - dates < _LEAST_BESIDE_DATE:
            draw: Callable[[Entry], Iterator[Line]] = self._stacked
        else:
            columns = _Columns(first, self._page)
            yield Lines(list(columns.heading()))
            draw = self._row_drawer(columns)
        while chunk := list(islice(rows, _CHUNK)):
            self._count += len(chunk)
            yield Lines([line for entry in chunk for line in draw(entry)])
        yield Lines(list(self._footer()))

    def _row_drawer(self, columns: _Columns) -> Callable[[Entry], Iterator[Line]]:
        return lambda entry: columns.row(entry, self._mark(entry))

    def _stacked(self, entry: Entry) -> Iterator[Line]:
        for text in wrap(f"{phrase.when(entry.when)} {self._mark(entry)}", self._width):
            yield [(text, "dim")]
        for text in wrap(entry.title, self._width - len(MARGIN)):
            yield [(MARGIN, ""), (text, self._page.event_style(entry))]

    def _mark(self, entry: Entry) -> str:
        possible = self._during is not None and not self._during.surely_holds(entry.when)
        mark = POSSIBLE if possible else DISPUTED if entry.disputed else ""
        self._marks.add(mark)
        return mark

    def _footer(self) -> Iterator[Line]:
        yield []
        yield [(MARGIN, ""), (phrase.count(self._count, "event"), "dim")]
        notes = {
            DISPUTED: "sources differ on the date; “show” tells how",
            POSSIBLE: "dated too loosely to be sure that it lay in this time",
        }
        for mark, note in notes.items():
            if mark in self._marks:
                yield from ([(MARGIN, ""), (text, "dim")] for text in wrap(f"{mark} {note}", self._width - len(MARGIN)))


class _Columns:
    """The columns that fit a width: date, mark and event always, then place, track and id as there is room."""

    def __init__(self, sample: list[Entry], page: Page) -> None:
        self._page = page
        self._tracks = {track: (page.track_title(track), page.track_style(track)) for track in page.tracks}
        self.date = max(cell_len(phrase.when(entry.when)) for entry in sample)
        natural = min(max(cell_len(entry.title) for entry in sample), _MOST_TITLE)
        wanted = min(natural, _LEAST_TITLE)
        room = page.width - len(MARGIN) - self.date - len(_GAP) - len(_GAP)
        widths = {
            "place": min(max(cell_len(entry.place) for entry in sample), 24),
            "track": max(cell_len(self._tracks.get(entry.track, (entry.track, ""))[0]) for entry in sample),
            "id": max(len(entry.id) for entry in sample) if page.width >= 150 else 0,
        }
        self.extra: dict[str, int] = {}
        for name, widest in widths.items():
            size = max(widest, len(_HEADINGS[name]))
            if widest and room - size - len(_GAP) >= wanted:
                self.extra[name] = size
                room -= size + len(_GAP)
        self.title = max(min(natural, room), 12)

    def heading(self) -> Iterator[Line]:
        """Yield the names of the columns and a rule."""
        extra = "".join(_GAP + fit(_HEADINGS[name], size) for name, size in self.extra.items())
        text = fit("Date", self.date) + _GAP + _GAP + fit("Event", self.title) + extra
        yield [(MARGIN, ""), (text.rstrip(), "label")]
        yield [(MARGIN, ""), ("─" * cell_len(text), "label")]

    def row(self, entry: Entry, mark: str) -> Iterator[Line]:
        """Yield the line or lines of an event: a long title goes on beneath itself."""
        date = phrase.when(entry.when)
        titles = [entry.title] if len(entry.title) <= self.title and entry.title.isascii() else wrap(entry.title, self.title)
        indent = " " * (self.date + len(_GAP) + len(_GAP))
        if cell_len(date) > self.date:
            yield [(MARGIN, ""), (f"{date} {mark}", "")]
            lead = indent
        else:
            lead = f"{date:<{self.date}} {mark or ' '}{_GAP}"
        style = self._page.event_style(entry)
        line: Line = [(MARGIN + lead, ""), (titles[0] + " " * (self.title - cell_len(titles[0])), style)]
        for name, size in self.extra.items():
            if name == "track":
                title, track_style_name = self._tracks.get(entry.track, (entry.track, ""))
                line.append((_GAP + fit(title, size), track_style_name))
            else:
                line.append((_GAP + fit(entry.place if name == "place" else entry.id, size), "dim"))
        last, style_of_last = line[-1]
        yield [*line[:-1], (last.rstrip(), style_of_last)]
        for text in titles[1:]:
            yield [(MARGIN + indent, ""), (text, style)]
