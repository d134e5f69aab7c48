"""The list of events: however many there are, only the rows in sight are drawn, and only those near them are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from liberation_cli.explorer.drawing import strip_of
from liberation_cli.explorer.guide import PAGE, Row
from liberation_cli.explorer.messages import Moved, PageWanted, RowChosen
from liberation_cli.explorer.palette import Palette
from liberation_cli.views.event_line import event_line
from liberation_cli.views.lines import Line
from liberation_cli.views.page import Page

MARKED = "✓"
_LEAD = 2
"""Cells before each row: where one is, and whether it is marked."""


class Listed:
    """What the list shows: how many rows, those that have been read by page, the row one is in, and what is marked."""

    def __init__(self, count: int, row: int, pages: Mapping[int, Sequence[Row]], marks: Sequence[int]) -> None:
        self.count = count
        self.row = row
        self.pages = dict(pages)
        self.marks = frozenset(marks)

    def at(self, number: int) -> Row | None:
        """Return a row, if it has been read."""
        page = self.pages.get(number // PAGE, ())
        return page[number % PAGE] if number % PAGE < len(page) else None


class EventList(ScrollView, inherit_bindings=False):
    """The list."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next event", show=False),
        Binding("up,k", "move(-1)", "Previous event", show=False),
        Binding("ctrl+d", "move_by(0.5)", "Half a page down", show=False),
        Binding("ctrl+u", "move_by(-0.5)", "Half a page up", show=False),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._listed = Listed(0, 0, {}, ())
        self._page: Page | None = None
        self._palette: Palette | None = None
        self._nothing: Sequence[Line] = ()
        self._wanted: set[int] = set()

    def show(self, listed: Listed, page: Page, palette: Palette, nothing: Sequence[Line]) -> None:
        """Show a list with its row in sight; or if it is empty, lines that say so."""
        self._listed, self._page, self._palette, self._nothing = listed, page, palette, nothing
        self._wanted.clear()
        self.virtual_size = Size(self.size.width, max(listed.count, len(nothing)))
        self._bring_into_sight()
        self._want_rows_in_sight()
        self.refresh()

    def add(self, number: int, rows: Sequence[Row]) -> None:
        """Show a page that was wanted."""
        self._listed.pages[number] = rows
        self._wanted.discard(number)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row; one that has not been read yet is blank until it is there."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._page is None or self._palette is None:
            return Strip.blank(width, self.rich_style)
        here = number == self._listed.row and self._listed.count > 0
        line = self._line(number, self._page._replace(width=width - _LEAD - 1), here=here)
        return strip_of(line, self._palette, width, self.rich_style, self._palette["cursor"] if here else None)

    def _line(self, number: int, page: Page, *, here: bool) -> Line:
        if not self._listed.count:
            return self._nothing[number] if number < len(self._nothing) else []
        row = self._listed.at(number)
        if row is None:
            return []
        marked = row.entry.position in self._listed.marks
        lead = f"{'▌' if here else ' '}{MARKED if marked else ' '}"
        return [(lead, "marked" if marked else "accent" if here else ""), *event_line(row.entry, row.title, page)]

    def on_resize(self) -> None:
        """Keep the row in sight."""
        self.virtual_size = Size(self.size.width, max(self._listed.count, len(self._nothing)))
        self._bring_into_sight(anew=True)
        self._want_rows_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked."""
        number = event.y + self.scroll_offset.y
        if number < self._listed.count:
            self.post_message(RowChosen(number))

    def action_move(self, rows: int) -> None:
        """Go down or up."""
        self.post_message(Moved(rows))

    def action_move_by(self, share: float) -> None:
        """Go down or up by a share of the window."""
        self.post_message(Moved(round(self.size.height * share)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into sight, where they have not been read yet."""
        super().watch_scroll_y(old_value, new_value)
        self._want_rows_in_sight()

    def _want_rows_in_sight(self) -> None:
        top = self.scroll_offset.y
        bottom = min(top + self.size.height, self._listed.count)
        for number in range(top // PAGE, (bottom - 1) // PAGE + 1):
            if number not in self._listed.pages and number not in self._wanted:
                self._wanted.add(number)
                self.post_message(PageWanted(number))

    def _bring_into_sight(self, *, anew: bool = False) -> None:
        """Scroll no more than is needed; but where the row was far off, or the window is another, put it in the middle."""
        top, height, row = self.scroll_offset.y, max(self.size.height, 1), self._listed.row
        if top <= row < top + height and not anew:
            return
        near = -height < row - top < 2 * height and not anew
        target = (row if row < top else row - height + 1) if near else row - height // 2
        self.scroll_to(y=max(target, 0), animate=False, immediate=True, force=True)
