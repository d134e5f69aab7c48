"""A stretch of time to scale, a lane for each track: several events in a row, named where there is room.

Where the events are too many to be drawn one by one, a lane shows how many begin in each of its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from liberation_cli.chronology.entry import Entry
from liberation_cli.dates.period import Period
from liberation_cli.views.lines import OPENS, Line, Part, fit, shorten
from liberation_cli.views.page import Page
from liberation_cli.views.scale import Scale
from liberation_cli.views.timeline import draw_bar

MOST_DRAWN = 240
"""More events than this in a window are counted, not drawn."""
_LEVELS = "▁▂▃▄▅▆▇█"
_NARROW = 64
"""Below this width the tracks are not named beside their lanes."""
_LABEL = 24
_LEAST_LABEL = 6
"""Cells of a title that are worth drawing."""
_MOST_ROWS = 4


class Lane(NamedTuple):
    """A track's share of a stretch of time.

    Either its ``entries``, of which those ``matching`` are looked for; or in ``counts`` how many events begin in each
    column, and in ``matching_counts`` how many of these are looked for. ``joined`` are the tracks that share the lane, where
    there is no room for one each.
    """

    track: str
    entries: Sequence[Entry]
    counts: Sequence[int]
    matching_counts: Sequence[int]
    matching: frozenset[int]
    joined: tuple[str, ...] = ()


class Cursor(NamedTuple):
    """What stands out on the lanes: a day, an event that is looked at, and events that are marked."""

    day: int
    chosen: Entry | None = None
    marks: tuple[int, ...] = ()


class _Cell(NamedTuple):
    text: str
    style: str


_EMPTY = _Cell(" ", "")


class Lanes:
    """Lanes of a stretch of time.

    Args:
        lanes: a lane for each track, in order.
        page: whose chronology, and how wide.
        window: the stretch of time.
        cursor: what stands out.
        height: how many lines there are; where they do not suffice for a row each, lanes are joined.
    """

    def __init__(self, lanes: Sequence[Lane], page: Page, window: Period, cursor: Cursor, height: int) -> None:
        self._page = page
        self._cursor = cursor
        self._label = label_width(page)
        self.scale = Scale([(window.first, window.last)], columns(page), margins=False, widest=columns(page))
        # The upper line of the axis has the years, which are told beside the lower one where the tracks are named.
        self._axis = 2 if height >= (len(lanes) + 2 if self._label else min(len(lanes), 2) + 2) else 1
        room = max(height - self._axis, 1)
        self._lanes = _joined(lanes, room if self._label or len(lanes) <= room else 1, cursor.chosen)
        self._highest = max((count for lane in self._lanes for count in lane.counts), default=1)
        self._rows = self._shared_out(max(height - self._axis, 1))

    def lines(self) -> Iterator[Line]:
        """Yield the lanes, line by line, beneath their axis."""
        yield from self._axis_lines()
        for lane, rows in zip(self._lanes, self._rows, strict=True):
            drawn = self._counted(lane, rows) if lane.counts else self._drawn(lane, rows)
            for number, cells in enumerate(drawn):
                yield [*self._title(lane if number == 0 else None), *_parts(self._with_cursor(cells))]

    def day_at(self, x: int) -> int:
        """Return the day that is drawn at a cell of a line."""
        return self.scale.day_at(x - self._lead)

    @property
    def _lead(self) -> int:
        return self._label + 2 if self._label else 0

    def _axis_lines(self) -> Iterator[Line]:
        upper, lower = self.scale.axis()
        if self._axis == 1:
            lead = fit(upper.split("  ")[0].strip(), self._label) + "  " if self._label else ""
            yield [(lead + lower, "axis")]
            return
        for axis in (upper, lower):
            yield [(" " * self._lead + axis, "axis")]

    def _title(self, lane: Lane | None) -> Line:
        if not self._label:
            return []
        title = "" if lane is None else self._page.track_title(lane.track) or "Events"
        return [(fit(title, self._label), self._style(lane) if lane else ""), ("  ", "")]

    def _style(self, lane: Lane) -> str:
        return self._page.track_style(lane.track)

    def _counted(self, lane: Lane, rows: int) -> list[list[_Cell]]:
        """How many events begin in each column; what is looked for stands out from the rest."""
        drawn = [[_EMPTY] * self.scale.width for _ in range(rows)]
        for column, (count, matching) in enumerate(zip(lane.counts, lane.matching_counts, strict=True)):
            style = self._style(lane) if matching == count else "match" if matching else "faint"
            eighths = -(-count * rows * len(_LEVELS) // self._highest)
            for row in reversed(drawn):
                if eighths > 0:
                    row[column] = _Cell(_LEVELS[min(eighths, len(_LEVELS)) - 1], style)
                eighths -= len(_LEVELS)
        chosen = self._cursor.chosen
        if chosen is not None and chosen.track in (lane.track, *lane.joined):
            begin, signs = draw_bar(chosen, self.scale)
            for column, sign in enumerate(signs, begin):
                if sign != " ":
                    drawn[-1][column] = _Cell(sign, self._page.opening("chosen", "event", chosen.id))
        return drawn

    def _drawn(self, lane: Lane, rows: int) -> list[list[_Cell]]:
        """Each event in the first row where it finds room, then as many titles as there is room for."""
        drawn = [[_EMPTY] * self.scale.width for _ in range(rows)]
        places = _places(lane.entries, self.scale, rows)
        # Long ones first, so that a short one on top of a long one can be seen.
        for entry, (row, begin, signs) in sorted(places, key=lambda place: -len(place[1][2])):
            for column, sign in enumerate(signs, begin):
                if sign != " ":
                    drawn[row][column] = _Cell(sign, self._event_style(entry, lane))
        named = sorted(places, key=lambda place: self._rank(place[0]))
        for entry, (row, begin, signs) in named:
            if entry.position in lane.matching:
                self._name(entry, drawn[row], begin, begin + len(signs.rstrip()), lane)
        return drawn

    def _event_style(self, entry: Entry, lane: Lane) -> str:
        page = self._page
        if self._cursor.chosen is not None and entry.position == self._cursor.chosen.position:
            style = "chosen"
        elif entry.position not in lane.matching:
            style = "faint"
        elif entry.position in self._cursor.marks:
            style = "marked"
        else:
            style = page.event_style(entry)
            style = page.track_style(entry.track) if style == "event" else style
        return page.opening(style, "event", entry.id)

    def _rank(self, entry: Entry) -> tuple[bool, bool, bool, int]:
        """Which titles come first where there is no room for all."""
        chosen = self._cursor.chosen is not None and entry.position == self._cursor.chosen.position
        marked = entry.position in self._cursor.marks
        focus = self._page.event_style(entry) == "accent"
        return not chosen, not marked, not focus, entry.position

    def _name(self, entry: Entry, cells: list[_Cell], begin: int, end: int, lane: Lane) -> None:
        """Write a title within its bar if it is long enough, or else after it, as far as there is room."""
        title, style = entry.title, self._event_style(entry, lane)
        size = cell_len(title)
        own = {cell.style for cell in cells[begin:end]} == {style}
        if own and title.isascii() and end - begin >= size + 6:
            cells[begin + 2 : begin + 4 + size] = [_Cell(character, style) for character in f" {title} "]
            return
        before, after = _room_before(cells, begin), _room_after(cells, end)
        least = min(size, _LEAST_LABEL)
        if after >= least:
            _write(cells, end + 1, shorten(title, after), style)
        elif before >= least and style.partition(OPENS)[0] in ("chosen", "marked", "accent"):
            written = shorten(title, before)
            _write(cells, begin - 1 - cell_len(written), written, style)

    def _with_cursor(self, cells: list[_Cell]) -> list[_Cell]:
        if not self.scale.first <= self._cursor.day <= self.scale.last:
            return cells
        first, last = self.scale.column(self._cursor.day), self.scale.last_column(self._cursor.day)
        for column in range(first, last + 1):
            text, style = cells[column]
            base, opens, target = style.partition(OPENS)
            mark = "│" if text == " " and first == last else text
            cells[column] = _Cell(mark, f"{base}+cursor{opens}{target}")
        return cells

    def _shared_out(self, height: int) -> list[int]:
        """Give each lane a row, and those that need more what is left."""
        rows = [1] * len(self._lanes)
        most = height // max(len(rows), 1)
        wanted = [most if lane.counts else _rows_wanted(lane.entries, self.scale) for lane in self._lanes]
        for _ in range(height - len(rows)):
            short = [want - row for want, row in zip(wanted, rows, strict=True)]
            if max(short, default=0) <= 0:
                break
            rows[short.index(max(short))] += 1
        return rows


def label_width(page: Page) -> int:
    """How many cells the names of the tracks take up beside the lanes; none in a narrow window."""
    if page.width < _NARROW:
        return 0
    longest = max((cell_len(page.track_title(track) or "Events") for track in page.tracks), default=0)
    return min(longest, _LABEL, page.width // 5)


def columns(page: Page) -> int:
    """How many columns there are for the scale."""
    label = label_width(page)
    return max(page.width - (label + 2 if label else 0), 8)


def _joined(lanes: Sequence[Lane], height: int, chosen: Entry | None) -> list[Lane]:
    """The lanes that there is room for, with the one of the chosen event among them; the others joined in the last."""
    if len(lanes) <= height:
        return list(lanes)
    kept = list(lanes[: height - 1])
    own = next((lane for lane in lanes if chosen is not None and lane.track == chosen.track), None)
    if own is not None and kept and own not in kept:
        kept[-1] = own
    rest = [lane for lane in lanes if lane not in kept]
    return [*kept, _union(rest, f"{len(rest)} more tracks" if kept else "All tracks")]


def _union(lanes: Sequence[Lane], title: str) -> Lane:
    def added(rows: Iterator[Sequence[int]]) -> list[int]:
        return [sum(column) for column in zip(*rows, strict=True)]

    entries = sorted((entry for lane in lanes for entry in lane.entries), key=lambda entry: entry.position)
    tracks = tuple(lane.track for lane in lanes)
    counts, matching = added(lane.counts for lane in lanes), added(lane.matching_counts for lane in lanes)
    return Lane(title, entries, counts, matching, frozenset().union(*(lane.matching for lane in lanes)), tracks)


_Place = tuple[int, int, str]
"""The row that an event is drawn in, the column where it begins, and its signs."""


def _places(entries: Sequence[Entry], scale: Scale, rows: int) -> list[tuple[Entry, _Place]]:
    """Give each event the first row with room for it and its title, or for it alone, or else the last."""
    ends, named_ends = [-1] * rows, [-1] * rows
    placed = []
    for entry in entries:
        begin, signs = draw_bar(entry, scale)
        end = begin + len(signs)
        row = next((r for r in range(rows) if named_ends[r] < begin), None)
        if row is None:
            row = next((r for r in range(rows) if ends[r] < begin), rows - 1)
        ends[row] = max(ends[row], end)
        named_ends[row] = max(named_ends[row], end + min(cell_len(entry.title), _LABEL) + 1)
        placed.append((entry, (row, begin, signs)))
    return placed


def _rows_wanted(entries: Sequence[Entry], scale: Scale) -> int:
    """How many rows an event each would need that has its title beside it, up to the most that a lane may have."""
    places = _places(entries, scale, _MOST_ROWS)
    return max((row for _, (row, _, _) in places), default=0) + 1


def _room_after(cells: Sequence[_Cell], end: int) -> int:
    """How many cells there are for a title after a bar, with a space at either end of it."""
    free = 0
    while end + free < len(cells) and cells[end + free] == _EMPTY:
        free += 1
    return free - (1 if end + free == len(cells) else 2)


def _room_before(cells: Sequence[_Cell], begin: int) -> int:
    """How many cells there are for a title before a bar, with a space at either end of it."""
    free = 0
    while free < begin and cells[begin - 1 - free] == _EMPTY:
        free += 1
    return free - (1 if free == begin else 2)


def _write(cells: list[_Cell], column: int, text: str, style: str) -> None:
    """Write a text into cells; one whose characters take up more than a cell each is left out."""
    if cell_len(text) == len(text):
        cells[column : column + len(text)] = [_Cell(character, style) for character in text]


def _parts(cells: Sequence[_Cell]) -> Iterator[Part]:
    """Put neighbouring cells of one style together."""
    text, style = "", ""
    for cell in cells:
        if cell.style != style and text:
            yield text, style
            text = ""
        text, style = text + cell.text, cell.style
    if text:
        yield text, style
