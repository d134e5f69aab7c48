"""A sign of life on standard error, if that is a terminal, while something takes longer than nobody minds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 0.5
"""Seconds without a word that nobody minds."""
_TOLD_EVERY = 100
_Item = TypeVar("_Item")


class Waiting:
    """A bar with an estimate, which appears once something has taken a while."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._since = monotonic()
        self._bar: Progress | None = None

    def tell(self, share: float | None) -> None:
        """Show what share is done; None if that cannot be told."""
        if self._bar is None:
            if monotonic() - self._since < _PATIENCE or sys.stderr is None or not sys.stderr.isatty():
                return
            self._bar = _started_bar(self._doing, bounded=share is not None)
        self._bar.update(self._bar.task_ids[0], completed=share or 0)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def waiting(doing: str) -> Iterator[Waiting]:
    """Wait for something, and take the bar away however it ends."""
    bar = Waiting(doing)
    try:
        yield bar
    finally:
        bar.end()


def told(items: Iterable[_Item], bar: Waiting, share: Callable[[], float | None] = lambda: None) -> Iterator[_Item]:
    """Yield items, and tell from time to time what share of them is done."""
    for number, item in enumerate(items):
        if number % _TOLD_EVERY == 0:
            bar.tell(share())
        yield item


def _started_bar(doing: str, *, bounded: bool) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - little takes so long
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn(doing), BarColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
    bar.add_task("", total=1.0 if bounded else None)
    bar.start()
    return bar
