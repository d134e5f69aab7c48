"""Panes of lines: a bar of one line, the timeline, and text that can be scrolled and whose names can be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from liberation_cli.explorer.drawing import strip_of
from liberation_cli.explorer.messages import DayChosen, Zoomed, opened_by
from liberation_cli.explorer.palette import TARGET, Palette
from liberation_cli.views.lines import OPENS, Line


class LinesPane(Widget):
    """Lines that are drawn as they are."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._palette: Palette | None = None

    def show(self, lines: Sequence[Line], palette: Palette) -> None:
        """Draw these lines."""
        self._lines, self._palette = lines, palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        if self._palette is None or y >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        return strip_of(self._lines[y], self._palette, self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Open the name that was clicked."""
        _open_clicked(self, event)


class TimelinePane(LinesPane):
    """The timeline: a click goes to a day, the wheel looks from nearer by or from further off."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.day_at: Callable[[int], int] | None = None

    def on_click(self, event: events.Click) -> None:
        """Go to the day that was clicked, unless an event is drawn there, which is opened as any name is."""
        if self.day_at is not None and not event.style.meta.get(TARGET):
            self.post_message(DayChosen(self.day_at(event.x)))

    def on_mouse_scroll_up(self) -> None:
        """Look from nearer by."""
        self.post_message(Zoomed(1))

    def on_mouse_scroll_down(self) -> None:
        """Look from further off."""
        self.post_message(Zoomed(-1))


class TextPane(ScrollView, inherit_bindings=False):
    """Text longer than its window. Down goes to the next name that can be opened if it is in sight, or else scrolls."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "next_name", "Next name", show=False),
        Binding("up,k", "previous_name", "Previous name", show=False),
        Binding("enter", "open_name", "Open", show=False),
        Binding("ctrl+d", "scroll_by(0.5)", "Down", show=False),
        Binding("ctrl+u", "scroll_by(-0.5)", "Up", show=False),
    ]

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._palette: Palette | None = None
        self._names: list[tuple[int, str]] = []
        self._here: int | None = None

    def show(self, lines: Sequence[Line], palette: Palette, *, stay: bool = False) -> None:
        """Draw these lines, from the top unless they are to stay where they are."""
        self._lines, self._palette = lines, palette
        self._names = _names_in(lines)
        if not stay:
            self._here = None
            self.scroll_to(y=0, animate=False, immediate=True)
        elif self._here is not None and self._here >= len(self._names):
            self._here = None
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    @property
    def chosen_name(self) -> str:
        """What the name opens that is chosen, as ``event:liberation-of-rome``; empty if none is."""
        return "" if self._here is None else self._names[self._here][1]

    def render_line(self, y: int) -> Strip:
        """Draw a line; the name that is chosen stands out."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._palette is None or number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        if self.has_focus and self._here is not None:
            line = _with_chosen(line, self.chosen_name)
        return strip_of(line, self._palette, width, self.rich_style)

    def action_next_name(self) -> None:
        """Choose the next name in sight, or scroll down."""
        following = 0 if self._here is None else self._here + 1
        candidates = (number for number in range(following, len(self._names)) if self._names[number][0] >= self.scroll_offset.y)
        self._choose(next(candidates, None), 1)

    def action_previous_name(self) -> None:
        """Choose the name before in sight, or scroll up."""
        before = len(self._names) if self._here is None else self._here
        bottom = self.scroll_offset.y + self.size.height
        candidates = (number for number in range(before - 1, -1, -1) if self._names[number][0] < bottom)
        self._choose(next(candidates, None), -1)

    def action_open_name(self) -> None:
        """Open the name that is chosen."""
        if self.chosen_name:
            self.post_message(opened_by(self.chosen_name))

    def action_scroll_by(self, share: float) -> None:
        """Scroll by a share of the window."""
        self.scroll_to(y=self.scroll_offset.y + round(self.size.height * share), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Open the name that was clicked."""
        _open_clicked(self, event)

    def on_focus(self) -> None:
        """Show which name is chosen."""
        self.refresh()

    def on_blur(self) -> None:
        """Show none."""
        self.refresh()

    def _choose(self, number: int | None, direction: int) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if number is not None and top <= self._names[number][0] < top + height:
            self._here = number
            self.refresh()
            return
        self.scroll_to(y=top + direction, animate=False, immediate=True)


def _open_clicked(pane: Widget, event: events.Click) -> None:
    target = event.style.meta.get(TARGET)
    if target:
        pane.post_message(opened_by(target))


def _names_in(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The names that can be opened, each with the first line that it stands on."""
    names: list[tuple[int, str]] = []
    previous = ""
    for number, line in enumerate(lines):
        for text, style in line:
            target = style.partition(OPENS)[2]
            if target and target != previous:
                names.append((number, target))
            if target or text.strip():
                previous = target
    return names


def _with_chosen(line: Line, target: str) -> Line:
    ending = f"{OPENS}{target}"
    return [(text, f"chosen{ending}" if style.endswith(ending) else style) for text, style in line]
