"""Driving the explorer as a person does: keys are pressed, and what is on the screen is read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import DatabaseError

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from liberation_cli.chronology.chronology import BUNDLED, Chronology
from liberation_cli.explorer.app import Explorer
from liberation_cli.explorer.guide import Export, Guide
from liberation_cli.explorer.palette import THEMES
from liberation_cli.explorer.travelling import Start

WIDE, MIDDLE, NARROW = (120, 40), (80, 24), (40, 20)
SIZES = (MIDDLE, WIDE, NARROW)
TYPED = {"space": " ", "slash": "/", "full_stop": ".", "minus": "-", "left_double_quotation_mark": "“"}
"""The characters of keys that have a name of their own."""
MOST_HANDED_ON = 10
"""So many times a message is handed on from pane to pane at most, until it has been answered."""


def write_nothing(chronology: Chronology, positions: Sequence[int], path: Path) -> str:
    raise AssertionError(f"{len(chronology)}, {len(positions)}, {path}: nothing is written unless it is asked for")


class Driver:
    """An explorer that runs, and the keys to it."""

    def __init__(self, app: Explorer, pilot: Pilot[DatabaseError]) -> None:
        self.app = app
        self.pilot = pilot
        self._screen: Screen[object] | None = None

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait until each is answered."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else TYPED.get(key)))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {character: name for name, character in TYPED.items()}
        await self.press(*(names.get(character, character) for character in text))

    async def settle(self) -> None:
        """Wait until nothing is under way any more: no message on its way, no question to the chronology, no screen undrawn."""
        await self._messages_answered()
        while running := [worker for worker in self.app.workers if not worker.is_finished]:
            await self.app.workers.wait_for_complete(running)
            await self._messages_answered()
        if self.app.screen is not self._screen:
            self._screen = self.app.screen
            await self.pilot.pause()  # it is drawn when there is nothing else to do
            await self._messages_answered()

    async def _messages_answered(self) -> None:
        for _ in range(MOST_HANDED_ON):
            await self.pilot.pause(0)

    @property
    def screen(self) -> list[str]:
        """The lines of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(self.screen)

    @property
    def title(self) -> str:
        """The title of the event that is looked at."""
        scene = self.app.showing.scene
        assert scene is not None
        return scene.chosen.entry.title if scene.chosen else ""


@asynccontextmanager
async def exploring(
    path: Path = BUNDLED,
    size: tuple[int, int] = WIDE,
    *,
    start: str = "",
    at: str = "",
    theme: str = THEMES[0],
    export: Export = write_nothing,
) -> AsyncIterator[Driver]:
    """Open the explorer, and close it; nothing may have failed to be drawn."""
    with Chronology(path) as chronology:
        app = Explorer(chronology, Start(Guide(chronology).set_out(start, at), theme), export)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            yield driver
        assert app.showing.failures == []


def drive(journey: Callable[[], Awaitable[None]]) -> None:
    """Run a test that drives the explorer."""
    asyncio.run(journey())  # type: ignore[arg-type]
