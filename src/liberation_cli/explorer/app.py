"""The explorer on the full screen."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import phrase
from liberation_cli.dates.when import iso
from liberation_cli.errors import LiberationError, harmless
from liberation_cli.explorer import keys
from liberation_cli.explorer.drawing import drawn
from liberation_cli.explorer.event_list import EventList, Listed
from liberation_cli.explorer.guide import Chosen, Export, Guide, Row, Scene
from liberation_cli.explorer.journey import PACES, Journey
from liberation_cli.explorer.layout import share_out
from liberation_cli.explorer.messages import DayChosen, Moved, Opened, PageWanted, RowChosen, Searched, Zoomed
from liberation_cli.explorer.palette import NO_COLOUR, THEMES, Palette, themes
from liberation_cli.explorer.panes import LinesPane, TextPane, TimelinePane
from liberation_cli.explorer.search_bar import SearchBar
from liberation_cli.views.event_card import EventCard
from liberation_cli.views.lanes import Cursor, Lanes, columns
from liberation_cli.views.lines import MARGIN, Line, cut, fit, wrap, wrap_parts
from liberation_cli.views.moments import moments_in_brief
from liberation_cli.views.page import Page

Step = Callable[[Journey], Journey]
"""From one place on a journey to the next."""
T = TypeVar("T")

_LEAST_COMPARED = 2
_ROOM_FOR_WORDS = 56
"""Cells that the heading needs to name the day of the week and the pace in words."""
_FONTS = "ui-monospace, Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono"


class Start(NamedTuple):
    """How the explorer is opened: on a journey, in a theme."""

    journey: Journey
    theme: str = THEMES[0]


class Explorer(App[sqlite3.DatabaseError]):
    """The explorer: a journey, what can be seen from it, and the panes that show it.

    Every key puts a step on the journey. The steps are taken, and what can be seen is asked, in a thread of its own: while
    one answer is awaited, further steps wait with it, and only the last answer is shown.
    """

    CSS_PATH = "explorer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.BINDINGS]
    ENABLE_COMMAND_PALETTE = True
    TITLE = "liberation"

    def __init__(self, chronology: Chronology, start: Start, export: Export) -> None:
        # Colours of the terminal's own are left to it where there are to be none of ours.
        super().__init__(ansi_color=True if start.theme == NO_COLOUR else None)
        self.failures: list[str] = []
        """What could not be drawn, to be told again when the screen is gone."""
        self.journey = start.journey
        self._guide = Guide(chronology)
        self._export = export
        self._page = Page(chronology.header, chronology.tracks, 80, linked=True)
        self._title = chronology.title
        self._kinds = chronology.kinds
        self._asking = ThreadPoolExecutor(1, "asking")
        self._steps: list[Step] = []
        self._scene: Scene | None = None
        self._palette = Palette(start.theme)
        self._layout = share_out(80, 24, len(chronology.tracks))
        self._player: Timer | None = None
        self._pace = 1
        self._told = self._to_tell = ""
        self._carded: tuple[object, ...] = ()
        self._day_for_card = False
        for theme in themes():
            self.register_theme(theme)
        self.theme = start.theme

    # The screen

    def compose(self) -> ComposeResult:
        """Put up the panes."""
        yield LinesPane(id="heading")
        yield TimelinePane(id="timeline")
        with Horizontal(id="main"):
            with Vertical(id="left"):
                yield EventList(id="list")
                yield TextPane(id="day")
            yield TextPane(id="card")
        yield LinesPane(id="foot")
        yield SearchBar(id="search")

    def on_mount(self) -> None:
        """Show the first screen, which nobody should wait for longer than for a later one."""
        self._share_out(self.size)
        self._show(self._guide.see(self.journey, self._columns))
        self.query_one("#list").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Share the window out anew."""
        if self._share_out(event.size):
            self._travel()

    def on_unmount(self) -> None:
        """Ask nothing more."""
        self._asking.shutdown(wait=True, cancel_futures=True)

    def _share_out(self, size: Size) -> bool:
        """Give each pane its place, and tell whether any has moved."""
        layout = share_out(size.width, size.height, len(self._page.tracks))
        page = self._page._replace(width=size.width - 2)
        if (layout, page) == (self._layout, self._page) and self._scene is not None:
            return False
        self._layout, self._page = layout, page
        self.screen.set_class(layout.stacked, "stacked")
        self.screen.set_class(layout.day_height > 0, "roomy")
        self.query_one("#timeline").styles.height = layout.lanes_height
        self.query_one("#left").styles.width = layout.list_width
        self.query_one("#list").styles.height = layout.list_height or "1fr"
        self.query_one("#day").styles.height = layout.day_height or "1fr"
        return True

    @property
    def _columns(self) -> int:
        return columns(self._page)

    # Travelling

    async def ask(self, question: Callable[..., T], *arguments: object) -> T:
        """Put a question to the chronology, in the one thread that may."""
        return await asyncio.get_running_loop().run_in_executor(self._asking, partial(question, *arguments))

    def go(self, step: Step, told: str = "") -> None:
        """Take a step, and tell something at its end."""
        self._steps.append(step)
        self._to_tell = told
        self._travel()

    @work(exclusive=True, group="travel")
    async def _travel(self) -> None:
        """Take the steps that wait, and show what can be seen from where they lead; a newer call takes this one's place."""
        steps = tuple(self._steps)
        try:
            scene = await self.ask(self._seen_after, self.journey, steps)
        except LiberationError as error:
            self._steps = self._steps[len(steps) :]
            self._tell(f"{error.message}{f' – {error.hint}' if error.hint else ''}")
        except sqlite3.DatabaseError as error:
            self.exit(error)
        else:
            self._steps = self._steps[len(steps) :]
            self._told, self._to_tell = self._to_tell, ""
            self._show(scene)

    def _seen_after(self, journey: Journey, steps: Sequence[Step]) -> Scene:
        for step in steps:
            journey = step(journey)
        return self._guide.see(journey, self._columns)

    def _tell(self, message: str) -> None:
        """Tell something in the line at the foot, until the next step."""
        self._told = message
        self._show_foot()

    # Showing

    def _show(self, scene: Scene) -> None:
        self.journey, self._scene = scene.journey, scene
        self._show_heading(scene)
        self._show_timeline(scene)
        self._show_list(scene)
        self._show_card(scene)
        self._show_day(scene)
        self._show_foot()

    def _show_heading(self, scene: Scene) -> None:
        journey, width = scene.journey, self._page.width
        roomy = width >= _ROOM_FOR_WORDS
        day = f"{phrase.weekday(journey.day)} {phrase.day(journey.day)}" if roomy else phrase.day(journey.day)
        pace = PACES[self._pace]
        playing = "" if self._player is None else f"▶ {phrase.count(pace, 'day')} a second   " if roomy else f"▶ {pace} "
        right: Line = [(playing, "dim"), (day, "accent")]
        used = _cells(right)
        title: Line = [(harmless(self._title), "title")]
        told: Line = [(f"   {self._told_of_list(scene)}", "dim")]
        room = width - used - 2
        if scene.journey.is_narrowed:  # what the list leaves out matters more than what it is a list of
            title = cut(title, max(room - _cells(told), room // 3))
        left = cut([*title, *told], room) if scene.journey.is_narrowed or _cells([*title, *told]) <= room else cut(title, room)
        gap = width - used - _cells(left)
        self.query_one("#heading", LinesPane).show([[*left, (" " * max(gap, 1), ""), *right]], self._palette)

    def _told_of_list(self, scene: Scene) -> str:
        journey = scene.journey
        count = phrase.count(len(scene.positions), "event")
        conditions = [f"“{journey.words}”"] if journey.words else []
        conditions += [self._page.track_title(track) for track in journey.selection.tracks]
        conditions += [kind.replace("-", " ") for kind in journey.selection.kinds]
        conditions += [text for text in (journey.selection.place, journey.selection.person) if text]
        return " · ".join([count, *conditions])

    def _show_timeline(self, scene: Scene) -> None:
        pane = self.query_one("#timeline", TimelinePane)
        chosen = scene.chosen.entry if scene.chosen else None
        cursor = Cursor(scene.journey.day, chosen, scene.journey.marks)

        def view() -> Iterable[Line]:
            lanes = Lanes(scene.lanes, self._page, scene.journey.window, cursor, self._layout.lanes_height)
            pane.day_at = lanes.day_at
            return lanes.lines()

        pane.show(self._drawn(view, self._page.width), self._palette)

    def _show_list(self, scene: Scene) -> None:
        listed = Listed(len(scene.positions), scene.row, scene.pages, scene.journey.marks)
        self.query_one("#list", EventList).show(listed, self._page, self._palette, self._nothing(scene))

    def _nothing(self, scene: Scene) -> list[Line]:
        """What the list says if it is empty."""
        told = "Nothing matches. Esc takes a step back." if scene.journey.is_narrowed else "This chronology has no events."
        return [[], *([(MARGIN, ""), (text, "dim")] for text in wrap(told, self._layout.list_width - 2 * len(MARGIN)))]

    def _show_card(self, scene: Scene) -> None:
        """Show the card; or the day on every track in its place, if that is asked for and has none of its own."""
        pane, chosen, width = self.query_one("#card", TextPane), scene.chosen, self._card_width
        if self._day_for_card and not self._layout.day_height:
            self._carded = ()
            pane.show(self._day_lines(scene, width), self._palette, stay=True)
            return
        if chosen is None:
            pane.show([], self._palette)
            return
        carded = (chosen.entry.position, scene.journey.words, width, self._palette)
        if carded != self._carded:
            self._carded = carded
            card = EventCard(chosen.event, chosen.entry, chosen.around, self._page._replace(width=width))
            pane.show(self._drawn(lambda: [*_passage(chosen, width), *card.lines()], width), self._palette)

    def _show_day(self, scene: Scene) -> None:
        if self._layout.day_height:
            lines = self._day_lines(scene, self._layout.list_width - 2)
            self.query_one("#day", TextPane).show(lines, self._palette, stay=True)

    def _day_lines(self, scene: Scene, width: int) -> list[Line]:
        page = self._page._replace(width=max(width - 2, 16))
        day = f"{phrase.weekday(scene.journey.day)} {phrase.day(scene.journey.day)} on every track"
        return [[(fit(day, page.width), "label")], *self._drawn(lambda: moments_in_brief(scene.moments, page), width)]

    @property
    def _card_width(self) -> int:
        return self._page.width - 1 - (0 if self._layout.stacked else self._layout.list_width)

    def _show_foot(self) -> None:
        line: Line = [(f" {self._told}", "error")] if self._told else keys.foot(self._page.width + 2)
        self.query_one("#foot", LinesPane).show([line], self._palette)

    def _drawn(self, view: Callable[[], Iterable[Line]], width: int) -> list[Line]:
        return drawn(view, width, self.failures)

    # What the panes tell

    @on(Opened)
    async def _open(self, message: Opened) -> None:
        match message.what:
            case "event":
                self.go(lambda journey: self._guide.open(journey, message.name))
            case "place":
                self.go(lambda journey: journey.narrowed(Selection(place=message.name)).searching(""))
            case "person":
                self.go(lambda journey: journey.narrowed(Selection(person=message.name)).searching(""))
            case _:
                await self.run_action(message.name)

    @on(DayChosen)
    def _choose_day(self, message: DayChosen) -> None:
        self.go(lambda journey: journey.to_day(message.day))

    @on(RowChosen)
    def _choose_row(self, message: RowChosen) -> None:
        self.go(lambda journey: self._guide.at_row(journey, message.row))

    @on(Moved)
    def _move(self, message: Moved) -> None:
        self.action_events(message.rows)

    @on(Zoomed)
    def _zoom(self, message: Zoomed) -> None:
        self.action_zoom(message.steps)

    @on(PageWanted)
    def _want_page(self, message: PageWanted) -> None:
        self._read_page(self.journey, message.number)

    @work(group="pages")
    async def _read_page(self, journey: Journey, number: int) -> None:
        rows: Sequence[Row] = await self.ask(self._guide.page, journey, number)
        if (journey.selection, journey.words) == (self.journey.selection, self.journey.words):
            self.query_one("#list", EventList).add(number, rows)

    # Keys

    def action_days(self, days: int) -> None:
        """Go on by days, or back."""
        self.go(lambda journey: journey.by_days(days))

    def action_months(self, months: int) -> None:
        """Go on by months, or back."""
        self.go(lambda journey: journey.by_months(months))

    def action_events(self, steps: int) -> None:
        """Go on by events of the list, or back."""
        self.go(lambda journey: self._guide.by_events(journey, steps))

    def action_first(self) -> None:
        """Go to the first event of the list."""
        self.action_events(-len(self._scene.positions) if self._scene else 0)

    def action_last(self) -> None:
        """Go to the last event of the list."""
        self.action_events(len(self._scene.positions) if self._scene else 0)

    def action_zoom(self, steps: int) -> None:
        """Look at the timeline from nearer by, or from further off."""
        self.go(lambda journey: journey.zoomed(steps))

    def action_previous_stop(self) -> None:
        """Go back to the event one came from."""
        self.go(Journey.back)

    def action_next_stop(self) -> None:
        """Go forward again."""
        self.go(Journey.forward)

    def action_to_card(self) -> None:
        """Go to the card, or from it to the list."""
        self.query_one("#card" if self.query_one("#list").has_focus else "#list").focus()

    def action_one_step_back(self) -> None:
        """Stop playing; or go from the card to the list; or undo the search, the filters, the way from event to event."""
        if self._player is not None:
            self.action_play()
        elif self.query_one("#search").display:
            self._leave_search()
            self.go(lambda journey: journey.searching(""))
        elif not self.query_one("#list").has_focus:
            self.query_one("#list").focus()
        else:
            self.go(Journey.one_step_back)

    def action_day(self) -> None:
        """Go to this day on every track; where it has no room of its own, show it for the card, or the card again."""
        if self._layout.day_height:
            self.query_one("#day").focus()
            return
        self._day_for_card = not self._day_for_card
        if self._scene is not None:
            self._show_card(self._scene)

    # Searching and narrowing

    def action_search(self) -> None:
        """Search as one types."""
        bar = self.query_one("#search", SearchBar)
        bar.begin(self.journey.words)
        self.query_one("#foot").display = False

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        if message.words != self.journey.words or self._steps:
            self.go(lambda journey: journey.searching(message.words))
        if message.done:
            self._leave_search()

    def _leave_search(self) -> None:
        self.query_one("#search").display = False
        self.query_one("#foot").display = True
        self.query_one("#list").focus()

    def action_filter(self) -> None:
        """Choose tracks, kinds and a place."""
        from liberation_cli.explorer.screens import Filters  # noqa: PLC0415 - not needed for the first screen

        tracks = ((track, self._page.track_title(track)) for track in self._page.tracks if track)
        kinds = self._kinds
        self.push_screen(Filters(tracks, kinds, self.journey.selection, self._narrow))

    def _narrow(self, selection: Selection) -> None:
        self.go(lambda journey: journey.narrowed(selection))

    # Comparing

    def action_mark(self) -> None:
        """Mark the event, or take its mark away; with two marked they are compared."""
        scene = self._scene
        if scene is None or scene.chosen is None:
            return
        position = scene.chosen.entry.position
        marks = self.journey.marking(position).marks
        if position in marks and len(marks) >= _LEAST_COMPARED:
            self._compare(marks)
        told = f"{scene.chosen.entry.title} is marked; c on another event compares them, x clears" if position in marks else ""
        self.go(lambda journey: journey.marking(position), harmless(told))

    def action_compare(self) -> None:
        """Show the comparison of the marked events."""
        if len(self.journey.marks) < _LEAST_COMPARED:
            self._tell("mark two events or more with c, and they are compared")
        else:
            self._compare(self.journey.marks)

    def action_unmark(self) -> None:
        """Clear the marks."""
        self.go(Journey.unmarked)

    @work(exclusive=True, group="compare")
    async def _compare(self, marks: Sequence[int]) -> None:
        from liberation_cli.explorer.screens import TextScreen  # noqa: PLC0415 - not needed for the first screen

        compared = await self.ask(self._guide.compare, marks)

        def lines(width: int) -> list[Line]:
            from liberation_cli.views.comparison import ComparisonView  # noqa: PLC0415

            page = self._page._replace(width=width)
            view = ComparisonView(compared.comparison, compared.entries, compared.sources, page)
            return self._drawn(view.lines, width)

        self.push_screen(TextScreen("Compared", lines, self._palette))

    # Asking and writing

    def action_help(self) -> None:
        """Show what the keys do."""
        from liberation_cli.explorer.screens import TextScreen  # noqa: PLC0415 - not needed for the first screen

        self.push_screen(TextScreen("Keys", keys.help_lines, self._palette))

    def action_go_to(self) -> None:
        """Go to a day, or to an event, that is typed."""
        self._ask("Go to a day or an event: 4 June 1944, June 1944, d-day", "", self._gone_to)

    async def _gone_to(self, typed: str) -> None:
        if typed.strip():
            journey = await self.ask(self._guide.go_to, self.journey, typed.strip())
            self.go(lambda _: journey)

    def action_save_picture(self) -> None:
        """Save what is seen as SVG, in a file that is asked for."""
        picture = self.picture()

        async def save(typed: str) -> None:
            path = Path(typed)
            await asyncio.to_thread(write_anew, path, picture)
            self._tell(f"saved in {path}")

        self._ask("Save what you see as", f"liberation-{iso(self.journey.day)}.svg", save)

    def picture(self) -> str:
        """Return what is seen as SVG, which needs nothing from elsewhere to be shown."""
        drawn_by_textual = self.export_screenshot(title=self._title)
        return re.sub(r"@font-face \{.*?\}", "", drawn_by_textual, flags=re.DOTALL).replace("Fira Code", _FONTS)

    def action_export(self) -> None:
        """Export the events of the list, to a file that is asked for."""
        scene = self._scene
        if scene is None or not scene.positions:
            self._tell("the list is empty: there is nothing to export")
            return

        async def export(typed: str) -> None:
            lost = await self.ask(self._export, self._guide.chronology, scene.positions, Path(typed))
            self._tell(f"{phrase.count(len(scene.positions), 'event')} exported to {typed}{f', {lost}' if lost else ''}")

        count = phrase.count(len(scene.positions), "event")
        self._ask(f"Export {count} to (.html .csv .ics .md .geojson .json …)", "selection.html", export)

    @work(exclusive=True, group="question")
    async def _ask(self, asked: str, answer: str, use: Callable[[str], Awaitable[None]]) -> None:
        """Ask for a line of text and use it; asked again, with what is wrong, until it can be used or nobody answers."""
        from liberation_cli.explorer.screens import Question  # noqa: PLC0415 - not needed for the first screen

        refused = ""
        while True:
            typed = await self.push_screen_wait(Question(asked, answer, refused))
            if typed is None:
                return
            try:
                await use(typed)
            except LiberationError as error:
                answer, refused = typed, f"{error.message}{f' – {error.hint}' if error.hint else ''}"
            else:
                return

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

    # Playing

    def action_play(self) -> None:
        """Play the chronology day by day, or stop."""
        if self._player is None:
            if self.journey.day >= self.journey.span.last:
                self.go(lambda journey: journey.to_day(journey.span.first))
            self._player = self.set_interval(1 / PACES[self._pace], self._play_a_day)
        else:
            self._player.stop()
            self._player = None
        self._show_again()

    def action_pace(self, steps: int) -> None:
        """Play faster, or slower."""
        self._pace = min(max(self._pace + steps, 0), len(PACES) - 1)
        if self._player is not None:
            self._player.stop()
            self._player = self.set_interval(1 / PACES[self._pace], self._play_a_day)
        self._tell_pace()

    def _tell_pace(self) -> None:
        if self._player is None:
            self._tell(f"{phrase.count(PACES[self._pace], 'day')} a second; Space plays")
        else:
            self._show_again()

    def _play_a_day(self) -> None:
        if self.journey.day >= self.journey.span.last:
            self.action_play()
        elif not self._steps:  # a day that is still awaited is not overtaken
            self.action_days(1)

    def _show_again(self) -> None:
        if self._scene is not None:
            self._show_heading(self._scene)

    # Looks

    def action_next_theme(self) -> None:
        """Take the next theme."""
        self.theme = THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]

    def watch_theme(self, theme: str) -> None:
        """Draw everything in the styles of another theme."""
        self._palette = Palette(theme)
        if self._scene is not None:
            self._show(self._scene)


def write_anew(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        LiberationError: it is there, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise LiberationError(f"{path} is there already", "give another name") from None
    except (OSError, ValueError) as error:
        raise LiberationError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from None


def _cells(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)


def _passage(chosen: Chosen, width: int) -> Iterable[Line]:
    """What a search matched in an event, above its card."""
    if chosen.passage:
        parts = [(piece.text, "match" if piece.matched else "dim") for piece in chosen.passage]
        yield from ([(MARGIN, ""), *line] for line in wrap_parts(parts, max(width - 2 * len(MARGIN), 16)))
        yield []
