"""Playing a chronology day by day, at one of several paces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.timer import Timer

PACES = (1, 2, 4, 8, 16)
"""Days a second."""


class Player:
    """Calls for a day so many times a second while it plays."""

    def __init__(self, app: App[Any], play_a_day: Callable[[], None]) -> None:
        self._app = app
        self._play_a_day = play_a_day
        self._pace = 1
        self._timer: Timer | None = None

    @property
    def is_playing(self) -> bool:
        """Whether days are called for."""
        return self._timer is not None

    @property
    def days_a_second(self) -> int:
        """The pace."""
        return PACES[self._pace]

    def play(self) -> None:
        """Begin to call for days."""
        self.stop()
        self._timer = self._app.set_interval(1 / self.days_a_second, self._play_a_day)

    def stop(self) -> None:
        """Call for no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def change_pace(self, steps: int) -> None:
        """Go faster, or with a negative number slower; from now on if it plays."""
        self._pace = min(max(self._pace + steps, 0), len(PACES) - 1)
        if self.is_playing:
            self.play()
