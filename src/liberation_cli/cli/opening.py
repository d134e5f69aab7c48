"""Opening the chronology that was asked for, with a sign of life if that takes a while."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.cli.options import Chosen, Output
from liberation_cli.cli.screen import say
from liberation_cli.cli.waiting import waiting
from liberation_cli.errors import ChronologyError


def chosen_file(named: Path | None) -> Path | None:
    """Return the chronology file to ask: the one named on the command line, or in the environment; None for the bundled."""
    # Not left to Typer, to which what stands before the command would count for less than the environment.
    from_environment = os.environ.get("LIBERATION_CHRONOLOGY")
    return named or (Path(from_environment) if from_environment else None)


@contextmanager
def opened(asked: Chosen | Output) -> Iterator[Chronology]:
    """Open the chronology; a bar on standard error, if that is a terminal, tells how far a long reading is."""
    file = chosen_file(asked.chronology)
    try:
        with waiting("Reading the chronology") as bar:
            chronology = Chronology(file, bar.tell)
    except KeyboardInterrupt:
        say(f"reading {file or 'the chronology'} was interrupted, and nothing of it is kept")
        raise
    with chronology:
        try:
            yield chronology
        except sqlite3.DatabaseError:
            chronology.discard_index()
            raise ChronologyError(f"the index over {chronology.path} was damaged, and is thrown away", "ask again") from None
