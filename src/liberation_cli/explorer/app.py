"""The explorer on the full screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import phrase
from liberation_cli.dates.when import iso
from liberation_cli.errors import LiberationError
from liberation_cli.explorer import keys
from liberation_cli.explorer.guide import Export
from liberation_cli.explorer.journey import Journey
from liberation_cli.explorer.messages import Searched
from liberation_cli.explorer.palette import THEMES
from liberation_cli.explorer.picture import picture_of, write_anew
from liberation_cli.explorer.search_bar import SearchBar
from liberation_cli.explorer.travelling import Start, Traveller
from liberation_cli.explorer.wording import exported, refusal
from liberation_cli.views.lines import Line

_LEAST_COMPARED = 2


class Explorer(Traveller):
    """The explorer: a traveller, who can search, narrow, compare, ask and write as well."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, chronology: Chronology, start: Start, export: Export) -> None:
        super().__init__(chronology, start)
        self._export = export
        self._title, self._kinds = chronology.title, chronology.kinds

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action may be taken: those that are taken at once not where something lies over the screen or is typed."""
        if action in keys.AT_ONCE:
            return len(self.screen_stack) == 1 and not self._is_searching
        return super().check_action(action, parameters)

    # From pane to pane, and back

    def action_to_card(self) -> None:
        """Go to the card, or from it to the list."""
        self._focus("#card" if self.query_one("#list").has_focus else "#list")

    def action_next_pane(self, steps: int) -> None:
        """Go from the list to the card, the day and back; or the other way round."""
        panes = [pane for pane in map(self.query_one, ("#list", "#card", "#day")) if pane.display]
        here = next((number for number, pane in enumerate(panes) if pane.has_focus), 0)
        self.screen.set_focus(panes[(here + steps) % len(panes)])

    def action_one_step_back(self) -> None:
        """Stop playing; or leave the search, the card, the day; or undo the search, the filters, the way between events."""
        if self.player.is_playing:
            self.action_play()
        elif self._is_searching:
            self._leave_search()
            self.go(lambda journey: journey.searching(""))
        elif not self.query_one("#list").has_focus:
            self._focus("#list")
        elif self.showing.has_whole_day:
            self.action_day()
        else:
            self.go(Journey.one_step_back)

    def action_day(self) -> None:
        """Show this day on every track, whole, in the place of the card; or the card again."""
        self.showing.show_whole_day(whole=not self.showing.has_whole_day)

    def _focus(self, selector: str) -> None:
        """Have the very next key go to a pane."""
        self.screen.set_focus(self.query_one(selector, Widget))

    # Searching and narrowing

    @property
    def _is_searching(self) -> bool:
        return bool(self.screen_stack[0].query_one("#search").display)

    def action_search(self) -> None:
        """Search as one types."""
        self.query_one("#foot").display = False
        self.query_one("#search", SearchBar).begin(self.journey.words)
        self._focus("#search")

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        self.go(lambda journey: journey.searching(message.words))
        if message.done:
            self._leave_search()

    def _leave_search(self) -> None:
        self.query_one("#search").display = False
        self.query_one("#foot").display = True
        self._focus("#list")

    def action_filter(self) -> None:
        """Choose tracks, kinds and a place."""
        from liberation_cli.explorer.screens import Filters  # noqa: PLC0415 - not needed for the first screen

        page = self.showing.page
        tracks = ((track, page.track_title(track)) for track in page.tracks if track)
        self.push_screen(Filters(tracks, self._kinds, self.journey.selection, self._narrow))

    def _narrow(self, selection: Selection) -> None:
        self.go(lambda journey: journey.narrowed(selection))

    # Comparing

    def action_mark(self) -> None:
        """Mark the event, or take its mark away; with two marked they are compared."""
        scene = self.showing.scene
        if scene is None or scene.chosen is None:
            return
        position = scene.chosen.entry.position
        marks = self.journey.marking(position).marks
        if position in marks and len(marks) >= _LEAST_COMPARED:
            self._compare(marks)
        self.go(lambda journey: journey.marking(position), _told_of_marks(len(marks)))

    def action_compare(self) -> None:
        """Show the comparison of the marked events."""
        if len(self.journey.marks) < _LEAST_COMPARED:
            self.showing.tell("mark two events or more with c, and they are compared")
        else:
            self._compare(self.journey.marks)

    def action_unmark(self) -> None:
        """Clear the marks."""
        self.go(Journey.unmarked)

    @work(exclusive=True, group="compare")
    async def _compare(self, marks: Sequence[int]) -> None:
        from liberation_cli.explorer.screens import TextScreen  # noqa: PLC0415 - not needed for the first screen

        compared = await self.answer(self.guide.compare, marks)
        if compared is None:
            return

        def lines(width: int) -> list[Line]:
            from liberation_cli.views.comparison import ComparisonView  # noqa: PLC0415

            page = self.showing.page._replace(width=width)
            view = ComparisonView(compared.comparison, compared.entries, compared.sources, page)
            return self.showing.drawn(view.lines, width)

        self.push_screen(TextScreen("Compared", lines, self.showing.palette))

    # Asking and writing

    def action_help(self) -> None:
        """Show what the keys do."""
        from liberation_cli.explorer.screens import TextScreen  # noqa: PLC0415 - not needed for the first screen

        self.push_screen(TextScreen("Keys", keys.help_lines, self.showing.palette))

    def action_go_to(self) -> None:
        """Go to a day, or to an event, that is typed."""
        self._ask("Go to a day or an event: 4 June 1944, June 1944, d-day", "", self._gone_to)

    async def _gone_to(self, typed: str) -> None:
        journey = await self.ask(self.guide.go_to, self.journey, typed)
        self.go(lambda _: journey)

    def action_save_picture(self) -> None:
        """Save what is seen as SVG, in a file that is asked for."""
        picture = self.picture()

        async def save(typed: str) -> None:
            path = Path(typed).expanduser()
            await asyncio.to_thread(write_anew, path, picture)
            self.showing.tell(f"saved in {path}")

        self._ask("Save what you see as", f"liberation-{iso(self.journey.day)}.svg", save)

    def picture(self) -> str:
        """Return what is seen as SVG."""
        return picture_of(self, self._title)

    def action_export(self) -> None:
        """Export the events of the list, to a file that is asked for."""
        positions = self.showing.scene.positions if self.showing.scene else ()
        if not positions:
            self.showing.tell("the list is empty: there is nothing to export")
            return

        async def export(typed: str) -> None:
            lost = await self.ask(self._export, self.guide.chronology, positions, Path(typed))
            self.showing.tell(exported(len(positions), typed, lost))

        count = phrase.count(len(positions), "event")
        self._ask(f"Export {count} to (.html .csv .ics .md .geojson .json …)", "selection.html", export)

    def _ask(self, asked: str, answer: str, use: Callable[[str], Awaitable[None]], refused: str = "") -> None:
        """Ask for a line of text and use it; asked again, with what is wrong, until it can be used or nobody answers."""
        from liberation_cli.explorer.screens import Question  # noqa: PLC0415 - not needed for the first screen

        def answered(typed: str | None) -> None:
            if typed and typed.strip():
                self._use(asked, typed.strip(), use)

        self.push_screen(Question(asked, answer, refused), answered)

    @work(group="question")
    async def _use(self, asked: str, typed: str, use: Callable[[str], Awaitable[None]]) -> None:
        try:
            await use(typed)
        except LiberationError as error:
            self._ask(asked, typed, use, refusal(error))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every command for the palette."""
        del screen  # they are the same on every one
        for group in keys.GROUPS.values():
            for key in group:
                if key.action:
                    does = f"{key.does[0].upper()}{key.does[1:]}"
                    yield SystemCommand(does, f"key: {key.told}", partial(self.run_action, key.action))
        for theme in THEMES:
            yield SystemCommand(f"Theme: {theme.replace('-', ' ')}", "how it looks", partial(setattr, self, "theme", theme))

    # Looks

    def action_next_theme(self) -> None:
        """Take the next theme."""
        self.theme = THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]

    def watch_theme(self, theme: str) -> None:
        """Draw everything in the styles of another theme."""
        self.showing.recolour(theme)


def _told_of_marks(count: int) -> str:
    if count == 0:
        return ""
    if count == 1:
        return "1 event is marked; c on another compares them, x clears"
    return f"{count} events are marked; C compares them again, x clears"
