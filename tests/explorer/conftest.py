"""Chronologies to explore, and an explorer to drive with keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.generate import write

from liberation_cli.chronology.chronology import BUNDLED
from tests.conftest import WriteChronology
from tests.views import chronicle


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the chronologies and the indexes over them are kept, for all tests of the explorer."""
    directory = tmp_path_factory.mktemp("explored")
    (directory / "cache").mkdir(mode=0o700)
    document = {**chronicle.HEADER, "events": chronicle.EVENTS}
    (directory / "chronicle.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return directory


@pytest.fixture(autouse=True)
def settled(explored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes are built once, and nothing of the person's own reaches a test."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM", "TEXTUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(explored / "cache"))


@pytest.fixture
def chronicle_path(explored: Path) -> Path:
    """Thirteen events with every kind of date and of text."""
    return explored / "chronicle.json"


@pytest.fixture
def empty_path(write_chronology: WriteChronology) -> Path:
    """No events."""
    return write_chronology([], "empty.json", title="Nothing yet")


@pytest.fixture
def single_path(write_chronology: WriteChronology) -> Path:
    """One event, without a track, a place or a kind."""
    return write_chronology([{"id": "one", "title": "The one", "date": "1944-06", "summary": "Alone."}], "single.json")


@pytest.fixture(scope="session")
def large_path(explored: Path) -> Path:
    """A hundred thousand events."""
    path = explored / "large.jsonl"
    write(path, 100_000)
    return path


KINDS = ("bundled", "empty", "single", "chronicle", "large")


@pytest.fixture(params=KINDS)
def any_path(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Each of the chronologies in turn."""
    yield BUNDLED if request.param == "bundled" else request.getfixturevalue(f"{request.param}_path")
