"""The timeline: an image for each track, in which every event is drawn to scale and leads to its card.

Measures are pixels of an image 1,200 wide. The marks are set at percentages of it, and what a mark is made of at percentages
of the mark, so that the script of the page moves whole marks when it zooms and knows nothing of their parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from liberation_cli.dates import phrase
from liberation_cli.exchange.html.axis import LABEL, scale_over, ticks
from liberation_cli.exchange.html.lanes import Box, Extent, Place, place, title_width
from liberation_cli.exchange.html.markup import Markup, opened, tag
from liberation_cli.exchange.html.shapes import INSET, RADIUS, bar, day, key, percent, title_text
from liberation_cli.exchange.html.survey import MEANINGS, Mark, Survey
from liberation_cli.exchange.html.tracks import Tracks

WIDTH = 1200
ROW = 17
_AXIS = 20
_EVENTS_A_ROW = 14
"""A lane has a row of titles for every so many events."""
_ROWS = range(2, 9)


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
        meanings = (tag("li", key(sign), meaning) for sign, meaning in MEANINGS.items() if sign in signs)
        return tag("ul", *meanings, class_="legend")

    def _axis(self) -> Markup:
        labels = [
            tag("text", tick.label, x=percent(self._scale.x(tick.day), WIDTH), dx="4", y="14")
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
            start, end = middle - RADIUS, middle + RADIUS
        end = max(end, start + 3)
        wide = title_width(mark.title) + INSET
        titled = max(end, start + wide) if not mark.is_day else end + wide
        if titled > WIDTH and start > wide:
            return Box(mark.id, Extent(start, end), Extent(start - wide, end), title_before=True)
        return Box(mark.id, Extent(start, end), Extent(start, titled), title_before=False)

    def _mark(self, mark: Mark, placed: Place, rank: int, *, title_before: bool) -> Markup:
        scale = self._scale
        start, end = scale.x(mark.when.earliest), scale.x(mark.when.latest + 1)
        shape = day(mark) if mark.is_day else bar(mark, scale)
        title = title_text(mark, shown=placed.titled, before=title_before)
        return tag(
            "a",
            tag("title", f"{mark.title}, {phrase.when(mark.when)}"),
            tag(
                "svg",
                *shape,
                title,
                x=percent(start, WIDTH),
                y=str(placed.row * ROW),
                width=percent(max(end - start, 0.01), WIDTH),
                height=str(ROW),
            ),
            href=f"#{mark.id}",
            class_="focal" if mark.focal else None,
            data_rank=str(rank),
        )
