"""The timeline: an image for each track, in which every event is drawn to scale and leads to its card.

Measures are pixels of an image 1,200 wide. The marks are set at percentages of it, and what a mark is made of at percentages
of the mark, so that the script of the page moves whole marks when it zooms and knows nothing of their parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from liberation_cli.dates import phrase
from liberation_cli.dates.when import OPEN_FUTURE, OPEN_PAST
from liberation_cli.exchange.html.axis import LABEL, Scale, scale_over, ticks
from liberation_cli.exchange.html.lanes import Box, Extent, Place, place, title_width
from liberation_cli.exchange.html.markup import Markup, opened, tag
from liberation_cli.exchange.html.survey import (
    DISPUTED,
    DISPUTED_DAY,
    EARLIER,
    LATER,
    MAYBE,
    MEANINGS,
    ONE_DAY,
    SURE,
    Mark,
    Survey,
)
from liberation_cli.exchange.html.tracks import Tracks

WIDTH = 1200
ROW = 17
_AXIS = 20
_EVENTS_A_ROW = 14
"""A lane has a row of titles for every so many events."""
_ROWS = range(2, 9)
_RADIUS = 4.5
_INSET = 5
"""How far into a bar its title begins."""


class Chart:
    """The timeline of a page: all that has been surveyed, in lanes by track."""

    def __init__(self, survey: Survey, tracks: Tracks) -> None:
        self._survey = survey
        self._tracks = tracks
        self._scale = scale_over(*survey.span, WIDTH)
        self._ticks = list(ticks(self._scale))

    def pieces(self) -> Iterator[Markup]:
        """Yield the axis, and the lanes."""
        first, last = self._scale.first, self._scale.last
        yield opened("div", id="chart_canvas", data_first=str(first), data_last=str(last), data_row=str(ROW))
        yield self._axis()
        lanes: dict[str, list[Mark]] = {}
        for mark in self._survey.marks.values():
            lanes.setdefault(mark.track, []).append(mark)
        ranks = {mark.id: rank for rank, mark in enumerate(self._survey.by_importance())}
        for track in self._tracks.ids:
            if track in lanes:
                yield self._lane(track, lanes[track], ranks)
        yield Markup("</div>\n")

    def legend(self) -> Markup:
        """Return what the signs mean that are drawn."""
        signs = {sign for mark in self._survey.marks.values() for sign in mark.signs}
        meanings = (tag("li", _key(sign), meaning) for sign, meaning in MEANINGS.items() if sign in signs)
        return tag("ul", *meanings, class_="legend")

    def _axis(self) -> Markup:
        labels = [
            tag("text", tick.label, x=_percent(self._scale.x(tick.day), WIDTH), dx="4", y="14")
            for tick in self._ticks
            if self._scale.x(tick.day) + LABEL <= WIDTH
        ]
        return tag("svg", *labels, class_="axis", viewBox=f"0 0 {WIDTH} {_AXIS}", aria_hidden="true")

    def _lane(self, track: str, marks: list[Mark], ranks: dict[str, int]) -> Markup:
        rows = min(max(-(-len(marks) // _EVENTS_A_ROW), _ROWS.start), _ROWS.stop - 1)
        boxes = [self._box(mark) for mark in sorted(marks, key=lambda mark: ranks[mark.id])]
        places = place(boxes, rows)
        height = (max(p.row for p in places.values()) + 1) * ROW
        before = {box.id for box in boxes if box.title_before}
        drawn = [self._mark(mark, places[mark.id], ranks[mark.id], title_before=mark.id in before) for mark in marks]
        number = self._tracks.number(track)
        count = tag("span", f"{len(marks):,}", class_="count")
        grid = "".join(f"M{self._scale.x(tick.day):.1f} 0V{height}" for tick in self._ticks)
        return tag(
            "section",
            tag("h3", self._tracks.title(track), " ", count, id=f"track_{number}"),
            tag(
                "svg",
                tag("path", d=grid, class_="grid"),
                *drawn,
                viewBox=f"0 0 {WIDTH} {height}",
                role="group",
                aria_labelledby=f"track_{number}",
            ),
            Markup("\n"),
            class_=f"lane {self._tracks.style(track)}",
            data_rows=str(rows),
        )

    def _box(self, mark: Mark) -> Box:
        scale = self._scale
        start, end = scale.x(mark.when.earliest), scale.x(mark.when.latest + 1)
        if mark.is_day:
            middle = (start + end) / 2
            start, end = middle - _RADIUS, middle + _RADIUS
        end = max(end, start + 3)
        wide = title_width(mark.title) + _INSET
        titled = max(end, start + wide) if not mark.is_day else end + wide
        if titled > WIDTH and start > wide:
            return Box(mark.id, Extent(start, end), Extent(start - wide, end), title_before=True)
        return Box(mark.id, Extent(start, end), Extent(start, titled), title_before=False)

    def _mark(self, mark: Mark, placed: Place, rank: int, *, title_before: bool) -> Markup:
        scale = self._scale
        start, end = scale.x(mark.when.earliest), scale.x(mark.when.latest + 1)
        shape = _day(mark) if mark.is_day else _bar(mark, scale)
        title = _title(mark, shown=placed.titled, before=title_before)
        return tag(
            "a",
            tag("title", f"{mark.title}, {phrase.when(mark.when)}"),
            tag(
                "svg",
                *shape,
                title,
                x=_percent(start, WIDTH),
                y=str(placed.row * ROW),
                width=_percent(max(end - start, 0.01), WIDTH),
                height=str(ROW),
            ),
            href=f"#{mark.id}",
            class_="focal" if mark.focal else None,
            data_rank=str(rank),
        )


def _percent(part: float, whole: float) -> str:
    return f"{part / whole * 100:.4g}%"


def _title(mark: Mark, *, shown: bool, before: bool) -> Markup:
    x, anchor = ("50%" if mark.is_day else "0"), None
    dx = _RADIUS + _INSET - 2 if mark.is_day else _INSET
    if before:
        dx, anchor = -dx, "end"
    return tag("text", mark.title, x=x, dx=f"{dx:g}", y="12", text_anchor=anchor, display=None if shown else "none")


def _day(mark: Mark) -> list[Markup]:
    if mark.sure and not mark.disputed:
        return [_DOT]
    return [tag("svg", _DIAMOND if mark.sure else _DASHES, x="50%")]


_DOT = tag("circle", cx="50%", cy="8.5", r=f"{_RADIUS:g}", class_="day")
_DIAMOND = tag("path", d="M0 3L5.5 8.5L0 14L-5.5 8.5Z", class_="day")
_DASHES = tag("path", d="M-6 8.5H6", class_="maybe")
_TINT = tag("rect", width="100%", height="14", y="2", class_="span")
_POLE = tag("rect", width="2", height="14", y="2", class_="day")


def _line(style: str, x1: str | None = None, x2: str = "100%") -> Markup:
    return tag("line", x1=x1, x2=x2, y1="15", y2="15", class_=style)


def _key(sign: str) -> Markup:
    """A sign as it is drawn."""
    drawn = {
        ONE_DAY: [_DOT],
        DISPUTED_DAY: [tag("svg", _DIAMOND, x="50%")],
        SURE: [_TINT, _line("sure"), _POLE],
        DISPUTED: [_TINT, _line("disputed"), _POLE],
        MAYBE: [_TINT, _line("maybe")],
    }.get(sign, [tag("text", sign, class_="end", x="50%", y="14", text_anchor="middle")])
    return tag("svg", *drawn, width="26" if sign in SURE + DISPUTED + MAYBE else "12", height="17", aria_hidden="true")


def _bar(mark: Mark, scale: Scale) -> list[Markup]:
    """All the days that an event may have taken up, and of those the ones that it surely did."""
    when = mark.when
    start, end = scale.x(when.earliest), scale.x(when.latest + 1)
    parts = [_TINT]
    sure_start, sure_end = (scale.x(mark.sure[0]), scale.x(mark.sure[1] + 1)) if mark.sure else (start, start)
    if (sure_start, sure_end) != (start, end):
        parts.append(_line("maybe"))
    if mark.sure:
        x1, x2 = _percent(sure_start - start, end - start), _percent(sure_end - start, end - start)
        parts.append(_line("disputed" if mark.disputed else "sure", x1, x2))
    if mark.sure and sure_start == start and when.earliest != OPEN_PAST:
        parts.append(_POLE)
    if when.earliest == OPEN_PAST:
        parts.append(tag("text", EARLIER, class_="end", y="18"))
    if when.latest == OPEN_FUTURE:
        parts.append(tag("text", LATER, class_="end", x="100%", y="18", text_anchor="end"))
    return parts
