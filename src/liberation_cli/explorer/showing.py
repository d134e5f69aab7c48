"""What is seen, shown in the panes of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.geometry import Size

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.dates import phrase
from liberation_cli.errors import harmless
from liberation_cli.explorer import keys
from liberation_cli.explorer.drawing import drawn
from liberation_cli.explorer.event_list import EventList, Listed
from liberation_cli.explorer.guide import Chosen, Scene
from liberation_cli.explorer.layout import share_out
from liberation_cli.explorer.palette import Palette
from liberation_cli.explorer.panes import LinesPane, TextPane, TimelinePane
from liberation_cli.explorer.wording import conditions
from liberation_cli.views.event_card import EventCard
from liberation_cli.views.lanes import Cursor, Lanes, columns
from liberation_cli.views.lines import MARGIN, Line, shorten, wrap, wrap_parts
from liberation_cli.views.moments import moments, moments_in_brief
from liberation_cli.views.page import Page

_ROOM_FOR_WORDS = 56
"""Cells that the heading needs to name the day of the week and the pace in words."""
_LEAST_WIDTH = 16
_GAP = "   "


class Showing:
    """Shows a scene: in each pane what the views draw of it, in the styles of a theme.

    ``failures`` are the reasons why something could not be drawn, to be told again when the screen is gone.
    """

    def __init__(self, app: App[Any], chronology: Chronology, theme: str) -> None:
        self.failures: list[str] = []
        self.palette = Palette(theme)
        self.page = Page(chronology.header, chronology.tracks, 80, linked=True)
        self.scene: Scene | None = None
        self.has_whole_day = False
        self._app = app
        self._title = harmless(chronology.title)
        self._layout = share_out(80, 24, len(chronology.tracks))
        self._arranged = False
        self._days_a_second = 0
        self._told = ""
        self._carded: tuple[object, ...] = ()

    def arrange(self, size: Size) -> bool:
        """Share a window out between the panes, and tell whether any has moved."""
        layout = share_out(size.width, size.height, len(self.page.tracks))
        page = self.page._replace(width=size.width - 2)
        if self._arranged and (layout, page) == (self._layout, self.page):
            return False
        self._layout, self.page, self._arranged = layout, page, True
        app = self._app
        app.set_class(layout.stacked, "stacked")
        app.set_class(layout.day_height > 0, "roomy")
        app.query_one("#timeline").styles.height = layout.lanes_height
        app.query_one("#left").styles.width = layout.list_width
        app.query_one("#list").styles.height = layout.list_height or "1fr"
        app.query_one("#day").styles.height = layout.day_height or "1fr"
        return True

    @property
    def columns(self) -> int:
        """How many columns the timeline has for its scale."""
        return columns(self.page)

    def show(self, scene: Scene, told: str = "") -> None:
        """Show a scene, and tell something at the foot until the next."""
        self.scene, self._told = scene, told
        self._show_heading(scene)
        self._show_timeline(scene)
        self._show_list(scene)
        self._show_card(scene)
        self._show_day(scene)
        self._show_foot()

    def tell(self, message: str) -> None:
        """Tell something in the line at the foot, until the next step."""
        self._told = message
        self._show_foot()

    def tell_pace(self, days_a_second: int) -> None:
        """Tell in the heading how fast the chronology is played; 0 if it is not."""
        self._days_a_second = days_a_second
        if self.scene is not None:
            self._show_heading(self.scene)

    def show_whole_day(self, *, whole: bool) -> None:
        """Show the day on every track, whole, in the place of the card; or the card again."""
        self.has_whole_day = whole
        if self.scene is not None:
            self._show_card(self.scene)

    def recolour(self, theme: str) -> None:
        """Draw everything in the styles of another theme."""
        self.palette = Palette(theme)
        if self.scene is not None:
            self.show(self.scene, self._told)

    def drawn(self, view: Callable[[], Iterable[Line]], width: int) -> list[Line]:
        """Return the lines of a view, or of what is shown in place of one that fails."""
        return drawn(view, width, self.failures)

    # The heading and the foot

    def _show_heading(self, scene: Scene) -> None:
        width = self.page.width
        right = self._pace_and_day(scene.journey.day, roomy=width >= _ROOM_FOR_WORDS)
        left = self._title_and_list(scene, width - _cells(right) - 2)
        gap = " " * max(width - _cells(left) - _cells(right), 1)
        self._app.query_one("#heading", LinesPane).show([[*left, (gap, ""), *right]], self.palette)

    def _pace_and_day(self, day: int, *, roomy: bool) -> Line:
        pace = self._days_a_second
        playing = "" if not pace else f"▶ {phrase.count(pace, 'day')} a second   " if roomy else f"▶ {pace} "
        return [(playing, "dim"), (f"{phrase.weekday(day)} {phrase.day(day)}" if roomy else phrase.day(day), "accent")]

    def _title_and_list(self, scene: Scene, room: int) -> Line:
        """The title and what the list holds; what it leaves out matters more than what it is a list of."""
        told = " · ".join([phrase.count(len(scene.positions), "event"), *conditions(scene.journey, self.page)])
        spare = room - cell_len(told) - len(_GAP)
        if not scene.journey.is_narrowed:
            return [(self._title, "title"), (_GAP + told, "dim")] if spare >= cell_len(self._title) else self._titled(room)
        return [*self._titled(spare), (_GAP + told, "dim")] if spare >= _LEAST_WIDTH else [(shorten(told, room), "dim")]

    def _titled(self, room: int) -> Line:
        return [(shorten(self._title, room), "title")]

    def _show_foot(self) -> None:
        width = self.page.width
        line: Line = [(f" {shorten(self._told, width)}", "error")] if self._told else keys.foot(width + 2)
        self._app.query_one("#foot", LinesPane).show([line], self.palette)

    # The timeline and the list

    def _show_timeline(self, scene: Scene) -> None:
        pane = self._app.query_one("#timeline", TimelinePane)
        cursor = Cursor(scene.journey.day, scene.chosen.entry if scene.chosen else None, scene.journey.marks)

        def view() -> Iterable[Line]:
            lanes = Lanes(scene.lanes, self.page, scene.journey.window, cursor, self._layout.lanes_height)
            pane.day_at = lanes.day_at
            return lanes.lines()

        pane.show(self.drawn(view, self.page.width), self.palette)

    def _show_list(self, scene: Scene) -> None:
        listed = Listed(len(scene.positions), scene.row, scene.pages, scene.journey.marks)
        self._app.query_one("#list", EventList).show(listed, self.page, self.palette, self._nothing(scene))

    def _nothing(self, scene: Scene) -> list[Line]:
        """What the list says if it is empty."""
        told = "Nothing matches. Esc takes a step back." if scene.journey.is_narrowed else "This chronology has no events."
        return [[], *([(MARGIN, ""), (text, "dim")] for text in wrap(told, self._layout.list_width - 2 * len(MARGIN)))]

    # The card and the day

    @property
    def _card_width(self) -> int:
        return self.page.width - 1 - (0 if self._layout.stacked else self._layout.list_width)

    def _show_card(self, scene: Scene) -> None:
        """Show the card, from its top if it is another; or the whole day, if that is asked for."""
        pane, width = self._app.query_one("#card", TextPane), self._card_width
        chosen = scene.chosen
        before, self._carded = self._carded, ()
        if self.has_whole_day:
            self._carded = ("day",)
            pane.show(self._whole_day(scene, width), self.palette, stay=before == self._carded)
        elif chosen is None:
            pane.show([], self.palette)
        else:
            self._carded = (chosen.entry.position, scene.journey.words, width, self.palette)
            if before != self._carded:
                pane.show(self._card(chosen, width), self.palette)

    def _card(self, chosen: Chosen, width: int) -> list[Line]:
        card = EventCard(chosen.event, chosen.entry, chosen.around, self.page._replace(width=width))
        return self.drawn(lambda: [*_passage(chosen, width), *card.lines()], width)

    def _whole_day(self, scene: Scene, width: int) -> list[Line]:
        page = self.page._replace(width=max(width - len(MARGIN), _LEAST_WIDTH))
        title: Line = [(MARGIN, ""), (_title_of_day(scene.journey.day, page.width - len(MARGIN)), "label")]
        return [title, [], *self.drawn(lambda: moments(scene.moments, page), width)]

    def _show_day(self, scene: Scene) -> None:
        if self._layout.day_height:
            width = max(self._layout.list_width - 4, _LEAST_WIDTH)
            title: Line = [(_title_of_day(scene.journey.day, width), "label")]
            brief = self.drawn(lambda: moments_in_brief(scene.moments, self.page._replace(width=width)), width)
            self._app.query_one("#day", TextPane).show([title, *brief], self.palette, stay=True)


def _cells(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)


def _title_of_day(day: int, width: int) -> str:
    """Name a day, in as many words as there is room for."""
    told = phrase.day(day)
    titles = (f"{phrase.weekday(day)} {told} on every track", f"{told} on every track", told)
    return next((title for title in titles if cell_len(title) <= width), shorten(told, width))


def _passage(chosen: Chosen, width: int) -> Iterable[Line]:
    """What a search matched in an event, above its card."""
    if chosen.passage:
        parts = [(piece.text, "match" if piece.matched else "dim") for piece in chosen.passage]
        yield from ([(MARGIN, ""), *line] for line in wrap_parts(parts, max(width - 2 * len(MARGIN), _LEAST_WIDTH)))
        yield []
