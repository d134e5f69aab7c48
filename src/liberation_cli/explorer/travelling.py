"""Travelling on the full screen: steps are taken and what can be seen from where they lead is shown."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

from textual import events, on, work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.dates import phrase
from liberation_cli.errors import LiberationError
from liberation_cli.explorer.event_list import EventList
from liberation_cli.explorer.guide import Guide, Row, Scene
from liberation_cli.explorer.journey import Journey
from liberation_cli.explorer.messages import DayChosen, Moved, Opened, PageWanted, RowChosen, Zoomed
from liberation_cli.explorer.palette import NO_COLOUR, THEMES, themes
from liberation_cli.explorer.panes import LinesPane, TextPane, TimelinePane
from liberation_cli.explorer.player import Player
from liberation_cli.explorer.search_bar import SearchBar
from liberation_cli.explorer.showing import Showing
from liberation_cli.explorer.wording import refusal

Step = Callable[[Journey], Journey]
"""From one place on a journey to the next."""
T = TypeVar("T")


class Start(NamedTuple):
    """How the explorer is opened: on a journey, in a theme."""

    journey: Journey
    theme: str = THEMES[0]


class Traveller(App[sqlite3.DatabaseError]):
    """A journey, and what can be seen from it.

    Every key puts a step on the journey. The steps are taken, and what can be seen is asked, in a thread of its own: while
    one answer is awaited, further steps wait with it, and only the last answer is shown.
    """

    CSS_PATH = "explorer.tcss"
    TITLE = "liberation"

    def __init__(self, chronology: Chronology, start: Start) -> None:
        # Colours of the terminal's own are left to it where there are to be none of ours.
        super().__init__(ansi_color=True if start.theme == NO_COLOUR else None)
        self.journey = start.journey
        self.showing = Showing(self, chronology, start.theme)
        self.player = Player(self, self._play_a_day)
        self.guide = Guide(chronology)
        self._asking = ThreadPoolExecutor(1, "asking")
        self._steps: list[Step] = []
        self._to_tell = ""
        for theme in themes():
            self.register_theme(theme)
        self.theme = start.theme

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
        self.showing.arrange(self.size)
        self._arrive(self.guide.see(self.journey, self.showing.columns))
        self.query_one("#list").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Share the window out anew."""
        if self.showing.arrange(event.size):
            self._travel()

    def on_unmount(self) -> None:
        """Ask nothing more."""
        self._asking.shutdown(wait=True, cancel_futures=True)

    # Steps

    async def ask(self, question: Callable[..., T], *arguments: object) -> T:
        """Put a question to the chronology, in the one thread that may."""
        return await asyncio.get_running_loop().run_in_executor(self._asking, partial(question, *arguments))

    async def answer(self, question: Callable[..., T], *arguments: object) -> T | None:
        """Put a question; if there is no answer, tell why, or leave if none can be had any more."""
        try:
            return await self.ask(question, *arguments)
        except LiberationError as error:
            self.showing.tell(refusal(error))
        except sqlite3.DatabaseError as error:
            self.exit(error)
        return None

    def go(self, step: Step, told: str = "") -> None:
        """Take a step, and tell something at its end."""
        self._steps.append(step)
        self._to_tell = told
        self._travel()

    @work(exclusive=True, group="travel")
    async def _travel(self) -> None:
        """Take the steps that wait, and show what can be seen from where they lead; a newer call takes this one's place."""
        steps = tuple(self._steps)
        scene = await self.answer(self._seen_after, self.journey, steps)
        self._steps = self._steps[len(steps) :]
        if scene is not None:
            self._arrive(scene)

    def _seen_after(self, journey: Journey, steps: Sequence[Step]) -> Scene:
        for step in steps:
            journey = step(journey)
        return self.guide.see(journey, self.showing.columns)

    def _arrive(self, scene: Scene) -> None:
        told, self._to_tell = self._to_tell, ""
        self.journey = scene.journey
        self.showing.show(scene, told)

    # What the panes tell

    @on(Opened)
    async def _open(self, message: Opened) -> None:
        match message.what:
            case "event":
                self.showing.show_whole_day(whole=False)
                self.go(lambda journey: self.guide.open(journey, message.name))
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
        self.go(lambda journey: self.guide.at_row(journey, message.row))

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
        rows: Sequence[Row] | None = await self.answer(self.guide.page, journey, number)
        if rows is not None and (journey.selection, journey.words) == (self.journey.selection, self.journey.words):
            self.query_one("#list", EventList).add(number, rows)

    # Through time, and from event to event

    def action_days(self, days: int) -> None:
        """Go on by days, or back."""
        self.go(lambda journey: journey.by_days(days))

    def action_months(self, months: int) -> None:
        """Go on by months, or back."""
        self.go(lambda journey: journey.by_months(months))

    def action_events(self, steps: int) -> None:
        """Go on by events of the list, or back."""
        self.go(lambda journey: self.guide.by_events(journey, steps))

    def action_first(self) -> None:
        """Go to the first event of the list."""
        self.action_events(-self._listed)

    def action_last(self) -> None:
        """Go to the last event of the list."""
        self.action_events(self._listed)

    def action_zoom(self, steps: int) -> None:
        """Look at the timeline from nearer by, or from further off."""
        self.go(lambda journey: journey.zoomed(steps))

    def action_previous_stop(self) -> None:
        """Go back to the event one came from."""
        told = "" if self.journey.past or self._steps else "there is nothing to go back to"
        self.go(Journey.back, told)

    def action_next_stop(self) -> None:
        """Go forward again."""
        told = "" if self.journey.future or self._steps else "there is nothing to go forward to"
        self.go(Journey.forward, told)

    @property
    def _listed(self) -> int:
        return len(self.showing.scene.positions) if self.showing.scene else 0

    # Playing

    def action_play(self) -> None:
        """Play the chronology day by day, or stop."""
        if self.player.is_playing:
            self.player.stop()
        else:
            if self.journey.day >= self.journey.span.last:
                self.go(lambda journey: journey.to_day(journey.span.first))
            self.player.play()
        self._tell_pace()

    def action_pace(self, steps: int) -> None:
        """Play faster, or slower."""
        self.player.change_pace(steps)
        self._tell_pace()
        if not self.player.is_playing:
            self.showing.tell(f"{phrase.count(self.player.days_a_second, 'day')} a second; Space plays")

    def _tell_pace(self) -> None:
        self.showing.tell_pace(self.player.days_a_second if self.player.is_playing else 0)

    def _play_a_day(self) -> None:
        if self.journey.day >= self.journey.span.last:
            self.action_play()
        elif not self._steps:  # a day that is still awaited is not overtaken
            self.action_days(1)
