"""Going out and coming back: a chronology written in a format, and what is made of that again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Event
from liberation_cli.chronology.selection import Selection
from liberation_cli.exchange import formats
from liberation_cli.exchange.incoming import Assembled, Manner, assemble
from liberation_cli.exchange.outgoing import Loss, Outgoing


class Exported(NamedTuple):
    """What was written, and what it goes without."""

    text: str
    losses: list[Loss]
    events: list[Event]


class Exchange:
    """Writes and reads formats, over chronologies kept for the length of a test."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._number = 0

    def kept(self, record: dict[str, Any]) -> Path:
        """A chronology in a file of its own: an index is told from another by the file's time, which is coarse."""
        self._number += 1
        path = self._directory / f"chronology-{self._number}.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        return path

    def out(self, record: dict[str, Any], name: str, selection: Selection = Selection()) -> Exported:  # noqa: B008
        with Chronology(self.kept(record)) as chronology:
            outgoing = Outgoing(chronology, selection)
            text = "".join(formats.writer(formats.named(name))(outgoing))
            return Exported(text, list(outgoing.losses), list(chronology.events(selection)))

    def back(self, text: str, name: str, manner: Manner = Manner()) -> Assembled:  # noqa: B008
        return assemble(formats.reader(formats.named(name))(text, manner), manner)


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """Held for a whole module, so that property tests may use it."""
    return Exchange(tmp_path_factory.mktemp("exchange"))


@pytest.fixture(autouse=True, scope="module")
def cache_of_module(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A cache that lasts as long as :func:`exchange`."""
    home = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home))
        yield
