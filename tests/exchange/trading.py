"""What the tests of all formats do: write a chronology in one, read it back, and see what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Event, Header
from liberation_cli.chronology.selection import Selection
from liberation_cli.errors import Problem
from liberation_cli.exchange import formats, json_document
from liberation_cli.exchange.incoming import Assembled, Manner, assemble
from liberation_cli.exchange.outgoing import Losses, Outgoing
from tests.chronology.making import chronology_of
from tests.conftest import SMALL_EVENTS, SMALL_HEADER
from tests.exchange.strategies import Whole

Lost = dict[str, list[str]]
SMALL = Whole(SMALL_EVENTS, SMALL_HEADER)
EVERYTHING = Selection()
EXPECTED = Path(__file__).parent / "expected"


class Exported(NamedTuple):
    """The text of a file, what it was made of, and what it goes without."""

    text: str
    header: Header
    events: list[Event]
    lost: Lost


class Imported(NamedTuple):
    """What was read of a file, what was wrong in it, and what was lost."""

    header: Header
    events: list[Event]
    problems: list[Problem]
    lost: Lost


def lost(losses: Losses) -> Lost:
    return {loss.what: list(loss.events) for loss in losses}


def exported(name: str, whole: Whole, selection: Selection = EVERYTHING) -> Exported:
    with chronology_of(whole.events, **whole.header) as chronology:
        return exported_from(chronology, name, selection)


def exported_from(chronology: Chronology, name: str, selection: Selection = EVERYTHING) -> Exported:
    outgoing = Outgoing(chronology, selection)
    text = "".join(formats.writer(formats.named(name))(outgoing))
    return Exported(text, outgoing.header, list(Outgoing(chronology, selection).events()), lost(outgoing.losses))


def imported(name: str, text: str, manner: Manner = Manner()) -> Imported:  # noqa: B008 - it cannot be changed
    """Read a text, and open as a chronology what came of it: whatever is read must be one."""
    assembled = assemble(formats.reader(formats.named(name))(text, manner), manner)
    with opened(assembled) as chronology:
        assert sorted(e.id for e in chronology.events()) == sorted(e.id for e in assembled.listed)
    return Imported(assembled.header, assembled.listed, assembled.problems, lost(assembled.losses))


@contextmanager
def opened(assembled: Assembled) -> Iterator[Chronology]:
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        path = Path(directory) / "imported.json"
        path.write_text("".join(json_document.write(assembled)), encoding="utf-8")
        patch.setenv("XDG_CACHE_HOME", str(path))  # a file: no directory can be made in it
        with Chronology(path) as chronology:
            yield chronology
