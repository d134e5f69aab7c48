"""Chronologies for one question each, and what is wrong with those that are broken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.errors import InvalidChronology

Record = dict[str, Any]
Told = tuple[str, str, str]


def event(event_id: str = "siege", date: Any = "1944-06-04", **fields: Any) -> Record:
    """An event with all that it needs, and what else is given."""
    return {"id": event_id, "title": event_id.replace("-", " ").title(), "date": date, "summary": "So it was.", **fields}


def dating(date: str, source: str = "book") -> Record:
    return {"date": date, "says": "so it says", "sources": [{"source": source}]}


BOOK = {"id": "book", "title": "A Book"}


@contextmanager
def chronology_of(events: Iterable[Mapping[str, Any]], **header: Any) -> Iterator[Chronology]:
    """A chronology whose file and index are gone after use; the index is in memory."""
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        path = Path(directory) / "chronology.json"
        path.write_text(json.dumps({**header, "events": list(events)}), encoding="utf-8")
        patch.setenv("XDG_CACHE_HOME", str(path))  # a file: no directory can be made in it
        with Chronology(path) as chronology:
            yield chronology


def ids(chronology: Chronology, **conditions: Any) -> list[str]:
    return [entry.id for entry in chronology.select(Selection(**conditions))]


def problems_in(path: Path) -> list[Told]:
    """What opening a broken chronology tells: where, what, and what instead."""
    with pytest.raises(InvalidChronology) as caught, Chronology(path):
        pass
    return [(problem.where, problem.what, problem.instead) for problem in caught.value.problems]
