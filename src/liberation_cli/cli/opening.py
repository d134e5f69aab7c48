"""Opening the chronology that was asked for, with a sign of life if that takes a while."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.cli.options import Chosen, Output
from liberation_cli.cli.screen import say
from liberation_cli.errors import ChronologyError

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 0.5
"""Seconds without a word that nobody minds."""


def chosen_file(named: Path | None) -> Path | None:
    """Return the chronology file to ask: the one named on the command line, or in the environment; None for the bundled."""
    # Not left to Typer, to which what stands before the command would count for less than the environment.
    from_environment = os.environ.get("LIBERATION_CHRONOLOGY")
    return named or (Path(from_environment) if from_environment else None)


@contextmanager
def opened(asked: Chosen | Output) -> Iterator[Chronology]:
    """Open the chronology; a bar on standard error, if that is a terminal, tells how far a long reading is."""
    waiting = _Waiting()
    file = chosen_file(asked.chronology)
    try:
        chronology = Chronology(file, waiting.tell)
    except KeyboardInterrupt:
        waiting.end()
        say(f"reading {file or 'the chronology'} was interrupted, and nothing of it is kept")
        raise
    finally:
        waiting.end()
    with chronology:
        try:
            yield chronology
        except sqlite3.DatabaseError:
            chronology.discard_index()
            raise ChronologyError(f"the index over {chronology.path} was damaged, and is thrown away", "ask again") from None


class _Waiting:
    def __init__(self) -> None:
        self._since = monotonic()
        self._bar: Progress | None = None

    def tell(self, share: float) -> None:
        if self._bar is None:
            if monotonic() - self._since < _PATIENCE or sys.stderr is None or not sys.stderr.isatty():
                return
            self._bar = _start_bar()
        self._bar.update(self._bar.task_ids[0], completed=share)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _start_bar() -> Progress:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("Reading the chronology"), BarColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
    bar.add_task("", total=1.0)
    bar.start()
    return bar
